"""Tests that read the exported data with the programs that users read it with."""
