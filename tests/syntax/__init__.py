"""Tests of `syntax`."""
