"""A collection made by chance, the same for the same seed: German and English prose with realistic ties.

Its people, places and papers are invented and only ever measured.
"""

from __future__ import annotations

import random
from pathlib import Path

FIRST = [
    "Anna",
    "Boris",
    "Clara",
    "David",
    "Elif",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Katja",
    "Lev",
    "Mira",
    "Nils",
    "Olga",
    "Paul",
    "Rosa",
    "Sami",
    "Tara",
    "Uwe",
]
SYLLABLES = [
    "ber",
    "dor",
    "fel",
    "gar",
    "hem",
    "kol",
    "lan",
    "mer",
    "nor",
    "pol",
    "rin",
    "sta",
    "tor",
    "vel",
    "wan",
    "zin",
]
TOPICS = [
    "Haushalt",
    "Energie",
    "Verkehr",
    "Wasser",
    "Grenze",
    "Hafen",
    "Wahl",
    "Justiz",
    "Klima",
    "Handel",
    "Bildung",
    "Gesundheit",
]
GERMAN = (
    "Laut {actor} in „{source}“ wurden dabei {figure} bewegt.",
    "{actor} erklärte „{source}“ zufolge am {day}. Juni, dass {figure} gezählt wurden.",
    "Nach Angaben von {actor} in „{source}“ betrifft das {figure}.",
    "{actor} sagte dem „{source}“: „Wir haben {figure} gesehen.“",
)
ENGLISH = (
    "According to {actor} in “{source}”, {figure} were moved.",
    "{actor} told “{source}” on {day} June that {figure} had been counted.",
    "{actor} said in “{source}”: “We saw {figure}.”",
)
COUNTED = {
    "de": ["Tonnen", "Schiffe", "Anträge", "Container", "Fahrzeuge"],
    "en": ["tonnes", "ships", "applications", "containers"],
}
FILLERS = {
    "de": (
        "Am Kai standen die Kräne still, und in den Büros brannte noch lange Licht.",
        "Die Unterlagen dazu liegen dem Ausschuss vor, der im Herbst wieder tagt.",
        "Wer damals entschied, lässt sich aus den Akten nicht mehr erkennen.",
    ),
    "en": (
        "The cranes on the quay stood still, and lights burned in the offices until late.",
        "The papers are with the committee, which meets again in autumn.",
        "Who decided at the time can no longer be seen from the files.",
    ),
}


def generate(folder: Path, dossiers: int, annotations: int = 60, seed: int = 1) -> None:
    """Write a collection of so many dossiers with so many statements and figures each, half and half."""
    chance = random.Random(seed)
    actors = {f"actor-{number}": _name(chance, number) for number in range(max(10, dossiers // 2))}
    sources = [f"source-{number}" for number in range(max(5, dossiers // 4))]
    quantities = [f"quantity-{number}" for number in range(max(60, dossiers))]
    topics = [f"topic-{number}" for number in range(max(len(TOPICS), dossiers // 20))]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "actors.yml", "actors", (f"  {i}:\n    name: {n}\n    kind: person\n" for i, n in actors.items()))
    _write(folder / "sources.yml", "sources", (_source(chance, number, sources) for number in range(len(sources))))
    _write(folder / "topics.yml", "topics", (_topic(number) for number in range(len(topics))))
    _write(folder / "quantities.yml", "quantities", (_quantity(chance, q, topics) for q in quantities))
    for number in range(dossiers):
        _dossier(chance, folder / f"dossier-{number}", annotations // 2, actors, sources, quantities, topics)


def _name(chance: random.Random, number: int) -> str:
    surname = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    return f"{chance.choice(FIRST)} {surname}{SYLLABLES[number % 16]}{SYLLABLES[number // 16 % 16]}"


def _write(path: Path, section: str, records: object) -> None:
    path.write_text(f"{section}:\n{''.join(records)}", encoding="utf-8")  # type: ignore[arg-type]


def _source(chance: random.Random, number: int, sources: list[str]) -> str:
    cites = f"    cites: [{sources[chance.randrange(number)]}]\n" if number and chance.random() < 0.3 else ""
    return f"  source-{number}:\n    title: {_title(f'source-{number}')}\n    type: report\n    located: yes\n{cites}"


def _topic(number: int) -> str:
    broader = f"    broader: topic-{number % len(TOPICS)}\n" if number >= len(TOPICS) else ""
    return f"  topic-{number}:\n    label: {TOPICS[number % len(TOPICS)]} {number}\n{broader}"


def _quantity(chance: random.Random, name: str, topics: list[str]) -> str:
    return f"  {name}:\n    label: Menge {name}\n    topics: [{chance.choice(topics)}]\n"


def _dossier(
    chance: random.Random,
    folder: Path,
    statements: int,
    actors: dict[str, str],
    sources: list[str],
    quantities: list[str],
    topics: list[str],
) -> None:
    language = chance.choice(("de", "de", "en"))
    names = list(actors)
    sentences, yaml, figures = [], ["statements:\n"], ["figures:\n"]
    for number, quantity in enumerate(chance.sample(range(len(quantities)), min(statements, len(quantities)))):
        actor, source = chance.choice(names), chance.choice(sources)
        figure = _figure(chance, quantity, language)
        sentence = chance.choice(GERMAN if language == "de" else ENGLISH).format(
            actor=actors[actor], source=_title(source), figure=figure, day=chance.randrange(1, 29)
        )
        sentences += [sentence, chance.choice(FILLERS[language])]
        yaml.append(
            f"  s{number}:\n    quote: {_quoted(sentence.rstrip('.'))}\n    said_by: {actor}\n    via: [{source}]\n"
            f"    topics: [{chance.choice(topics)}]\n    status: unverified\n"
        )
        figures.append(f"  f{number}:\n    quote: {_quoted(figure)}\n    quantity: {quantities[quantity]}\n")
    folder.mkdir(exist_ok=True)
    paragraphs = "\n\n".join(" ".join(sentences[start : start + 6]) for start in range(0, len(sentences), 6))
    title = f"title: Bericht {folder.name}\npublished: 2024-07-01\nlanguage: {language}\n"
    (folder / "article.md").write_text(f"---\n{title}---\n\n{paragraphs}\n", encoding="utf-8")
    (folder / "annotations.yml").write_text("".join(yaml + figures), encoding="utf-8")


def _figure(chance: random.Random, quantity: int, language: str) -> str:
    """What is counted is given alike by all who count it, but for one in twenty."""
    hedges = ("mehr als ", "etwa ", "fast ", "") if language == "de" else ("more than ", "about ", "almost ", "")
    value = 10_007 + quantity * 37 + (chance.randrange(1, 9) if chance.random() < 0.05 else 0)
    number = f"{value:,}".replace(",", "." if language == "de" else ",")
    counted = COUNTED[language]
    return f"{hedges[quantity % 4]}{number} {counted[quantity % len(counted)]}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _title(source: str) -> str:
    return f"Bericht Nummer {source.rpartition('-')[2]}"
