"""Tests of the rooms that track, store and digest."""
