"""Words in quotation marks are found in any script."""

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
def test_words_in_quotation_marks_are_found(text: str, words: list[str]) -> None:
    """Words in quotation marks are found, even between letters in scripts without spaces."""
    assert quotations(text) == words
