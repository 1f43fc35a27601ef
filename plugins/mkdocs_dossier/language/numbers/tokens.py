"""Split a text into words, and find the noun and the unit after a number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from mkdocs_dossier.language.numbers.lexicon import LEXICONS, UNKNOWN, Lexicon
from mkdocs_dossier.language.units import is_currency, measures_time, unit_of
from mkdocs_dossier.language.words import Word, joined, words_of

_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_NOUN_REACH = 5


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """The words of a text, and the vocabulary of its language."""

    text: str
    words: list[Word]
    language: str
    lexicon: Lexicon

    @classmethod
    def of(cls, text: str, language: str) -> TokenizedText:
        """Split `text`; an unknown language has an empty vocabulary."""
        return cls(text, words_of(text), language, LEXICONS.get(language, UNKNOWN))

    def key(self, index: int) -> str:
        """Return the word at `index` if only space separates it from the one before, else an empty string."""
        words = self.words
        return words[index].key if 0 < index < len(words) and words[index].joined else ""

    def key_before(self, index: int) -> str:
        """Return the word before `index` if only space separates them, else an empty string."""
        return self.words[index - 1].key if joined(self.words, index) else ""

    def words_before(self, index: int) -> list[str]:
        """Return the word before `index` and, if it is a modifier, the one before that."""
        before = self.key_before(index)
        return [before, self.key_before(index - 1)] if before in self.lexicon.modifiers else [before]

    def after_phrase(self, index: int, phrases: Collection[tuple[str, ...]]) -> int | None:
        """Return the index after the longest of `phrases` that is at `index` and joined on both sides."""
        first = self.key(index)
        if not first:
            return None
        alone = (first,) in phrases
        if (first, self.key(index + 1)) in phrases and not (alone and not joined(self.words, index + 2)):
            return index + 2
        return index + 1 if alone and joined(self.words, index + 1) else None

    def continues(self, index: int, words: tuple[str, ...]) -> bool:
        """Whether these words are at `index`, joined to each other and to the word before them."""
        return all(self.key(at) == word for at, word in enumerate(words, index))

    def gap(self, index: int) -> str:
        """Return the text before the word at `index`, or after the last word."""
        if index < len(self.words):
            return self.words[index].gap
        return self.text[self.words[-1].end :][:10] if self.words else ""


def noun_after(tokens: TokenizedText, index: int) -> tuple[str, str, int]:
    """Return the noun as written, the sign of its unit, and the index after it."""
    if tokens.language not in LEXICONS:
        return "", "", index
    words, german = tokens.words, tokens.language == "de"
    start = index + (tokens.key(index) == ("von" if german else "of"))
    for at in range(start, start + _NOUN_REACH):
        if not joined(words, at):
            break
        word = words[at]
        sign, after = _unit_at(tokens, at)
        if sign and (german or at <= start + 1):
            end = after if sign == "%" or measures_time(sign) else _after_stuff(tokens, after)
            # "20 Millionen kanadische Dollar" are not US dollars.
            sign = "" if at > (index if german else start) and is_currency(sign) else sign
            return tokens.text[word.start : words[end - 1].end], sign, end
        if word.capitalised if german else word.key in tokens.lexicon.people or _is_english_plural(tokens, word):
            return word.text, "", at + 1
        if word.key in tokens.lexicon.verbs or word.key in tokens.lexicon.stops:
            break
        if german and word.key not in tokens.lexicon.modifiers and not word.key.endswith(_ADJECTIVE_ENDINGS):
            break
    return "", "", index


def _unit_at(tokens: TokenizedText, index: int) -> tuple[str, int]:
    """Return the sign of the unit at `index`, and the index after it."""
    words = tokens.words
    if joined(words, index + 1):
        sign = unit_of(f"{words[index].key} {words[index + 1].key}", tokens.language)
        if sign:
            return sign, index + 2
    return unit_of(words[index].text, tokens.language), index + 1


def _after_stuff(tokens: TokenizedText, index: int) -> int:
    """Return the index after what is measured: "20 Tonnen Stahl", "20 tonnes of steel"."""
    words = tokens.words
    if tokens.language == "de":
        return index + (joined(words, index) and words[index].capitalised and not unit_of(words[index].text, "de"))
    named = tokens.key(index) == "of" and joined(words, index + 1) and words[index + 1].key not in tokens.lexicon.stops
    return index + 2 if named else index


def _is_english_plural(tokens: TokenizedText, word: Word) -> bool:
    if word.key in tokens.lexicon.stops or len(word.key) < 4 or not word.key.endswith("s"):
        return False
    return not word.key.endswith(("ss", "us", "is", "'s", "’s", "always"))
