"""No export reveals unpublished content in any format."""

from __future__ import annotations

from export.conftest import ANNOTATIONS, Export

WITHHELD = {"aliases: [Kim]": "withheld: yes\n    formerly: [kim-alt]\n    description: Geheim"}
EXCERPT = {"rights: Alle Rechte vorbehalten": "publish: excerpt"}


def test_a_withheld_actor_is_nowhere(exported: Export) -> None:
    """A withheld actor's record and all references to it are removed; the article's own words stay."""
    files = exported(
        replacing=WITHHELD | {"Kim Jong Un schwieg": "Jemand schwieg", "quote: Kim Jong Un": "quote: Jemand"}
    )
    everything = files.everything()
    for trace in (
        "Kim Jong Un",
        '"kim"',
        "actor:kim",
        "actor.kim",
        "akteure/kim",
        "Q56226",
        "Geheim.",
        "kim-alt",
        "mitglied",
    ):
        assert trace not in everything, trace
    assert "withheld: yes" not in everything
    collection = files.json("data/collection.json")
    assert collection["relations"] == collection["mentions"] == []
    assert collection["agreements"][0]["parties"] == [{"actor": "ukraine", "signatory": None}]
    assert collection["statements"][0]["actors"] == []
    assert collection["statements"][0]["caveat"] == "Siehe Kim."


def test_a_withheld_actor_is_in_no_words_or_title_of_a_link(exported: Export) -> None:
    """The id of a withheld actor is removed from the words and the title of links to others, and to that actor."""
    caveat = "caveat: \"[Laut actor:kim](actor:ukraine 'actor:kim'), [actor:kim](actor:kim)\""
    files = exported(replacing=WITHHELD | {"caveat: Siehe [Kim](actor:kim).": caveat})
    (statement,) = files.json("data/collection.json")["statements"]
    assert statement["caveat"] == "[Laut ](actor:ukraine ''), "


def test_a_withheld_speaker_is_replaced_by_no_other_origin(exported: Export) -> None:
    files = exported(replacing={"name: Geheimdienst": "withheld: yes, name: Geheimdienst"})
    (statement,) = files.json("data/collection.json")["statements"]
    assert (statement["said_by"], statement["origins"]) == ([], [])
    assert [hop["id"] for hop in statement["chain"]] == ["kyiv-post", "kanal"]
    assert files.rows("statements")[0]["origins"] == ""
    assert files.json("data/collection.json")["events"][0]["actors"] == []
    assert "Geheimdienst" not in files.everything()


def test_a_correction_that_affects_only_withheld_records_is_withheld(exported: Export) -> None:
    files = exported(replacing=WITHHELD | {"affects: [opfer]": "affects: [kim]"})
    assert files.json("data/collection.json")["corrections"] == []


def test_an_excerpt_gives_nothing_but_its_passages(exported: Export) -> None:
    """An excerpt exports no lead, no whole sentence, no context, and no words that only a mention quotes."""
    files = exported(replacing=EXCERPT | {"quote: mehr als 20": "prefix: wurden, quote: mehr als 20"})
    everything = files.everything()
    for unpublished in ("Vorspann", "Vorher", 'Laut \\"Kyiv', "schwieg", '"prefix": "', "mentions/"):
        assert unpublished not in everything, unpublished
    (statement,) = files.json("data/collection.json")["statements"]
    assert statement["sentence"] == statement["words"] == "wurden mehr als 20 Soldaten getötet"
    items = files.json("data/annotations.jsonld")["first"]["items"]
    assert [item["target"]["selector"][1:] for item in items] == [
        [{"type": "TextQuoteSelector", "exact": words}, {"type": "TextPositionSelector", "start": start, "end": end}]
        for words, start, end in (
            ("wurden mehr als 20 Soldaten getötet", 16, 51),  # behind “Der Angriff” and “[…] ”
            ("mehr als 20 Soldaten", 23, 43),
        )
    ]


def test_an_excerpt_keeps_a_mention_inside_a_passage(exported: Export) -> None:
    annotations = ANNOTATIONS.replace("quote: Kim Jong Un", "quote: Soldaten")
    files = exported({"dossier/angriff/annotations.yml": annotations}, replacing=EXCERPT)
    assert [mention["id"] for mention in files.json("data/collection.json")["mentions"]] == ["name"]
