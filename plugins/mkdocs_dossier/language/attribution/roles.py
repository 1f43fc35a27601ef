"""Nouns for those who speak, and for documents that words come through."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mkdocs_dossier.language.word_lists import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerNouns:
    """The words of both languages; `speakers.yml` says what each list is for."""

    kinds: dict[str, tuple[str, ...]]
    titles: frozenset[str]
    documents: tuple[str, ...]
    adjectives: tuple[str, ...]

    def kind_of(self, noun: str) -> str:
        """Return the kind of an actor that a noun ends as; an empty string if it is neither role, body nor group."""
        lower = noun.lower()
        ends = (kind for kind, endings in self.kinds.items() if lower.endswith(endings))
        return "person" if lower in self.titles else next(ends, "")


@cache
def speaker_nouns() -> SpeakerNouns:
    """Return the nouns, which are read once."""
    return words_in(SpeakerNouns, "speakers.yml")


def is_office(noun: str) -> bool:
    """Whether a noun is one for a role, a body or a group."""
    return bool(speaker_nouns().kind_of(noun))


@cache
def documents() -> re.Pattern[str]:
    """Build a pattern for a document behind a preposition; its group is the noun."""
    nouns = rf"(\w*(?:{'|'.join(speaker_nouns().documents)})(?:s|es|e|en|n)?)\b"
    return re.compile(rf"\b(?:in|im|aus|laut|nach|gemäß|auf|citing|to)\s(?:[\w-]+\s){{0,2}}?{nouns}", re.IGNORECASE)
