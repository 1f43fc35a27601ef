"""A folder is loaded into a collection, whatever its layout, and all faults are reported in one run."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

import pytest

from conftest import Loaded, write
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.loading import Settings, load
from mkdocs_dossier.model.kinds import KINDS
from mkdocs_dossier.model.records import Actor, Dossier, Figure, Statement
from mkdocs_dossier.problems import Problem, Severity

ARTICLE = """\
---
title: Angriff bei Donezk
published: 2024-10-05
---

In Donezk wurden mehr als 20 Soldaten getötet, hieß es. Darunter sechs Offiziere.
"""
KIM = "actors:\n  kim:\n    name: Kim\n    kind: person\n"
STATEMENT = "statements:\n  s:\n    quote: mehr als 20 Soldaten getötet\n"

REGISTERS = """\
actors:
  kim: {name: Kim, kind: person}
  dpa: {name: dpa, kind: media}
sources:
  meldung: {title: Meldung, publisher: dpa}
agreements:
  pakt: {name: Pakt, kind: treaty, parties: [{actor: kim}]}
events:
  angriff: {name: Angriff, date: 2024-10-03, place: donezk, topics: [truppen], agreements: [pakt]}
topics:
  truppen: {label: Truppen}
places:
  donezk: {name: Donezk}
quantities:
  getoetete: {label: Getötete, event: angriff}
relations:
  r: {from: kim, to: dpa, kind: opponent}
"""
ANNOTATIONS = """\
statements:
  s:
    quote: mehr als 20 Soldaten getötet
    said_by: kim
    via: [meldung]
    events: [angriff]
figures:
  f: {quote: mehr als 20 Soldaten, quantity: getoetete}
mentions:
  m: {quote: hieß es, actor: dpa}
corrections:
  c: {date: 2024-10-06, kind: correction, affects: [s, f], note: Die Zahl wurde berichtigt.}
omissions:
  o: {quote: Darunter sechs Offiziere., why: gehört zum Satz davor}
"""


def _shown(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def _keys(collection: Collection) -> list[str]:
    return [f"{record.noun} {record.key}" for record in collection]


EVERYTHING = [
    "actor dpa",
    "actor kim",
    "agreement pakt",
    "correction a/c",
    "dossier a",
    "event angriff",
    "figure a/f",
    "mention a/m",
    "omission a/o",
    "place donezk",
    "quantity getoetete",
    "relation r",
    "source meldung",
    "statement a/s",
    "topic truppen",
]


def test_every_kind_of_record_may_be_in_registers_and_annotations(loaded: Loaded) -> None:
    """Shared records can be in registers outside of dossiers, and an article's records in its folder."""
    collection, problems = loaded(
        {"dossier/all.yml": REGISTERS, "dossier/a/article.md": ARTICLE, "dossier/a/annotations.yml": ANNOTATIONS}
    )
    assert problems == []
    assert sorted(_keys(collection)) == EVERYTHING
    assert {kind.noun for kind in KINDS} | {"dossier"} == {record.noun for record in collection}


def test_any_section_may_be_in_a_dossiers_folder(loaded: Loaded) -> None:
    """Any section can be in a dossier's folder; its records belong to the dossier, but are found from everywhere."""
    collection, problems = loaded({"dossier/a/article.md": ARTICLE, "dossier/a/all.yml": REGISTERS + ANNOTATIONS})
    assert problems == []
    assert sorted(_keys(collection)) == EVERYTHING
    assert {record.dossier for record in collection if record.noun != "dossier"} == {"a"}


def test_every_kind_of_record_may_have_files_of_its_own(loaded: Loaded) -> None:
    """A record can have a file of its own, named after its id, in a folder named after its section."""
    collection, problems = loaded(
        {
            "dossier/actors/kim.yml": "name: Kim\nkind: person\n",
            "dossier/actors/dpa.yaml": "name: dpa\nkind: media\n",
            "dossier/sources/meldung.yml": "title: Meldung\npublisher: dpa\n",
            "dossier/agreements/pakt.yml": "name: Pakt\nkind: treaty\nparties: [{actor: kim}]\n",
            "dossier/events/angriff.yml": "name: Angriff\ndate: 2024-10-03\n",
            "dossier/topics/truppen.yml": "label: Truppen\n",
            "dossier/places/donezk.yml": "name: Donezk\n",
            "dossier/quantities/getoetete.yml": "label: Getötete\n",
            "dossier/relations/r.yml": "from: kim\nto: dpa\nkind: opponent\n",
            "dossier/a/article.md": ARTICLE,
            "dossier/a/statements/s.yml": "quote: mehr als 20 Soldaten getötet\n",
            "dossier/a/figures/f.yml": "quote: mehr als 20 Soldaten\n",
            "dossier/a/mentions/m.yml": "quote: hieß es\nactor: dpa\n",
            "dossier/a/corrections/c.yml": "date: 2024\nkind: update\naffects: [s]\nnote: N\n",
            "dossier/a/omissions/o.yml": "quote: Darunter sechs\nwhy: W\n",
        }
    )
    assert problems == []
    assert sorted(_keys(collection)) == EVERYTHING


def test_a_problem_in_a_file_of_its_own_is_at_its_line(loaded: Loaded) -> None:
    """Problems of the schema and of checks in a record's own file are at their lines."""
    _, problems = loaded(
        {
            "dossier/actors/kim.yml": "kind: person\nname: Kim\nspeaks_for: kimm\n",
            "dossier/topics/t.yml": "lable: T\n",
        }
    )
    assert _shown(problems) == [
        (
            "dossier/actors/kim.yml:3:13: error: actor “kim”: speaks_for names the unknown actor “kimm”"
            " — did you mean “kim”? [unknown-reference]"
        ),
        "dossier/topics/t.yml:1:1: error: topic “t” has no field “lable” — did you mean “label”? [unknown-field]",
    ]


def test_a_site_with_one_dossier_needs_no_folder_for_it(loaded: Loaded) -> None:
    """An article directly in the collection's folder is a dossier with the folder's name as id."""
    collection, problems = loaded({"dossier/article.md": ARTICLE, "dossier/notes.yml": KIM + STATEMENT})
    assert problems == []
    assert _keys(collection) == ["actor kim", "statement dossier/s", "dossier dossier"]


def test_folders_may_group_dossiers_and_registers(loaded: Loaded) -> None:
    """Folders without an article may group dossiers and registers, at any depth."""
    collection, problems = loaded(
        {
            "dossier/2024/herbst/a/article.md": ARTICLE,
            "dossier/2024/herbst/a/notes/more/s.yml": STATEMENT,
            "dossier/2024/personen.yml": KIM,
        }
    )
    assert problems == []
    assert _keys(collection) == ["actor kim", "statement a/s", "dossier a"]


def test_other_files_are_ignored(loaded: Loaded) -> None:
    """Hidden files, files that begin with `_`, snapshots, images and other texts are ignored."""
    collection, problems = loaded(
        {
            "dossier/a/article.md": ARTICLE,
            "dossier/a/snapshots/kyiv-post.yml": "not: [read",
            "dossier/a/karte.png": b"\x89PNG",
            "dossier/a/notes.txt": b"\xff",
            "dossier/.hidden.yml": "not: [read",
            "dossier/_draft.yml": "not: [read",
            "dossier/.git/config.yml": "not: [read",
            "dossier/README.md": "Hier liegt alles.",
        }
    )
    assert problems == []
    assert _keys(collection) == ["dossier a"]


def test_ids_of_one_dossier_are_its_own(loaded: Loaded) -> None:
    """Two dossiers may each have a statement “s”; other dossiers name it with its dossier's id."""
    collection, problems = loaded(
        {
            "dossier/a/article.md": ARTICLE,
            "dossier/a/x.yml": STATEMENT + "    repeats: [b/s]\n",
            "dossier/b/article.md": ARTICLE,
            "dossier/b/x.yml": STATEMENT,
        }
    )
    assert problems == []
    first, second = collection.of(Statement)
    assert collection.linked(second, "repeated_by", Statement) == [first]


def test_a_figure_belongs_to_the_statement_around_it(loaded: Loaded) -> None:
    """A figure belongs to the statement with the smallest passage around it, whatever the order in the file."""
    collection, problems = loaded(
        {
            "dossier/a/article.md": ARTICLE,
            "dossier/a/x.yml": "figures:\n  f: {quote: 20 Soldaten}\nstatements:\n"
            "  wide: {quote: In Donezk … Offiziere.}\n  near: {quote: mehr als 20 Soldaten getötet}\n",
        }
    )
    assert problems == []
    (figure,) = collection.of(Figure)
    assert collection.statement_of(figure) == collection.get(Statement, "a/near")
    assert collection.words_of(figure) == "20 Soldaten"


DRAFT = ARTICLE.replace("---\n\n", "status: draft\n---\n\n")


def test_drafts_are_left_out_on_request(loaded: Loaded) -> None:
    """With `drafts=False`, drafts and the records in their folders are left out, but their faults are reported."""
    files = {
        "dossier/a/article.md": DRAFT,
        "dossier/a/x.yml": KIM + STATEMENT + "    said_by: nobody\n",
        "dossier/b/article.md": ARTICLE,
    }
    with_drafts, problems = loaded(files)
    assert (len(with_drafts), [problem.code for problem in problems]) == (4, ["unknown-reference"])
    without, same = loaded(files, Settings(drafts=False))
    assert (_keys(without), same) == (["dossier b"], problems)


def test_references_to_a_draft_are_dropped(loaded: Loaded) -> None:
    """References to a draft's records are dropped silently; shared records that others lead to stay."""
    files = {
        "dossier/a/article.md": DRAFT,
        "dossier/a/x.yml": KIM
        + "    speaks_for: un\n  un: {name: Un, kind: person}\n  b: {name: B, kind: person}\n"
        + STATEMENT
        + "figures:\n  f: {quote: 20 Soldaten, value: 20}\n",
        "dossier/b/article.md": ARTICLE,
        "dossier/b/x.yml": STATEMENT
        + "    said_by: kim\n    contradicts: [a/s]\n    supports: [t]\n  t: {quote: hieß es, formerly: [q]}\n"
        + "figures:\n  f: {quote: 20 Soldaten, value: 20, statement: a/s}\n"
        + "  g: {value: 40, derived_from: {figures: [f, a/f], formula: f * 2}}\n",
    }
    whole, problems = loaded(files)
    assert problems == []
    assert len(whole) == 11
    collection, problems = loaded(files, Settings(drafts=False))
    assert problems == []
    assert _keys(collection) == [
        "actor kim",
        "actor un",
        "statement b/s",
        "statement b/t",
        "figure b/f",
        "figure b/g",
        "dossier b",
    ]
    statement, figure, derived = (collection.find(name, "statement", "figure") for name in ("b/s", "b/f", "b/g"))
    assert isinstance(statement, Statement)
    assert (statement.said_by, statement.contradicts, statement.supports) == (("kim",), (), ("t",))
    assert isinstance(figure, Figure)
    assert figure.statement == ""
    assert collection.statement_of(figure) is statement
    assert collection.words_of(statement) == "mehr als 20 Soldaten getötet"
    assert isinstance(derived, Figure)
    assert derived.derived_from is None
    assert collection.is_refused("a/s", "statement")


def test_severities_can_be_set(loaded: Loaded) -> None:
    """Severities can be raised, lowered and turned off for each code."""
    files = {"dossier/x.yml": "actors:\n  a: {name: A, kind: persn}\n", "dossier/y.yml": ""}

    def weights(**severities: str) -> list[tuple[str, str]]:
        _, problems = loaded(files, Settings(severities={k.replace("_", "-"): v for k, v in severities.items()}))
        return [(problem.code, problem.severity) for problem in problems]

    assert weights() == [("wrong-value", "error"), ("empty-file", "warning")]
    assert weights(wrong_value="hint") == [("wrong-value", "hint"), ("empty-file", "warning")]
    assert weights(empty_file="error", wrong_value="off") == [("empty-file", "error")]


QUOTE_HINT = "lengthen it, or add prefix:, suffix: or occurrence: —"
DONEZK = (
    "1: …Angriff bei [Donezk] In Donezk wurden mehr als 20 …"
    "  2: …Angriff bei Donezk In [Donezk] wurden mehr als 20 Soldaten g…"
)


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (
            {},
            (
                "dossier:1:1: error: there is no folder dossier"
                " — “dossier new dossier ID” makes one; “folder” in mkdocs.yml or --folder names another"
                " [missing-folder]"
            ),
        ),
        (
            {"dossiers/strike/article.md": "Words.\n"},
            "dossier:1:1: error: there is no folder dossier — did you mean “dossiers”? [missing-folder]",
        ),
        (
            {"dossier": "a file"},
            (
                "dossier:1:1: error: there is no folder dossier"
                " — “dossier new dossier ID” makes one; “folder” in mkdocs.yml or --folder names another"
                " [missing-folder]"
            ),
        ),
        (
            {"dossier/x.yml": "actors:\n  kim:\n   name: Kim\n  kind: person\n bad\n"},
            (
                "dossier/x.yml:5:2: error: the indentation does not fit the lines above, or a quote is not closed"
                " — indent it like its neighbours [yaml-syntax]"
            ),
        ),
        (
            {"dossier/x.yml": KIM.replace("name: Kim", "name: Kim: der Dritte")},
            (
                "dossier/x.yml:3:11: error: text with a colon in it must be in quotes"
                " — write name: 'Kim: der Dritte' [unquoted-text]"
            ),
        ),
        (
            {"dossier/x.yml": KIM.replace("name: Kim", "name: Kim #3")},
            (
                "dossier/x.yml:3:11: error: actor “kim”: name ends before its “#”: YAML takes the rest for a comment"
                " — write name: 'Kim #3' [unquoted-text]"
            ),
        ),
        (
            {"dossier/x.yml": KIM + "    post: x\n"},
            (
                "dossier/x.yml:5:5: error: actor “kim” has no field “post” — use one of name, kind, aliases, country,"
                " positions, wikidata, anonymity, speaks_for, description, withheld, acknowledged, formerly"
                " [unknown-field]"
            ),
        ),
        (
            {"dossier/x.yml": KIM + "    aliases: Un\n"},
            "dossier/x.yml:5:14: error: actor “kim”: aliases must be a list — write aliases: [Un] [wrong-type]",
        ),
        (
            {"dossier/x.yml": "actors:\n  - kim\n"},
            (
                "dossier/x.yml:1:1: error: actors has no ids in it"
                " — write each actor as its id, a colon, and its fields indented below it [wrong-type]"
            ),
        ),
        (
            {"dossier/x.yml": KIM, "dossier/y.yml": KIM.replace("name: Kim", "name: Un")},
            (
                "dossier/y.yml:2:3: error: there are two actors “kim”: the other one is in dossier/x.yml:2:3"
                " — rename or delete one of them [duplicate-id]"
            ),
        ),
        (
            {"dossier/x.yml": KIM + "  kim:\n    name: Un\n    kind: person\n"},
            (
                "dossier/x.yml:5:3: error: “kim” occurs twice in the same place, first in line 2"
                " — rename or delete one of them [duplicate-key]"
            ),
        ),
        (
            {"dossier/x.yml": KIM + "    kind: person\n"},
            (
                "dossier/x.yml:5:5: error: “kind” occurs twice in the same place, first in line 4"
                " — rename or delete one of them [duplicate-key]"
            ),
        ),
        (
            {"dossier/x.yml": KIM + "    speaks_for: *kim\n"},
            (
                "dossier/x.yml:5:17: error: *kim is an alias, which is not used here"
                " — write the value out; text that begins with * needs quotes [yaml-feature]"
            ),
        ),
        *(
            (
                {"dossier/x.yml": KIM, "dossier/a/article.md": ARTICLE, "dossier/a/y.yml": STATEMENT + said},
                f"dossier/a/y.yml:4:14: error: statement “s”: said_by {wrong} [wrong-value]",
            )
            for said, wrong in (
                ("    said_by: kim, dpa\n", "“kim, dpa” is not understood — write said_by: [kim, dpa]"),
                ("    said_by: {kim: x, dpa: y}\n", "is not understood — write an id"),
                (
                    "    said_by: Kim Jong Ün\n",
                    "“Kim Jong Ün” is not understood — write an id of a-z, 0-9 and hyphens, such as kim-jong-uen",
                ),
            )
        ),
        (
            {
                "dossier/x.yml": KIM,
                "dossier/a/article.md": ARTICLE,
                "dossier/a/y.yml": STATEMENT + "    said_by: kin\n",
            },
            (
                "dossier/a/y.yml:4:14: error: statement “s”: said_by names the unknown actor “kin”"
                " — did you mean “kim”? [unknown-reference]"
            ),
        ),
        (
            {"dossier/a/article.md": ARTICLE, "dossier/a/y.yml": STATEMENT + "    via:\n      - kyiv-post\n"},
            (
                "dossier/a/y.yml:5:9: error: statement “s”: via names the unknown source or actor “kyiv-post”"
                " — add it to sources:, or correct the name [unknown-reference]"
            ),
        ),
        (
            {"dossier/x.yml": KIM + "    formerly: [kim-iii]\n  b: {name: B, kind: person, speaks_for: kim-iii}\n"},
            (
                "dossier/x.yml:6:42: error: actor “b”: speaks_for names the unknown actor “kim-iii”"
                " — it is now called “kim” [unknown-reference]"
            ),
        ),
        (
            {"dossier/a/article.md": ARTICLE.replace("---\n\n", "topics: [krieg]\n---\n\n")},
            (
                "dossier/a/article.md:4:10: error: dossier “a”: topics names the unknown topic “krieg”"
                " — add it to topics:, or correct the name [unknown-reference]"
            ),
        ),
        (
            {"dossier/a/article.md": ARTICLE, "dossier/a/y.yml": STATEMENT.replace("20", "30")},
            (
                "dossier/a/y.yml:3:12: error: statement “s”: this quote is not in the article"
                " — the closest passage: mehr als [-30-] {+20+} Soldaten getötet [quote-missing]"
            ),
        ),
        (
            {
                "dossier/a/article.md": ARTICLE,
                "dossier/a/y.yml": "statements:\n  s:\n    quote: „Darunter sechs Offiziere.“\n",
            },
            (
                "dossier/a/y.yml:3:12: error: statement “s”: this quote is not in the article"
                " — it is there without the quotation marks: delete them [quote-missing]"
            ),
        ),
        (
            {"dossier/a/article.md": ARTICLE, "dossier/a/y.yml": "statements:\n  s:\n    quote: Die Erde ist rund\n"},
            (
                "dossier/a/y.yml:3:12: error: statement “s”: this quote is not in the article"
                " — nothing in it is like the quote [quote-missing]"
            ),
        ),
        *(
            (
                {
                    "dossier/a/article.md": ARTICLE + f"\n\n{body}\n",
                    "dossier/a/y.yml": f"statements:\n  s:\n    quote: {quote}\n",
                },
                (
                    "dossier/a/y.yml:3:12: error: statement “s”: this quote is not in the article"
                    " — Markdown takes “2.” for the number of a list: write 2\\. in the article [quote-missing]"
                ),
            )
            for body, quote in (
                ("1. Liga\n2. Bundesliga spielt", "2. Bundesliga"),
                ("1. Die Liga\n\n2. Bundesliga", "Die Liga 2. Bundesliga"),
                ("> 1. Liga\n> 2. Bundesliga", "2. Bundesliga"),
                ("- a\n    1. Liga\n    2. Bundesliga", "2. Bundesliga"),
                ("1. Liga\n2. *Bundesliga* im Mai", "2. Bundesliga im"),
            )
        ),
        (
            {"dossier/a/article.md": ARTICLE, "dossier/a/y.yml": "statements:\n  s:\n    quote: Donezk\n"},
            (
                "dossier/a/y.yml:3:12: error: statement “s”: the quote occurs 2 times in the article"
                f" — {QUOTE_HINT} {DONEZK} [quote-ambiguous]"
            ),
        ),
        (
            {
                "dossier/a/article.md": ARTICLE,
                "dossier/a/y.yml": "statements:\n  s:\n    quote: Donezk\n    prefix: aus\n",
            },
            (
                "dossier/a/y.yml:3:12: error: statement “s”: the quote is in the article, but not with this prefix"
                f" and suffix — {QUOTE_HINT} {DONEZK} [quote-ambiguous]"
            ),
        ),
        (
            {"dossier/x.yml": "actors:\n  m: {name: Müller, kind: person}\n".encode("latin-1")},
            (
                "dossier/x.yml:2:14: error: is not UTF-8: byte 0xFC"
                " — save it as UTF-8 (your editor calls it “encoding”) [not-utf-8]"
            ),
        ),
        (
            {"dossier/a/article.md": ARTICLE.encode("latin-1"), "dossier/a/y.yml": STATEMENT},
            (
                "dossier/a/article.md:6:42: error: is not UTF-8: byte 0xF6"
                " — save it as UTF-8 (your editor calls it “encoding”) [not-utf-8]"
            ),
        ),
        (
            {"dossier/x.yml": KIM.replace("Kim", "K\0m")},
            (
                "dossier/x.yml:3:12: error: contains the hidden character U+0000"
                " — delete it: it is invisible, and may change how the text reads [hidden-character]"
            ),
        ),
        (
            {"dossier/a/article.md": ARTICLE.replace("Darunter", "Dar\0unter")},
            (
                "dossier/a/article.md:6:60: error: contains the hidden character U+0000"
                " — delete it: it is invisible, and may change how the text reads [hidden-character]"
            ),
        ),
        (
            {"dossier/x.yml": ""},
            (
                "dossier/x.yml:1:1: warning: the file is empty"
                " — write a section such as actors: into it, or delete it [empty-file]"
            ),
        ),
        (
            {"dossier/actors/kim.yml": "# later\n"},
            (
                "dossier/actors/kim.yml:1:1: warning: the file is empty"
                " — write a section such as actors: into it, or delete it [empty-file]"
            ),
        ),
        (
            {"dossier/a/article.md": "Nur Text.\n", "dossier/a/y.yml": STATEMENT},
            (
                "dossier/a/article.md:1:1: error: the article has no front matter — begin the file with a line ---,"
                " then title: … and published: …, then a line --- [no-front-matter]"
            ),
        ),
        (
            {"dossier/a/article.md": ""},
            (
                "dossier/a/article.md:1:1: error: the article has no front matter — begin the file with a line ---,"
                " then title: … and published: …, then a line --- [no-front-matter]"
            ),
        ),
        (
            {"dossier/a/article.md": "---\ntitle: T\npublished: 2024\n\nText.\n", "dossier/a/y.yml": STATEMENT},
            (
                "dossier/a/article.md:1:1: error: the front matter that begins here has no end"
                " — write a line --- below its last field [no-front-matter]"
            ),
        ),
        (
            {"dossier/a/article.md": "---\n---\nText.\n"},
            (
                "dossier/a/article.md:1:1: error: the front matter is empty"
                " — add title: … and published: … [missing-field]"
            ),
        ),
        (
            {"dossier/a/article.md": ARTICLE.replace("published: 2024-10-05\n", ""), "dossier/a/y.yml": STATEMENT},
            "dossier/a/article.md:1:1: error: dossier “a” has no published — add published: … [missing-field]",
        ),
        (
            {"dossier/a/article.md": ARTICLE.replace("title: ", "title: Krieg: ")},
            (
                "dossier/a/article.md:2:8: error: text with a colon in it must be in quotes"
                " — write title: 'Krieg: Angriff bei Donezk' [unquoted-text]"
            ),
        ),
        (
            {
                "dossier/a/article.md": ARTICLE,
                "dossier/a/x.yml": STATEMENT,
                "dossier/b/a/article.md": ARTICLE.replace("20 Soldaten", "Soldaten"),
                "dossier/b/a/x.yml": STATEMENT.replace("20 Soldaten", "Soldaten"),
            },
            (
                "dossier/b/a/article.md:1:1: error: there are two dossiers “a”: the other one is in"
                " dossier/a/article.md:1:1 — rename or delete one of them [duplicate-id]"
            ),
        ),
        (
            {"dossier/x.yml": STATEMENT},
            (
                "dossier/x.yml:1:1: error: statements are outside any dossier"
                " — move the file to the folder of the article.md it is about;"
                " if an article is here, call it article.md [outside-dossier]"
            ),
        ),
        (
            {"dossier/figures/f.yml": "quote: mehr\n"},
            (
                "dossier/figures/f.yml:1:1: error: a figure is outside any dossier"
                " — move the file to the folder of the article.md it is about;"
                " if an article is here, call it article.md [outside-dossier]"
            ),
        ),
        (
            {
                "dossier/a/text/article.md": ARTICLE,
                "dossier/a/x.yml": "figures:\n  f: {quote: sechs}\n" + STATEMENT,
                "dossier/a/y.yml": STATEMENT.replace("  s:", "  t:"),
            },
            (
                "dossier/a/x.yml:1:1: error: figures are outside any dossier"
                " — move the file to the folder of the article.md it is about;"
                " if an article is here, call it article.md [outside-dossier]"
            ),
        ),
        (
            {"dossier/actors/alle.yml": KIM + "places: {}\n"},
            (
                "dossier/actors/alle.yml:1:1: error: holds sections: in a folder “actors”, a file has the fields of one"
                " actor — move the file out of the folder [wrong-type]"
            ),
        ),
        (
            {"dossier/x.yml": KIM.replace("actors", "actor")},
            "dossier/x.yml:1:1: error: there is no section “actor” — did you mean “actors”? [unknown-section]",
        ),
        (
            {"dossier/x.yml": KIM.replace("actors", "persons")},
            "dossier/x.yml:1:1: error: there is no section “persons” — did you mean “actors”? [unknown-section]",
        ),
        (
            {
                "dossier/x.yml": KIM + "  un: {name: Un, kind: person}\n",
                "dossier/x (1).yml": KIM + "  un: {name: U, kind: person}\n",
            },
            (
                "dossier/x.yml:1:1: error: is a copy: all ids that it holds are in dossier/x (1).yml too"
                " — delete one of the two files, or rename the ids [duplicate-id]"
            ),
        ),
        (
            {"dossier/x.yml": KIM.replace("actors", "folks")},
            (
                "dossier/x.yml:1:1: error: there is no section “folks” — use one of actors, sources, agreements,"
                " events, topics, places, quantities, relations, statements, figures, mentions, corrections, omissions"
                " [unknown-section]"
            ),
        ),
        (
            {
                "dossier/actors/Kim_un.yml": "name: Kim\nkind: person\n",
                "dossier/actors/a_b.yml": "name: A\nkind: state\n",
            },
            (
                "dossier/actors/a_b.yml:1:1: error: “a_b” is no id for an actor: ids are made of a-z, 0-9 and hyphens"
                " — write a-b [wrong-id]"
            ),
        ),
        (
            {"dossier/x.yml/inner.yml": KIM},
            "dossier/x.yml:1:1: error: is a folder, but has the name of a file — rename it [unreadable-file]",
        ),
        (
            {"dossier/a/article.md/inner.txt": "x", "dossier/a/y.yml": STATEMENT},
            "dossier/a/article.md:1:1: error: is a folder, but has the name of a file — rename it [unreadable-file]",
        ),
        (
            {"dossier/actors.YML": KIM},
            (
                "dossier/actors.YML:1:1: warning: is not read, because of its name"
                " — rename it to actors.yml, or begin its name with _ if it is to be left out [unread-file]"
            ),
        ),
        *(
            (
                {f"dossier/a/{name}.txt": ARTICLE},
                (
                    f"dossier/a/{name}.txt:1:1: warning: is not read, because of its name"
                    f" — rename it to {name.lower()}, or begin its name with _ if it is to be left out [unread-file]"
                ),
            )
            for name in ("x.yml", "article.md")
        ),
        *(
            (
                {f"dossier/a/{name}": "statements:\n  s:\n    quote: x\n", "dossier/a/article.md": ARTICLE},
                (
                    f"dossier/a/{name}:1:1: warning: is not read, because of its name"
                    " — rename it to annotations.yml, or begin its name with _ if it is to be left out [unread-file]"
                ),
            )
            for name in ("annotations.txt", "annotations")
        ),
        *(
            (
                {"dossier/a/article.md": ARTICLE, "dossier/a/y.yml": written},
                f"dossier/a/y.yml:{said}",
            )
            for written, said in (
                (
                    STATEMENT.replace("quote", "zitat"),
                    "3:5: error: statement “s” has no field “zitat” — did you mean “quote”? [unknown-field]",
                ),
                (
                    STATEMENT.replace("statements", "Aussagen"),
                    "1:1: error: there is no section “Aussagen” — did you mean “statements”? [unknown-section]",
                ),
                (
                    STATEMENT + "    t: {quote: hieß es}\n",
                    (
                        "4:5: error: statement “s” has no field “t” — if it is a statement, indent it like “s”"
                        " [unknown-field]"
                    ),
                ),
                (
                    STATEMENT + "\u00a0\u00a0\u00a0\u00a0text: x\n",
                    (
                        "4:1: error: 1 line from here on is indented with no-break spaces"
                        " — replace them by usual spaces [yaml-syntax]"
                    ),
                ),
                (
                    "statements:\n  s:\n    - quote: hieß es\n",
                    "2:3: error: statement “s” has no fields — delete the hyphens before its fields [wrong-type]",
                ),
                (
                    "statements:\n  s:\n    quote:hieß\n    text:es\n",
                    "2:3: error: statement “s” has no fields — write a space after each colon [wrong-type]",
                ),
                (
                    STATEMENT + "    said_by: kyiv–post\n",
                    (
                        "4:14: error: statement “s”: said_by “kyiv–post” is not understood — write an id of a-z, 0-9"
                        " and hyphens, such as kyiv-post [wrong-value]"
                    ),
                ),
                (
                    STATEMENT + "  - t:\n      quote: hieß es\n",
                    "4:3: error: no list is expected here — write t: [yaml-syntax]",
                ),
                (
                    STATEMENT + "    via: dpa; afp\n",
                    "4:10: error: statement “s”: via must be a list — write via: [dpa, afp] [wrong-type]",
                ),
            )
        ),
        (
            {"dossier/x.yml": KIM.replace("person", "Behörde")},
            "dossier/x.yml:4:11: error: actor “kim”: kind cannot be “Behörde” — did you mean “agency”? [wrong-value]",
        ),
        (
            {"dossier/a/article.md": ARTICLE.replace("title", "titel")},
            "dossier/a/article.md:2:1: error: dossier “a” has no field “titel” — did you mean “title”? [unknown-field]",
        ),
        (
            {"dossier/a/Article.md": ARTICLE},
            (
                "dossier/a/Article.md:1:1: warning: is not read, because of its name"
                " — rename it to article.md, or begin its name with _ if it is to be left out [unread-file]"
            ),
        ),
        (
            {"dossier/a/article.markdown": ARTICLE},
            (
                "dossier/a/article.markdown:1:1: warning: is not read, because of its name"
                " — rename it to article.md, or begin its name with _ if it is to be left out [unread-file]"
            ),
        ),
        (
            {"dossier/x.yml": KIM + "    formerly: [un]\n  un: {name: Un, kind: person}\n"},
            (
                "dossier/x.yml:5:16: error: actor “kim”: formerly holds “un”, which is the id of the actor in"
                " dossier/x.yml:6:3 — delete it where it does not belong [duplicate-id]"
            ),
        ),
        (
            {"dossier/x.yml": KIM + "    formerly: [k]\n  un: {name: Un, kind: person, formerly: [j, k]}\n"},
            (
                "dossier/x.yml:6:46: error: actor “un”: formerly holds “k”, as does that of actor “kim” in"
                " dossier/x.yml:2:3 — delete it where it does not belong [duplicate-id]"
            ),
        ),
        (
            {
                "dossier/a/article.md": ARTICLE,
                "dossier/a/x.yml": STATEMENT + "    formerly: [t]\n  t: {quote: hieß es}\n",
            },
            (
                "dossier/a/x.yml:5:3: error: statement “t”: #t is already the address of statement “s” on this page"
                " — rename one of them [same-address]"
            ),
        ),
        (
            {
                "dossier/x.yml": KIM + "agreements:\n  p:\n    name: P\n    kind: treaty\n"
                "    parties: [{actor: kim}]\n    provisions: [{id: a}, {id: b}, {id: a}]\n"
            },
            (
                "dossier/x.yml:10:41: error: agreement “p” has two provisions “a”"
                " — rename or delete one of them [duplicate-id]"
            ),
        ),
        (
            {"dossier/events/article.md": ARTICLE, "dossier/events/x.yml": KIM + STATEMENT},
            (
                "dossier/events/article.md:1:1: error: a dossier cannot be called “events”: folders of this name hold"
                " events — rename the folder [wrong-id]"
            ),
        ),
        (
            {"dossier/snapshots/article.md": ARTICLE, "dossier/snapshots/x.yml": STATEMENT},
            (
                "dossier/snapshots/article.md:1:1: error: a dossier cannot be called “snapshots”: folders of this name"
                " hold other files — rename the folder [wrong-id]"
            ),
        ),
        (
            {
                "dossier/a/article.md": ARTICLE,
                "dossier/a/y.yml": "statements:\n  s:\n    quote: hieß es\n    occurrence: 5\n",
            },
            (
                "dossier/a/y.yml:3:12: error: statement “s”: the quote occurs once in the article, so there is no"
                " occurrence 5 — delete occurrence: — 1: …mehr als 20 Soldaten getötet, [hieß es]. Darunter sechs"
                " Offiziere. … [quote-ambiguous]"
            ),
        ),
        (
            {"dossier/a/article.md": ARTICLE + "\n" + "> " * 60 + "x\n", "dossier/a/y.yml": STATEMENT},
            (
                "dossier/a/article.md:8:1: error: nests lists or quotes more than 50 levels deep"
                " — indent the line less [nested-too-deep]"
            ),
        ),
        (
            {"dossier/a/article.md": ARTICLE + "\n" + "[" * 20_000, "dossier/a/y.yml": STATEMENT},
            (
                "dossier/a/article.md:8:1: error: contains too many brackets [ that are unclosed or nested"
                " — close them, or delete them [nested-too-deep]"
            ),
        ),
    ],
)
def test_a_fault_is_one_problem_at_its_place(tmp_path: Path, files: dict[str, str | bytes], problem: str) -> None:
    """A fault is one problem, without others that follow from it, and no file is changed."""
    folder = write(tmp_path, files)
    before = _contents(tmp_path)
    _, problems = load(folder)
    assert _shown(_graver(problems)) == [problem]
    assert _contents(tmp_path) == before


def _graver(problems: list[Problem]) -> list[Problem]:
    """Return only errors and warnings."""
    return [problem for problem in problems if problem.severity is not Severity.HINT]


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_annotations_at_the_top_are_one_problem_a_file(tmp_path: Path) -> None:
    """They may belong to different articles; nobody is blamed for naming what a misplaced file holds."""
    other = STATEMENT.replace("  s:", "  t:") + "    repeats: [b/s]\n"
    files = {"dossier/x.yml": STATEMENT, "dossier/y.yml": other, "dossier/b/z.yml": STATEMENT + "figures:\n  f: {}\n"}
    _, problems = load(write(tmp_path, {**files, "dossier/a/article.md": ARTICLE, "dossier/a/x.yml": other}))
    codes = [(problem.code, problem.location.path) for problem in _graver(problems)]
    lost = [("outside-dossier", f"dossier/{name}.yml") for name in ("b/z", "x", "y")]
    assert codes == [lost[0], ("unchecked-references", "dossier/b/z.yml"), *lost[1:]]


@pytest.mark.parametrize("fields", ["  ", "    "])
@pytest.mark.parametrize(
    "below", ["", "  drei:\n    quote: Darunter\n    text: x\n", "figures:\n  f: {quote: sechs}\n"]
)
def test_a_record_at_column_1_is_reported_there_and_read(tmp_path: Path, fields: str, below: str) -> None:
    """Its own line, with what to write; the faults below it, and in it, are found in the same run."""
    lost = f"zwei:\n{fields}quote: hieß nicht\n{fields}said_by: kim\n"
    text = STATEMENT + lost + below + "mentions:\n  m:\n    quote: Donezk bei\n    actor: kim\n"
    _, problems = load(
        write(tmp_path, {"dossier/x.yml": KIM, "dossier/a/article.md": ARTICLE, "dossier/a/y.yml": text})
    )
    found = [problem for problem in _graver(problems) if problem.location.path.endswith("y.yml")]
    message, code = "there is no section “zwei”", "unknown-section"
    hint = "if it is a statement, indent it and its fields by two spaces more, below statements:"
    if len(fields) == 4 and "drei" in below:
        message, code = "“zwei” is not indented below its section", "yaml-syntax"
        hint = "indent it by 2 spaces, like line 2"
    assert str(found[0]) == f"dossier/a/y.yml:4:1: error: {message} — {hint} [{code}]"
    rest = [(one.code, one.location.line, one.location.column) for one in found[1:]]
    assert rest == [("quote-missing", 5, len(fields) + 8), ("quote-missing", text.count("\n") - 1, 12)]


@pytest.mark.skipif(sys.platform != "linux", reason="needs pipes, and names that are not UTF-8")
def test_only_plain_files_and_folders_are_read(tmp_path: Path) -> None:
    """Pipes, symbolic links and names that are not UTF-8 are problems, and are not read."""
    folder = write(tmp_path, {"dossier/a/y.yml": STATEMENT, "dossier/z.yml": KIM, "secret.yml": KIM, "out/x.yml": KIM})
    os.mkfifo(folder / "a" / "article.md")
    os.mkfifo(folder / "x.yml")
    (folder / "link.yml").symlink_to("../secret.yml")
    (folder / "more").symlink_to("../out")
    (folder / "inside.yaml").symlink_to("empty.yml")
    (folder / "empty.yml").write_text("topics:\n")
    (folder / "loop").symlink_to(".")
    (folder / "gone.yml").symlink_to("nothing.yml")
    (folder / "b").mkdir()
    (folder / "b" / "article.md").symlink_to("gone.md")
    for name in (b"caf\xe9.yml", b"caf\xe9"):
        (folder / os.fsdecode(name)).mkdir()
    _, problems = load(folder)
    text = "\n".join(_shown(problems))
    assert text.encode().decode() == text
    link = "is a symbolic link, which is not followed — put a copy of what it leads to in its place"
    pipe = "is neither a file nor a folder — delete it, or put a file in its place"
    assert text.splitlines() == [
        f"dossier/a/article.md:1:1: error: {pipe} [unreadable-file]",
        f"dossier/b/article.md:1:1: error: {link} [unreadable-file]",
        "dossier/caf\\xe9:1:1: error: the name is not UTF-8 — rename it [unreadable-file]",
        "dossier/caf\\xe9.yml:1:1: error: the name is not UTF-8 — rename it [unreadable-file]",
        f"dossier/gone.yml:1:1: error: {link} [unreadable-file]",
        f"dossier/inside.yaml:1:1: error: {link} [unreadable-file]",
        f"dossier/link.yml:1:1: error: {link} [unreadable-file]",
        f"dossier/loop:1:1: error: {link} [unreadable-file]",
        f"dossier/more:1:1: error: {link} [unreadable-file]",
        f"dossier/x.yml:1:1: error: {pipe} [unreadable-file]",
    ]


def test_an_article_too_deep_for_the_machine_is_one_problem(tmp_path: Path) -> None:
    """An article that exceeds the recursion limit is one problem; other articles are rendered."""
    folder = write(
        tmp_path, {"dossier/a/article.md": ARTICLE + "\n" + "- " * 40 + "x\n", "dossier/b/article.md": ARTICLE}
    )
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 70)
    try:
        collection, problems = load(folder)
    finally:
        sys.setrecursionlimit(limit)
    assert _shown(_graver(problems)) == [
        "dossier/a/article.md:5:1: error: the article is nested too deep — write it with fewer levels [nested-too-deep]"
    ]
    first, second = collection.of(Dossier)
    assert "Soldaten" not in collection.articles[first].text
    assert "Soldaten" in collection.articles[second].text


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root can read every folder")
def test_an_unreadable_folder_is_a_problem(tmp_path: Path) -> None:
    """An unreadable folder is a problem; other files are read."""
    folder = write(tmp_path, {"dossier/x.yml": KIM, "dossier/closed/y.yml": KIM})
    (folder / "closed").chmod(0)
    collection, problems = load(folder)
    (folder / "closed").chmod(0o755)
    assert _shown(problems) == ["dossier/closed:1:1: error: cannot be read: Permission denied [unreadable-file]"]
    assert _keys(collection) == ["actor kim"]


def test_references_to_a_faulty_record_are_not_reported(loaded: Loaded) -> None:
    """References to a faulty record in a register, in its own file or in a dossier give no further problem."""
    _, problems = loaded(
        {
            "dossier/actors.yml": "actors:\n  kim: {name: K, kind: x}\n  b: {name: B, kind: person, speaks_for: kim}\n",
            "dossier/sources/meldung.yml": b"title: M\xfcller\n",
            "dossier/a/article.md": ARTICLE,
            "dossier/a/x.yml": "statements:\n  s: {quote: hieß es, said_by: kim, via: [meldung], repeats: [t]}\n"
            "  t: {quote: sechs Offiziere, credibility: 9}\n",
        }
    )
    assert [(problem.code, problem.location.path) for problem in problems] == [
        ("wrong-value", "dossier/a/x.yml"),
        ("wrong-value", "dossier/actors.yml"),
        ("not-utf-8", "dossier/sources/meldung.yml"),
    ]


def test_all_faults_are_found_in_one_run_and_in_order(tmp_path: Path) -> None:
    """Faults of all kinds are reported in one run, sorted by position, and the rest is loaded."""
    folder = write(
        tmp_path,
        {
            "dossier/a/article.md": ARTICLE,
            "dossier/a/x.yml": (
                "statements:\n"
                "  s:\n    quote: Er sagte: Nein\n    said_by: kin\n"
                "  t:\n    quote: Donezk\n    text: Kanal #1\n"
                "  u:\n    quote: Donezk\n    credibility: 9\n"
                "  u:\n    quote: hieß es\n"
                "  v: {quote: Donezk}\n"
            ),
            "dossier/actors.yml": KIM + "    nmae: x\n  a: {name: *b, kind: person}\n",
            "dossier/empty.yml": "",
            "dossier/latin.yml": b"\xfc",
            "dossier/z/article.md": "Text\n",
        },
    )
    before = _contents(tmp_path)
    collection, problems = load(folder)
    assert [
        (problem.location.path.removeprefix("dossier/"), problem.location.line, problem.code) for problem in problems
    ] == [
        ("a/x.yml", 3, "quote-missing"),
        ("a/x.yml", 3, "unquoted-text"),
        ("a/x.yml", 4, "unknown-reference"),
        ("a/x.yml", 7, "unquoted-text"),
        ("a/x.yml", 10, "wrong-value"),
        ("a/x.yml", 11, "duplicate-key"),
        ("a/x.yml", 13, "quote-ambiguous"),
        ("actors.yml", 5, "unknown-field"),
        ("actors.yml", 6, "yaml-feature"),
        ("empty.yml", 1, "empty-file"),
        ("latin.yml", 1, "not-utf-8"),
        ("z/article.md", 1, "no-front-matter"),
    ]
    assert problems == sorted(problems, key=lambda problem: (problem.location, problem.code))
    assert load(folder)[1] == problems
    assert _contents(tmp_path) == before
    assert [actor.id for actor in collection.of(Actor)] == ["a"]
    assert [dossier.id for dossier in collection.of(Dossier)] == ["a"]


def test_a_collection_that_is_mended_is_read_again(tmp_path: Path) -> None:
    """Loading again after a fix remembers neither values nor positions of the first time."""
    folder = write(tmp_path, {"dossier/x.yml": "actors:\n  b: {name: B, kind: person, speaks_for: kim}\n"})
    assert [str(problem.location) for problem in load(folder)[1]] == ["dossier/x.yml:2:42"]
    write(tmp_path, {"dossier/x.yml": "# one line more\nactors:\n  b: {name: B, kind: person, speaks_for: kim}\n"})
    assert [str(problem.location) for problem in load(folder)[1]] == ["dossier/x.yml:3:42"]
    write(tmp_path, {"dossier/y.yml": KIM})
    assert load(folder)[1] == []


def test_paths_start_in_the_working_directory(tmp_path: Path) -> None:
    """Paths in problems are relative to the folder's parent, or to a given folder."""
    folder = write(tmp_path, {"site/content/x.yml": "", "dossier/y.yml": ""}).parent / "site" / "content"
    assert [problem.location.path for problem in load(folder)[1]] == ["content/x.yml"]
    assert [problem.location.path for problem in load(folder, tmp_path)[1]] == ["site/content/x.yml"]
    assert [problem.location.path for problem in load(folder, tmp_path / "dossier")[1]] == ["../site/content/x.yml"]
