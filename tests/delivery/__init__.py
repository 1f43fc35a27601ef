"""Tests of what browsers and hosts require of a site."""
