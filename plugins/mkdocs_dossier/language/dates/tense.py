"""Decide by its verb forms whether a clause is about the past, or about the present or future."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from mkdocs_dossier.language.word_lists import words_of_each


class Tense(StrEnum):
    """The tense of a clause; unknown without a recognised verb form."""

    PAST = "past"
    PRESENT = "present"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forms:
    """The forms of verbs of one language; `de/tense.yml` says what each list is for."""

    past: frozenset[str]
    present: frozenset[str]
    arranged: frozenset[str]
    no_verbs: frozenset[str]
    auxiliaries: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    no_present: frozenset[str] = frozenset()


_FORMS = words_of_each(_Forms, "tense.yml")
_DE_PARTICIPLE = re.compile(r"(?:ge|[a-zäöüß]+ge|be|ver|er|ent|zer|miss)[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]+iert")
_DE_PRETERITE = re.compile(r"[a-zäöüß]{3,}t(?:e|en)")
_EN_REGULAR = re.compile(r"[a-z]{3,}ed")


def tense_of(words: Sequence[str], language: str) -> Tense:
    """Distinguish a clause about the past from one about the present or future.

    Args:
        words: The tokens of the clause as written, without punctuation.
        language: `de` or `en`.

    Returns:
        The tense of its verb forms; the past if it has past and present forms.
    """
    if language == "de":
        return _german(words, _FORMS["de"])
    return _english([word.lower() for word in words], _FORMS["en"])


def _german(words: Sequence[str], forms: _Forms) -> Tense:
    lower = [word.lower() for word in words]
    if not forms.arranged.isdisjoint(lower) and forms.past.isdisjoint(lower):
        return Tense.PRESENT
    perfect = not forms.auxiliaries.isdisjoint(lower) and any(map(_DE_PARTICIPLE.fullmatch, words))
    if perfect or not forms.past.isdisjoint(lower):
        return Tense.PAST
    for before, word in zip(["", *lower], words, strict=False):
        if _DE_PRETERITE.fullmatch(word) and word not in forms.no_verbs and before not in forms.determiners:
            return Tense.PAST
    if not forms.present.isdisjoint(lower):
        return Tense.PRESENT
    thirds = (word for word in words if word.endswith("t") and len(word) > 3 and word.islower() and word.isalpha())
    return Tense.PRESENT if any(word not in forms.no_present for word in thirds) else Tense.UNKNOWN


def _english(lower: Sequence[str], forms: _Forms) -> Tense:
    arranged = any(first in ("is", "are", "be") and second in forms.arranged for first, second in pairwise(lower))
    if arranged or not {"will", "shall", "plans"}.isdisjoint(lower):
        return Tense.PRESENT
    if not forms.past.isdisjoint(lower):
        return Tense.PAST
    if any(_EN_REGULAR.fullmatch(word) and word not in forms.no_verbs for word in lower):
        return Tense.PAST
    return Tense.UNKNOWN if forms.present.isdisjoint(lower) else Tense.PRESENT
