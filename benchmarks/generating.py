"""Generate a random collection, reproducible by its seed: German and English prose with realistic links.

`python -m benchmarks.generating FOLDER DOSSIERS ANNOTATIONS [PAGES]` writes a collection with this number of dossiers
and of annotations per dossier, and enough records for a site of about this number of pages.
Its people, places and newspapers are invented, and used for measurements only.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from pathlib import Path

FIRST = (
    "Anna", "Boris", "Clara", "David", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas",
    "Katja", "Lev", "Mira", "Nils", "Olga", "Paul", "Rosa", "Sami", "Tara", "Uwe",
)  # fmt: skip
SYLLABLES = (
    "ber", "dor", "fel", "gar", "hem", "kol", "lan", "mer", "nor", "pol", "rin", "sta", "tor", "vel", "wan", "zin",
)  # fmt: skip
TOPICS = (
    "Haushalt", "Energie", "Verkehr", "Wasser", "Grenze", "Hafen", "Wahl", "Justiz", "Klima", "Handel", "Bildung",
    "Gesundheit",
)  # fmt: skip
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

#: Records with pages per dossier. The registers grow with the number of dossiers, so that no page does.
SHARES = {
    "actors": 1 / 2,
    "sources": 1 / 4,
    "quantities": 1,
    "topics": 1 / 20,
    "events": 1 / 10,
    "agreements": 1 / 20,
}
#: The least number of records, so that a small collection has some of every kind.
LEAST = {"actors": 10, "sources": 5, "quantities": 60, "topics": 2, "events": 5, "agreements": 5}
#: The home page and the overviews.
OTHER_PAGES = 10
#: A topic's page includes narrower topics, a source's page whoever cites it: keep both short.
_TOPICS_IN_A_TREE = 2
_SOURCES_IN_A_CHAIN = 4
#: Records per file; larger files are refused.
_IN_A_FILE = 10_000


def dossiers_for(pages: int) -> int:
    """Return the number of dossiers for a site of about `pages` pages."""
    return max(1, round((pages - OTHER_PAGES) / (1 + sum(SHARES.values()))))


@dataclass(frozen=True)
class Registers:
    """The ids that dossiers refer to, and the names of the actors."""

    actors: dict[str, str]
    sources: list[str]
    quantities: list[str]
    topics: list[str]
    events: list[str]
    agreements: list[str]


def generate(folder: Path, dossiers: int, annotations: int = 60, seed: int = 1, pages: int = 0) -> None:
    """Write a collection.

    Args:
        folder: The folder to write to.
        dossiers: The number of dossiers.
        annotations: Annotations per dossier, half of them statements, half figures.
        seed: The seed of the random numbers.
        pages: The approximate number of pages of the site; 0 adds the usual share of records per dossier.
    """
    chance = random.Random(seed)
    more = (pages - OTHER_PAGES - dossiers) / (dossiers * sum(SHARES.values())) if pages else 1
    ids = {
        section: [f"{section[:-1] if section != 'quantities' else 'quantity'}-{number}" for number in range(count)]
        for section, share in SHARES.items()
        if (count := max(LEAST[section], round(dossiers * share * more)))
    }
    actors = {actor: _name(chance, number) for number, actor in enumerate(ids.pop("actors"))}
    registers = Registers(actors, **ids)
    folder.mkdir(parents=True, exist_ok=True)
    for section, records in _registers(chance, registers).items():
        for start in range(0, len(records), _IN_A_FILE):
            name = f"{section}{f'-{start}' if start else ''}.yml"
            lines = "".join(records[start : start + _IN_A_FILE])
            (folder / name).write_text(f"{section}:\n{lines}", encoding="utf-8")
    for number in range(dossiers):
        _dossier(chance, folder / f"dossier-{number}", annotations // 2, registers)


def _registers(chance: random.Random, known: Registers) -> dict[str, list[str]]:
    """Return the records of each section as YAML."""
    names = list(known.actors)
    return {
        "actors": [f"  {actor}:\n    name: {name}\n    kind: person\n" for actor, name in known.actors.items()],
        "sources": [_source(chance, number) for number in range(len(known.sources))],
        "topics": [_topic(number) for number in range(len(known.topics))],
        "quantities": [_quantity(chance, quantity, known.topics) for quantity in known.quantities],
        "agreements": [_agreement(chance, agreement, names, known.topics) for agreement in known.agreements],
        "events": [_event(chance, event, names, known) for event in known.events],
    }


def _name(chance: random.Random, number: int) -> str:
    """Return a unique name: its last syllables spell the number."""
    surname = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    digits, left = [number % 16, number // 16 % 16], number // 256
    while left:
        digits.append(left % 16)
        left //= 16
    return f"{chance.choice(FIRST)} {surname}{''.join(SYLLABLES[digit] for digit in digits)}"


def _source(chance: random.Random, number: int) -> str:
    """Return a source, which may cite the previous one."""
    cites = chance.random() < 0.5 and number % _SOURCES_IN_A_CHAIN
    known_from = f"    cites: [source-{number - 1}]\n" if cites else ""
    title = _title(f"source-{number}")
    return f"  source-{number}:\n    title: {title}\n    type: report\n    located: yes\n{known_from}"


def _topic(number: int) -> str:
    below = number % _TOPICS_IN_A_TREE
    broader = f"    broader: topic-{number - below}\n" if below else ""
    return f"  topic-{number}:\n    label: {TOPICS[number % len(TOPICS)]} {number}\n{broader}"


def _quantity(chance: random.Random, name: str, topics: list[str]) -> str:
    return f"  {name}:\n    label: Menge {name}\n    topics: [{chance.choice(topics)}]\n"


def _agreement(chance: random.Random, name: str, actors: list[str], topics: list[str]) -> str:
    one, other = chance.sample(actors, 2)
    return (
        f"  {name}:\n    name: Vereinbarung {name}\n    kind: memorandum\n    status: signed\n"
        f"    parties: [{{actor: {one}}}, {{actor: {other}}}]\n    signed: 2024-0{chance.randrange(1, 6)}\n"
        f"    topics: [{chance.choice(topics)}]\n"
    )


def _event(chance: random.Random, name: str, actors: list[str], known: Registers) -> str:
    one, other = chance.sample(actors, 2)
    return (
        f"  {name}:\n    name: Sitzung {name}\n    date: 2024-06-{chance.randrange(1, 29):02}\n"
        f"    actors: [{{actor: {one}}}, {{actor: {other}}}]\n    topics: [{chance.choice(known.topics)}]\n"
        f"    agreements: [{chance.choice(known.agreements)}]\n"
    )


def _dossier(chance: random.Random, folder: Path, statements: int, known: Registers) -> None:
    language = chance.choice(("de", "de", "en"))
    names, topic = list(known.actors), chance.choice(known.topics)
    sentences, yaml, figures = [], ["statements:\n"], ["figures:\n"]
    counted = chance.sample(range(len(known.quantities)), min(statements, len(known.quantities)))
    for number, quantity in enumerate(counted):
        actor, source = chance.choice(names), chance.choice(known.sources)
        figure = _figure(chance, quantity, language)
        sentence = chance.choice(GERMAN if language == "de" else ENGLISH).format(
            actor=known.actors[actor], source=_title(source), figure=figure, day=chance.randrange(1, 29)
        )
        sentences += [sentence, chance.choice(FILLERS[language])]
        yaml.append(
            f"  s{number}:\n    quote: {_quoted(sentence.rstrip('.'))}\n    said_by: {actor}\n    via: [{source}]\n"
            f"{_about(chance, topic, known)}    status: unverified\n"
        )
        figures.append(f"  f{number}:\n    quote: {_quoted(figure)}\n    quantity: {known.quantities[quantity]}\n")
    folder.mkdir(exist_ok=True)
    paragraphs = "\n\n".join(" ".join(sentences[start : start + 6]) for start in range(0, len(sentences), 6))
    title = f"title: Bericht {folder.name}\npublished: 2024-07-01\nlanguage: {language}\ntopics: [{topic}]\n"
    (folder / "article.md").write_text(f"---\n{title}---\n\n{paragraphs}\n", encoding="utf-8")
    (folder / "annotations.yml").write_text("".join(yaml + figures), encoding="utf-8")


def _about(chance: random.Random, topic: str, known: Registers) -> str:
    """File some statements under the dossier's topic, fewer under an event or an agreement."""
    fields = (("topics", 0.5, [topic]), ("events", 0.25, known.events), ("agreements", 0.125, known.agreements))
    return "".join(f"    {field}: [{chance.choice(ids)}]\n" for field, share, ids in fields if chance.random() < share)


def _figure(chance: random.Random, quantity: int, language: str) -> str:
    """Return a figure; all who count a quantity agree, except one in twenty."""
    hedges = ("mehr als ", "etwa ", "fast ", "") if language == "de" else ("more than ", "about ", "almost ", "")
    value = 10_007 + quantity * 37 + (chance.randrange(1, 9) if chance.random() < 0.05 else 0)
    number = f"{value:,}".replace(",", "." if language == "de" else ",")
    counted = COUNTED[language]
    return f"{hedges[quantity % 4]}{number} {counted[quantity % len(counted)]}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _title(source: str) -> str:
    return f"Bericht Nummer {source.rpartition('-')[2]}"


if __name__ == "__main__":
    generate(Path(sys.argv[1]), *map(int, sys.argv[2:4]), pages=sum(map(int, sys.argv[4:])))
