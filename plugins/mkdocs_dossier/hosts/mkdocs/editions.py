"""What pages depend on beside the collection: when any of it changes, none that was kept is used."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.footprints import digest
from mkdocs_dossier.hosts.caches import files_in, program, versions
from mkdocs_dossier.site.addresses import Addresses

#: Libraries that have a hand in what a page says.
_LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "nh3")


def edition_of(collection: Collection, addresses: Addresses, overrides: Iterable[Path], config: MkDocsConfig) -> str:
    """The state of this program, of the libraries it uses, of a site's own templates, and of its settings."""
    templates = [files_in(override / "dossier") for override in overrides]
    settings = (config.site_name, config.site_url, config.repo_url, config.edit_uri, config.docs_dir)
    own = (addresses, collection.language)
    return digest([program(), versions(_LIBRARIES), templates, settings, own])
