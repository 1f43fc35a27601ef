"""Changing a YAML file makes the wanted change, and touches nothing else."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mkdocs_dossier.problems import Location, Mend
from mkdocs_dossier.syntax.patching import Patch, RefusedError, patched, scalar
from mkdocs_dossier.syntax.replacing import change_file, rewritten
from mkdocs_dossier.syntax.yaml import parse

ROOT = Path(__file__).parents[1]
#: Real files: registers and annotations of the sample and of the agency articles.
FILES = [
    path
    for path in sorted([*(ROOT / "dossier").rglob("*.yml"), *(ROOT / "tests/agencies").rglob("*.yml")])
    if any(parse(path.read_text(encoding="utf-8"), "")[0] or {})
]
TEXTS = (
    "killed",
    "mehr als 20 Soldaten",
    "a: b",
    "# no comment",
    "yes",
    "«Größe»",
    'he said "no"',
    "it's",
    "- x",
    "[a]",
)
SECTIONS = """\
# About this file.
statements:
  first:
    quote: The ferry sank  # in the evening
    said_by: mayor

  # The second one.
  second: {quote: Ten people drowned, said_by: [mayor, paper]}

figures:
  drowned: {quote: Ten people}
"""


def _changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines of each text between their common beginning and end."""
    one, other = before.split("\n"), after.split("\n")
    while one and other and one[0] == other[0]:
        del one[0], other[0]
    while one and other and one[-1] == other[-1]:
        del one[-1], other[-1]
    return one, other


def _changed(text: str, operation: str, *arguments: Any) -> str:
    """Return the text after one change."""
    return patched(lambda patch: getattr(patch, operation)(*arguments))(text)


def _place(text: str, words: str) -> Location:
    """Return the location of the first occurrence of some words."""
    at = text.index(words)
    return Location("", text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def test_an_entry_is_added_to_any_section() -> None:
    added = _changed(SECTIONS, "add", "statements", ["third:", "  quote: It was dark"])
    assert _changed_lines(SECTIONS, added) == ([], ["  third:", "    quote: It was dark"])
    assert added.index("third:") < added.index("figures:")
    new = _changed(SECTIONS, "add", "mentions", ["him:", "  quote: the mayor"])
    assert new == SECTIONS + "\nmentions:\n  him:\n    quote: the mayor\n"
    assert _changed("statements:\n", "add", "statements", ["a:", "  quote: b"]) == "statements:\n  a:\n    quote: b\n"
    with pytest.raises(RefusedError, match="already “first”"):
        _changed(SECTIONS, "add", "statements", ["first:", "  quote: x"])


@pytest.mark.parametrize(
    ("way", "value", "line"),
    [
        (("statements", "first", "said_by"), "paper", "    said_by: paper"),
        (("statements", "first", "via"), ["paper", "radio"], "    via: [paper, radio]"),
        (("statements", "first", "quote"), "A: b", "    quote: 'A: b'  # in the evening"),
        (("statements", "second", "via"), ["paper"],
         "  second: {quote: Ten people drowned, said_by: [mayor, paper], via: [paper]}"),
        (("statements", "second", "said_by"), "a, b", "  second: {quote: Ten people drowned, said_by: 'a, b'}"),
    ],
)  # fmt: skip
def test_a_field_is_set(way: tuple[str, ...], value: str | list[str], line: str) -> None:
    assert _changed_lines(SECTIONS, _changed(SECTIONS, "set", way, value))[1] == [line]


def test_a_field_of_the_file_itself_is_set() -> None:
    """In a file with a single record, a new field comes before the comments at the end."""
    text = "name: Kim\naliases:\n  - Un\n\n#country: KP\n"
    after = "name: Kim\naliases:\n  - Un\nformerly: [kim]\n\n#country: KP\n"
    assert _changed(text, "set", ["formerly"], ["kim"]) == after
    assert _changed(text, "set", ["aliases"], ["Un", "Il"]) == "name: Kim\naliases: [Un, Il]\n\n#country: KP\n"


def test_keys_and_values_are_replaced_in_place() -> None:
    assert "  1st:\n    quote" in _changed(SECTIONS, "mend", _place(SECTIONS, "first:"), Mend("first", "1st"))
    more = _changed(SECTIONS, "mend", _place(SECTIONS, "paper]"), Mend("paper", "press"))
    assert "said_by: [mayor, press]}" in more
    with pytest.raises(RefusedError, match="“paper” is not in line 8, column 50"):
        _changed(SECTIONS, "mend", Location("", 8, 50), Mend("paper", "press"))


def test_several_changes_are_proved_together() -> None:
    """Several changes by their original positions give one text; renaming a key to an existing one is refused."""
    patch = Patch(SECTIONS)
    patch.set(("statements", "first", "formerly"), ["primary"])
    patch.mend(_place(SECTIONS, "first:"), Mend("first", "1st"))
    patch.mend(_place(SECTIONS, "mayor, "), Mend("mayor", "the-mayor"))
    patch.mend(_place(SECTIONS, "mayor\n"), Mend("mayor"))
    assert _changed_lines(SECTIONS, patch.text()) == (
        SECTIONS.split("\n")[2:8],
        [
            "  1st:",
            "    quote: The ferry sank  # in the evening",
            "    formerly: [primary]",
            "",
            "  # The second one.",
            "  second: {quote: Ten people drowned, said_by: [the-mayor, paper]}",
        ],
    )
    with pytest.raises(RefusedError, match="do it by hand"):
        _changed(SECTIONS, "mend", _place(SECTIONS, "second:"), Mend("second", "first"))


ACKNOWLEDGED = """topics:
  trade:
    label: Trade  # and tariffs
    acknowledged: {a: one, b: two, c: three}
  war:
    label: War
    acknowledged:
      a: one  # because
      b: two
  peace: {label: Peace}
"""


@pytest.mark.parametrize(
    ("gone", "lines"),
    [
        (["one, "], ["    acknowledged: {b: two, c: three}"]),
        (["three"], ["    acknowledged: {a: one, b: two}"]),
        (["one, ", "two, "], ["    acknowledged: {c: three}"]),
        (["two, ", "three"], ["    acknowledged: {a: one}"]),
        (["one, ", "two, ", "three"], []),
        (["one  #"], []),
        (["one  #", "two\n"], []),
        (["war:"], []),
        (["Peace"], []),
    ],
)
def test_fields_and_records_are_deleted(gone: list[str], lines: list[str]) -> None:
    """Deleting fields and records deletes their lines and emptied parents, and nothing else."""
    patch = Patch(ACKNOWLEDGED)
    for words in gone:
        patch.mend(_place(ACKNOWLEDGED, words), Mend(words.rstrip(",: #\n")))
    text = patch.text()
    assert _changed_lines(ACKNOWLEDGED, text)[1] == lines
    assert "acknowledged: \n" not in text
    assert "acknowledged: {}" not in text


@pytest.mark.parametrize(
    ("text", "words"),
    [("a: {b: c}\n", "c"), ("a:\n  - b\n  - c\n", "b"), ("a:\n  - b: c\n    d: e\n", "c"),
     ("a: {b: c,  # why\n  d: e}\n", "c")],
)  # fmt: skip
def test_refused_deletions(text: str, words: str) -> None:
    """Deleting a file's last field, an item of a list, or a value with a comment is refused."""
    with pytest.raises(RefusedError):
        _changed(text, "mend", _place(text, words), Mend(words))


@pytest.mark.parametrize(
    ("raw", "message"),
    [(b"a: \xfc\n", "UTF-8"), (b"a: b\r\nc: d\n", "mixed"), (b"a: [b\n", "line"), (b"a: &b c\n", "line 1")],
)
def test_an_unreadable_file_is_not_changed(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "annotations.yml"
    path.write_bytes(raw)
    with pytest.raises(RefusedError, match=message):
        change_file(path, patched(lambda patch: patch.set(["a"], "x")))
    assert path.read_bytes() == raw


def _add_ten(path: Path, name: str) -> None:
    for number in range(10):
        while True:
            try:
                change_file(
                    path, patched(lambda patch, key=f"{name}{number}": patch.add("figures", [f"{key}:", "  v: 1"]))
                )
                break
            except RefusedError as error:
                assert "somebody else" in str(error)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_concurrent_writers_lose_nothing(tmp_path: Path) -> None:
    """Of concurrent writers, the later one is refused and can try again, so that no change is lost."""
    path = tmp_path / "annotations.yml"
    path.write_text("figures:\n  first: {v: 0}\n", encoding="utf-8")
    children = []
    for name in "abc":
        child = os.fork()
        if child == 0:
            code = 1
            try:
                _add_ten(path, name)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    figures = (parse(path.read_text(encoding="utf-8"), "")[0] or {})["figures"]
    assert len(figures) == 31


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yml").write_text(SECTIONS, encoding="utf-8")
    path = tmp_path / "annotations.yml"
    path.symlink_to(tmp_path / "elsewhere.yml")
    with pytest.raises(RefusedError, match="a symbolic link, which is not followed"):
        change_file(path, patched(lambda patch: patch.add("statements", ["x:", "  y: z"])))
    assert (tmp_path / "elsewhere.yml").read_text(encoding="utf-8") == SECTIONS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_keeps_its_line_ends_and_its_mark(tmp_path: Path, end: str, mark: str) -> None:
    path = tmp_path / "annotations.yml"
    path.write_bytes((mark + SECTIONS).replace("\n", end).encode())
    path.chmod(0o640)
    before, after = change_file(path, patched(lambda patch: patch.add("statements", ["x:", "  y: z"])))
    assert before.decode() == (mark + SECTIONS).replace("\n", end)
    assert after.decode() == (mark + SECTIONS.replace("\n\nfig", "\n  x:\n    y: z\n\nfig")).replace("\n", end)
    assert path.read_bytes() == after
    assert path.stat().st_mode & 0o777 == 0o640
    assert [found.name for found in tmp_path.iterdir()] == ["annotations.yml"]


def test_a_concurrent_change_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "annotations.yml"
    path.write_text(SECTIONS, encoding="utf-8")

    def meanwhile(text: str) -> str:
        path.write_text("figures: {}\n", encoding="utf-8")
        return _changed(text, "add", "statements", ["x:", "  y: z"])

    with pytest.raises(RefusedError, match="somebody else"):
        change_file(path, meanwhile)
    assert path.read_text(encoding="utf-8") == "figures: {}\n"
    assert len(list(tmp_path.iterdir())) == 1


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    return [_plain(item) for item in node] if isinstance(node, list) else str(node)


def _at(node: Any) -> Location:
    return Location("", node.line, node.column)


def _edit(text: str, chance: random.Random) -> tuple[str, Any]:
    """Change a random record or single-record file; return the new text and the expected data."""
    held = parse(text, "")[0] or {}
    data = _plain(held)
    sections = [name for name, found in data.items() if isinstance(found, dict) and found]
    section = chance.choice(sections) if sections else ""
    way = (section, chance.choice(list(data[section]))) if sections else ()
    fields, read, parent, above = data, held, data, held
    for key in way:
        parent, above, fields, read = fields, read, fields[key], read[key]
    name, value = chance.choice(TEXTS), chance.choice(TEXTS)
    match chance.choice(("add", "set", "list", "value", "rename", "delete", "gone")):
        case "set" if isinstance(fields, dict):
            key = chance.choice([*fields, "fresh"])
            fields[key] = value
            return _changed(text, "set", (*way, key), value), data
        case "list" if isinstance(fields, dict):
            key = chance.choice([*fields, "fresh"])
            fields[key] = [name, value]
            return _changed(text, "set", (*way, key), [name, value]), data
        case "value" if isinstance(fields, dict):
            scalars = [(fields, key, read[key]) for key in fields if isinstance(fields[key], str)]
            scalars += [
                (found, at, read[key][at])
                for key, found in fields.items()
                if isinstance(found, list)
                for at, item in enumerate(found)
                if isinstance(item, str)
            ]
            if scalars := [found for found in scalars if found[2]]:
                holder, at, old = chance.choice(scalars)
                holder[at] = value
                return _changed(text, "mend", _at(old), Mend(str(old), value)), data
        case "rename" if way:
            old = next(key for key in above if key == way[1])
            data[section] = {("renamed" if key == way[1] else key): found for key, found in parent.items()}
            return _changed(text, "mend", _at(old), Mend(str(old), "renamed")), data
        case "delete" if isinstance(fields, dict) and len(fields) > 1:
            old = chance.choice(list(read))
            del fields[old]
            return _changed(text, "mend", _at(old), Mend(str(old))), data
        case "gone" if way and (len(data) > 1 or len(parent) > 1):
            old = next(key for key in above if key == way[1])
            del parent[old]
            if not parent:
                del data[section]
            return _changed(text, "mend", _at(old), Mend(str(old))), data
    section = chance.choice([section, "fresh"]) if way else "fresh"
    lines = ["brand-new:", f"  quote: {scalar(value)}", f"  via: [{scalar(name, 'x: [{}]')}]"]
    data[section] = {**data.get(section, {}), "brand-new": {"quote": value, "via": [name]}}
    return _changed(text, "add", section, lines), data


#: Line ends and byte order marks that editors may write.
_ENDS, _MARKS = ("\n", "\r\n"), ("", "\ufeff")


def edits(times: int, seed: int, refused: list[str]) -> Iterator[tuple[str, str, Any]]:
    """Change real files at random, with both line ends, with and without a byte order mark.

    Yields:
        The file before and after, and the expected data; refusals go into `refused`.
    """
    chance = random.Random(seed)
    for _ in range(times):
        path, end, mark = chance.choice(FILES), chance.choice(_ENDS), chance.choice(_MARKS)
        before = mark + path.read_text(encoding="utf-8").replace("\n", end)
        wanted: list[Any] = []

        def change(text: str, chance: random.Random = chance, wanted: list[Any] = wanted) -> str:
            changed, data = _edit(text, chance)
            wanted.append(data)
            return changed

        try:
            after = rewritten(before.encode(), change).decode()
        except RefusedError as error:
            refused.append(f"{path.name}: {error}")
        else:
            yield before, after, wanted[0]


def _try(times: int, seed: int) -> None:
    refused: list[str] = []
    for before, after, wanted in edits(times, seed, refused):
        assert after.startswith("\ufeff") == before.startswith("\ufeff")
        assert after.count("\n") == after.count("\r\n") or "\r" not in after
        assert ("\r" in after) == ("\r" in before)
        old, new = (text.removeprefix("\ufeff").replace("\r", "") for text in (before, after))
        assert _plain(parse(new, "")[0]) == wanted
        gone, _ = _changed_lines(old, new)
        assert len(gone) <= max(_lines_of_records(old), default=0), gone
    assert len(refused) <= times // 100, refused


def _lines_of_records(text: str) -> Iterator[int]:
    """Yield the number of lines of each record, as a change concerns only one."""
    top = parse(text, "")[0] or {}
    keys = [
        key.line
        for section, records in top.items()
        for key in (section, *(records if isinstance(records, dict) else ()))
    ]
    ends = [*keys[1:], text.count("\n") + 2]
    return (end - key for key, end in zip(keys, ends, strict=True))


def test_random_changes_are_as_expected() -> None:
    _try(300, seed=1)


@pytest.mark.torture
def test_thousands_of_random_changes() -> None:
    _try(5_000, seed=2)
