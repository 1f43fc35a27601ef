"""Tests of the questions about a collection's evidence."""
