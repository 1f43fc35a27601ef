"""Unwritten fields of statements are inferred from others, but never the speaker and the chain."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.articles import article
from conftest import Files, Loaded, write
from mkdocs_dossier.evidence.chains import chain_of, speakers_of
from mkdocs_dossier.incremental.memo import Memory
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.records import Statement

ROOT = Path(__file__).parents[2]
REGISTERS = """
actors:
  lind: {name: Eva Lind, kind: person, aliases: [Lind], speaks_for: amt, positions: [{post: Chefin, organization: rat}]}
  amt: {name: Hafenamt, kind: agency}
  rat: {name: Stadtrat, kind: agency}
  bote: {name: Hafenbote, kind: media}
  norwegen: {name: {de: Norwegen, en: Norway}, kind: state, aliases: [norwegisch*, Norwegian]}
  berg: {name: Ole Berg, kind: person, aliases: [Berg]}
  geheim: {name: Karl Geheim, kind: person, withheld: yes}
sources:
  bericht: {title: Bericht, publisher: bote}
events:
  sturm: {name: Sturm, date: 2024-10-03, topics: [wetter]}
  flut: {name: Flut, date: 2024-10-04}
agreements:
  vertrag: {name: Vertrag, kind: contract, parties: [{actor: amt}], topics: [hafen], provisions: [{id: kai, text: Kai}]}
topics: {wetter: {label: Wetter}, hafen: {label: Hafen}, boote: {label: Boote}}
"""


def statements(loaded: Loaded, text: str, written: str, language: str = "de", **files: str) -> dict[str, Statement]:
    """Return the statements of an article by their ids."""
    whole: Files = {
        "dossier/all.yml": REGISTERS,
        "dossier/d/article.md": article(text, language=language),
        "dossier/d/annotations.yml": written,
        **files,
    }
    collection, problems = loaded(whole)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return {statement.key.removeprefix("d/"): statement for statement in collection.of(Statement)}


def only(loaded: Loaded, text: str, fields: str = "", language: str = "de") -> Statement:
    """Return the statement of an article's only sentence."""
    return statements(loaded, text, f"statements:\n  s:\n    quote: '{text}'\n{fields}", language)["s"]


SAID = "    said_by: lind\n"
MODES = [
    # Quoted as a whole.
    ("„Der Hafen ist zu“, sagte Lind.", SAID, "direct"),
    ("Lind sagte: „Der Hafen ist zu.“", SAID, "direct"),
    ("„Ist der Hafen zu?“, fragte Lind.", SAID, "direct"),
    ("Der Hafen bleibt vorerst zu,“ sagte Lind.", SAID, "direct"),
    ("“The port is closed,” Lind said.", SAID, "direct"),
    ('Lind said: "The port is closed"', SAID, "direct"),
    # Reported.
    ("Lind sagte, der Hafen sei zu.", SAID, "indirect"),
    ("Lind sagte, dass der Hafen zu ist.", SAID, "indirect"),
    ("Lind erklärte, dass der Hafen „zu“ ist.", SAID, "indirect"),
    ("Lind said that the port is closed.", SAID, "indirect"),
    ("The port is closed, Lind said.", SAID, "indirect"),
    # Paraphrased.
    ("Laut Lind ist der Hafen zu.", SAID, "paraphrase"),
    ("Lind nannte den Hafen geschlossen.", SAID, "paraphrase"),
    ("According to Lind, the port is closed.", SAID, "paraphrase"),
    ("Dem Bericht zufolge ist der Hafen zu.", "    via: [bericht]\n", "paraphrase"),
    # The article's own.
    ("Der Hafen ist zu.", "", "own"),
    ("The port is closed.", "", "own"),
    # Attributed to nobody, or to somebody whom the statement does not name: no mode.
    ("Es wurde berichtet, dass der Hafen zu ist.", "", None),
    ("Am Abend hieß es, der Hafen sei zu.", "", None),
    ("Im Hafen sollen sich Boote befinden.", "", None),
    ("Der Hafen sei zu.", "", None),
    ("Laut Lind ist der Hafen zu.", "", None),
    ("It was reported that the port is closed.", "", None),
    ("The port is reportedly closed.", "", None),
    ("According to Lind, the port is closed.", "", None),
]


@pytest.mark.parametrize(("text", "fields", "mode"), MODES)
def test_the_mode_follows_from_the_words(loaded: Loaded, text: str, fields: str, mode: str | None) -> None:
    """The mode is inferred from quotation marks, the subjunctive, and cues of attribution."""
    english = any(word in text for word in ("port", "Lind said"))
    statement = only(loaded, text, fields, "en" if english else "de")
    assert (statement.mode, "mode" in statement.inferred) == (mode, mode is not None)


def test_a_quotation_may_be_around_the_passage(loaded: Loaded) -> None:
    """A quote without its quotation marks is direct if the article has them around it."""
    found = statements(
        loaded, "„Der Hafen ist zu“, sagte Lind.", "statements: {s: {quote: Der Hafen ist zu, said_by: lind}}"
    )
    assert found["s"].mode == "direct"


def test_a_part_of_a_sentence_is_not_the_articles_own(loaded: Loaded) -> None:
    """A clause is not the article's own if its sentence attributes it, unless the cue is in a separate statement."""
    text = "Laut Lind ist der Hafen zu, obwohl das verboten ist. Laut Lind sanken drei Boote."
    written = (
        "statements:\n  zu: {quote: Laut Lind ist der Hafen zu, said_by: lind}\n"
        "  verbot: {quote: obwohl das verboten ist}\n  boote: {quote: drei Boote}\n"
    )
    found = statements(loaded, text, written)
    assert (found["verbot"].mode, found["boote"].mode) == ("own", None)
    around = written + "  alle: {quote: Laut Lind sanken drei Boote, said_by: lind}\n"
    assert statements(loaded, text, around)["boote"].mode is None


def test_other_languages_have_no_known_cues(loaded: Loaded) -> None:
    """In a language without cues no mode is inferred, because a lack of cues means nothing."""
    assert only(loaded, "Le port est fermé.", "", "fr").mode is None


ACTORS = [
    ("Norwegen und das Hafenamt streiten.", "", ("norwegen", "amt")),
    ("Norway and Berg disagree.", "", ("norwegen", "berg")),
    # Not the speaker, nor whoever passes it on.
    ("Laut Lind schließt das Hafenamt den Hafen für Berg.", SAID, ("berg",)),
    ("Die Chefin im Stadtrat, Lind, lobte Berg.", SAID, ("berg",)),
    ("Nach einem Bericht des Hafenboten hilft Berg.", "    via: [bericht]\n", ("berg",)),
    # Neither the organisation in the speaker's title, nor the state in which something happens.
    ("Der norwegische Minister Berg lobte den Stadtrat.", "    said_by: berg\n", ("rat",)),
    ("The Norwegian Minister Berg helps.", "    said_by: berg\n", ()),
    ("In Norwegen half Berg.", "", ("berg",)),
    # Not a withheld actor.
    ("Karl Geheim traf Berg.", "", ("berg",)),
    ("Der Hafen ist zu.", "", ()),
]


@pytest.mark.parametrize(("text", "fields", "actors"), ACTORS)
def test_the_actors_follow_from_the_names(loaded: Loaded, text: str, fields: str, actors: tuple[str, ...]) -> None:
    """The actors are those named in the passage, in order, apart from speakers and sources."""
    statement = only(loaded, text, fields, "en" if text.startswith(("Norway", "The N")) else "de")
    assert (statement.actors, "actors" in statement.inferred) == (actors, bool(actors))


def test_written_fields_are_not_inferred(loaded: Loaded) -> None:
    """A written field is kept, even an empty list."""
    text = "Am 3. Oktober half Norwegen."
    written = f"statements:\n  s: {{quote: '{text}', mode: paraphrase, actors: [], topics: [boote], events: [flut]}}\n"
    statement = statements(loaded, text, written)["s"]
    assert (statement.mode, statement.actors, statement.topics, statement.events) == (
        "paraphrase", (), ("boote",), ("flut",)
    )  # fmt: skip
    assert statement.inferred == ()


def test_events_agreements_and_topics_follow_from_mentions(loaded: Loaded) -> None:
    """A statement gets the events and agreements mentioned in its passage, and their topics."""
    written = (
        "statements:\n  s: {quote: Beim Unwetter brach der Kontrakt}\n"
        "mentions:\n  unwetter: {quote: Unwetter, event: sturm}\n  kontrakt: {quote: Kontrakt, agreement: vertrag}\n"
    )
    statement = statements(loaded, "Beim Unwetter brach der Kontrakt.", written)["s"]
    assert (statement.events, statement.agreements, statement.topics) == (("sturm",), ("vertrag",), ("wetter", "hafen"))
    assert statement.inferred == ("mode", "events", "agreements", "topics")


@pytest.mark.parametrize(("listed", "inherited"), [("[boote]", ("boote",)), ("[boote, hafen]", ())])
def test_a_statement_inherits_its_dossiers_only_topic(loaded: Loaded, listed: str, inherited: tuple[str, ...]) -> None:
    """A dossier's topic is inherited if it is the only one, because a statement is seldom about several."""
    front = article("Der Hafen ist zu.").replace("title:", f"topics: {listed}\nevents: [flut]\ntitle:")
    files = {"dossier/d/article.md": front}
    found = statements(loaded, "", "statements: {s: {quote: Der Hafen ist zu}}", **files)["s"]
    assert (found.topics, found.events) == (inherited, ("flut",))


REPEATING = """statements:
  eins:
    {quote: Der Hafen ist zu, actors: [amt], topics: [boote], agreements: [vertrag], provision: kai, repeats: [zwei]}
  zwei: {quote: Norwegen hilft, topics: [hafen], repeats: [eins]}
  drei: {quote: Berg hilft, repeats: [zwei]}
"""


def test_a_repetition_inherits_written_fields(loaded: Loaded) -> None:
    """A statement inherits the written fields of the first statement that it repeats, even in a circle."""
    found = statements(loaded, "Der Hafen ist zu. Norwegen hilft. Berg hilft.", REPEATING)
    assert [(found[name].actors, found[name].topics, found[name].provision) for name in ("eins", "zwei", "drei")] == [
        (("amt",), ("boote",), "kai"),
        (("amt",), ("hafen",), "kai"),
        (("berg",), ("hafen",), ""),
    ]
    assert found["zwei"].inferred == ("mode", "actors", "agreements", "provision")


def test_nothing_follows_from_a_draft(loaded: Loaded) -> None:
    """A statement that repeats one of a draft inherits nothing, because a draft must not show elsewhere."""
    draft = {
        "dossier/entwurf/article.md": article("Der Hafen ist zu.").replace("title:", "status: draft\ntitle:"),
        "dossier/entwurf/annotations.yml": "statements: {s: {quote: Der Hafen ist zu, topics: [boote]}}\n",
    }
    written = "statements: {s: {quote: Der Hafen bleibt zu, repeats: [entwurf/s]}}\n"
    assert statements(loaded, "Der Hafen bleibt zu.", written, **draft)["s"].topics == ()


SPOKEN = ("said_by", "via", "said_on", "status", "credibility")


@pytest.mark.parametrize("folder", [ROOT / "dossier", *sorted((ROOT / "tests/agencies").glob("*/dossier"))], ids=str)
def test_speakers_and_chains_are_never_inferred(folder: Path, tmp_path: Path) -> None:
    """With all written speakers and chains removed, no statement has one, whatever its words."""
    target = tmp_path / "dossier"
    for path in folder.rglob("*"):
        if path.suffix in (".yml", ".md"):
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if not line.strip().startswith(tuple(f"{field}:" for field in SPOKEN))]
            write(target, {path.relative_to(folder).as_posix(): "".join(kept)})
    collection, _ = load(target)
    found = collection.of(Statement)
    assert found
    for statement in found:
        assert not any(getattr(statement, field) for field in SPOKEN)
        assert not speakers_of(collection, statement)
        assert not chain_of(collection, statement)


def test_inferred_fields_change_with_their_inputs(tmp_path: Path) -> None:
    """At the next load a statement is the same object unless something that its inferred fields depend on changed."""
    memory = Memory()
    files = {
        "dossier/all.yml": REGISTERS,
        "dossier/d/article.md": article("Beim Unwetter half Norwegen."),
        "dossier/d/annotations.yml": (
            "statements: {s: {quote: Beim Unwetter half Norwegen}}\nmentions: {u: {quote: Unwetter, event: sturm}}\n"
        ),
        "dossier/e/article.md": article("Der Hafen ist zu."),
        "dossier/e/annotations.yml": "statements: {t: {quote: Der Hafen ist zu, repeats: [d/s]}}\n",
        "dossier/f/article.md": article("Der Hafen ist offen."),
        "dossier/f/annotations.yml": "statements: {u: {quote: Der Hafen ist offen}}\n",
    }

    def loaded_again(name: str = "", old: str = "", new: str = "") -> list[Statement]:
        edited = files | ({name: files[name].replace(old, new)} if name else {})
        assert not name or edited != files
        return load(write(tmp_path, edited), memory=memory)[0].of(Statement)

    before = loaded_again()
    assert [statement.topics for statement in before] == [("wetter",), (), ()]
    assert loaded_again() == before
    s, t, u = loaded_again("dossier/all.yml", "topics: [wetter]", "topics: [boote]")
    assert (s.topics, u is before[2]) == (("boote",), True)
    s, t, u = loaded_again("dossier/d/annotations.yml", "half Norwegen}", "half Norwegen, topics: [boote]}")
    assert (t.topics, u is before[2]) == (("boote",), True)
    s, t, u = loaded_again("dossier/d/article.md", "title:", "status: draft\ntitle:")
    assert t.actors == ()
    s, t, u = loaded_again("dossier/all.yml", "aliases: [Lind]", "aliases: [Lind, Hafen]")
    assert (t.actors, u.actors) == (("lind",), ("lind",))
    s, t, u = loaded_again("dossier/all.yml", "sturm: {", "sturz: {")
    assert s.events == ()
