"""The records of a dossier, and their values."""
