"""Find ties between actors: relations, posts, agreements, and statements of one about another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import Literal

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import speakers_of
from mkdocs_dossier.model.records import Actor, Agreement, Dossier, Record, Relation, Statement
from mkdocs_dossier.model.text import Text

How = Literal["relation", "office", "voice", "party", "imposes", "signs", "statement"]
Family = Literal["relation", "agreement", "statement"]

#: Reason for a tie → the kind of tie.
FAMILIES: Mapping[How, Family] = {
    "relation": "relation",
    "office": "relation",
    "voice": "relation",
    "party": "agreement",
    "imposes": "agreement",
    "signs": "agreement",
    "statement": "statement",
}

#: The most parties of an agreement that it ties to each other: a convention of 190 states would tie 18,000 pairs.
CLOSE = 20


@dataclass(frozen=True, slots=True)
class Strand:
    """One reason for a tie: according to `record`, `who` acts on `whom` or agrees with them."""

    how: How
    who: Actor
    whom: Actor
    record: Record
    post: Text | None = None
    """The title of a post."""

    @property
    def family(self) -> Family:
        """The kind of tie."""
        return FAMILIES[self.how]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors, `one` before `other` by id, and all reasons for their tie."""

    one: Actor
    other: Actor
    strands: tuple[Strand, ...]

    @property
    def ends(self) -> tuple[Actor, Actor]:
        """Both actors."""
        return self.one, self.other

    @property
    def counts(self) -> dict[Family, int]:
        """Count the records behind each kind of the tie."""
        behind: dict[Family, set[Record]] = {}
        for strand in self.strands:
            behind.setdefault(strand.family, set()).add(strand.record)
        return {family: len(behind[family]) for family in dict.fromkeys(FAMILIES.values()) if family in behind}

    @property
    def count(self) -> int:
        """The number of records behind the tie."""
        return len({strand.record for strand in self.strands})


def ties_of(collection: Collection) -> tuple[Tie, ...]:
    """Return all ties of a collection, sorted by ids. Withheld actors have none."""
    return tuple(tie for actor, ties in _by_actor(collection).items() for tie in ties.values() if tie.one is actor)


def ties_around(collection: Collection, actor: Actor) -> tuple[Tie, ...]:
    """Return the ties of an actor, then those among its neighbours."""
    by_actor = _by_actor(collection)
    neighbours = by_actor.get(actor, {})
    return (*neighbours.values(), *_among(by_actor, neighbours))


def ties_in(collection: Collection, dossier: Dossier) -> tuple[Tie, ...]:
    """Return the ties among the actors that a dossier names; only its own statements count."""

    def counts(strand: Strand) -> bool:
        return not isinstance(strand.record, Statement) or strand.record.dossier == dossier.id

    ties = _among(_by_actor(collection), dict.fromkeys(_named(collection, dossier)))
    return tuple(replace(tie, strands=own) for tie in ties if (own := tuple(filter(counts, tie.strands))))


def _named(collection: Collection, dossier: Dossier) -> list[Actor]:
    article = collection.articles[dossier]
    names = [*article.named.actors, *(name for _, name in article.mentioning("actor"))]
    for statement in collection.inside(dossier, Statement):
        names += [*statement.said_by, *statement.actors]
    return collection.get_all(Actor, names)


def _among(by_actor: Mapping[Actor, Mapping[Actor, Tie]], actors: Mapping[Actor, object]) -> Iterator[Tie]:
    """Yield the ties with both ends among the actors, sorted by ids."""
    for actor in sorted(actors, key=lambda actor: actor.id):
        for other, tie in by_actor.get(actor, {}).items():
            if tie.one is actor and other in actors:
                yield tie


@derived
def _by_actor(collection: Collection) -> Mapping[Actor, Mapping[Actor, Tie]]:
    """Map every actor to its neighbours and the tie to each, all sorted by ids."""
    pairs: dict[tuple[str, str], list[Strand]] = {}
    for strand in _strands(collection):
        if strand.who is not strand.whom and not strand.who.withheld and not strand.whom.withheld:
            first, second = sorted((strand.who.id, strand.whom.id))
            pairs.setdefault((first, second), []).append(strand)
    ties: dict[Actor, dict[Actor, Tie]] = {}
    for _, strands in sorted(pairs.items()):
        one, other = sorted((strands[0].who, strands[0].whom), key=lambda actor: actor.id)
        tie = Tie(one, other, tuple(strands))
        ties.setdefault(one, {})[other] = tie
        ties.setdefault(other, {})[one] = tie
    # The pairs are sorted, so each actor's neighbours are.
    return dict(sorted(ties.items(), key=lambda item: item[0].id))


def _strands(collection: Collection) -> Iterator[Strand]:
    actor = partial(collection.get, Actor)
    for relation in collection.of(Relation):
        if (who := actor(relation.from_)) and (whom := actor(relation.to)):
            yield Strand("relation", who, whom, relation)
    for who in collection.of(Actor):
        if whom := actor(who.speaks_for):
            yield Strand("voice", who, whom, who)
        for position in who.positions:
            if whom := actor(position.organization):
                yield Strand("office", who, whom, who, position.post)
    for agreement in collection.of(Agreement):
        yield from _agreed(collection, agreement)
    for statement in collection.of(Statement):
        for who in speakers_of(collection, statement):
            for name in dict.fromkeys(statement.actors):
                if whom := actor(name):
                    yield Strand("statement", who, whom, statement)


def _agreed(collection: Collection, agreement: Agreement) -> Iterator[Strand]:
    """Yield strands between the parties, from each signatory to its party, and from the authority to its target."""
    parties: dict[Actor, None] = {}
    for party in agreement.parties:
        if whom := collection.get(Actor, party.actor):
            parties[whom] = None
            if who := collection.get(Actor, party.signatory):
                yield Strand("signs", who, whom, agreement)
    if len(parties) <= CLOSE:
        yield from (Strand("party", who, whom, agreement) for who, whom in combinations(parties, 2))
    authority, target = collection.get(Actor, agreement.authority), collection.get(Actor, agreement.target)
    if authority and target:
        yield Strand("imposes", authority, target, agreement)
