"""The German and English words for dates."""

from __future__ import annotations

from dataclasses import dataclass

#: Month → its names in German and in English; a name with a point is an abbreviation.
_MONTHS = {
    1: ("Januar Jänner Jan.", "January Jan."),
    2: ("Februar Feber Feb.", "February Feb."),
    3: ("März Maerz Mär. Mrz.", "March Mar."),
    4: ("April Apr.", "April Apr."),
    5: ("Mai", "May"),
    6: ("Juni Jun.", "June Jun."),
    7: ("Juli Jul.", "July Jul."),
    8: ("August Aug.", "August Aug."),
    9: ("September Sept. Sep.", "September Sept. Sep."),
    10: ("Oktober Okt.", "October Oct."),
    11: ("November Nov.", "November Nov."),
    12: ("Dezember Dez.", "December Dec."),
}
#: EDTF's number of a season → its names.
_SEASONS = {
    21: ("Frühling Frühjahr", "spring Spring"),
    22: ("Sommer", "summer Summer"),
    23: ("Herbst", "autumn Autumn fall Fall"),
    24: ("Winter", "winter Winter"),
}
_WEEKDAYS = (
    ("montag", "monday"),
    ("dienstag", "tuesday"),
    ("mittwoch", "wednesday"),
    ("donnerstag", "thursday"),
    ("freitag", "friday"),
    ("samstag sonnabend", "saturday"),
    ("sonntag", "sunday"),
)
#: The first day of a third of the month → the words for it.
_PHASES = {1: ("anfang beginn", "early beginning start"), 11: ("mitte", "mid middle"), 21: ("ende", "late end")}
#: "this year" is the year of the text, "last year" the one before.
_RELATIVE = {
    0: ("dieses diesen laufenden", "this"),
    -1: ("vergangenen letzten vorigen", "last"),
    1: ("kommenden nächsten", "next"),
}
_ROLES = {
    "within": ("im vom", "in during throughout"),
    "since": ("seit", "since"),
    "onward": ("ab", ""),
    "until": ("bis", "until till by"),
    "to": ("bis", "to until till through"),
    "night": ("auf", ""),
    "around": ("um gegen ca circa ungefähr", "around circa approximately"),
    "today": ("heute", "today now"),
    "conjunctions": (", und sowie oder", ", and or"),
    "articles": ("der die das den dem des zum zur am im ins in vom von", "the on"),
    "of": ("der des", "of the"),
    "years": ("jahr jahre jahren jahres", "year years"),
    "year_before": ("vorjahres", ""),
    "decade": ("er", "s"),
    # "each 3 October", "next June": not the latest.
    "other": (
        "jenem jeden jedem jedes darauffolgenden folgenden kommenden nächsten vergangenen letzten vorigen",
        "each every following previous next last",
    ),
    "future": ("wird werden werde", "will shall"),
    # Before a day that its own form does not show: "am 5.10.", "on 3 and 4 October".
    "before_days": ("am vom zum den dem bis seit ab", "on the from between of"),
    # "beginning" needs a following "of".
    "parts": ("", "beginning start middle end"),
    "before_christ": ("", "bc bce"),
    "recurring": (
        """
        alljährlich jährlich traditionell traditionellerweise jeweils immer gewöhnlich üblicherweise normalerweise
        meist meistens typischerweise
        """,
        "annually annual traditionally usually normally typically ordinarily",
    ),
    "each": ("jedes jeden", "each every"),
    "spans": ("jahr jahres monat monats sommer winter", "year years summer winter spring autumn"),
    "titles": ("herr frau paragraf paragraph §", "ms mrs mr miss"),
    "streets": ("straße strasse platz platzes platze brücke allee", "street road avenue"),
    "function_words": (
        """
        und oder sowie als wie bis in im an am auf aus bei mit nach von vom vor zu zum zur für gegen um durch
        ohne unter über der die das den dem des ein eine er sie es wir ich man war waren wurde wurden ist sind
        hat haben hatte hatten nicht noch nur auch aber denn doch jedoch dann wenn weil dass
        """,
        """
        and but as in on at by for from with when while after before until the a an it he she they we was were
        is are has have had that which who where because since according under over against among however not
        did would could said
        """,
    ),
}


@dataclass(frozen=True, slots=True)
class DateWords:
    """One language's words for dates, in lower case except for months and seasons, whose capitals matter."""

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
    """Words for recurrence."""
    each: frozenset[str]
    spans: frozenset[str]
    """Words for recurring spans after `each`."""
    titles: frozenset[str]
    """Titles before a name that may also be a month's."""
    function_words: frozenset[str]
    doubtful_months: frozenset[int]
    """Months whose name is also another word."""
    ordinal_points: bool
    """Whether a day is written with a point: "3. Oktober"."""
    nouns_are_capitalised: bool
    bare_years: bool
    """Whether a year may follow a preposition: "in 2019"."""


def _numbered(table: dict[int, tuple[str, str]], column: int) -> dict[str, int]:
    return {name: number for number, names in table.items() for name in names[column].split()}


def _words(column: int, ranges: dict[str, str], doubtful: frozenset[int]) -> DateWords:
    months = _numbered(_MONTHS, column)
    return DateWords(
        language=("de", "en")[column],
        months={name: month for name, month in months.items() if not name.endswith(".")},
        short_months={name[:-1]: month for name, month in months.items() if name.endswith(".")},
        seasons=_numbered(_SEASONS, column),
        weekdays=_numbered(dict(enumerate(_WEEKDAYS)), column),
        phases=_numbered(_PHASES, column),
        relative=_numbered(_RELATIVE, column),
        ranges={word: frozenset(joints.split()) for word, joints in ranges.items()},
        **{role: frozenset(words[column].split()) for role, words in _ROLES.items()},
        doubtful_months=doubtful,
        ordinal_points=column == 0,
        nouns_are_capitalised=column == 0,
        bare_years=column == 1,
    )


LANGUAGES = {
    "de": _words(0, {"von": "bis", "vom": "bis", "zwischen": "und"}, frozenset()),
    "en": _words(1, {"from": "to until till through", "between": "and"}, frozenset({3, 5})),
}
