"""Keep signs that Python-Markdown takes for markup although they are part of the words."""

import re
from functools import cache
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import HashHeaderProcessor, ReferenceProcessor
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.inlinepatterns import InlineProcessor

from mkdocs_dossier.language.dates.words import LANGUAGES

_HEADING = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \t])(?P<header>[^\n]*)(?:\n|$)")
_USED = re.compile(r"\[([^\[\]]*)\](?!:)")
#: The most digits of a list's number in browsers.
_DIGITS = 9
_NUMBER = re.compile(r"(?<!\S)([0-9]{1,9})\.\s+(\S+)")
#: The most numbers of a quote that are looked for, each in the whole article.
_MOST_NUMBERS = 20


class _Heading(HashHeaderProcessor):
    """Treats headings as CommonMark does: `#Ukraine` begins none, and `## Programs in C#` keeps its last sign."""

    RE = _HEADING

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        text = parent[-1].text or ""
        rest = text.rstrip("#")
        if rest != text and rest[-1:] in ("", " ", "\t"):
            parent[-1].text = rest.strip()


class _Definition(ReferenceProcessor):
    """Takes `[Note]: address` as a definition only if `[Note]` occurs elsewhere: otherwise the line would vanish."""

    _lines: list[str] | None = None
    _labels: frozenset[str] = frozenset()

    def run(self, parent: Element, blocks: list[str]) -> bool:
        block = blocks.pop(0)
        labels = self._used()
        match = next((m for m in self.RE.finditer(block) if m[1].strip().lower() in labels), None)
        if match is None:
            blocks.insert(0, block)
            return False
        self.parser.md.references[match[1].strip().lower()] = (match[2].lstrip("<").rstrip(">"), match[5] or match[6])
        parts = block[: match.start()].rstrip("\n"), block[match.end() :].lstrip("\n")
        blocks[:0] = [part for part in parts if part.strip()]
        return True

    def _used(self) -> frozenset[str]:
        """The labels that occur in the document other than before a colon; searched once."""
        lines: list[str] = self.parser.md.lines  # type: ignore[attr-defined]  # set when the conversion begins
        if lines is not self._lines:
            self._lines = lines
            self._labels = frozenset(label.strip().lower() for label in _USED.findall("\n".join(lines)))
        return self._labels


class _Numbers(SaneOListProcessor):
    """Keeps the numbers of lists as written: `3.` may follow `1.`. If each is a 1, they are counted.

    A single item is a paragraph that begins with a number: “1. FC Köln”, “20. Juli 1944”; also if it begins an item of
    another list, or does not continue the list before it.
    """

    _lines: list[str] | None = None
    _last: dict[Element, tuple[int, str]]
    """List → the number of its last item, as shown and as written."""

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        if self._is_paragraph(parent, blocks):
            return False  # another processor takes it
        lines: list[str] = self.parser.md.lines  # type: ignore[attr-defined]  # set when the conversion begins
        if lines is not self._lines:
            self._lines, self._last = lines, {}
        written = [match[2].removesuffix(".") for line in blocks[0].split("\n") if (match := self.CHILD_RE.match(line))]
        super().run(parent, blocks)
        numbered = parent if parent.tag == "ol" else self.lastChild(parent)
        if numbered is None or numbered.tag != "ol":
            return None
        shown, before = self._last.get(numbered, (int(numbered.get("start", "1")[:_DIGITS]) - 1, "1"))
        for item, number in zip(numbered[-len(written) :], written, strict=False):
            shown += 1
            is_counted = number == before == "1" or len(number) > _DIGITS
            if not is_counted and int(number) != shown:
                shown = int(number)
                item.set("value", str(shown))
            before = number
        self._last[numbered] = shown, before
        return None

    def _is_paragraph(self, parent: Element, blocks: list[str]) -> bool:
        """Return whether a block begins with a date, or with a number without a neighbouring item."""
        first, *others = blocks[0].split("\n")
        following = blocks[1] if len(blocks) > 1 else ""
        neighbour = next(filter(self.CHILD_RE.match, others), "")
        if not neighbour and self.RE.match(following) and _continues(first, following):
            neighbour = following
        if date := _date().match(first):
            return bool(date["sure"] or not neighbour or _date().match(neighbour)) or not _continues(first, neighbour)
        before = self.lastChild(parent)
        if parent.tag == "li" and (parent.text or before is not None):
            return False  # the rest of the item is not known here
        if parent.tag in ("ol", "ul") or (before is not None and before.tag == "ol" and self._extends(before, first)):
            return False
        return not (neighbour or following.startswith(" ") or any(line.startswith(" ") for line in others))

    def _extends(self, numbered: Element, line: str) -> bool:
        """Return whether a line continues a list."""
        shown, written = self._last.get(numbered, (0, "1"))
        number = line.split(".")[0].strip()
        return int(number[:_DIGITS]) == shown + 1 or number == written == "1"


def _continues(first: str, second: str) -> bool:
    """Return whether the numbers of two lines belong to one list: both are 1, or the second is one more."""
    one, other = (int(line.split(".")[0].strip()[:_DIGITS]) for line in (first, second))
    return other == one + 1 or other == one == 1


@cache
def _date() -> re.Pattern[str]:
    """Match a date such as "20. Juli 1944", "3. Okt.", "5. bis 7. Mai", with months in the languages that are read.

    It is certain only with a year or a colon: "1. August Bebel" may be a list's first item.
    """
    months = "|".join(sorted({month for words in LANGUAGES.values() for month in (*words.months, *words.short_months)}))
    return re.compile(
        rf" {{0,3}}[0-9]{{1,2}}\. +(?:(?:bis|und|oder|[-–]) +[0-9]{{1,2}}\. +)?(?:{months})\b"
        r"(?P<sure>\.?,? *(?:[0-9]{4}\b|[:–]))?"
    )


class _Star(InlineProcessor):
    """Keeps the asterisk in `Leser*innen` and `5*3*2`: emphasis neither begins nor ends within a word."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]  # noqa: N802 (the name is Python-Markdown's)
        return m[0], m.start(0), m.end(0)


def taken_number(quote: str, body: str) -> tuple[str, str] | None:
    """Find a number in a quote that Markdown takes for a list item's; return it and the quote without it."""
    for number in islice(_NUMBER.finditer(quote), _MOST_NUMBERS):
        line = rf"^[ \t>*+-]*{number[1]}\.[ \t]+[*_\[]*{re.escape(number[2])}"
        if re.search(line, body, re.MULTILINE):
            return number[1], quote[: number.start()] + quote[number.start(2) :]
    return None


def keep_signs(md: markdown.Markdown) -> None:
    """Register the processors that keep these signs with a converter."""
    md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
    md.parser.blockprocessors.register(_Numbers(md.parser), "olist", 40)
    md.parser.blockprocessors.register(_Definition(md.parser), "reference", 15)
    md.inlinePatterns.register(_Star(r"(?<=[^\W_])(?:\*[^\W_]+)*\*(?=[^\W_])", md), "dossier-star", 65)
