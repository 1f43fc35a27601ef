"""An editor's text of a statement keeps the numbers and names of its passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.articles import article, found
from conftest import Files, Loaded, write
from language.effort import lines_run
from mkdocs_dossier.checks.texts import differing
from mkdocs_dossier.loading import load

ACTORS = """\
actors:
  berg:
    name: {de: Anna Berg, en: Anna Berg}
    kind: person
    aliases: [Berg]
    positions: [{post: Chefin, organization: werft}]
  tal: {name: {de: Jonas Tal, en: Jonas Tal}, kind: person, aliases: [Tal]}
  werft: {name: {de: Nordwerft, en: North Shipyard}, kind: company}
  nordland: {name: {de: Nordland, en: Northland}, kind: state, country: NO}
  amt: {name: {de: Nordländisches Seeamt, en: Sea Office}, kind: agency, country: "NO", aliases: [Seeamt]}
  bote: {name: Hafenbote, kind: media}
sources:
  meldung: {title: Meldung, publisher: bote}
events:
  streik: {name: Streik der 40, date: 2024-05-02, actors: [{actor: tal}]}
"""


def text_differs(loaded: Loaded, body: str, quote: str, text: str, more: str = "", language: str = "de") -> list[str]:
    """Return the messages about the text of one statement."""
    files: Files = {
        "dossier/registers.yml": ACTORS,
        "dossier/d/article.md": article(body, language=language),
        "dossier/d/a.yml": f"statements:\n  s:\n    quote: '{quote}'\n    text: {text}\n{more}",
    }
    lines = found(loaded, files, "text-differs")
    return [line.partition("statement “s”: ")[2].partition(" — ")[0] for line in lines]


@pytest.mark.parametrize(
    ("quote", "text", "expected"),
    [
        ("Es sanken 30 Boote", "Zwanzig Boote sanken.", ["“Zwanzig”, but its passage says “30”"]),
        (
            "Es sanken mehr als 30 Boote",
            "Mehr als 20 Boote sanken.",
            ["“Mehr als 20”, but its passage says “mehr als 30”"],
        ),
        (
            "Es sanken etwa 1,8 Millionen Boote",
            "Etwa 1,6 Millionen.",
            ["“Etwa 1,6 Millionen”, but its passage says “etwa 1,8"],
        ),
        ("Es sanken drei Boote", "Zwei Boote sanken.", ["“Zwei”, but its passage says “drei”"]),
        ("Es sanken drei Boote", "{en: Two boats sank.}", ["“Two”, but its passage says “drei”"]),
        (
            "Es sanken zwischen 30 und 40 Boote",
            "20 bis 40 Boote.",
            ["“20 bis 40”, but its passage says “zwischen 30 und 40”"],
        ),
        ("Es kamen 47.000 Tonnen Erz", "74.000 Tonnen Erz kamen.", ["“74.000”, but its passage says “47.000”"]),
        ("Es kamen 47.000 Tonnen Erz", "Es kamen 47 Tonnen Erz.", ["“47”, but its passage says “47.000”"]),
        ("Es sanken 14 Boote und zwei Kähne", "16 Boote und zwei Kähne sanken.", ["“16”, but its passage says “14”"]),
        ("Am 20. Mai sanken 30 Boote", "Es sanken 20 Boote.", ["“20”, but its passage says “30”"]),
        (
            "Sie kostete 1,6 Millionen Euro",
            "Sie kostete 16 Millionen Euro.",
            ["“16 Millionen”, but its passage says “1,6 Mil"],
        ),
        ("Die Boote sanken", "Die 45 Boote sanken.", ["“45”, but the article does not"]),
        ("Es stieg um 30 Prozent", "Es stieg um 20 Prozent.", ["“20”, but its passage says “30”"]),
    ],
)
def test_a_number_that_differs_from_the_passage_is_reported(
    loaded: Loaded, quote: str, text: str, expected: list[str]
) -> None:
    """A number in a text is reported if the passage has another one, or if nothing gives it."""
    messages = text_differs(loaded, f"{quote}. Das ist alles.", quote, text)
    assert len(messages) == len(expected)
    assert all(message.startswith(f"its text says {part}") for message, part in zip(messages, expected, strict=True))


@pytest.mark.parametrize(
    ("body", "quote", "text"),
    [
        # The same number in other words, another language, another unit; rounded; less exact.
        ("Es sanken 20 Boote.", "Es sanken 20 Boote", "{de: Zwanzig Boote sanken., en: Twenty boats sank.}"),
        ("Es kamen 1.600.000 Kisten.", "Es kamen 1.600.000 Kisten", "Es kamen 1,6 Millionen Kisten."),
        ("Es kamen 1.587.000 Kisten.", "Es kamen 1.587.000 Kisten", "Rund 1,6 Millionen Kisten kamen."),
        ("Es kamen 65 Tonnen.", "Es kamen 65 Tonnen", "65.000 Kilogramm kamen."),
        ("Es sind 80 Kilometer.", "Es sind 80 Kilometer", "{en: It is 50 miles.}"),
        ("Es sanken 21 Boote.", "Es sanken 21 Boote", "Etwa 20 Boote sanken."),
        ("Mehr als 20 Boote sanken.", "Mehr als 20 Boote sanken", "Es sanken 20 Boote."),
        ("Die Hälfte sank.", "Die Hälfte sank", "50 Prozent sanken."),
        ("Es war ein Dutzend.", "Es war ein Dutzend", "Es waren zwölf."),
        ("Beide Boote und acht Kähne sanken.", "Beide Boote und acht Kähne sanken", "Zwei Boote sanken."),
        # Dates, times, years, ordinals and names are not quantities.
        ("Am 19. Juni sank sie.", "Am 19. Juni sank sie", "Am 19. Juni 2024 sank sie um 15 Uhr."),
        ("Sie sank gestern.", "Sie sank gestern", "{en: 'On 4 October 2024, the T-72 and the 7th ship sank.'}"),
        # A number before the passage, in its paragraph or in the two sentences before.
        ("Es gab 40 Boote. Sechs sanken.", "Sechs sanken", "Sechs der 40 Boote sanken."),
        ("Es gab 40 Boote.\n\nSechs sanken.", "Sechs sanken", "Sechs der 40 Boote sanken."),
        # Sums, remainders, and the number of things listed.
        ("Es sanken 20 Boote und acht Kähne.", "Es sanken 20 Boote und acht Kähne", "28 Schiffe sanken."),
        ("Es sanken 41.263 Boote, 20.746 fehlen.", "Es sanken 41.263 Boote, 20.746 fehlen", "Zusammen über 62.000."),
        ("Von 35 Booten sanken 27.", "Von 35 Booten sanken 27", "27 sanken, die übrigen acht blieben."),
        ("Rot, Blau und Grün sanken.", "Rot, Blau und Grün sanken", "Drei Boote sanken."),
        ("Rot und Blau luden 100 Kisten.", "Rot und Blau luden 100 Kisten", "Zwei Boote luden Kisten."),
        ("Am 3. und am 7. Mai.", "Am 3. und am 7. Mai", "Im Abstand von vier Tagen."),
        ("Das Doppelte sank.", "Das Doppelte sank", "Doppelt so viele sanken."),
        # Elsewhere in the article, if no number in the passage could be the one meant.
        ("Das Boot sank.\n\nEs trug 45 Leute.", "Das Boot sank", "Das Boot mit 45 Leuten sank."),
        ("Ein Boot sank.", "Ein Boot sank", "Eines der Boote sank."),
    ],
)  # fmt: skip
def test_a_number_that_the_article_gives_is_not_reported(loaded: Loaded, body: str, quote: str, text: str) -> None:
    """A text need not quote: any wording, unit or rounding of a number in the article is allowed."""
    assert text_differs(loaded, f"{body} Das ist alles.", quote, text) == []


@pytest.mark.parametrize(
    "more",
    [
        "figures:\n  f: {quote: die Boote, statement: s, value: 45}\n",
        "figures:\n  a: {quote: neun Boote}\n  f: {statement: s, derived_from: {figures: [a], formula: a * 5}}\n",
    ],
)
def test_a_number_of_the_statements_figures_is_not_reported(loaded: Loaded, more: str) -> None:
    """A text may give the value of a figure of its statement, whether entered or derived."""
    body = "Es sanken die Boote. Danach kamen neun Boote."
    assert text_differs(loaded, body, "Es sanken", "45 Boote sanken.", more) == []


def test_a_number_in_a_records_name_is_not_reported(loaded: Loaded) -> None:
    """A number that belongs to the name of the statement's event is not reported."""
    assert (
        text_differs(
            loaded,
            "Der Ausstand dauert an.",
            "Der Ausstand",
            "Der Streik der 40 geht weiter.",
            "    events: [streik]\n",
        )
        == []
    )


def test_numbers_in_an_unread_language_are_not_compared(loaded: Loaded) -> None:
    """If the article's language is not read, a number in the text is not reported."""
    assert (
        text_differs(
            loaded, "Utonęło trzydzieści łodzi.", "Utonęło trzydzieści łodzi", "{de: 30 sanken.}", language="pl"
        )
        == []
    )


@pytest.mark.parametrize(
    ("body", "quote", "text", "more", "actor"),
    [
        ("Die Chefin trat zurück.", "Die Chefin trat zurück", "Jonas Tal trat zurück.", "", "tal"),
        ("Anna Berg trat zurück.", "Anna Berg trat zurück", "{en: Jonas Tal resigned.}", "", "tal"),
        # Neither a later name nor an annotated actor counts, if the article names somebody else.
        ("Sie trat zurück.\n\nJonas Tal kam.", "Sie trat zurück", "Tal trat zurück.", "", "tal"),
        ("Anna Berg trat zurück.", "Anna Berg trat zurück", "Tal trat zurück.", "    actors: [tal]\n", "tal"),
        ("Das Amt schwieg.", "Das Amt schwieg", "Die Nordwerft schwieg.", "    said_by: tal\n", "werft"),
        ("Anna Bergmann trat zurück.", "Anna Bergmann trat zurück", "Berg trat zurück.", "", "berg"),
    ],
)  # fmt: skip
def test_a_name_that_the_article_does_not_mean_is_reported(
    loaded: Loaded, body: str, quote: str, text: str, more: str, actor: str
) -> None:
    """An actor named in a text is reported if the article means nobody of that name, there or before."""
    (message,) = text_differs(loaded, body, quote, text, more)
    assert message.startswith(f"its text names actor “{actor}”")


@pytest.mark.parametrize(
    ("body", "quote", "text", "more"),
    [
        # Pronouns and offices explained by the sentences before, by the title or by a mention.
        ("Anna Berg kam. Sie trat zurück.", "Sie trat zurück", "Anna Berg trat zurück.", ""),
        ("Anna Berg kam.\n\nEs regnete.\n\nSie trat zurück.", "Sie trat zurück", "{en: Berg resigned.}", ""),
        ("„Ich gehe“, sagte Berg.", "Ich gehe", "Anna Berg geht.", ""),
        ("Die Chefin trat zurück.", "Die Chefin trat zurück", "Berg trat zurück.",
         "mentions:\n  m: {quote: Die Chefin, actor: berg}\n"),
        # The speaker, the source, their organisation, their state.
        ("Die Lage ist ernst.", "Die Lage ist ernst", "Der Hafenbote nennt die Lage ernst.", "    via: [meldung]\n"),
        ("Sie trat zurück.", "Sie trat zurück", "Berg trat zurück.", "    said_by: berg\n"),
        ("Anna Berg baut ab.", "Anna Berg baut ab", "Die Nordwerft baut ab.", ""),
        ("Das Seeamt prüft es.", "Das Seeamt prüft es", "Nordland prüft es.", ""),
        # The statement's own actors, if the article names nobody else.
        ("Der Vorstand ging.", "Der Vorstand ging", "Jonas Tal ging.", "    actors: [tal]\n"),
        ("Der Ausstand geht weiter.", "Der Ausstand geht weiter", "Tal streikt weiter.", "    events: [streik]\n"),
        # Words that only look like the name.
        ("Das Tal ist eng.", "Das Tal ist eng", "Das Tal ist sehr eng.",
         "mentions:\n  m: {quote: Tal, actor: tal, forbid: yes}\n"),
        # Inflected, and in the language of the text.
        ("Bergs Rücktritt freut sie.", "Rücktritt freut sie", "{de: Anna Bergs Rücktritt freut sie., en: Berg}", ""),
        ("In Nordland schneit es.", "schneit es", "{de: In Nordland schneit es., en: It snows in Northland.}", ""),
    ],
)  # fmt: skip
def test_a_name_that_the_article_means_is_not_reported(
    loaded: Loaded, body: str, quote: str, text: str, more: str
) -> None:
    """A text may name an actor whom the article only refers to."""
    assert text_differs(loaded, f"{body} Mehr nicht.", quote, text, more) == []


def test_names_are_not_compared_across_scripts(loaded: Loaded) -> None:
    """If the register has no name in the script of the article's language, nothing is reported."""
    assert text_differs(loaded, "Анна Берг ушла.", "ушла", "{de: Anna Berg ist gegangen.}", language="ru") == []


def test_names_are_not_compared_in_an_excerpt(loaded: Loaded) -> None:
    """Names in a text are not compared with an excerpt, because not all of the article's names are known."""
    body = article("Anna Berg kam. Sie trat zurück.").replace("title: T", "title: T\npublish: excerpt")
    files = {
        "dossier/registers.yml": ACTORS,
        "dossier/d/article.md": body,
        "dossier/d/a.yml": "statements:\n  s: {quote: Sie trat zurück, text: Jonas Tal trat zurück.}\n",
    }
    assert found(loaded, files, "text-differs") == []


def test_a_difference_is_reported_at_the_text_of_its_language(loaded: Loaded) -> None:
    """If a text has several languages, a wrong number is reported at the language that has it."""
    files = {
        "dossier/d/article.md": article("Es sanken 30 Boote."),
        "dossier/d/a.yml": (
            "statements:\n  s:\n    quote: Es sanken 30 Boote\n"
            "    text:\n      de: 30 Boote sanken.\n      en: 20 boats sank.\n"
        ),
    }
    (line,) = found(loaded, files, "text-differs")
    assert line.startswith(
        "dossier/d/a.yml:6:11: warning: statement “s”: its text says “20”, but its passage says “30”"
    )


@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_texts_are_compared_in_linear_time(tmp_path: Path, between: str) -> None:
    """Four times the statements take at most five times the work, in one paragraph or in many."""

    def lines_for(count: int) -> int:
        sentences = [f"Boot {number} trug {number + 100} Kisten." for number in range(count)]
        statements = [
            f"  s{number}: {{quote: Boot {number} trug {number + 100} Kisten, text: Berg sah 7777 Kisten.}}\n"
            for number in range(count)
        ]
        files = {
            "dossier/registers.yml": ACTORS,
            "dossier/d/article.md": article(between.join(sentences)),
            "dossier/d/a.yml": f"statements:\n{''.join(statements)}",
        }
        collection, problems = load(write(tmp_path / str(count), files))
        assert sum(problem.code == "text-differs" for problem in problems) == 2 * count
        collection.answers.clear()
        return lines_run(lambda: list(differing(collection)))

    assert lines_for(800) <= 5 * lines_for(200)
