"""Tests of what browsers and hosts ask of a site."""
