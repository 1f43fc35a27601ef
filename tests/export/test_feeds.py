"""Atom feeds are well-formed, have absolute ids, and do not depend on the clock."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from export.conftest import Export, Exported
from mkdocs_dossier.site.revision import Conventions

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(files: Exported, name: str) -> Element:
    return ElementTree.fromstring(files.files[f"feeds/{name}.atom"])


def text(element: Element, path: str) -> str:
    return element.findtext("/".join(f"{ATOM}{step}" for step in path.split("/"))) or ""


def test_the_feeds_of_a_site(exported: Export) -> None:
    """Topics and actors with dossiers have feeds; those without have none."""
    names = [path.removeprefix("feeds/") for path in exported().files if path.startswith("feeds/")]
    assert names == [
        "all.atom",
        "topic-angriffe.atom",
        "actor-dienst.atom",
        "actor-kim.atom",
        "actor-zeitung.atom",
        "corrections.atom",
    ]


def test_an_entry_of_a_dossier(exported: Export) -> None:
    found = feed(exported(), "all")
    assert text(found, "id") == "https://example.org/s/feeds/all.atom"
    assert text(found, "updated") == "2024-10-06T00:00:00+00:00"
    assert text(found, "author/name") == "example.org"
    entry = found.find(f"{ATOM}entry")
    assert entry is not None
    assert text(entry, "id") == "https://example.org/s/angriff/"
    assert text(entry, "title") == "Der Angriff"
    assert text(entry, "published") == "2024-10-05T00:00:00+00:00"
    assert text(entry, "summary") == "Ein Vorspann."
    assert text(entry, "author/name") == "Die Redaktion"
    assert text(entry, "rights") == "Alle Rechte vorbehalten"


def test_corrections_lead_to_what_they_name(exported: Export) -> None:
    entry = feed(exported(), "corrections").find(f"{ATOM}entry")
    assert entry is not None
    assert text(entry, "id") == "https://example.org/s/angriff/#zahl"
    assert text(entry, "content") == (
        '<p>Es waren <em>mehr</em>, sagt <a href="https://example.org/s/akteure/kim/">Kim</a>.</p>'
    )


def test_a_site_without_corrections_has_an_empty_feed_of_them(exported: Export) -> None:
    """The feed of corrections exists before the first correction, so that readers can subscribe to it."""
    found = feed(exported({"dossier/angriff/annotations.yml": "topics:\n  mehr: {label: Mehr}\n"}), "corrections")
    assert found.findall(f"{ATOM}entry") == []
    assert text(found, "updated") == "2024-10-06T00:00:00+00:00"


def test_a_time_with_a_zone_keeps_it(exported: Export) -> None:
    files = exported(replacing={"updated: 2024-10-06": "updated: 2024-10-06T10:00+02:00"})
    assert text(feed(files, "all"), "updated") == "2024-10-06T10:00:00+02:00"


@pytest.mark.parametrize(
    ("written", "timezone", "published"),
    [
        ("2024-10-05T09:09", "", "2024-10-05T00:00:00+00:00"),
        ("2024-10-05T09:09", "Europe/Berlin", "2024-10-05T09:09:00+02:00"),
        ("2024-11-05T09:09", "Europe/Berlin", "2024-11-05T09:09:00+01:00"),
        ("2024-10-05T09:09", "America/New_York", "2024-10-05T09:09:00-04:00"),
        ("2024-10-05T09:09", "Asia/Kolkata", "2024-10-05T09:09:00+05:30"),
        ("2024-10-05T09:09Z", "Europe/Berlin", "2024-10-05T09:09:00+00:00"),
        ("2024-10-05T09:09+99:00", "Europe/Berlin", "2024-10-05T00:00:00+02:00"),
        ("2024-10-05", "Europe/Berlin", "2024-10-05T00:00:00+02:00"),
        ("2024-10-27T02:30", "Europe/Berlin", "2024-10-27T02:30:00+02:00"),
    ],
)
def test_a_time_has_the_sites_zone_and_is_never_taken_for_utc(
    exported: Export, written: str, timezone: str, published: str
) -> None:
    """Atom demands a zone: a time whose zone is unknown is reduced to its day."""
    files = exported(
        replacing={"2024-10-05T09:09": written, "2024-10-06": "2024-11-06"}, conventions=Conventions(timezone=timezone)
    )
    assert text(feed(files, "all"), "entry/published") == published


def test_markup_in_a_title_is_escaped(exported: Export) -> None:
    files = exported(replacing={"title: Der Angriff": "title: Der <b>Angriff</b> & mehr"})
    assert text(feed(files, "all"), "entry/title") == "Der <b>Angriff</b> & mehr"
