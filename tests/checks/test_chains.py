"""A statement's chain agrees with the sentence about where the statement comes from."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

REGISTERS = """
actors:
  ryder:
    name: Pat Ryder
    kind: person
    aliases: [Ryder]
    country: US
    positions: [{post: {de: Sprecher, en: Spokesman}, organization: pentagon}]
    speaks_for: pentagon
  pentagon: {name: Pentagon, kind: agency, country: US}
  usa: {name: USA, kind: state, country: US}
  putin: {name: Wladimir Putin, kind: person, aliases: [Putin], country: RU}
  russland: {name: Russland, kind: state, aliases: [russisch*, Moskau], country: RU}
  reuters: {name: Reuters, kind: media}
  dienst: {name: Geheimdienst, kind: agency}
  leute: {name: Quellen im Geheimdienst, kind: group, anonymity: unnamed, speaks_for: dienst}
sources:
  reuters: {container-title: Reuters, publisher: reuters}
  mitschrift: {title: Mitschrift, type: speech, publisher: pentagon}
  studie: {title: Studie zur Lage, cites: [reuters]}
"""


def chains(loaded: Loaded, body: str, statement: str, *codes: str, language: str = "de") -> list[str]:
    """Return the messages about one statement, without their place."""
    files = {
        "dossier/d/article.md": article(body, language=language),
        "dossier/d/annotations.yml": f"statements:\n  s: {{{statement}}}\n",
        "dossier/all.yml": REGISTERS,
    }
    codes = codes or ("attribution-missing", "attribution-unused", "unattributed")
    return [line.partition("”: ")[2] for line in found(loaded, files, *codes)]


def test_a_statement_without_an_origin_is_reported(loaded: Loaded) -> None:
    """An attributed passage without an origin gets a hint, unless its mode is own or it repeats one with the hint."""
    files = {
        "dossier/d/article.md": article(
            "Laut Polizei ist eins so. Laut Polizei ist zwei so. Drei ist so. Vier ist so."
        ),
        "dossier/d/annotations.yml": (
            "statements:\n"
            "  eins: {quote: Laut Polizei ist eins so}\n"
            "  zwei: {quote: Laut Polizei ist zwei so, mode: own}\n"
            "  drei: {quote: Drei ist so, repeats: [eins]}\n"
            "  vier: {quote: Vier ist so}\n"
        ),
    }
    assert found(loaded, files, "no-origin") == [
        (
            "dossier/d/annotations.yml:2:3: hint: statement “eins”: it names no origin — add said_by: "
            "or via: if the article names them, or mode: own if it claims it itself [no-origin]"
        )
    ]


HEARSAY = [
    ("Drei Boote sollen gesunken sein.", "de", "sollen gesunken sein"),
    ("Es wurde berichtet, dass drei Boote sanken.", "de", "wurde berichtet"),
    ("Angeblich sanken drei Boote.", "de", "Angeblich"),
    ("Gerüchten zufolge sanken drei Boote.", "de", "Gerüchten zufolge"),
    ("Dort sollen sich drei Boote befinden.", "de", "sollen sich drei Boote befinden"),
    ("Three boats reportedly sank.", "en", "reportedly"),
    ("It was reported that three boats sank.", "en", "was reported"),
    ("Three boats allegedly sank.", "en", "allegedly"),
]


@pytest.mark.parametrize(("sentence", "language", "words"), HEARSAY)
def test_hearsay_may_be_acknowledged(loaded: Loaded, sentence: str, language: str, words: str) -> None:
    """If the words are mere hearsay, the hint advises acknowledging it, because the article names nobody."""
    files = {
        "dossier/d/article.md": article(sentence, language=language),
        "dossier/d/annotations.yml": f"statements: {{s: {{quote: '{sentence}'}}}}\n",
    }
    (line,) = found(loaded, files, "no-origin")
    assert f"acknowledged: {{no-origin: …}} with a reason if the article names nobody either (“{words}”)" in line


@pytest.mark.parametrize(
    "sentence",
    ["Drei Boote sanken.", "Laut Lind sollen drei Boote gesunken sein.", "Die Boote sollen im Hafen bleiben."],
)
def test_hearsay_is_not_seen_where_there_is_none(loaded: Loaded, sentence: str) -> None:
    """A named speaker gets the usual advice; a plain claim and a duty (“sollen”) get no hint."""
    files = {
        "dossier/d/article.md": article(sentence),
        "dossier/d/annotations.yml": f"statements: {{s: {{quote: '{sentence}'}}}}\n",
    }
    assert ["add said_by:" in line for line in found(loaded, files, "no-origin")] == [True] * ("Lind" in sentence)


def test_an_unseen_source_is_reported_once(loaded: Loaded) -> None:
    """An unseen source gets one hint for all statements that end at it; a source that cites another gets none."""
    files = {
        "dossier/d/article.md": article("Laut Reuters eins. Laut Reuters zwei. Laut Reuters drei."),
        "dossier/d/annotations.yml": (
            "statements:\n"
            "  eins: {quote: Laut Reuters eins, via: [reuters]}\n"
            "  zwei: {quote: Laut Reuters zwei, via: [reuters], said_by: reuters}\n"
            "  drei: {quote: Laut Reuters drei, via: [reuters], said_by: ryder}\n"
            "  vier: {quote: drei, via: [studie]}\n"
        ),
        "dossier/all.yml": """
actors: {reuters: {name: Reuters, kind: media}, ryder: {name: Pat Ryder, kind: person}}
sources:
  reuters:
    title: Reuters
    publisher: reuters
    located: no
  studie: {title: Studie, located: no, cites: [buch]}
  buch: {title: Buch, located: yes}
""",
    }
    assert found(loaded, files, "origin-not-located") == [
        (
            "dossier/all.yml:7:14: hint: source “reuters”: 2 statements end here, and nobody has seen the original — "
            "look for it, then write located: yes or located: partly [origin-not-located]"
        )
    ]


def test_a_chain_that_the_sentence_does_not_name_is_reported(loaded: Loaded) -> None:
    files = {
        "dossier/d/article.md": article("Reuters schreibt viel. Bei dem Angriff starben viele Menschen."),
        "dossier/d/annotations.yml": """
statements:
  tote:
    quote: Bei dem Angriff starben viele Menschen
    said_by: ryder
    via: [reuters]
""",
        "dossier/all.yml": REGISTERS,
    }
    assert found(loaded, files, "attribution-missing") == [
        (
            "dossier/d/annotations.yml:5:14: warning: statement “tote”: said_by names actor “ryder”, but its sentence "
            "does not — delete it, or add mentions: with the words that refer to it, or an alias [attribution-missing]"
        ),
        (
            "dossier/d/annotations.yml:6:11: warning: statement “tote”: via names source “reuters”, but its sentence "
            "does not — delete it, or add mentions: with the words that refer to it, or an alias [attribution-missing]"
        ),
    ]


@pytest.mark.parametrize(
    ("body", "statement"),
    [
        ("Laut Ryder starben dort viele Menschen.", "quote: starben dort viele Menschen, said_by: ryder"),
        ("Laut dem Pentagon starben dort viele.", "quote: starben dort viele, said_by: ryder"),
        ("Ein Sprecher sagte, es seien viele.", "quote: es seien viele, said_by: ryder"),
        ("Laut USA starben dort viele Menschen.", "quote: starben dort viele Menschen, said_by: pentagon"),
        ("So starben dort viele, so Geheimdienstquellen.", "quote: So starben dort viele, said_by: leute"),
        ("Laut „Reuters“ starben dort viele.", "quote: starben dort viele, via: [reuters]"),
        ("Laut Reuters starben dort viele.", "quote: starben dort viele, via: [reuters], said_by: reuters"),
        ("Die Studie zur Lage nennt viele Tote.", "quote: viele Tote, via: [studie]"),
        ("Ryder sagte, es seien dort viele.", "quote: es seien dort viele, said_by: ryder, via: [mitschrift]"),
        ("Ryder trat auf. Er sagte, es seien viele Tote.", "quote: es seien viele Tote, said_by: ryder"),
        ("Ryder trat auf. Die Lage sei nun sehr ernst.", "quote: Die Lage sei nun sehr ernst, said_by: ryder"),
        ("Ryder trat auf.\n\n> Wir sehen dort viele Tote, sagte er.", "quote: viele Tote, said_by: ryder"),
        ("„Wir sehen dort viele Tote.“ Das sagte Ryder am Montag.", "quote: viele Tote, said_by: ryder"),
        ("Drei Tote!", "quote: Drei Tote, said_by: ryder"),
    ],
)
def test_a_chain_may_be_named_in_many_ways(loaded: Loaded, body: str, statement: str) -> None:
    """A name, whoever one speaks for, a post or a country, before or after the passage, accounts for the chain."""
    assert chains(loaded, body, statement, "attribution-missing") == []


PEOPLE = """
actors:
  schulz: {name: Olaf Schulz, kind: person}
  anna: {name: Anna Meier, kind: person}
  hans: {name: Hans Meier, kind: person}
  rat: {name: Der Rat, kind: organization}
  orla: {name: Orla O'Dea, kind: person}
  roy: {name: मीरा रॉय, kind: person}
  carla: {name: Carla Brandt, kind: person}
"""


@pytest.mark.parametrize(
    ("body", "speaker", "missing"),
    [
        ("Das sei gut so, rief Schulz der Menge zu.", "schulz", False),
        ("Das sei gut so, hieß es in Schulz' Rede.", "schulz", False),
        ("Das sei gut so, rief die Schulzin der Menge zu.", "schulz", True),
        ("Das sei gut so, rief Karl-Schulz der Menge zu.", "schulz", True),
        ("Das sei gut so, rief Meier der Menge zu.", "anna", True),
        ("Das sei gut so, rief O’Dea der Menge zu.", "orla", False),
        ("Das sei gut so, rief Oʼdea der Menge zu.", "orla", True),
        ("Das sei gut so, rief रॉय der Menge zu.", "roy", False),
        ("Das sei gut so, rief रॉयी der Menge zu.", "roy", True),
        ("Das sei gut so, hieß es in der Brandt-Rede.", "carla", False),
        ("Das sei gut so, rief Eva Brandt-Ecker der Menge zu.", "carla", True),
        ("Das sei gut so, riet Rat der Menge zu.", "rat", True),
    ],
)
def test_a_surname_is_enough(loaded: Loaded, body: str, speaker: str, missing: bool) -> None:
    """A surname accounts for a person if it is a separate word and nobody else bears it."""
    files = {
        "dossier/d/article.md": article(body),
        "dossier/d/annotations.yml": f"statements: {{s: {{quote: Das sei gut so, said_by: {speaker}}}}}\n",
        "dossier/all.yml": PEOPLE,
    }
    assert bool(found(loaded, files, "attribution-missing")) is missing


def test_another_country_is_not_the_speaker(loaded: Loaded) -> None:
    """The name of a speaker's state accounts for them only if the sentence attributes something to it."""
    statement = "quote: Russland hat dort Truppen, said_by: putin"
    assert chains(loaded, "Russland hat dort Truppen.", statement, "attribution-missing") == [
        (
            "said_by names actor “putin”, but its sentence does not — delete it, or add mentions: with the words "
            "that refer to it, or an alias [attribution-missing]"
        )
    ]


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ("Die Lage sei ruhig, sagt Washington.", False),
        ("Aus Washington hieß es, die Lage sei ruhig.", False),
        ("Nach Angaben aus Washington ist die Lage ruhig.", False),
        ("In Washington ist die Lage ruhig, sagt Khartum.", True),
        ("Die Lage in Washington ist ruhig.", True),
    ],
)
def test_a_capital_speaks_for_its_state(loaded: Loaded, body: str, missing: bool) -> None:
    """A capital that is read as the speaker accounts for its state and for the state's agencies, not for persons."""
    for actor in ("usa", "pentagon"):
        statement = f"quote: {body.rstrip('.')!r}, said_by: {actor}"
        assert bool(chains(loaded, body, statement, "attribution-missing")) is missing
    statement = f"quote: {body.rstrip('.')!r}, said_by: putin"
    assert chains(loaded, body, statement, "attribution-missing")


def test_a_language_without_cues_gets_no_reports(loaded: Loaded) -> None:
    statement = "quote: Il y avait beaucoup de morts, said_by: ryder"
    assert chains(loaded, "Il y avait beaucoup de morts.", statement, language="fr") == []


def test_words_that_name_somebody_else_are_reported(loaded: Loaded) -> None:
    files = {
        "dossier/d/article.md": article("Laut Putin gibt es dort keine Truppen."),
        "dossier/d/annotations.yml": """
statements:
  truppen:
    quote: Laut Putin gibt es dort keine Truppen
    via: [reuters]
""",
        "dossier/all.yml": REGISTERS,
    }
    assert found(loaded, files, "attribution-unused") == [
        (
            "dossier/d/annotations.yml:4:12: warning: statement “truppen”: its words “Laut Putin” name actor “putin”, "
            "but its chain does not — add said_by: putin, or a source of theirs to via: [attribution-unused]"
        )
    ]


@pytest.mark.parametrize(
    ("body", "statement"),
    [
        ("Laut Putin gibt es keine.", "quote: Laut Putin gibt es keine, said_by: putin"),
        ("Laut Moskau gibt es keine.", "quote: Laut Moskau gibt es keine, said_by: putin"),
        ("Laut dem Pentagon gibt es keine.", "quote: Laut dem Pentagon gibt es keine, said_by: ryder"),
        ("Laut Reuters gibt es keine.", "quote: Laut Reuters gibt es keine, via: [studie]"),
        ("Laut Putins Sprecher Peskow gibt es keine.", "quote: Laut Putins Sprecher Peskow gibt es keine, mode: own"),
        ("Laut russischen Angaben gibt es keine.", "quote: Laut russischen Angaben gibt es keine, mode: own"),
        ("Laut Putin gibt es keine.", "quote: gibt es keine, mode: own"),
        ("Nach dem Treffen mit Putin gab es keine.", "quote: Nach dem Treffen mit Putin gab es keine, mode: own"),
    ],
)
def test_words_that_name_the_chain_are_not_reported(loaded: Loaded, body: str, statement: str) -> None:
    """Words that name the chain, somebody it speaks for, or somebody merely mentioned are not reported."""
    assert chains(loaded, body, statement, "attribution-unused") == []


def test_a_smaller_statement_may_account_for_the_words(loaded: Loaded) -> None:
    files = {
        "dossier/d/article.md": article("Laut Putin gibt es keine, doch es gibt viele."),
        "dossier/d/annotations.yml": (
            "statements:\n"
            "  ganz: {quote: 'Laut Putin gibt es keine, doch es gibt viele', mode: own}\n"
            "  putin: {quote: Laut Putin gibt es keine, said_by: putin}\n"
        ),
        "dossier/all.yml": REGISTERS,
    }
    assert found(loaded, files, "attribution-unused") == []


def test_an_anonymous_report_has_no_source(loaded: Loaded) -> None:
    """Words that attribute the passage to nobody contradict `via`, and only this is reported."""
    assert chains(loaded, "Zuletzt wurde berichtet, dass viele starben.", "quote: wurde berichtet, via: [reuters]") == [
        (
            "its words “wurde berichtet” name nobody, but via does — delete it, and say in caveat: that the article "
            "names nobody [unattributed]"
        )
    ]


@pytest.mark.parametrize(
    ("body", "statement"),
    [
        ("Zuletzt wurde berichtet, dass viele starben.", "quote: wurde berichtet"),
        ("Laut Reuters wurde berichtet, dass viele starben.", "quote: wurde berichtet, via: [reuters]"),
        ("Von Reuters wurde berichtet, dass viele starben.", "quote: wurde berichtet, via: [reuters]"),
        ("In der Erklärung hieß es, dass viele starben.", "quote: hieß es, via: [reuters]"),
    ],
)
def test_a_named_report_may_have_a_source(loaded: Loaded, body: str, statement: str) -> None:
    assert chains(loaded, body, statement, "unattributed") == []


CORROBORATED = """
statements:
  eins: {{quote: Laut Ryder ist es so, said_by: ryder, status: {status}}}
  zwei: {{quote: Laut {name} ist es so, said_by: {other}, supports: [eins]}}
"""


def corroborated(loaded: Loaded, other: str, name: str, status: str = "corroborated") -> list[str]:
    files = {
        "dossier/d/article.md": article(f"Laut Ryder ist es so. Laut {name} ist es so."),
        "dossier/d/annotations.yml": CORROBORATED.format(other=other, name=name, status=status),
        "dossier/all.yml": REGISTERS,
    }
    return found(loaded, files, "corroboration-single")


def test_one_origin_does_not_corroborate_itself(loaded: Loaded) -> None:
    """A spokesman and the body he speaks for are one origin, which does not corroborate itself."""
    assert corroborated(loaded, "pentagon", "Pentagon") == [
        (
            "dossier/d/annotations.yml:3:63: error: statement “eins”: is called corroborated, but has only one "
            "origin, actor “pentagon” — name an independent statement in supports:, or write status: unverified "
            "[corroboration-single]"
        )
    ]


def test_two_origins_corroborate(loaded: Loaded) -> None:
    assert corroborated(loaded, "putin", "Putin", "confirmed") == []


def test_only_corroborated_statements_need_a_second_origin(loaded: Loaded) -> None:
    assert corroborated(loaded, "pentagon", "Pentagon", "disputed") == []


def test_a_heading_that_repeats_words_need_not_name_the_speaker(loaded: Loaded) -> None:
    """The statement that a heading repeats accounts for it; if that names nobody either, only that one is reported."""
    body = "Es gibt viele Fragen.\n\n## „Wir suchen überall“\n\n„Wir suchen weiter überall“, sagte {}."
    both = (
        "statements:\n  s: {quote: Wir suchen überall, said_by: ryder, repeats: [t]}\n"
        "  t: {quote: Wir suchen weiter überall, said_by: ryder}\n"
    )
    for speaker, missing in (("Pat Ryder", []), ("jemand anders", ["t"])):
        files = {"dossier/d/article.md": article(body.format(speaker)), "dossier/d/annotations.yml": both}
        lines = found(loaded, {**files, "dossier/all.yml": REGISTERS}, "attribution-missing")
        assert [line.split("“")[1].split("”")[0] for line in lines] == missing


def test_a_document_accounts_for_its_publisher(loaded: Loaded) -> None:
    """“In der Mitschrift” names the transcript's publisher if the statement came through it, and nobody else."""
    mention = "\nmentions: {m: {quote: Mitschrift, source: mitschrift}}\n"
    for statement, missing in (
        ("said_by: pentagon, via: [mitschrift]", 0),
        ("said_by: putin, via: [mitschrift]", 1),
        ("said_by: pentagon", 1),
    ):
        files = {
            "dossier/d/article.md": article("In der Mitschrift war von zwei Toten die Rede."),
            "dossier/d/annotations.yml": f"statements: {{s: {{quote: von zwei Toten, {statement}}}}}{mention}",
            "dossier/all.yml": REGISTERS,
        }
        assert len(found(loaded, files, "attribution-missing")) == missing
