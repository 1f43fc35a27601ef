"""Tests of whole builds by MkDocs, with and without other plugins."""
