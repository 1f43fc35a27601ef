"""Tests of reading German and English; a package, because `tests/model` has a `test_dates.py` too."""
