"""Tests of building a site and of caching its parts."""
