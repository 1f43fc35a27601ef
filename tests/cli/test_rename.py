"""`dossier rename` writes the new id into all files that name the record, and changes nothing else."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from build.faulty import Tree, killed, put, tree
from cli.conftest import Command
from conftest import write
from mkdocs_dossier.loading import load
from mkdocs_dossier.problems import Severity

FILES = {
    "mkdocs.yml": "site_name: Test\nplugins: [dossier]\ntheme: {name: material, language: en}\n",
    "dossier/actors/mayor.yml": "name: Jane Roe\nkind: person  # since May\n\n#country: GB\n",
    "dossier/actors.yml": """\
actors:
  council:
    name: Council
    kind: agency
    description: |
      Led by [Roe](actor:mayor); see [the day](statement:ferry/delay "May").
  "press":
    {name: Press, kind: media, speaks_for: mayor}
""",
    "dossier/sources.yml": "sources:\n  paper: {title: The Paper, publisher: mayor}\n",
    "dossier/snapshots/paper.txt": "The ferry will not run before May\n",
    "dossier/ferry/article.md": """\
---
title: The Ferry
published: 2024-10-05
language: en
source: paper
---

[Jane Roe](actor:mayor), the mayoral candidate, says the ferry will not run before May. See [this][1].
Ten boats and two ships sank.

[1]: actor:mayor
""",
    "dossier/ferry/annotations.yml": """\
statements:
  delay:
    quote: the ferry will not run before May
    said_by: mayor
    via: [paper]
    actors:
      - council
      - mayor
  again: {quote: Ten boats, contradicts: [delay]}
figures:
  boats: {quote: Ten boats}
  ships: {quote: two ships}
  all:
    value: 12
    derived_from: {figures: [boats, ships], formula: boats + ships}
""",
    "dossier/harbour/article.md": """\
---
title: The Harbour
published: 2024-10-06
language: en
version_of: ferry
---

It was [said](statement:ferry/delay) that it is closed, [wrote](dossier:ferry) the paper.
""",
    "dossier/harbour/annotations.yml": (
        "statements:\n  closed: {quote: it is closed, repeats: [ferry/delay], supersedes: [ferry/again]}\n"
    ),
}


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a collection with every kind of reference, and make it the working directory."""
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _faults(folder: Path) -> list[str]:
    return [str(problem) for problem in load(folder / "dossier")[1] if problem.severity is Severity.ERROR]


def _changes(folder: Path) -> list[str]:
    """Return the lines of all files that were not there before, in order."""
    before = {line for text in FILES.values() for line in text.splitlines()}
    return [line for text in tree(folder).values() for line in text.decode().splitlines() if line not in before]


def test_an_actor_with_its_own_file_is_renamed(port: Path, dossier: Command) -> None:
    """Renaming updates references, links and the file name, records the old id, and changes no other line."""
    result = dossier("rename", "actor", "mayor", "jane-roe")
    assert result.exit_code == 0
    assert result.stderr == ("moved dossier/actors/mayor.yml to dossier/actors/jane-roe.yml\nchanged 5 files\n")
    assert not (port / "dossier/actors/mayor.yml").exists()
    expected = [
        '      Led by [Roe](actor:jane-roe); see [the day](statement:ferry/delay "May").',
        "    {name: Press, kind: media, speaks_for: jane-roe}",
        "formerly: [mayor]",
        "    said_by: jane-roe",
        "      - jane-roe",
        "[Jane Roe](actor:jane-roe), the mayoral candidate, says the ferry will not run before May. See [this][1].",
        "[1]: actor:jane-roe",
        "  paper: {title: The Paper, publisher: jane-roe}",
    ]
    assert sorted(_changes(port)) == sorted(expected)
    assert _faults(port) == []


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("statement", "ferry/delay", "late"),
         ["      Led by [Roe](actor:mayor); see [the day](statement:ferry/late \"May\").",
          "  late:",
          "    formerly: [delay]",
          "  again: {quote: Ten boats, contradicts: [late]}",
          "  closed: {quote: it is closed, repeats: [ferry/late], supersedes: [ferry/again]}",
          "It was [said](statement:ferry/late) that it is closed, [wrote](dossier:ferry) the paper."]),
        (("figure", "ferry/boats", "ferry/vessels"),
         ["  vessels: {quote: Ten boats, formerly: [boats]}",
          "    derived_from: {figures: [vessels, ships], formula: vessels + ships}"]),
        (("dossier", "ferry", "ferry-2024"),
         ["      Led by [Roe](actor:mayor); see [the day](statement:ferry-2024/delay \"May\").",
          "formerly: [ferry]",
          "  closed: {quote: it is closed, repeats: [ferry-2024/delay], supersedes: [ferry-2024/again]}",
          "version_of: ferry-2024",
          "It was [said](statement:ferry-2024/delay) that it is closed, [wrote](dossier:ferry-2024) the paper."]),
        (("source", "paper", "the-paper"),
         ["source: the-paper",
          "    via: [the-paper]",
          "  the-paper: {title: The Paper, publisher: mayor, formerly: [paper]}"]),
    ],
)  # fmt: skip
def test_records_of_other_kinds_are_renamed(
    port: Path, dossier: Command, words: tuple[str, ...], lines: list[str]
) -> None:
    """Renaming handles block and inline records, local ids, formulas, folders and snapshots."""
    assert dossier("rename", *words).exit_code == 0
    assert sorted(_changes(port)) == sorted(lines)
    assert _faults(port) == []
    assert (port / "dossier/snapshots/the-paper.txt").exists() == (words[0] == "source")
    assert (port / "dossier/ferry-2024/article.md").exists() == (words[0] == "dossier")


def test_a_record_can_be_renamed_back(port: Path, dossier: Command) -> None:
    """A record can get a former id back; renaming by a former id is refused with the current one."""
    dossier("rename", "actor", "mayor", "roe")
    assert dossier("rename", "actor", "mayor", "x").stderr == (
        "Error: there is no actor “mayor” — it is now called “roe”\n"
    )
    assert dossier("rename", "actor", "roe", "mayor").exit_code == 0
    assert _changes(port) == ["formerly: [roe]"]
    assert _faults(port) == []


def test_a_renamed_reference_does_not_void_checked(port: Path, dossier: Command) -> None:
    """`checked` remains valid after a rename, because the article's words and the meaning are unchanged."""
    path = port / "dossier/ferry/annotations.yml"
    path.write_text(
        path.read_text().replace("    via:", "    checked: {by: AB, on: 2024-10-06, of: 00000000}\n    via:")
    )
    (void,) = [problem for problem in load(port / "dossier")[1] if problem.code == "checked-void"]
    path.write_text(path.read_text().replace("00000000", void.hint.partition("write of: ")[2][:8]))
    for words in (("actor", "mayor", "roe"), ("source", "paper", "the-paper"), ("dossier", "ferry", "boat")):
        assert dossier("rename", *words).exit_code == 0
        assert [problem for problem in load(port / "dossier")[1] if problem.code == "checked-void"] == []


def test_a_dry_run_shows_what_would_change(port: Path, dossier: Command) -> None:
    before = tree(port)
    result = dossier("rename", "source", "paper", "the-paper", "--dry-run")
    assert result.stdout.splitlines()[:4] == [
        "--- dossier/ferry/annotations.yml",
        "+++ dossier/ferry/annotations.yml",
        "@@ -5 +5 @@",
        "-    via: [paper]",
    ]
    assert result.stderr == (
        "would have moved dossier/snapshots/paper.txt to dossier/snapshots/the-paper.txt\nwould have changed 3 files\n"
    )
    assert tree(port) == before


PAGE = """\
# Start

[Roe](actor:mayor "May") and [again](actor:mayor), factor:mayor, [late](statement:ferry/delay), [no](actor:mayor-2)

```dossier
statements
actor: mayor
```
[x]: dossier:ferry
"""


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ("actor", "mayor", "roe"),
            ["3 still names actor:mayor: write actor:roe", "7 still names actor: mayor: write actor: roe"],
        ),
        (("statement", "ferry/delay", "late"), ["3 still names statement:ferry/delay: write statement:ferry/late"]),
        (
            ("dossier", "ferry", "boat"),
            ["3 still names statement:ferry: write statement:boat", "9 still names dossier:ferry: write dossier:boat"],
        ),
        (("source", "paper", "the-paper"), []),
    ],
)
def test_pages_of_docs_that_name_the_record_are_listed(
    port: Path, dossier: Command, words: tuple[str, ...], lines: list[str]
) -> None:
    """They are not changed, byte for byte; whatever their encoding is, it is no error."""
    pages = {"docs/sub/page.md": PAGE.replace("\n", "\r\n").encode("utf-8-sig"), "docs/latin.md": b"\xff\n"}
    write(port, pages)
    for options in (["--dry-run"], []):
        said = dossier("rename", *words, *options).stderr.splitlines()
        assert [line for line in said if "names" in line] == [f"docs/sub/page.md:{line}" for line in lines]
    assert {name: (port / name).read_bytes() for name in pages} == pages


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("acter", "mayor", "x"), "there is no kind “acter” — did you mean “actor”?"),
        (("actor", "major", "x"), "there is no actor “major” — did you mean “mayor”?"),
        (("actor", "xyz", "x"), "there is no actor “xyz” — dossier list actor prints all"),
        (("actor", "mayor", "council"), "there is already an actor “council”, in dossier/actors.yml:2:3"),
        (("actor", "mayor", "Jane Roe"), "“Jane Roe” is no id for an actor"),
        (("actor", "mayor", "con"), "Windows keeps the name “con” for itself"),
        (("actor", "press", "paper"), "would then name source “paper”: choose another id"),
        (("source", "paper", "council"), "would then name actor “council”: choose another id"),
        (("dossier", "ferry", "events"), "“events” is the name of a folder with a meaning of its own"),
        (("statement", "ferry/delay", "harbour/delay"), "is no id for a statement"),
        (("statement", "delay", "late"), "there is no statement “delay” — write DOSSIER/delay"),
    ],
)  # fmt: skip
def test_invalid_arguments_are_refused(port: Path, dossier: Command, words: tuple[str, ...], message: str) -> None:
    """Invalid arguments exit with 2, say what to do instead, and write nothing."""
    path = port / "dossier/ferry/annotations.yml"
    path.write_text(path.read_text().replace("via: [paper]", "via: [paper, press, council]"))
    before = tree(port)
    result = dossier("rename", *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert tree(port) == before


def test_rename_overwrites_nothing(port: Path, dossier: Command) -> None:
    """A rename is refused if a file is in the way, even one that is not read."""
    taken = {("source", "paper", "daily"): "dossier/snapshots/daily.txt", ("dossier", "ferry", "boat"): "dossier/boat"}
    for words, path in taken.items():
        (port / path).write_text("mine")
        before = tree(port)
        result = dossier("rename", *words)
        assert result.exit_code == 2
        assert f"{path} exists already" in result.stderr
        assert tree(port) == before


def test_a_broken_file_stops_a_rename(port: Path, dossier: Command) -> None:
    (port / "dossier/events.yml").write_text("events: [\n")
    before = tree(port)
    result = dossier("rename", "actor", "mayor", "roe")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: dossier/events.yml:")
    assert result.stderr.endswith("what cannot be read may name it: mend that first\n")
    assert tree(port) == before


def test_a_link_shown_as_text_stops_a_rename(port: Path, dossier: Command) -> None:
    path = port / "dossier/ferry/article.md"
    path.write_text(path.read_text() + "\nWrite `[Roe](actor:mayor)`.\n")
    before = tree(port)
    result = dossier("rename", "actor", "mayor", "roe")
    assert result.exit_code == 2
    assert "dossier/ferry/article.md: a link to it is shown as text there" in result.stderr
    assert tree(port) == before


@pytest.mark.skipif(not hasattr(os, "fork") or os.geteuid() == 0, reason="needs fork, and files that cannot be written")
def test_after_a_write_error_a_second_run_finishes(port: Path, dossier: Command) -> None:
    (port / "dossier/harbour").chmod(0o500)
    result = dossier("rename", "dossier", "ferry", "boat")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    (port / "dossier/harbour").chmod(0o700)
    assert dossier("rename", "dossier", "ferry", "boat").exit_code == 0
    assert _faults(port) == []
    assert (port / "dossier/boat/article.md").exists()


def _whole(folder: Path) -> Tree:
    return {name: content for name, content in tree(folder).items() if not Path(name).name.startswith(".")}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [("actor", "mayor", "roe"), ("source", "paper", "the-paper"), ("dossier", "ferry", "boat")]
)
def test_after_a_kill_at_any_call_a_second_run_finishes(port: Path, dossier: Command, words: tuple[str, ...]) -> None:
    """After a kill at any call each file is the old or the new one, none is lost, and a second run finishes."""
    folder = port / "dossier"
    before = tree(folder)
    dossier("rename", *words)
    after = _whole(folder)
    texts = {*before.values(), *after.values()}
    for at in range(1, 100):
        put(folder, before)
        code = killed(folder, ("rename", *words), at)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        assert set(_whole(folder).values()) <= texts
        assert len(_whole(folder)) == len(before)
        again = dossier("rename", *words)
        assert again.exit_code == 0 or "it is now called" in again.stderr
        assert _whole(folder) == after
    assert code == 0
    assert at > 10
