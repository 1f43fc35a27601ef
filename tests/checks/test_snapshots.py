"""Quoted words are compared with the archived text of their source."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from checks.articles import article, found
from conftest import Loaded, write
from mkdocs_dossier.loading import load

CODES = ("quote-not-in-source", "snapshot-changed", "snapshot-unreadable")
PLACE = "dossier/d/annotations.yml"
SNAPSHOT = "Ryder said: “I would hesitate,\nthen as now, to send my ‘soldiers’ there.”\nWir werden dem Volk helfen.\n"


def quoted(
    loaded: Loaded,
    passage: str,
    fields: str = "",
    source: str = "title: Post",
    snapshot: str | bytes = SNAPSHOT,
    name: str = "dossier/snapshots/post.txt",
) -> list[str]:
    """Return the reports on one statement that came through one source."""
    files: dict[str, str | bytes] = {
        "dossier/sources.yml": f"sources:\n  post: {{{source}}}\n",
        "dossier/actors.yml": "actors:\n  zeitung: {name: Tagblatt, kind: media}\n",
        "dossier/d/article.md": article(passage),
        PLACE: f"statements:\n  satz:\n    quote: '{passage}'\n    via: [post]\n{fields}",
        name: snapshot,
    }
    return found(loaded, files, *CODES)


@pytest.mark.parametrize("name", ["dossier/snapshots/post.txt", "dossier/d/snapshots/post.txt"])
def test_quoted_words_missing_from_the_source_are_reported(loaded: Loaded, name: str) -> None:
    """Quoted words missing from the snapshot are reported, whether it is in the dossier's folder or shared."""
    assert quoted(loaded, "Er sagte, „wir werden dem Volk nie helfen“.", name=name) == [
        (
            f"{PLACE}:3:12: error: statement “satz”: “wir werden dem Volk nie helfen” is not in {name}, the"
            " text of “post” — compare both; if the words are a translation, add original: with the words that were"
            " said [quote-not-in-source]"
        )
    ]


@pytest.mark.parametrize(
    ("passage", "fields", "source"),
    [
        ("Er sagte: „Wir werden dem Volk helfen“.", "", "title: Post"),
        ("Er sagte, »wir werden […] helfen«.", "", "title: Post"),
        ("Er sagte: „Wir [die Partei] werden dem Volk helfen!“", "", "title: Post"),
        ('He said “then as now, to send my "soldiers" there”.', "", "title: Post"),
        ("So das „Tagblatt“ und die „Post“.", "", "title: Post"),
        ("Er sagte, er werde nie helfen.", "", "title: Post"),
        ("Er sagte: „Ich würde zögern“.", "", "title: Post, language: en"),
        ("Er sagte: „Ich würde zögern“.", "    original: {lang: en, text: I would hesitate}\n", "title: Post"),
    ],
)
def test_quoted_words_in_the_source_are_not_reported(loaded: Loaded, passage: str, fields: str, source: str) -> None:
    """Other marks, omissions and insertions match; names, indirect speech and other languages are not compared."""
    assert quoted(loaded, passage, fields, source) == []


def test_original_words_missing_from_the_source_are_reported(loaded: Loaded) -> None:
    fields = "    original:\n      lang: en\n      text: I would not hesitate\n"
    assert quoted(loaded, "Er sagte: „Wir werden dem Volk helfen“.", fields) == [
        (
            f"{PLACE}:7:13: error: statement “satz”: “I would not hesitate” is not in"
            " dossier/snapshots/post.txt, the text of “post” — compare both, and correct original:, or the source"
            " [quote-not-in-source]"
        )
    ]


def recorded(sha256: str) -> str:
    """Return the fields of a source with the hash of its archived copy."""
    return f"title: Post, archive: [{{url: 'https://a.example', captured: 2024-10-06, sha256: {sha256}}}]"


def test_a_changed_snapshot_is_reported(loaded: Loaded) -> None:
    """A snapshot whose SHA-256 differs is reported, even if only its line ends changed."""
    was = hashlib.sha256(SNAPSHOT.encode()).hexdigest()
    now = hashlib.sha256(SNAPSHOT.replace("\n", "\r\n").encode()).hexdigest()
    assert quoted(loaded, "Nichts.", source=recorded(was)) == []
    assert quoted(loaded, "Nichts.", source=recorded(was), snapshot=SNAPSHOT.replace("\n", "\r\n")) == [
        (
            "dossier/sources.yml:2:90: error: source “post”: its snapshot dossier/snapshots/post.txt is not the file"
            f" that was recorded: its SHA-256 is now {now} — put the recorded file back, or archive the source again"
            " and record the new hash [snapshot-changed]"
        )
    ]


def test_a_snapshot_that_is_not_utf8_is_reported(loaded: Loaded) -> None:
    assert quoted(loaded, "Er sagte: „Nichts davon“.", snapshot="Grüße".encode("latin-1")) == [
        (
            "dossier/sources.yml:2:3: error: source “post”: its snapshot dossier/snapshots/post.txt is not UTF-8:"
            " byte 0xFC — put a plain text file there, saved as UTF-8 [snapshot-unreadable]"
        )
    ]


def test_a_snapshot_that_is_not_a_regular_file_is_reported(tmp_path: Path) -> None:
    """A symbolic link or folder in place of a snapshot is reported and not read."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    folder = write(tmp_path, {"dossier/a.yml": "sources:\n  post: {title: Post}\n  brief: {title: Brief}\n"})
    (folder / "snapshots").mkdir()
    (folder / "snapshots/post.txt").symlink_to(secret)
    (folder / "snapshots/brief.txt").mkdir()
    lines = [str(problem) for problem in load(folder)[1] if problem.code in CODES]
    assert lines == [
        f"dossier/a.yml:{line}:3: error: source “{name}”: its snapshot dossier/snapshots/{name}.txt {fault}"
        " — put a plain text file there, saved as UTF-8 [snapshot-unreadable]"
        for line, name, fault in ((2, "post", "is a symbolic link"), (3, "brief", "is not a file"))
    ]
