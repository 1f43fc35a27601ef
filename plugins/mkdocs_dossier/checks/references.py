"""Check that records refer to existing records, and say what they must."""

from collections.abc import Iterator
from functools import cache
from operator import attrgetter

from mkdocs_dossier.article.spans import with_overlapping
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.articles import Mentioned
from mkdocs_dossier.collection.collection import Collection, R
from mkdocs_dossier.did_you_mean import did_you_mean, meant
from mkdocs_dossier.evidence.transitive import in_order
from mkdocs_dossier.model.claims import MENTIONABLE, Dossier, Figure, Mention, Statement
from mkdocs_dossier.model.kinds import BY_NOUN, named_by
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Actor, Agreement, Event, Place, Quantity, Topic
from mkdocs_dossier.problems import Mend

#: Kinds that decide what is found without a mention.
NEEDED = (Actor, Agreement, Event, Place, Source, Statement)
#: The fields through which records of one kind may form a circle.
_MAY_CIRCLE: tuple[tuple[type[Record], str], ...] = (
    (Topic, "broader"),
    (Quantity, "part_of"),
    (Source, "cites"),
    (Actor, "speaks_for"),
    (Place, "within"),
    (Event, "part_of"),
    (Statement, "supersedes"),
    (Figure, "supersedes"),
    (Dossier, "translation_of"),
    (Dossier, "version_of"),
)
#: The most records of a circle that are named; those in the middle are only counted.
_MOST_NAMED = 8
#: The most known ids that unknown ones are compared with, in all: a second or two.
_MOST_COMPARED = 8_000_000


def unknown_records(collection: Collection) -> Iterator[Finding]:
    """Find references to records that do not exist."""
    ids = cache(lambda noun: [other.id for other in collection.of(BY_NOUN[noun].model)])
    keys = cache(lambda noun: {other.key for other in collection.of(BY_NOUN[noun].model)})
    own = cache(lambda noun, dossier: {o.id for o in collection.of(BY_NOUN[noun].model) if o.dossier == dossier})
    compared = 0
    for record, link, way, name in collection.unresolved:
        if collection.is_refused(name, *link.ref.kinds, dossier=record.dossier):
            continue  # its own problem is reported
        noun = link.ref.kinds[0]
        field = next(str(step) for step in reversed(way) if isinstance(step, str)).rstrip("_")
        message = f"{field} names the unknown {' or '.join(link.ref.kinds)} “{name}”"
        former = next((r for n in link.ref.kinds if (r := collection.former(name, n, record.dossier))), None)
        if former is not None:
            hint = f"it is now called “{former.id}”"
            mend: Mend | None = Mend(name, former.key if "/" in name else former.id)
        else:
            hint, mend = f"add it to {BY_NOUN[noun].section}:, or correct the name", None
            compared += sum(len(ids(kind)) for kind in link.ref.kinds)
            if compared <= _MOST_COMPARED:
                hint = did_you_mean(name, ids(noun)) or hint
                mend = meant(name, set().union(*(keys(kind) | own(kind, record.dossier) for kind in link.ref.kinds)))
        yield Finding(record, message, hint, way, mend=mend)


def unknown_provisions(collection: Collection) -> Iterator[Finding]:
    """Find statements whose provision is in none of their agreements."""
    for statement in collection.of(Statement):
        if not statement.provision:
            if statement.holds:
                message = f"says that a provision was {statement.holds}, but not which"
                yield Finding(statement, message, "add provision: with its id, and agreements:", ("holds",))
            continue
        agreements = [collection.get(Agreement, name) for name in statement.agreements]
        known = [provision.id for agreement in agreements if agreement for provision in agreement.provisions]
        if statement.provision not in known and None not in agreements:
            message = f"none of its agreements has a provision “{statement.provision}”"
            hint = did_you_mean(statement.provision, known) or (
                f"use one of {', '.join(known)}" if known else "name the agreement in agreements:"
            )
            yield Finding(statement, message, hint, ("provision",))


def circles(collection: Collection) -> Iterator[Finding]:
    """Find circles of references: a topic above itself, a source that indirectly cites itself."""
    for model, field in _MAY_CIRCLE:
        for circle in _circles(collection, model, field):
            first, *others = circle
            named = [f"“{other.id}” ({other.origin.path}:{other.origin.line})" for other in others]
            if len(circle) > _MOST_NAMED:
                named[_MOST_NAMED // 2 : -1] = [f"{len(circle) - _MOST_NAMED // 2 - 2} more"]
            path = " → ".join((f"“{first.id}”", *named, f"“{first.id}”"))
            what = "circular reporting" if model is Source else "a circle"
            value = getattr(first, field)
            way = (field,) if isinstance(value, str) else (field, value.index(circle[1 % len(circle)].id))
            yield Finding(first, f"{what}: {path}", "delete one of these references", way)
    yield from _named_by_themselves(collection)


def _named_by_themselves(collection: Collection) -> Iterator[Finding]:
    """Find statements that contradict, support or repeat themselves."""
    for statement in collection.of(Statement):
        some = statement.contradicts or statement.supports or statement.repeats  # few have any
        for link, way, name in named_by(statement) if some else ():
            is_one = link.path[0] in ("contradicts", "supports", "repeats")
            if is_one and collection.get(Statement, name, statement.dossier) is statement:
                yield Finding(statement, f"{link.path[0]} names the statement itself", "name the other one", way)


def _circles(collection: Collection, model: type[R], field: str) -> list[list[R]]:
    """Return each circle once, beginning with the record written first."""

    def following(record: R) -> list[R]:
        names = getattr(record, field)
        return collection.get_all(model, (names,) if isinstance(names, str) else names, record.dossier)

    return in_order(filter(attrgetter(field), collection.of(model)), following)[1]


def without_passage(collection: Collection) -> Iterator[Finding]:
    """Find statements, figures and mentions that quote no passage of the article."""
    hint = "add quote: with the exact words of the article"
    for record in (*collection.of(Statement), *collection.of(Mention)):
        if not record.quote:
            yield Finding(record, "has no quote", hint)
    for figure in collection.of(Figure):
        if not figure.quote and figure.derived_from is None:
            yield Finding(figure, "has no quote", f"{hint}, or derived_from: if it is worked out")


def without_subject(collection: Collection) -> Iterator[Finding]:
    """Find mentions without a subject."""
    for mention in collection.of(Mention):
        if not mention.forbid and not any(getattr(mention, field) for field in MENTIONABLE):
            yield Finding(mention, "does not say what is mentioned", f"add one of {', '.join(MENTIONABLE)}")


def needless_mentions(collection: Collection) -> Iterator[Finding]:
    """Find mentions of what is found without them."""
    for article in collection.articles.values():
        written = ((at.start, at.end, mention) for mention, at in article.passages.of(Mention) if not mention.forbid)
        found: dict[Mention, list[Mentioned]] = {}
        for one, mentions in with_overlapping(article.replaced, written):
            for mention in mentions:
                if getattr(mention, one.noun) == one.id:
                    found.setdefault(mention, []).append(one)
        for mention, links in found.items():
            subjects = {(noun, name) for noun in MENTIONABLE if (name := getattr(mention, noun))}
            if subjects == {(one.noun, one.id) for one in links}:
                named = (f"“{article.text[one.start : one.end]}” links to {one.noun} “{one.id}”" for one in links)
                message = f"is needless: {' and '.join(named)} without it"
                yield Finding(mention, message, "delete it", mend=Mend(mention.id))
