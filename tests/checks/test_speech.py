"""Continued speech: sentences whose speaker is named only in a sentence before or after them."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

REGISTERS = """
actors:
  lind: {name: Asta Lind, kind: person, aliases: [Lind]}
  berg: {name: Nils Berg, kind: person, aliases: [Berg]}
  hafenamt: {name: Hafenamt, kind: agency, aliases: [port authority]}
  seenot: {name: Seenot Nord, kind: organization}
"""


def missing(loaded: Loaded, body: str, quote: str, speaker: str = "lind", language: str = "de") -> bool:
    """Return whether any attribution problem of a statement with this quote and speaker is reported."""
    files = {
        "dossier/d/article.md": article(body, language=language),
        "dossier/d/annotations.yml": f"statements: {{s: {{quote: '{quote}', said_by: {speaker}}}}}\n",
        "dossier/all.yml": REGISTERS,
    }
    return bool(found(loaded, files, "attribution-missing", "unattributed", "attribution-unused", "no-origin"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Kräne seien seit Jahren verrostet.",
        "Die Kräne hätten seit Jahren Risse.",
        "Drei Boote wären dafür zu klein gewesen.",
        "Die Fischer würden das bald merken.",
        "Die Wehre könnten im Winter brechen.",
        "Der Hafen müsse im Herbst schließen.",
        "Dort lägen noch drei alte Wracks.",
        "Für neue Pumpen gebe es kein Geld.",
        "Alle Becken stünden inzwischen leer.",
        "Die Pegel sollen im Mai weiter steigen.",
        "Der Verein existiere seit Jahren nicht mehr.",
        "Dabei kämen drei Viertel aus dem Ausland.",
        "Das sind drei mehr als im Vorjahr.",
        "Die Leitung wird dagegen als gut gelobt.",
        "Zwölf Fischer gelten als vermisst.",
        "Als sicher gilt nur der alte Hafen.",
        "Ein weiterer Dammbruch wird befürchtet.",
        "Drei Taucher werden noch vermisst.",
        "Unter dem Schlamm werden weitere Boote vermutet.",
    ],
)
def test_german_speech_continues_within_its_paragraph(loaded: Loaded, sentence: str) -> None:
    body = f"Die Brücke sei gesperrt, sagte Lind am Montag. Auch der Damm habe Risse. {sentence}"
    assert not missing(loaded, body, sentence.rstrip("."))


@pytest.mark.parametrize(
    "sentence",
    [
        "The cranes had been rusty for years.",
        "Two boats were still missing on Friday.",
        "Repairs would take more than a year.",
        "The harbour could reopen in early June.",
        "Fishermen noticed the leak on Monday.",
        "Twelve fishermen are listed as missing.",
        "Three divers are feared dead.",
        "The old dam is considered safe.",
        "More boats are believed to lie there.",
        "Two men are presumed drowned.",
        "Nine boats remain unaccounted for.",
        "Three of the wrecks remained in place.",
        "No money was left for new pumps.",
        "The weirs might break in winter.",
        "All basins stood empty by then.",
        "The rescued crew included two cooks.",
    ],
)
def test_english_speech_continues_within_its_paragraph(loaded: Loaded, sentence: str) -> None:
    body = f"Lind said on Monday that the bridge was closed. {sentence}"
    assert not missing(loaded, body, sentence.rstrip("."), language="en")


@pytest.mark.parametrize(
    ("body", "quote", "language"),
    [
        ("Lind kam am Montag in den Hafen. Zwei Boote sind seit Freitag verschollen.", "Zwei Boote sind", "de"),
        ("Lind sagte, es sei gut. Zwei Boote sind seit Freitag verschollen.", "Zwei Boote sind", "de"),
        ("Berg sagte, es sei gut. Zwei Boote seien seit Freitag verschollen.", "Zwei Boote seien", "de"),
        ("Lind kam.\n\nEs war Mai.\n\nZwei Boote seien noch verschollen.", "Zwei Boote seien", "de"),
        ("Lind visited the harbour. Two boats were still missing.", "Two boats were still missing", "en"),
        ("Lind said so. Two boats are missing since Friday.", "Two boats are missing since Friday", "en"),
        ("Lind said so.\n\nTwo boats were still missing on Friday.", "Two boats were still missing", "en"),
    ],
)
def test_speech_that_does_not_continue_is_reported(loaded: Loaded, body: str, quote: str, language: str) -> None:
    """The indicative, another's speech, a distant paragraph, or the past tense after no speech does not continue it."""
    assert missing(loaded, body, quote, language=language)


QUOTED = [
    ("„Die Brücke ist alt. Die Kräne rosten. Wir brauchen neue Pumpen“, sagte Lind.", "Die Kräne rosten", "de"),
    ("„Die Brücke ist alt. Die Kräne rosten. Wir brauchen neue Pumpen“, sagte Lind.", "Die Brücke ist alt", "de"),
    ("„Die Brücke ist alt“, sagte Lind. „Die Kräne rosten. Wir gehen bald.“", "Wir gehen bald", "de"),
    ("Lind sagte: „Die Brücke ist alt. Die Kräne rosten seit Jahren. Wir gehen.“", "Die Kräne rosten", "de"),
    ("“The bridge is old. The cranes are rusty. We need new pumps,” Lind said.", "The cranes are rusty", "en"),
    ("“The bridge is old,” Lind said. “The cranes are rusty. We need pumps.”", "We need pumps", "en"),
    ('"The bridge is old," Lind said. "The cranes are rusty. We need pumps."', "The cranes are rusty", "en"),
    ("Lind said: “The bridge is old. The cranes are rusty, all of them.”", "The cranes are rusty", "en"),
    ("“The bridge is old,” said Lind.\n\n“The cranes are rusty. We need pumps.”", "We need pumps", "en"),
    ("Lind said: “The bridge is old and grey.\n\n“The cranes are rusty. Pumps fail.”", "Pumps fail", "en"),
]


@pytest.mark.parametrize(("body", "quote", "language"), QUOTED)
def test_a_quotation_of_several_sentences_has_one_speaker(loaded: Loaded, body: str, quote: str, language: str) -> None:
    assert not missing(loaded, body, quote, language=language)


@pytest.mark.parametrize(
    ("sentence", "speaker", "language"),
    [
        ("Er wies darauf hin, dass zwei Boote fehlen.", "lind", "de"),
        ("Sie nannte zwei Boote, die noch fehlen.", "lind", "de"),
        ("Zugleich räumte sie ein, dass zwei Boote fehlen.", "lind", "de"),
        ("Später ergänzte er, dass zwei Boote fehlen.", "lind", "de"),
        ("Dort verwies er auf zwei Boote, die fehlen.", "lind", "de"),
        ("Sie verlangen, dass zwei Boote gesucht werden.", "seenot", "de"),
        ("She added that two boats are missing.", "lind", "en"),
        ("He pointed to two boats that are missing.", "lind", "en"),
        ("Later she named two boats that are missing.", "lind", "en"),
        ("Two boats are missing, he told the press.", "lind", "en"),
        ("They name two boats that are missing.", "seenot", "en"),
    ],
)
def test_a_pronoun_means_the_last_fitting_name(loaded: Loaded, sentence: str, speaker: str, language: str) -> None:
    """A pronoun means the last person named (or actor, for some pronouns) however far back, and nobody before."""
    name = {"lind": "Lind", "seenot": "Seenot Nord"}[speaker]
    between = "\n\nEs regnete.\n\nNiemand kam.\n\n" if language == "de" else "\n\nIt rained.\n\nNobody came.\n\n"
    quote = sentence.rstrip(".")
    assert not missing(loaded, f"{name} kam.{between}{sentence}", quote, speaker, language)
    assert missing(loaded, f"{name} kam.\n\nBerg kam.{between}{sentence}", quote, speaker, language)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Am Abend warfen beide einander Verstöße vor.", "de"),
        ("Nach Ansicht beider Seiten ist der Plan gescheitert.", "de"),
        ("Die beiden nannten den Plan gescheitert.", "de"),
        ("Both sides called the plan a failure.", "en"),
        ("Both said the plan was a failure.", "en"),
    ],
)
def test_both_means_the_actors_named_before(loaded: Loaded, sentence: str, language: str) -> None:
    body = f"{'Lind kam am Montag.' if language == 'de' else 'Lind came on Monday.'} {sentence}"
    assert not missing(loaded, body, sentence.rstrip("."), language=language)
    assert missing(loaded, sentence, sentence.rstrip("."), language=language)


def test_an_organisation_in_between_is_not_meant_by_a_personal_pronoun(loaded: Loaded) -> None:
    body = "Lind came.\n\nSeenot Nord came.\n\nIt rained.\n\nShe added that two boats are missing."
    assert not missing(loaded, body, "two boats are missing", language="en")
    assert missing(loaded, body.replace("She added", "We hear"), "two boats are missing", language="en")


@pytest.mark.parametrize(
    ("body", "quote", "language"),
    [
        ("Zwei Boote sind verschollen. Das sagte Lind am Montag.", "Zwei Boote sind verschollen", "de"),
        ("Zwei Boote sind verschollen. Dies teilte Lind am Montag mit.", "Zwei Boote sind verschollen", "de"),
        ("Zwei Boote sind verschollen. Das berichtet Asta Lind.", "Zwei Boote sind verschollen", "de"),
        ("Two boats are missing today. So said Lind on Monday.", "Two boats are missing today", "en"),
    ],
)
def test_a_sentence_may_name_the_speaker_of_the_one_before(
    loaded: Loaded, body: str, quote: str, language: str
) -> None:
    assert not missing(loaded, body, quote, language=language)
    assert missing(loaded, body.replace("Lind", "Berg"), quote, language=language)
    assert missing(loaded, body.replace(". ", ".\n\n", 1), quote, language=language)


@pytest.mark.parametrize(
    ("behind", "language"),
    [
        ("So lässt sich der Befund der Studie zusammenfassen, die Lind heute vorlegte.", "de"),
        ("Das ist das Ergebnis einer Umfrage von Lind.", "de"),
        ("Zu diesem Schluss kommt Lind nach drei Jahren.", "de"),
        ("Dies geht aus einem Gutachten von Lind hervor.", "de"),
        ("So lautet das Fazit von Lind.", "de"),
        ("Diesen Vorwurf erhob Lind am Montag.", "de"),
        ("Diese Zahlen legte Lind am Montag vor.", "de"),
        ("This is the conclusion of a study by Lind.", "en"),
        ("These are the findings that Lind presented on Monday.", "en"),
        ("That was the verdict of Asta Lind.", "en"),
    ],
)
def test_a_sentence_may_sum_up_the_one_before(loaded: Loaded, behind: str, language: str) -> None:
    words = {"de": "Zwei Boote sind seit Mai verschollen", "en": "Two boats are missing since May"}[language]
    assert not missing(loaded, f"{words}. {behind}", words, language=language)
    assert missing(loaded, f"{words}. {behind}".replace("Lind", "Berg"), words, language=language)
    assert missing(loaded, f"{words}.\n\n{behind}", words, language=language)


def test_a_sentence_that_only_begins_like_a_summary_is_none(loaded: Loaded) -> None:
    for behind in ("Das freut Lind seit Jahren.", "So ging Lind nach Hause.", "Zu Hause traf Lind den Pfarrer."):
        assert missing(
            loaded, f"Zwei Boote sind seit Mai verschollen. {behind}", "Zwei Boote sind seit Mai verschollen"
        )


@pytest.mark.parametrize("noun", ["Hilfsorganisation", "Hafenbehörde", "Regierung", "Tageszeitung", "Wetterdienst"])
def test_a_compound_noun_may_mean_the_speaker(loaded: Loaded, noun: str) -> None:
    body = f"Seenot Nord kam am Montag.\n\nDie {noun} rechnet mit zwei Booten, die fehlen."
    assert not missing(loaded, body, "zwei Booten, die fehlen", "seenot")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Nordische Wetterbehörde", "Wie die nordische Wetterbehörde meldet, fehlen zwei Boote."),
        ("Nordischer Fischereiverband", "Laut dem nordischen Fischereiverband fehlen zwei Boote."),
        ("Unabhängige Hafenkommission", "Der unabhängigen Hafenkommission zufolge fehlen zwei Boote."),
        ("Städtisches Amt für Boote", "Das städtische Amt für Boote erklärte, zwei Boote fehlen."),
        ("Küstenländische Delegation", "Aus der küstenländischen Delegation hieß es, zwei Boote fehlen."),
        ("Vereinigte Fischer", "Nach Angaben der vereinigten Fischer fehlen zwei Boote."),
    ],
)
def test_the_adjective_in_an_organisations_name_may_be_lower_case(loaded: Loaded, name: str, words: str) -> None:
    """An article may decline, and write in lower case, the adjective that begins an organisation's name."""

    def problems(words: str) -> list[str]:
        files = {
            "dossier/d/article.md": article(words),
            "dossier/d/annotations.yml": "statements: {s: {quote: zwei Boote, said_by: amt}}\n",
            "dossier/all.yml": f"actors:\n  amt: {{name: {name}, kind: agency}}\n",
        }
        return found(loaded, files, "attribution-missing")

    assert not problems(words)
    adjective = name.split()[0][:-2].lower()
    assert problems(words.replace(adjective, "fremd"))
