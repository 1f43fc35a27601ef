"""Tests of built sites; those that need a browser use the system's Chromium."""
