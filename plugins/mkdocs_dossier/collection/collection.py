"""Every record of a site, indexed, with the links between them in both directions. Built once, then read-only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import InitVar, dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.spans import with_overlapping
from mkdocs_dossier.collection.articles import Article, Articles
from mkdocs_dossier.incremental.memo import Memory, NoMemory
from mkdocs_dossier.incremental.tracking import TRACKER, Answers, key_of
from mkdocs_dossier.model.kinds import BY_NOUN, Link, Way, links, named_by
from mkdocs_dossier.model.records import MENTIONABLE, Actor, Dossier, Figure, Mention, Record, Statement
from mkdocs_dossier.problems import Location
from mkdocs_dossier.reading.locate import Places
from mkdocs_dossier.reading.unread import keys_of
from mkdocs_dossier.syntax.yaml import USUAL, Limits

R = TypeVar("R", bound=Record)
#: A reference to a missing record: (record, field, path to the value, name).
Unresolved = tuple[Record, Link, Way, str]

#: Reverse links whose records' own links also appear on a page: narrower topics, citing sources, voices.
_LEADING_ON = ("narrower", "cited_by", "publishes", "voices", "quantities")


@dataclass(eq=False, repr=False)
class Collection:
    """All records by kind and key, their links, and their articles."""

    records: InitVar[Iterable[Record]]
    base: Path = Path()
    """The folder that the paths in locations are relative to."""
    language: str = "de"
    """The site's language tag."""
    refused: Set[tuple[str, str]] = frozenset()
    """(noun, key) of records that are written but faulty or unreadable."""
    folder: Path = Path()
    variant: str = ""
    """Empty; else the name of a collection made from another by leaving something out."""
    memory: Memory = field(default_factory=NoMemory)
    """Remembers derived values between loads."""
    limits: Limits = USUAL
    """The limits of a file of the collection."""

    def __post_init__(self, records: Iterable[Record]) -> None:
        self._places = Places(self.base)
        self._records: dict[str, dict[str, Record]] = {noun: {} for noun in BY_NOUN}
        self._former: dict[tuple[str, str], str] = {}
        """(kind, former id or key) → key."""
        self._of_dossier: dict[str, dict[str, list[Record]]] = defaultdict(dict)
        self.articles = Articles()
        self._enclosing: dict[Figure, Statement] = {}
        self._naming: dict[Record, Counter[Dossier]] = defaultdict(Counter)
        self.answers: defaultdict[object, Answers[Any]] = defaultdict(Answers)
        """The cached answers of `derived` questions."""
        for record in records:
            self._records[record.noun].setdefault(record.key, record)
        for record in self:
            self._of_dossier[record.dossier].setdefault(record.noun, []).append(record)
            for old in record.formerly:
                self._former.setdefault((record.noun, f"{record.dossier}/{old}" if record.local else old), record.key)

    def complete(self, completed: Iterable[Statement]) -> None:
        """Put completed statements in the place of those with their keys; only while the collection is built."""
        known = self._records[Statement.noun]
        known.update((statement.key, statement) for statement in completed)
        for records in self._of_dossier.values():
            if Statement.noun in records:
                records[Statement.noun] = [known[statement.key] for statement in records[Statement.noun]]

    @cached_property
    def _connections(self) -> tuple[dict[str, dict[Record, list[Record]]], list[Unresolved]]:
        linked: defaultdict[str, dict[Record, list[Record]]] = defaultdict(dict)
        unresolved: list[Unresolved] = []
        with TRACKER.pausing():
            for record in self:
                for link, way, name in named_by(record):
                    if target := self.find(name, *link.ref.kinds, dossier=record.dossier):
                        linked[link.ref.reverse].setdefault(target, []).append(record)
                    else:
                        unresolved.append((record, link, way, name))
        return linked, unresolved

    @cached_property
    def _linked(self) -> dict[str, dict[Record, list[Record]]]:
        """Reverse name → record → the records that name it."""
        return self._connections[0]

    @property
    def unresolved(self) -> list[Unresolved]:
        """The references to missing records."""
        return self._connections[1]

    def __iter__(self) -> Iterator[Record]:
        TRACKER.read(*(("kind", noun) for noun in self._records))
        for records in self._records.values():
            yield from records.values()

    def __len__(self) -> int:
        return sum(len(records) for records in self._records.values())

    def of(self, model: type[R]) -> list[R]:
        """Return all records of one kind, in the order they were read."""
        TRACKER.read(("kind", model.noun))
        return list(self._records[model.noun].values())  # type: ignore[arg-type]

    def find(self, name: str, *nouns: str, dossier: str = "") -> Record | None:
        """Return a record; None if there is none.

        Args:
            name: the record's id, or the key of another dossier's.
            nouns: the kinds it may be of, in order.
            dossier: the dossier in which to look up a local id first.
        """
        for noun in nouns:
            if record := self.get(BY_NOUN[noun].model, name, dossier):
                return record
        return None

    def get(self, model: type[R], name: str, dossier: str = "") -> R | None:
        """Return the record of one kind by its key; None if there is none.

        Args:
            model: the kind's model.
            name: the record's id, or the key of another dossier's.
            dossier: the dossier in which to look up a local id first.
        """
        if not name:
            return None
        records = self._records[model.noun]
        record = (records.get(f"{dossier}/{name}") if model.local else None) or records.get(name)
        if TRACKER.current is not None:
            TRACKER.current.add(("name", model.noun, dossier, name) if record is None else key_of(record))
        return record  # type: ignore[return-value]

    def get_all(self, model: type[R], names: Iterable[str], dossier: str = "") -> list[R]:
        """Return the records of one kind with these keys, in order, without those that do not exist.

        Args:
            model: the kind's model.
            names: the records' ids, or the keys of other dossiers'.
            dossier: the dossier in which to look up a local id first.
        """
        return [record for name in names if (record := self.get(model, name, dossier))]

    def is_refused(self, name: str, *nouns: str, dossier: str = "") -> bool:
        """Return whether a record of some kinds is written but faulty, or may be in an unreadable file."""
        TRACKER.read(("refused",))
        return any((noun, key) in self.refused for noun in nouns for key in keys_of(name, noun, dossier))

    def former(self, name: str, noun: str, dossier: str = "") -> Record | None:
        """Return the record with a former id or key, a local one in its dossier."""
        TRACKER.read(("formers",))
        key = self._former.get((noun, name)) or self._former.get((noun, f"{dossier}/{name}"), "")
        return self._records[noun].get(key)

    def formers(self) -> Iterator[tuple[str, Record]]:
        """Yield every former id with its record."""
        TRACKER.read(("formers",))
        for (noun, name), key in self._former.items():
            yield name, self._records[noun][key]

    def linked(self, record: Record, reverse: str, model: type[R]) -> list[R]:
        """Return the records that name a record.

        Args:
            record: the record named.
            reverse: the reverse name of the field that names it, such as `said`.
            model: the model of the records to return.
        """
        found = list(dict.fromkeys(self._linked[reverse].get(record, ())))
        TRACKER.read(("links", record.noun, record.key, reverse))
        TRACKER.read_records(found)
        return found  # type: ignore[return-value]

    def linking(self, record: Record, only: str = "") -> Iterator[tuple[str, Record]]:
        """Yield (reverse, record) for the records that name it, in any field or in those with the reverse `only`."""
        TRACKER.read(("links", record.noun, record.key, *([only] if only else [])))
        for reverse in (only,) if only else _reverses(record.noun):
            for other in self._linked[reverse].get(record, ()):
                yield reverse, other

    def reaches(self, record: Record, more_than: int) -> bool:
        """Estimate whether more than `more_than` records name it, name what names it, or belong below it.

        Nothing is tracked: the caller must read all records.
        """
        found = self._naming[record].total() if record in self._naming else 0
        if found > more_than:
            return True
        waiting, seen = [record], {record}
        for current in waiting:
            for reverse in _reverses(current.noun):
                for other in self._linked[reverse].get(current, ()):
                    found += 1 + self._times_named[other]
                    if found > more_than:
                        return True
                    if reverse in _LEADING_ON and other not in seen:
                        seen.add(other)
                        waiting.append(other)
        return False

    @cached_property
    def _times_named(self) -> Counter[Record]:
        """The number of times that others name each record."""
        times: Counter[Record] = Counter()
        for linked in self._linked.values():
            for record, others in linked.items():
                times[record] += len(others)
        return times

    def anchor(self, dossier: Dossier, article: Article) -> None:
        """Add a dossier's article with its passages; only while the collection is built."""
        self.articles[dossier] = article
        named = [("actor", name) for name in article.named.actors]
        named += ((one.noun, one.id) for one in article.mentioned)
        written = [mention for mention, _ in article.passages.of(Mention) if not mention.forbid]
        named += ((noun, getattr(mention, noun)) for mention in written for noun in MENTIONABLE)
        for noun, name in named:
            if record := self._records[noun].get(name):
                self._naming[record][dossier] += 1
        placed = article.passages.items()
        statements = [(at.start, at.end, (at, record)) for record, at in placed if isinstance(record, Statement)]
        figures = {figure: at for figure, at in placed if isinstance(figure, Figure) and not figure.statement}
        in_order = sorted(figures, key=lambda figure: figures[figure].start)
        around = with_overlapping((figures[figure] for figure in in_order), statements)
        overlapping = {figure: found for figure, (_, found) in zip(in_order, around, strict=True)}
        for figure, passage in figures.items():
            if holding := [(at, statement) for at, statement in overlapping[figure] if at.holds(passage)]:
                _, statement = min(holding, key=lambda found: (len(found[0]), -found[0].start))
                self._enclosing[figure] = statement
                self._linked["figures"].setdefault(statement, []).append(figure)

    def inside(self, dossier: Dossier, model: type[R]) -> list[R]:
        """Return the records of one kind in a dossier's folder."""
        self._look_into(dossier)
        return self._of_dossier.get(dossier.id, {}).get(model.noun, [])  # type: ignore[return-value]

    def written_in(self, dossier: Dossier) -> Iterator[Record]:
        """Yield all records in a dossier's folder, kind by kind."""
        self._look_into(dossier)
        return self.in_folder(dossier.id)

    def in_folder(self, name: str) -> Iterator[Record]:
        """Yield all records in a dossier's folder, even if it has no article."""
        for records in self._of_dossier.get(name, {}).values():
            yield from records

    def _look_into(self, dossier: Dossier) -> None:
        TRACKER.read(key_of(dossier), ("folder", dossier.id))

    def dossier_of(self, record: Record) -> Dossier | None:
        """Return the dossier whose folder contains the record."""
        return self.get(Dossier, record.dossier)

    def language_of(self, record: Record) -> str:
        """Return the language of the record's article, which may be the site's; a dossier has its own article."""
        dossier = record if isinstance(record, Dossier) else self.dossier_of(record)
        return (dossier.language if dossier else "") or self.language

    def article_of(self, record: Record) -> Article | None:
        """Return the article that the record may be anchored to."""
        dossier = self.dossier_of(record)
        return self.articles[dossier] if dossier else None

    def passage_of(self, record: Record) -> Passage | None:
        """Return the record's passage in its article; None if it has none."""
        article = self.article_of(record)
        return article.passages.get(record) if article else None

    @property
    def withheld(self) -> list[Actor]:
        """The actors whose names are not published."""
        return [actor for actor in self.of(Actor) if actor.withheld]

    def naming(self, record: Record) -> list[Dossier]:
        """Return the dossiers whose articles name or mention a record."""
        found = list(self._naming.get(record, ()))
        TRACKER.read(("naming", record.noun, record.id))
        TRACKER.read_records(found)
        return found

    def words_of(self, record: Record) -> str:
        """Return the words of the record's passage; empty if it has none."""
        article = self.article_of(record)
        return article.words(record) if article else ""

    def statement_of(self, figure: Figure) -> Statement | None:
        """Return the statement of a figure: the one it names, else the smallest whose passage contains it."""
        if figure.statement:
            return self.get(Statement, figure.statement, figure.dossier)
        statement = self._enclosing.get(figure)
        TRACKER.read(("article", figure.dossier))
        TRACKER.read_records([statement] if statement else [])
        return statement

    def place(self, record: Record, *way: str | int) -> Location:
        """Return the place of a field of the record."""
        return self.memory.of(("place", record, way), lambda: self._places.of(record, *way))


@cache
def _reverses(noun: str) -> tuple[str, ...]:
    """Return the reverse names of the fields that can name this kind."""
    named = {link.ref.reverse for kind in BY_NOUN.values() for link in links(kind.model) if noun in link.ref.kinds}
    return tuple(sorted(named))
