"""Words: running text cut at its spaces, each word with what stands between it and the word before."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: A dash or an ellipsis without spaces still parts two words.
_CHUNK = re.compile(r"[^\s—…]+")
_QUOTES = "„“”‟\"‚‘’'«»‹›*_"
_OPENING = "([{" + _QUOTES
_CLOSING = ".,;:!?)]}" + _QUOTES
_SENTENCE_ENDS = frozenset(".!?:;…")


def vocabulary(words: str) -> tuple[str, ...]:
    """A table of words written as running text."""
    return tuple(words.split())


#: A dot after these shortens a word and ends no sentence.
ABBREVIATIONS = frozenset(
    vocabulary(
        "abs approx art bd bzw ca circa etw evtl fig ggf inkl insg kap max min mio mind mrd no nr p pp sec tsd"
        " vgl vol zzgl s tel sek rn lit jan feb mar apr jun jul aug sep sept oct okt nov dec dez"
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word without the punctuation around it; `text` is as written, `key` folded for looking it up."""

    text: str
    key: str
    start: int
    end: int
    gap: str
    """Everything between the word before, or the beginning of the text, and this one."""
    joined: bool
    """Whether only space, or the dot of an abbreviation, parts it from the word before."""

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def words_of(text: str) -> list[Word]:
    """The words of `text` in order; punctuation on its own is no word but part of a gap."""
    words: list[Word] = []
    end = 0
    for chunk in _CHUNK.finditer(text):
        opened = chunk.group().lstrip(_OPENING)
        core = opened.rstrip(_CLOSING)
        if not core or core in "-–+/=|":
            continue
        start = chunk.end() - len(opened)
        gap = text[end:start]
        follows = gap == " " or (bool(words) and _joins(words[-1], gap))
        words.append(Word(core, _key(core), start, start + len(core), gap, bool(words) and follows))
        end = start + len(core)
    return words


def joined(words: list[Word], index: int) -> bool:
    """Whether there is a word at `index` that is joined to the one before it."""
    return 0 < index < len(words) and words[index].joined


def begins_sentence(words: list[Word], index: int) -> bool:
    """Whether a capital letter at `index` may be due to the place alone: after a full stop, a quotation mark."""
    gap = words[index].gap
    return index == 0 or not (gap.isspace() or gap.strip() == ",") or gap.count("\n") > 1


def ends_sentence(gap: str) -> bool:
    """Whether a gap holds the end of a sentence."""
    return not _SENTENCE_ENDS.isdisjoint(gap) or gap.count("\n") > 1


def _joins(before: Word, gap: str) -> bool:
    if gap.startswith(".") and before.key in ABBREVIATIONS:
        gap = gap[1:]
    return gap.isspace() and gap.count("\n") < 2


def _key(core: str) -> str:
    if core.isascii():
        return core.lower()
    return unicodedata.normalize("NFC", core).replace("\u00ad", "").lower()
