"""The view of each overview: one class or function a kind, from the collection to its template's variables."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple
from unicodedata import normalize

from rapidfuzz.distance import Levenshtein

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import counts, derived
from mkdocs_dossier.evidence.chains import resting_on
from mkdocs_dossier.evidence.contradictions import measured, rivals_of
from mkdocs_dossier.evidence.filing import topics_in_use
from mkdocs_dossier.evidence.opponents import Opposition, opposition
from mkdocs_dossier.evidence.retellings import claim_counter
from mkdocs_dossier.evidence.ties import ties_of
from mkdocs_dossier.evidence.times import time_of
from mkdocs_dossier.model.claims import Correction, Figure, Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.kinds import BY_NOUN, named_by
from mkdocs_dossier.model.records import Actor, Agreement, Dossier, Event, Place, Quantity, Record, Source, Topic
from mkdocs_dossier.site.answers import Answer, answer_of
from mkdocs_dossier.site.chronicle import dated_of, in_time
from mkdocs_dossier.site.desk import DeskView
from mkdocs_dossier.site.inline_markdown import plain
from mkdocs_dossier.site.pagination import Rows, View
from mkdocs_dossier.site.rows import chronicle_of, tie_rows
from mkdocs_dossier.site.urls import PAGED
from mkdocs_dossier.site.views import ROLES, newest_first, said_and_about

#: A text in pieces: words, and whether the other text lacks them.
Pieces = list[tuple[str, bool]]
#: The most items listed in a table's row; the record's own page lists all of them.
_SHOWN = 20
#: The most parties that get a column each in the table of agreements.
_MOST_COLUMNS = 60
#: The deepest nesting of topics: a phone has no room for more, and browsers fail at some hundreds.
_DEEPEST = 6


def dossiers_of(collection: Collection, chosen: Sequence[Dossier] | None = None) -> View:
    """Return the table of the chosen dossiers in their order, else of all, the newest first."""
    dossiers = newest_first(collection) if chosen is None else chosen

    def row(dossier: Dossier) -> tuple[Dossier, int, int]:
        return dossier, len(collection.inside(dossier, Statement)), len(collection.inside(dossier, Figure))

    def size(dossier: Dossier) -> int:
        strip = 45 * len(collection.inside(dossier, Statement))
        return 850 + 2 * len(dossier.lead) + 250 * len(dossier.topics) + strip

    return View(rows=Rows(dossiers, row, size, lambda dossier: _year(dossier.published)))


def _year(when: Date) -> str:
    return str((when.earliest or when.latest or date.max).year)


@derived
def _counted(collection: Collection) -> dict[Actor, tuple[tuple[int, int, int], list[Topic], list[Date]]]:
    """Return the counts of each actor's claims and articles, their topics and their dates."""
    found, claims = {}, claim_counter(collection)
    for actor in collection.of(Actor):
        said, by_voices, about = said_and_about(collection, actor)
        topics = collection.get_all(Topic, dict.fromkeys(chain(*(statement.topics for statement in (*said, *about)))))
        dates = [when for statement in (*said, *about) if (when := time_of(collection, statement))]
        numbers = claims(said), claims(about, but=(*said, *by_voices)), len(collection.naming(actor))
        found[actor] = numbers, topics, dates
    return found


def _actors(collection: Collection) -> View:
    actors = sorted(collection.of(Actor), key=lambda actor: (_alphabetical(actor.name), actor.id))
    counted = _counted(collection)
    rows = [(actor, *counted[actor]) for actor in actors if not actor.withheld]
    most = [max((row[1][column] for row in rows), default=0) for column in range(3)]

    def size(row: tuple[Actor, tuple[int, int, int], list[Topic], list[Date]]) -> int:
        return 700 + 40 * len(row[2]) + 5 * len(row[3])

    return View(rows=Rows(rows, None, size, lambda row: row[0].name[:3].rstrip()), most=most)


def _alphabetical(name: str) -> str:
    """Return a sort key that files Ö under O."""
    return "".join(letter for letter in normalize("NFD", name.casefold()) if letter.isalnum() or letter == " ")


class _AgreementsView(View):
    def __init__(self, collection: Collection) -> None:
        agreements = collection.of(Agreement)
        dated = [item.record for item in in_time(agreements) if not item.how]
        undated = [agreement for agreement in agreements if not agreement.signed]
        roles: dict[Agreement, dict[Actor, list[str]]] = {agreement: {} for agreement in agreements}
        bound: Counter[Actor] = Counter()
        for actor in collection.of(Actor):
            for role in () if actor.withheld else ROLES:
                for agreement in collection.linked(actor, role, Agreement):
                    bound[actor] += actor not in roles[agreement]
                    roles[agreement].setdefault(actor, []).append(role)
        # Parties of the most agreements first.
        parties = sorted(bound, key=lambda actor: (-bound[actor], _alphabetical(actor.name), actor.id))
        # A table with hundreds of columns is unreadable: each agreement then names its own parties.
        columns = parties if len(parties) <= _MOST_COLUMNS else []

        def size(agreement: Agreement) -> int:
            return 600 + 40 * len(agreement.topics) + 30 * len(columns) + 250 * len(roles[agreement])

        self.agreements: Rows[Agreement] = Rows([*dated, *undated], None, size)
        self.roles = roles
        self.parties = columns
        self.named = not columns and bool(parties)


def _sources(collection: Collection) -> View:
    rows, claims = [], claim_counter(collection)
    for source in collection.of(Source):
        statements = resting_on(collection, source)
        topics = collection.get_all(Topic, dict.fromkeys(chain(*(statement.topics for statement in statements))))
        rows.append((source, claims(statements), topics, collection.get(Actor, source.publisher)))
    most = max((row[1] for row in rows), default=0)
    return View(rows=Rows(rows, None, lambda row: 1_000 + 40 * len(row[2])), most=most)


def _quantities(collection: Collection) -> View:
    def row(quantity: Quantity) -> tuple[Quantity, Answer, Place | None]:
        event = collection.get(Event, quantity.event)
        place = collection.get(Place, quantity.place or (event.place if event else ""))
        return quantity, answer_of(collection, collection.linked(quantity, "figures", Figure)), place

    def size(quantity: Quantity) -> int:
        values = {measured(collection, figure) for figure in collection.linked(quantity, "figures", Figure)}
        return 700 + 600 * min(len(values), _SHOWN)

    quantities = sorted(collection.of(Quantity), key=_agreement_on(collection).__getitem__)
    return View(rows=Rows(quantities, row, size), most=_SHOWN)


@derived
def _agreement_on(collection: Collection) -> dict[Quantity, int]:
    """Return for each quantity whether its figures are opposed (0), changed on the way (1) or alike (2)."""
    found = {}
    for quantity in collection.of(Quantity):
        figures = collection.linked(quantity, "figures", Figure)
        ways = {opposition(collection, (one, other)) for one in figures for other in rivals_of(collection, one)}
        found[quantity] = 0 if Opposition.AGAINST in ways else 1 if ways else 2
    return found


class TopicsView(View):
    """The topics as a tree, with the numbers of the claims about them."""

    def __init__(self, collection: Collection) -> None:
        children: dict[str, list[Topic]] = {}
        for topic in collection.of(Topic):
            children.setdefault(topic.broader, []).append(topic)
        tree: dict[Topic, int] = {}
        # Topics in a circle are below none of those without a broader one.
        for start in (*children.get("", []), *collection.of(Topic)):
            waiting = [(start, 1)]
            while waiting:
                topic, level = waiting.pop()
                if topic not in tree:
                    tree[topic] = level
                    waiting += [(narrower, level + 1) for narrower in reversed(children.get(topic.id, []))]
        self.tree: Rows[tuple[Topic, int]] = Rows(list(tree.items()), None, 250)
        claims = claim_counter(collection)
        self.counts: dict[Topic, int] = {}
        for topic in collection.of(Topic):
            branch = topics_in_use(collection, topic)
            self.counts[topic] = claims(s for t in branch for s in collection.linked(t, "statements", Statement))
        self.steps = _steps


class _Step(NamedTuple):
    """A topic in a tree, and the lists that begin and end with it."""

    topic: Topic
    begins: bool
    """Whether a list begins before it."""
    ends: int
    """The number of nested lists that end after it; -1 if one begins within it."""
    is_deeper: bool
    """Whether it lies below the deepest list, so that its broader topic must be named."""


def _steps(tree: Iterable[tuple[Topic, int]]) -> list[_Step]:
    """Lay out a part of a tree as nested lists; it may begin below any topic and be of any depth."""
    depths: list[int] = []
    above: list[int] = []
    for _, level in tree:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        depths.append(len(above))
    shown = [min(depth, _DEEPEST) for depth in depths]
    return [
        _Step(topic, level > before, level - after if after <= level else -1, depth > _DEEPEST)
        for (topic, _), depth, before, level, after in zip(
            tree, depths, [0, *shown], shown, [*shown[1:], 1], strict=False
        )
    ]


@derived
def _dated(collection: Collection) -> list[Record]:
    return [item.record for item in dated_of(collection)]


def _places(collection: Collection) -> View:
    rows = []
    for place in collection.of(Place):
        events = collection.linked(place, "events", Event)
        agreements = collection.linked(place, "agreements", Agreement)
        happened = [item for item in in_time([*events, *agreements]) if not item.how]
        names = chain(*(event.topics for event in events), *(agreement.topics for agreement in agreements))
        rows.append((place, happened[:_SHOWN], len(happened), collection.get_all(Topic, dict.fromkeys(names))))
    return View(rows=Rows(rows, None, lambda row: 500 + 250 * len(row[1]) + 40 * len(row[3])))


def _network(collection: Collection) -> View:
    ties = ties_of(collection)
    return View(ties=ties, tie_rows=tie_rows(ties))


class _CorrectionsView(View):
    def __init__(self, collection: Collection) -> None:
        dated = in_time(correction for correction in collection.of(Correction) if collection.dossier_of(correction))
        self.rows: Rows[tuple[Correction, list[Record]]] = Rows(
            [found.record for found in reversed(dated)],
            lambda correction: (correction, _affected_by(collection, correction)),
            lambda correction: 900 + 250 * len(correction.affects),
            lambda correction: _year(correction.date),
        )
        self.differing = differing
        self.dossiers = counts(collection)["dossier"]
        self.statements = counts(collection)["statement"]


def _affected_by(collection: Collection, correction: Correction) -> list[Record]:
    """Return the records that a correction affects, except withheld actors."""
    named = named_by(correction)
    found = (collection.find(name, *link.ref.kinds, dossier=correction.dossier) for link, _, name in named)
    return [record for record in found if record and not record.withheld]


def differing(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Return two texts, without their Markdown, in pieces that both have and that only one has."""
    old, new = plain(before).split(), plain(after).split()
    steps = [(step.tag != "equal", step) for step in Levenshtein.opcodes(old, new)]
    first = [(" ".join(old[step.src_start : step.src_end]), differs) for differs, step in steps]
    second = [(" ".join(new[step.dest_start : step.dest_end]), differs) for differs, step in steps]
    return [piece for piece in first if piece[0]], [piece for piece in second if piece[0]]


#: Kind → the view of its overview.
OVERVIEWS: Mapping[str, Callable[[Collection], View]] = {
    "dossier": dossiers_of,
    "actor": _actors,
    "agreement": _AgreementsView,
    "source": _sources,
    "quantity": _quantities,
    "topic": TopicsView,
    "event": lambda collection: View(chronicle=chronicle_of(_dated(collection))),
    "place": _places,
    "network": _network,
    "correction": _CorrectionsView,
    "search": lambda collection: View(nouns=[noun for noun in PAGED if collection.of(BY_NOUN[noun].model)]),
    "desk": DeskView,
}


@derived
def overview_of(collection: Collection, noun: str) -> View:
    """Return an overview's view, once to count its pages and again to make them."""
    return OVERVIEWS[noun](collection)
