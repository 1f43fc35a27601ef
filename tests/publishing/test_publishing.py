"""Drafts, withheld actors and the unshown rest of excerpts hold back records that nothing published refers to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Loaded
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.loading import Settings
from mkdocs_dossier.model.claims import Correction, Figure
from mkdocs_dossier.model.subjects import Event
from mkdocs_dossier.publishing.drafts import Cause, held_back, summaries

ARTICLE = """---
title: {title}
published: 2024-10-05
language: de
{more}---

Am Kai lagen drei Schiffe. Der Hafenmeister zählte sie. {text}
"""
#: Registers with a record of every kind that a draft can name; their records refer to each other.
REGISTERS = {
    "dossier/actors.yml": """actors:
  olsen: {name: Ole Olsen, kind: person, speaks_for: reederei}
  reederei: {name: Reederei Nord, kind: company}
  zeitung: {name: Küstenblatt, kind: media}
  lotse: {name: Lars Lotse, kind: person}
""",
    "dossier/sources.yml": """sources:
  artikel: {title: Schiffe am Kai, publisher: zeitung, cites: [funk]}
  funk: {title: Funkspruch}
""",
    "dossier/events.yml": """places:
  kai: {name: Kai}
events:
  ankunft: {name: Ankunft, date: 2024-10-04, place: kai}
quantities:
  schiffe: {label: Schiffe, event: ankunft}
topics:
  see: {label: Seefahrt}
  hafen: {label: Hafen, broader: see}
agreements:
  pacht: {name: Pacht, kind: contract, authority: reederei}
""",
}
STATEMENTS = """statements:
  zahl:
    quote: Am Kai lagen drei Schiffe
    said_by: olsen
    via: [artikel]
    topics: [hafen]
    agreements: [pacht]
figures:
  drei: {quote: drei Schiffe, value: 3, quantity: schiffe}
"""
CAST = {
    "actor olsen", "actor reederei", "actor zeitung", "source artikel", "source funk", "agreement pacht",
    "event ankunft", "topic see", "topic hafen", "place kai", "quantity schiffe",
}  # fmt: skip
DRAFT = {"dossier/entwurf/article.md": ARTICLE.format(title="Entwurf", more="status: draft\n", text="")}
OPEN = {"dossier/offen/article.md": ARTICLE.format(title="Offen", more="", text="")}

Held = Callable[..., set[str]]


def _shared(keys: set[str]) -> set[str]:
    return {key for key in keys if "/" not in key and not key.startswith("dossier ")}


def keys(collection: Collection) -> set[str]:
    return {f"{record.noun} {record.key}" for record in collection}


@pytest.fixture
def held(loaded: Loaded, tmp_path: Path) -> Held:
    """Return a function from files to the shared records that a site made of them does not publish."""

    def held_keys(files: dict[str, str]) -> set[str]:
        shutil.rmtree(tmp_path / "dossier", ignore_errors=True)
        whole, problems = loaded({name: text for name, text in files.items() if text})
        assert problems == []
        published, _ = loaded({}, Settings(drafts=False))
        assert published.unresolved == [], "no reference is left that leads nowhere"
        assert all(record.dossier != "entwurf" for record in published)
        gone = _shared(keys(whole) - keys(published))
        assert gone == _shared({f"{record.noun} {record.key}" for record in held_back(whole)})
        return gone

    return held_keys


def test_a_draft_holds_back_its_cast(held: Held) -> None:
    """A draft holds back all it leads to, over several records and files; what it does not name stays."""
    assert held({**REGISTERS, **DRAFT, "dossier/entwurf/x.yml": STATEMENTS}) == CAST


def test_records_that_a_published_dossier_leads_to_stay(held: Held) -> None:
    """Records a published dossier leads to stay; only those that the draft alone leads to are held back."""
    files = {**REGISTERS, **DRAFT, **OPEN, "dossier/entwurf/x.yml": STATEMENTS}
    files["dossier/offen/x.yml"] = (
        "statements: {s: {quote: Der Hafenmeister, via: [artikel], events: [ankunft], topics: [hafen]}}\n"
    )
    assert held(files) == {"actor olsen", "actor reederei", "agreement pacht", "quantity schiffe"}


PROVISION = """agreements: {v: {name: V, kind: contract, authority: olsen, provisions: [
  {id: p, text: '[Er](actor:lotse) zahlt'}]}}"""
CORRECTION = """statements: {s: {quote: Der Hafenmeister}}
corrections: {k: {date: 2025, kind: update, affects: [lotse], note: Neu}}"""


@pytest.mark.parametrize(
    ("reference", "kept"),
    [
        ("statements: {s: {quote: Der Hafenmeister, said_by: lotse}}", True),
        ("statements: {s: {quote: Der Hafenmeister, note: 'Siehe [ihn](actor:lotse).'}}", True),
        ("mentions: {m: {quote: Hafenmeister, actor: lotse}}", True),
        (PROVISION, True),
        ("events: {e: {name: Fahrt, date: 2024, actors: [{actor: lotse}]}}", True),
        ("sources: {q: {title: Brief, publisher: lotse}}", True),
        ("actors: {n: {name: Nis, kind: person, positions: [{post: Gehilfe, organization: lotse}]}}", True),
        ("agreements: {v: {name: V, kind: contract, parties: [{actor: lotse}]}}", True),
        ("agreements: {v: {name: V, kind: contract, authority: lotse}}", True),
        (CORRECTION, True),
        ("mentions: {m: {quote: Hafenmeister, actor: lotse, forbid: yes}}", False),
        ("statements: {s: {quote: Der Hafenmeister, note: Lars Lotse}}", False),
    ],
)  # fmt: skip
def test_every_way_to_refer_to_a_record(held: Held, reference: str, kept: bool) -> None:
    """Each reference counts alike in a draft and in a published dossier; a name in a text without a link does not."""
    draft = {**REGISTERS, **DRAFT, **OPEN, "dossier/entwurf/x.yml": reference}
    assert ("actor lotse" in held(draft)) is kept
    both = {**draft, "dossier/entwurf/x.yml": "statements: {s: {quote: Am Kai, said_by: lotse}}\n"}
    both["dossier/offen/x.yml"] = reference
    assert ("actor lotse" in held(both)) is not kept


def test_names_and_links_in_articles(held: Held) -> None:
    """A draft that names an actor holds it back; a published article that names it publishes it."""
    for text in ("Lars Lotse kam.", "Es kam [jemand](actor:lotse)."):
        named = {
            **REGISTERS,
            "dossier/entwurf/article.md": ARTICLE.format(title="E", more="status: draft\n", text=text),
        }
        assert held(named) == {"actor lotse"}
        other = ARTICLE.format(title="O", more="", text=text)
        assert held({**named, "dossier/offen/article.md": other}) == set()


CIRCLE = """actors:
  a: {name: A, kind: person, speaks_for: b}
  b: {name: B, kind: company, positions: [{post: P, organization: a}]}
"""


def test_registers_stay(held: Held) -> None:
    """Register entries stay if nothing refers to them, or only other entries do, even in a circle."""
    files = {**REGISTERS, **DRAFT}
    files["dossier/more.yml"] = CIRCLE
    assert held(files) == set()


def test_circles_are_held_back(held: Held) -> None:
    """Records that refer to each other do not keep each other published."""
    files = {**REGISTERS, **DRAFT, "dossier/more.yml": CIRCLE}
    files["dossier/entwurf/x.yml"] = "statements: {s: {quote: Am Kai, said_by: b}}\n"
    assert held(files) == {"actor a", "actor b"}
    files["dossier/more.yml"] += "  c: {name: C, kind: person, speaks_for: a}\n"
    assert held(files) == set(), "an entry of the register refers to it"


RELATIONS = {
    "dossier/actors.yml": "actors:\n"
    + "".join(f"  {name}: {{name: {name.title()}, kind: person}}\n" for name in ("anna", "bo", "cleo", "dan", "eve")),
    **DRAFT,
    **OPEN,
    "dossier/entwurf/x.yml": "statements: {s: {quote: Am Kai, said_by: anna}}\n",
    "dossier/offen/x.yml": "statements: {s: {quote: Am Kai, said_by: eve}}\n",
}


@pytest.mark.parametrize(
    ("relations", "gone"),
    [
        (["anna bo"], {"anna", "bo", 0}),
        (["bo anna", "bo cleo", "dan cleo"], {"anna", "bo", "cleo", "dan", 0, 1, 2}),
        (["anna eve"], {"anna", 0}),
        (["anna bo", "bo eve"], {"anna", 0}),
        (["anna bo", "cleo dan"], {"anna", "bo", 0}),
        (["bo cleo", "bo eve"], {"anna"}),
        (["anna eve [offen/s]"], set()),
        (["bo eve [entwurf/s]"], {"anna", "bo", 0}),
        (["bo eve [entwurf/s offen/s]"], {"anna"}),
    ],
)
def test_relations(held: Held, relations: list[str], gone: set[str | int]) -> None:
    """A relation is held back with either end, as is its other end unless that is tied to somebody published."""
    lines = "relations:\n"
    for number, relation in enumerate(relations):
        start, end, *said = relation.split(" ", 2)
        statements = f", statements: {said[0].replace(' ', ', ')}" if said else ""
        lines += f"  r{number}: {{from: {start}, to: {end}, kind: ally{statements}}}\n"
    expected = {f"relation r{name}" if isinstance(name, int) else f"actor {name}" for name in gone}
    assert held({**RELATIONS, "dossier/relations.yml": lines}) == expected


def test_a_record_may_be_in_any_folder(held: Held) -> None:
    """A draft's record is held back in a published dossier's folder too, unless it quotes that dossier's article."""
    files = {**DRAFT, **OPEN, "dossier/offen/x.yml": "actors: {a: {name: A, kind: person}}\n"}
    files["dossier/entwurf/x.yml"] = "statements: {s: {quote: Am Kai, said_by: a, events: [e]}}\n"
    files["dossier/offen/e.yml"] = "events: {e: {name: E, date: 2024}}\n"
    assert held(files) == {"actor a", "event e"}
    files["dossier/offen/e.yml"] = "events: {e: {name: E, date: 2024, quote: drei Schiffe}}\n"
    assert held(files) == {"actor a"}


def test_a_record_of_a_drafts_folder_reveals_nothing_of_the_draft(loaded: Loaded) -> None:
    """A record in a draft's folder that a published dossier uses loses the draft's words, id and links."""
    files = {**DRAFT, **OPEN, "dossier/offen/x.yml": "statements: {s: {quote: Am Kai, events: [e]}}\n"}
    files["dossier/entwurf/x.yml"] = (
        "events: {e: {name: E, date: 2024, quote: Der Hafenmeister, prefix: Schiffe., description: "
        "'Mehr [hier](statement:s), [da](dossier:entwurf) und [dort](statement:offen/s).'}}\n"
        "statements: {s: {quote: Am Kai}}\n"
    )
    published, problems = loaded(files, Settings(drafts=False))
    assert problems == []
    event = published.get(Event, "e")
    assert event is not None
    assert "entwurf" not in repr([getattr(event, name) for name in event.__dataclass_fields__])
    assert event.quote == event.prefix == ""
    assert event.description == "Mehr hier, da und [dort](statement:offen/s)."


def test_corrections_and_derivations_of_a_draft(loaded: Loaded) -> None:
    """Corrections and derivations lose the draft's records they name, and disappear if they name no others."""
    files = {**DRAFT, **OPEN, "dossier/entwurf/x.yml": "figures: {f: {quote: drei Schiffe, value: 3}}\n"}
    files["dossier/offen/x.yml"] = (
        "figures:\n  f: {quote: drei Schiffe, value: 3}\n"
        "  g: {value: 6, derived_from: {figures: [f, entwurf/f], formula: f * 2}}\n"
        "corrections:\n  k: {date: 2025, kind: update, affects: [entwurf/f], note: Geheim}\n"
        "  l: {date: 2025, kind: update, affects: [entwurf/f, f], note: Neu}\n"
    )
    published, _ = loaded(files, Settings(drafts=False))
    assert keys(published) == {"dossier offen", "figure offen/f", "figure offen/g", "correction offen/l"}
    correction, figure = published.get(Correction, "offen/l"), published.get(Figure, "offen/g")
    assert correction is not None
    assert correction.affects == ("f",)
    assert figure is not None
    assert figure.derived_from is None


@pytest.mark.parametrize(
    ("register", "gone"),
    [
        ("{name: Zoe, kind: person, withheld: yes, speaks_for: lotse}", {"actor lotse"}),
        ("{name: Zoe, kind: person, withheld: yes, positions: [{post: P, organization: lotse}]}", {"actor lotse"}),
        ("{name: Zoe, kind: person, withheld: yes, description: 'Bei [ihm](actor:lotse)'}", {"actor lotse"}),
        ("{name: Zoe, kind: person, withheld: yes}\nrelations:\n  r: {from: zoe, to: lotse, kind: ally}",
         {"actor lotse", "relation r"}),
        ("{name: Zoe, kind: person, speaks_for: lotse}", set()),
    ],
)  # fmt: skip
def test_records_that_only_a_withheld_actor_refers_to(held: Held, register: str, gone: set[str]) -> None:
    """A withheld actor holds back whom only it refers to, as they would reveal it; others stay."""
    files = {**REGISTERS, **OPEN, "dossier/zoe.yml": f"actors:\n  zoe: {register}\n"}
    files["dossier/offen/x.yml"] = "statements: {s: {quote: Am Kai, said_by: zoe}}\n"
    assert held(files) == gone
    files["dossier/offen/y.yml"] = "statements: {t: {quote: Der Hafenmeister, actors: [lotse]}}\n"
    assert held(files) == gone - {"actor lotse", "relation r"}


@pytest.mark.parametrize(
    ("text", "annotations", "gone"),
    [
        ("Lars Lotse kam.", "", {"actor lotse"}),
        ("Lars Lotse kam.", "statements: {t: {quote: Lars Lotse kam}}", set()),
        ("Lars Lotse kam.", "mentions: {m: {quote: kam, place: kai}}", {"actor lotse", "place kai"}),
        ("Es kam jemand in Kai an.", "", {"place kai"}),
        ("Es kam jemand in Kai an.", "statements: {t: {quote: jemand in Kai}}", set()),
        ("Es kam [jemand](actor:lotse).", "", {"actor lotse"}),
        ("Es kam jemand.", "mentions: {m: {quote: jemand, actor: olsen}}", {"actor olsen", "actor reederei"}),
        ("Es kam jemand.", "mentions: {m: {quote: jemand, actor: olsen}}\nstatements: {t: {quote: kam jemand}}", set()),
        ("Es kam jemand.", "mentions: {m: {quote: Auszug, actor: olsen}}", set()),
    ],
)  # fmt: skip
def test_records_that_only_the_rest_of_an_excerpt_refers_to(
    held: Held, text: str, annotations: str, gone: set[str]
) -> None:
    """Names, links and mentions outside an excerpt's shown passages and its title publish nobody."""
    article = ARTICLE.format(title="Ein Auszug", more="publish: excerpt\n", text=text)
    files = {**REGISTERS, "dossier/auszug/article.md": article, "dossier/auszug/x.yml": annotations}
    files["dossier/auszug/y.yml"] = "statements: {s: {quote: Am Kai lagen drei Schiffe}}\n"
    files["dossier/events.yml"] = "places: {kai: {name: Kai}}\n"
    files.pop("dossier/sources.yml")
    assert held(files) == gone


def test_causes_and_summaries(loaded: Loaded) -> None:
    """Each held-back record has one cause; the summaries count shared records and dossiers by cause."""
    files = {**REGISTERS, **DRAFT, **OPEN, "dossier/entwurf/x.yml": STATEMENTS}
    files["dossier/zoe.yml"] = "actors:\n  zoe: {name: Zoe, kind: person, withheld: yes, speaks_for: lotse}\n"
    collection, _ = loaded(files)
    causes = held_back(collection)
    lotse, olsen = (collection.find(name, "actor") for name in ("lotse", "olsen"))
    assert lotse is not None
    assert olsen is not None
    assert (causes[lotse], causes[olsen]) == (Cause.HIDDEN, Cause.DRAFT)
    assert list(summaries(collection)) == [
        "Drafts hold back 1 dossier, 3 actors, 2 sources, 1 agreement, 1 event, 2 topics, 1 place, 1 quantity.",
        "Withheld actors and excerpts hold back 1 actor.",
    ]


def test_nothing_is_held_back_without_reason(loaded: Loaded) -> None:
    """A collection without drafts, withheld actors or excerpts holds back nothing."""
    collection, _ = loaded({**REGISTERS, **OPEN, "dossier/offen/x.yml": STATEMENTS})
    assert held_back(collection) == {}
    assert list(summaries(collection)) == []
