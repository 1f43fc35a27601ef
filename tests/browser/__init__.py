"""Tests of the built sample site; those that need a browser use Debian's Chromium."""
