"""Decide whether a sentence without a cue may continue the reported speech of the one before it.

German reports in the subjunctive, or with “sollen”; English shifts the tense back.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from mkdocs_dossier.language.attribution.words import LANGUAGES
from mkdocs_dossier.model.text import primary_language

_WORD = re.compile(r"[^\W\d_]+")
#: The beginning of a sentence that explains the one before: “Das sind drei Boote mehr.”
_EXPLAINING = re.compile(
    r"(?:Das|Dies) (?:sind|ist|war|waren|entspricht|entspräche|bedeutet)\b|(?:That|This) (?:is|was)\b"
)


@cache
def _subjunctive() -> re.Pattern[str]:
    words = LANGUAGES["de"]
    prefix, second, first = map("|".join, (words.prefixes, words.second_stems, words.first_stems))
    return re.compile(rf"(?:{prefix}){{0,2}}(?:(?:{second})en?|(?:{first})e)|\w{{2,}}iere")


def in_subjunctive(sentence: str, language: str) -> bool:
    """Whether a verb of a German sentence has the form of reported speech; never in another language."""
    words = LANGUAGES.get(primary_language(language))
    if words is None or words.language != "de":
        return False
    verbs = (token for token in _WORD.findall(sentence) if token[0].islower() and token not in words.no_verbs)
    return any(verb in words.subjunctive or _subjunctive().fullmatch(verb) for verb in verbs)


def continues_in_form(sentence: str, language: str) -> bool:
    """Whether a verb of the sentence has the form of continued reported speech."""
    if _EXPLAINING.match(sentence):
        return True
    tokens, words = _WORD.findall(sentence), LANGUAGES.get(primary_language(language))
    if words is None:
        return False
    if words.language == "de":
        return in_subjunctive(sentence, language) or not words.continued.isdisjoint(tokens)
    lower = [token.lower() for token in tokens]
    if not words.judged.isdisjoint(lower):
        return True
    regular = (token.endswith("ed") and before not in words.present for before, token in pairwise(["", *lower]))
    return not words.continued.isdisjoint(lower) or any(regular)
