"""Propose figures for the numbers of an article that nobody has annotated."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping

from mkdocs_dossier.article.quotes import Searchable
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.coverage import omitted_sentences
from mkdocs_dossier.evidence.figures import language_of, numbers_of
from mkdocs_dossier.language.numbers.reading import NumberReading
from mkdocs_dossier.language.units import measures_time
from mkdocs_dossier.language.words import keys_of
from mkdocs_dossier.model.claims import Figure
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.subjects import Quantity
from mkdocs_dossier.suggestions.proposals import Candidate, FreeIds, NewRecord, Proposal, Reason, Tier, anchor_of

#: In letters: what two forms of a noun have in common, “Toten” and “Tote”, and by how many they may differ.
_STEM, _ENDING = 4, 2
#: In characters: the way from a number to its noun, and how many quantities are offered.
_NEAR, _OFFERED = 30, 3


def figures(collection: Collection, dossier: Dossier, ids: FreeIds) -> Iterator[Proposal]:
    """Propose a figure for each number that no figure holds; its value is read from the words.

    Args:
        collection: The collection, which is not changed.
        dossier: The article's dossier.
        ids: Gives the ids of the proposed records.
    """
    article, language = collection.articles[dossier], language_of(collection, dossier)
    omitted = set(omitted_sentences(collection, dossier).values())
    held = sorted((passage.start, passage.end) for _, passage in article.passages.of(Figure))
    searchable = Searchable(article.text)
    for start, end in article.sentences:
        for number in () if (start, end) in omitted else numbers_of(collection, article.text[start:end], language):
            if number.compound and measures_time(number.unit):
                continue
            first, last = start + number.start, start + number.end
            before = bisect_right(held, (last, 0)) - 1
            if before >= 0 and held[before][1] > first:
                continue
            noun = article.text.find(number.noun, last, min(last + _NEAR, end)) if number.noun else -1
            anchor = anchor_of(searchable, first, noun + len(number.noun) if noun >= 0 else last)
            if anchor is not None:
                yield _proposed(collection, number, anchor, ids, (start, end), (first, last))


def _proposed(
    collection: Collection,
    number: NumberReading,
    anchor: dict[str, str],
    ids: FreeIds,
    sentence: tuple[int, int],
    span: tuple[int, int],
) -> Proposal:
    found = _quantities(collection, number)[:_OFFERED]
    known = [Candidate(str(quantity.label), {"quantity": quantity.id}) for _, quantity in found]
    sure = len(found) == 1 or (found and found[0][0] < found[1][0])
    only = known[0].fields if sure else {}
    name = ids.for_words("figure", f"{number.noun or 'figure'} {number.unit}")
    tier = Tier.LIKELY if only else Tier.LOOK
    reason = Reason.COUNTED if only else Reason.NUMBER
    read = {"value": str(number.amount), **({"unit": number.unit} if number.unit else {})}
    quantity = slug(number.noun)
    if number.noun and collection.get(Quantity, quantity) is None:
        unit = {"unit": number.unit} if number.unit else {}
        new = NewRecord("quantity", quantity, {"label": number.noun, "kind": "count", **unit})
        known.append(Candidate(number.noun, {"quantity": quantity}, (new,)))
    known.append(Candidate("", {}))
    return Proposal("figure", name, {**anchor, **only}, *sentence, tier, reason, (span,), read, tuple(known))


def _quantities(collection: Collection, number: NumberReading) -> list[tuple[int, Quantity]]:
    """Return the quantities of the number's unit whose labels have its noun, the nearer to the beginning the better."""
    noun = number.noun.lower()
    found = {}
    for at, word, quantity in _by_stem(collection).get(noun[:_STEM], ()):
        shorter, longer = sorted((noun, word), key=len)
        if longer.startswith(shorter) and len(longer) <= len(shorter) + _ENDING:
            if (quantity.unit or number.unit) == number.unit:
                found.setdefault(quantity, at)
    return sorted(((at, quantity) for quantity, at in found.items()), key=lambda one: (one[0], one[1].id))


@derived
def _by_stem(collection: Collection) -> Mapping[str, tuple[tuple[int, str, Quantity], ...]]:
    """Map the beginnings of words to (position in a label, word, quantity)."""
    found: dict[str, list[tuple[int, str, Quantity]]] = defaultdict(list)
    for quantity in collection.of(Quantity):
        for label in dict.fromkeys((str(quantity.label), *quantity.label.translations.values())):
            for at, word in enumerate(keys_of(label)):
                if len(word) >= _STEM:
                    found[word[:_STEM]].append((at, word, quantity))
    return {stem: tuple(quantities) for stem, quantities in found.items()}
