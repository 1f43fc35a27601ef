"""Read amounts with their hedges, nouns and units from German and English text.

A wrong reading is worse than none: ambiguous words are not read. Years, dates, times of day, ordinals, names ("T-72",
"Artikel 4"), fractions and ratios are not amounts. The time is linear in the length of the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, takewhile

from mkdocs_dossier.language.numbers.candidates import candidate_at, end_of_list, may_begin
from mkdocs_dossier.language.numbers.context import BARE, DIGITS, PLAIN, RANGED, VAGUE, WORDED, Candidate, listed
from mkdocs_dossier.language.numbers.neighbours import BEFORE, BEHIND
from mkdocs_dossier.language.numbers.phrases import joined_numeral_at
from mkdocs_dossier.language.numbers.tokens import Proof, TokenizedText
from mkdocs_dossier.language.units import measures_time
from mkdocs_dossier.language.words import ends_sentence, joined
from mkdocs_dossier.model.amounts import Amount, Qualifier, plain
from mkdocs_dossier.model.text import primary_language


@dataclass(frozen=True, slots=True)
class NumberReading:
    """An amount in a text; `words == text[start:end]` are its hedge and number without the noun."""

    amount: Amount
    words: str
    start: int
    end: int
    noun: str
    """The thing counted, as written: the head of the noun phrase that follows, or an empty string."""
    unit: str
    """The canonical sign of its unit (`t`, `%`, `EUR`, see `units`), or an empty string."""
    compound: bool = False
    """Whether it is part of a word: "ein 20-jähriger Soldat", "a 131-page report"."""


def read_numbers(text: str, language: str) -> list[NumberReading]:
    """Read the amounts in `text`, in order and disjoint; in languages other than de and en only digits."""
    return list(_readings(TokenizedText(text, primary_language(language))))


def _readings(tokens: TokenizedText) -> Iterator[NumberReading]:
    index = 0
    while index < len(tokens.words):
        candidate = candidate_at(tokens, index) if may_begin(tokens.words[index].key, tokens.language) else None
        if candidate is None:
            index += 1
            continue
        index = candidate.next
        if listed(tokens, candidate):
            index = end_of_list(tokens, candidate.next)
        elif not candidate.refused and not _is_refused(tokens, candidate):
            reading = _reading(tokens, candidate)
            if reading is not None:
                yield reading


def _is_refused(tokens: TokenizedText, candidate: Candidate) -> bool:
    """Return whether a reason that applies to its form and position leaves it unread."""
    numeral = candidate.numeral
    reasons = WORDED if numeral.worded else DIGITS
    if numeral.worded and numeral.qualifier:
        reasons += VAGUE
    if numeral.plain:
        reasons += PLAIN
    if candidate.upper is not None:
        reasons += RANGED
    if candidate.bare:
        reasons += BARE
    if tokens.words[candidate.first].gap:
        reasons += BEFORE
    for refuses in reasons + BEHIND:  # noqa: SIM110 (there are many numbers, and a generator costs as much)
        if refuses(tokens, candidate):
            return True
    return False


def _reading(tokens: TokenizedText, candidate: Candidate) -> NumberReading | None:
    qualifier = _qualifier(tokens, candidate)
    end = candidate.next
    opened, after = _open_end(tokens, candidate)
    if opened is not None:
        qualifier, end = (opened, after) if qualifier is Qualifier.EXACT else (None, end)
    if qualifier is None:
        return None
    if candidate.numeral.rounded and qualifier is Qualifier.EXACT:
        qualifier = Qualifier.ABOUT
    as_read = plain if candidate.scaled or candidate.value != candidate.numeral.value else Decimal
    if candidate.upper is not None:
        if qualifier not in (Qualifier.EXACT, Qualifier.ABOUT) or candidate.value >= candidate.upper:
            return None
        amount = Amount.of(Qualifier.BETWEEN, as_read(candidate.value), as_read(candidate.upper))
    else:
        amount = Amount.of(qualifier, as_read(candidate.value))
    start, stop = tokens.words[candidate.first].start, tokens.words[end - 1].end
    words, compound = tokens.text[start:stop], candidate.numeral.compound
    return NumberReading(amount, words, start, stop, candidate.noun, candidate.unit, compound)


def _qualifier(tokens: TokenizedText, candidate: Candidate) -> Qualifier | None:
    """Return the hedge of the number; None if it is ambiguous."""
    own = candidate.numeral.qualifier
    if not candidate.hedges:
        return own
    if not _hedging(tokens, candidate):
        return Qualifier.EXACT if _merely_governed(tokens, candidate) else None
    found = [hedge.qualifier for hedge in candidate.hedges]
    if own:
        found.append(own)
    sharp = dict.fromkeys(q for q in found if q is not Qualifier.ABOUT)
    if not sharp:
        return Qualifier.ABOUT
    # "Schätzungsweise mehr als 20" is more than 20; "mehr als etwa 20" says neither clearly.
    return next(iter(sharp)) if len(sharp) == 1 and found[-1] is not Qualifier.ABOUT else None


def _open_end(tokens: TokenizedText, candidate: Candidate) -> tuple[Qualifier | None, int]:
    """Read a hedge after the number or its noun: "20 Soldaten oder mehr"."""
    for at in (candidate.next, candidate.after):
        for phrase, hedge in tokens.lexicon.open_ends.get(tokens.key(at), {}).items():
            after = at + len(phrase)
            # A hedge before another number belongs to that: "20 Soldaten, mindestens 5 Zivilisten".
            if tokens.continues(at, phrase) and joined_numeral_at(tokens, after) is None:
                return hedge.qualifier, after
    return None, candidate.next


def _hedging(tokens: TokenizedText, candidate: Candidate) -> bool:
    """Return whether the first hedge, which may be only a preposition, is a hedge here."""
    hedge, before = candidate.hedges[0], tokens.key_before(candidate.first)
    if before in hedge.not_after:
        return False
    if hedge.proof is Proof.NONE or before in tokens.lexicon.settling:
        return True
    if hedge.proof is Proof.PLACE:
        return before in tokens.lexicon.verbs and candidate.value % 10 == 0
    fits = candidate.scaled or bool(candidate.unit)
    if hedge.proof is Proof.LARGE:
        fits = (fits or candidate.value > 12) and not measures_time(candidate.unit)
    return fits and not _taken(tokens, candidate)


def _taken(tokens: TokenizedText, candidate: Candidate) -> bool:
    """Return whether a word of the same clause governs the preposition: "Abkommen … über 20 Panzer"."""
    takers = tokens.lexicon.takers.get(tokens.words[candidate.first].key)
    if takers is None:
        return False
    words, verbs, reach = tokens.words, tokens.lexicon.verbs, 10
    before = range(candidate.first - 1, max(candidate.first - reach, -1), -1)
    behind = range(candidate.next, min(candidate.next + reach, len(words)))
    clause = chain(
        takewhile(lambda at: joined(words, at + 1) and words[at].key not in verbs, before),
        takewhile(lambda at: joined(words, at) and not ends_sentence(words[at].gap), behind),
    )
    return any(takers.search(words[at].key) for at in clause)


def _merely_governed(tokens: TokenizedText, candidate: Candidate) -> bool:
    """Return whether the word is certainly a preposition: "verfügt über 20 Panzer", "Bericht über zwei Häfen"."""
    before, own = tokens.key_before(candidate.first), tokens.words[candidate.first].key
    if len(candidate.hedges) > 1:
        return False
    if before.startswith(tokens.lexicon.certain.get(own, ())):
        return True
    takers = tokens.lexicon.takers.get(own)
    countable = candidate.value <= 12 and not candidate.unit and not candidate.scaled and bool(candidate.noun)
    return countable and takers is not None and takers.search(before) is not None
