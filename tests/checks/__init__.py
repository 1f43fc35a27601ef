"""Tests of what is checked: each with an example that breaks it, and one that is sound."""
