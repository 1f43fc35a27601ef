"""List the styles of pages that show records, and make the files of styles and scripts.

Templates name the scripts that they use: see the macro `script`.
"""

from collections.abc import Iterator
from importlib import resources

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from mkdocs_dossier.syntax.word_tables import Table

_SCRIPTS = ("article.js", "marks.js", "network.js", "tables.js")
_STYLE = "dossier.css"
_STYLES = Table("mkdocs_plugin", "styles.yml")
#: Only where the site has its own search.
_SEARCH = ("search.js", "search.css")


def styles_of(template: str) -> list[str]:
    """Return the names of the style sheets of our pages that are made from a template, named without its suffix."""
    found = [_STYLE, *(name for name, style in _STYLES.items() if template in style["templates"].split())]
    return [*found, "search.css"] if template == "search" else found


def styles_for(text: str) -> list[str]:
    """Return the names of the style sheets that another page needs, which contains some of our views."""
    return [_STYLE, *(name for name, style in _STYLES.items() if style["sign"] in text)]


def asset_files(config: MkDocsConfig, *, search: bool, shell: bool) -> Iterator[File]:
    """Yield the files of styles and scripts, below `assets/`, of the site's own search and shell too if it has them."""
    more = (*(_SEARCH if search else ()), *(("shell.css",) if shell else ()))
    for name in (_STYLE, *_STYLES, *_SCRIPTS, *more):
        asset = resources.files("mkdocs_dossier.site") / "assets" / name
        file = File.generated(config, f"assets/{name}", content=asset.read_text(encoding="utf-8"))
        file.abs_src_path = str(asset)
        yield file
    no_pages = resources.files("mkdocs_dossier.site") / "assets" / "no-pages.xml"
    for folder in ("data", "feeds") if config.theme.name == "material" else ():
        # Material's script looks for a sitemap of another language next to whatever rel="alternate" names.
        yield File.generated(config, f"{folder}/sitemap.xml", abs_src_path=str(no_pages))
