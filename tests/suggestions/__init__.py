"""Tests of what is proposed for articles."""
