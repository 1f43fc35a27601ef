"""A proposal: a record that could be written, how sure it is, and why; ids and anchors for it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from mkdocs_dossier.article.quotes import Searchable
from mkdocs_dossier.article.sourcelines import header_end
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.incremental.digest import digest
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.records import Dossier
from mkdocs_dossier.model.text import primary_language

#: Kinds of records that have an address on their article's page, or may be meant there.
_ADDRESSED = ("statement", "figure", "correction", "mention")
#: The fields of a record to write, by their keys in YAML.
Fields = Mapping[str, str | Sequence[str]]


class Tier(StrEnum):
    """How sure a proposal is; of the tier `look`, a person must choose."""

    SURE = "sure"
    LIKELY = "likely"
    LOOK = "look"


class NewRecord(NamedTuple):
    """A record of a register that a proposal needs."""

    noun: str
    id: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to complete a proposal; its label is empty for the article itself, or for no quantity."""

    label: str
    fields: Fields
    new: tuple[NewRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record for a passage of an article, or of a register for what the passage names.

    `start`, `end` and the `cues`, on which the reason rests, are offsets in the article's text. `fields` are to be
    written, the quote first; `inferred` ones follow from them. The likeliest candidate comes first.
    """

    noun: str
    id: str
    fields: Fields
    start: int
    end: int
    tier: Tier
    reason: str
    cues: tuple[tuple[int, int], ...]
    inferred: Fields = field(default_factory=dict)
    candidates: tuple[Choice, ...] = ()
    adds: str = ""
    """The field that is added to a record; empty if the record is new."""

    @property
    def fingerprint(self) -> str:
        """A digest of kind, words and field, by which a rejection is remembered."""
        field = [self.adds, self.id] if self.adds else []
        return digest([self.noun, self.words, self.fields.get("occurrence", ""), *field])[:12]

    @property
    def words(self) -> str:
        """Its quote or, of a register's record, the name."""
        return next(str(self.fields[key]) for key in ("quote", "name", "label", "title") if key in self.fields)

    @property
    def written(self) -> Fields:
        """The fields to write: all of a new record."""
        return {key: value for key, value in self.fields.items() if self.adds in ("", key)}

    def chosen(self, candidate: Choice) -> Proposal:
        """Return the proposal as completed by a candidate, which may shorten its quote."""
        shorter = "quote" in candidate.fields
        kept = {key: value for key, value in self.fields.items() if not (shorter and key == "occurrence")}
        return replace(self, fields={**kept, **candidate.fields}, candidates=(candidate,))

    @property
    def new(self) -> tuple[NewRecord, ...]:
        """The records of registers that it needs as it is."""
        ways = (way for way in self.candidates[:1] if way.fields.items() <= self.fields.items())
        return next((way.new for way in ways), ())


class Draft:
    """An article to propose for; gives proposals ids that no record and no earlier proposal has, and anchors."""

    def __init__(self, collection: Collection, dossier: Dossier) -> None:
        self.collection, self.dossier, self.article = collection, dossier, collection.articles[dossier]
        self.language = collection.language_of(dossier)
        self.primary = primary_language(self.language)
        self.header = header_end(self.article.text, lead=bool(dossier.lead))
        self.headings = {heading.text for heading in self.article.rendered.headings}
        self._given: set[tuple[tuple[str, ...], str]] = {(_ADDRESSED, one.id) for one in self.article.rendered.headings}
        self._tried = Counter[tuple[tuple[str, ...], str]]()
        self._starts = cache(Searchable(self.article.text).starts)
        self.register_id = cache(lambda noun, name: self._free((noun,), slug(name)))
        """Return the id of a proposed record of a register, the same for the same kind and name."""

    def article_id(self, noun: str, words: str) -> str:
        """Return an id for a record of the article, made of one word if that is free, else of two: nouns, long ones."""
        weights = {
            (at, slug(word)): len(word) + 12 * (at > 0 and word.strip("„“\"'»«")[:1].isupper())
            for at, word in enumerate(words.replace("'s ", " ").replace("’s ", " ").split())
            if len(word) > 4 and not any(map(str.isdigit, word))
        }
        heaviest = sorted(weights, key=lambda word: -weights[word])
        first, both = ("-".join(word for _, word in sorted(heaviest[:words])) or noun for words in (1, 2))
        return self._free(_ADDRESSED, first, both)

    def _free(self, nouns: tuple[str, ...], base: str, longer: str = "") -> str:
        found, longer = base, longer or base
        while (nouns, found) in self._given or self.collection.find(found, *nouns, dossier=self.dossier.id):
            number = self._tried[nouns, longer] = self._tried[nouns, longer] + 1
            found = f"{longer}-{number}" if number > 1 else longer
        self._given.add((nouns, found))
        return found

    def name(self, record: object) -> str:
        """Return the name of a record, or its quote."""
        return str(getattr(record, "name", "") or getattr(record, "quote", ""))

    def anchor(self, start: int, end: int) -> dict[str, str] | None:
        """Return the anchor of a passage without a full stop at its end; None if its words do not lead back to it."""
        words = self.article.text[start:end].replace("\n", " ").rstrip(" .:,;")
        starts = self._starts(words)
        at = bisect_left(starts, start)
        number = {"occurrence": str(at + 1)} if len(starts) > 1 else {}
        return {"quote": words, **number} if starts[at : at + 1] == [start] else None
