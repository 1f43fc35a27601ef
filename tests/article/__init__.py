"""Tests of articles: visible text, quotes, names, marks and rendering."""
