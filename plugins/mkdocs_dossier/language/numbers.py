"""Numbers in running text: amounts with their hedges, counted nouns and units, read from German and English prose.

A wrong reading is worse than none: where the words allow two senses, nothing is read. Years, dates, times of day,
ordinals, names ("T-72", "Artikel 4"), fractions and ratios are no amounts. Time is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_dossier.language.number_context import REFUSALS, Candidate, Passage, listed, noun_after
from mkdocs_dossier.language.number_phrases import Numeral, numeral_at
from mkdocs_dossier.language.number_words import LONGEST_HEDGE, Hedge, Proof
from mkdocs_dossier.language.units import measures_time
from mkdocs_dossier.language.words import begins_sentence, ends_sentence, joined
from mkdocs_dossier.model.amounts import Amount, Qualifier


@dataclass(frozen=True, slots=True)
class NumberReading:
    """An amount as a text gives it: `words == text[start:end]`, hedge and number, without what is counted."""

    amount: Amount
    words: str
    start: int
    end: int
    noun: str
    """What is counted, as written: the head of the noun phrase that follows, or an empty string."""
    unit: str
    """The canonical sign of its unit (`t`, `%`, `EUR`, see `units`), or an empty string."""


def read_numbers(text: str, language: str) -> list[NumberReading]:
    """The amounts in `text` in their order, none overlapping; of languages other than de and en only digits."""
    return list(_readings(Passage.of(text, language)))


def _readings(passage: Passage) -> Iterator[NumberReading]:
    index = 0
    while index < len(passage.words):
        candidate = _candidate_at(passage, index)
        if candidate is None:
            index += 1
            continue
        index = candidate.next
        if listed(passage, candidate):
            index = _end_of_list(passage, candidate.next)
        elif not candidate.refused and not any(refuses(passage, candidate) for refuses in REFUSALS):
            reading = _reading(passage, candidate)
            if reading is not None:
                yield reading


def _candidate_at(passage: Passage, index: int) -> Candidate | None:
    """The number phrase whose first word, hedge or number, is at `index`; `next` lies after all it swallows."""
    hedges, at = _hedges_at(passage, index)
    between = passage.words[at].key in passage.lexicon.between if at < len(passage.words) else False
    at += between
    if at > index:
        at = _after_transparent(passage, at)
        if not joined(passage.words, at):
            return None
    numeral = numeral_at(passage.words, at, passage.language) or _single(passage, at, hedges)
    if numeral is None:
        return None
    linked = _linked(passage, numeral, between)
    upper = numeral.upper if numeral.upper is not None else linked.upper
    value = numeral.value * linked.lift
    if between and upper is None and not linked.refused:
        linked = _torn_range(passage, numeral)
    noun, unit, after = noun_after(passage, linked.next)
    return Candidate(
        first=index,
        at=at,
        numeral=numeral,
        value=value,
        upper=upper,
        next=linked.next,
        hedges=hedges,
        noun=noun,
        unit=numeral.unit or linked.unit or unit,
        after=after,
        scaled=numeral.scale > 1 or linked.scaled,
        refused=linked.refused,
    )


def _hedges_at(passage: Passage, index: int) -> tuple[tuple[Hedge, ...], int]:
    """The hedges that begin at `index`, two at most, and the index after them."""
    hedges: list[Hedge] = []
    at = index
    while len(hedges) < 2 and (at == index or joined(passage.words, at)):
        phrase: tuple[str, ...] = ()
        found: Hedge | None = None
        end = at
        for position in range(at, min(at + LONGEST_HEDGE, len(passage.words))):
            if position > at and not joined(passage.words, position):
                break
            phrase = (*phrase, passage.words[position].key)
            if phrase in passage.lexicon.hedges:
                found, end = passage.lexicon.hedges[phrase], position + 1
        if found is None:
            break
        hedges.append(found)
        at = end
    return tuple(hedges), at


def _after_transparent(passage: Passage, index: int) -> int:
    for _ in range(2):
        if joined(passage.words, index) and passage.words[index].key in passage.lexicon.transparent:
            index += 1
    return index


def _single(passage: Passage, index: int, hedges: tuple[Hedge, ...]) -> Numeral | None:
    """ "Ein" and "one" are numbers only where no article can stand: "mindestens ein Toter", "one percent", "ein bis zwei"."""
    words, lexicon = passage.words, passage.lexicon
    if index >= len(words) or words[index].key not in lexicon.articles or words[index].key in ("a", "an"):
        return None
    one = Numeral(Decimal(1), index + 1, worded=True)
    following = passage.key(index + 1)
    if following in lexicon.fractions or following in (
        "halbe",
        "halben",
        "halbes",
        "paar",
        "half",
        "or",
        "oder",
        "and",
    ):
        return None
    counted = {Qualifier.AT_LEAST, Qualifier.AT_MOST}
    if words[index].key == "one":
        counted |= {Qualifier.MORE_THAN, Qualifier.LESS_THAN}
    elif passage.key(index - 1) == "zu":
        counted = set()
    if hedges and hedges[-1].qualifier in counted:
        return one
    if noun_after(passage, index + 1)[1] == "%" and following not in lexicon.transparent:
        return one
    linked = _linked(passage, one, between=False)
    return one if linked.upper is not None else None


@dataclass(frozen=True, slots=True)
class _Link:
    """What follows a number and belongs to it: the upper end of a range, or something no amount can hold."""

    next: int
    upper: Decimal | None = None
    lift: Decimal = Decimal(1)
    """The scale that the lower end shares with the upper: "zwei bis drei Millionen"."""
    unit: str = ""
    scaled: bool = False
    refused: bool = False


def _linked(passage: Passage, numeral: Numeral, between: bool) -> _Link:
    lexicon, end = passage.lexicon, numeral.next
    if numeral.upper is not None:
        return _Link(end, refused=between or _number_after(passage, end) is not None)
    at = passage.after_phrase(end, {(lexicon.pair,)} if between else lexicon.ranges)
    if at is None and passage.spaced_dash(end):
        at = end
        if noun_after(passage, at)[0] or numeral_at(passage.words, at, passage.language) is None:
            at = None
    if at is not None:
        hedges, after = _hedges_at(passage, at)
        second = numeral_at(passage.words, after, passage.language)
        if second is not None:
            return _range(numeral, second, refused=bool(hedges))
    second = _number_after(passage, end)
    if second is not None and not numeral.plain:
        return _Link(second.next, refused=True)
    if second is not None:
        return _Link(end if _is_year(numeral) else second.next, refused=True)
    at = passage.after_phrase(end, lexicon.ratios)
    second = numeral_at(passage.words, at, passage.language) if at is not None else None
    if second is not None and not _is_year(second):
        return _Link(second.next, refused=True)
    return _Link(end, refused=_counts_on(passage, numeral))


def _range(first: Numeral, second: Numeral, *, refused: bool) -> _Link:
    lift = Decimal(1)
    if first.scale == 1 and second.scale > 1 and first.value < 1000:
        lift = second.scale
    elif first.scale > 1 and second.scale == 1:
        refused = True
    refused = refused or second.upper is not None or first.qualifier is not second.qualifier or first.unsure
    refused = refused or bool(first.qualifier) or first.value * lift >= second.value or second.unsure
    refused = refused or (bool(first.unit) and bool(second.unit) and first.unit != second.unit)
    return _Link(second.next, second.value, lift, second.unit, second.scale > 1, refused)


def _number_after(passage: Passage, index: int) -> Numeral | None:
    """A number that follows without anything between: two in a row mean something else than either."""
    return numeral_at(passage.words, index, passage.language) if joined(passage.words, index) else None


def _counts_on(passage: Passage, numeral: Numeral) -> bool:
    """ "Zwei, drei Soldaten" are few, neither two nor three."""
    if numeral.next >= len(passage.words) or passage.words[numeral.next].gap.strip() != ",":
        return False
    following = numeral_at(passage.words, numeral.next, passage.language)
    return following is not None and following.value == numeral.value + 1


def _torn_range(passage: Passage, numeral: Numeral) -> _Link:
    """ "Zwischen 20 Tonnen und 25 Tonnen" is no range we read, but no two amounts either."""
    for at in range(numeral.next, min(numeral.next + 5, len(passage.words))):
        if passage.words[at].key == passage.lexicon.pair:
            _, after = _hedges_at(passage, at + 1)
            second = numeral_at(passage.words, after, passage.language)
            if second is not None:
                return _Link(second.next, refused=True)
    return _Link(numeral.next)


def _is_year(numeral: Numeral) -> bool:
    return numeral.plain and 1000 <= numeral.value <= 2100


def _end_of_list(passage: Passage, index: int) -> int:
    """The index after the further numbers of a label or date: "Resolutionen 1718 und 1874", "June 19 and 20"."""
    while index < len(passage.words):
        at = index
        if joined(passage.words, at) and passage.words[at].key in passage.lexicon.lists:
            at += 1
        elif passage.words[at].gap.strip() != ",":
            return index
        following = numeral_at(passage.words, at, passage.language)
        if following is None or not following.plain or following.value > 2100:
            return index
        index = following.next
    return index


def _reading(passage: Passage, candidate: Candidate) -> NumberReading | None:
    qualifier = _qualifier(passage, candidate)
    end = candidate.next
    opened, after = _open_end(passage, candidate)
    if opened is not None:
        qualifier, end = (opened, after) if qualifier is Qualifier.EXACT else (None, end)
    if qualifier is None:
        return None
    if candidate.upper is not None:
        if qualifier not in (Qualifier.EXACT, Qualifier.ABOUT) or candidate.value >= candidate.upper:
            return None
        amount = Amount.of(Qualifier.BETWEEN, candidate.value, candidate.upper)
    else:
        amount = Amount.of(qualifier, candidate.value)
    first, last = passage.words[candidate.first], passage.words[end - 1]
    return NumberReading(
        amount, passage.text[first.start : last.end], first.start, last.end, candidate.noun, candidate.unit
    )


def _qualifier(passage: Passage, candidate: Candidate) -> Qualifier | None:
    """How the number is hedged; None where that cannot be told."""
    own = candidate.numeral.qualifier
    if not candidate.hedges:
        return own
    if not _hedging(passage, candidate):
        return Qualifier.EXACT if _merely_governed(passage, candidate) else None
    found = [hedge.qualifier for hedge in candidate.hedges]
    if own:
        found.append(own)
    sharp = dict.fromkeys(q for q in found if q is not Qualifier.ABOUT)
    if not sharp:
        return Qualifier.ABOUT
    # "Schätzungsweise mehr als 20" is more than 20; "mehr als etwa 20" says neither clearly.
    return next(iter(sharp)) if len(sharp) == 1 and found[-1] is not Qualifier.ABOUT else None


def _open_end(passage: Passage, candidate: Candidate) -> tuple[Qualifier | None, int]:
    """A hedge after the number or its noun: "20 Soldaten oder mehr"."""
    for at in (candidate.next, candidate.after):
        for phrase, qualifier in passage.lexicon.open_ends.items():
            after = passage.after_phrase(at, {phrase})
            if after is not None:
                return qualifier, after
    return None, candidate.next


def _hedging(passage: Passage, candidate: Candidate) -> bool:
    """Whether the first hedge, which may be a mere preposition, does hedge here."""
    hedge, before = candidate.hedges[0], passage.key_before(candidate.first)
    if before in hedge.not_after:
        return False
    if before in passage.lexicon.settling and hedge.proof is not Proof.NONE:
        return True
    measured = candidate.scaled or bool(candidate.unit)
    timed = measures_time(candidate.unit)
    match hedge.proof:
        case Proof.NONE:
            return True
        case Proof.MEASURE:
            return measured and not _taken(passage, candidate)
        case Proof.LARGE:
            large = candidate.value > 12 or measured
            return large and not timed and not _taken(passage, candidate)
        case Proof.PLACE:
            placed = before in passage.lexicon.verbs or begins_sentence(passage.words, candidate.first)
            return placed and candidate.value % 10 == 0


def _taken(passage: Passage, candidate: Candidate) -> bool:
    """Whether a word of the same clause governs the preposition: "Abkommen … über 20 Panzer"."""
    takers = passage.lexicon.takers.get(passage.words[candidate.first].key, ())
    words, reach = passage.words, 10
    for at in range(candidate.first - 1, max(candidate.first - reach, -1), -1):
        if not joined(words, at + 1) or words[at].key in passage.lexicon.verbs:
            break
        if _among(words[at].key, takers):
            return True
    for at in range(candidate.next, min(candidate.next + reach, len(words))):
        if not joined(words, at) or ends_sentence(words[at].gap):
            break
        if _among(words[at].key, takers):
            return True
    return False


def _merely_governed(passage: Passage, candidate: Candidate) -> bool:
    """Whether the preposition is certainly one: "verfügt über 20 Panzer", "Bericht über zwei Häfen"."""
    before, own = passage.key_before(candidate.first), passage.words[candidate.first].key
    if len(candidate.hedges) > 1:
        return False
    if own in passage.lexicon.certain and any(before.startswith(stem) for stem in passage.lexicon.certain[own]):
        return True
    takers = passage.lexicon.takers.get(own, ())
    countable = candidate.value <= 12 and not candidate.unit and not candidate.scaled and bool(candidate.noun)
    return countable and _among(before, takers)


def _among(word: str, stems: tuple[str, ...]) -> bool:
    return any(stem in word for stem in stems)
