"""`dossier check --fix` writes every certain fix and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from build.faulty import tree
from cli.conftest import Command
from mkdocs_dossier.did_you_mean import meant
from mkdocs_dossier.problems import Mend

BROKEN = """\
statements:
  angriff:
    quote: mehr als 20 Soldaten getötet
    saidby: dienst
    # as the paper says
    via: [kyiv-pots]
    acknowledged: {no-origin: nobody is named}
    mode: indirct
figures:
  tote: {quote: mehr als 20 Soldaten, quantity: getoetet}
mentions:
  # whose report it is
  post: {quote: Kyiv Post, source: kyiv-post}
omissions:
  ja: {quote: "Es gab 20 Tote: ja.", why: short}
  weg:
    quote: Laut "Kyiv Post" und Geheimdienst wurden mehr als 20 Soldaten getötet.
    why: old
"""


def test_certain_fixes_are_written(project: Path, dossier: Command) -> None:
    """Each fix is printed with its place, repeated until none is left, and keeps comments, BOM and line ends."""
    path = project / "dossier/angriff/annotations.yml"
    path.write_bytes(b"\xef\xbb\xbf" + BROKEN.replace("\n", "\r\n").encode())
    first = dossier("check", "--fix")
    assert "dossier/angriff/annotations.yml:4:5: replaced “saidby” with “said_by”\n" in first.stderr
    assert "dossier/angriff/annotations.yml:8:11: replaced “indirct” with “indirect”\n" in first.stderr
    assert "dossier/angriff/annotations.yml:6:11: replaced “kyiv-pots” with “kyiv-post”\n" in first.stderr
    assert "dossier/angriff/annotations.yml:7:31: deleted “nobody is named”\n" in first.stderr
    assert "dossier/angriff/annotations.yml:13:3: deleted “post”\n" in first.stderr
    assert "dossier/angriff/annotations.yml:16:3: deleted “weg”\n" in first.stderr
    after = path.read_bytes()
    assert dossier("check", "--fix").stderr == "0 errors, 0 warnings, 1 hint in 3 files/9 records\n"
    assert path.read_bytes() == after
    wanted = BROKEN.replace("saidby", "said_by").replace("pots", "post").replace("indirct", "indirect")
    wanted = wanted.replace("getoetet}", "getoetete}").replace("    acknowledged: {no-origin: nobody is named}\n", "")
    before, _, rest = wanted.partition("mentions:")
    wanted = before + rest[rest.index("omissions:") :]
    assert after == b"\xef\xbb\xbf" + wanted[: wanted.index("  weg:")].replace("\n", "\r\n").encode()


def test_a_renamed_record_is_referred_to_by_its_new_id(project: Path, dossier: Command) -> None:
    path = project / "dossier/all.yml"
    path.write_text(path.read_text().replace("  dienst: {", "  geheimdienst: {formerly: [dienst], "))
    result = dossier("check", "--fix")
    assert "dossier/angriff/annotations.yml:4:14: replaced “dienst” with “geheimdienst”\n" in result.stderr
    assert result.exit_code == 0


def test_a_path_limits_what_is_fixed(project: Path, dossier: Command) -> None:
    """Only problems below the given path are fixed."""
    (project / "dossier/topics.yml").write_text("topics:\n  handel: {lable: Handel}\n")
    (project / "dossier/events.yml").write_text("events:\n  fest: {name: Fest, date: 2024, palce: donezk}\n")
    dossier("check", "--fix", "dossier/topics.yml")
    assert (project / "dossier/topics.yml").read_text() == "topics:\n  handel: {label: Handel}\n"
    assert "palce" in (project / "dossier/events.yml").read_text()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("topics.yml", "topics:\n  handel: {label: Handel, broader: krig}\n  krieg: {label: Krieg}\n"),
        ("topics.yml", "topics:\n  handel: {label: Handel, broader: kriege-3}\n  kriege-2: {label: Krieg}\n"),
        (
            "topics.yml",
            "topics:\n  handel: {label: H, broader: kriegen}\n  krieger: {label: K}\n  kriege: {label: L}\n",
        ),
        ("topics.yml", "topics:\n  handel: {label: H\n"),
    ],
)
def test_uncertain_fixes_are_not_written(project: Path, dossier: Command, name: str, text: str) -> None:
    """A short id, another number, several close ids, or a broken file is left unchanged."""
    (project / "dossier" / name).write_text(text)
    before = tree(project / "dossier")
    assert dossier("check", "--fix").exit_code == 1
    assert tree(project / "dossier") == before


def test_a_mistyped_word_has_at_most_one_meaning() -> None:
    assert meant("contry", ["country", "kind"]) == Mend("contry", "country")
    assert meant("labell", ["label", "labels"]) is None
    assert meant("tote-1", ["tote-2"]) is None
    assert meant("", ["a"]) is None
