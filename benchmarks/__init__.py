"""Measure speed and memory on generated collections; nothing here is a test."""
