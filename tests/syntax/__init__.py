"""Tests of the package `syntax`."""
