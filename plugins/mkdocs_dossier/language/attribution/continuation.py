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


def continues_in_form(sentence: str, language: str) -> bool:
    """Whether a verb of the sentence has the form of continued reported speech."""
    if _EXPLAINING.match(sentence):
        return True
    tokens, words = _WORD.findall(sentence), LANGUAGES.get(primary_language(language))
    if words is None:
        return False
    if words.language == "de":
        verbs = [token for token in tokens if token[0].islower() and token not in words.no_verbs]
        return any(v in words.subjunctive or v in words.continued or _subjunctive().fullmatch(v) for v in verbs)
    lower = [token.lower() for token in tokens]
    if not words.judged.isdisjoint(lower):
        return True
    regular = (token.endswith("ed") and before not in words.present for before, token in pairwise(["", *lower]))
    return not words.continued.isdisjoint(lower) or any(regular)
