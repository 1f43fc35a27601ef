"""List the styles and scripts of pages that show records, and make their files."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

_SCRIPTS = ("marks.js", "dossier.js", "legend.js", "network.js", "tables.js")
_STYLES = ("dossier.css",)
#: Only where the site has its own search.
_SEARCH_SCRIPTS = ("search.js",)
_SEARCH_STYLES = ("search.css",)


def styles(*, search: bool) -> tuple[str, ...]:
    """Return the names of the style sheets; `search`: the site has its own search."""
    return _STYLES + (_SEARCH_STYLES if search else ())


def scripts(*, search: bool) -> tuple[str, ...]:
    """Return the names of the scripts, which are modules; `search`: the site has its own search."""
    return _SCRIPTS + (_SEARCH_SCRIPTS if search else ())


def asset_files(config: MkDocsConfig, *, search: bool) -> Iterator[File]:
    """Yield the files of styles and scripts, below `assets/`."""
    for name in (*styles(search=search), *scripts(search=search)):
        asset = resources.files("mkdocs_dossier.site") / "assets" / name
        file = File.generated(config, f"assets/{name}", content=asset.read_text(encoding="utf-8"))
        file.abs_src_path = str(asset)
        yield file
