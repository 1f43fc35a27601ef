"""Withheld names that nevertheless occur somewhere are reported."""

from __future__ import annotations

from typing import Any

import pytest

from checks.articles import article, found
from conftest import Loaded
from mkdocs_dossier.checks.people import withheld_in_page

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
def test_a_withheld_name_in_an_article_is_reported(loaded: Loaded, words: str) -> None:
    """A name, alias or inflected form of a withheld actor is reported, and the message does not repeat it."""
    lines = _found(loaded, f"Eins.\n\nDas sah {words} am Morgen.")
    assert len(lines) == 1
    assert SAID in lines[0]
    assert "Sander" not in lines[0]
    assert ": warning: " in lines[0]


def test_a_withheld_name_is_reported_once_a_line(loaded: Loaded) -> None:
    """A withheld name is reported once for the title, for the lead, and for each paragraph that names it."""
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
def test_names_of_others_are_not_reported(loaded: Loaded, body: str, annotations: str) -> None:
    """No name, a part of one, or somebody else of that name (`forbid`) is not reported."""
    assert _found(loaded, body, annotations) == []


def test_words_of_a_description_in_another_order_are_not_reported(loaded: Loaded) -> None:
    """A description in the place of a name is found as it is written, but not turned around like a person's name."""
    actors = "actors:\n  zeuge: {name: Mitarbeiter der Bahn, kind: person, withheld: yes}\n"
    for body, number in (
        ("Das sagte ein Mitarbeiter der Bahn.", 1),
        ("Vertreter der Bahn, Mitarbeiter und Gäste kamen.", 0),
        ("Ein Bahn-Mitarbeiter kam.", 0),
    ):
        assert len(_found(loaded, body, **{"dossier/all.yml": actors})) == number, body


@pytest.mark.parametrize("name", ["'*'", "'. .'", "'\u200b'"])
def test_a_withheld_name_without_a_word_is_nowhere(loaded: Loaded, name: str) -> None:
    """A name of signs only, such as a mere star, is found nowhere, and ends no check."""
    actors = f"actors:\n  zeuge: {{name: {name}, kind: person, withheld: yes}}\n"
    assert _found(loaded, "Ann * sah . . es.", **{"dossier/all.yml": actors}) == []


def test_a_withheld_name_in_an_annotation_is_reported(loaded: Loaded) -> None:
    """A withheld name in any field of an annotation, nested or in any language, is reported."""
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


def test_a_withheld_name_in_an_id_is_reported(loaded: Loaded) -> None:
    """A withheld name in an id is reported, because the id becomes part of an address."""
    lines = _found(loaded, "Ann.", **{"dossier/s.yml": "sources:\n  brief-zoe-sander: {title: Brief}\n"})
    assert len(lines) == 1
    assert "source “brief-zoe-sander”: its id is the name of actor “zeuge”" in lines[0]


def test_other_actors_may_be_named(loaded: Loaded) -> None:
    """The name of an actor who is not withheld is not reported."""
    files = {"dossier/d/article.md": article("Zoe Sander."), "dossier/all.yml": WITNESS.replace("withheld: yes", "")}
    assert found(loaded, files, "withheld-named") == []


def _withheld(loaded: Loaded, files: dict[str, Any], *names: str, language: str = "en") -> list[str]:
    """Return the messages about a withheld person with these names, without place and advice."""
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
        (["Prof. Dr. Zoe Sander"], "Zoe Sander"),
        (["Frau Zoe Sander"], "Zoe Sander"),
        (["Zoe Sander"], "SANDER Zoe"),
        (["Zoe Maria Sander"], "Zoe Sander"),
        (["Zoe Maria Sander"], "Zoe M. Sander"),
        (["Zoe Sander"], "Zoe Maria Sander"),
        (["Zoe Sander"], "Zoe M. Sander"),
        (["Zoe Sander"], "Z. Sander"),
        (["Zoe Maria Sander"], "Z. M. Sander"),
        (["Ann-Mary Lee"], "A.-M. Lee"),
        (["Zoe Sander"], 'Zoe "Zozo" Sander'),
        (['Zoe "Zozo" Sander'], "Zoe Sander"),
        (["Zoe Sander"], "Zoe und Tim Sander"),
        (["Zoe Sander"], "Zoe & Tim Sander"),
        (["Zoe von Sander"], "von Sander, Zoe"),
        (["Zoe von Sander"], "Zoe Sander"),
        (["Zoe Sander-Voss"], "Zoe Sander"),
        (["Zoe Sander"], "𝐙𝐨𝐞 Sander"),
        (["Zoe Sander"], "Zoe San\ufe0fder"),
        (["Zoe Sander"], "Zoe\u3164Sander"),
        (["Zoe Sander"], "actor:w"),
    ],
)
def test_a_withheld_name_is_found_in_any_spelling(loaded: Loaded, names: list[str], words: str) -> None:
    """Punctuation, accents, case and order do not hide a withheld name, in an article or in an annotation."""
    lines = "They spoke of\n      " + words.replace("\n", " ")
    annotation = f"topics:\n  t:\n    label: T\n    description: |-\n      {lines}.\n"
    messages = _withheld(loaded, {"body": f"There, {words} said so.", "dossier/d/a.yml": annotation}, *names)
    assert sorted(messages) == ["dossier “d”: the article names", "topic “t”: its description names"]


@pytest.mark.parametrize("language", ["de", "de-AT", "de-CH", "de-Latn-DE", "en-GB", "en", "fr"])
def test_the_genitive_is_found_for_any_language_tag(loaded: Loaded, language: str) -> None:
    """The genitive of a withheld name is found whatever the region or script in the article's language tag."""
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
        (["Anna Smith"], "a smith, and a Smith & Wesson"),
        (["Nora Rose"], "Nora who saw Rose as Nora went, and the rose Nora"),
        (["Nora Rose"], "Nora. Ann Rose came"),
        (["Nora Rose"], "Nora, Ann Rose and Nora S."),
        (["The Rose"], "The old Rose, the Ann Rose, T. Rose"),
        (["Nora Rose"], "Nora gave Ann the Rose"),
    ],
)
def test_lookalikes_of_a_withheld_name_are_not_reported(loaded: Loaded, names: list[str], words: str) -> None:
    """Words from two sentences or a list, a common noun, or half of another name is not the withheld name."""
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
        "a/?q=nora%2520oshea",
        "https://example.org/noraoshea/letter",
    ],
)
def test_a_withheld_name_in_an_address_is_reported(loaded: Loaded, address: str) -> None:
    """A withheld name in the address of an image or a link is reported."""
    sign = "!" if address.endswith(("jpg", "png", "webp")) else ""
    messages = _withheld(loaded, {"body": f"One.\n\nHere: {sign}[it]({address})."}, "Nora O'Shea")
    assert messages == ["dossier “d”: an address in the article names"]


@pytest.mark.parametrize("words", ["nora.oshea@example.org", "@noraoshea", "#NoraOShea", "example.org/NoraOShea"])
def test_a_withheld_name_run_together_in_running_text_is_reported(loaded: Loaded, words: str) -> None:
    """A handle, a hashtag and an address that are no link are searched like those that are."""
    note = f"topics:\n  t:\n    label: T\n    description: Write to “{words}”.\n"
    messages = _withheld(loaded, {"body": f"Write to {words}.", "dossier/t.yml": note}, "Nora O'Shea")
    assert sorted(messages) == ["dossier “d”: an address in the article names", "topic “t”: its description names"]


@pytest.mark.parametrize("host", ["jörg-größe.example", "jörggröße.example", "xn--jrg-gre-5va5rf.example"])
def test_a_withheld_name_in_the_name_of_a_host_is_reported(loaded: Loaded, host: str) -> None:
    """The name of a host is read as a reader of its address in a browser does, in records, links and running text."""
    source = f"sources:\n  s: {{title: T, URL: 'https://{host}/'}}\n"
    files = {"body": f"One [x](https://{host}/).", "dossier/s.yml": source}
    messages = _withheld(loaded, files, "Jörg Größe")
    assert sorted(messages) == ["dossier “d”: an address in the article names", "source “s”: its url names"]
    files |= {"body": f"One https://{host}/.", "dossier/s.yml": "sources: {s: {title: T}}\n"}
    assert len(_withheld(loaded, files, "Jörg Größe")) == 1


def test_a_withheld_name_of_a_footnote_is_reported(loaded: Loaded) -> None:
    """The name of a footnote is part of the page, at which its note and its number lead to each other."""
    body = "One.\n\nTwo[^nora-oshea].\n\n[^nora-oshea]: Note."
    assert _withheld(loaded, {"body": body}, "Nora O'Shea") == ["dossier “d”: an address in the article names"]


@pytest.mark.parametrize(
    "caption", [b"by Nora O'Shea, 2024", "Nora O'Shea".encode("utf-16-le"), b"\x1c\x02noraoshea\x00\x01"]
)
def test_a_withheld_name_in_the_metadata_of_an_image_is_reported(loaded: Loaded, caption: bytes) -> None:
    """Captions and authors in an image's file are published with it; an image that no article shows is not."""
    files = {"body": "One ![it](a.png).", "dossier/d/a.png": b"\x89PNG\0\xff" + caption, "dossier/d/b.png": caption}
    assert _withheld(loaded, files, "Nora O'Shea") == ["dossier “d”: the file of the image a.png names"]
    files = {"body": "One ![it](a.png).", "dossier/d/a.png": b"\x89PNG Nora\x00\x01Shea", "dossier/d/b.png": caption}
    assert _withheld(loaded, files, "Nora O'Shea") == []


def test_a_link_to_a_withheld_actor_is_not_reported(loaded: Loaded) -> None:
    """The address of a link is not published if it is a withheld actor's, not even in the data."""
    actor = "actors:\n  nora-oshea: {name: Nora O'Shea, kind: person, withheld: yes}\n"
    text = "topics:\n  t: {label: T, description: 'Ask [her](actor:nora-oshea).'}\n"
    files = {"dossier/p.yml": actor, "dossier/t.yml": text, "dossier/d/article.md": article("[Her](actor:nora-oshea)")}
    assert found(loaded, files, "withheld-named") == []


@pytest.mark.parametrize(
    "image", ["![Nora O’Shea](a.jpg)", '![a](a.jpg "nora o\'shea")', "[a](https://a.example 'O’Shea, Nora')"]
)
def test_a_withheld_name_in_a_description_is_reported(loaded: Loaded, image: str) -> None:
    """A withheld name in an image's description, or in a title, is reported."""
    messages = _withheld(loaded, {"body": f"One.\n\nHere: {image}."}, "Nora O'Shea")
    assert messages == ["dossier “d”: the description of an image or link names"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("dossier/sources/nora-o-shea.yml", "source “nora-o-shea”: its id is the name of"),
        ("dossier/sources/letter-oshea-nora.yml", "source “letter-oshea-nora”: its id is the name of"),
        ("dossier/Nora O'Shea.yml", "source “s”: the name of its file names"),
        ("dossier/nora_oshea.yml", "source “s”: the name of its file names"),
        ("dossier/d/NoraOshea.yml", "source “s”: the name of its file names"),
    ],
)
def test_a_withheld_name_in_a_file_name_is_reported_once(loaded: Loaded, path: str, message: str) -> None:
    """A withheld name in a file's name is reported, because records show it; if it is an id, only as an id."""
    record = "title: Letter\n" if "/sources/" in path else "sources: {s: {title: Letter}}\n"
    assert _withheld(loaded, {path: record}, "Nora O'Shea") == [message]


def test_a_withheld_name_in_a_dossiers_folder_is_reported_once(loaded: Loaded) -> None:
    """A withheld name in a dossier's folder is reported once, as the dossier's id."""
    files = {
        "dossier/on-nora-oshea/article.md": article("One."),
        "dossier/on-nora-oshea/a.yml": "topics: {t: {label: T}}\n",
    }
    assert _withheld(loaded, files, "Nora O'Shea") == ["dossier “on-nora-oshea”: its id is the name of"]


def test_every_field_of_a_register_is_searched(loaded: Loaded) -> None:
    """Withheld names are found in titles, authors, addresses, notes and archives, in any language."""
    source = (
        "sources:\n  s:\n    title: {de: Brief von Nora O’Shea, en: Letter}\n    author: O'Shea, Nora\n"
        "    URL: https://example.org/2024/nora-o-shea-writes\n    note: Ask [her](mailto:nora.oshea@example.org).\n"
        "    archive: [{url: 'https://archive.example/NoraOShea', captured: 2024-10-05}]\n"
    )
    messages = _withheld(loaded, {"dossier/s.yml": source}, "Nora O'Shea")
    fields = ("title", "author", "url", "note", "archive")
    assert sorted(messages) == sorted(f"source “s”: its {field} names" for field in fields)


@pytest.mark.parametrize("name", ["محمد علي", "李小明", "Нина Орлова", "नीता वर्मा"])
def test_names_in_other_scripts_are_found_in_file_names_only(loaded: Loaded, name: str) -> None:
    """An id of a–z matches no name in another script; a file with such a name is reported."""
    assert _withheld(loaded, {"dossier/s.yml": "sources: {name: {title: A}, a-name: {title: B}}\n"}, name) == []
    assert len(_withheld(loaded, {f"dossier/{name}.yml": "sources: {s: {title: A}}\n"}, name)) == 1


def test_markdown_nested_too_deep_is_searched_as_source(loaded: Loaded) -> None:
    """A text nested too deep to render is searched as written, and the texts after it are searched too."""
    nested = "\\n".join(f"{'    ' * level}- a" for level in range(400))
    texts = f"topics:\n  t: {{label: T, description: \"{nested} Nora O'Shea\"}}\n  u: {{label: '**N**ora O''Shea'}}\n"
    messages = _withheld(loaded, {"dossier/t.yml": texts}, "Nora O'Shea")
    assert messages == ["topic “t”: its description names", "topic “u”: its label names"]


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("Das sah Zoe\nSander.\n", 1),
        ("> Das sah Zoe\n> Sander.\n", 1),
        ("* Max Sander\n* Zoe Quill\n", 0),
        ("Max Sander  \nZoe Quill\n", 0),
        ("| Max Sander |\n| Zoe Quill |\n", 0),
        ("| Max Sander | Zoe Quill |\n", 0),
        ("| Zoe | Sander |\n", 1),
        ("## Max Sander\nZoe Quill\n", 0),
    ],
)
def test_a_name_in_a_page_goes_on_in_the_next_line_of_its_text_only(loaded: Loaded, page: str, number: int) -> None:
    """A name may be broken across the lines of a paragraph, but not across entries, rows or lines of an address."""
    collection, _ = loaded({"dossier/d/article.md": article("Ann kam."), "dossier/all.yml": WITNESS})
    assert len(list(withheld_in_page(collection, page))) == number


def test_a_title_is_no_first_name(loaded: Loaded) -> None:
    """“Herr Müller” is not called “H. Müller”, but a person with a first name is called by its initial."""
    assert _withheld(loaded, {"body": "H. Müller kam."}, "Herr Müller", language="de") == []
    assert len(_withheld(loaded, {"body": "H. Müller kam."}, "Hans Müller", language="de")) == 1
