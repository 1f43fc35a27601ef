"""Withheld names that occur somewhere all the same."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

WITNESS = (
    "actors:\n  zeuge:\n    name: {de: Zoe Sander, en: Zoe Sander}\n    kind: person\n    aliases: [Hafenzeug*]\n"
    "    withheld: yes\n  ann: {name: Ann, kind: person}\n"
)
SAID = "the article names actor “zeuge”, who is withheld — take it out of the article; if somebody else is meant, add a"


def _found(loaded: Loaded, body: str, annotations: str = "", **files: str) -> list[str]:
    all_files = {"dossier/d/article.md": article(body), "dossier/all.yml": WITNESS, **files}
    if annotations:
        all_files["dossier/d/annotations.yml"] = annotations
    return found(loaded, all_files, "withheld-named")


@pytest.mark.parametrize(
    "words", ["Zoe Sander", "Zoe Sanders Boot", "Hafenzeugin", "**Zoe** Sander", "Zoe&nbsp;Sander"]
)
def test_an_article_names_somebody(loaded: Loaded, words: str) -> None:
    """By name, alias, or an inflected form; the message does not repeat it."""
    lines = _found(loaded, f"Eins.\n\nDas sah {words} am Morgen.")
    assert len(lines) == 1
    assert SAID in lines[0]
    assert "Sander" not in lines[0]
    assert ": warning: " in lines[0]


def test_it_is_at_its_line(loaded: Loaded) -> None:
    """Each line once: the title, the lead, and its place in the body."""
    text = (
        "---\ntitle: Wer Zoe Sander ist\npublished: 2024-10-05\nlead: Zoe Sander sah es.\n---\n\n"
        "Zoe Sander. Zoe Sander.\n\nZoe Sander.\n"
    )
    lines = found(loaded, {"dossier/d/article.md": text, "dossier/all.yml": WITNESS}, "withheld-named")
    assert [line.split(": ")[0] for line in lines] == [
        "dossier/d/article.md:2:8",
        "dossier/d/article.md:4:7",
        "dossier/d/article.md:7:1",
        "dossier/d/article.md:9:1",
    ]


@pytest.mark.parametrize(
    ("body", "annotations"),
    [
        ("Ann sah es.", ""),
        ("Zoe kam, und Sander ging.", ""),
        ("Das sah Zoe Sander.", "mentions:\n  andere: {quote: Zoe Sander, actor: zeuge, forbid: yes}\n"),
    ],
)
def test_nobody_is_meant(loaded: Loaded, body: str, annotations: str) -> None:
    """No name, only a part of it, or somebody else of that name."""
    assert _found(loaded, body, annotations) == []


def test_a_text_of_the_editors_names_somebody(loaded: Loaded) -> None:
    """In whatever field, also of a part, and in any language; the words of the article are reported once."""
    annotations = (
        "statements:\n  s:\n    quote: Ann sah es\n    said_by: ann\n    credibility: 3\n"
        "    text: {de: Ann sah es, en: Zoe Sander}\n"
        "    assessed: {by: Zoe Sander, on: 2024-10-05, why: Nach Zoe Sanders Bericht.}\n"
    )
    lines = _found(loaded, "Ann sah es.", annotations)
    assert [line.partition("statement “s”: ")[2].partition(" names")[0] for line in lines] == [
        "its text",
        "its assessed",
        "its assessed",
    ]


def test_an_id_is_a_name(loaded: Loaded) -> None:
    """It would be in an address."""
    lines = _found(loaded, "Ann.", **{"dossier/s.yml": "sources:\n  brief-zoe-sander: {title: Brief}\n"})
    assert len(lines) == 1
    assert "source “brief-zoe-sander”: its id is the name of actor “zeuge”" in lines[0]


def test_an_actor_who_is_not_withheld_may_be_named(loaded: Loaded) -> None:
    """Nothing is said of anybody else."""
    files = {"dossier/d/article.md": article("Zoe Sander."), "dossier/all.yml": WITNESS.replace("withheld: yes", "")}
    assert found(loaded, files, "withheld-named") == []


def _withheld(loaded: Loaded, files: dict[str, str], *names: str, language: str = "en") -> list[str]:
    """The messages about a withheld person with these names, without place and advice."""
    quoted = ", ".join("'" + name.replace("'", "''") + "'" for name in names[1:])
    main = names[0].replace("'", "''")
    actor = f"actors:\n  w:\n    name: '{main}'\n    kind: person\n    withheld: yes\n    aliases: [{quoted}]\n"
    body = files.pop("body", "Nothing.")
    files = {"dossier/people.yml": actor, "dossier/d/article.md": article(body, language=language), **files}
    lines = found(loaded, files, "withheld-named")
    return [
        line.partition("warning: ")[2].partition(" — ")[0].replace(" actor “w”, who is withheld", "") for line in lines
    ]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Nora O'Shea"], "Nora O’Shea"),
        (["Nora O'Shea"], "Nora O'Shea’s"),
        (["Nora O'Shea"], "Nora OShea"),
        (["Nora O'Shea"], "NORA O'SHEA"),
        (["Nora O'Shea"], "nora oʼshea"),
        (["Nora O'Shea"], "O'Shea, Nora"),
        (["Nora O'Shea"], "Nora **O'Shea**"),
        (["Nora O'Shea"], "Nora\nO'Shea"),
        (["Nora O'Shea", "Nora/Noor"], "Nora / Noor"),
        (["Rosa Brandt (Köchin)"], "Rosa Brandt"),
        (["Rosa Brandt (Köchin)"], "Rosa Brandt (Köchin)"),
        (["Zoë Müller"], "Zoe Mueller"),
        (["Zoë Müller"], "Zoë Muller"),
        (["Zoe Muller"], "Zoë Müller"),
        (["Jörg Größe"], "Joerg Groesse"),
        (["Łukasz Gråberg"], "Lukasz Graaberg"),
        (["नीता वर्मा"], "नीता वर्मा"),
        (["مُنى حسن"], "منى حسن"),
        (["李小明"], "昨天李小明说"),
        (["Ng&Co"], "Ng & Co"),
        (["Ann-Mary Lee"], "Ann Mary Lee"),
        (["Ann Lee"], "Ann-Lee"),
        (["Ann Lee"], "Ann Lee-Brandt"),
        (["Q! Sander"], "Q! Sander"),
        (["Dr. Zoe Sander"], "Dr Zoe Sander"),
    ],
)
def test_a_withheld_name_is_found_however_it_is_written(loaded: Loaded, names: list[str], words: str) -> None:
    """Whatever signs, accents and capitals it has, in an article and in a text of the editors."""
    lines = "They spoke of\n      " + words.replace("\n", " ")
    annotation = f"topics:\n  t:\n    label: T\n    description: |-\n      {lines}.\n"
    told = _withheld(loaded, {"body": f"There, {words} said so.", "dossier/d/a.yml": annotation}, *names)
    assert sorted(told) == ["dossier “d”: the article names", "topic “t”: its description names"]


@pytest.mark.parametrize("language", ["de", "de-AT", "de-CH", "de-Latn-DE", "en-GB", "en", "fr"])
def test_the_genitive_is_found_in_every_region(loaded: Loaded, language: str) -> None:
    """Of a language, whatever its tag."""
    words = "Nora O'Sheas Boot" if language.startswith("de") else "Nora O’Shea’s boat"
    assert len(_withheld(loaded, {"body": f"Dort lag {words}."}, "Nora O'Shea", language=language)) == 1


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Nora Rose"], "Nora came. Rose left."),
        (["Nora Rose"], "Nora – Rose"),
        (["Nora Rose"], "Nora—Rose"),
        (["Nora Rose"], "for Nora, Rose"),
        (["Nora Rose"], "Leonora Rose and Nora Roses"),
        (["Nora Rose"], "Nora and Rose"),
        (["Nora Brandt", "Rose"], "a rose"),
        (["Nora Brandt", "Brandt"], "Katrin Brandt-Ecker"),
        (["Nora O'Shea", "Shea"], "O’Shea"),
    ],
)
def test_what_only_looks_like_a_withheld_name_is_none(loaded: Loaded, names: list[str], words: str) -> None:
    """Words of two sentences or of a list, a common noun, half of another name."""
    assert _withheld(loaded, {"body": f"There was {words}"}, *names) == []


@pytest.mark.parametrize(
    "address",
    [
        "nora-oshea.jpg",
        "nora_o-shea.jpg",
        "NoraOShea2.jpg",
        "OShea-Nora.png",
        "noraoshea.webp",
        "img/nora.oshea.1.jpg",
        "n%C3%B2ra-oshea.jpg",
        "nora%20o%27shea.jpg",
        "https://example.org/nora-oshea-speaks",
        "?q=nora+oshea",
    ],
)
def test_an_address_in_an_article_names_somebody(loaded: Loaded, address: str) -> None:
    """Of an image, which is published under its name, or of a link."""
    sign = "!" if address.endswith(("jpg", "png", "webp")) else ""
    told = _withheld(loaded, {"body": f"One.\n\nHere: {sign}[it]({address})."}, "Nora O'Shea")
    assert told == ["dossier “d”: an address in the article names"]


@pytest.mark.parametrize(
    "image", ["![Nora O’Shea](a.jpg)", '![a](a.jpg "nora o\'shea")', "[a](https://a.example 'O’Shea, Nora')"]
)
def test_a_description_names_somebody(loaded: Loaded, image: str) -> None:
    """That of an image is read out, and a title shown."""
    told = _withheld(loaded, {"body": f"One.\n\nHere: {image}."}, "Nora O'Shea")
    assert told == ["dossier “d”: the description of an image or link names"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("dossier/sources/nora-o-shea.yml", "source “nora-o-shea”: its id is the name of"),
        ("dossier/sources/letter-oshea-nora.yml", "source “letter-oshea-nora”: its id is the name of"),
        ("dossier/Nora O'Shea.yml", "source “s”: the name of its file names"),
        ("dossier/nora_oshea.yml", "source “s”: the name of its file names"),
        ("dossier/d/NoraOshea.yml", "source “s”: the name of its file names"),
    ],
)
def test_the_name_of_a_file_names_somebody(loaded: Loaded, path: str, told: str) -> None:
    """It is published with each record in it; as an id it is reported once."""
    record = "title: Letter\n" if "/sources/" in path else "sources: {s: {title: Letter}}\n"
    assert _withheld(loaded, {path: record}, "Nora O'Shea") == [told]


def test_the_folder_of_a_dossier_names_somebody(loaded: Loaded) -> None:
    """It is reported once, as the dossier's id."""
    files = {
        "dossier/on-nora-oshea/article.md": article("One."),
        "dossier/on-nora-oshea/a.yml": "topics: {t: {label: T}}\n",
    }
    assert _withheld(loaded, files, "Nora O'Shea") == ["dossier “on-nora-oshea”: its id is the name of"]


def test_every_text_of_a_register_is_looked_through(loaded: Loaded) -> None:
    """Titles, addresses and notes, in any language."""
    source = (
        "sources:\n  s:\n    title: {de: Brief von Nora O’Shea, en: Letter}\n    author: O'Shea, Nora\n"
        "    URL: https://example.org/2024/nora-o-shea-writes\n    note: Ask [her](mailto:nora.oshea@example.org).\n"
        "    archive: [{url: 'https://archive.example/NoraOShea', captured: 2024-10-05}]\n"
    )
    told = _withheld(loaded, {"dossier/s.yml": source}, "Nora O'Shea")
    fields = ("title", "author", "url", "note", "archive")
    assert sorted(told) == sorted(f"source “s”: its {field} names" for field in fields)


@pytest.mark.parametrize("name", ["محمد علي", "李小明", "Нина Орлова", "नीता वर्मा"])
def test_an_id_has_nothing_of_a_name_in_another_script(loaded: Loaded, name: str) -> None:
    """An id is of a-z, which says nothing of these names; a file of theirs is found."""
    assert _withheld(loaded, {"dossier/s.yml": "sources: {name: {title: A}, a-name: {title: B}}\n"}, name) == []
    assert len(_withheld(loaded, {f"dossier/{name}.yml": "sources: {s: {title: A}}\n"}, name)) == 1


def test_a_text_that_is_nested_too_deep_is_read_as_it_is_written(loaded: Loaded) -> None:
    """It is looked through all the same, and so are those behind it."""
    nested = "\\n".join(f"{'    ' * level}- a" for level in range(400))
    texts = f"topics:\n  t: {{label: T, description: \"{nested} Nora O'Shea\"}}\n  u: {{label: '**N**ora O''Shea'}}\n"
    told = _withheld(loaded, {"dossier/t.yml": texts}, "Nora O'Shea")
    assert told == ["topic “t”: its description names", "topic “u”: its label names"]
