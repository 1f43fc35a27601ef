"""Generate a collection of 17 agreements between 12 parties, and of numbers over months; all of it is invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

AGREEMENTS, PARTIES = 17, 12
_NAMES = [
    "Aland",
    "Boria",
    "Cetonien",
    "Dorland",
    "Elania",
    "Ferrau",
    "Goria",
    "Hethia",
    "Ivania",
    "Jorland",
    "Kestria",
    "Lumenien",
]
#: One quantity's figures: speaker, words, and the months of 2024 in which articles give them.
SERIES = (
    ("amt", "800", (1,)),
    ("amt", "1.200", (2, 3, 5)),
    ("kreise", "mehr als 2.500", (4, 7)),
    ("kreise", "1.500 bis 1.900", (2,)),
    ("", "fast 4.000", (8, 9, 10)),
    ("verband", "3.000", (11,)),
)
_BROKEN = """Das Amt sagt, Aland räume den Kai. Hafenkreise sagen, Aland habe den Kai geräumt.
Der Verband sagt, Aland habe den Kai nie geräumt. Das Amt sagt noch einmal, Aland räume den Kai."""


def write_agreed(folder: Path) -> None:
    """Write the collection into an existing folder."""
    actors = {f"p{n}": {"name": name, "kind": "state"} for n, name in enumerate(_NAMES)}
    actors |= {
        "amt": {"name": "Amt", "kind": "agency"},
        "kreise": {"name": "Hafenkreise", "kind": "group", "anonymity": "unnamed"},
        "verband": {"name": "Verband", "kind": "organization"},
    }
    for section, records in (
        ("actors", actors),
        ("quantities", {"kisten": {"label": "Gezählte Kisten"}}),
        ("agreements", {f"v{n}": _agreement(n) for n in range(AGREEMENTS)}),
    ):
        text = json.dumps({section: records}, ensure_ascii=False)
        (folder / f"{section}.yml").write_text(text, encoding="utf-8")
    fields_by_name = {
        "amt": {"said_by": "amt"},
        "kreise": {"said_by": "kreise", "holds": "kept"},
        "verband": {"said_by": "verband", "holds": "broken", "contradicts": ["kreise"]},
        "wieder": {"said_by": "amt", "repeats": ["amt"]},
    }
    quotes = dict(zip(fields_by_name, _BROKEN.replace("\n", " ").split(". "), strict=True))
    statements = {
        name: {"quote": quotes[name].rstrip("."), "agreements": ["v0"], "provision": "kai"} | fields
        for name, fields in fields_by_name.items()
    }
    _write(folder / "streit", "2024-12-05", _BROKEN, {"statements": statements})
    for speaker, words, months in SERIES:
        for month in months:
            sentence = f"{actors[speaker]['name'] if speaker else 'Jemand'} zählte {words} Kisten"
            said = {"quote": sentence} | ({"said_by": speaker} if speaker else {"mode": "own"})
            figures = {"f": {"quote": f"{words} Kisten", "quantity": "kisten"}}
            place = folder / f"bericht-{month}-{speaker or 'ohne'}"
            _write(place, f"2024-{month:02}-03", f"{sentence}.", {"statements": {"s": said}, "figures": figures})


def _agreement(number: int) -> dict[str, Any]:
    own = {f"p{(number * 5 + step * 7) % PARTIES}": None for step in range(3 + number % 4)}
    kind = ("treaty", "sanctions", "ceasefire", "contract")[number % 4]
    first, second, *_ = own
    bound: dict[str, Any] = {"parties": [{"actor": name} for name in own]}
    if kind == "sanctions":
        bound = {"authority": first, "target": second}
    provisions = [{"id": "kai", "text": "Aland räumt den Kai."}, {"id": "rest", "text": "Der Rest bleibt offen."}]
    name = f"Abkommen Nummer {number + 1} über Häfen und Schleusen"
    signed = f"20{10 + number % 14}-06-1{number % 10}"
    return {"name": name, "kind": kind, "status": "signed", "signed": signed, "provisions": provisions, **bound}


def _write(folder: Path, published: str, text: str, annotations: dict[str, Any]) -> None:
    folder.mkdir()
    head = f"title: Bericht {folder.name}\npublished: {published}\nlanguage: de\n"
    (folder / "article.md").write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")
    (folder / "annotations.yml").write_text(json.dumps(annotations, ensure_ascii=False), encoding="utf-8")
