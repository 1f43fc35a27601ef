"""Tests of the records' values; a package, because `tests/language` has a `test_dates.py` too."""
