"""The records a dossier is made of, their values, and how plain data becomes records."""
