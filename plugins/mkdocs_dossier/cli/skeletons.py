"""Skeletons of new records: filled-in fields, and below them the most useful others as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from mkdocs_dossier.model.descriptions import descriptions_of
from mkdocs_dossier.model.kinds import BY_NOUN, Kind, fields_by_key, once_per_model, parts_by_key
from mkdocs_dossier.model.record import Part
from mkdocs_dossier.syntax.patching import scalar

#: Placeholders for the record's name and for today's date.
NAME, TODAY = "{name}", "{today}"

Given = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The fields of a new record of a kind, by their keys in YAML."""

    noun: str
    filled: Mapping[str, str]
    """The fields that are always written, with their default; an empty one must be given."""
    offered: Mapping[str, str]
    """The optional fields, with the example for a comment (empty if no comments are written)."""

    @property
    def kind(self) -> Kind:
        """The kind of record."""
        return BY_NOUN[self.noun]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all fields."""
        return (*self.filled, *self.offered)

    def about(self, key: str) -> str:
        """Return the description of a field."""
        return descriptions_of(self.kind.model)[key]

    def choices(self, key: str) -> tuple[str, ...]:
        """Return the values that a field allows; none if it allows any."""
        return _literals(self._hint(key))

    def is_list(self, key: str) -> bool:
        """Whether a field may be given several times."""
        return get_origin(self._hint(key)) is tuple

    def _hint(self, key: str) -> Any:
        return _hints(self.kind.model)[fields_by_key(self.kind.model)[key].name]

    def values(self, given: Given, name: str, today: str) -> dict[str, str | Sequence[str]]:
        """Return the fields to write: those given, and the defaults of the others that are always written.

        Args:
            given: the given values, by key.
            name: the name that replaces `NAME`.
            today: the date that replaces `TODAY` (ISO 8601).
        """
        stand_ins = {NAME: name, TODAY: today}
        values = {key: given.get(key) or stand_ins.get(default, default) for key, default in self.filled.items()}
        values.update({key: given[key] for key in self.offered if given.get(key)})
        return {key: value for key, value in values.items() if value}

    def fields(self, values: Given) -> list[str]:
        """Return the lines of the given fields."""
        return [line for key, value in values.items() for line in self._field(key, value)]

    def commented(self, values: Given) -> list[str]:
        """Return the lines of a file with one record: each field below its description, missing ones as comments."""
        lines = [line for key in values for line in (*self._explained(key), *self._field(key, values[key]))]
        missing = [key for key in self.offered if key not in values]
        if missing:
            lines += ["", "# To use one of these fields, delete the # right before its name."]
        return lines + [line for key in missing for line in (*self._explained(key), f"#{key}: {self.offered[key]}")]

    def _explained(self, key: str) -> list[str]:
        values = self.choices(key)
        text = f"{self.about(key)} One of: {', '.join(values)}." if values else self.about(key)
        return textwrap.wrap(text, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)

    def _field(self, key: str, value: str | Sequence[str]) -> list[str]:
        if isinstance(value, str):
            return [f"{key}: {scalar(value)}"]
        part = parts_by_key(self.kind.model).get(key)
        if part is None:
            return [f"{key}: [{', '.join(scalar(item, 'x: [{}]') for item in value)}]"]
        first = next(iter(fields_by_key(part)))
        return [f"{key}:", *(f"  - {first}: {scalar(item)}" for item in value)]


def _unexplained(keys: str) -> dict[str, str]:
    """Offer fields of a passage's record, without comments."""
    return dict.fromkeys(f"prefix suffix occurrence {keys}".split(), "")


SKELETONS = (
    Skeleton(
        "actor",
        {"name": NAME, "kind": "person"},
        {
            "aliases": "[Kim, Kim Jong Un]",
            "country": "KP",
            "positions": "[{post: defence minister, organization: the-ministry, from: 2024}]",
            "anonymity": "unnamed",
            "speaks_for": "the-ministry",
            "wikidata": "Q7747",
            "description": "Who this is, in a sentence or two.",
        },
    ),
    Skeleton(
        "source",
        {"title": NAME, "located": "no"},
        {
            "container-title": "The Example Times",
            "type": "article-newspaper",
            "author": "Jane Doe",
            "publisher": "the-example-times",
            "issued": "2024-10-03",
            "accessed": "2024-10-05",
            "URL": "https://example.org/article",
            "language": "en",
            "level": "secondary",
            "access": "open",
            "cites": "[another-source]",
        },
    ),
    Skeleton(
        "agreement",
        {"name": NAME, "kind": "treaty"},
        {
            "parties": "[{actor: one-state, signatory: its-president}, {actor: another-state}]",
            "authority": "the-council",
            "target": "a-state",
            "signed": "2024-06-19",
            "in_force": "2024-12-04",
            "status": "signed",
            "place": "the-city",
            "provisions": "[{id: mutual-aid, article: 4, text: What it lays down.}]",
            "text": "source-of-its-text",
            "topics": "[a-topic]",
            "description": "What it is about, in a sentence or two.",
        },
    ),
    Skeleton(
        "event",
        {"name": NAME, "date": TODAY},
        {
            "place": "the-city",
            "kind": "attack",
            "actors": "[{actor: somebody, role: attacker}]",
            "topics": "[a-topic]",
            "clarity": "high",
            "description": "What happened, in a sentence or two.",
        },
    ),
    Skeleton(
        "topic",
        {"label": NAME},
        {"broader": "a-wider-topic", "wikidata": "Q7747", "description": "What belongs here."},
    ),
    Skeleton(
        "place",
        {"name": NAME},
        {"country": "UA", "lat": "48.0159", "lon": "37.8029", "precision": "near", "wikidata": "Q2012050"},
    ),
    Skeleton(
        "quantity",
        {"label": NAME, "kind": "count"},
        {
            "unit": "t",
            "event": "an-event",
            "place": "the-city",
            "from": "2023-08",
            "to": "2024-01",
            "part_of": "a-wider-quantity",
            "description": "What counts and what does not.",
        },
    ),
    Skeleton(
        "relation",
        {"from": "", "to": "", "kind": "other"},
        {"role": "spokesman", "since": "2022", "until": "2024-10", "note": "What readers should know about the tie."},
    ),
    Skeleton(
        "statement",
        {"quote": "", "status": "unverified"},
        _unexplained("said_by via mode said_on text topics events agreements credibility"),
    ),
    Skeleton("figure", {"quote": ""}, _unexplained("quantity value unit as_of statement")),
    Skeleton("mention", {"quote": ""}, _unexplained("actor source agreement event place topic forbid")),
    Skeleton("correction", {"date": TODAY, "kind": "correction", "affects": "", "note": ""}, {}),
    Skeleton("omission", {"quote": "", "why": ""}, {}),
    Skeleton(
        "dossier",
        {"title": NAME, "published": TODAY, "status": "draft"},
        {
            "lead": "The paragraph above the article.",
            "language": "en",
            "author": "Jane Doe",
            "source": "the-article-as-a-source",
            "topics": "[a-topic]",
            "publish": "excerpt",
            "rights": "Who holds the rights in the article.",
        },
    ),
)

BY_SKELETON = {skeleton.noun: skeleton for skeleton in SKELETONS}

#: The placeholder for the text of a new article.
BODY = "Paste the article here, as it was published."

#: A new dossier's annotations: valid as they are, and an example to follow.
ANNOTATIONS = """\
# The article's claims and their origins. Each record has an id of its own.
# To use the example, delete the # at the beginning of its lines; its quotes must be in the article word for word.

#figures:
#  first-number:
#    quote: more than 20 soldiers
#    quantity: soldiers-killed  # dossier new quantity soldiers-killed

statements:
#  first-claim:
#    quote: more than 20 soldiers were killed
#    said_by: somebody          # dossier new actor somebody
#    via: [a-newspaper]         # dossier new source a-newspaper
#    status: unverified
"""


@once_per_model
def _hints(model: type[Part]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def _literals(hint: Any) -> tuple[str, ...]:
    if get_origin(hint) is Literal:
        return get_args(hint)
    return next((found for inner in get_args(hint) if (found := _literals(inner))), ())
