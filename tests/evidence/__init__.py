"""Tests of what is asked about a collection."""
