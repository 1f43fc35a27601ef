"""A passage with its sentence, as backlinks show it."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.spans import Spans
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.record import Record


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage, and the span of its sentences in the article's text."""

    record: Record
    dossier: Dossier
    article: Article
    passage: Passage
    start: int
    end: int

    @property
    def before(self) -> str:
        """The text before the passage."""
        return self._text(self.start, self.passage.start)

    @property
    def words(self) -> str:
        """The words of the passage."""
        return self._text(self.passage.start, self.passage.end)

    @property
    def after(self) -> str:
        """The text after the passage."""
        return self._text(self.passage.end, self.end)

    @property
    def sentence(self) -> str:
        """The whole text."""
        return self._text(self.start, self.end)

    @property
    def sentences(self) -> range:
        """The positions of its sentences in the article; empty if only the passage may be shown, or outside of any."""
        first, last = self.article.sentences.at(self.start), self.article.sentences.at(self.end - 1)
        return range(first, last + 1) if self.dossier.publish == "full" and first >= 0 else range(0)

    def _text(self, start: int, end: int) -> str:
        return self.article.text[start:end].replace("\n", " ")


def quoted(collection: Collection, record: Record) -> Quoted | None:
    """Return the record's passage in its sentence; None if it has none."""
    found = _place_of(collection, record)
    return in_sentence(record, *found) if found else None


def words_and_sentence(collection: Collection, record: Record) -> tuple[str, str] | None:
    """Return the words of the record's passage, and its sentence, for exports; None if it has none."""
    if (found := _place_of(collection, record)) is None:
        return None
    dossier, article, passage = found
    text, (start, end) = article.text, _span(dossier, article, passage)
    return text[passage.start : passage.end].replace("\n", " "), text[start:end].replace("\n", " ")


def _place_of(collection: Collection, record: Record) -> tuple[Dossier, Article, Passage] | None:
    dossier = collection.dossier_of(record)
    article = collection.articles.get(dossier) if dossier else None
    passage = article.passages.get(record) if article else None
    return None if dossier is None or article is None or passage is None else (dossier, article, passage)


def has_passage(collection: Collection, record: Record) -> bool:
    """Whether the record has a passage to quote."""
    article = collection.article_of(record)
    return article is not None and record in article.passages


def in_sentence(record: Record, dossier: Dossier, article: Article, passage: Passage) -> Quoted:
    """Return a passage in its sentence.

    Args:
        record: the record that quotes it.
        dossier: the record's dossier.
        article: the dossier's article.
        passage: the passage in the article.

    Returns:
        The passage with its sentence; of an excerpt, the passage alone.
    """
    return Quoted(record, dossier, article, passage, *_span(dossier, article, passage))


def _span(dossier: Dossier, article: Article, passage: Passage) -> tuple[int, int]:
    """Return start and end of the passage's sentences; an excerpt may show only the passage."""
    if dossier.publish == "full":
        return sentences_around(article.sentences, passage)
    return passage.start, passage.end


def sentences_around(sentences: Spans, passage: Passage) -> tuple[int, int]:
    """Return the start of the passage's first sentence and the end of its last."""
    first, last = sentences.at(passage.start), sentences.at(passage.end - 1)
    start = sentences[first][0] if first >= 0 else passage.start
    end = sentences[last][1] if last >= 0 else passage.end
    return min(start, passage.start), max(end, passage.end)
