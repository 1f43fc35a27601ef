"""Refuse numbers because of what is right before or behind them. One reason, one function, in one of two tables."""

from mkdocs_dossier.language.numbers.context import Candidate, Refusal, is_month
from mkdocs_dossier.language.numbers.phrases import is_unread, joined_numeral_at, numeral_at
from mkdocs_dossier.language.numbers.tokens import TokenizedText, noun_after
from mkdocs_dossier.language.units import is_currency, larger, measures_time, unit_of
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.language.words import joined, word_set

#: How far to look back and ahead, in characters.
_REACH = 48
#: Units that a smaller unit may follow.
_GO_ON = word_set("ft h m kg min")
_ONES = word_set("a an one ein eins eine einen einem einer")
_BEFORE_AND_AFTER = word_set("vor nach to past before after till til")
_HALVES = word_set("einhalb halb halbe halbes halben half")


def _follows_a_sign(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "3 × 20 Meter", "3 : 1", "± 20 Prozent", "= 20", "Musterstr. 12"."""
    word = tokens.words[candidate.first]
    if not set("+=|/<>−").isdisjoint(word.gap):
        return True
    return pattern("signs before").search(tokens.text[max(word.start - _REACH, 0) : word.start]) is not None


def _follows_unread_digits(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "50 00–60 000", "0800 123 456", "(030) 90 18 20": unreadable digits precede it."""
    words = tokens.words
    if not words[candidate.at].text[0].isdigit() or candidate.hedges or candidate.first == 0:
        return False
    if candidate.bare and words[candidate.first - 1].text[0].isdigit() and words[candidate.first].gap in (" ", ") "):
        return True
    dashed = pattern("dashed").search(words[candidate.first - 1].text) is not None
    return dashed and joined(words, candidate.first) and numeral_at(tokens, candidate.first - 1) is None


def _is_refused_by_a_word(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "nicht 20", "pro 100.000 Einwohner", "auf 1.000 Einwohner kommen", "zweimal täglich 20", "um acht"."""
    words, refusing = tokens.words_before(candidate.first), tokens.lexicon.refusing
    counted, timed = candidate.scaled or candidate.unit or candidate.noun, measures_time(candidate.unit)
    several = words[0] in tokens.lexicon.several and not (candidate.hedges or candidate.numeral.qualifier)
    rated = words[0] == "auf" and not candidate.unit and tokens.key(candidate.after) in ("kommen", "kommt", "kamen")
    repeated = words[0] in tokens.lexicon.often and tokens.key_before(candidate.first - 1).endswith("mal")
    if several or rated or repeated or (words[0] in ("um", "at", "uhr") and not counted):
        return True
    return any(word in refusing or (timed and word in ("alle", "aller", "every")) for word in words)


def _ends_a_measure(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in the "3" of "6 feet 3", and in the months of "ein Jahr und acht Monate", "drei Jahre, acht Monate"."""
    words, first = tokens.words, candidate.first
    linked = tokens.key_before(first) in ("und", "and")
    at = first - 1 - linked
    follows = linked or joined(words, first) or (words[first].gap.strip() == "," and measures_time(candidate.unit))
    if candidate.hedges or not follows or at < 1 or not joined(words, at):
        return False
    unit = unit_of(words[at].text, tokens.language)
    if larger(unit, candidate.unit):
        return words[at - 1].key in tokens.lexicon.articles or numeral_at(tokens, at - 1) is not None
    before = numeral_at(tokens, at - 1)
    bare = not linked and joined(words, first) and unit in _GO_ON and candidate.numeral.plain
    return bare and before is not None and before.next == at


def _is_of_something(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "die Hälfte von 20 Soldaten", "one out of five", "Gruppe der 20", "a factor of 20"."""
    at = candidate.first
    of, whole = tokens.key_before(at), tokens.key_before(at - 1)
    if whole in ("gruppe", "group", "faktor", "factor"):
        return of in ("der", "of", "von")
    if of not in ("von", "of", "in"):
        return False
    if of != "in" and tokens.lexicon.names_part(whole.rpartition("-")[2]):
        return True
    return (tokens.key_before(at - 2) if whole == "out" else whole) in tokens.lexicon.ones


def _is_second_of_a_choice(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "one or two soldiers", "ein, zwei Boote", "zwischen einem und zwei Prozent": the first is not read."""
    words, at = tokens.words, candidate.first
    if words[at].gap.strip() == "," and not candidate.hedges:
        return tokens.language == "de" and at > 0 and words[at - 1].key in tokens.lexicon.articles
    joint = tokens.key_before(at)
    if joint in ("or", "oder"):
        return any(tokens.key_before(at - back) in _ONES for back in (1, 2))
    between = joint in ("and", "und") and tokens.key_before(at - 1) in tokens.lexicon.ones
    return between and tokens.key_before(at - 2) in ("between", "zwischen")


def _is_end_of_unread_range(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in the "2 million" of "1,6 to 2 million"."""
    at = candidate.first
    if tokens.key_before(at) not in tokens.lexicon.lists - {"und", "and", "sowie"}:
        return False
    return joined(tokens.words, at - 1) and is_unread(tokens, at - 2)


def _follows_a_part(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "halb sechs", "Viertel nach sechs", "ten minutes past six", "dreiviertel Millionen"."""
    at = candidate.first
    if tokens.lexicon.parts.fullmatch(tokens.key_before(at)):
        return True
    if tokens.key_before(at) not in _BEFORE_AND_AFTER:
        return False
    before = tokens.key_before(at - 1)
    timed = before in ("minute", "minuten", "minutes") or (candidate.bare and before in ("kurz", "shortly", "just"))
    return timed or tokens.lexicon.parts.fullmatch(before) is not None


#: Every reason before a number to leave it unread.
BEFORE: tuple[Refusal, ...] = (
    _follows_a_sign,
    _follows_unread_digits,
    _is_refused_by_a_word,
    _ends_a_measure,
    _is_of_something,
    _is_second_of_a_choice,
    _is_end_of_unread_range,
    _follows_a_part,
)


def _precedes_a_sign(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "20 × 30 Meter", "3 : 1", "212 v. Chr.", "(71.)"."""
    end = tokens.words[candidate.next - 1].end
    return pattern("signs behind").match(tokens.text, end, end + _REACH) is not None


def _goes_on_in_digits(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "900–1 100", "20 000-Euro-Strafe": unreadable digits or those of another number follow."""
    words, at = tokens.words, candidate.next
    if not joined(words, at) or not words[at].text[0].isdigit():
        return False
    if pattern("group in word").match(words[at].text) or candidate.numeral.unit:
        return True
    return numeral_at(tokens, at) is None and not any(map(str.isalpha, words[at].text))


def _is_before_an_unread_scale(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "6 Trillionen Tonnen", "nineteen hundred", "300 TEUR", "20 score", "20 m barrels"."""
    at = candidate.next
    if tokens.key(at) in tokens.lexicon.unread_scales:
        return True
    millions = tokens.language == "en" and joined(tokens.words, at) and tokens.words[at].text == "m"
    return millions and not candidate.numeral.closed and joined(tokens.words, at + 1)


def _is_before_an_unknown_scale(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "2,5 Milld. Euro", "300 grand dollars", "300 Millarden Euro"."""
    words, at, language = tokens.words, candidate.next, tokens.language
    if candidate.unit or candidate.numeral.closed or not joined(words, at):
        return False
    following = words[at].text
    unknown = language == "en" and following.islower() and following != candidate.noun
    if unknown and is_currency(unit_of(candidate.noun, language)):
        return True
    if candidate.noun and joined(words, candidate.after):
        measure = unit_of(words[candidate.after].text, language)
        if is_currency(measure) or measure == "%":
            return True
    abbreviated = at + 1 < len(words) and words[at + 1].gap == ". "
    return abbreviated and bool(unit_of(words[at + 1].text, language)) and not unit_of(following, language)


def _is_date(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "3 Oktober", "the 19th of June", "19 and 20 June", "9 Uhr", "8 bis 10 Uhr", "5 p.m."."""
    at = candidate.next
    if candidate.scaled or not joined(tokens.words, at):
        return False
    if tokens.key(at) == "of" and _dates(tokens, at + 1):
        return True
    for _ in range(3):  # "8 bis 12 und von 14 bis 18 Uhr"
        if _dates(tokens, at) or tokens.key(at) not in tokens.lexicon.lists:
            break
        second = joined_numeral_at(tokens, at + 1 + (tokens.key(at + 1) in ("von", "from")))
        if second is None:
            return False
        at = second.next
    return _dates(tokens, at)


def _dates(tokens: TokenizedText, index: int) -> bool:
    """Return whether a month or an hour is at `index`."""
    return tokens.key(index) in tokens.lexicon.clock or (
        joined(tokens.words, index) and is_month(tokens, tokens.words[index])
    )


def _is_fraction(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "zwei Drittel", "drei Mal", "three times"."""
    following = tokens.key(candidate.next)
    return following in tokens.lexicon.fractions or following.lstrip("€$%").startswith(("-", "–", "/", "×"))


def _is_whole_of_a_fraction(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "2 1/2 Tonnen", "2 and a half tonnes"; "7 1.6" is ambiguous."""
    at = candidate.next
    linked = tokens.key(at) in ("und", "and")
    if linked:
        at += 2 if tokens.key(at + 1) in tokens.lexicon.articles else 1
    following = tokens.key(at)
    if pattern("fraction").match(following) or following in _HALVES:
        return True
    if linked and tokens.key(at + 1) in ("quarter", "quarters", "viertel"):
        return True
    return not linked and pattern("unread").fullmatch(following) is not None


def _leads_to_an_hour(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "fünf nach halb acht", "zehn Minuten vor sechs"."""
    if tokens.key(candidate.next) in _BEFORE_AND_AFTER:
        return tokens.lexicon.parts.fullmatch(tokens.key(candidate.next + 1)) is not None
    if candidate.unit != "min" or tokens.key(candidate.after) not in _BEFORE_AND_AFTER:
        return False
    hour = candidate.after + 1
    if tokens.lexicon.parts.fullmatch(tokens.key(hour)):
        return True
    numeral = joined_numeral_at(tokens, hour)
    return numeral is not None and numeral.value <= 24


def _is_loose(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "20 or so", "20 soldiers or so"."""
    if pattern("approximate behind").match(tokens.text, tokens.words[candidate.after - 1].end):
        return True
    places, phrases = {candidate.next, candidate.after}, tokens.lexicon.loose_ends
    return any(tokens.continues(at, phrase) for at in places for phrase in phrases)


def _is_of_a_compound(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "2 million-plus", "5 Milliarden-Programm", "5 Prozent-Hürde", but not "20 US-Dollar"."""
    if not joined(tokens.words, candidate.next):
        return False
    text, lexicon = tokens.words[candidate.next].text, tokens.lexicon
    head = pattern("head of compound").match(text)
    if head is None or unit_of(text, tokens.language):
        return False
    scale = head[1].lower()
    return scale in lexicon.scales or scale in lexicon.vague or bool(unit_of(head[1], tokens.language))


def _goes_on_in_a_smaller_unit(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "6 feet 3 inches", "12 h 30", "drei Jahre und acht Monate"."""
    if not candidate.unit or candidate.numeral.closed:
        return False
    at = candidate.after + (tokens.key(candidate.after) in ("und", "and"))
    listed = tokens.gap(at).strip() == "," and measures_time(candidate.unit)
    following = numeral_at(tokens, at) if listed or joined(tokens.words, at) else None
    if following is None or following.upper is not None:
        return False
    if " " not in candidate.noun and larger(candidate.unit, noun_after(tokens, following.next)[1]):
        return True
    bare = at == candidate.after and joined(tokens.words, at) and candidate.unit in _GO_ON
    return bare and following.value < 100 and following.plain


#: Every reason after a number to leave it unread.
BEHIND: tuple[Refusal, ...] = (
    _precedes_a_sign,
    _goes_on_in_digits,
    _is_before_an_unread_scale,
    _is_before_an_unknown_scale,
    _is_date,
    _is_fraction,
    _is_whole_of_a_fraction,
    _leads_to_an_hour,
    _is_loose,
    _is_of_a_compound,
    _goes_on_in_a_smaller_unit,
)
