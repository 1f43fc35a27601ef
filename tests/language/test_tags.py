"""A region, a script or a variant in a language tag does not change how a text is read."""

from __future__ import annotations

import datetime

import pytest

from mkdocs_dossier.language.attribution.cues import attributions
from mkdocs_dossier.language.dates.reading import read_dates
from mkdocs_dossier.language.inflection import forms
from mkdocs_dossier.language.numbers.reading import read_numbers
from mkdocs_dossier.language.sentences import sentences
from mkdocs_dossier.model.text import Text, primary_language
from mkdocs_dossier.site.i18n import Interface
from mkdocs_dossier.site.urls import Addresses

TAGS = [
    ("de-AT", "de"),
    ("de-CH", "de"),
    ("de_LI", "de"),
    ("DE-at", "de"),
    ("de-Latn-DE-1996", "de"),
    ("en-GB", "en"),
    ("en-US", "en"),
    ("en_AU", "en"),
    ("en-Latn-IE", "en"),
    ("en-GB-oxendict", "en"),
]
TEXTS = {
    "de": "Am 3. Oktober starben z. B. gut 20.500 Soldaten, sagte Minister Huber. Laut Huber floh gut ein Dutzend.",
    "en": "On 3 October, e.g. some 20,500 soldiers died, Mr. Hale said. According to Hale, about a dozen fled.",
}


@pytest.mark.parametrize(("tag", "language"), TAGS)
def test_a_text_is_read_by_its_primary_language(tag: str, language: str) -> None:
    """Numbers, dates, attributions, sentences and the forms of names are read by the primary language."""
    text, day = TEXTS[language], datetime.date(2024, 10, 5)
    assert primary_language(tag) == language
    assert [str(number.amount) for number in read_numbers(text, tag)] in (["~20500", "~12"], [">~20500", ">~12"])
    assert read_numbers(text, tag) == read_numbers(text, language)
    assert len(read_dates(text, tag, day)) == 1
    assert read_dates(text, tag, day) == read_dates(text, language, day)
    assert len(attributions(text, tag)) == 2
    assert attributions(text, tag) == attributions(text, language)
    assert len(sentences(text, tag)) == 2
    assert sentences(text, tag) == sentences(text, language)
    assert forms("Huber", tag) == forms("Huber", language) != {"Huber"}


@pytest.mark.parametrize(("tag", "language"), TAGS)
def test_a_site_speaks_its_primary_language(tag: str, language: str) -> None:
    """Addresses, interface texts and the texts of records are in the site's primary language."""
    text = Text("Wien", {"fr": "Vienne", "de": "Wien", "en": "Vienna"})
    assert Addresses(tag).segment("actor") == {"de": "akteure", "en": "actors"}[language]
    assert Interface(tag).gettext("Actors") == Interface(language).gettext("Actors")
    assert Interface(tag).text(text) == {"de": "Wien", "en": "Vienna"}[language]


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("de-AT", "Jänner"),
        ("de", "Januar"),
        ("de-CH", "Januar"),
        ("en", "January"),
        ("en-US", "January"),
        ("fr", "Jänner"),
    ],
)
def test_a_text_is_shown_in_the_nearest_language(tag: str, shown: str) -> None:
    """Preferred are the same region, the language, another region of it, and the first text, in this order."""
    text = Text("Jänner", {"de-AT": "Jänner", "de": "Januar", "en-GB": "January"})
    assert text.in_language(tag) == shown
