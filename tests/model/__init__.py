"""Tests of the records' values; a package, as `tests/language` has a `test_dates.py` too."""
