"""A figure's value and unit agree with its words, and its quote does not cut the number."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

ARTICLE = article(
    "Mehr als 20 Soldaten starben, darunter sechs Offiziere. Transportiert wurden 74.000 Tonnen. Viele flohen. "
    "Der Anteil stieg um drei Prozentpunkte."
)


def figure(loaded: Loaded, fields: str, code: str, quantity: str = "") -> list[str]:
    """Return the reports on one figure with these fields, separated by `; `."""
    lines = "".join(f"    {field}\n" for field in fields.split("; "))
    files = {"dossier/d/article.md": ARTICLE, "dossier/d/annotations.yml": f"figures:\n  zahl:\n{lines}"}
    if quantity:
        files["dossier/quantities.yml"] = f"quantities:\n  menge: {{label: Menge, unit: {quantity}}}\n"
    return found(loaded, files, code)


PLACE = "dossier/d/annotations.yml"


def test_words_without_a_number_are_reported(loaded: Loaded) -> None:
    assert figure(loaded, "quote: Viele flohen", "figure-unread") == [
        (
            f"{PLACE}:3:12: warning: figure “zahl”: no number can be read from “Viele flohen”"
            " — add value: with the number it gives, or quote words that contain one [figure-unread]"
        )
    ]


def test_words_with_two_numbers_are_reported(loaded: Loaded) -> None:
    assert figure(loaded, "quote: Mehr als 20 Soldaten starben, darunter sechs Offiziere", "figure-unread") == [
        (
            f"{PLACE}:3:12: warning: figure “zahl”: its words contain 2 numbers: >20 (“Mehr als 20”), 6 (“sechs”)"
            " — shorten the quote to one of them, or add value: with the one that is meant [figure-unread]"
        )
    ]


@pytest.mark.parametrize(
    "fields", ["quote: Mehr als 20 Soldaten", "quote: Viele flohen; value: 100", "derived_from: {figures: [zahl]}"]
)
def test_a_figure_may_give_its_number_in_three_ways(loaded: Loaded, fields: str) -> None:
    """A figure's number may be read from its words, be written as `value`, or be derived."""
    assert figure(loaded, fields, "figure-unread") == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            "quote: Mehr als 20 Soldaten; value: 20",
            (
                "its value is 20, but “Mehr als 20” says >20"
                ' — write value: ">20", or leave it out: it is read from the words'
            ),
        ),
        (
            "quote: 74.000 Tonnen; value: 74.0",
            (
                "its value is 74.0, but “74.000” says 74000"
                " — write value: 74000, or leave it out: it is read from the words"
            ),
        ),
        (
            "quote: Mehr als 20 Soldaten starben, darunter sechs; value: 7",
            (
                "its value is 7, but its words say >20 (“Mehr als 20”), 6 (“sechs”)"
                " — write one of these, or quote the words that say it"
            ),
        ),
    ],
)
def test_a_value_that_differs_from_the_words_is_reported(loaded: Loaded, fields: str, message: str) -> None:
    """A value that is another number, or lacks the hedge in the words, is reported with the value to write."""
    assert figure(loaded, fields, "value-differs") == [f"{PLACE}:4:12: error: figure “zahl”: {message} [value-differs]"]


@pytest.mark.parametrize(
    "fields",
    [
        'quote: Mehr als 20 Soldaten; value: ">20"',
        "quote: 74.000 Tonnen; value: 7.4e4",
        "quote: 74.000 Tonnen; value: 74000000; unit: kg",
        "quote: Mehr als 20 Soldaten starben, darunter sechs; value: 6",
        "quote: Viele flohen; value: 100",
    ],
)
def test_a_value_may_be_written_in_many_ways(loaded: Loaded, fields: str) -> None:
    """A value may use any notation or unit, be one of several in the words, or be in none of them."""
    assert figure(loaded, fields, "value-differs") == []


def test_a_unit_of_another_dimension_is_reported(loaded: Loaded) -> None:
    assert figure(loaded, "quote: 74.000 Tonnen; unit: km", "unit-differs") == [
        (
            f"{PLACE}:4:11: error: figure “zahl”: its unit is km, but its words “74.000 Tonnen” give t"
            " — write unit: t [unit-differs]"
        )
    ]


@pytest.mark.parametrize(("unit", "faults"), [("EUR", 0), ("USD", 0), ("ct", 0), ("CHF", 1), ("t", 1)])
def test_cents_may_be_of_several_currencies(loaded: Loaded, unit: str, faults: int) -> None:
    """Cents agree with any currency that has them, and count as a hundredth of the figure's unit."""
    sentence = "Die Firma zahlt bis zu 40 Cent je Aktie."
    for value, wrong in (("", 0), (', value: "<=0.4"', 0 if unit in ("EUR", "USD") else 1)):
        files = {
            "dossier/d/article.md": article(sentence),
            "dossier/d/a.yml": f"figures: {{f: {{quote: bis zu 40 Cent, unit: {unit}{value}}}}}\n",
        }
        assert len(found(loaded, files, "unit-differs")) == faults
        assert len(found(loaded, files, "value-differs")) == wrong


def test_the_unit_of_the_quantity_is_compared_with_the_words(loaded: Loaded) -> None:
    """Percentage points in the words contradict a quantity in percent."""
    assert figure(loaded, "quote: drei Prozentpunkte; quantity: menge", "unit-differs", '"%"') == [
        (
            f"{PLACE}:4:15: error: figure “zahl”: the unit of quantity “menge” is %, but its words “drei"
            " Prozentpunkte” give pp — give the figure another quantity, or correct the unit [unit-differs]"
        )
    ]


@pytest.mark.parametrize(
    ("fields", "quantity"),
    [
        ("quote: 74.000 Tonnen; unit: Tonnen", ""),
        ("quote: 74.000 Tonnen; unit: kg", ""),
        ("quote: 74.000 Tonnen; quantity: menge", "kg"),
        ("quote: sechs Offiziere; quantity: menge", "Personen"),
        ("quote: sechs Offiziere; unit: t", ""),
        # A rate, whose time the sentence names elsewhere: “am Tag 30 Tonnen”.
        ("quote: 74.000 Tonnen; quantity: menge", "t/d"),
        ("quote: 74.000 Tonnen; quantity: menge", "kg/a"),
        ("quote: 74.000 Tonnen; unit: t/mo", ""),
        ("quote: 74.000 Tonnen; unit: t/wk", ""),
        ("quote: 74.000 Tonnen; unit: kg/h; value: 74000000", ""),
        ("quote: sechs Offiziere; quantity: menge", "/a"),
    ],
)
def test_compatible_units_are_not_reported(loaded: Loaded, fields: str, quantity: str) -> None:
    """Units of one dimension, unknown units, and units that the words do not give are not reported."""
    assert figure(loaded, fields, "unit-differs", quantity) == []


@pytest.mark.parametrize("unit", ["km/d", "EUR/mo", "/d", "km/h", "t/km"])
def test_a_rate_of_another_dimension_is_reported(loaded: Loaded, unit: str) -> None:
    lines = figure(loaded, f"quote: 74.000 Tonnen; unit: {unit}", "unit-differs")
    assert len(lines) == (unit != "t/km")  # an unknown unit


@pytest.mark.parametrize("tag", ["en", "en-GB", "en-US", "en-ZA", "en-Latn-NZ"])
def test_an_article_whose_language_tag_has_a_region_is_read(loaded: Loaded, tag: str) -> None:
    """Numbers and cues are read in an article whose language tag has a region, as in one without."""
    files = {
        "dossier/actors.yml": "actors:\n  harbour: {name: Harbour Office, kind: agency}\n",
        "dossier/a/article.md": article(
            "At least 40 sailors drowned. About 700 people were rescued, said the coast guard.", language=tag
        ),
        "dossier/a/a.yml": "figures:\n  drowned: {quote: At least 40 sailors, value: 8}\n"
        "  rescued: {quote: About 700 people}\n"
        "statements:\n  s: {quote: About 700 people were rescued, said_by: harbour, credibility: 3}\n",
    }
    lines = found(loaded, files, "value-differs", "figure-unread", "attribution-missing")
    assert [line.rpartition("[")[2] for line in lines] == ["value-differs]", "attribution-missing]"]


def cut(loaded: Loaded, sentence: str, quote: str, language: str = "de", section: str = "figures") -> list[str]:
    """Return the reports on where one quote begins and ends."""
    files = {
        "dossier/d/article.md": article(sentence, language=language),
        "dossier/d/annotations.yml": f"{section}:\n  zahl:\n    quote: '{quote}'\n",
    }
    return found(loaded, files, "cut-number")


@pytest.mark.parametrize(
    ("sentence", "quote", "number"),
    [
        ("Die Werft verlor 4,5 Mio. Euro.", "5 Mio. Euro", "4,5"),
        ("Der Preis sank um 0,25 Prozent.", "25 Prozent", "0,25"),
        ("Am Morgen waren es −7,5 °C.", "7,5 °C", "−7,5"),
        ("Am Morgen waren es -7,5 °C.", "5 °C", "-7,5"),
        ("Gefördert wurden 40\u00a0000 Tonnen.", "000 Tonnen", "40\u00a0000"),
        ("Gefördert wurden 40\u00a0000 Tonnen.", "Gefördert wurden 40", "40\u00a0000"),
        ("Die Bank meldete 1.250.000 Konten.", "000 Konten", "1.250.000"),
        ("Gezählt wurden am Samstag 17 bis 20.", "Gezählt wurden am Samstag 17", "17 bis 20"),
        ("Gezählt wurden 17 oder 18 Boote.", "Gezählt wurden 17", "17 oder 18"),
        ("Gezählt wurden 15–17 Boote.", "17 Boote", "15–17"),
    ],
)
@pytest.mark.parametrize("section", ["figures", "statements"])
def test_a_quote_that_cuts_a_number_is_reported(
    loaded: Loaded, sentence: str, quote: str, number: str, section: str
) -> None:
    """A quote that cuts a number at a decimal sign, a minus, in groups of digits or a range is reported."""
    (problem,) = cut(loaded, sentence, quote, section=section)
    assert f"its quote cuts the number “{number}” — lengthen it to the whole number [cut-number]" in problem


@pytest.mark.parametrize(
    ("sentence", "quote", "whole", "language"),
    [
        ("Gezählt wurden mehr als 60 Boote.", "60 Boote", "mehr als 60", "de"),
        ("Der Umbau kostet 12 Millionen Euro.", "12", "12 Millionen", "de"),
        ("Es fehlen dreißig bis vierzig Lehrer.", "vierzig Lehrer", "dreißig bis vierzig", "de"),
        ("Erwartet werden 500 Gäste oder mehr.", "500 Gäste", "500 Gäste oder mehr", "de"),
        ("Kaum 80 Wähler kamen.", "80 Wähler", "Kaum 80", "de"),
        ("Vielleicht 80 Wähler kamen.", "80 Wähler", "Vielleicht 80", "de"),
        ("Betroffen ist fast ein Drittel der Dörfer.", "ein Drittel der Dörfer", "fast ein Drittel", "de"),
        ("At least 90 boats were counted.", "90 boats", "At least 90", "en"),
        ("Some 60 boats sank.", "60 boats", "Some 60", "en"),
        ("It cost 12 million euros.", "It cost 12", "12 million", "en"),
        ("Some 60 boats sank.", "60 boats", "Some 60", "en-GB"),
        ("Hardly 60 boats sank.", "60 boats", "Hardly 60", "en-GB"),
    ],
)
def test_a_quote_without_all_of_its_number_is_reported(
    loaded: Loaded, sentence: str, quote: str, whole: str, language: str
) -> None:
    """A figure's quote that leaves out a hedge, a scale, or the other end of a range is reported."""
    (problem,) = cut(loaded, sentence, quote, language)
    assert f"the article says “{whole}” here, but its quote contains only a part of it — lengthen the quote" in problem


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Gezählt wurden mehr als 60 Boote.", "mehr als 60 Boote"),
        ("Unter den 60 Booten sind 12 Fähren.", "12 Fähren"),
        ("Gezählt wurden 17 bis 20. Das ist viel.", "Gezählt wurden 17 bis 20"),
        ("Gezählt wurden 17 – 20 weniger als gestern.", "Gezählt wurden 17"),
        ("Insgesamt 60 Boote sanken.", "60 Boote"),
        ("Am 3. Mai sanken 60 Boote.", "sanken 60 Boote"),
        ("Im Jahr 2014 500 Boote zu bauen, war teuer.", "500 Boote"),
        ("Es sanken 60 Boote. Mehr als 20 kamen an.", "60 Boote"),
        ("Es sanken 60. Danach kamen 20.", "Es sanken 60"),
        ("Als 60 Boote sanken, war es Nacht.", "60 Boote"),
        ("Die Bilanz – 60 Boote – ist hoch.", "60 Boote"),
        ("12 der 60 Boote sanken.", "60 Boote"),
        ("Das Treffen endete 2:1 vor 500 Gästen.", "500 Gästen"),
    ],
)
def test_a_quote_with_all_of_its_number_is_not_reported(loaded: Loaded, sentence: str, quote: str) -> None:
    assert cut(loaded, sentence, quote) == []


def test_a_number_in_a_compound_does_not_count(loaded: Loaded) -> None:
    """A number within a compound (“17-jährige”) is not a second number next to a separate one."""
    files = {
        "dossier/d/article.md": article("Gerettet wurden zwei 17-jährige Matrosen."),
        "dossier/d/annotations.yml": "figures:\n  zahl:\n    quote: zwei 17-jährige Matrosen\n",
    }
    assert found(loaded, files, "figure-unread") == []
