"""Tests of the package `incremental`: tracking, storing and digesting."""
