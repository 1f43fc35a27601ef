"""The interface formats amounts, numbers, dates, countries and names in German and in English."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal

from mkdocs_dossier.model.amounts import Amount, Qualifier
from mkdocs_dossier.model.dates import Date, Precision
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.site.i18n import NBSP, Interface, interface

#: Notation of an amount → (German, English).
AMOUNTS = {
    "20": ("20", "20"),
    ">20": ("mehr als 20", "more than 20"),
    ">=20": ("mindestens 20", "at least 20"),
    "<20": ("weniger als 20", "less than 20"),
    "<=20": ("bis zu 20", "up to 20"),
    "~20": ("etwa 20", "about 20"),
    "<~20": ("fast 20", "almost 20"),
    ">~20": ("gut 20", "just over 20"),
    "20..25": ("20 bis 25", "20 to 25"),
    "12000..13500.5": ("12.000 bis 13.500,5", "12,000 to 13,500.5"),
    # Large ones, if that leaves one decimal at most.
    "62300000000": ("62,3\u00a0Milliarden", "62.3\u00a0billion"),
    "8000000..10000000": ("8\u00a0Millionen bis 10\u00a0Millionen", "8\u00a0million to 10\u00a0million"),
    "1000000": ("1.000.000", "1,000,000"),
    "4560000": ("4.560.000", "4,560,000"),
}
#: EDTF → (German, English); `_` is a no-break space.
DATES = {
    # Days, with and without the time.
    "2024-10-03": ("3._Oktober_2024", "October_3,_2024"),
    "2024-10-05T09:09": ("5._Oktober_2024, 09:09 Uhr", "October_5,_2024, 09:09"),
    "2024-10-05T23:30:15Z": ("5._Oktober_2024, 23:30 Uhr", "October_5,_2024, 23:30"),
    # Longer than a day.
    "2024-06": ("Juni_2024", "June_2024"),
    "2024-03-XX": ("März_2024", "March_2024"),
    "2024": ("2024", "2024"),
    "2024-XX-XX": ("2024", "2024"),
    "0987": ("987", "987"),
    "2022-21": ("Frühjahr 2022", "Spring 2022"),
    "2022-22": ("Sommer 2022", "Summer 2022"),
    "2022-23": ("Herbst 2022", "Autumn 2022"),
    "202X": ("2020er Jahre", "the 2020s"),
    "19XX": ("1900 bis 1999", "1900 to 1999"),
    # Approximate and uncertain.
    "2024~": ("etwa 2024", "around 2024"),
    "2024-10~": ("etwa Oktober_2024", "around October_2024"),
    "2024-10-03~": ("etwa 3._Oktober_2024", "around October_3,_2024"),
    "2022-22~": ("etwa Sommer 2022", "around Summer 2022"),
    "2024?": ("2024_(?)", "2024_(?)"),
    "2024-10-03?": ("3._Oktober_2024_(?)", "October_3,_2024_(?)"),
    "2024-10%": ("etwa Oktober_2024_(?)", "around October_2024_(?)"),
    # Intervals.
    "2024-10-03/2024-10-05": ("3._Oktober_2024 bis 5._Oktober_2024", "October_3,_2024 to October_5,_2024"),
    "2023-08/2024-01": ("August_2023 bis Januar_2024", "August_2023 to January_2024"),
    "2022-22/2023": ("Sommer 2022 bis 2023", "Summer 2022 to 2023"),
    "2022~/2024-06": ("etwa 2022 bis Juni_2024", "around 2022 to June_2024"),
    "2024-10-03/..": ("seit 3._Oktober_2024", "since October_3,_2024"),
    "2024-06/": ("seit Juni_2024", "since June_2024"),
    "2024~/..": ("seit etwa 2024", "since around 2024"),
    "../2024": ("bis 2024", "until 2024"),
    "/2024-06": ("bis Juni_2024", "until June_2024"),
}


def test_every_qualifier_and_precision_is_tried() -> None:
    """The tables above have every kind of amount and date."""
    assert {Amount.parse(text).qualifier for text in AMOUNTS} == set(Qualifier)
    assert {Date.parse(text).precision for text in DATES} == set(Precision)


@pytest.mark.parametrize("text", AMOUNTS)
def test_amount(text: str) -> None:
    """Every qualifier is put into words."""
    assert tuple(interface(language).amount(Amount.parse(text)) for language in ("de", "en")) == AMOUNTS[text]


@pytest.mark.parametrize("text", AMOUNTS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_amount_with_its_unit(text: str, language: str) -> None:
    """A unit follows a no-break space."""
    amount = Amount.parse(text)
    assert interface(language).amount(amount, "km") == f"{interface(language).amount(amount)}{NBSP}km"


@pytest.mark.parametrize(
    ("number", "german", "english"),
    [
        (7, "7", "7"),
        (0, "0", "0"),
        (1000, "1.000", "1,000"),
        (74000, "74.000", "74,000"),
        (Decimal(8000000), "8.000.000", "8,000,000"),
        (Decimal("1.6"), "1,6", "1.6"),
        (Decimal("1.10"), "1,10", "1.10"),
        (Decimal("20.00"), "20,00", "20.00"),
        (Decimal("-0.5"), "-0,5", "-0.5"),
        (Decimal("0.123456789"), "0,123456789", "0.123456789"),
    ],
)
def test_number(number: Decimal | int, german: str, english: str) -> None:
    """Numbers have their language's separators, and keep every given digit."""
    assert (interface("de").number(number), interface("en").number(number)) == (german, english)


@pytest.mark.parametrize("language", ["ar", "bg", "de", "de-CH", "en", "es", "fr", "hi", "pt-PT"])
def test_a_number_is_written_as_babel_writes_it(language: str) -> None:
    """Numbers are formatted as by Babel in every language; our own code is only quicker."""
    answers = Interface(language)
    for number in ("0", "-0", "999", "1000", "-1234.50", "1E+7", "1E-7", "12345678901234567890.10"):
        decimals = max(-int(Decimal(number).as_tuple().exponent), 0)
        pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        written = format_decimal(Decimal(number), pattern, answers.locale, decimal_quantization=False)
        assert answers.number(Decimal(number)) == written


def test_number_with_its_unit() -> None:
    """A bare number is formatted with a unit like an amount, or without one."""
    assert interface("de").amount_of(Decimal(1500), "km") == f"1.500{NBSP}km"
    assert interface("en").amount_of(Decimal(1500)) == "1,500"


def spoken(text: str, language: str) -> str:
    """Return a date in words, with no-break spaces made visible."""
    return interface(language).date(Date.parse(text)).replace(NBSP, "_")


@pytest.mark.parametrize("text", DATES)
def test_date(text: str) -> None:
    """A date is put into words as precisely as it is known."""
    assert (spoken(text, "de"), spoken(text, "en")) == DATES[text]


@pytest.mark.parametrize("text", ["2023?/2024", "2023/2024?", "2023?/2024?", "2023?/..", "../2024?"])
def test_uncertain_ends_of_an_interval(text: str) -> None:
    """Each uncertain end of an interval is marked once."""
    assert spoken(text, "en").count("(?)") == text.count("?")


def test_winter_lasts_into_the_next_year() -> None:
    """Winter is named after the year in which it begins."""
    assert spoken("2022-24", "de").startswith("Winter 2022")
    assert spoken("2022-24", "en").startswith("Winter 2022")


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_date(language: str) -> None:
    """No date gives an empty text."""
    assert interface(language).date(None) == ""


@pytest.mark.parametrize(
    ("code", "german", "english"),
    [("KP", "Nordkorea", "North Korea"), ("UA", "Ukraine", "Ukraine"), ("QQ", "QQ", "QQ")],
)
def test_country(code: str, german: str, english: str) -> None:
    """Country codes become names; an unknown code stays."""
    assert (interface("de").country(code), interface("en").country(code)) == (german, english)


@pytest.mark.parametrize(
    ("tag", "german", "english"),
    [("ko", "Koreanisch", "Korean"), ("de-AT", "Deutsch", "German"), ("qqq", "qqq", "qqq")],
)
def test_language_name(tag: str, german: str, english: str) -> None:
    """Language tags become names, without their region; an unknown tag stays."""
    assert (interface("de").language_name(tag), interface("en").language_name(tag)) == (german, english)


@pytest.mark.parametrize("language", ["zz", "", "no such language", "en", "en-GB"])
def test_unknown_languages_fall_back_to_english(language: str) -> None:
    """An unknown language falls back to English."""
    answers = Interface(language)
    assert answers.language == language
    assert answers.gettext("Chronicle") == "Chronicle"
    assert answers.ngettext("%(num)s figure", "%(num)s figures", 2) == "%(num)s figures"
    assert answers.amount(Amount.parse(">74000")) == "more than 74,000"
    assert "October" in answers.date(Date.parse("2024-10-03"))


def test_a_language_without_a_catalogue() -> None:
    """A language without a catalogue formats numbers and dates its own way, and has English messages."""
    french = Interface("fr")
    assert french.gettext("Chronicle") == "Chronicle"
    assert french.date(Date.parse("2024-10-03")) == f"3{NBSP}octobre{NBSP}2024"


@pytest.mark.parametrize("language", ["de", "de-DE", "de_AT"])
def test_a_language_with_its_region(language: str) -> None:
    """A language with a region has the messages of the language."""
    assert Interface(language).gettext("Chronicle") == "Chronik"
    assert Interface(language).date(Date.parse("2024~")) == "etwa 2024"


def test_text() -> None:
    """A record's text is shown in the site's language, or else in its first one."""
    text = Text("Überläufer", {"de": "Überläufer", "en": "Defector"})
    assert (interface("de").text(text), interface("en").text(text)) == ("Überläufer", "Defector")
    assert interface("fr").text(text) == "Überläufer"
    assert (interface("en").text("as it is"), interface("en").text(None)) == ("as it is", "")
