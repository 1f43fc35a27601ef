"""Records that an article names or dates are found without `mentions`, unless something else could be meant."""

from __future__ import annotations

import pytest

from checks.articles import article
from conftest import Loaded
from language.effort import is_linear, lines_run
from mkdocs_dossier.article.recordnames import RecordNames
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.loading import Settings
from mkdocs_dossier.model.records import Dossier, Place, Source

REGISTERS = """
actors:
  kettland: {name: Kettland, kind: state, aliases: [Olm]}
  bote: {name: Hafenbote, kind: media}
  brenner-amt: {name: Amt Brenn, kind: agency}
  berg: {name: Ole Berg, kind: person, aliases: [Berg]}
places:
  brenn: {name: Brenn, aliases: [Brennstadt]}
  kettland: {name: Kettland, precision: country}
  olm: {name: Olm}
  nordmark: {name: Nordmark, precision: region}
  hafen: {name: Hafen von Brenn}
  halle: {name: Halle}
  doppelt: {name: Tilm}
  zweimal: {name: Tilm}
  berg: {name: Berg}
sources:
  bote: {container-title: Hafenbote, publisher: bote}
  kurier: {container-title: Neuer Kurier}
  artikel: {title: Der lange Streik, container-title: Tageblatt, issued: 2024-10-01}
  wort: {title: Hoffnung}
  bericht: {title: Bericht der Hafenaufsicht}
  brief: {title: gemeinsame Erklärung}
  text: {title: Vertrag von Brenn}
  eins: {container-title: Echo}
  zwei: {container-title: Echo}
agreements:
  brenner: {name: Abkommen von Brenn, kind: treaty, authority: bote, aliases: [Brenner Abkommen, JCPOX, Pakt]}
  olmer: {name: Abkommen von Olm, kind: treaty, authority: bote}
  vertrag: {name: Vertrag von Brenn, kind: treaty, authority: bote, text: text}
  handel: {name: Handelsvertrag mit Kettland, kind: treaty, authority: bote}
events:
  angriff: {name: Raketenangriff auf Brenn, date: 2024-10-03, kind: Raketenangriff}
  wahl: {name: Abstimmung über den Hafen, date: 2024-09-10, kind: Abstimmung}
  eins: {name: Unterzeichnung des Vertrags, date: 2024-08-01, kind: Unterzeichnung}
  zwei: {name: Unterzeichnung des Abkommens, date: 2024-08-01, kind: Unterzeichnung}
  sommer: {name: Beginn der Lieferungen, date: 2022-22, kind: Lieferung}
  ungefähr: {name: Streik der Lotsen, date: 2024-07-05~, kind: Streik}
"""
REGISTERS = REGISTERS.replace("ungefähr", "ungefaehr")
ENGLISH = """
actors:
  gazette: {name: Harle Gazette, kind: media}
places:
  harle: {name: Harle}
  north: {name: North Harle}
  dam: {name: Orrin dam}
sources:
  gazette: {container-title: Harle Gazette, publisher: gazette}
  results: {title: Election Results}
  story: {title: The Long Strike of Harle}
agreements:
  accord: {name: Quay Accord, kind: treaty, authority: gazette}
events:
  strike: {name: Strike of 2014, date: 2014, kind: strike}
"""


def read(loaded: Loaded, text: str, annotations: str = "", language: str = "de", more: str = "") -> Article:
    """Return the article of a dossier with this text."""
    collection, problems = loaded(
        {
            "dossier/all.yml": REGISTERS if language == "de" else ENGLISH,
            "dossier/d/article.md": article(text, language=language).replace("title: T\n", f"title: T\n{more}"),
            "dossier/d/annotations.yml": annotations,
        }
    )
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    dossier = collection.get(Dossier, "d")
    assert dossier is not None
    return collection.articles[dossier]


def found(article: Article) -> list[str]:
    """Return the mentioned records, as `words=noun:id`."""
    return [f"{article.text[one.start : one.end]}={one.noun}:{one.id}" for one in article.mentioned]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        # Places: after a word for a location, declined as actors are.
        ("Es regnet in Brenn.", ["Brenn=place:brenn"]),
        ("Die Hafenstadt Brennstadt schläft.", ["Brennstadt=place:brenn"]),
        ("Brenn (nta) – Es regnet.", ["Brenn=place:brenn"]),
        ("Es regnet nahe Tesk, Lohe und Brenn.", ["Brenn=place:brenn"]),
        ("Es regnet in der Nordmark.", ["Nordmark=place:nordmark"]),
        ("Der Hafen von Brenn ist zu.", ["Hafen von Brenn=place:hafen"]),
        ("Die Tore des Hafens von Brenn sind zu.", ["Hafens von Brenn=place:hafen"]),
        # Sources.
        ("Laut dem „Hafenboten“ regnet es.", []),
        ("Laut „Hafenbote“ regnet es.", ["Hafenbote=source:bote"]),
        ('Laut "Neuer Kurier" regnet es.', ["Neuer Kurier=source:kurier"]),
        ("Der Artikel „Der lange Streik“ sagt es.", ["Der lange Streik=source:artikel"]),
        ("Nach dem Bericht der Hafenaufsicht regnet es.", ["Bericht der Hafenaufsicht=source:bericht"]),
        # Agreements, and the noun that refers to one.
        ("Das Abkommen von Brenn gilt.", ["Abkommen von Brenn=agreement:brenner"]),
        ("Teil des Brenner Abkommens ist er.", ["Brenner Abkommens=agreement:brenner"]),
        ("Auch das JCPOX gilt.", ["JCPOX=agreement:brenner"]),
        ("Das Abkommen von Brenn gilt. Dem Abkommen fehlt viel.",
         ["Abkommen von Brenn=agreement:brenner", "Abkommen=agreement:brenner"]),
        ("Der Vertrag von Brenn gilt. Laut diesem Vertrag ruht er.",
         ["Vertrag von Brenn=agreement:vertrag", "Vertrag=agreement:vertrag"]),
        # Events.
        ("Der Angriff begann am 3. Oktober.", ["3. Oktober=event:angriff"]),
        ("Am 10. September 2024 stimmten sie über den Hafen ab, es war die Abstimmung.",
         ["10. September 2024=event:wahl"]),
        ("Im Sommer 2022 begann die Lieferung.", ["Sommer 2022=event:sommer"]),
    ],
)  # fmt: skip
def test_unambiguous_names_are_found(loaded: Loaded, text: str, mentions: list[str]) -> None:
    assert found(read(loaded, text)) == mentions


@pytest.mark.parametrize(
    "text",
    [
        # A government, a person, a common noun, or a longer name.
        "Brenn erklärte das.",
        "Das Vorgehen Brenns missfällt.",
        "In Brenns Hafen regnet es.",
        "Es regnet in der Halle.",
        "Es regnet im Halle.",
        "Es regnet in Brenn-Süd.",
        "Sie arbeitet in Brenn Mitte.",
        "Der Brenner Rat tagt.",
        "Die Mission in Brenn (MIB) tagt.",
        "Es regnet in Tilm.",
        # The name of an actor.
        "Es regnet in Kettland.",
        "Es regnet in Olm.",
        "Beim Amt Brenn regnet es.",
        "Er wohnt bei Berg.",
        # Common words, short ones, another publication, several.
        "Es gibt „Hoffnung“.",
        "Hoffnung bleibt.",
        "In einer gemeinsamen Erklärung steht es.",
        "Ein Bericht der Hafenaufsicht sagt es.",
        "Laut Hafenbote regnet es.",
        "Laut „Tageblatt“ regnet es.",
        "Laut „Echo“ regnet es.",
        "Der Pakt gilt.",
        # Other agreements.
        "Ein neues Abkommen von Brenn gilt.",
        "Das Abkommen gilt.",
        "Das Abkommen von Brenn-Süd gilt.",
        # Other days, other things on the day, several events, about a day.
        "Der Angriff begann am 4. Oktober.",
        "Am 3. Oktober regnete es.",
        "Am 1. August 2024 war die Unterzeichnung.",
        "Am 5. Juli 2024 begann der Streik der Lotsen.",
        "Um den 3. Oktober 2024 begann der Angriff.",
    ],
)
def test_ambiguous_names_are_not_found(loaded: Loaded, text: str) -> None:
    assert found(read(loaded, text)) == []


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("He fell near Harle.", ["Harle=place:harle"]),
        ("They flooded the towns of North Harle and Harle.", ["North Harle=place:north", "Harle=place:harle"]),
        ("The Orrin dam broke.", ["Orrin dam=place:dam"]),
        ("He works in Harle hospitals.", []),
        ("He works at Harle's port.", []),
        ("He lives in East Harle.", []),
        ("Harle denied it.", []),
        ("The Harle Gazette says so.", []),
        ('In the "Harle Gazette" she says so.', ["Harle Gazette=source:gazette"]),
        ("Election Results were late.", []),
        ("He wrote The Long Strike of Harle in haste.", ["The Long Strike of Harle=source:story"]),
        ("The Quay Accord holds. This accord is old.", ["Quay Accord=agreement:accord", "accord=agreement:accord"]),
        ("The Quay Accord holds. The accord with Norway fell.", ["Quay Accord=agreement:accord"]),
        ("The last strike, in 2014, was long.", ["2014=event:strike"]),
        ("In 2014 it rained.", []),
    ],
)
def test_names_are_found_in_english(loaded: Loaded, text: str, mentions: list[str]) -> None:
    assert found(read(loaded, text, language="en")) == mentions


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Das Abkommen von Brenn gilt. Ein Abkommen mit Olm nicht. Das Abkommen ist alt.", 0),
        ("Das Abkommen von Brenn gilt. Das Abkommen von Olm nicht. Das Abkommen ist alt.", 0),
        ("Das Abkommen ist alt. Das Abkommen von Brenn gilt.", 0),
        ("Das Abkommen von Brenn gilt. Das Abkommen, das sie schlossen, ist alt.", 0),
        ("Das Abkommen von Brenn gilt. Das Abkommen mit Olm ist alt. Das Abkommen ist gut.", 0),
        ("Das Abkommen von Brenn gilt. Das Friedensabkommen ist alt.", 0),
        ("Das Abkommen von Brenn gilt. Das Abkommen ist alt. Das Abkommen ist gut.", 2),
        ("Der Handelsvertrag mit Kettland gilt. Der Handelsvertrag ist alt. Der Vertrag ist gut.", 1),
    ],
)
def test_a_noun_refers_to_the_only_agreement_named_before(loaded: Loaded, text: str, nouns: int) -> None:
    alone = [one for one in found(read(loaded, text)) if " " not in one.partition("=")[0]]
    assert len(alone) == nouns


def test_a_noun_may_refer_to_an_agreement_in_a_mention(loaded: Loaded) -> None:
    """“Das Abkommen” may refer to an agreement in a mention, and another one in the lead does not interfere."""
    mention = "mentions:\n  m: {quote: ein Abkommen über alles, agreement: brenner}\n"
    text = "Sie schlossen ein Abkommen über alles. Das Abkommen ist alt."
    assert found(read(loaded, text, mention)) == ["Abkommen=agreement:brenner"]
    more = "lead: Sie haben ein Abkommen unterzeichnet.\n"
    text = "Das Abkommen von Brenn gilt. Das Abkommen ist alt."
    assert found(read(loaded, text, more=more))[1:] == ["Abkommen=agreement:brenner"]


@pytest.mark.parametrize(
    ("fields", "remains"),
    [
        ("forbid: yes", False),
        ("place: brenn, forbid: yes", False),
        ("place: olm, forbid: yes", True),
        ("actor: kettland, forbid: yes", True),
        ("place: olm", False),
        ("actor: kettland", False),
        ("topic: regen", True),
    ],
)
def test_written_mentions_take_precedence(loaded: Loaded, fields: str, remains: bool) -> None:
    """`forbid`, and a mention of an actor or of another record of the kind, override a found name."""
    written = "topics:\n  regen: {label: Regen}\nmentions:\n  m: {quote: regnet in Brenn, " + fields + "}\n"
    assert found(read(loaded, "Es regnet in Brenn.", written)) == (["Brenn=place:brenn"] if remains else [])


@pytest.mark.parametrize(
    ("text", "veto"),
    [
        ("Laut „Neuer Kurier“ regnet es.", "Neuer Kurier"),
        ("Das Abkommen von Brenn gilt.", "Abkommen von Brenn"),
        ("Der Angriff begann am 3. Oktober.", "am 3. Oktober"),
        ("Der Hafen von Brenn ist zu.", "Hafen von Brenn"),
    ],
)
def test_each_kind_can_be_forbidden(loaded: Loaded, text: str, veto: str) -> None:
    assert len(read(loaded, text).mentioned) == 1
    assert read(loaded, text, f"mentions:\n  m: {{quote: {veto}, forbid: yes}}\n").mentioned == ()


def test_a_publication_is_found_where_the_dossier_cites_it(loaded: Loaded) -> None:
    """A publication means the source that the dossier cites, but not the source that the dossier itself is."""
    said = "statements:\n  s: {quote: regnet es, via: [artikel]}\n"
    text = "Laut „Tageblatt“ regnet es."
    assert found(read(loaded, text, said)) == ["Tageblatt=source:artikel"]
    assert found(read(loaded, text, more="sources: [artikel]\n")) == ["Tageblatt=source:artikel"]
    assert found(read(loaded, text, said, more="source: artikel\n")) == []


HINT = "is needless: “{words}” links to {record} without it — delete it [needless-mention]"


@pytest.mark.parametrize(
    ("text", "mention", "hint"),
    [
        ("Es regnet in Brenn.", "quote: in Brenn, place: brenn", HINT.format(words="Brenn", record="place “brenn”")),
        ("Es regnet in Brenn.", "quote: Es regnet, place: brenn", ""),
        ("Es regnet in Brenn.", "quote: in Brenn, place: brenn, event: angriff", ""),
        ("Es regnet in Brenn.", "quote: in Brenn, place: olm", ""),
        ("Es regnet in Brenn.", "quote: in Brenn, place: brenn, forbid: yes", ""),
        ("Brenn erklärte das.", "quote: Brenn, place: brenn", ""),
        (
            "Der Angriff begann am 3. Oktober.",
            "quote: am 3. Oktober, event: angriff",
            HINT.format(words="3. Oktober", record="event “angriff”"),
        ),
    ],
)
def test_needless_mentions_are_reported(loaded: Loaded, text: str, mention: str, hint: str) -> None:
    """A mention is needless if everything it says is found without it."""
    files = {
        "dossier/all.yml": REGISTERS,
        "dossier/d/article.md": article(text),
        "dossier/d/annotations.yml": f"mentions:\n  m: {{{mention}}}\n",
    }
    _, problems = loaded(files, Settings(severities={"needless-mention": "hint"}))
    assert [str(problem) for problem in problems] == (
        [f"dossier/d/annotations.yml:2:3: hint: mention “m”: {hint}"] if hint else []
    )


def test_records_know_the_passages_that_mention_them(loaded: Loaded) -> None:
    """A found name makes its record used, and the record knows its passage."""
    collection, problems = loaded(
        {
            "dossier/all.yml": "places:\n  brenn: {name: Brenn}\n  lohe: {name: Lohe}\n",
            "dossier/d/article.md": article("Es regnet in Brenn."),
        },
        Settings(severities={"unused-record": "hint"}),
    )
    brenn, dossier = collection.get(Place, "brenn"), collection.get(Dossier, "d")
    assert brenn is not None and dossier is not None
    assert collection.naming(brenn) == [dossier]
    [passage] = collection.articles[dossier].passages_naming(brenn)
    assert collection.articles[dossier].text[passage.start : passage.end] == "Brenn"
    assert [problem.message.split("”")[0] for problem in problems] == ["place “lohe"]


def test_no_names_are_found_in_other_languages(loaded: Loaded) -> None:
    files = {"dossier/all.yml": REGISTERS, "dossier/d/article.md": article("Elle vit in Brenn.", language="fr")}
    collection, _ = loaded(files)
    assert [one for each in collection.articles.values() for one in each.mentioned] == []


@pytest.mark.parametrize("piece", ["in Brenn ", "Abkommen von ", "Brenn, Brenn und ", "(Brenn) ", "der die das "])
def test_a_text_is_searched_in_linear_time(loaded: Loaded, piece: str) -> None:
    collection, _ = loaded({"dossier/all.yml": REGISTERS})
    names = RecordNames([*collection.of(Place), *collection.of(Source)], "de")
    assert is_linear(lambda text: list(names.names_in(text)), piece)


def test_search_time_does_not_depend_on_the_number_of_names(loaded: Loaded) -> None:
    """Searching a text takes the same work with 10 and with 2,000 places."""
    few, many = (
        RecordNames(
            loaded({"dossier/all.yml": "places:\n" + "".join(f"  p{n}: {{name: Ort{n}}}\n" for n in range(count))})[
                0
            ].of(Place),
            "de",
        )
        for count in (10, 2_000)
    )
    text = "Es regnet in Ort5, und sonst nirgends. " * 50
    list(few.names_in(text)), list(many.names_in(text))
    assert lines_run(lambda: list(many.names_in(text))) <= 1.1 * lines_run(lambda: list(few.names_in(text)))
