"""Compute a digest of everything a build reads, before it reads anything."""

import json
import logging
import os
import warnings
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.incremental.digest import code_in, digest, program, tree_of, versions
from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.site.revision import revision_of
from mkdocs_dossier.syntax.word_tables import Table

_KNOWN = Table("mkdocs_plugin", "inputs.yml")
#: Plugins that build the same from the same inputs.
_PLUGINS = frozenset({"material/search", "dossier"})
#: Packages whose functions `mkdocs.yml` may name: their versions are known.
_PACKAGES = frozenset({"material", "pymdownx"})


def project_of(config: MkDocsConfig) -> Path:
    """Return the folder of `mkdocs.yml`."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def overrides_of(config: MkDocsConfig) -> list[Path]:
    """Return the folders of a site's own templates."""
    return [Path(config.theme.custom_dir)] if config.theme.custom_dir else []


def has_known_plugins(config: MkDocsConfig) -> bool:
    """Return whether the build runs no hooks, and no plugins but those listed here."""
    return not config.hooks and _PLUGINS.issuperset(config.plugins)


def inputs_of(config: MkDocsConfig, own: DossierConfig) -> str | None:
    """Return two digests in a text that is the same as long as a build would make the same site.

    The first is of the dossiers' surroundings, the second of the dossiers. Returns None if other plugins, hooks,
    extensions or themes are active, because their inputs are unknown.
    """
    known = own.keep and config.theme.name == "material" and has_known_plugins(config)
    if not known or not set(_KNOWN["extensions"].split()).issuperset(config.markdown_extensions):
        return None
    project = project_of(config)
    try:
        # MkDocs empties the settings of plugins in `user_configs` while it loads them, and calls that deprecated.
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            of_plugins = {name: plugin.config.user_configs for name, plugin in config.plugins.items()}
            settings = json.dumps([config.user_configs, of_plugins], default=_named, sort_keys=True)
    except (TypeError, ValueError):  # something unknown
        return None
    if "custom_icons" in settings:
        return None  # their folder is not read here
    around = [
        program(),
        versions([*_KNOWN["libraries"].split(), *(["pagefind-bin"] if own.search else [])]),
        settings,
        config.site_dir,
        logging.getLogger("mkdocs").getEffectiveLevel(),  # messages below it are not collected
        os.environ.get("SOURCE_DATE_EPOCH"),
        tree_of(Path(config.docs_dir), hidden=True),
        [code_in(override) for override in overrides_of(config)],
    ]
    dossiers = [revision_of(config.site_name, project, os.environ), tree_of(project / own.folder)]
    return f"{digest(around)} {digest(dossiers)}"


def _named(value: Any) -> str:
    """Return the name of a function that `mkdocs.yml` names. Raises TypeError for anything else."""
    if callable(value) and str(getattr(value, "__module__", "")).partition(".")[0] in _PACKAGES:
        return f"{value.__module__}.{getattr(value, '__qualname__', '')}"
    raise TypeError(f"{value!r} is unknown")
