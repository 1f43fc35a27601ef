"""A passage with its sentence, as backlinks show it."""

from dataclasses import dataclass

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.model.records import Dossier, Record


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
    dossier, article = collection.dossier_of(record), collection.article_of(record)
    passage = collection.passage_of(record)
    return in_sentence(record, dossier, article, passage) if dossier and article and passage else None


def in_sentence(record: Record, dossier: Dossier, article: Article, passage: Passage) -> Quoted:
    """Return the passage of a record in its sentence, with the span to show; of an excerpt, the passage alone."""
    is_full = dossier.publish == "full"
    span = article.sentences_around(passage) if is_full else (passage.start, passage.end)
    return Quoted(record, dossier, article, passage, *span)
