"""The index of words finds the same places as a search through the text."""

from __future__ import annotations

import random

import pytest

from language.effort import lines_run
from mkdocs_dossier.article import quotes
from mkdocs_dossier.article.quotes import Lookup, Passage, Searchable, Selector
from mkdocs_dossier.article.quoting import Quotable
from mkdocs_dossier.article.scripts import cuts_word

#: Letters, digits, punctuation, an underscore, combining marks, and scripts without spaces.
_LETTERS = "ab12_ .-'\u0301\u0308漢字一ไท\u0e31カ\n"


def _found(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


def _is_whole(text: str, at: int, words: str) -> bool:
    return not any(0 < cut < len(text) and cuts_word(text[cut - 1], text[cut]) for cut in (at, at + len(words)))


@pytest.mark.parametrize("seed", range(40))
def test_an_index_finds_what_a_search_finds(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """It finds every place from any offset on; with `whole`, at least every place that cuts no word."""
    monkeypatch.setattr(quotes, "_FEW", 0)
    monkeypatch.setattr(quotes, "_SEARCHED", 0)
    chance = random.Random(seed)
    text = "".join(chance.choices(_LETTERS, k=300))
    indexed = Lookup(text)
    for _ in range(300):
        start = chance.randrange(len(text))
        words = text[start : start + chance.randrange(1, 9)]
        every = _found(text, words)
        since = chance.choice([0, start])
        assert list(indexed.places(words, since, whole=False)) == [at for at in every if at >= since]
        whole = [at for at in indexed.places(words, since) if _is_whole(text, at, words)]
        assert whole == [at for at in every if at >= since and _is_whole(text, at, words)]


def _article(count: int) -> str:
    return "\n".join(f"Im Hafen steht die Kiste {at} und wartet." for at in range(count))


def _lines_run_for(count: int) -> int:
    """Count the lines of code run while all quotes of an article are found and quoted."""
    text = _article(count)
    searchable, quotable = Searchable(text), Quotable(text)

    def every() -> None:
        for at in range(count):
            passage = searchable.find(Selector(f"Kiste {at}"))
            assert isinstance(passage, Passage)
            assert quotable.quote(passage).exact == f"Kiste {at}"

    return lines_run(every)


def test_quotes_are_found_in_linear_time() -> None:
    """Twice as many quotes take about twice the work, because each is looked up by its rarest word."""
    assert _lines_run_for(2_000) < 2.5 * _lines_run_for(1_000)
    text = Lookup(_article(4_000))
    for at in range(4_000):
        assert len(list(text.places(f"die Kiste {at} und"))) == 1
    known = text._rarest("die Kiste 7 und", whole=True)
    assert known is not None
    assert len(known[0]) == 1
