"""Write an article and its annotations as a user would, and return the problems with given codes."""

from __future__ import annotations

from conftest import Files, Loaded


def article(body: str, published: str = "2024-10-05", language: str = "de") -> str:
    """Return the text of an `article.md`."""
    return f"---\ntitle: T\npublished: {published}\nlanguage: {language}\n---\n\n{body}\n"


def found(loaded: Loaded, files: Files, *codes: str) -> list[str]:
    """Return the problems with these codes, as lines, after asserting that the example itself is valid."""
    _, problems = loaded(files)
    wrong = ("yaml-syntax", "missing-field", "wrong-value", "unknown-field", "unknown-reference", "quote-missing")
    assert not [str(problem) for problem in problems if problem.code in (*wrong, "quote-ambiguous")]
    return [str(problem) for problem in problems if problem.code in codes]
