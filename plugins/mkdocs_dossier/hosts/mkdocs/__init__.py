"""The MkDocs plugin `dossier` and its settings: the only home of `mkdocs`."""
