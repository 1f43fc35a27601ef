"""Find number phrases with their hedges, ranges and nouns, and combinations that no amount can represent."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from mkdocs_dossier.language.numbers.context import Candidate
from mkdocs_dossier.language.numbers.numerals import Numeral, english_word, german_word, lacks_scale
from mkdocs_dossier.language.numbers.phrases import joined_numeral_at, numeral_at
from mkdocs_dossier.language.numbers.tokens import LEXICONS, Hedge, TokenizedText, noun_after
from mkdocs_dossier.language.numbers.with_units import compound_at, is_multiple, number_and_unit, share_or_multiple_at
from mkdocs_dossier.language.units import is_currency, measures_time, unit_of
from mkdocs_dossier.language.words import joined, word_set
from mkdocs_dossier.model.amounts import Qualifier

#: Words after which such an article is no number.
_NO_ONE = word_set("halbe halben halbes paar half or oder and")


@lru_cache(maxsize=20_000)
def may_begin(key: str, language: str) -> bool:
    """Check quickly whether a number phrase may begin with this word: without it, reading takes 1.45 times the CPU."""
    if not key.isalpha():
        return True
    lexicon = LEXICONS.get(language)
    if lexicon is None:
        return False
    tables = (lexicon.hedges, lexicon.between, lexicon.vague, lexicon.several, lexicon.articles, lexicon.beginnings)
    return _is_number_word(key, language) or any(key in table for table in tables)


def _is_number_word(key: str, language: str) -> bool:
    number = german_word(key) if language == "de" else english_word(key)
    if number is not None or number_and_unit(key, language) or is_multiple(key, language):
        return True
    return is_currency(key.upper()) or LEXICONS[language].names_part(key.rpartition("-")[2])


def candidate_at(tokens: TokenizedText, index: int) -> Candidate | None:
    """Read the number phrase whose first word, hedge or number, is at `index`; `next` is after all its words."""
    hedges, at = _hedges_at(tokens, index)
    between = at < len(tokens.words) and tokens.words[at].key in tokens.lexicon.between
    at += between
    if between:
        inner, at = _hedges_at(tokens, at)
        hedges += inner
    if at > index:
        for _ in range(2):
            at += tokens.key(at) in tokens.lexicon.modifiers
        if not joined(tokens.words, at):
            return None
    special = compound_at(tokens, at) or share_or_multiple_at(tokens, at, hedged=bool(hedges))
    numeral = special or numeral_at(tokens, at) or _single(tokens, at, hedges)
    if numeral is None:
        return None
    linked = _Link(numeral.next) if numeral.closed else _linked(tokens, numeral, between)
    if between and numeral.upper is None and linked.upper is None and not linked.refused:
        linked = _torn_range(tokens, numeral)
    noun, unit, after = (numeral.noun, "", numeral.next) if numeral.closed else noun_after(tokens, linked.next)
    candidate = Candidate(
        first=index,
        at=at,
        numeral=numeral,
        value=numeral.value * linked.lift,
        upper=numeral.upper if numeral.upper is not None else linked.upper,
        next=linked.next,
        hedges=hedges,
        noun=noun,
        unit=numeral.unit or linked.unit or unit,
        after=after,
        scaled=numeral.scale > 1 or linked.scaled,
        # "Über 60-Jährige" are a group of people, not a number.
        refused=linked.refused or (numeral.compound and bool(hedges) and "-J" in tokens.words[at].text),
    )
    candidate = _with_cents(tokens, candidate)
    time = _time_of_rate(tokens, candidate)
    if time is None:
        return candidate._replace(refused=True, next=candidate.after + 2)  # nor is “auf 100.000” an amount
    return candidate._replace(unit=f"{candidate.unit}/{time}") if time else candidate


def _hedges_at(tokens: TokenizedText, index: int) -> tuple[tuple[Hedge, ...], int]:
    """Return the hedges that begin at `index`, two at most, and the index after them."""
    hedges: list[Hedge] = []
    at = index
    while len(hedges) < 2 and (at == index or joined(tokens.words, at)):
        table = tokens.lexicon.hedges.get(tokens.words[at].key) if at < len(tokens.words) else None
        if table is None:
            break
        found = {at + len(phrase): hedge for phrase, hedge in table.items() if tokens.continues(at + 1, phrase[1:])}
        if not found:
            break
        at = max(found)
        hedges.append(found[at])
    return tuple(hedges), at


def _single(tokens: TokenizedText, index: int, hedges: tuple[Hedge, ...]) -> Numeral | None:
    """Read "ein" and "one" where they cannot be an article: "mindestens ein Toter", "one percent", "ein bis zwei"."""
    words, lexicon = tokens.words, tokens.lexicon
    if index >= len(words) or words[index].key not in lexicon.articles or words[index].key in ("a", "an"):
        return None
    one = Numeral(Decimal(1), index + 1, worded=True)
    following = tokens.key(index + 1)
    if following in lexicon.fractions or following in _NO_ONE:
        return None
    counted = {Qualifier.AT_LEAST, Qualifier.AT_MOST}
    if words[index].key == "one":
        counted |= {Qualifier.MORE_THAN, Qualifier.LESS_THAN}
    elif tokens.key(index - 1) == "zu":
        counted = set()
    if hedges and hedges[-1].qualifier in counted:
        return one
    if unit_of(following, tokens.language) == "%":
        return one
    ranged = tokens.after_phrase(index + 1, lexicon.ranges) is not None
    return one if ranged and _linked(tokens, one, between=False).upper is not None else None


class _Link(NamedTuple):
    """The continuation of a number: the upper end of a range, or something that no amount can represent."""

    next: int
    upper: Decimal | None = None
    lift: Decimal = Decimal(1)
    """The scale that the lower end shares with the upper: "zwei bis drei Millionen"."""
    unit: str = ""
    scaled: bool = False
    refused: bool = False


def _linked(tokens: TokenizedText, numeral: Numeral, between: bool) -> _Link:
    lexicon, end = tokens.lexicon, numeral.next
    if numeral.upper is not None:
        return _Link(end, refused=between or joined_numeral_at(tokens, end) is not None)
    at = tokens.after_phrase(end, {(lexicon.pair,)} if between else lexicon.ranges)
    if at is None and tokens.gap(end).strip() in ("-", "–"):
        second = numeral_at(tokens, end)
        if second is not None:
            return _range(numeral, second, refused=not noun_after(tokens, second.next)[0])
    if at is not None:
        hedges, after = _hedges_at(tokens, at)
        second = numeral_at(tokens, after)
        if second is not None:
            return _range(numeral, second, refused=bool(hedges))
        if any(character.isdigit() for character in tokens.words[at].text[:9]) or tokens.words[at].key in lexicon.ones:
            return _Link(at + 1, refused=True)
    elif measures := _range_of_measures(tokens, numeral, between):
        return measures
    second = joined_numeral_at(tokens, end)  # two in a row are neither of the two
    if second is not None:
        return _Link(end if _is_year(numeral) else second.next, refused=True)
    at = tokens.after_phrase(end, lexicon.ratios)
    if at is not None:
        second = numeral_at(tokens, at)
        if second is not None and not _is_year(second):
            return _Link(second.next, refused=True)
        if second is None and tokens.words[at].key in lexicon.ones:
            return _Link(at + 1, refused=True)
    end = _end_of_count(tokens, numeral)
    return _Link(end, refused=end > numeral.next)


def _range_of_measures(tokens: TokenizedText, numeral: Numeral, between: bool) -> _Link | None:
    """Read a range of which both ends have their noun, "2.000 Euro bis 3.000 Euro"; refuse one of two units.

    Without "between", "to" is as often a change: "rose 2 dollars to 70 dollars".
    """
    noun, unit, after = noun_after(tokens, numeral.next)
    ranged = tokens.language == "de" or measures_time(unit)
    links = {(tokens.lexicon.pair,)} if between else tokens.lexicon.ranges if ranged else set()
    dashed = bool(unit) and not between and tokens.gap(after).strip() in ("-", "–")  # "5 % – 10 %", or an aside
    at = after if dashed else tokens.after_phrase(after, links) if noun else None
    if at is None:
        return None
    hedges, after = _hedges_at(tokens, at)
    second = numeral_at(tokens, after)
    other, other_unit, _ = noun_after(tokens, second.next) if second else ("", "", 0)
    is_one = (unit or noun) == (other_unit or other)
    if second is None or not (is_one or (unit and other_unit)):
        return None
    return _range(numeral, second, refused=dashed or bool(hedges) or not is_one, is_whole=True)


def _range(first: Numeral, second: Numeral, *, refused: bool, is_whole: bool = False) -> _Link:
    """Link both ends of a range; `is_whole`: the lower has its own noun and shares no scale with the upper."""
    lift = Decimal(1)
    if first.scale == 1 and not is_whole:
        refused = refused or lacks_scale(first.value, second.value / second.scale)
    if first.scale == 1 and second.scale > 1 and first.value < 1000 and not is_whole:
        lift = second.scale
    elif first.scale > 1 and second.scale == 1:
        refused = True
    refused = refused or second.upper is not None or first.qualifier is not second.qualifier or first.unsure
    refused = refused or bool(first.qualifier) or first.value * lift >= second.value or second.unsure
    refused = refused or (bool(first.unit) and bool(second.unit) and first.unit != second.unit)
    return _Link(second.next, second.value, lift, second.unit, second.scale > 1, refused)


def _end_of_count(tokens: TokenizedText, numeral: Numeral) -> int:
    """Return the index after a row of numbers: "zwei, drei Soldaten" are a few, neither two nor three."""
    while tokens.gap(numeral.next).strip() == ",":
        following = numeral_at(tokens, numeral.next)
        count = following.value / following.scale if following else 0  # "zwei, drei Millionen"
        if following is None or count != numeral.value / numeral.scale + 1 or count > 12:
            break
        numeral = following
    return numeral.next


def _torn_range(tokens: TokenizedText, numeral: Numeral) -> _Link:
    """Refuse "zwischen 20 Soldaten und 25 Zivilisten", which is neither a range nor two amounts."""
    for at in range(numeral.next, min(numeral.next + 5, len(tokens.words))):
        if tokens.words[at].key == tokens.lexicon.pair:
            _, after = _hedges_at(tokens, at + 1)
            second = numeral_at(tokens, after)
            if second is not None:
                return _Link(second.next, refused=True)
    return _Link(numeral.next)


def _is_year(numeral: Numeral) -> bool:
    return numeral.plain and 1000 <= numeral.value <= 2100


def end_of_list(tokens: TokenizedText, index: int) -> int:
    """Return the index after the further numbers of a label or date: "Resolutionen 1718 und 1874", "June 19 and 20"."""
    while index < len(tokens.words):
        at = index
        if joined(tokens.words, at) and tokens.words[at].key in tokens.lexicon.lists:
            at += 1
        elif tokens.words[at].gap.strip() != ",":
            return index
        following = numeral_at(tokens, at)
        if following is None or not following.plain or following.value > 2100:
            return index
        if at == index and noun_after(tokens, following.next)[0]:
            return index
        index = following.next
    return index


#: Words that turn the time before them into a point in time: "20 soldiers a day earlier".
_POINTS = word_set("ago earlier later before after old long")
#: As in "12 Euro die Stunde".
_THE = word_set("die das den")
_TWO_DIGITS = re.compile("[0-9]{2}")


def _time_of_rate(tokens: TokenizedText, candidate: Candidate) -> str | None:
    """Read the time unit of a rate after its noun, or directly before the number ("täglich 20 Raketen").

    Return None for a number as in "20 Fälle pro 100.000 Einwohner", an empty string for no rate.
    """
    index, words, often = candidate.after, tokens.words, tokens.lexicon.often
    key, before = tokens.key(index), tokens.key_before(candidate.first)
    if before in often or key in often:
        return often.get(before) or often[key]
    if key in _THE and is_currency(candidate.unit) and not joined(words, index + 2):
        time = unit_of(words[index + 1].text, tokens.language) if joined(words, index + 1) else ""
        return time if measures_time(time) else ""
    every = key == "for" and tokens.key(index + 1) == "every" and numeral_at(tokens, index + 2)
    if every or (key in ("pro", "je", "per") and tokens.key(index + 1) in tokens.lexicon.scales):
        return None
    im = tokens.language == "de" and key == "im"
    if not (key in tokens.lexicon.per or im or key == "auf") or not tokens.key(index + 1):
        return ""
    if key in ("pro", "je", "per", "auf") and (numeral := numeral_at(tokens, index + 1)):
        return None if key != "auf" or numeral.value in (1000, 10_000, 100_000, 1_000_000) else ""
    time = unit_of(words[index + 1].text, tokens.language)
    if not measures_time(time) or tokens.key(index + 2) in _POINTS:
        return ""
    # "20 Soldaten im Jahr 2022", "im Monat darauf" are points in time; at the end of a clause it is a rate.
    return "" if im and joined(words, index + 2) else time


def _with_cents(tokens: TokenizedText, candidate: Candidate) -> Candidate:
    """Add "50" of "15 Euro 50", "und 50 Cent" of "15 Euro und 50 Cent"."""
    index = candidate.after
    if candidate.upper is not None or not is_currency(candidate.unit) or not joined(tokens.words, index):
        return candidate
    at = index + 1 if tokens.key(index) in ("und", "and") else index
    numeral = joined_numeral_at(tokens, at)
    if numeral is None or numeral.upper is not None or numeral.unit:
        return candidate
    named = tokens.key(numeral.next) in tokens.lexicon.cents
    if not named and (at > index or noun_after(tokens, numeral.next)[0]):
        return candidate
    two_digits = numeral.next == at + 1 and _TWO_DIGITS.fullmatch(tokens.words[at].text) is not None
    whole = numeral.value < 100 and numeral.value == numeral.value.to_integral_value()
    refused = candidate.refused or not whole or not (named or two_digits)
    value, end = candidate.value + numeral.value / 100, numeral.next + named
    return candidate._replace(value=value, next=end, after=end, noun="", refused=refused)
