"""Generate a collection with lists of more than a thousand rows: a few dossiers, all about one state.

Its people, states and papers are invented.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

#: The number of statements of the one state, the one paper and the one topic, and of figures of the one quantity.
STATEMENTS = 1_200
#: The number of other actors, each with a relation to the state, and of events at one place.
ACTORS = 1_100
_DOSSIERS = 20
_LETTERS = "ABDEFGHIKLMNOPRSTUVWZ"


def write_long(folder: Path) -> None:
    """Write the collection into an existing folder."""
    for section, records in _registers().items():
        (folder / f"{section}.yml").write_text(json.dumps({section: records}, ensure_ascii=False), encoding="utf-8")
    for number in range(_DOSSIERS):
        (folder / f"bericht-{number}").mkdir()
        article, annotations = _dossier(number)
        (folder / f"bericht-{number}" / "article.md").write_text(article, encoding="utf-8")
        text = json.dumps(annotations, ensure_ascii=False)
        (folder / f"bericht-{number}" / "annotations.yml").write_text(text, encoding="utf-8")


def _registers() -> dict[str, dict[str, Any]]:
    members = {f"m{n}": {"name": f"{_LETTERS[n % 21]}. Mitglied-{n}", "kind": "person"} for n in range(ACTORS)}
    return {
        "actors": {"land": {"name": "Küstenland", "kind": "state"}} | members,
        "relations": {f"r{n}": {"from": f"m{n}", "to": "land", "kind": "opponent"} for n in range(ACTORS)},
        "sources": {"blatt": {"title": "Küstenblatt", "type": "report", "located": "yes"}},
        "places": {"hafen": {"name": "Hafen", "country": "DE"}},
        "topics": {"schiffe": {"label": "Schiffe"}},
        "quantities": {"gezaehlt": {"label": "Gezählte Schiffe", "topics": ["schiffe"]}},
        "events": {
            f"e{n}": {"name": f"Sitzung {n}", "date": f"{1000 + n}-06-19", "place": "hafen"} for n in range(ACTORS)
        },
    }


def _dossier(number: int) -> tuple[str, dict[str, Any]]:
    each = STATEMENTS // _DOSSIERS
    kais = range(number * each, (number + 1) * each)
    quotes = [f"Laut Küstenland zählte das „Küstenblatt“ am Kai {kai} dort 500 Schiffe" for kai in kais]
    statements = {
        f"s{n}": {"quote": quote, "said_by": "land", "via": ["blatt"], "topics": ["schiffe"], "status": "unverified"}
        for n, quote in enumerate(quotes)
    }
    figures = {
        f"f{n}": {"quote": "500 Schiffe", "prefix": f"am Kai {kai} dort ", "quantity": "gezaehlt"}
        for n, kai in enumerate(kais)
    }
    head = f"title: Bericht {number}\npublished: 2024-07-01\nlanguage: de\n"
    body = "\n\n".join(f"{quote}. Die Kräne standen still." for quote in quotes)
    return f"---\n{head}---\n\n{body}\n", {"statements": statements, "figures": figures}
