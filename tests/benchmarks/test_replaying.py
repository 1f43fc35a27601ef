"""Replaying counts keys, typed characters and, separately, prose. The article is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pty")

from benchmarks.replaying import replayed, written_in

from conftest import write

ARTICLE = """\
---
title: Der Zug
published: 2025-03-16
language: de
---

Laut Küstenbahn fuhr der Zug pünktlich. Er sei alt, sagte Elm. Er werde ersetzt. Der Tunnel blieb offen.
"""
REGISTERS = """\
actors:
  bahn:
    name: Küstenbahn
    kind: company
  elm:
    name: Ada Elm
    kind: person
    aliases: [Elm]
"""
ANNOTATIONS = """\
statements:
  puenktlich:
    quote: Laut Küstenbahn fuhr der Zug pünktlich
    said_by: bahn
    caveat: >-
      Das ist Prosa:
      zwei Zeilen.
  alt:
    quote: Er sei alt
    said_by: elm
    status: unverified
  tunnel:
    quote: Der Tunnel blieb offen
    said_by: bahn
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a collection with a statement proposed as written, one proposed too long, and one without a cue."""
    files = {"dossier/zug/article.md": ARTICLE, "dossier/all.yml": REGISTERS}
    return write(tmp_path, {**files, "dossier/zug/annotations.yml": ANNOTATIONS})


def test_prose_is_counted_separately(folder: Path) -> None:
    """Lines count with their line ends and without indentation, those of prose separately."""
    first = next(one for one in written_in(folder) if one.id == "puenktlich")
    assert first.fields["quote"] == len("quote: Laut Küstenbahn fuhr der Zug pünktlich\n")
    assert first.prose == len("caveat: >-\nDas ist Prosa:\nzwei Zeilen.\n")
    assert first.characters == len("puenktlich:\nquote: Laut Küstenbahn fuhr der Zug pünktlich\nsaid_by: bahn\n")


@pytest.mark.slow
def test_typed_characters(folder: Path) -> None:
    """Left to type are the cut words and status of the second statement, and the speaker of the third."""
    found = replayed(folder, "zug", registers=True)
    assert found.tally.keys == 4
    assert found.tally.decided == {"unchanged": 2, "rejected": 1, "one field corrected": 1}
    assert found.tally.typed_records == 0
    assert found.tally.left["statements: said_by"] == len("said_by: bahn\n")
    assert found.tally.left["statements: quote"] == len((",", "sagte", "Elm"))
    assert found.tally.left["statements: status"] == len("status: unverified\n")
    assert found.records == 3
    assert found.prose == len("caveat: >-\nDas ist Prosa:\nzwei Zeilen.\n")


@pytest.mark.slow
def test_from_empty_registers(folder: Path) -> None:
    """A new actor that is accepted need not be typed, except for the given name, which the article lacks."""
    found = replayed(folder, "zug", registers=False)
    assert found.records == 5
    assert found.tally.left["actors: name"] == len("Ada")
    assert found.tally.left["actors: kind"] == 0
