"""The MkDocs plugin `dossier` and its settings; no other room imports `mkdocs`."""
