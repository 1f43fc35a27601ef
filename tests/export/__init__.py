"""Tests of everything that leaves the site as data: inputs as their editors would write them."""
