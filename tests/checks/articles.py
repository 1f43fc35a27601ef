"""An article and its annotations as a user would write them, and what is found in them under some codes."""

from __future__ import annotations

from conftest import Files, Loaded


def article(body: str, published: str = "2024-10-05", language: str = "de") -> str:
    """The text of an `article.md`."""
    return f"---\ntitle: T\npublished: {published}\nlanguage: {language}\n---\n\n{body}\n"


def found(loaded: Loaded, files: Files, *codes: str) -> list[str]:
    """The problems of these codes, as lines; an assertion fails where the example itself is wrong."""
    _, problems = loaded(files)
    wrong = ("yaml-syntax", "missing-field", "wrong-value", "unknown-field", "unknown-reference", "quote-missing")
    assert not [str(problem) for problem in problems if problem.code in (*wrong, "quote-ambiguous")]
    return [str(problem) for problem in problems if problem.code in codes]
