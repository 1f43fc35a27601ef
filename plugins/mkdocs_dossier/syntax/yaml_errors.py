"""YAML's syntax errors in plain words, with the repair of a line so that the rest can be read; and Git's conflicts."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

import yaml

from mkdocs_dossier.problems import Location, Problem, fault
from mkdocs_dossier.syntax.misplaced import Mends, indent, is_text, misplaced

#: `  key: text` or `  - key: text` or `  - text`, up to the start of the text.
_KEY = re.compile(r"(?P<lead> *(?:- +)*(?:[\"']?[\w-]+[\"']?: +)?)(?P<text>\S.*)")
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"")
_REST = re.compile(r"\s*(?:\s#.*)?")
#: `key:text`, without a space, or with one that YAML does not know.
_TIGHT = re.compile(r"(?P<lead> *(?:- +)?[\w-]+:)[\u00a0\u202f]*(?P<text>[^\s:/].*)")
#: `{name: text` or `[text`: a text within brackets that has a # in it or, behind a name, a colon.
_IN_BRACKETS = re.compile(
    r"""[{[,] *+(?:[\w-]+: (?=[^][{}#,]*: )|(?:[\w-]+: )?+(?=[^][{}:,]*(?<= )#))"""
    r"""(?P<text>[^][{}'",]*[^][{}'", ]) *+[],}]"""
)
_OPEN_LIST = re.compile(r"\[[\w-]+(?:, *[\w-]+)*")
_BLOCK_SIGN = re.compile(r"[|>][+-]?\d?")

_OPENING, _MIDDLE, _CLOSING = "<<<<<<<", "=======", ">>>>>>>"
#: A marker of seven characters, optionally with a version's name; `|||||||` marks the common ancestor.
_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: (.*))?$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def explained(error: yaml.MarkedYAMLError, lines: list[str], shown: str) -> tuple[Problem, Mends | None]:
    """Turn libyaml's error into a problem, and mend the faulty lines: quotes, brackets, hyphens, colons, indentation.

    Return the problem; and the number (from 0) and new text of each faulty line, None if none of that would help.
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
        if 0 <= line < len(lines) and (found := _in_line(line, lines, shown)):
            return found
    first = next((n for n, text in enumerate(lines) if text.strip() and not text.lstrip().startswith("#")), 0)
    if "expected <document start>" in str(error.problem) and lines[first].startswith(" "):
        problem = fault("yaml-syntax", "the first line is indented", Location(shown, first + 1), "begin it at column 1")
        return problem, {first: lines[first].lstrip()}
    wrong = misplaced(marks["expected ':'" in str(error.problem) and -1], lines)
    if wrong is None or "\t" in lines[wrong[0]][: indent(lines[wrong[0]]) + 1]:
        return _in_plain_words(error, lines, shown), None
    line, message, hint, mends = wrong
    return fault("yaml-syntax", message, Location(shown, line + 1, indent(lines[line]) + 1), hint), mends


def _in_line(line: int, lines: list[str], shown: str) -> tuple[Problem, Mends] | None:
    """Return the problem of a text that needs quotes, a space before it or no comma behind it, with its mends."""
    flow = _IN_BRACKETS.search(lines[line])
    if flow and (name := "#" if "#" in flow["text"] else "a colon" if ": " in flow["text"] else ""):
        text, place = in_quotes(flow["text"]), Location(shown, line + 1, flow.start("text") + 1)
        mended = lines[line][: flow.start("text")] + text + lines[line][flow.end("text") :]
        message = f"within brackets, text with {name} in it must be in quotes"
        return fault("unquoted-text", message, place, f"write {text}"), {line: mended}
    if tight := _TIGHT.fullmatch(lines[line]):
        mended = f"{tight['lead']} {tight['text']}"
        place = Location(shown, line + 1, tight.end("lead"))
        return fault("yaml-syntax", "no space follows the colon", place, f"write {mended.lstrip()}"), {line: mended}
    at = next((n for n in range(line, -1, -1) if not is_text(lines[n])), line)
    last = at
    while last + 1 < len(lines) and is_text(lines[last + 1]) and indent(lines[last + 1]) > indent(lines[at]):
        last += 1
    match = _KEY.fullmatch(lines[at].rstrip())
    if last < line or not match or not match["lead"].strip() or re.fullmatch(r"[\w-]+:", match["text"]):
        return None
    lead, texts = match["lead"], [match["text"], *(more.strip() for more in lines[at + 1 : last + 1])]
    text, whole = texts[0], " ".join(texts)
    if re.search(r"[]}\"'],$", text) and not _needs_quotes(text[:-1]):
        place = Location(shown, at + 1, len(lead) + len(text))
        return fault("yaml-syntax", "no comma ends a line", place, "delete it"), {at: lead + text[:-1]}
    if not _needs_quotes(text) and (_BLOCK_SIGN.fullmatch(text) or not _needs_quotes(whole)):
        return None
    place, (code, why, mended) = Location(shown, at + 1, len(lead) + 1), _mended(whole)
    if len(texts) == 1:
        return fault(code, why, place, f"write {lead.lstrip()}{mended}"), {at: lead + mended}
    if text[0] in "[{" or _QUOTED.fullmatch(whole):
        return None
    texts[0] = re.sub(r"^[|>][+-]?\d? +" if _QUOTED.match(text) else r"^(?:[\"']|[|>][+-]?\d? +)", "", text)
    texts = [more.replace("'", "''") for more in texts]
    mends = {at + n: " " * indent(lines[at + n]) + more for n, more in enumerate(texts)}
    mends[at] = f"{lead}'{texts[0]}"
    mends[last] += "'"
    return fault(code, why, place, f"write {lead.lstrip()}>- and the whole text in the lines below"), mends


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
