"""Convert a built site into Markdown for other generators: the same pages with the same links.

`python -m benchmarks.converting SITE DOCS CONTENT` reads a built site and writes the source folder for MkDocs and
Zensical, and the one for Hugo. The page `actors/roe/index.html` becomes `actors/roe/index.md` in both; Hugo's name for
a page with pages below it is `_index.md`.

The theme around a page is left out, and so are scripts; links to files other than pages (data and feeds) become plain
text. Anchors within a page are kept; marks and classes are not, which makes the pages lighter for the others.
"""

from __future__ import annotations

import html
import json
import os
import posixpath
import re
import sys
import textwrap
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any

from markdownify import MarkdownConverter

#: A page's own content as Material wraps it.
_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*)</article>', re.DOTALL)
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)(?: - [^-]*)?</title>", re.DOTALL)


class PageConverter(MarkdownConverter):
    """Convert one page; links to pages point to their `.md` files, links to other files become plain text."""

    def __init__(self, page: str, pages: Iterable[str]) -> None:
        super().__init__(heading_style="ATX")
        self._folder = posixpath.dirname(page)
        self._pages = frozenset(pages)

    def convert_soup(self, soup: Any) -> str:
        """Convert a page; each id becomes an anchor."""
        for element in soup.find_all(id=True):
            anchor = soup.new_tag("a", id=element["id"])
            if element.name == "a":
                element.insert_before(anchor)
            else:
                (element.find(("td", "th")) if element.name == "tr" else element).insert(0, anchor)
        return str(super().convert_soup(soup))

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Convert a link to one to its target's source."""
        if "href" not in el.attrs:
            return f'<a id="{el["id"]}"></a>' if "id" in el.attrs and not text else text
        address = el["href"]
        target = link_target(address, self._folder)
        if target is not None:
            if target not in self._pages:
                return text
            path = posixpath.relpath(target, self._folder or ".")
            el["href"] = f"{path[: -len('.html')]}.md{''.join(address.partition('#')[1:])}"
        # A style sheet supplies the number of a link to a note, so the link has no text.
        return str(super().convert_a(el, text, parent_tags)) if text.strip() else f"[]({el['href']})"

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Convert an item of a list; Python-Markdown wants four blanks before its further lines."""
        bullet = "1." if el.parent is not None and el.parent.name == "ol" else "-"
        return textwrap.indent(text.strip(), "    ").replace("    ", f"{bullet:<4}", 1) + "\n"

    def convert_list(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Convert a list; Python-Markdown wants an empty line before one in another."""
        return f"\n\n{text.rstrip()}\n\n"

    convert_ul = convert_ol = convert_list


def link_target(address: str, folder: str) -> str | None:
    """Return the file that a link from a page in the folder points to; None for other sites and the page itself."""
    path = address.partition("#")[0]
    if not path or re.match(r"[a-z][a-z0-9+.-]*:|/", path):
        return None
    target = posixpath.normpath(posixpath.join(folder, path))
    return posixpath.join(target, "index.html").removeprefix("./") if path.endswith(("/", ".")) else target


def article_of(text: str) -> str | None:
    """Return a page's own content, without the theme around it."""
    found = _ARTICLE.search(_SCRIPT.sub("", text))
    return found[1] if found else None


def converted(text: str, page: str, pages: Iterable[str]) -> str:
    """Return a page as Markdown with a title; `page` and `pages` are paths within the site."""
    article, found = article_of(text), _TITLE.search(text)
    if article is None:
        raise ValueError(f"{page} is not a page of Material")
    title = json.dumps(html.unescape(found[1]) if found else page, ensure_ascii=False)
    return f"---\ntitle: {title}\n---\n\n{PageConverter(page, pages).convert(article).strip()}\n"


def convert(site: Path, docs: Path, content: Path) -> int:
    """Write every page of the site into both folders; return the number of pages."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    branches = {str(above) for page in pages for above in PurePosixPath(page).parent.parents}
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        texts = workers.map(_converted, [(site, page, pages) for page in pages], chunksize=50)
        for page, text in zip(pages, texts, strict=True):
            folder = posixpath.dirname(page)
            name = "_index.md" if (folder or ".") in branches else "index.md"
            for path in (docs / folder / "index.md", content / folder / name):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    return len(pages)


def _converted(task: tuple[Path, str, list[str]]) -> str:
    site, page, pages = task
    return converted((site / page).read_text(encoding="utf-8"), page, pages)


if __name__ == "__main__":
    convert(*map(Path, sys.argv[1:4]))
