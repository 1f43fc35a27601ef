"""Tests of whole builds by MkDocs, also with other plugins."""
