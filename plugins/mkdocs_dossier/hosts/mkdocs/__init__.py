"""The MkDocs plugin `dossier` and its settings: the only home of `mkdocs`."""

from mkdocs_dossier.hosts.mkdocs.plugin import DossierPlugin, site_settings

__all__ = ["DossierPlugin", "site_settings"]
