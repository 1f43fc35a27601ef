"""Generate a collection of 300 actors with relations, agreements and dossiers; names are long or look like HTML.

Its people, states and papers are invented.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ACTORS = 300
DOSSIERS = 5
_GIVEN = ("Anna", "Boris", "Clara", "Deniz", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jörg")
_FAMILY = ("Bergmann", "Dornfeld", "Falkner", "Grünwald", "Heidkamp", "Kolbe", "Lindhorst", "Merz", "Norden", "Österle")
_PLACES = ("Ahlen", "Borken", "Celle", "Dülmen", "Emden", "Fulda", "Görlitz", "Husum", "Ilmenau", "Jever")
_KINDS = ("person", "agency", "person", "organization", "state", "media", "company", "military", "group", "person")
_CALLED = {
    "agency": "Amt für Binnenschifffahrt {place}",
    "organization": "Verband „Söhne & Töchter“ {place}",
    "state": "Freistaat {place}",
    "media": "Anzeiger <b>für</b> {place}",
    "company": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk {place}",
    "military": "Streitkräfte von {place}",
    "group": "Gruppe 'Hafen' {place}",
}
_COUNTRIES = ("DE", "FR", "PL", "UA", "KP")
_RELATIONS = ("member", "employee", "owner", "opponent", "represents")
_DATES = ("2024-06-19", "2024-05", "2023", "2022-22", "2021-03/2022-01", "2020~")


def write_large(folder: Path) -> None:
    """Write the collection into an existing folder."""
    for section, records in _registers().items():
        (folder / f"{section}.yml").write_text(json.dumps({section: records}, ensure_ascii=False), encoding="utf-8")
    for number in range(DOSSIERS):
        (folder / f"bericht-{number}").mkdir()
        article, annotations = _dossier(number)
        (folder / f"bericht-{number}" / "article.md").write_text(article, encoding="utf-8")
        text = json.dumps(annotations, ensure_ascii=False)
        (folder / f"bericht-{number}" / "annotations.yml").write_text(text, encoding="utf-8")


def _name(number: int) -> str:
    kind = _KINDS[number % 10]
    if kind == "person":
        return f"{_GIVEN[number // 10 % 10]} {_FAMILY[number % 10]}-{_FAMILY[number // 30]}"
    return _CALLED[kind].format(place=f"{_PLACES[number // 10 % 10]} {('West', 'Süd', 'Ost')[number // 100]}")


def _registers() -> dict[str, dict[str, Any]]:
    actors = {
        f"a{n}": {"name": _name(n), "kind": _KINDS[n % 10], "country": _COUNTRIES[n % 5], "description": f"Nummer {n}."}
        for n in range(ACTORS)
    }
    relations = {
        f"r{n}": {"from": f"a{n}", "to": f"a{(n * n + 7) % 60}", "kind": _RELATIONS[n % 5], "since": _DATES[n % 6]}
        for n in range(ACTORS)
        if n != (n * n + 7) % 60
    }
    agreements = {
        f"v{n}": {
            "name": f"Vertrag <{n}> über Häfen & Schleusen",
            "kind": "treaty",
            "parties": [{"actor": f"a{4 + 10 * n}"}, {"actor": f"a{4 + 10 * (n + 1)}"}, {"actor": f"a{n}"}],
            "signed": _DATES[n % 6],
            "topics": [f"t{n % 8}"],
            "provisions": [{"id": "erste", "text": f"Nummer {n} gilt."}],
        }
        for n in range(1, 25)
    }
    return {
        "actors": actors,
        "relations": relations,
        "agreements": agreements,
        "sources": {
            f"q{n}": {"title": f"Meldung „{n}“ & mehr", "container-title": f"Blatt {n}", "issued": _DATES[n % 6]}
            | ({"cites": [f"q{n - 1}"]} if n % 3 else {})
            for n in range(40)
        },
        "topics": {f"t{n}": {"label": f"Thema {n}"} | ({"broader": f"t{n % 3}"} if n > 2 else {}) for n in range(12)},
        "places": {f"o{n}": {"name": f"Hafen {name}", "country": "DE"} for n, name in enumerate(_PLACES)},
        "quantities": {f"z{n}": {"label": f"Gezählte Schiffe {n}", "topics": [f"t{n % 8}"]} for n in range(12)},
        "events": {
            f"e{n}": {
                "name": f"Vorfall <{n}>",
                "date": _DATES[n % 6],
                "place": f"o{n % 10}",
                "actors": [{"actor": f"a{n}"}],
            }
            for n in range(40)
        },
    }


def _dossier(number: int) -> tuple[str, dict[str, Any]]:
    """Return an article with notes, a table and literal HTML, and its annotations; numbers differ between dossiers."""
    paragraphs, statements, figures = [], {}, {}
    for n in range(12):
        actor, source = (number * 60 + n * 7) % ACTORS, (number * 12 + n) % 40
        counted = f"{100 + n * 7 + (number if n % 4 == 0 else 0)} Schiffe"
        quote = f"{_name(actor)} zählte nach der Meldung in „Blatt {source}“ dort {counted}"
        paragraphs.append(f"{quote}.[^{n}] Am Kai <b>standen</b> die Kräne still & leer.")
        statements[f"s{n}"] = {
            "quote": quote,
            "said_by": f"a{actor}",
            "via": [f"q{source}"],
            "actors": [f"a{(actor + 31) % ACTORS}", f"a{(actor + 64) % ACTORS}"],
            "topics": [f"t{n % 8}"],
            "events": [f"e{n}"],
            "said_on": _DATES[n % 6],
            "status": "unverified",
        }
        figures[f"f{n}"] = {"quote": counted, "quantity": f"z{n}", "as_of": "2024-06-01"}
    notes = [f'[^{n}]: Siehe <a href="/gibt/es/nicht/">dort</a> und [hier](#_evidence).' for n in range(12)]
    table = "| Hafen | Schiffe |\n|---|---|\n| Ahlen | viele |"
    body = "\n\n".join([*paragraphs[:6], "## Was <i>weiter</i> geschah", table, *paragraphs[6:], "\n".join(notes)])
    head = f"title: 'Bericht {number}: Schiffe & <Häfen>'\nlead: Ein Vorspann.\npublished: 2024-07-0{number + 1}\n"
    return f"---\n{head}language: de\ntopics: [t{number}]\n---\n\n{body}\n", {
        "statements": statements,
        "figures": figures,
    }
