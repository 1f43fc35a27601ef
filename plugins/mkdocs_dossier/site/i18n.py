"""The language of the interface: English names, words from gettext catalogues, numbers and dates from Babel."""

import contextlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache, partial
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.dates import Date, Precision
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.text import Text, primary_language
from mkdocs_dossier.syntax.word_tables import table

NBSP = "\u00a0"
#: The languages with a catalogue.
LANGUAGES = ("de", "en")


def N_(message: str) -> str:  # noqa: N802 (the name that extractors of messages know)
    """Mark a message for the catalogues without translating it."""
    return message


#: Numbers beyond these are given in them.
_SCALES = {Decimal(10**9): N_("billion"), Decimal(10**6): N_("million")}


class Interface:
    """Words, numbers and dates in one language; unknown languages fall back to English."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale, self._tag = _locale(language)
        self._translations = _translations(self.locale.language)
        self.ngettext = self._translations.ngettext
        self._signs = str.maketrans({",": get_group_symbol(self.locale), ".": get_decimal_symbol(self.locale)})
        # Babel is slow, and a site repeats the same days.
        self._day = lru_cache(maxsize=2**15)(partial(_day, self.locale))
        self.country = lru_cache(maxsize=2**10)(lambda code: str(self.locale.territories.get(code, code)))
        """The name of a country, from its ISO 3166 code."""
        self.language_name = lru_cache(maxsize=2**10)(
            lambda tag: str(self.locale.languages.get(primary_language(tag), tag))
        )
        """The name of a language, from its tag."""

    def gettext(self, message: str) -> str:
        """Translate a message; an empty one would be the catalogue's header."""
        return self._translations.gettext(message) if message else ""

    def counted(self, singular: str, plural: str, number: int) -> str:
        """Count things, the number (`%(num)s`) in words up to twelve: “ein Ursprung”, “drei Quellen”."""
        words = english().values["number"].get(str(number))
        return self.ngettext(singular, plural, number) % {"num": self.gettext(words) if words else self.number(number)}

    def text(self, text: str | None) -> str:
        """Return a record's text in this language, if it is translated."""
        return text.in_language(self._tag) if isinstance(text, Text) else text or ""

    def name(self, record: Record) -> str:
        """Return a record's name, label, title or text; else its id."""
        for field in ("name", "label", "title", "container_title", "text"):
            if value := getattr(record, field, None):
                return self.text(value)
        return record.id

    def number(self, number: Decimal | int) -> str:
        """Format a number with this language's separators."""
        # Keep the decimals as written: 1.10 says more than 1.1. Babel writes the same, but slowly.
        return f"{Decimal(number):,f}".translate(self._signs)

    def amount_of(self, number: Decimal, unit: str = "") -> str:
        """Format a number, its unit after a no-break space."""
        return self._measured(self._scaled(number), unit)

    def _scaled(self, number: Decimal) -> str:
        """Format a number in millions or billions, if these have one decimal at most."""
        scale = next((one for one in _SCALES if number > one and not number % (one / 10)), Decimal(1))
        return self.number(number / scale) + (f"{NBSP}{self.gettext(_SCALES[scale])}" if scale > 1 else "")

    def _measured(self, words: str, unit: str) -> str:
        return f"{words}{'' if unit == '%' and self.language == 'en' else NBSP}{unit}" if unit else words

    def amount(self, amount: Amount, unit: str = "") -> str:
        """Format an amount in words and numbers, its unit after a no-break space."""
        given = {"number": amount.best, "low": amount.low, "high": amount.high}
        numbers = {name: "" if value is None else self._scaled(value) for name, value in given.items()}
        hedge = english().values["qualifier"].get(amount.qualifier.name, "%(number)s")
        words = self.gettext(hedge) % numbers
        return self._measured(words, unit)

    def date(self, when: Date | None) -> str:
        """Format a date in words, with its uncertainty."""
        if when is None:
            return ""
        if when.precision is Precision.INTERVAL:
            start, _, end = when.text.partition("/")
            return self.span(*(None if text in ("", "..") else Date.parse(text) for text in (start, end)))
        words = self._single(when)
        if when.approximate:
            words = self.gettext("around %(date)s") % {"date": words}
        return f"{words}{NBSP}(?)" if when.uncertain else words

    def day(self, when: Date) -> str:
        """Format a date in words, without its time of day."""
        return self.date(Date.parse(when.text.partition("T")[0]) if when.time else when)

    def _single(self, when: Date) -> str:
        day = when.earliest
        assert day is not None, "only intervals are open"
        match when.precision:
            case Precision.SEASON:
                season = english().values["season"][str(day.month)]
                return self.gettext(season) % {"year": day.year, "next": f"{(day.year + 1) % 100:02}"}
            case Precision.MONTH:
                return self._day(date(day.year, day.month, 1), "LLLL yyyy")
            case Precision.YEAR:
                return str(day.year)
            case Precision.DECADE:
                return self.gettext("the %(decade)ss") % {"decade": day.year}
            case Precision.CENTURY:
                return self.gettext("%(first)s to %(last)s") % {"first": day.year, "last": day.year + 99}
        words = self._day(day, "long")
        return self.gettext("%(date)s, %(time)s") % {"date": words, "time": when.time} if when.time else words

    def month(self, number: int) -> str:
        """Return the name of a month, 1 to 12."""
        return self._day(date(2000, number, 1), "LLLL")

    def span(self, start: Date | None, end: Date | None) -> str:
        """Format the time from one date to another, either of which may be unknown."""
        if start and end:
            return self.gettext("%(first)s to %(last)s") % {"first": self.date(start), "last": self.date(end)}
        if start:
            return self.gettext("since %(date)s") % {"date": self.date(start)}
        return self.gettext("until %(date)s") % {"date": self.date(end)} if end else ""


def _day(locale: Locale, day: date, style: str) -> str:
    return str(format_date(day, style, locale=locale)).replace(" ", NBSP)


def _locale(language: str) -> tuple[Locale, str]:
    """Return the locale of a tag, else of its primary language, else English, with the tag it was found by."""
    for tag in (language, primary_language(language)):
        with contextlib.suppress(UnknownLocaleError, ValueError):
            return Locale.parse(tag.replace("-", "_")), tag
    return Locale.parse("en"), "en"


@cache
def _translations(language: str) -> NullTranslations:
    """Return the catalogue of a language; one that translates nothing if there is none."""
    path = resources.files("mkdocs_dossier.site") / "locales" / language / "LC_MESSAGES" / "mkdocs_dossier.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def interface(language: str) -> Interface:
    """Return the interface in a language, created once: setting it up takes a few milliseconds."""
    return Interface(language)


@dataclass(frozen=True, slots=True)
class ValueNames:
    """The English names of kinds, of parts of the site and of fields' values, as pages show them before translation."""

    nouns: dict[str, dict[str, str]]
    """Kind → its name for `one` and for `many`."""
    overviews: dict[str, str]
    """Titles of overviews that differ from the plural of their kind."""
    shell: dict[str, str]
    """The words of the site's shell, by what its links lead to."""
    values: dict[str, dict[str, str]]
    """Field → value → name."""

    def noun(self, noun: str, *, many: bool = False) -> str:
        """Return the name of a kind."""
        return self.nouns[noun]["many" if many else "one"]

    def title_of(self, noun: str) -> str:
        """Return the title of a kind's overview; an empty text if there is none."""
        return self.overviews.get(noun) or self.nouns.get(noun, {}).get("many", "")


@cache
def english() -> ValueNames:
    """Return all names of `value_names.yml`."""
    return ValueNames(**table("site", "value_names.yml"))
