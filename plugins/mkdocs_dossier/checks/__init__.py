"""Checks of the annotations against the article and each other: one check, one function, one code."""
