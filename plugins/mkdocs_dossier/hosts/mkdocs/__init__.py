"""The MkDocs plugin `dossier` and its settings: the only home of `mkdocs`."""

from mkdocs_dossier.hosts.mkdocs.configured import SiteSettings, site_settings
from mkdocs_dossier.hosts.mkdocs.plugin import DossierPlugin

__all__ = ["DossierPlugin", "SiteSettings", "site_settings"]
