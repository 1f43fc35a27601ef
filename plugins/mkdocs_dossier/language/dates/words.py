"""The German and English words for dates."""

from dataclasses import dataclass

from mkdocs_dossier.language.word_lists import words_of_each


@dataclass(frozen=True, slots=True)
class DateWords:
    """One language's words for dates; `de/dates.yml` says what each list is for."""

    language: str
    months: dict[str, int]
    short_months: dict[str, int]
    seasons: dict[str, int]
    weekdays: dict[str, int]
    """Monday is 0."""
    phases: dict[str, int]
    relative: dict[str, int]
    ranges: dict[str, frozenset[str]]
    """A word that begins a range → the words that join its ends."""
    within: frozenset[str]
    since: frozenset[str]
    onward: frozenset[str]
    until: frozenset[str]
    to: frozenset[str]
    night: frozenset[str]
    moved: frozenset[str]
    around: frozenset[str]
    today: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    of: frozenset[str]
    years: frozenset[str]
    year_before: frozenset[str]
    decade: frozenset[str]
    other: frozenset[str]
    future: frozenset[str]
    before_days: frozenset[str]
    parts: frozenset[str]
    before_christ: frozenset[str]
    streets: frozenset[str]
    recurring: frozenset[str]
    each: frozenset[str]
    spans: frozenset[str]
    titles: frozenset[str]
    function_words: frozenset[str]
    doubtful_months: frozenset[int]
    ordinal_points: bool
    nouns_are_capitalised: bool
    bare_years: bool


LANGUAGES = words_of_each(DateWords, "dates.yml")
