"""Tests of the package `suggestions`."""
