"""Find the lines of an article's sentences in its Markdown by their letters alone: markup has none."""

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise
from operator import itemgetter

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = r"\([^()\n]{0,2000}(?:\([^()\n]{0,2000}\)[^()\n]{0,2000}){0,4}\)"
#: Markdown with letters that no reader sees: images, addresses, references, definitions, footnote labels, entities.
_UNSEEN = re.compile(
    rf"!\[[^\]\n]{{0,2000}}\](?:{_ADDRESS}|\[[^\]\n]{{0,200}}\])|(?<=\]){_ADDRESS}|(?<=\])\[[^\]\n]{{0,200}}\]"
    r"|^ {0,3}\[[^\]^\n][^\]\n]{0,200}\]:[^\n]*|\[\^[^\]\n]{1,200}\]|&(?:#\w{1,8}|\w{1,32});",
    re.MULTILINE,
)
_NOTE = re.compile(r" {0,3}\[\^[^\]\n]{1,200}\]:")
#: In letters: how much of a sentence is searched if it is not next.
_HEADS = (48, 16)
#: In letters: how far the first search goes; and how many searches may go through the whole text.
_NEAR, _ROUNDS = 4000, 8


class SourceLines:
    """The letters of an article's Markdown in reading order: notes come last.

    Ask for each sentence once, in the order of the text: equal sentences are found one after the other.
    """

    def __init__(self, body: str) -> None:
        self._line_at = line_numbers(body)
        seen = _UNSEEN.sub(_blanked, body)
        words = [(match.start(), match[0]) for span in _in_order(body) for match in _WORD.finditer(seen, *span)]
        self._letters = "".join(word for _, word in words)
        self._places = [start for start, _ in words]
        self._offsets = list(accumulate((len(word) for _, word in words), initial=0))
        self._next = 0
        self._window, self._left = _NEAR, _ROUNDS * len(self._letters)

    def line_of(self, sentence: str) -> int:
        """Return the line, counted from 0, where the next sentence begins; if not found, where the last one ended."""
        letters = "".join(_WORD.findall(sentence))
        found = self._find(letters) if letters else -1
        if found >= 0:
            self._next = found + len(letters)
        place = found if found >= 0 else self._next
        word = min(bisect_right(self._offsets, place) - 1, len(self._places) - 1)
        return self._line_at(self._places[word]) if word >= 0 else 0

    def _find(self, letters: str) -> int:
        if self._letters.startswith(letters[: _HEADS[0]], self._next):
            return self._next
        for size in _HEADS:
            if self._left > 0:
                end = self._next + self._window
                found = self._letters.find(letters[:size], self._next, end)
                self._left -= (found if found >= 0 else min(end, len(self._letters))) - self._next
                if found >= 0:
                    self._window = _NEAR
                    return found
        self._window *= 2
        return -1


def line_numbers(text: str) -> Callable[[int], int]:
    """Return a function from an offset of a text to the number of its line, counted from 0."""
    starts = [match.end() for match in re.finditer("\n", text)]
    return lambda offset: bisect_right(starts, offset)


def header_end(text: str, *, lead: bool) -> int:
    """Return the end of the title, or of the lead if there is one, in an article's visible text."""
    end = text.find("\n") + 1
    return (text.find("\n", end) + 1 if lead and end else end) or len(text) + 1


def places_in(
    body: str, text: str, spans: Iterable[tuple[int, int]], *, lead: bool
) -> Iterator[tuple[tuple[int, int], str, int | None]]:
    """Yield (span, field of the front matter or "", line of the body from 0 or None) of ordered spans.

    `lead` says whether the article has a lead; the visible text begins with the title and the lead.
    """
    title, header = header_end(text, lead=False), header_end(text, lead=lead)
    source: SourceLines | None = None
    for start, end in spans:
        if start < header:
            yield (start, end), "title" if start < title else "lead", None
        else:
            source = source or SourceLines(body)
            yield (start, end), "", source.line_of(text[start:end])


def _blanked(unseen: re.Match[str]) -> str:
    shown = html.unescape(unseen[0])[:1] if unseen[0].startswith("&") else ""
    return shown.ljust(len(unseen[0]))


def _in_order(body: str) -> list[tuple[int, int]]:
    """List the spans of the text, then those of its notes; a note ends at a blank line unless the next is indented."""
    starts = [(0, False)]  # of each part, and whether it is a note
    at, after_empty = 0, False
    for line in body.splitlines(keepends=True):
        is_note, is_empty = bool(_NOTE.match(line)), not line.strip()
        ends_note = starts[-1][1] and after_empty and not is_empty and not line.startswith((" ", "\t"))
        if is_note or ends_note:
            starts.append((at, is_note))
        after_empty = is_empty
        at += len(line)
    parts = [(is_note, (start, end)) for (start, is_note), (end, _) in pairwise([*starts, (at, False)])]
    return [span for _, span in sorted(parts, key=itemgetter(0))]
