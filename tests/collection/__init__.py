"""Tests of the collection: inferred fields and mentions."""
