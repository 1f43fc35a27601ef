"""Pages built from `golden/source` equal those in `golden/pages`, whose changes can be read in a diff.

Only what the package renders is compared, the content of the theme's `<article>`. DOSSIER_UPDATE=1 rewrites the pages.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from forked import mkdocs

GOLDEN = Path(__file__).parent / "golden"
#: The addresses of the pages, each in a file named after it.
PAGES = ("ferry", "actors/ada-quill", "figures/cables")

_ARTICLE = re.compile(r"<(/?)article\b[^>]*>")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site outside any repository, so that its pages name no commit."""
    folder = Path(shutil.copytree(GOLDEN / "source", tmp_path_factory.mktemp("golden") / "source"))
    built = mkdocs("build", "--strict", "--quiet", cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_unchanged(site: Path, page: str) -> None:
    expected = GOLDEN / "pages" / f"{page.replace('/', '-')}.html"
    text = rendered((site / page / "index.html").read_text(encoding="utf-8"))
    if os.environ.get("DOSSIER_UPDATE"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


def rendered(page: str) -> str:
    """Return the content of the outermost `<article>`, with each block on its own line, without indentation."""
    depth, begin = 0, 0
    for tag in _ARTICLE.finditer(page):
        if not depth:
            begin = tag.end()
        depth += -1 if tag[1] else 1
        if not depth:
            inside = re.sub(
                r"(?=<(?:p|li|h\d|div|section|td|th|tr|dt|dd|svg|article)\b)", "\n", page[begin : tag.start()]
            )
            return "".join(f"{line.strip()}\n" for line in inside.splitlines() if line.strip())
    raise AssertionError("the page has no article")
