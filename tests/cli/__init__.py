"""Tests of the command, run in folders as a user would have them."""
