"""What stands where in the articles of dossiers: as the site shows them, with the passages of their annotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeVar

from mkdocs_dossier.article.markdown import Rendered
from mkdocs_dossier.article.names import Names
from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.spans import Spans
from mkdocs_dossier.incremental.tracking import TRACKER, key_of
from mkdocs_dossier.model.claims import Mention
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record

R = TypeVar("R", bound=Record)


class Passages(dict[Record, Passage]):
    """Where in an article its records are anchored; which records are gone through is taken down."""

    def __iter__(self) -> Iterator[Record]:
        self._gone_through()
        return super().__iter__()

    def items(self) -> Any:
        """All records with their passages."""
        self._gone_through()
        return super().items()

    def of(self, model: type[R]) -> Iterator[tuple[R, Passage]]:
        """The records of one kind with their passages; which others there are is known by the article itself."""
        for record, passage in super().items():
            if isinstance(record, model):
                if TRACKER.current is not None:
                    TRACKER.current.add(key_of(record))
                yield record, passage

    def __reduce__(self) -> tuple[type[Passages], tuple[dict[Record, Passage]]]:
        return Passages, (dict(super().items()),)

    def _gone_through(self) -> None:
        if TRACKER.current is not None:
            TRACKER.current.update(map(key_of, super().keys()))


@dataclass(frozen=True, slots=True)
class Article:
    """A dossier's article as rendered, and what stands where in its visible text."""

    rendered: Rendered
    passages: Passages = field(default_factory=Passages)
    named: Names = Names()
    sentences: Spans = Spans()
    unshown: tuple[str, ...] = ()
    """The ids of the actors that are named only in the unpublished rest of an excerpt."""

    @property
    def text(self) -> str:
        """What a reader sees, blocks separated by line feeds."""
        return self.rendered.text

    def passages_naming(self, actor: Actor) -> list[Passage]:
        """Where the article names an actor, found by name or said by a mention, in order."""
        found = [Passage(start, end) for start, end in self.named.naming(actor.id)]
        found += [
            passage
            for mention, passage in self.passages.of(Mention)
            if mention.actor == actor.id and not mention.forbid
        ]
        return sorted(found, key=lambda passage: passage.start)

    def words(self, record: Record) -> str:
        """The exact words of the record's passage; empty if it has none that was found."""
        passage = self.passages.get(record)
        return self.text[passage.start : passage.end] if passage else ""

    def sentences_around(self, passage: Passage) -> tuple[int, int]:
        """Where the first sentence that a passage touches begins, and where the last one ends."""
        first, last = self.sentences.at(passage.start), self.sentences.at(max(passage.end - 1, passage.start))
        if first < 0:
            return passage.start, passage.end
        return self.sentences[first][0], max(self.sentences[last][1], passage.end)


class Shown:
    """What an excerpt shows of its article: the title, and the words of annotations that are more than names."""

    def __init__(self, dossier: Dossier, passages: Mapping[Record, Passage]) -> None:
        self._title = len(dossier.title)
        annotated = sorted(
            (held.start, held.end) for record, held in passages.items() if not isinstance(record, Mention)
        )
        self._starts = [start for start, _ in annotated]
        self._furthest = list(accumulate((end for _, end in annotated), max))
        """The end of the longest of the passages up to each."""

    def holds(self, start: int, end: int) -> bool:
        """Whether all of the words between two offsets of the visible text are shown."""
        before = bisect_right(self._starts, start)
        return end <= self._title or (before > 0 and self._furthest[before - 1] >= end)


def by_position(passages: Mapping[Record, Passage]) -> list[Record]:
    """The records in the order in which a reader meets their passages; of two that begin together the longer first."""
    return sorted(passages, key=lambda record: (passages[record].start, -passages[record].end, record.id))


class Articles(dict[Dossier, Article]):
    """The article of each dossier; which of them is read is taken down."""

    def __getitem__(self, dossier: Dossier) -> Article:
        if TRACKER.current is not None:
            TRACKER.current.add(key_of(dossier))
        return super().__getitem__(dossier)

    def get(self, dossier: Dossier, default: Any = None) -> Any:
        """The dossier's article, if it has been read."""
        if TRACKER.current is not None and dossier in self:
            TRACKER.current.add(key_of(dossier))
        return super().get(dossier, default)

    def items(self) -> Any:
        """All articles with their dossiers."""
        if TRACKER.current is not None:
            TRACKER.current.add(("kind", Dossier.noun))
            TRACKER.current.update(map(key_of, self))
        return super().items()
