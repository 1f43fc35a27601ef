"""The parts of a home page: newest dossiers, contradictions, figures that differ, changes, topics."""

from collections.abc import Iterable, Iterator
from itertools import islice

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.contradictions import disagreements
from mkdocs_dossier.evidence.opponents import Opposition, opponents_of, opposition
from mkdocs_dossier.evidence.retellings import claims_of
from mkdocs_dossier.evidence.times import time_of
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.records import Correction, Figure, Quantity, Statement
from mkdocs_dossier.site.chronicle import in_time
from mkdocs_dossier.site.overviews import TopicsView, overview_of
from mkdocs_dossier.site.pagination import View
from mkdocs_dossier.site.rows import FigureRow, figure_row
from mkdocs_dossier.site.views import newest_first

#: The most of each: the page must stay short however large the collection is.
_NEWEST, _MORE, _FOUND, _CHANGES, _TOPICS = 3, 8, 3, 5, 12

#: A side of a contradiction: when it was said, the statement, and the number of dossiers that make the claim.
_Side = tuple[Date | None, Statement, int]


def _opposed(collection: Collection) -> Iterator[list[_Side]]:
    """Yield both sides of each contradiction, the earlier first; those of the newest dossiers first, repeats once."""
    seen: set[frozenset[Statement]] = set()
    for dossier in newest_first(collection):
        for statement in collection.inside(dossier, Statement):
            for other in opponents_of(collection, statement) if statement.contradicts else ():
                claims = claims_of(collection, (other, statement))
                first = frozenset(claim.root for claim in claims)
                if first not in seen:
                    seen.add(first)
                    wide = [len({said.dossier for said in claim.statements}) for claim in (claims[0], claims[-1])]
                    sides = [(time_of(collection, s), s, n) for s, n in zip((other, statement), wide, strict=True)]
                    yield sorted(sides, key=lambda side: side[0].sort_key if side[0] else ())


def _differing(collection: Collection) -> Iterator[tuple[Quantity, FigureRow, FigureRow, Opposition]]:
    """Yield a pair of figures for each quantity whose figures disagree, those of the newest dossiers first."""
    figures = (figure for dossier in newest_first(collection) for figure in collection.inside(dossier, Figure))
    counted = (collection.get(Quantity, figure.quantity) for figure in figures)
    for quantity in dict.fromkeys(quantity for quantity in counted if quantity):
        ways = {pair: opposition(collection, pair) for pair in disagreements(collection, quantity)}
        for way in (Opposition.AGAINST, Opposition.CHANGED):
            if pair := next((pair for pair, found in ways.items() if found is way), None):
                yield quantity, figure_row(collection, pair[0]), figure_row(collection, pair[1]), way
                break


#: The parts of the front, in the order in which they are shown.
PARTS = ("newest", "contradictions", "figures", "changes", "more", "topics")


class FrontView(View):
    """The content of a front; `parts` names the parts to show, in order."""

    def __init__(self, collection: Collection, parts: Iterable[str]) -> None:
        newest = newest_first(collection)
        differing = islice(_differing(collection), _FOUND)
        corrections = [correction for correction in collection.of(Correction) if collection.dossier_of(correction)]
        topics = overview_of(collection, "topic")
        assert isinstance(topics, TopicsView)
        in_use = sorted((found for found in topics.counts.items() if found[1]), key=lambda found: -found[1])
        self.parts = tuple(parts)
        self.newest = newest[:_NEWEST]
        self.more = newest[_NEWEST : _NEWEST + _MORE]
        self.dossiers = len(newest)
        self.opposed = list(islice(_opposed(collection), _FOUND))
        self.differing = sorted(differing, key=lambda found: found[-1] is not Opposition.AGAINST)
        self.quantities = len(collection.of(Quantity))
        self.changes = in_time([*newest[:_CHANGES], *corrections])[: -_CHANGES - 1 : -1]
        self.corrections = len(corrections)
        self.topics = in_use[:_TOPICS]
        self.all_topics = len(in_use)
