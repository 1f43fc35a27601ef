"""What pages need beside their content: templates, styles and scripts, what the theme is told of them, their files."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from mkdocs.config import config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

_SCRIPTS = ("marks.js", "dossier.js", "legend.js", "network.js", "tables.js")
_STYLES = ("dossier.css",)
#: Only where the site has its own search.
_SEARCH_SCRIPTS = ("search.js",)
_SEARCH_STYLES = ("search.css",)


def extend_theme(config: MkDocsConfig, *, search: bool) -> None:
    """Put our templates before those of the theme, and behind those of the site itself."""
    for theme in ("theme", *(["theme-search"] if search else [])):
        path = resources.files("mkdocs_dossier.site") / theme
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(path))


def link_assets(config: MkDocsConfig, *, search: bool) -> None:
    """Have every page load them, the styles before those of the site itself."""
    styles, scripts = _names(search=search)
    config.extra_css[:0] = [f"assets/{name}" for name in styles]
    for name in scripts:
        script = config_options.ExtraScriptValue(f"assets/{name}")
        script.type = "module"
        config.extra_javascript.append(script)


def asset_files(config: MkDocsConfig, *, search: bool) -> Iterator[File]:
    """Their files."""
    for names in _names(search=search):
        for name in names:
            asset = resources.files("mkdocs_dossier.site") / "assets" / name
            yield File.generated(config, f"assets/{name}", content=asset.read_text(encoding="utf-8"))


def _names(*, search: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not search:
        return _STYLES, _SCRIPTS
    return _STYLES + _SEARCH_STYLES, _SCRIPTS + _SEARCH_SCRIPTS
