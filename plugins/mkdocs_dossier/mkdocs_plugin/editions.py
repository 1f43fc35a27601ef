"""What pages depend on beside the collection: when any of it changes, none that was kept is used."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.incremental.digest import digest
from mkdocs_dossier.incremental.fingerprint import files_in, program, versions
from mkdocs_dossier.mkdocs_plugin.build_inputs import overrides_of
from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.mkdocs_plugin.site_config import addresses_of, conventions_of

#: Libraries that have a hand in what a page says.
_LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "tzdata")


def edition_of(collection: Collection, own: DossierConfig, config: MkDocsConfig) -> str:
    """The state of this program, of the libraries it uses, of a site's own templates, and of its settings."""
    templates = [files_in(override / "dossier") for override in overrides_of(config)]
    settings = (config.site_name, config.site_url, config.repo_url, config.edit_uri, config.docs_dir)
    of_plugin = (addresses_of(own, config), conventions_of(own), collection.language)
    return digest([program(), versions(_LIBRARIES), templates, settings, of_plugin])
