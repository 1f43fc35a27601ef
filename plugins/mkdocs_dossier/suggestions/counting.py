"""Propose figures: the numbers of an article that none holds, and the quantities that they may be values of."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.coverage import omitted_sentences
from mkdocs_dossier.evidence.figures import numbers_of
from mkdocs_dossier.language.attribution.words import speaker_nouns
from mkdocs_dossier.language.numbers.reading import NumberReading
from mkdocs_dossier.language.sentences import starters
from mkdocs_dossier.language.units import measures_time, unit_of
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.language.words import keys_of
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.records import Figure, Quantity
from mkdocs_dossier.suggestions.phrasing import WORDS
from mkdocs_dossier.suggestions.proposals import Choice, Draft, NewRecord, Proposal, Tier

#: In letters: what two forms of a noun have in common, “Toten” and “Tote”, and by how many they may differ.
_STEM, _ENDING = 4, 2
#: In characters: the way from a number to its noun, and to the words of a label; how many quantities are offered.
_NEAR, _AROUND, _OFFERED = 50, 200, 3
#: Points for a quantity whose label has the thing counted; each other word of the sentence is one.
_COUNTED = 3
_Span = tuple[int, int]


def figures(draft: Draft) -> Iterator[Proposal]:
    """Propose a figure for each number of an article that no figure holds; its value is read from the words."""
    collection, text, language = draft.collection, draft.article.text, draft.language
    omitted = set(omitted_sentences(collection, draft.dossier).values())
    held = sorted((passage.start, passage.end) for _, passage in draft.article.passages.of(Figure))
    for start, end in (span for span in draft.article.sentences if span not in omitted):
        shared = ""
        for number in numbers_of(collection, text[start:end], language):
            if not number.unit and not number.noun and pattern("scale").search(number.words):
                number = replace(number, unit=shared)  # “60 Millionen Euro; zuvor waren es 50 Millionen”
            shared = number.unit or shared
            first, last = start + number.start, start + number.end
            before = bisect_right(held, (last, 0)) - 1
            noun = text.find(number.noun, last, min(last + _NEAR, end)) if number.noun else -1
            counted = noun + len(number.noun) if noun >= 0 else last
            passed = number.compound or pattern("ago").search(f"{text[start:first]}|{text[counted:end]}")
            if (before >= 0 and held[before][1] > first) or (passed and measures_time(number.unit)):
                continue
            rest = pattern("behind a number").match(text, counted, end)
            if anchor := draft.anchor(first, rest.end() if rest else counted):
                known = _quantities(draft, number, text[max(start, first - _AROUND) : min(end, last + _AROUND)])
                held_by = [Choice(str(quantity.label), {"quantity": quantity.id}) for _, quantity in known[:_OFFERED]]
                best, next_best = [*(points for points, _ in known), 0, 0][:2]
                only = held_by[0].fields if best >= _COUNTED and best > next_best else {}
                name = draft.article_id("figure", f"{number.noun or 'figure'} {number.unit}")
                unit = {"unit": number.unit} if number.unit else {}
                kind = {"kind": "rate" if number.unit == "%" else "count"} if number.unit in ("", "%") else {}
                labels = _labels(text, (start, end), (first, last), noun, number, draft.primary)[:_OFFERED]
                labels = [label for label in labels if collection.get(Quantity, slug(label)) is None]
                fresh = [NewRecord("quantity", slug(label), {"label": label, **kind, **unit}) for label in labels]
                new = [Choice(str(one.fields["label"]), {"quantity": one.id}, (one,)) for one in fresh]
                ways = [*held_by, *new] if best > 1 else [*new, *held_by]  # one word in common says little
                tier, reason = (Tier.LIKELY, "measured") if only else (Tier.LOOK, "number")
                read, choices = {"value": number.words, **unit}, (*ways, Choice("", {}))
                fields, cues = {**anchor, **only}, ((first, last),)
                yield Proposal("figure", name, fields, start, end, tier, reason, cues, read, choices)


def _labels(text: str, span: _Span, words: _Span, noun: int, number: NumberReading, language: str) -> list[str]:
    """Return labels for what a number counts: a fate, its noun with what is done to it, what is named beside it."""
    known, named = WORDS.get(language), number.noun if noun >= 0 and not unit_of(number.noun, language) else ""
    counted = " ".join(word for word in named.split() if word != "of" and not unit_of(word, language))
    if not known:
        return []
    span = max(span[0], words[0] - _AROUND), min(span[1], words[1] + _AROUND)
    behind, parts = noun + len(number.noun) if noun >= 0 else words[1], pattern("parts")
    first = max((part.end() for part in parts.finditer(text, span[0], words[0])), default=span[0])
    ends = found.start() if (found := parts.search(text, words[1], span[1])) else span[1]
    anybody = not counted or known.generic.fullmatch(counted)
    where = counted if not anybody else "" if number.unit else text[first:ends]
    labels = [fate for fate, words_for in known.fates.items() if words_for.search(where)]
    if len(labels) == 1 and not anybody:
        return labels  # “Toten” are “Tote”
    attributes = known.more.sub("", text[words[1] : noun]).split() if counted and not number.unit else []
    label = " ".join([*attributes, counted] if counted else [])
    if known.before_dative.search(text[max(noun - _NEAR, 0) : max(noun, 0)]):
        label = known.dative.sub("", label)
    done = list(known.done.finditer(text, behind, ends)) if label else []
    if len(labels) != 1:
        passive = done and known.passive.search(text, first, done[-1].end())
        labels = [known.counted.format(done=done[-1][1], noun=label)] if passive else []
    beside: list[str] = []
    if not label or (not number.unit and pattern("scale").search(number.words)):  # “250 million crowns in aid”
        near = (known.measured.search(text, span[0], words[0]), known.part.match(text, behind, span[1]))
        beside = [one[one.lastindex or 0] for one in near if one]
        beside = [*beside, *_nouns(text, span)] if language == "de" else [one.lower() for one in beside]
    return list(dict.fromkeys(filter(None, [*labels, label, *beside])))


def _nouns(text: str, span: _Span) -> Iterator[str]:
    """Yield the nouns of a German passage that may be measured, but no names."""
    for found in pattern("noun").finditer(text, *span):
        known = found[0].lower() in starters() or speaker_nouns().kind_of(found[0]) or unit_of(found[0], "de")
        before = pattern("first name").search(text, max(found.start() - 30, 0), found.start())
        if not known and (not before or before.start() <= span[0] or before[1].lower() in starters()):
            yield found[0]


def _quantities(draft: Draft, number: NumberReading, sentence: str) -> list[tuple[int, Quantity]]:
    """Return (points, quantity) for those of the number's unit of whose labels the sentence has words, best first."""
    noun, points, by_stem = number.noun.lower(), Counter[Quantity](), _by_stem(draft.collection)
    same, units = WORDS[draft.primary].same if draft.primary in WORDS else {}, {number.unit.partition("/")[0], noun}
    words = (key for each in keys_of(sentence) for key in (each, *same.get(each, ())))
    for key in dict.fromkeys(key for key in words if len(key) >= _STEM):
        alike = [one for one in by_stem.get(key[:_STEM], ()) if _alike(key, one[1])]
        for at, _, quantity in {one[2]: one for one in reversed(alike)}.values():
            counts = quantity.kind == "count" and number.unit not in ("", "%")
            if quantity.unit.partition("/")[0] in {"" if not counts else number.unit, *units}:
                points[quantity] += 1 + (_COUNTED - (at > 0)) * _alike(key, noun)
    of_unit = [quantity for unit in units - {""} for _, _, quantity in by_stem.get(f" {unit}", ())]
    points.update(dict.fromkeys(of_unit if len(of_unit) <= _OFFERED else (), 1))
    return sorted(((found, quantity) for quantity, found in points.items()), key=lambda one: (-one[0], one[1].id))


def _alike(word: str, other: str) -> bool:
    """Return whether two words in lower case are forms of one: “Toten” and “Tote”."""
    shorter, longer = sorted((word, other), key=len)
    return len(shorter) >= _STEM and longer.startswith(shorter) and len(longer) - len(shorter) <= _ENDING


@derived
def _by_stem(collection: Collection) -> Mapping[str, list[tuple[int, str, Quantity]]]:
    """Map the beginnings of words, and units behind a space, to (position in a label, word, quantity)."""
    found: dict[str, list[tuple[int, str, Quantity]]] = defaultdict(list)
    for quantity in collection.of(Quantity):
        found[f" {quantity.unit.partition('/')[0]}"] += [(0, "", quantity)] if quantity.unit else []
        for label in dict.fromkeys((str(quantity.label), *quantity.label.translations.values())):
            for at, word in enumerate(keys_of(label)):
                if len(word) >= _STEM:
                    found[word[:_STEM]].append((at, word, quantity))
    return found
