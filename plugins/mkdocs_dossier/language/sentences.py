"""Split text into sentences: in German and English with their abbreviations, in other scripts by their stops."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mkdocs_dossier.language.word_lists import words_of_each
from mkdocs_dossier.model.text import primary_language

_CLOSERS = "\"'”“’»«)]›‹"
_OPENERS = "\"'„“”‚‘»«([›‹–—-"
_STOPS = ".!?…"
#: The rest of a word from its first stop on.
_FROM_STOP = re.compile(r"[.!?…]\S*")
#: Separators in a compound, of which only the last word counts.
_JOINTS = re.compile(r"[-/–(\[]")
#: Stops of other scripts, which never abbreviate, with closing marks after them.
_FULL_STOPS = re.compile(r"""[。｡！？।॥။។።؟۔]+["'”’»）」』]*\s*""")
_TWO_WORDS = re.compile(r"\s+(\S+)(?:\s+(\S+))?")
#: Footnote marks, which may follow the stop.
_NOTE = re.compile(r"\[[0-9]{1,3}\]")

_ORDINAL = re.compile(r"(?:[0-9]{1,3}|[0-9]{1,2}\.[0-9]{1,2}|[IVXL]{1,6})")
_LETTERS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_LIST_MARK = re.compile(r"(?:[0-9]{1,3}|[A-Za-z])[.)]")


@dataclass(frozen=True, slots=True)
class _Habits:
    """The abbreviations and ordinals of one language; `de/sentences.yml` says what each list is for."""

    never: frozenset[str]
    perhaps: frozenset[str]
    before_numbers: frozenset[str]
    starters: frozenset[str]
    ordinals: bool


_HABITS = words_of_each(_Habits, "sentences.yml")


@cache
def shortenings() -> frozenset[str]:
    """Return the abbreviations of all languages that never end a sentence, in lower case."""
    return frozenset().union(*(habits.never for habits in _HABITS.values()))


@cache
def starters() -> frozenset[str]:
    """Return the words of all languages that begin sentences and are neither nouns nor names, in lower case."""
    return frozenset().union(*(habits.starters for habits in _HABITS.values()))


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences in order: disjoint, without space at their ends, covering everything else.

    A newline always ends a sentence, and so do the full stops of other scripts. Other languages are read like English.
    """
    habits = _HABITS["de" if primary_language(language) == "de" else "en"]
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        for part in _parts(line):
            spans.extend((start + first, start + last) for first, last in _of_line(part, habits))
            start += len(part)
        start += 1
    return spans


def _parts(line: str) -> Iterator[str]:
    """Split the line after full stops of scripts other than Latin, Greek and Cyrillic."""
    end = 0
    for stop in _FULL_STOPS.finditer(line) if not line.isascii() else ():
        yield line[end : stop.end()]
        end = stop.end()
    yield line[end:]


def _of_line(line: str, habits: _Habits) -> list[tuple[int, int]]:
    """Return the sentences of one line, read from stop to stop, because only a word with one can end a sentence."""
    begin, end = len(line) - len(line.lstrip()), len(line.rstrip())
    spans: list[tuple[int, int]] = []
    letters: list[str] = []
    last = -1
    for stop in _FROM_STOP.finditer(line, 0, end):
        start, word_end = stop.span()
        while start > begin and not line[start - 1].isspace():
            start -= 1
        if word_end == end:
            break
        word = line[start:word_end]
        # "z. B." and "i. d. R." are one abbreviation in several words, of which at most three are read.
        if len(word) == 2 and word[0].isalpha() and word[1] == ".":
            follows = bool(letters) and line[last:start].isspace()
            letters = [*letters[-2:], word] if follows else [word]
            word = "".join(letters)
        else:
            letters = []
        last = word_end
        # "1." or "a)" before a sentence numbers it.
        if not (start == begin and _LIST_MARK.fullmatch(word)) and _ends(word, line, word_end, habits):
            spans.append((begin, word_end))
            begin, letters = next(at for at in range(word_end, end) if not line[at].isspace()), []
    if begin < end:
        spans.append((begin, end))
    return spans


def _ends(word: str, line: str, at: int, habits: _Habits) -> bool:
    """Return whether a sentence ends with `word`, after which the line continues at `at`."""
    bare = _without_notes(word).rstrip(_CLOSERS)
    if not bare or bare[-1] not in _STOPS:
        return False
    core = bare.rstrip(_STOPS)
    stops = bare[len(core) :]
    after = _first_word(line, at)
    if after[:1].islower():
        return False
    core = _JOINTS.split(core.lstrip(_OPENERS))[-1]
    if "…" in stops or "..." in stops:
        # "[…]" and a free-standing ellipsis mark omitted words, in mid-sentence as well.
        return bool(core)
    return stops != "." or _ends_at_point(core, after, habits)


def _without_notes(word: str) -> str:
    end = len(word)
    while (opening := word.rfind("[", max(end - 5, 0), end)) >= 0 and _NOTE.fullmatch(word, opening, end):
        end = opening
    return word[:end]


def _ends_at_point(core: str, following: str, habits: _Habits) -> bool:
    known = core.lower()
    begins = following.lower() in habits.starters
    if known in habits.never:
        return False
    if following[:1].isdigit() and known in habits.before_numbers:
        return False
    if known in habits.perhaps or known.endswith("str") or _LETTERS.fullmatch(core):
        return begins
    if habits.ordinals and _ORDINAL.fullmatch(core):
        return begins
    return True


def _first_word(line: str, at: int) -> str:
    """Return the first word from `at` on, after quotation marks, brackets and at most one dash."""
    following = _TWO_WORDS.match(line, at)
    for token in following.groups("") if following else ():
        if word := token.lstrip(_OPENERS):
            return str(word.rstrip(".,;:!?…" + _CLOSERS))
    return ""
