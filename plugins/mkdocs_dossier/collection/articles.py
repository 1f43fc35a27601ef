"""The articles of dossiers as the site shows them, with the passages of their annotations."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from mkdocs_dossier.article.markdown import Rendered
from mkdocs_dossier.article.names import Names
from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.spans import Spans
from mkdocs_dossier.incremental.tracking import TRACKER, key_of
from mkdocs_dossier.model.records import Actor, Dossier, Mention, Record

if TYPE_CHECKING:
    from _collections_abc import dict_items

R = TypeVar("R", bound=Record)


class Passages(dict[Record, Passage]):
    """Record → passage in an article; iterating tracks its records as read."""

    def __iter__(self) -> Iterator[Record]:
        TRACKER.read_records(super().keys())
        return super().__iter__()

    def items(self) -> "dict_items[Record, Passage]":
        """Return all records with their passages."""
        TRACKER.read_records(super().keys())
        return super().items()

    def of(self, model: type[R]) -> Iterator[tuple[R, Passage]]:
        """Yield the records of one kind with their passages; the article itself tracks which records there are."""
        for record, passage in super().items():
            if isinstance(record, model):
                if TRACKER.current is not None:
                    TRACKER.current.add(key_of(record))
                yield record, passage

    def __reduce__(self) -> "tuple[type[Passages], tuple[dict[Record, Passage]]]":
        return Passages, (dict(super().items()),)


@dataclass(frozen=True, slots=True, order=True)
class Mentioned:
    """A span of the visible text that mentions a place, source, agreement or event without a written mention."""

    start: int
    end: int
    noun: str
    id: str


@dataclass(frozen=True, slots=True)
class Article:
    """A dossier's rendered article, with its passages, names and sentences as spans of the visible text."""

    rendered: Rendered
    passages: Passages = field(default_factory=Passages)
    named: Names = Names()
    sentences: Spans = Spans()
    unshown: tuple[tuple[str, str], ...] = ()
    """(noun, id) of the records named only in the unpublished rest of an excerpt."""
    mentioned: tuple[Mentioned, ...] = ()
    replaced: tuple[Mentioned, ...] = ()
    """Mentions that would be found automatically, but are written as records: those records are needless."""

    @property
    def text(self) -> str:
        """The visible text, blocks separated by line feeds."""
        return self.rendered.text

    def passages_naming(self, record: Record) -> list[Passage]:
        """Return the passages that name or mention a record, found or set by a written mention, in order."""
        found = [Passage(*span) for span in self.named.naming(record.id)] if isinstance(record, Actor) else []
        found += [passage for passage, name in self.mentioning(record.noun) if name == record.id]
        return sorted(found, key=lambda passage: passage.start)

    def mentioning(self, noun: str) -> list[tuple[Passage, str]]:
        """Return the passages that mention records of a kind, in order, with their ids; of actors, the written ones."""
        found = [(Passage(one.start, one.end), one.id) for one in self.mentioned if one.noun == noun]
        written = ((passage, mention) for mention, passage in self.passages.of(Mention) if not mention.forbid)
        found += ((passage, name) for passage, mention in written if (name := getattr(mention, noun)))
        return sorted(found, key=lambda one: one[0].start)

    def words(self, record: Record) -> str:
        """Return the words of the record's passage; empty if it has none or it was not found."""
        passage = self.passages.get(record)
        return self.text[passage.start : passage.end] if passage else ""

    def sentences_around(self, passage: Passage) -> tuple[int, int]:
        """Return the start of the passage's first sentence and the end of its last."""
        first, last = self.sentences.at(passage.start), self.sentences.at(max(passage.end - 1, passage.start))
        start = self.sentences[first][0] if first >= 0 else passage.start
        end = self.sentences[last][1] if last >= 0 else passage.end
        return start, max(end, passage.end)


class Shown:
    """The visible part of an excerpt: the title, and the passages of annotations except mentions."""

    def __init__(self, dossier: Dossier, passages: Mapping[Record, Passage]) -> None:
        self._title = len(dossier.title)
        annotated = sorted((at.start, at.end) for record, at in passages.items() if not isinstance(record, Mention))
        self._starts = [start for start, _ in annotated]
        self._furthest = list(accumulate((end for _, end in annotated), max))
        """For each passage, the furthest end of it and those before."""

    def holds(self, start: int, end: int) -> bool:
        """Return whether the excerpt shows all of the text between two offsets of the visible text."""
        before = bisect_right(self._starts, start)
        return end <= self._title or (before > 0 and self._furthest[before - 1] >= end)


def by_position(passages: Mapping[Record, Passage]) -> list[Record]:
    """Sort the records by their passages; of two that start together, the longer comes first."""
    return sorted(passages, key=lambda record: (passages[record].start, -passages[record].end, record.id))


class Articles(dict[Dossier, Article]):
    """Dossier → article, of every dossier; looking one up tracks it as read, and its dossier."""

    def __getitem__(self, dossier: Dossier) -> Article:
        TRACKER.read(key_of(dossier), ("article", dossier.id))
        return super().__getitem__(dossier)

    def get(self, dossier: Dossier, default: Any = None) -> Any:
        """Return the dossier's article, if it has been read."""
        if dossier in self:
            TRACKER.read(key_of(dossier), ("article", dossier.id))
        return super().get(dossier, default)

    def items(self) -> "dict_items[Dossier, Article]":
        """Return all articles with their dossiers."""
        TRACKER.read(("kind", Dossier.noun), *(("article", dossier.id) for dossier in self))
        return super().items()
