"""The parts of a home page: newest dossiers, contradictions, figures that differ, changes, topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.claims import claims_of
from mkdocs_dossier.evidence.contradictions import disagreements
from mkdocs_dossier.evidence.opponents import Opposition, opponents_of, opposition
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.records import Correction, Figure, Quantity, Statement
from mkdocs_dossier.site.chronicle import in_time
from mkdocs_dossier.site.overviews import overview_of
from mkdocs_dossier.site.rows import FigureRow, figure_row
from mkdocs_dossier.site.views import View, newest_first, time_of

#: The most of each: the page must stay short however large the collection is.
_NEWEST, _MORE, _FOUND, _CHANGES, _TOPICS = 3, 8, 3, 5, 12


def _dossiers(collection: Collection) -> View:
    newest = newest_first(collection)
    return {"newest": newest[:_NEWEST], "more": newest[_NEWEST : _NEWEST + _MORE], "dossiers": len(newest)}


def _contradictions(collection: Collection) -> View:
    return {"opposed": list(islice(_opposed(collection), _FOUND))}


def _opposed(collection: Collection) -> Iterator[list[tuple[Date | None, Statement]]]:
    """Yield both sides of each contradiction, the earlier first; those of the newest dossiers first, repeats once."""
    seen: set[frozenset[Statement]] = set()
    for dossier in newest_first(collection):
        for statement in collection.inside(dossier, Statement):
            for other in opponents_of(collection, statement) if statement.contradicts else ():
                first = frozenset(claim.root for claim in claims_of(collection, (statement, other)))
                if first not in seen:
                    seen.add(first)
                    sides = [(time_of(collection, side), side) for side in (other, statement)]
                    yield sorted(sides, key=lambda side: side[0].sort_key if side[0] else ())


def _figures(collection: Collection) -> View:
    found = list(islice(_differing(collection), _FOUND))
    found.sort(key=lambda differing: differing[-1] is not Opposition.AGAINST)
    return {"differing": found, "quantities": len(collection.of(Quantity))}


def _differing(collection: Collection) -> Iterator[tuple[Quantity, FigureRow, FigureRow, Opposition]]:
    """Yield a pair of figures for each quantity whose figures disagree, those of the newest dossiers first."""
    figures = (figure for dossier in newest_first(collection) for figure in collection.inside(dossier, Figure))
    counted = (collection.get(Quantity, figure.quantity) for figure in figures)
    for quantity in dict.fromkeys(quantity for quantity in counted if quantity):
        ways = {pair: opposition(collection, *pair) for pair in disagreements(collection, quantity)}
        for way in (Opposition.AGAINST, Opposition.CHANGED):
            if pair := next((pair for pair, found in ways.items() if found is way), None):
                yield quantity, figure_row(collection, pair[0]), figure_row(collection, pair[1]), way
                break


def _changes(collection: Collection) -> View:
    corrections = [correction for correction in collection.of(Correction) if collection.dossier_of(correction)]
    dated = in_time([*newest_first(collection)[:_CHANGES], *corrections])
    return {"changes": dated[: -_CHANGES - 1 : -1], "corrections": len(corrections)}


def _topics(collection: Collection) -> View:
    counts = [found for found in overview_of(collection, "topic")["counts"].items() if found[1]]
    counts.sort(key=lambda found: -found[1])
    return {"topics": counts[:_TOPICS], "all_topics": len(counts)}


#: Part of the front → its view, in the order in which they are shown.
PARTS: Mapping[str, Callable[[Collection], View]] = {
    "newest": _dossiers,
    "contradictions": _contradictions,
    "figures": _figures,
    "changes": _changes,
    "more": _dossiers,
    "topics": _topics,
}


def front_of(collection: Collection, parts: Iterable[str]) -> View:
    """Return the views of these parts together, and their names, in order."""
    view: View = {"parts": tuple(parts)}
    for part in view["parts"]:
        view.update(PARTS[part](collection))
    return view
