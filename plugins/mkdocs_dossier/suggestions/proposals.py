"""A proposal: a record that could be written, how sure it is, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mkdocs_dossier.article.quotes import Ambiguous, Passage, Searchable, Selector
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.incremental.digest import digest
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.kinds import BY_NOUN

#: The fields of a record to write, by their keys in YAML.
Fields = Mapping[str, str | Sequence[str]]


class Tier(StrEnum):
    """How sure a proposal is."""

    SURE = "sure"
    """Its words and the registers leave no choice."""
    LIKELY = "likely"
    LOOK = "look"
    """A person must choose."""


class Reason(StrEnum):
    """The rule behind a proposal or its doubt; `cli` has the sentences."""

    NAMED = "named"
    SEVERAL = "several"
    NESTED = "nested"
    THROUGH = "through"
    TITLE = "title"
    CONTINUED = "continued"
    PRONOUN = "pronoun"
    ROLE = "role"
    NEWCOMER = "newcomer"
    UNNAMED = "unnamed"
    QUOTED = "quoted"
    NUMBER = "number"
    COUNTED = "counted"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record of a register that a proposal needs."""

    noun: str
    id: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to complete a proposal."""

    label: str
    fields: Fields
    new: tuple[NewRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record for a passage of an article."""

    noun: str
    id: str
    fields: Fields
    """Those to write, the quote first."""
    start: int
    end: int
    """The span of its sentence in the article's text."""
    tier: Tier
    reason: Reason
    cues: tuple[tuple[int, int], ...] = ()
    """The spans of the words that the reason rests on."""
    inferred: Fields = field(default_factory=dict)
    """Fields that follow from the others, and are not written."""
    candidates: tuple[Candidate, ...] = ()
    """The choices, the likeliest first; a proposal of the tier `look` has no speaker before one is made."""

    @property
    def fingerprint(self) -> str:
        """A digest of kind and quote, by which a rejection is remembered."""
        return digest([self.noun, *(str(self.fields.get(key, "")) for key in ("quote", "occurrence"))])[:12]

    def with_candidate(self, candidate: Candidate) -> Proposal:
        """Return the proposal as completed by a candidate."""
        return replace(self, fields={**self.fields, **candidate.fields}, candidates=(candidate,))

    @property
    def new(self) -> tuple[NewRecord, ...]:
        """The records of registers that it needs as it is."""
        only = self.candidates[0] if len(self.candidates) == 1 else None
        return only.new if only and only.fields.items() <= self.fields.items() else ()


class FreeIds:
    """Ids that no record of a dossier has."""

    def __init__(self, collection: Collection, dossier: str) -> None:
        self._collection, self._dossier = collection, dossier
        self._taken: set[tuple[str, str]] = set()

    def for_words(self, noun: str, words: str) -> str:
        """Return an id made of the weightiest words, with a number if it is taken.

        Args:
            noun: The record's kind.
            words: What it is about.
        """
        longest = sorted(_weighty(words), key=lambda at: (-at[1], at[0]))[:_IN_ID]
        base = "-".join(slug(words.split()[at]) for at, _ in sorted(longest)) or noun
        return self.free(noun, base)

    def free(self, noun: str, base: str) -> str:
        """Return `base`, with a number if a record of the kind, or an earlier proposal, has that id."""
        number, found = 1, base
        while (noun, found) in self._taken or self._is_taken(noun, found):
            number += 1
            found = f"{base}-{number}"
        self._taken.add((noun, found))
        return found

    def _is_taken(self, noun: str, name: str) -> bool:
        key = f"{self._dossier}/{name}" if BY_NOUN[noun].model.local else name
        return self._collection.find(key, noun) is not None


def anchor_of(searchable: Searchable, start: int, end: int) -> dict[str, str] | None:
    """Return the anchor of a passage; None if its words do not lead back to it.

    Args:
        searchable: The article's text.
        start: Where the passage begins.
        end: Where it ends; a full stop there is left out.
    """
    words = searchable.original[start:end].replace("\n", " ").rstrip(" .:,;")
    found = searchable.find(Selector(words))
    if isinstance(found, Passage):
        return {"quote": words} if found.start == start else None
    for number in range(1, found.hits + 1) if isinstance(found, Ambiguous) else ():
        at = searchable.find(Selector(words, occurrence=number))
        if isinstance(at, Passage) and at.start == start:
            return {"quote": words, "occurrence": str(number)}
    return None


#: The most words of an id.
_IN_ID = 3


def _weighty(words: str) -> list[tuple[int, int]]:
    """Return (index, length) of the words that can stand in an id; German nouns weigh most."""
    found = []
    for at, word in enumerate(words.split()):
        bare = word.strip("„“”\"'.,;:()!?–-")
        if len(bare) > 3 and not any(map(str.isdigit, bare)):
            found.append((at, min(len(bare), 12) + 12 * (at > 0 and bare[0].isupper())))
    return found
