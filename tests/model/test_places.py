"""A field's position is found, however its record and the rest of the file are written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from conftest import write
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.records import Actor
from mkdocs_dossier.problems import Location
from mkdocs_dossier.reading.locate import Places

_BEFORE = "actors:\n  other: {name: B, kind: person}\n"

#: Ways to write an actor whose first alias is C.
_WRITTEN = {
    "as usual": _BEFORE + "  it:\n    name: A\n    kind: person\n    aliases: [C, D]\n",
    "a list below": _BEFORE + "  it:\n    kind: person\n    aliases:\n    - C\n    name: A\n",
    "deeper, behind empty lines": "actors:\n\n     it:\n\n           aliases: [C]\n           name: A\n",
    "in braces": _BEFORE + "  it: {name: A, aliases: [C]}\n",
    "in braces of several lines": _BEFORE + "  it: {name: A,\n  aliases: [\nC]}\n",
    "all in braces": "actors: {other: {name: B}, it: {name: A, aliases: [C]}}\n",
    "all in braces, line by line": "actors: {\n  other: {name: B},\n  it: {name: A, aliases: [C]},\n}\n",
    "an id in quotes": _BEFORE + '  "it":\n    aliases: ["C"]\n    name: A\n',
    "comments that are not indented": _BEFORE + "  it:\n# x\n    name: A\n #y: z\n    aliases: [C]\n",
    "a text of many lines": _BEFORE + "  it:\n    name: |\n      A\n\n      it: B\n    aliases: [C]\n",
    "quotes over lines that are not indented": _BEFORE + "  it:\n    name: 'A\n\nB'\n    aliases: [C]\n",
    "twice": _BEFORE + "  it:\n    name: A\n  third: {name: B}\n  it:\n    aliases: [C]\n",
    "a section before it that ends deeper": "topics:\n    x:\n      label: X\nactors:\n  it: {aliases: [C]}\n",
}


@pytest.mark.parametrize("text", _WRITTEN.values(), ids=_WRITTEN)
def test_a_field_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "all.yml").write_text(text, encoding="utf-8")
    origin, expected = (_located(text, re.search(pattern, text)) for pattern in ('"?it"?:', '"?C"?'))
    actor: Any = Actor(id="it", name="A", kind="person", origin=origin)  # type: ignore[arg-type]
    assert Places(tmp_path).of(actor, "aliases", 0) == expected


def _located(text: str, found: re.Match[str] | None) -> Location:
    assert found is not None
    before = text[: found.start()]
    return Location("all.yml", before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_a_file_that_holds_one_record(tmp_path: Path) -> None:
    write(tmp_path, {"dossier/actors/it.yml": "name: A\nkind: person\naliases: [C]\n"})
    collection, _ = load(tmp_path / "dossier")
    actor = collection.of(Actor)[0]
    assert str(collection.place(actor, "aliases", 0)) == "dossier/actors/it.yml:3:11"
    assert collection.place(actor, "positions", 0) == collection.place(actor) == actor.origin
