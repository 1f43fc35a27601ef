"""YAML syntax errors in plain words, and the repair of a line so that the rest can be read."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from mkdocs_dossier.problems import Location, Mend, Problem, Severity

#: `  key: text` or `  - key: text` or `  - text`, up to the start of the text.
_KEY = re.compile(r"(?P<lead> *(?:- +)*(?:[\w-]+: +)?)(?P<text>\S.*)")
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"")
_REST = re.compile(r"\s*(?:\s#.*)?")
_OPEN_LIST = re.compile(r"\[[\w-]+(?:, *[\w-]+)*")
_BLOCK_SIGN = re.compile(r"[|>][+-]?\d?")


class Repair(NamedTuple):
    """A line (from 0) as it should be written, and the problem that says so."""

    line: int
    text: str
    problem: Problem


def repair(error: Any, lines: list[str], shown: str) -> Repair | None:
    """Put the text of the faulty line in quotes, or close its bracket.

    Args:
        error: libyaml's error, with its `problem_mark` and `context_mark`.
        lines: the file's lines.
        shown: its path in problems.

    Returns:
        The repair; None if quotes or a bracket would not help.
    """
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark is not None]
    # The scanner often notices text after a closing quote only on the next line.
    for line in dict.fromkeys([*marks, *(number - 1 for number in marks)]):
        if not 0 <= line < len(lines):
            continue
        match = _KEY.fullmatch(lines[line].rstrip())
        if match and match["lead"].strip() and _needs_quotes(match["text"]):
            place = Location(shown, line + 1, len(match["lead"]) + 1)
            code, why, text = _mended(match["text"])
            mended = match["lead"] + text
            return Repair(line, mended, fault(code, why, place, f"write {mended.strip()}"))
    return None


def fault(code: str, message: str, place: Location, hint: str = "", mend: Mend | None = None) -> Problem:
    """Return an error.

    Args:
        code: its code.
        message: the fault in one sentence.
        place: its place.
        hint: how to fix it.
        mend: what certainly fixes it.
    """
    return Problem(code, Severity.ERROR, message, place, hint, mend)


def _needs_quotes(text: str) -> bool:
    if text[0] in "\"'":
        closing = _QUOTED.match(text)
        return closing is None or not _REST.fullmatch(text, closing.end())
    if text[0] in "[{":
        return not text.endswith(("]", "}"))
    if _BLOCK_SIGN.fullmatch(text):
        return False
    return text[0] in "@`%*&!|>-?,]}" or ": " in text or text.endswith(":")


def _mended(text: str) -> tuple[str, str, str]:
    """Return code, message and the corrected text."""
    if _OPEN_LIST.fullmatch(text):
        return "yaml-syntax", "a list is not closed", text + "]"
    if text[0] in "\"'":
        why = f"the text has a quotation mark {text[0]} in it and must be in other quotes as a whole"
    elif ": " in text or text.endswith(":"):
        why = "text with a colon in it must be in quotes"
    else:
        why = f"text that begins with {text[0]} must be in quotes"
    return "unquoted-text", why, in_quotes(text)


def in_quotes(text: str) -> str:
    """Quote a text for YAML; quotes around the whole of it are taken as meant, others as part of it."""
    if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'" and not _begins_with_quotation(text):
        text = text[1:-1]
    if "'" in text and not re.search(r'["\\]', text):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _begins_with_quotation(text: str) -> bool:
    """Whether the quotes at both ends belong to different words: `"No" and "yes"`, but not `'Putin's war'`."""
    quote, inner = text[0], text[1:-1]
    closing = inner.find(quote)
    ends_word = closing > 0 and not inner[closing - 1].isspace() and not inner[closing + 1 : closing + 2].isalnum()
    return ends_word and inner.count(quote) % 2 == 0


@cache
def _meanings() -> dict[str, dict[str, str]]:
    """Return libyaml's words → their meaning for somebody who does not know YAML, and the hint."""
    text = (resources.files("mkdocs_dossier.syntax") / "errors.yml").read_text(encoding="utf-8")
    meanings: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return meanings


def problem(error: Any, lines: list[str], shown: str) -> Problem:
    """Turn libyaml's error into a problem.

    Args:
        error: libyaml's error.
        lines: the file's lines.
        shown: its path in problems.
    """
    complaint = str(error.problem or error)
    mark = error.context_mark if "end of stream" in complaint and error.context_mark else error.problem_mark
    place = Location(shown, mark.line + 1, mark.column + 1) if mark is not None else Location(shown)
    line = lines[mark.line] if mark is not None and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return fault("yaml-syntax", "the line is indented with a tab", place, "indent with spaces, two for each level")
    for words, told in _meanings().items():
        if words in complaint:
            return fault("yaml-syntax", told["meaning"], place, told["hint"])
    return fault("yaml-syntax", f"is not readable as YAML: {complaint}", place, "see the lines above it")
