"""Propose what a dossier lacks: statements with their speakers, figures, mentions. Proposals are never records."""
