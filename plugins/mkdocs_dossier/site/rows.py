"""The rows of the pages' lists: the contents of each, and its estimated bytes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from typing import NamedTuple, TypeVar

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.contradictions import may_have_more_rivals, rivals_of
from mkdocs_dossier.evidence.figures import Reading, agrees_with_words, number_of
from mkdocs_dossier.evidence.opponents import Opposition, contradicting, opposed_to, opposition, why_opposed
from mkdocs_dossier.evidence.retellings import Claim, claims_of
from mkdocs_dossier.evidence.ties import Tie
from mkdocs_dossier.evidence.times import time_of
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.records import Actor, Dossier, Figure, Record, Relation, Source, Statement
from mkdocs_dossier.site.chronicle import Dated, dated_of, in_years
from mkdocs_dossier.site.graph import GraphRow, table_of
from mkdocs_dossier.site.pagination import Rows
from mkdocs_dossier.site.passages import Quoted, in_sentence, quoted

R = TypeVar("R", bound=Record)

#: Estimated bytes of a sentence that names an actor, and of an entry of a chronicle.
_SENTENCE, DATED = 900, 800


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its reading, the statement that vouches for it, and the figures that contradict it."""

    figure: Figure
    reading: Reading | None
    statement: Statement | None
    dossier: Dossier | None
    contradicts: tuple[Figure, ...] = ()
    """The nearest figures that cannot be true together with it."""
    oppositions: tuple[Opposition, ...] = ()
    """How each of these opposes it."""
    may_contradict_more: bool = False
    checked: bool = False
    """Whether the number agrees with the words of its passage."""

    @property
    def as_of(self) -> tuple[Date | None, Date | None]:
        """The time that the number is given for, (from, to); a day is both, None is unknown."""
        figure = self.figure
        return (figure.as_of, figure.as_of) if figure.as_of else (figure.from_, figure.to)

    @property
    def said_on(self) -> Date | None:
        """The day the number was said."""
        return self.statement.said_on if self.statement else None

    @property
    def is_timed(self) -> bool:
        """Whether the number's own time or the day it was said is known."""
        return any(self.as_of) or self.said_on is not None

    @property
    def year_of(self) -> Date | None:
        """The date to file it under: its own time, else the day it was said, else the day it was published."""
        return self.as_of[1] or self.as_of[0] or self.said_on or (self.dossier.published if self.dossier else None)

    @property
    def is_worked_out(self) -> bool:
        """Whether nobody says the number: it is only derived from others."""
        return self.figure.derived_from is not None and self.statement is None

    def opposed(self, way: Opposition) -> list[Figure]:
        """Return the figures that oppose it in one way."""
        return [rival for rival, how in zip(self.contradicts, self.oppositions, strict=True) if how == way]

    @property
    def grade(self) -> str | None:
        """The credibility of the statement that vouches for it."""
        return self.statement.credibility if self.statement else None


def figure_row(collection: Collection, figure: Figure) -> FigureRow:
    """Return a figure's row for a table."""
    reading = number_of(collection, figure)
    statement, dossier = collection.statement_of(figure), collection.dossier_of(figure)
    checked = agrees_with_words(collection, figure)
    rivals, more = rivals_of(collection, figure), may_have_more_rivals(collection, figure)
    oppositions = tuple(opposition(collection, (figure, rival)) for rival in rivals)
    return FigureRow(figure, reading, statement, dossier, rivals, oppositions, more, checked)


def quotes(collection: Collection, records: Iterable[Record]) -> Rows[Quoted | None]:
    """Return the records' passages in their sentences, without the records that have none."""
    found = [record for record in dict.fromkeys(records) if collection.passage_of(record)]
    return Rows(found, partial(quoted, collection))


def figures_in(collection: Collection, figures: Iterable[Figure]) -> Rows[FigureRow]:
    """Return the figures' rows for a table."""
    return Rows(list(dict.fromkeys(figures)), partial(figure_row, collection), 900)


def chronicle_of(records: Iterable[Record | None]) -> Rows[Dated]:
    """Return the dated records in the order of a chronicle."""
    return Rows(in_years(dated_of(records)), None, DATED, _year)


def _year(dated: Dated) -> str:
    day = dated.date.earliest or dated.date.latest
    return str(day.year) if day else ""


def tie_rows(ties: Sequence[Tie], centre: Actor | None = None) -> Rows[GraphRow]:
    """Return the rows of ties in words."""
    return Rows(table_of(ties, centre), None, lambda row: 450 + 400 * min(len(row.records), 20))


def relations_of(collection: Collection, actor: Actor, reverse: str) -> Rows[Relation]:
    """Return the relations from or to an actor, by their `reverse` name, with actors who are not withheld."""
    end = "to" if reverse == "relations_from" else "from_"
    relations = collection.linked(actor, reverse, Relation)
    others = (collection.get(Actor, getattr(relation, end)) for relation in relations)
    found = [tie for tie, other in zip(relations, others, strict=True) if other and not other.withheld]
    return Rows(found, None, 600)


def _sentences_of(collection: Collection, records: Iterable[Record]) -> set[tuple[Dossier, int]]:
    """Return (dossier, position in its article) of every sentence that a page shows with these records."""
    shown = filter(None, (quoted(collection, record) for record in records))
    return {(quote.dossier, number) for quote in shown for number in quote.sentences}


def _is_among(quote: Quoted, shown: Set[tuple[Dossier, int]]) -> bool:
    """Return whether all sentences of a passage are among these."""
    return bool(quote.sentences) and all((quote.dossier, number) in shown for number in quote.sentences)


def passages_but(collection: Collection, record: Record, shown: Iterable[Record]) -> Rows[Quoted]:
    """Return the passages that mention a record, without those whose sentences the records of `shown` show."""
    known = _sentences_of(collection, shown)
    quotes = (quote for dossier in collection.naming(record) for quote in _naming(collection, record, dossier))
    return Rows([quote for quote in quotes if not _is_among(quote, known)], None, _SENTENCE)


def _naming(collection: Collection, record: Record, dossier: Dossier) -> Iterator[Quoted]:
    """Yield the passages of an article that name a record, in their sentences."""
    article = collection.articles[dossier]
    return (in_sentence(record, dossier, article, passage) for passage in article.passages_naming(record))


def mentions_of(collection: Collection, actor: Actor, shown: Iterable[Record]) -> Rows[tuple[Dossier, Quoted | None]]:
    """Return (dossier, sentence that names the actor), each once, without those that the records of `shown` show.

    A dossier all of whose sentences are shown has None instead of a passage.
    """
    known = _sentences_of(collection, shown)
    rows: list[tuple[Dossier, Quoted | None]] = []
    for dossier in collection.naming(actor):
        once = {quote.sentence: quote for quote in _naming(collection, actor, dossier) if not _is_among(quote, known)}
        rows += [(dossier, quote) for quote in once.values()] or [(dossier, None)]
    return Rows(rows, None, _SENTENCE)


#: The most passages of a claim that are shown with it; the first statement's own note lists all that repeat it.
_MOST_PASSAGES = 50
#: The most pairs of claims that contradict each other at the top of a topic's page.
_MOST_CONTRADICTIONS = 3


class ClaimRow(NamedTuple):
    """A claim with its passages, and each claim that contradicts it, with the editors' reason or none."""

    claim: Claim
    passages: list[Quoted]
    against: list[tuple[Claim, str]]
    said_on: Date | None


class Totals(NamedTuple):
    """Counts over all claims of a page; `seen` counts the sources whose original somebody has seen."""

    claims: int
    passages: int
    dossiers: int
    contradicted: int
    sources: int
    seen: int


def totals_of(collection: Collection, statements: Iterable[Statement]) -> Totals:
    """Count the claims that these statements make, and what they are in."""
    shown = _with_passage(collection, statements)
    claims = claims_of(collection, shown)
    contradicted = sum(bool(contradicting(collection, claim)) for claim in claims)
    sources = set(collection.get_all(Source, (name for statement in shown for name in statement.via)))
    seen = sum(source.located == "yes" for source in sources)
    dossiers = {statement.dossier for statement in shown}
    return Totals(len(claims), len(shown), len(dossiers), contradicted, len(sources), seen)


def claims_in_time(
    collection: Collection, statements: Iterable[Statement], *, newest: bool = False, but: Iterable[Statement] = ()
) -> Rows[ClaimRow]:
    """Return a row by date for each claim of these statements, without those that have no passage.

    The `newest` come first, the undated by the day of their article; else the oldest, the undated last. `but` has
    statements whose claims are already on the page.
    """
    known = {claim.root for claim in claims_of(collection, but)}
    claims = claims_of(collection, _with_passage(collection, statements))

    def when(claim: Claim) -> tuple[bool, tuple[date, date, str]]:
        said_on = _said_on(claim)
        day = said_on or time_of(collection, claim.first)
        return said_on is None and not newest, day.sort_key if day else (date.min, date.min, "")

    ordered = sorted((claim for claim in claims if claim.root not in known), key=when, reverse=newest)
    return Rows(ordered, partial(_claim_row, collection), partial(_size_of_claim, collection))


def count_by_claim(
    collection: Collection, statements: Iterable[Statement], named: Callable[[Statement], Iterable[R]]
) -> Counter[R]:
    """Count, for each thing that statements with a passage name, the claims that name it: a page lists each once."""
    own = dict.fromkeys(_with_passage(collection, statements))
    claims = ((s for s in claim.statements if s in own) for claim in claims_of(collection, own))
    return Counter(chain.from_iterable(dict.fromkeys(chain(*map(named, claim))) for claim in claims))


def contradictions_in(collection: Collection, rows: Rows[ClaimRow]) -> list[tuple[Claim, Claim]]:
    """Return the first pairs of claims that contradict each other, each pair once, in the order of the claims' rows."""
    pairs: dict[frozenset[Statement], tuple[Claim, Claim]] = {}
    for claim in rows.items:
        for other in contradicting(collection, claim) if len(pairs) < _MOST_CONTRADICTIONS else ():
            pairs.setdefault(frozenset((claim.root, other.root)), (claim, other))
    return list(pairs.values())[:_MOST_CONTRADICTIONS]


def _with_passage(collection: Collection, statements: Iterable[Statement]) -> list[Statement]:
    return [statement for statement in dict.fromkeys(statements) if collection.passage_of(statement)]


def _claim_row(collection: Collection, claim: Claim) -> ClaimRow:
    passages = filter(None, (quoted(collection, statement) for statement in claim.statements[:_MOST_PASSAGES]))
    against = [(other, _why(collection, claim, other)) for other in contradicting(collection, claim)]
    return ClaimRow(claim, list(passages), against, _said_on(claim))


def _said_on(claim: Claim) -> Date | None:
    """Return the day that the first statement gives, else the day that another gives."""
    return next((statement.said_on for statement in claim.statements if statement.said_on), None)


def _why(collection: Collection, claim: Claim, other: Claim) -> str:
    """Return the first reason that editors give why two claims cannot both be true."""
    facing = ((one, two) for one in claim.statements for two in opposed_to(collection, one))
    return next(filter(None, (why_opposed(collection, *pair) for pair in facing if pair[1] in other.statements)), "")


def _size_of_claim(collection: Collection, claim: Claim) -> int:
    """Estimate the bytes of a claim with its passages and the claims that contradict it."""
    shown = claim.statements[:_MOST_PASSAGES]
    opponents = sum(len(opposed_to(collection, statement)) for statement in shown)
    return 300 + 600 * len(shown) + 150 * len(claim.first.via) + 600 * opponents
