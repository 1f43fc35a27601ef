"""Lines of YAML that are in a wrong column, or lack the colon or hyphen they begin with, each with its mend."""

import re
from collections import Counter

from mkdocs_dossier.problems import counted

#: Line number (from 0) → new text.
Mends = dict[int, str]
#: Line, message, hint and mends.
Misplaced = tuple[int, str, str, Mends]

_NAME = re.compile(r""" *(?:- +)?["']?[\w-]+["']?:(?= |$)""")
_FIELD = re.compile(r"( *)([\w-]+):(?= )")
#: A record's id: a name with nothing behind it, or with its fields in braces.
_HEAD = re.compile(r"( *)\w[\w -]*: *(?:[#{].*)?")
#: `- key: text`, with a hyphen.
_BULLET = re.compile(r"(?P<indent> *)- +(?P<field>[\w-]+:(?: .*)?)")
_SIGN = re.compile(r" *([–—•·*]) *|( *-)(?=\w)")
_WITHOUT_COLON = re.compile(r"( *)([\w-]+)(?:( ?[;=：]| ) *(\S.*))?")


def misplaced(at: int, lines: list[str]) -> Misplaced | None:
    """Return what is wrong with the line at which YAML stops, or one above it, and how to mend it; None if unknown."""
    found = (rule(at, lines) for rule in (_first_field, _field, _id, _at_column_1, _bullet, _entry))
    if at < len(lines) and (first := next(filter(None, found), None)):
        return first
    return next((one for n in (at, at - 1) if 0 <= n < len(lines) and (one := _word(n, lines))), None)


def is_text(line: str) -> bool:
    """Return whether a line can only be text: not a name with a colon, a list's entry, a comment or empty."""
    return bool(line.strip()) and not _NAME.match(line) and line.lstrip()[0] not in "#-[{<="


def indent(line: str) -> int:
    """Return the number of spaces before the text."""
    return len(line) - len(line.lstrip(" "))


def _to(column: int, line: str) -> str:
    return " " * column + line.lstrip()


def _off(line: int, like: int, lines: list[str]) -> Misplaced:
    """Return the problem of a line that should begin in the column of another."""
    column = indent(lines[like])
    message = f"the indentation is off by {counted(abs(indent(lines[line]) - column), 'space')}"
    hint = f"indent it by {counted(column, 'space')}, like line {like + 1}" if column else "begin it at column 1"
    return line, message, hint, {line: _to(column, lines[line])}


def _first_field(at: int, lines: list[str]) -> Misplaced | None:
    """The line above is the one in a wrong column if it is the first field, or if the one above it is like this one."""
    here, above = indent(lines[at]), indent(lines[at - 1])
    if at < 2 or here == above or not (_FIELD.match(lines[at]) and _FIELD.match(lines[at - 1])):
        return None
    head = _HEAD.fullmatch(lines[at - 2])
    is_alone = head and (above <= indent(lines[at - 2]) < here or (above % 2 and not here % 2))
    is_between = _FIELD.match(lines[at - 2]) and indent(lines[at - 2]) == here
    return _off(at - 1, at, lines) if here and (is_alone or is_between) else None


def _field(at: int, lines: list[str]) -> Misplaced | None:
    here, above = map(_FIELD.match, (lines[at], lines[at - 1]))
    off = here.end(1) - above.end(1) if at and here and above else 0
    # A capital letter rather begins a word of a text that goes on, whose colon is the fault.
    return _off(at, at - 1, lines) if abs(off) == 1 or (off > 1 and here and here[2].islower()) else None


def _id(at: int, lines: list[str]) -> Misplaced | None:
    """The first id of this section that is not in the column of most is in the wrong one."""
    if not _HEAD.fullmatch(lines[at]) or not 0 < indent(lines[at]) < 4:
        return None
    start = next((n for n in range(at, -1, -1) if lines[n].strip() and not indent(lines[n])), 0)
    ids = {n: indent(line) for n, line in enumerate(lines) if 0 < indent(line) < 4 and _HEAD.fullmatch(line)}
    (column, _), *_ = Counter([2, *ids.values()]).most_common()
    for n in (n for n in ids if start < n <= at and ids[n] != column):
        below = next((line for line in lines[n + 1 :] if line.strip()), "")
        if _HEAD.fullmatch(below) and indent(below) == column:
            return n, "the section is indented", "begin it at column 1", {n: lines[n].lstrip()}
        if (like := next((m for m in ids if ids[m] == column), None)) is not None:
            return _off(n, like, lines)
    return None


def _at_column_1(at: int, lines: list[str]) -> Misplaced | None:
    """An id at column 1 is below a section, or between an id and one like that."""
    column = indent(lines[at])
    heads = [n for n in range(at, -1, -1) if _HEAD.fullmatch(lines[n]) and indent(lines[n]) <= column][:3]
    # Below a section there is an id, below an id a field.
    if len(heads) < 3 or not column or indent(lines[heads[1]]) or _HEAD.fullmatch(lines[heads[1] + 1]):
        return None
    number, like = heads[1], heads[2] if indent(lines[heads[2]]) else at
    if indent(lines[like]) != column or (like == at and heads[2] != number - 1):
        return None
    message = f"“{lines[number].partition(':')[0]}” is not indented below its section"
    hint = f"indent it by {column} spaces, like line {like + 1}"
    return number, message, hint, {number: _to(column, lines[number])}


def _bullet(at: int, lines: list[str]) -> Misplaced | None:
    bullet, above = _BULLET.fullmatch(lines[at]), lines[at - 1] if at else ""
    if not bullet or above.lstrip().startswith("- ") or (_HEAD.fullmatch(above) and indent(above) >= indent(lines[at])):
        return None
    is_field = _FIELD.match(above) and ": " in bullet["field"]
    field = bullet["field"]
    return at, "no list is expected here", f"write {field}", {at: _to(indent(above if is_field else lines[at]), field)}


def _entry(at: int, lines: list[str]) -> Misplaced | None:
    """An entry of a list has a hyphen and a space, in the column of the entry above."""
    line, above = lines[at], lines[at - 1] if at else ""
    is_below = above.lstrip().startswith("- ")
    if (sign := _SIGN.match(line)) and (is_below or _HEAD.fullmatch(above)):
        mended = f"- {line[sign.end() :]}"
        message = "no space follows the hyphen" if sign[2] else f"an entry begins with a hyphen, not with {sign[1]}"
        return at, message, f"write {mended}", {at: " " * indent(line) + mended}
    if is_below and line.startswith("- ", indent(line)):
        return _off(at, at - 1, lines)
    is_list = is_below and at > 1 and _BULLET.match(lines[at - 2])  # of fields, each with a hyphen
    if is_below and not is_list and _BULLET.match(above) and _FIELD.match(line) and indent(line) == indent(above):
        column = indent(line) + 2
        hint = f"indent it by {column} spaces, below “{above.strip()[2:].partition(':')[0]}”"
        return at, "the entry above goes on here", hint, {at: _to(column, line)}
    if is_below and is_text(line) and indent(line) == indent(above):
        return at, "the hyphen is missing", f"write - {line.strip()}", {at: f"{' ' * indent(line)}- {line.strip()}"}
    if line.startswith("- ", indent(line)) and _HEAD.fullmatch(above) and indent(line) < indent(above):
        column, last = indent(above) + 2, at
        while last + 1 < len(lines) and lines[last + 1].startswith(" " * indent(line) + "- "):
            last += 1
        hint = f"indent it by {column} spaces, below “{above.strip()}”"
        return at, "the list is not indented", hint, {n: _to(column, lines[n]) for n in range(at, last + 1)}
    return None


def _word(at: int, lines: list[str]) -> Misplaced | None:
    """A name lacks its colon, or a text that goes on its indentation."""
    if not is_text(lines[at]):
        return None
    below = next((line for line in lines[at + 1 :] if line.strip()), "")
    if word := _WITHOUT_COLON.fullmatch(lines[at].rstrip()):
        space, name, sign, rest = word.groups("")
        is_first = at and _HEAD.fullmatch(lines[at - 1]) and _FIELD.match(below) and indent(below) == len(space)
        known = {line.partition(":")[0] for line in lines if ":" in line}
        is_known = is_first or sign.strip() or "_" in name or space + name in known
        if (rest and is_known) or (not rest and indent(below) > len(space)):
            mended = f"{name}: {rest}".rstrip()
            return at, "the colon is missing", f"write {mended}", {at: space + mended}
        if not rest:
            return None
    above = next((n for n in range(at - 1, -1, -1) if not is_text(lines[n])), 0)
    text = _NAME.sub("", lines[above])
    if not _NAME.match(lines[above]) or not (text.count(" ") > 2 or text.strip() in {">-", ">", "|", "|-"}):
        return None
    wanted = max(indent(lines[above + 1]), indent(lines[above]) + 2)
    mends = {n: _to(wanted, lines[n]) for n in range(above + 1, at + 1) if indent(lines[n]) < wanted}
    while at + 1 < len(lines) and is_text(lines[at + 1]) and indent(lines[at + 1]) < wanted:
        at += 1
        mends[at] = _to(wanted, lines[at])
    message, hint = "the text goes on here, but is not indented", f"indent it by {wanted} spaces"
    return (min(mends), message, hint, mends) if mends else None
