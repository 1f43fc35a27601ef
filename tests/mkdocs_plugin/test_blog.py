"""Links and fences work in posts of Material's blog, and in their excerpts on other pages."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from conftest import write
from mkdocs_plugin.projects import Project

POST = """---
date: 2024-{month:02}-05
categories: [Hafen]
---
# Notiz {month}

Die [Werft](actor:werft), ihr [Bericht](dossier:bericht) und die [Zahl](quantity:schiffe).

```dossier
figures
topic: schiffe
```

<!-- more -->

Mehr von der [Werft](actor:werft).
"""
#: A blog with one post per page of its list.
BLOG = "{blog_dir: %s, pagination_per_page: 1, post_url_format: '{date}/{slug}'}"


#: The site's address below its host, so that a link with too many `../` leads out of the site.
ROOT = "/a/site/below/"


def _links(site: Path, page: Path) -> set[str]:
    """Return the targets of a page's links to records, from the root of the host."""
    html = page.read_text(encoding="utf-8")
    here = f"{ROOT}{page.relative_to(site).as_posix()}"
    embedded = re.findall(r'<(?:table|div|p|ul) class="dx[^"]*".*?</(?:table|div|p|ul)>', html, re.DOTALL)
    found = re.findall(r'href="([^"]*)" class="dx-link|class="dx-link[^"]*" href="([^"]*)"', html)
    found += [(link, "") for part in embedded for link in re.findall(r'href="([^"#]+)', part)]
    return {urljoin(here, one or other).partition("#")[0] for one, other in found}


@pytest.mark.parametrize(
    ("folder", "directories"), [("blog", "true"), ("neues/hafen", "true"), (".", "true"), ("blog", "false")]
)
def test_links_lead_to_records_from_every_list(project: Project, folder: str, directories: str) -> None:
    """Links lead to records from posts, and from excerpts in the blog's pages, its archive and its categories."""
    posts = {posixpath.normpath(f"docs/{folder}/posts/{n}.md"): POST.format(month=n) for n in (1, 2, 3)}
    index = {posixpath.normpath(f"docs/{folder}/index.md"): "# Neues\n"}
    project.write(f"use_directory_urls: {directories}", plugin=f", blog: {BLOG % folder}", files={**posts, **index})
    project.mkdocs("build", "--strict", "--quiet")
    excerpts = [page for page in project.site.rglob("*.html") if 'class="md-post' in page.read_text(encoding="utf-8")]
    names = {page.relative_to(project.site / folder).as_posix() for page in excerpts}
    assert len(names) >= 4, names
    for page in [
        *excerpts,
        *(project.site / folder).rglob("notiz-*.html"),
        *(project.site / folder).rglob("notiz-*/index.html"),
    ]:
        links = _links(project.site, page)
        assert len(links) >= 3, page
        for link in links:
            assert link.startswith(ROOT), (page, link)
            target = project.site / link.removeprefix(ROOT)
            assert (target / "index.html" if link.endswith("/") else target).is_file(), (page, link)


def test_a_link_that_leads_nowhere_is_reported_once(project: Project) -> None:
    """A broken link in a post is reported once, at its line, and not again for each list that shows it."""
    post = POST.format(month=1).replace("actor:werft), ihr", "actor:wreft), ihr")
    write(project.folder, {"docs/blog/posts/1.md": post, "docs/blog/index.md": "# Neues\n"})
    project.write(plugin=f", blog: {BLOG % 'blog'}")
    write(project.folder, {"docs/blog/posts/1.md": post})
    log = project.mkdocs("build", "--strict", code=1)
    assert log.count("the link to actor:wreft leads nowhere") == 1
    assert "docs/blog/posts/1.md:7" in log
