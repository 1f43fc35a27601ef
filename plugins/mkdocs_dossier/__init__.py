"""mkdocs-dossier: annotated dossiers as a static site, checked against the words they come from."""

__version__ = "0.1.0"
