"""Find Markdown that would exhaust Python-Markdown's stack or time, before it is converted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

#: How deep lists and quotes may be nested: Python-Markdown recurses for each level.
MOST_LEVELS = 50
#: The sum, in characters, of the distances from opening to closing brackets: Python-Markdown searches each by itself.
MOST_SEARCHED = 2_000_000
#: The sum, in characters, of the text below headings in their paragraphs, read again for each; a tenth for addresses.
MOST_BELOW = 4_000_000
#: How many cells a table may have; short rows are filled up to the length of the first.
MOST_CELLS = 20_000
#: How many references one footnote may have: Python-Markdown visits all others for each.
MOST_REFERENCES = 500
#: How many footnotes may refer to others.
MOST_FOOTNOTES = 2_500
#: The sum, in characters, of the paragraphs copied for signs: Python-Markdown copies the whole paragraph for each.
MOST_COPIED = 2_000_000_000
#: The share of these limits for a text of the editors, of which a collection has many, and its levels.
SHARE_OF_TEXTS = 1 / 20
MOST_LEVELS_OF_TEXTS = 20

#: The signs at the beginning of a line that open levels.
_LEVELS = re.compile(r"(?:[ \t]|>|[-*+][ \t]|[0-9]{1,9}\.[ \t])*")
_MARKER = re.compile(r">|[-*+]|[0-9]+\.")
_INDENTED = 4
#: Brackets, and the parentheses of links.
_BRACKET = re.compile(r"\]\(|[\[\]()]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\n]{0,100})\](:?)")
_ADDRESS = re.compile(r"[ ]{0,3}\[[^\[\]]*\]:")
#: A line that is a heading or a rule, or makes the line above it one.
_HEADING = re.compile(r"[ >]*(?:#|[=-]+[ ]*$|(?:[*_-][ ]*){3,}$)")
_SIGN = re.compile(r"[\\*_`&<!\[]")
_BELOW_HEAD = re.compile(r"[ |:-]*-[ |:-]*")


@dataclass(frozen=True, slots=True)
class Excess:
    """A limit that an article or text exceeds: the line, counted from 1, the message and the remedy."""

    line: int
    message: str
    hint: str


def excess_of_text(text: str) -> Excess | None:
    """Find the first place where a text of the editors exceeds a limit; None if there is none."""
    return excess_of(text, SHARE_OF_TEXTS) if len(text) > MOST_LEVELS_OF_TEXTS else None


def excess_of(body: str, share: float = 1) -> Excess | None:
    """Find the first place where Markdown exceeds a limit, or a share of it; None if it is within all limits."""
    most_levels = MOST_LEVELS if share == 1 else MOST_LEVELS_OF_TEXTS
    searched, below, copied = 0, 0.0, 0
    most_cells, most_references = round(MOST_CELLS * share), round(MOST_REFERENCES * share)
    referred: Counter[str] = Counter()
    footnotes = {name for name, colon in _FOOTNOTE.findall(body) if colon}
    for first, lines in _paragraphs(body):
        for number, line in enumerate(lines, start=first):
            if _levels(line) > most_levels:
                message = f"nests lists or quotes more than {most_levels} levels deep"
                return Excess(number, message, "indent the line less")
        text = "\n".join(lines)
        if _cells(lines) > most_cells:
            return Excess(first, f"has a table of more than {most_cells:,} cells", "split it")
        names = [name for name, _ in _FOOTNOTE.findall(text) if name in footnotes]
        referred.update(names)
        if often := next((name for name in names if referred[name] > most_references), ""):
            message = f"refers to the footnote [^{often}] more than {most_references} times"
            return Excess(first, message, "delete some")
        if names and len(footnotes) > MOST_FOOTNOTES * share:
            return Excess(first, f"has more than {round(MOST_FOOTNOTES * share):,} footnotes", "delete some")
        below += (_matching(_HEADING, lines[1:]) + _matching(_ADDRESS, lines) / 10) * len(text)
        if below > MOST_BELOW * share:
            message = "contains too many headings or addresses with no empty line between them"
            return Excess(first, message, "put empty lines between them")
        searched += _searched(text)
        if searched > MOST_SEARCHED * share:
            message = "contains too many brackets [ that are unclosed or nested"
            return Excess(first + text[: text.find("[")].count("\n"), message, "close them, or delete them")
        copied += len(_SIGN.findall(text)) * len(text)
        if copied > MOST_COPIED * share:
            return Excess(first, "contains too many signs such as * or ` with no empty line between", "delete some")
    return None


def _paragraphs(body: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the first line and the lines of each paragraph."""
    for is_filled, group in groupby(enumerate(body.split("\n"), start=1), key=lambda one: bool(one[1].strip())):
        if is_filled:
            numbers, lines = zip(*group, strict=True)
            yield numbers[0], list(lines)


def _levels(line: str) -> int:
    """Count the lists and quotes that may enclose a line, by its markers and its indentation."""
    found = _LEVELS.match(line)
    start = found[0].expandtabs(_INDENTED) if found else ""
    if not line.strip(" \t*-+"):
        return 0  # a rule across the page
    markers = _MARKER.findall(start)
    return len(markers) + (len(start) - sum(len(marker) + 1 for marker in markers)) // _INDENTED


def _searched(paragraph: str) -> int:
    """Sum up the distances from each opening bracket to its closing one, or to the end of the paragraph.

    Parentheses after a bracket count as well: Python-Markdown looks for a link's address in them.
    """
    total = 0
    squares: list[int] = []
    rounds: list[int | None] = []
    for bracket in _BRACKET.finditer(paragraph):
        sign, at = bracket[0], bracket.start()
        if sign == "[":
            squares.append(at)
        elif sign[0] == "]" and squares:
            total += at - squares.pop()
        if sign in ("(", "]("):
            rounds.append(at if sign == "](" else None)
        elif sign == ")" and rounds and (start := rounds.pop()) is not None:
            address = paragraph[start:at]
            # An unclosed quotation mark hides the end.
            hidden = address.count('"') % 2 or address.count("'") % 2
            total += (len(paragraph) if hidden else at) - start
        if total > MOST_SEARCHED:
            break
    return total + sum(len(paragraph) - start for start in (*squares, *rounds) if start is not None)


def _matching(pattern: re.Pattern[str], lines: list[str]) -> int:
    return sum(map(bool, map(pattern.match, lines)))


def _cells(lines: list[str]) -> int:
    """Count the cells of the table in a paragraph; 0 if there is none."""
    rows = [number for number, line in enumerate(lines[1:], start=1) if "|" in line and _BELOW_HEAD.fullmatch(line)]
    return (lines[rows[0] - 1].count("|") + 1) * (len(lines) - rows[0]) if rows else 0
