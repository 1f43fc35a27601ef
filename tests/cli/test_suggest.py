"""`dossier suggest`: proposals are accepted by key in a terminal, written or rejected. Texts are invented."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from benchmarks.suggesting import AGENCIES, without_annotations
from benchmarks.terminal import typed as typed_into
from click import unstyle
from click.testing import Result

from conftest import write
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.records import Actor, Dossier
from mkdocs_dossier.problems import Severity
from mkdocs_dossier.suggestions.suggesting import suggested

Command = Callable[..., Result]

ARTICLE = """\
---
title: Der Zug
published: 2025-03-16
language: de
---

Laut Küstenbahn fuhr der Zug pünktlich. Elm sagte, er sei alt. Er werde ersetzt.

„Wir warten“, sagte er. Ministerin Ina Dorn bestritt das. Dorn sprach von mehr als 20 Zügen.
"""
REGISTERS = """\
actors:
  bahn: {name: Küstenbahn, kind: company}
  elm: {name: Ada Elm, kind: person, aliases: [Elm]}
"""
ANNOTATIONS = "# By hand.\r\nstatements:\r\n  alt:\r\n    quote: er sei alt\r\n"


@pytest.fixture
def train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a project with one sentence annotated by hand and six that need it, and make it the working directory."""
    files = {"dossier/zug/article.md": ARTICLE, "dossier/all.yml": REGISTERS}
    write(tmp_path, {**files, "dossier/zug/annotations.yml": ANNOTATIONS})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(folder: Path, keys: Sequence[str], columns: int = 80, *, every: bool = False, **environment: str) -> str:
    """Type one key at each prompt, and return what the terminal shows."""
    pytest.importorskip("pty")
    return typed_into(folder, "zug", keys, columns, every=every, **environment)


def problems(folder: Path) -> list[str]:
    found = load(folder / "dossier")[1]
    return [str(problem) for problem in found if problem.severity is Severity.ERROR]


def annotations(folder: Path) -> str:
    return (folder / "dossier/zug/annotations.yml").read_bytes().decode()


def test_keys_accept_choose_reject_and_undo(train: Path) -> None:
    """Accepted proposals are appended with the file's line ends; undone and rejected ones leave no trace in it."""
    seen = unstyle(typed(train, ["a", "a", "u", "x", "1", "s", "q"], 100))
    assert "Annotierte Sätze: 1 von 7. Vorschläge: " in seen
    assert "── 1 von " in seen
    assert "  Laut Küstenbahn fuhr der Zug pünktlich." in seen
    assert "  Grund  „Laut Küstenbahn“: ein Wort wie „sagte“ und ein Name aus Ihren Registern." in seen
    assert "+ statements:\n+   kuestenbahn:\n+     quote: Laut Küstenbahn fuhr der Zug pünktlich" in seen
    assert "+     said_by: bahn" in seen
    assert "✓ dossier/zug/annotations.yml:5 · u macht es rückgängig" in seen
    assert "Fertig: 2 angenommen, 1 verworfen (gemerkt, kommt nicht wieder)." in seen
    assert "Offen: Satz 6, dossier/zug/article.md:9" in seen
    assert annotations(train) == ANNOTATIONS + (
        "  kuestenbahn:\r\n    quote: Laut Küstenbahn fuhr der Zug pünktlich\r\n    said_by: bahn\r\n"
        "  warten:\r\n    quote: „Wir warten“, sagte er\r\n    said_by: elm\r\n"
    )
    assert problems(train) == []


def test_a_rejection_is_remembered(train: Path, dossier: Command) -> None:
    """A rejection is noted in a file without records and not proposed again, unlike other proposals."""
    typed(train, ["x", "q"])
    remembered = (train / "dossier/zug/_rejected.txt").read_text(encoding="utf-8")
    assert remembered.endswith(" statement: Laut Küstenbahn fuhr der Zug pünktlich\n")
    assert "Laut Küstenbahn" not in dossier("suggest", "zug").stdout
    assert problems(train) == []


@pytest.mark.parametrize("key", ["\x03", "\x04", "q"])
def test_ending_at_any_time_loses_nothing(train: Path, key: str) -> None:
    """Ctrl-C, the end of input and q keep and show what was accepted before; “²” is not taken for a choice."""
    seen = unstyle(typed(train, ["a", "²", key]))
    assert "Fertig: 1 angenommen, 0 verworfen" in seen
    assert "said_by: bahn" in annotations(train)
    assert problems(train) == []


def test_all_sure_proposals_are_accepted_by_one_key(train: Path) -> None:
    seen = unstyle(typed(train, ["A", "q"]))
    assert "Fertig: 1 angenommen" in seen
    assert annotations(train).count("said_by") == 1


def test_an_accepted_new_actor_is_known_in_later_sentences(train: Path) -> None:
    """A new actor accepted with its statement is written and proposed as the speaker of a later sentence."""
    before = (train / "dossier/all.yml").read_bytes()
    seen = unstyle(typed(train, ["s", "s", "s", "a", "a", "q"]))
    assert "1      neu: „Ina Dorn“" in seen
    actors = (train / "dossier/actors.yml").read_text(encoding="utf-8")
    assert actors == (
        "actors:\n  ina-dorn:\n    name: Ina Dorn\n    kind: person\n    aliases: [Dorn]\n    positions:\n"
        "      - post: Ministerin\n"
    )
    assert annotations(train).count("said_by: ina-dorn") == 2
    assert (train / "dossier/all.yml").read_bytes() == before
    assert problems(train) == []


def test_fields_are_proposed_after_the_records(train: Path) -> None:
    """A field is added to its record in the file; the last choice is proposed first, and undo removes it."""
    (train / "dossier/topics.yml").write_text(
        "topics:\n  alter: {label: Alter}\n  bahn: {label: Bahn}\n", encoding="utf-8"
    )
    article = ARTICLE.partition(" Er werde")[0].replace("language: de", "language: de\ntopics: [bahn, alter]")
    (train / "dossier/zug/article.md").write_text(article + "\n", encoding="utf-8")
    (train / "dossier/zug/annotations.yml").unlink()
    seen = unstyle(typed(train, ["a", "a", "2", "u", "2", "a"]))
    assert "Grund  Eine Aussage ohne Thema" in seen
    assert "+   kuestenbahn:\n+     topics: [bahn]\n" in seen
    assert "Fertig: 4 angenommen, 0 verworfen" in seen
    assert annotations(train) == (
        "statements:\n  kuestenbahn:\n    quote: Laut Küstenbahn fuhr der Zug pünktlich\n"
        "    said_by: bahn\n    topics: [alter]\n"
        "  sagte:\n    quote: Elm sagte, er sei alt\n    said_by: elm\n    topics: [alter]\n"
    )
    assert problems(train) == []


def test_undo_removes_new_actors(train: Path) -> None:
    typed(train, ["s", "s", "s", "a", "u", "q"])
    assert annotations(train) == ANNOTATIONS
    assert not (train / "dossier/actors.yml").exists()


def test_after_a_chosen_clause_the_rest_of_the_sentence_is_proposed(train: Path) -> None:
    """After a clause is chosen the rest is proposed, undo proposes the whole again, and only quotes are written."""
    head, _, _ = ARTICLE.partition("Laut")
    article = f"{head}Die Leute am Ufer winkten, und der Hund blieb heute hier. Es regnete hier noch.\n"
    (train / "dossier/zug/article.md").write_text(article, encoding="utf-8")
    (train / "dossier/zug/annotations.yml").unlink()
    seen = unstyle(typed(train, ["2", "1", "u", "u", "3", "1", "q"], every=True))
    assert "Grund  Zu diesen Worten gibt es noch keine Aussage." in seen
    assert "2      Die Leute am Ufer winkten" in seen
    assert annotations(train) == (
        "statements:\n  leute:\n    quote: der Hund blieb heute hier\n"
        "  leute-winkten:\n    quote: Die Leute am Ufer winkten\n"
    )
    assert problems(train) == []


@pytest.mark.parametrize("columns", [80, 46])
def test_lines_are_wrapped_to_the_terminal(train: Path, columns: int) -> None:
    """In a wide and a narrow terminal no text is cut and no line is too long; without colour, cues are underlined."""
    seen = typed(train, ["?", "s", "s", "s", "q"], columns, NO_COLOR="1")
    lines = unstyle(seen).splitlines()
    assert max(map(len, lines)) <= columns
    assert "\x1b[4mLaut\x1b[0m" in seen
    assert "\x1b[3" not in seen, "a colour"
    words = " ".join(unstyle(seen).split())
    assert "Ministerin Ina Dorn bestritt das." in words
    assert "q beendet: Nichts geht verloren." in words


def test_a_record_can_be_changed_in_the_editor(train: Path) -> None:
    """A proposal edited in $EDITOR is written if it is valid, and proposed again otherwise."""
    editor = train / "editor.py"
    editor.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n"
        "path.write_text(text.replace('kuestenbahn', 'zug') + f'    status: {open(\"status\").read()}\\n')\n"
    )
    (train / "status").write_text("none")
    command = f"{sys.executable} {editor}"
    seen = unstyle(typed(train, ["e", "q"], EDITOR=command, VISUAL=command))
    assert "△ " in seen
    assert annotations(train) == ANNOTATIONS
    (train / "status").write_text("unverified")
    typed(train, ["e", "q"], EDITOR=command, VISUAL=command)
    assert annotations(train).endswith(
        "  zug:\r\n    quote: Laut Küstenbahn fuhr der Zug pünktlich\r\n    said_by: bahn\r\n    status: unverified\r\n"
    )


def test_what_an_editor_saved_is_written_as_it_is_and_opened_again_if_it_is_wrong(train: Path) -> None:
    """A field of parts keeps its fields; what cannot be written yet comes with advice, and is not typed twice."""
    saved = """\
actors:
  sprecherin:
    name: {de: Ida Holm, en: Ida Holm}
    kind: somebody
    positions:
      - post: "Sprecherin: Bahn"
        organization: bahn
statements:
  zug:
    quote: Laut Küstenbahn fuhr der Zug pünktlich
    said_by: sprecherin
"""
    editor = train / "editor.py"
    editor.write_text(
        f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\nbegun, saved = path.read_text(), {saved!r}\n"
        "path.write_text(begun.replace('somebody', 'person') if 'Holm' in begun else saved)\n",
        encoding="utf-8",
    )
    command = f"{sys.executable} {editor}"
    seen = " ".join(unstyle(typed(train, ["e", "e", "q"], EDITOR=command, VISUAL=command)).split())
    assert "△ actor “sprecherin”: kind cannot be “somebody” — write one of person, state," in seen
    assert "e öffnet wieder, was Sie gespeichert haben" in seen
    assert problems(train) == []
    actor = load(train / "dossier")[0].get(Actor, "sprecherin")
    assert actor is not None
    assert actor.name.translations == {"de": "Ida Holm", "en": "Ida Holm"}
    assert [(str(each.post), each.organization) for each in actor.positions] == [("Sprecherin: Bahn", "bahn")]


def test_an_unknown_id_from_the_editor_is_reported_at_once(train: Path) -> None:
    """As by `dossier check`, with the nearest id; a record that is new in the same text is known."""
    editor = train / "editor.py"
    editor.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n"
        "path.write_text(text.replace(*(('bahm', 'bahn') if 'bahm' in text else ('bahn', 'bahm'))))\n"
    )
    command = f"{sys.executable} {editor}"
    seen = " ".join(unstyle(typed(train, ["e", "q"], EDITOR=command, VISUAL=command)).split())
    assert "△ said_by names the unknown actor “bahm” — did you mean “bahn”?" in seen
    assert "e öffnet wieder, was Sie gespeichert haben" in seen
    assert annotations(train) == ANNOTATIONS
    typed(train, ["e", "e", "q"], EDITOR=command, VISUAL=command)
    assert annotations(train).endswith("said_by: bahn\r\n")


def test_a_key_that_needs_a_choice_says_which_keys_choose(train: Path) -> None:
    """“„Wir warten“, sagte er” must be somebody's: `a` takes nobody, and is no call for help."""
    seen = " ".join(unstyle(typed(train, ["s", "s", "a", "q"])).split())
    assert "Mit 1–2 wählen, oder mit e selbst schreiben: Für a ist nichts wahrscheinlich genug." in seen
    assert "a schreibt den Eintrag" not in seen
    assert annotations(train) == ANNOTATIONS


def test_without_a_terminal_proposals_are_listed(train: Path, dossier: Command) -> None:
    result = dossier("suggest", "zug")
    assert result.exit_code == 0
    assert "said_by: bahn" in result.stdout
    assert annotations(train) == ANNOTATIONS


def test_proposals_are_listed_as_json(train: Path, dossier: Command) -> None:
    found = json.loads(dossier("suggest", "zug", "--format", "json").stdout)
    assert found[0] == {
        "kind": "statement",
        "id": "kuestenbahn",
        "tier": "sure",
        "reason": "named",
        "why": "„Laut Küstenbahn“: ein Wort wie „sagte“ und ein Name aus Ihren Registern.",
        "sentence": 2,
        "path": "dossier/zug/article.md",
        "line": 7,
        "adds": "",
        "fields": {"quote": "Laut Küstenbahn fuhr der Zug pünktlich", "said_by": "bahn"},
        "inferred": {"mode": "paraphrase"},
        "candidates": [],
    }
    assert {one["tier"] for one in found} == {"sure", "likely", "look"}


def test_write_sure_writes_all_sure_proposals_once(train: Path, dossier: Command) -> None:
    """`--write sure` writes every sure proposal, and a second run has nothing left to write."""
    result = dossier("suggest", "zug", "--write", "sure")
    assert result.stderr.splitlines()[0] == "added 1 to dossier/zug/annotations.yml"
    assert problems(train) == []
    assert dossier("suggest", "zug", "--write", "sure").stderr.startswith("0 of ")


def test_a_file_for_review_holds_no_records(train: Path, dossier: Command) -> None:
    records = len(load(train / "dossier")[0])
    assert dossier("suggest", "zug", "--file").stderr == "wrote dossier/zug/_suggestions.yml\n"
    collection, _ = load(train / "dossier")
    assert len(collection) == records
    review = train / "dossier/zug/_suggestions.yml"
    assert "  # sure, article.md:7: „Laut Küstenbahn“" in review.read_text(encoding="utf-8")
    review.write_text("# Half done.\n", encoding="utf-8")
    assert "_suggestions.yml exists already" in dossier("suggest", "zug", "--file").stderr
    assert review.read_text(encoding="utf-8") == "# Half done.\n"
    review.unlink()
    dossier("suggest", "zug", "--file")
    assert review.read_text(encoding="utf-8").count("\n  ina-dorn:\n    name: Ina Dorn\n") == 1
    review.rename(train / "dossier/zug/suggestions.yml")
    assert problems(train) == []


def test_records_are_added_to_a_section_in_the_middle_of_a_file(train: Path, dossier: Command) -> None:
    path = train / "dossier/zug/annotations.yml"
    path.write_text("statements:\n  alt: {quote: er sei alt}\nmentions:\n  zug: {quote: Der Zug, actor: bahn}\n")
    before = path.read_text()
    assert "added 1 to dossier/zug/annotations.yml" in dossier("suggest", "zug", "--write", "sure").stderr
    written = "  kuestenbahn:\n    quote: Laut Küstenbahn fuhr der Zug pünktlich\n    said_by: bahn\n"
    assert path.read_text() == before.replace("mentions:", f"{written}mentions:")
    assert problems(train) == []


def test_statements_yml_gets_the_statements(train: Path, dossier: Command) -> None:
    """New statements go into statements.yml if there is one; if it cannot be extended safely, it is reported."""
    path = train / "dossier/zug/statements.yml"
    path.write_text("statements: {}\n")
    result = dossier("suggest", "zug", "--write", "sure")
    assert result.exit_code == 2
    assert "dossier/zug/statements.yml: statements is written in one line" in result.stderr
    path.write_text("statements:\n")
    assert "added 1 to dossier/zug/statements.yml" in dossier("suggest", "zug", "--write", "sure").stderr
    assert annotations(train) == ANNOTATIONS


def test_an_unknown_dossier_is_refused(train: Path, dossier: Command) -> None:
    result = dossier("suggest", "zog")
    assert result.exit_code == 2
    assert "there is no dossier “zog” — did you mean “zug”?" in result.stderr


@pytest.mark.parametrize("folder", AGENCIES, ids=lambda folder: folder.parent.name)
def test_written_proposals_load(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dossier: Command
) -> None:
    """In collections with all kinds of records, sure proposals cause no problems, and none is left afterwards."""
    without_annotations(folder, tmp_path / "dossier")
    monkeypatch.chdir(tmp_path)
    before = problems(tmp_path)
    for one in load(tmp_path / "dossier")[0].of(Dossier):
        assert dossier("suggest", one.id, "--write", "sure").exit_code == 0
    collection, _ = load(tmp_path / "dossier")
    assert set(problems(tmp_path)) <= set(before)
    assert not any(one.tier == "sure" for each in collection.of(Dossier) for one in suggested(collection, each))


HARBOUR = """\
---
title: Der Hafen
published: 2025-03-16
language: de
topics: [haefen]
---

Moorwerder (nta) – Die Häfen sind zu. Das teilte die isländische Regierung mit. Norwegen wartet.
"""


def test_missing_register_records_are_proposed(
    dossier: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing register records are accepted by key; a new actor is a speaker at once, a rejection does not return."""
    write(tmp_path, {"dossier/hafen/article.md": HARBOUR})
    monkeypatch.chdir(tmp_path)
    pytest.importorskip("pty")
    seen = typed_into(tmp_path, "hafen", ["a", "x", "a", "a", "s", "a"], 100)
    assert "+ topics:\n+   haefen:\n+     label: Häfen" in unstyle(seen)
    folder = tmp_path / "dossier"
    assert (folder / "topics.yml").read_text("utf-8") == "topics:\n  haefen:\n    label: Häfen\n"
    actors = (folder / "actors.yml").read_text("utf-8")
    assert "  islaendische-regierung:\n    name: Isländische Regierung\n    kind: agency\n" in actors
    assert "  island:\n    name: Island\n    kind: state\n    aliases: [isländisch*]\n    country: IS\n" in actors
    assert "said_by: islaendische-regierung" in (folder / "hafen/annotations.yml").read_text("utf-8")
    assert (folder / "hafen/_rejected.txt").read_text("utf-8").endswith(" place: Moorwerder\n")
    assert not (folder / "places.yml").exists()
    again = json.loads(dossier("suggest", "hafen", "--format", "json").stdout)
    assert [(one["kind"], one["id"], one["tier"]) for one in again] == [("actor", "norwegen", "sure")]
    assert dossier("suggest", "hafen", "--write", "sure").stderr.startswith("added 1 to dossier/actors.yml\n")
    assert problems(tmp_path) == []


@pytest.mark.parametrize("folder", AGENCIES, ids=lambda folder: folder.parent.name)
def test_each_kind_of_proposal_can_be_read_as_json(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dossier: Command
) -> None:
    """With `--every`, what annotated articles still lack is listed as JSON, whatever its fields hold."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(folder, tmp_path / "dossier")
    for name in sorted(path.parent.name for path in (tmp_path / "dossier").glob("*/article.md")):
        listed = dossier("suggest", name, "--every", "--format", "json")
        assert listed.exit_code == 0, listed.stderr
        assert all({"kind", "id", "tier"} <= set(one) for one in json.loads(listed.stdout))
