"""The words around nouns, dates, numbers and places, by language, from which proposals are read."""

import re
from dataclasses import dataclass

from mkdocs_dossier.language.word_lists import words_of_each


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """One language's words around nouns; `de/phrases.yml` says what each is for."""

    nouns_are_capitalised: bool
    phrase: re.Pattern[str]
    date: re.Pattern[str]
    more: re.Pattern[str]
    passive: re.Pattern[str]
    done: re.Pattern[str]
    counted: str
    generic: re.Pattern[str]
    fates: dict[str, re.Pattern[str]]
    measured: re.Pattern[str]
    part: re.Pattern[str]
    dative: re.Pattern[str]
    before_dative: re.Pattern[str]
    same: dict[str, frozenset[str]]
    body: re.Pattern[str]
    bodies: dict[str, frozenset[str]]
    place: re.Pattern[str]
    called: dict[str, frozenset[str]]


WORDS = words_of_each(PhraseWords, "phrases.yml")
