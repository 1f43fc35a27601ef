"""Set up the site of a build from its collection and `mkdocs.yml`."""

from __future__ import annotations

import os
from collections.abc import Set

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.incremental.digest import digest, files_in, program, versions
from mkdocs_dossier.mkdocs_plugin.build_inputs import overrides_of, project_of
from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.mkdocs_plugin.site_config import addresses_of, conventions_of, edit_url_of
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.revision import revision_of

#: Libraries that decide what a page says.
_LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "tzdata")


def cache_key_of(collection: Collection, own: DossierConfig, config: MkDocsConfig) -> str:
    """Return a digest of the inputs of pages besides the collection: program, libraries, overrides, settings."""
    templates = [files_in(override / "dossier") for override in overrides_of(config)]
    settings = (config.site_name, config.site_url, config.repo_url, config.edit_uri, config.docs_dir)
    of_plugin = (addresses_of(own, config), conventions_of(own), collection.language, own.marks)
    return digest([program(), versions(_LIBRARIES), templates, settings, of_plugin])


def site_of(
    collection: Collection, own: DossierConfig, config: MkDocsConfig, written: Set[str], *, serving: bool
) -> Site:
    """Set up the site of a collection.

    Args:
        collection: all records, including those that are not published.
        own: the settings of the plugin.
        config: the settings of MkDocs.
        written: the addresses of the pages of `docs/`, relative to the root of the site.
        serving: whether `mkdocs serve` shows it to its editors.

    Returns:
        The site, with no page rendered yet.
    """
    return Site(
        collection,
        addresses_of(own, config),
        overrides=overrides_of(config),
        edit_url=edit_url_of(config),
        base_url=config.site_url or "",
        revision=revision_of(config.site_name, project_of(config), os.environ),
        desk=serving or own.desk,
        search=own.search,
        indexed=not serving,
        written=written,
        preview=serving,
        marks=own.marks,
        conventions=conventions_of(own),
    )
