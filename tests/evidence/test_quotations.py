"""Words in quotation marks."""

from __future__ import annotations

import pytest

from mkdocs_dossier.evidence.quotations import quotations


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sie sagte: „Wir gehen.“ Dann ging sie.", ["Wir gehen."]),
        ("她说“我们走了”，就走了。", ["我们走了"]),
        ("她说「我们走了」就走了", ["我们走了"]),
        ("彼女は『もう行く』と言った。", ["もう行く"]),
        ('她说"我们走了"就走了', ["我们走了"]),
        ("เธอพูดว่า “เราไปแล้ว” แล้วก็ไป", ["เราไปแล้ว"]),
        ("it’s Ann’s “word”", ["word"]),
    ],
)
def test_words_in_quotation_marks(text: str, words: list[str]) -> None:
    """Also between letters, in scripts that set no spaces."""
    assert quotations(text) == words
