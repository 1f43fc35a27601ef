"""Measure how many of the sentences that need an annotation have one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_dossier.article.quotes import Passage, Searchable, Selector
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.completing import cues_of
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.figures import numbers_of
from mkdocs_dossier.language.units import measures_time
from mkdocs_dossier.model.records import Dossier, Mention, Omission, Record


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of sentences with a number, quotation or attribution that are annotated, and those that are not."""

    share: float
    """From 0 to 1; 1 if no sentence needs an annotation."""
    needing: int
    uncovered: tuple[tuple[int, int], ...]
    """(start, end) offsets in the article's text."""


@derived
def coverage_of(collection: Collection, dossier: Dossier) -> Coverage:
    """Measure how much of its article a dossier's annotations cover."""
    article = collection.articles[dossier]
    free = set(_free(article))
    omitted = frozenset(omitted_sentences(collection, dossier).values())
    needing = list(_needing(collection, dossier, (span for span in article.sentences if span not in omitted)))
    uncovered = tuple(span for span in needing if span in free)
    return Coverage(1 - len(uncovered) / len(needing) if needing else 1.0, len(needing), uncovered)


def uncovered_sentences(collection: Collection, dossier: Dossier) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences that need an annotation and have none, without reading the annotated ones."""
    return _needing(collection, dossier, free_sentences(collection, dossier))


def free_sentences(collection: Collection, dossier: Dossier, *ignored: type[Record]) -> Iterator[tuple[int, int]]:
    """Yield the sentences, not omitted, that no passage touches, except those of mentions and `ignored` kinds."""
    omitted = frozenset(omitted_sentences(collection, dossier).values())
    return (span for span in _free(collection.articles[dossier], *ignored) if span not in omitted)


def needed_omissions(collection: Collection, dossier: Dossier) -> set[tuple[int, int]]:
    """Return the spans of the omitted sentences that no passage touches, and that hold a number, quotation or cue."""
    omitted = set(omitted_sentences(collection, dossier).values())
    free = _free(collection.articles[dossier]) if omitted else ()
    return set(_needing(collection, dossier, omitted.intersection(free)))


def omitted_sentences(collection: Collection, dossier: Dossier) -> dict[Omission, tuple[int, int]]:
    """Map each omission to the span of its sentence, found by its exact words or its beginning."""
    found: dict[Omission, tuple[int, int]] = {}
    if not (omissions := collection.inside(dossier, Omission)):
        return found
    article = collection.articles[dossier]
    text = Searchable(article.text)
    for omission in omissions:
        passage = text.find(Selector(omission.quote))
        at = article.sentences.at(passage.start) if isinstance(passage, Passage) else -1
        if at >= 0:
            found[omission] = article.sentences[at]
    return found


def _free(article: Article, *ignored: type[Record]) -> Iterator[tuple[int, int]]:
    """Yield the sentences that no passage touches: naming somebody annotates no claim."""
    placed = article.passages.items()
    passages = sorted((held.start, held.end) for record, held in placed if not isinstance(record, (Mention, *ignored)))
    at = reach = 0
    for start, end in article.sentences:
        while at < len(passages) and passages[at][0] < end:
            reach = max(reach, passages[at][1])
            at += 1
        if reach <= start:
            yield start, end


def _needing(collection: Collection, dossier: Dossier, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the sentences that hold a cue or a number other than an age, as in “der 20-jährige Soldat”."""
    for start, end in spans:
        words = collection.articles[dossier].text[start:end]
        if cues_of(collection, dossier).between(start, end) or any(
            not (number.compound and measures_time(number.unit))
            for number in numbers_of(collection, words, collection.language_of(dossier))
        ):
            yield start, end
