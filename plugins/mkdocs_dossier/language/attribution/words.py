"""The words by which German and English attribute words, nouns for those who speak, and for documents."""

import re
from dataclasses import dataclass, field
from functools import cache, partial

from mkdocs_dossier.language.word_lists import pattern, words_in, words_of_each
from mkdocs_dossier.language.words import word_set
from mkdocs_dossier.syntax.word_tables import table


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionWords:
    """One language's words; `de/attribution.yml` says what each list is for."""

    language: str
    before: frozenset[str]
    behind: frozenset[str] = frozenset()
    says: frozenset[str]
    plainly: frozenset[str] = frozenset()
    parted: dict[str, frozenset[str]] = field(default_factory=dict)
    """Form of a verb → the particles with which it is one of saying."""
    joints: frozenset[str]
    reports: tuple[str, ...]
    rumours: frozenset[str]
    alone: frozenset[str]
    reported: frozenset[str]
    auxiliaries: frozenset[str]
    agents: frozenset[str]
    subjunctive: frozenset[str] = frozenset()
    determiners: frozenset[str]
    genitives: frozenset[str]
    endings: tuple[str, ...] = ()
    denials: frozenset[str]
    prepositions: frozenset[str]
    objects: frozenset[str] = frozenset()
    speakers: frozenset[str]
    contrasts: tuple[tuple[str, ...], ...]
    addressed: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    continued: frozenset[str]
    no_verbs: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    second_stems: tuple[str, ...] = ()
    first_stems: tuple[str, ...] = ()
    judged: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()

    def is_of_saying(self, verb: str) -> bool:
        """Return whether a form of a verb may say something, with its particle or alone."""
        return verb in self.says or verb in self.plainly or verb in self.parted


LANGUAGES = words_of_each(AttributionWords, "attribution.yml")

#: Words that never begin a name, even if capitalised.
NO_NAMES = word_set("er sie es wir ich man he she it they we i you wer was who what ihm ihr")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerNouns:
    """The words of both languages; `speakers.yml` says what each list is for."""

    kinds: dict[str, tuple[str, ...]]
    titles: frozenset[str]
    documents: tuple[str, ...]
    itself: frozenset[str]
    adjectives: tuple[str, ...]
    continuing: frozenset[str]
    roles: tuple[str, ...]
    pointing_back: frozenset[str]
    officials: tuple[str, ...]
    summaries: tuple[str, ...]

    def kind_of(self, noun: str) -> str:
        """Return the kind of an actor that a noun ends as; an empty string if it is neither role, body nor group."""
        lower = noun.lower()
        ends = (kind for kind, endings in self.kinds.items() if lower.endswith(endings))
        return "person" if lower in self.titles else next(ends, "")

    def is_document(self, noun: str) -> bool:
        """Return whether a noun ends as one for what somebody wrote, but is none for the article itself."""
        return documents().fullmatch(f"in {noun}") is not None and noun.lower() not in self.itself


#: Returns the nouns, which are read once.
speaker_nouns = cache(partial(words_in, SpeakerNouns, "speakers.yml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechVerbs:
    """The words of both languages; `speech.yml` says what each list is for."""

    acts: dict[str, frozenset[str]]
    claims: frozenset[str]
    led: frozenset[str]
    parted: dict[str, dict[str, str]]
    silent: dict[str, tuple[tuple[str, ...], ...]]
    perfect: frozenset[str]
    passive: frozenset[str]
    agent: frozenset[str]
    outlets: frozenset[str]
    heard: frozenset[str]
    have: frozenset[str]
    lowercase: frozenset[str]
    pronouns: frozenset[str]
    whose: frozenset[str]
    particles: frozenset[str]
    within: frozenset[str]
    findings: frozenset[str]
    led_by: frozenset[str]
    conforming: frozenset[str]
    valuing: frozenset[str]
    before_subjects: frozenset[str]
    belonging: frozenset[str]


#: Returns the verbs, which are read once.
speech_verbs = cache(partial(words_in, SpeechVerbs, "speech.yml"))


@cache
def documents() -> re.Pattern[str]:
    """Build a pattern for a document behind a preposition; its group is the noun."""
    nouns = rf"(\w*(?:{'|'.join(speaker_nouns().documents)})(?:s|es|e|en|n)?)\b"
    return re.compile(
        rf"\b(?:(?:in|im|aus|laut|nach|gemäß|auf|citing|to)\s(?:[\w-]+\s){{0,2}}?|(?:laut|nach)\seine[mr]\s(?:[\w-]+\s){{0,5}}?){nouns}",
        re.IGNORECASE,
    )


@cache
def capitals() -> dict[str, str]:
    """Return the codes of states by the names of their capitals."""
    rows = table("language", "capitals.yml").items()
    return {name: code for code, names in rows for name in re.split("; | [|] ", names)}


def state_of_capital(text: str, cue: tuple[int, int, int, int]) -> str:
    """Return the code of the state whose capital a cue (start, end, those of its name) names, or has behind “aus”."""
    start, end, *speaker = cue
    if speaker[0] < speaker[1]:
        return capitals().get(text[slice(*speaker)], "")
    found = pattern("from").search(f"{text[max(start - 40, 0) : start]}|{text[end : end + 40]}")
    words = found[found.lastindex or 0] if found else ""
    return capitals().get(words) or capitals().get(words.split(" ")[0], "")
