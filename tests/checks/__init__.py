"""Tests of the checks, each with an example that breaks it and one that is sound."""
