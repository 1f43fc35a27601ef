"""Tests of exported data, with inputs as editors write them."""
