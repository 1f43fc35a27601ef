"""YAML's syntax errors in plain words, with the repair of a line so that the rest can be read; and Git's conflicts."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import islice

import yaml

from mkdocs_dossier.problems import Location, Problem, counted, fault

#: `  key: text` or `  - key: text` or `  - text`, up to the start of the text.
_KEY = re.compile(r"(?P<lead> *(?:- +)*(?:[\w-]+: +)?)(?P<text>\S.*)")
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"")
_REST = re.compile(r"\s*(?:\s#.*)?")
_FIELD = re.compile(r"( *)([\w-]+):(?= )")
#: `- key: text`, with a hyphen.
_BULLET = re.compile(r"(?P<indent> *)- +(?P<field>[\w-]+:(?: .*)?)")
#: `key:text`, without a space, or with one that YAML does not know.
_TIGHT = re.compile(r"(?P<lead> *(?:- +)?[\w-]+:)[\u00a0\u202f]*(?P<text>[^\s:/].*)")
_OPEN_LIST = re.compile(r"\[[\w-]+(?:, *[\w-]+)*")
_BLOCK_SIGN = re.compile(r"[|>][+-]?\d?")
#: A record's id: a name with nothing behind it, or with its fields in braces.
_HEAD = re.compile(r"( *)\w[\w -]*: *(?:[#{].*)?")

_OPENING, _MIDDLE, _CLOSING = "<<<<<<<", "=======", ">>>>>>>"
#: A marker of seven characters, optionally with a version's name; `|||||||` marks the common ancestor.
_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: (.*))?$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def explained(error: yaml.MarkedYAMLError, lines: list[str], shown: str) -> tuple[Problem, tuple[int, str] | None]:
    """Turn libyaml's error into a problem, and mend the faulty line: its quotes, its bracket or its indentation.

    Args:
        error: libyaml's error, with its `problem_mark` and `context_mark`.
        lines: the file's lines.
        shown: its path in problems.

    Returns:
        The problem; and the number (from 0) and new text of the line, None if none of that would help.
    """
    begins = None if "block" in str(error.context) else error.context_mark  # a block begins with another field
    assert error.problem_mark is not None, "libyaml always says where"
    marks = [mark.line for mark in (error.problem_mark, begins) if mark is not None]
    # A quote that is never closed ends where the next one begins, right before the place.
    sign = [*lines, ""][marks[0]][: error.problem_mark.column].rstrip()[-1:]
    begun = [(n, m["text"]) for n in range(marks[0]) if sign in {"'", '"'} and (m := _KEY.match(lines[n]))]
    marks[1:1] = [number for number, text in begun if text[0] == sign and not _QUOTED.match(text)][-1:]
    # The scanner often notices text after a closing quote only on the next line.
    for line in dict.fromkeys([*marks, *(number - 1 for number in marks)]):
        match = _KEY.fullmatch(lines[line].rstrip()) if 0 <= line < len(lines) else None
        if (
            match
            and match["lead"].strip()
            and _needs_quotes(match["text"])
            and not re.fullmatch(r"[\w-]+:", match["text"])
        ):
            place = Location(shown, line + 1, len(match["lead"]) + 1)
            code, why, text = _mended(match["text"])
            return fault(code, why, place, f"write {match['lead'].lstrip()}{text}"), (line, match["lead"] + text)
        if tight := _TIGHT.fullmatch(lines[line]) if 0 <= line < len(lines) else None:
            mended = f"{tight['lead']} {tight['text']}"
            place = Location(shown, line + 1, tight.end("lead"))
            return fault("yaml-syntax", "no space follows the colon", place, f"write {mended.lstrip()}"), (line, mended)
    first = next((n for n, text in enumerate(lines) if text.strip() and not text.lstrip().startswith("#")), 0)
    if "expected <document start>" in str(error.problem) and lines[first].startswith(" "):
        problem = fault("yaml-syntax", "the first line is indented", Location(shown, first + 1), "begin it at column 1")
        return problem, (first, lines[first].lstrip())
    line = marks[0]
    here, above = map(_FIELD.match, ([*lines, ""][line], lines[line - 1]))
    off = here.end(1) - above.end(1) if line and here and above else 0
    # A capital letter rather begins a word of a text that goes on, whose colon is the fault.
    may_be = abs(off) == 1 or (off > 1 and here and here[2].islower())
    if here and above and may_be and error.problem_mark.column <= here.end():
        place, mended = Location(shown, line + 1, here.end(1) + 1), above[1] + lines[line].lstrip()
        hint = f"indent it by {above.end(1)} spaces, like line {line}"
        return fault("yaml-syntax", f"the indentation is off by {counted(abs(off), 'space')}", place, hint), (
            line,
            mended,
        )
    if error.problem == "did not find expected key" and (bullet := _BULLET.fullmatch(lines[line])):
        indent = above[1] if above and ": " in bullet["field"] else bullet["indent"]
        place, mended = Location(shown, line + 1, len(bullet["indent"]) + 1), indent + bullet["field"]
        return fault("yaml-syntax", "no list is expected here", place, f"write {bullet['field']}"), (line, mended)
    if error.problem == "did not find expected key" and (found := _at_column_1(error.problem_mark, lines, shown)):
        return found
    return _in_plain_words(error, lines, shown), None


def _at_column_1(mark: yaml.Mark, lines: list[str], shown: str) -> tuple[Problem, tuple[int, str]] | None:
    """Return the problem of an id at column 1 between the id at `mark` and one like that, with its mend."""
    above = ((n, found.end(1)) for n in range(mark.line, -1, -1) if (found := _HEAD.fullmatch(lines[n])))
    heads = list(islice((head for head in above if head[1] <= mark.column), 3))
    # Below a section there is an id, below an id a field.
    if [at for _, at in heads] != [mark.column, 0, mark.column] or _HEAD.fullmatch(lines[heads[1][0] + 1]):
        return None
    number, like = heads[1][0], heads[2][0]
    message = f"“{lines[number].partition(':')[0]}” is not indented below its section"
    hint = f"indent it by {mark.column} spaces, like line {like + 1}"
    return fault("yaml-syntax", message, Location(shown, number + 1), hint), (number, " " * mark.column + lines[number])


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
    if text[0] in "\"'" and not _QUOTED.match(text):
        return "unquoted-text", f"the text begins with {text[0]} but does not end with it", text + text[0]
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
    """Return whether the quotes at both ends belong to different words: `"No" and "yes"`, but not `'Putin's war'`."""
    quote, inner = text[0], text[1:-1]
    closing = inner.find(quote)
    ends_word = closing > 0 and not inner[closing - 1].isspace() and not inner[closing + 1 : closing + 2].isalnum()
    return ends_word and inner.count(quote) % 2 == 0


@cache
def _meanings() -> dict[str, dict[str, str]]:
    """Return libyaml's words → their meaning for somebody who does not know YAML, and the hint."""
    text = (resources.files("mkdocs_dossier.syntax") / "errors.yml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.CSafeLoader))


def _in_plain_words(error: yaml.MarkedYAMLError, lines: list[str], shown: str) -> Problem:
    complaint = str(error.problem or error)
    assert error.problem_mark is not None, "libyaml always says where"
    mark = (re.search("end of stream|expected ':'", complaint) and error.context_mark) or error.problem_mark
    place = Location(shown, mark.line + 1, mark.column + 1)
    line = lines[mark.line] if mark.line < len(lines) else ""
    named = re.fullmatch(r"( +)[\w-]+(?: [^:#]*)?", lines[mark.line - 1]) if mark.line > 1 else None
    if named and "mapping values" in complaint and lines[mark.line - 2].rstrip().endswith(":"):
        complaint, place = "could not find expected ':'", Location(shown, mark.line, named.end(1) + 1)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return fault("yaml-syntax", "the line is indented with a tab", place, "indent with spaces, two for each level")
    for words, meaning in _meanings().items():
        if words in complaint:
            return fault("yaml-syntax", meaning["meaning"], place, meaning["hint"])
    return fault("yaml-syntax", f"is not readable as YAML: {complaint}", place, "see the lines above it")


def conflicts(text: str, shown: str, *, prose: bool = False) -> Iterator[Problem]:
    """Yield a problem for each conflict in a text, at its first marker; then one for stray markers, if any.

    In `prose`, a line of `=` underlines a heading, seven `>` quote, and fenced code may show markers: only whole
    conflicts count there.
    """
    if not any(f"\n{mark}" in f"\n{text}" for mark in ((_OPENING,) if prose else (_OPENING, _MIDDLE, _CLOSING))):
        return
    open_: tuple[int, str] | None = None
    middle = 0
    left: list[int] = []
    for number, mark, version in _markers(text, prose):
        if mark == _OPENING:
            left += [open_[0]] if open_ else []
            open_, middle = (number, version), 0
        elif mark == _MIDDLE and open_:
            middle = middle or number
        elif mark == _CLOSING and open_ and middle:
            yield _conflict(shown, *open_, middle, number, version)
            open_ = None
        elif mark in (_CLOSING, _MIDDLE):
            left.append(number)
    left += [open_[0]] if open_ else []
    if left and not prose:
        message = f"Git’s conflict markers were left behind in line{'s' if len(left) > 1 else ''} "
        message += ", ".join(str(number) for number in sorted(left))
        yield fault("merge-conflict", message, Location(shown, min(left)), "delete them")


def _markers(text: str, prose: bool) -> Iterator[tuple[int, str, str]]:
    """Yield each marker: its line, from 1, its seven characters, and its version."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if prose and (match := _FENCE.match(line)):
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
        elif not fence and line[:7] and (match := _MARKER.fullmatch(line)):
            yield number, match[1], (match[2] or "").strip()


def _conflict(shown: str, first: int, version: str, middle: int, last: int, other: str) -> Problem:
    versions = f", {version} and {other}" if version and other else ""
    message = f"lines {first} to {last} contain two versions{versions}: Git could not merge them"
    hint = f"keep the lines above or below the ======= in line {middle}, or a mix of both, and delete the markers"
    return fault("merge-conflict", message, Location(shown, first), hint)
