"""Tests of reading German and English; a package, as `tests/model` has a `test_dates.py` too."""
