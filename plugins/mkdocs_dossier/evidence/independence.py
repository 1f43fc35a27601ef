"""Decide which records are one origin, and count independent ones: three outlets that quote one origin have one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_dossier.article.names import names_of
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import origins_of
from mkdocs_dossier.evidence.transitive import reached
from mkdocs_dossier.model.records import Actor, Figure, Record, Relation, Source, Statement

#: Kinds of relation in which one actor belongs to the other.
_BELONGS = ("member", "employee", "owner", "director", "represents")
#: Kinds of actor whose words an article may attribute to their country: “laut Moskau”.
_OFFICIAL = ("person", "agency", "military", "state")


@dataclass(frozen=True, slots=True)
class Kin:
    """The actors and words by which a text may name an actor."""

    near: frozenset[Actor]
    """Itself, those it speaks for, those that speak for it, and those where it belongs, holds or held a post."""
    states: frozenset[Actor]
    words: tuple[str, ...]
    """Words for its role, in lower case: its posts, and the description that a nameless actor has for a name."""


@derived
def kin_of(collection: Collection, actor: Actor) -> Kin:
    """Return the actors and words by which a text may name the actor."""
    official = actor.kind in _OFFICIAL and bool(actor.country)
    states = _states(collection).get(actor.country, ()) if official else ()
    return Kin(frozenset({actor, *_near(collection, actor)}), frozenset(states), tuple(_words(actor)))


@derived
def _states(collection: Collection) -> dict[str, list[Actor]]:
    found: dict[str, list[Actor]] = {}
    for actor in collection.of(Actor):
        if actor.kind == "state" and actor.country:
            found.setdefault(actor.country, []).append(actor)
    return found


def _near(collection: Collection, actor: Actor) -> Iterator[Actor]:
    yield from reached([actor], lambda each: collection.get_all(Actor, [each.speaks_for]))
    yield from collection.linked(actor, "voices", Actor)
    yield from collection.linked(actor, "officeholders", Actor)
    yield from _bodies(collection, actor)
    for relation in collection.linked(actor, "relations_to", Relation):
        if relation.kind in _BELONGS and (other := collection.get(Actor, relation.from_)):
            yield other


def _bodies(collection: Collection, actor: Actor) -> list[Actor]:
    """Return the organisations where an actor holds or held a post, or to which it belongs."""
    ties = (tie for tie in collection.linked(actor, "relations_from", Relation) if tie.kind in _BELONGS)
    names = (*(position.organization for position in actor.positions), *(tie.to for tie in ties))
    return collection.get_all(Actor, names)


def _words(actor: Actor) -> Iterator[str]:
    texts = [text for position in actor.positions for text in (position.post, *position.post.translations.values())]
    if actor.anonymity != "named":
        texts += names_of(actor)
    for text in dict.fromkeys(texts):
        yield from (word.strip(".,;*“”()").lower() for word in text.split() if len(word) >= 5 and word[0].isupper())


@derived
def _origins(collection: Collection) -> Mapping[Record, Record]:
    """Map each record that is one origin with others to the representative of all of them.

    An actor is one origin with the actor it speaks for, a source with its author if that is an actor, else with its
    publisher, and a nameless actor with the organisation it belongs to.
    """
    whole: dict[Record, Record] = {}

    def top(record: Record) -> Record:
        while (above := whole.get(record, record)) is not record:
            whole[record] = whole.get(above, above)
            record = above
        return record

    for one, other in _same(collection):
        whole[top(one)] = top(other)
    return {record: top(record) for record in list(whole)}


def _same(collection: Collection) -> Iterator[tuple[Record, Record]]:
    bearers: dict[str, list[Actor]] = {}
    for actor in collection.of(Actor):
        for name in names_of(actor):
            bearers.setdefault(name, []).append(actor)
    by_name = {name: actors[0] for name, actors in bearers.items() if len(actors) == 1}
    for actor in collection.of(Actor):
        if above := collection.get(Actor, actor.speaks_for):
            yield actor, above
        if actor.anonymity != "named":
            yield from ((actor, body) for body in _bodies(collection, actor))
    for source in collection.of(Source):
        author = by_name.get(source.author) or collection.get(Actor, source.publisher)
        if author is not None and (source.author in by_name or not source.author):
            yield source, author


def origins_behind(collection: Collection, statement: Statement) -> tuple[Record, ...]:
    """Return the independent origins of a statement and all that it agrees with, directly or through others."""
    return _origins_of_group(collection, _group(collection, statement)[0])


def origins_of_figure(collection: Collection, figure: Figure) -> tuple[Record, ...]:
    """Return the independent origins of a figure's statement; if it names none, of those it repeats."""
    statement = collection.statement_of(figure)
    return _independent(collection, _repeated(collection, statement)) if statement else ()


def outlets_behind(collection: Collection, statement: Statement) -> tuple[Source, ...]:
    """Return the sources that carry a statement or one that it agrees with, each once."""
    return _outlets_of_group(collection, _group(collection, statement)[0])


@derived
def _origins_of_group(collection: Collection, first: Statement) -> tuple[Record, ...]:
    return _independent(collection, _group(collection, first))


@derived
def _outlets_of_group(collection: Collection, first: Statement) -> tuple[Source, ...]:
    names = (name for agreeing in _group(collection, first) for name in agreeing.via)
    return tuple(dict.fromkeys(collection.get_all(Source, names)))


def _independent(collection: Collection, statements: Iterable[Statement]) -> tuple[Record, ...]:
    claims = (statement for statement in statements if statement.is_claim)
    origins = (origin for statement in claims for origin in origins_of(collection, statement))
    same = _origins(collection)
    return tuple(dict.fromkeys(same.get(origin, origin) for origin in origins))


def _group(collection: Collection, statement: Statement) -> Sequence[Statement]:
    """Return a statement and all that it agrees with, as one group; its first is the same for all members."""
    return _agreeing(collection).get(statement) or (statement,)


@derived
def _agreeing(collection: Collection) -> dict[Statement, list[Statement]]:
    """Map each statement that agrees with others to its group, directly or through others; members share one list."""

    def neighbours(statement: Statement) -> Iterator[Statement]:
        yield from collection.get_all(Statement, (*statement.supports, *statement.repeats), statement.dossier)
        yield from collection.linked(statement, "supported_by", Statement)
        yield from collection.linked(statement, "repeated_by", Statement)

    groups: dict[Statement, list[Statement]] = {}
    for statement in collection.of(Statement):
        if statement not in groups:
            group = list(reached([statement], neighbours))
            groups.update(dict.fromkeys(group, group))
    return {statement: group for statement, group in groups.items() if len(group) > 1}


def _repeated(collection: Collection, statement: Statement) -> Iterable[Statement]:
    """Return the statement itself if it has an origin, else those it repeats."""

    def onward(current: Statement) -> list[Statement]:
        repeated = () if origins_of(collection, current) else current.repeats
        return collection.get_all(Statement, repeated, current.dossier)

    return reached([statement], onward)
