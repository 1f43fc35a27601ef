"""The site's chronicle contains every dated record; those of dossiers, actors and topics contain their own."""

from __future__ import annotations

import pytest

from conftest import Loaded
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.site.chronicle import in_time
from mkdocs_dossier.site.overviews import OVERVIEWS
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses
from mkdocs_dossier.site.views import RECORD_VIEWS

REGISTERS = """
actors:
  ada: {name: Ada, kind: person}
  amt: {name: Amt, kind: agency}
topics: {handel: {label: Handel}}
agreements:
  vertrag:
    {name: Vertrag, kind: treaty, parties: [{actor: amt}], topics: [handel], signed: 2024-01-02, in_force: 2024-03,
     until: 2030}
sources:
  blatt: {title: Blatt, publisher: amt, issued: 2024-02-03}
  vorlage: {title: Vorlage, issued: 2024-02-01}
events: {sturm: {name: Sturm, date: 2023-08/2024-01, actors: [{actor: ada}], topics: [handel], place: kai}}
places: {kai: {name: Kai}}
quantities: {kisten: {label: Kisten, topics: [handel]}}
"""
ARTICLE = """---
title: Bericht
published: 2024-05-06
source: vorlage
topics: [handel]
---

Ada zählte 20 Kisten. Der Sturm kam. Der Vertrag gilt.
"""
ANNOTATIONS = """
statements:
  zahl: {quote: Ada zählte 20 Kisten, said_by: ada, via: [blatt], said_on: 2024-02-02, topics: [handel]}
figures: {kisten: {quote: 20 Kisten, quantity: kisten, as_of: 2024-01-31}}
mentions:
  sturm: {quote: Der Sturm, event: sturm}
  vertrag: {quote: Der Vertrag, agreement: vertrag}
corrections: {k: {date: 2024-06-07, kind: correction, affects: [zahl], note: Es waren 20.}}
"""
SIGNED = ["vertrag", "vertrag comes into force", "vertrag ends"]
EVERYTHING = ["sturm", "vertrag", "bericht/kisten", "vorlage", "bericht/zahl", "blatt"]
THEN = ["vertrag comes into force", "bericht", "bericht/k", "vertrag ends"]


@pytest.fixture
def collection(loaded: Loaded) -> Collection:
    files = {"dossier/alle.yml": REGISTERS, "dossier/bericht/article.md": ARTICLE}
    collection, problems = loaded({**files, "dossier/bericht/annotations.yml": ANNOTATIONS})
    assert not problems
    return collection


def chronicle(collection: Collection, noun: str, name: str = "") -> list[str]:
    """Return the chronicle of a record's page, or the site's."""
    if not name:
        dated = OVERVIEWS[noun](collection).variables()["chronicle"]
    else:
        record: Record | None = collection.find(name, noun)
        dated = RECORD_VIEWS[noun](collection, record).variables()["chronicle"]
    return [f"{item.record.key} {item.how}".strip() for item in dated]


def test_the_site_has_everything(collection: Collection) -> None:
    """The site's chronicle has events, agreements with start and end, and dated records of all other kinds."""
    assert chronicle(collection, "event") == [*EVERYTHING, *THEN]


def test_a_dossier_has_all_of_its_own(collection: Collection) -> None:
    """A dossier's chronicle has all its records, its own article, and the source it was published in."""
    assert chronicle(collection, "dossier", "bericht") == [*EVERYTHING, *THEN]


def test_an_actor_has_their_own_records(collection: Collection) -> None:
    """An actor's chronicle leaves out statements and dossiers, which have lists of their own."""
    assert chronicle(collection, "actor", "ada") == ["sturm"]
    assert chronicle(collection, "actor", "amt") == [SIGNED[0], "blatt", *SIGNED[1:]]


def test_a_topic_has_the_records_filed_under_it(collection: Collection) -> None:
    listed = ("vorlage", "bericht/zahl", "bericht", "bericht/k")  # statements and dossiers have lists of their own
    own = [*EVERYTHING, *THEN]
    assert chronicle(collection, "topic", "handel") == [key for key in own if key not in listed]


def test_undated_records_are_left_out(collection: Collection) -> None:
    assert in_time([None, *collection.of(type(collection.find("ada", "actor")))]) == []  # type: ignore[arg-type]


def test_the_page_lists_its_chronicle(collection: Collection) -> None:
    """Each entry is a link that says what happens, such as “comes into force”; uncertain dates are drawn."""
    site = Site(collection, Addresses("en"))
    text = next(site.render(page).html for page in site.pages if page.path == "bericht/index")
    assert "Vertrag</a> comes into force" in " ".join(text.split())
    assert 'href="#k">Correction</a>' in text
    assert 'href="#kisten">20 Kisten</a>' in text
    assert "dx-span--before" not in text
    assert 'class="dx-span dx-span--after"' in text
