"""Tests of the command; its inputs are folders as a user would have them."""
