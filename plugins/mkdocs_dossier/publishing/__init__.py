"""Decide which records of a collection may be published, and make the collection without the others."""
