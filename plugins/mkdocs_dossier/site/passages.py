"""A passage with the sentence it stands in: what a backlink carries."""

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
    """A passage, and from where to where in the article the sentences run that it stands in."""

    record: Record
    dossier: Dossier
    article: Article
    passage: Passage
    start: int
    end: int

    @property
    def before(self) -> str:
        """What stands before the words."""
        return self._text(self.start, self.passage.start)

    @property
    def words(self) -> str:
        """The words of the passage."""
        return self._text(self.passage.start, self.passage.end)

    @property
    def after(self) -> str:
        """What stands behind them."""
        return self._text(self.passage.end, self.end)

    @property
    def sentence(self) -> str:
        """All of it."""
        return self._text(self.start, self.end)

    def _text(self, start: int, end: int) -> str:
        return self.article.text[start:end].replace("\n", " ")


def quoted(collection: Collection, record: Record) -> Quoted | None:
    """The record's passage in its sentence; None if it has none."""
    found = _place_of(collection, record)
    return in_sentence(record, *found) if found else None


def words_and_sentence(collection: Collection, record: Record) -> tuple[str, str] | None:
    """The words of the record's passage, and its sentence: the two of which data are made."""
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
    """Whether there is a passage to quote."""
    article = collection.article_of(record)
    return article is not None and record in article.passages


def in_sentence(record: Record, dossier: Dossier, article: Article, passage: Passage) -> Quoted:
    """A passage in its sentence."""
    return Quoted(record, dossier, article, passage, *_span(dossier, article, passage))


def _span(dossier: Dossier, article: Article, passage: Passage) -> tuple[int, int]:
    """From where to where its sentences run; of an excerpt only the passage may be shown."""
    if dossier.publish == "full":
        return sentences_around(article.sentences, passage)
    return passage.start, passage.end


def sentences_around(sentences: Spans, passage: Passage) -> tuple[int, int]:
    """From the beginning of the sentence in which the passage begins to the end of that in which it ends."""
    first, last = sentences.at(passage.start), sentences.at(passage.end - 1)
    start = sentences[first][0] if first >= 0 else passage.start
    end = sentences[last][1] if last >= 0 else passage.end
    return min(start, passage.start), max(end, passage.end)
