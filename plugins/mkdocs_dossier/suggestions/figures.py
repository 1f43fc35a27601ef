"""Propose figures for the numbers of an article that nobody has annotated."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.coverage import omitted_sentences
from mkdocs_dossier.evidence.figures import language_of, numbers_of
from mkdocs_dossier.language.numbers.reading import NumberReading
from mkdocs_dossier.language.units import measures_time
from mkdocs_dossier.language.words import keys_of
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.records import Figure, Quantity
from mkdocs_dossier.suggestions.proposals import Choice, Draft, NewRecord, Proposal, Tier

#: In letters: what two forms of a noun have in common, “Toten” and “Tote”, and by how many they may differ.
_STEM, _ENDING = 4, 2
#: In characters: the way from a number to its noun; and how many quantities are offered.
_NEAR, _OFFERED = 30, 3


def figures(draft: Draft) -> Iterator[Proposal]:
    """Propose a figure for each number of an article that no figure holds; its value is read from the words."""
    collection, text = draft.collection, draft.article.text
    omitted = set(omitted_sentences(collection, draft.dossier).values())
    held = sorted((passage.start, passage.end) for _, passage in draft.article.passages.of(Figure))
    for start, end in (span for span in draft.article.sentences if span not in omitted):
        for number in numbers_of(collection, text[start:end], language_of(collection, draft.dossier)):
            first, last = start + number.start, start + number.end
            before = bisect_right(held, (last, 0)) - 1
            if (before >= 0 and held[before][1] > first) or (number.compound and measures_time(number.unit)):
                continue
            noun = text.find(number.noun, last, min(last + _NEAR, end)) if number.noun else -1
            if anchor := draft.anchor(first, noun + len(number.noun) if noun >= 0 else last):
                known = _quantities(collection, number)
                ways = [Choice(str(quantity.label), {"quantity": quantity.id}) for _, quantity in known[:_OFFERED]]
                only = ways[0].fields if known and (len(known) == 1 or known[0][0] < known[1][0]) else {}
                name = draft.article_id("figure", f"{number.noun or 'figure'} {number.unit}")
                unit = {"unit": number.unit} if number.unit else {}
                if number.noun and collection.get(Quantity, slug(number.noun)) is None:
                    new = NewRecord("quantity", slug(number.noun), {"label": number.noun, "kind": "count", **unit})
                    ways.append(Choice(number.noun, {"quantity": new.id}, (new,)))
                tier, reason = (Tier.LIKELY, "measured") if only else (Tier.LOOK, "number")
                read, choices = {"value": str(number.amount), **unit}, (*ways, Choice("", {}))
                fields, cues = {**anchor, **only}, ((first, last),)
                yield Proposal("figure", name, fields, start, end, tier, reason, cues, read, choices)


def _quantities(collection: Collection, number: NumberReading) -> list[tuple[int, Quantity]]:
    """Return the quantities of the number's unit whose labels have its noun, those with it at the beginning first."""
    noun = number.noun.lower()
    found: dict[Quantity, int] = {}
    for at, word, quantity in _by_stem(collection).get(noun[:_STEM], ()):
        alike = (word.startswith(noun) or noun.startswith(word)) and abs(len(word) - len(noun)) <= _ENDING
        if alike and (quantity.unit or number.unit) == number.unit:
            found.setdefault(quantity, at)
    return sorted(((at, quantity) for quantity, at in found.items()), key=lambda one: (one[0], one[1].id))


@derived
def _by_stem(collection: Collection) -> Mapping[str, list[tuple[int, str, Quantity]]]:
    """Map the beginnings of words to (position in a label, word, quantity)."""
    found: dict[str, list[tuple[int, str, Quantity]]] = defaultdict(list)
    for quantity in collection.of(Quantity):
        for label in dict.fromkeys((str(quantity.label), *quantity.label.translations.values())):
            for at, word in enumerate(keys_of(label)):
                if len(word) >= _STEM:
                    found[word[:_STEM]].append((at, word, quantity))
    return found
