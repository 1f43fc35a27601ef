"""Tests of the rooms that build a site and cache what is built."""
