"""All that a site is made of, as far as that can be known before anything is read."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.incremental.digest import digest, files_in, program, tree_of, versions
from mkdocs_dossier.incremental.store import store_of
from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.site.revision import revision_of

#: Libraries that have a hand in what a site holds.
_LIBRARIES = (
    "babel",
    "jinja2",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "mkdocs-material-extensions",
    "nh3",
    "pydantic",
    "pygments",
    "pymdown-extensions",
    "pyyaml",
    "rapidfuzz",
    "tzdata",
)
#: Plugins that make the same of the same.
_PLUGINS = frozenset({"material/search", "dossier"})
#: Extensions of Python-Markdown that read nothing but the text they are given.
_EXTENSIONS = frozenset(
    {"abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes", "md_in_html", "meta", "nl2br"}
    | {"sane_lists", "smarty", "tables", "toc"}
    | {f"pymdownx.{name}" for name in ("betterem", "caret", "critic", "details", "emoji", "extra", "highlight", "keys")}
    | {f"pymdownx.{name}" for name in ("inlinehilite", "magiclink", "mark", "smartsymbols", "superfences", "tabbed")}
    | {f"pymdownx.{name}" for name in ("tasklist", "tilde")}
)
#: Packages whose functions `mkdocs.yml` may name: their versions are known.
_PACKAGES = frozenset({"material", "pymdownx"})


class _UnknownError(Exception):
    """Something has a hand in the site that nothing is known of."""


def project_of(config: MkDocsConfig) -> Path:
    """The folder of `mkdocs.yml`."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def overrides_of(config: MkDocsConfig) -> list[Path]:
    """The folders in which a site's own templates may lie."""
    return [Path(config.theme.custom_dir)] if config.theme.custom_dir else []


def place_of(config: MkDocsConfig) -> Path:
    """Return the path of the store of this site."""
    return store_of(project_of(config))


def has_known_plugins(config: MkDocsConfig) -> bool:
    """Whether neither hooks nor plugins but those listed here take part in the build."""
    return not config.hooks and _PLUGINS.issuperset(config.plugins)


def inputs_of(config: MkDocsConfig, own: DossierConfig) -> str | None:
    """A text that is the same as long as a build would make the same site; None where that cannot be known.

    Its first word is the same as long as only the dossiers have changed. It cannot be known where other plugins, hooks,
    extensions or themes are at work: they may ask whom they like.
    """
    known = own.keep and config.theme.name == "material" and has_known_plugins(config)
    if not known or not _EXTENSIONS.issuperset(config.markdown_extensions):
        return None
    project = project_of(config)
    try:
        # MkDocs empties the settings of plugins in `user_configs` while it loads them.
        of_plugins = {name: plugin.config.user_configs for name, plugin in config.plugins.items()}
        settings = json.dumps([config.user_configs, of_plugins], default=_named, sort_keys=True)
    except (_UnknownError, TypeError, ValueError):
        return None
    if "custom_icons" in settings:
        return None  # they lie where nobody looks
    around = [
        program(),
        versions([*_LIBRARIES, *(["pagefind-bin"] if own.search else [])]),
        settings,
        config.site_dir,
        logging.getLogger("mkdocs").getEffectiveLevel(),  # what is not to be said is not taken down
        os.environ.get("SOURCE_DATE_EPOCH"),
        tree_of(Path(config.docs_dir), hidden=True),
        [files_in(override) for override in overrides_of(config)],
    ]
    dossiers = [revision_of(config.site_name, project, os.environ), tree_of(project / own.folder)]
    return f"{digest(around)} {digest(dossiers)}"


def _named(value: Any) -> str:
    """A function that `mkdocs.yml` names, by its name."""
    if callable(value) and str(getattr(value, "__module__", "")).partition(".")[0] in _PACKAGES:
        return f"{value.__module__}.{getattr(value, '__qualname__', '')}"
    raise _UnknownError
