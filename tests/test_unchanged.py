"""Pasted text is shown unchanged, or a problem reports its line: nothing changes silently."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from conftest import Loaded, write
from mkdocs_dossier.article.markdown import ArticleRenderer
from mkdocs_dossier.loading import Settings, load
from mkdocs_dossier.model.records import Actor, Dossier
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

#: Texts that YAML, Markdown, a template or a spreadsheet might misread.
PASTED = [
    "Text # mehr", "Text #mehr", "Nr. 4 #", "C# und F#", "Titel: Untertitel", "Titel:Untertitel", "Titel:",
    "0123", "1.10", "1_000", "1e5", "0x1F", "0o17", "no", "Yes", "off", "true", "null", "~", "12:30", "12:30:15",
    "2024-10-03", "=", ".inf", "<<", "Caf\u00e9 NFC", "Cafe\u0301 NFD", "10\u00a0000 Mann", "10\u202f000 Mann",
    "Zero\u200bWidth", "weich\u00adgetrennt", "Byte\ufeffOrder", "a\tb", "A \u2003 B", "\U0001f600", "'A' und 'B'",
    '"A" und "B"', "'A' und B", '"A" und B', "A 'B'", "it's", "& Co", "AT&T", "A &amp; B", "&nbsp;", "&#65;",
    "<b>fett</b>", "a < b > c", "<!-- nichts -->", "@name", "%x", "!x", "! x", "[sic]", "[sic] so", "{a}", "{a: b}",
    "|", ">", "|-", "? x", "?x", ": x", ":x", "- x", "-x", ", x", "] x", "---", "--- x", "...", "... x", "#1",
    "#Ukraine siegt", "C:\\temp\\neu", "\\n", "https://a.example/b#c", "a@b.example", "1, 2 und 3", "$x$", "x^2",
    "H~2~O", "{{ x }}", "{% x %}", "%s %(x)s", "5 * 3 * 2", "5*3*2", "Leser*innen und Autor*innen", "snake_case_name",
    "1. Mai", "3) drei", "+ plus", "x | y", "::: warning", "!!! note", "[^1]", "[^1]: x", "[Anmerkung]: Vertraulich",
    "[Quelle]: https://a.example/", "*[NATO]: Bündnis", "[TOC]", "{: #id .class }", "Text {: .class }",
    '--8<-- "mkdocs.yml"', "=2+3", "\u202aLRE", "\u2028", "\x85",
]  # fmt: skip
#: Texts that are Markdown, of which a reader sees the result.
MARKDOWN = {"A &amp; B", "&nbsp;", "&#65;", ">", "- x", "+ plus", "1. Mai", "---", "[^1]: x"}
#: Texts whose last `#` closes a heading.
CLOSED = {"Nr. 4 #"}
#: Actors with a text as name, as description (in one line and as a block), and as alias (in lists of two styles).
ACTORS = {
    "name": "name: {}\nkind: person\n",
    "description": "name: N\nkind: person\ndescription: {}\n",
    "block": "name: N\nkind: person\ndescription: |\n  {}\n",
    "alias": "name: N\nkind: person\naliases:\n  - {}\n",
    "in-brackets": "name: N\nkind: person\naliases: [{}]\n",
}
ARTICLES = {
    "title": "---\ntitle: {}\npublished: 2024-10-03\n---\n\nText.\n",
    "lead": "---\ntitle: T\nlead: {}\npublished: 2024-10-03\n---\n\nText.\n",
    "body": "---\ntitle: T\npublished: 2024-10-03\n---\n\nVorher.\n\n{}\n\nNachher.\n",
    "heading": "---\ntitle: T\npublished: 2024-10-03\n---\n\n## {}\n\nNachher.\n",
}
PLACES = {
    **{field: f"dossier/actors/{field}-{{}}.yml" for field in ACTORS},
    **{field: f"dossier/{field}-{{}}/article.md" for field in ARTICLES},
}
IN_MARKDOWN = {"description", "block", "body", "heading"}
#: All combinations, except of texts with a meaning in Markdown in Markdown fields, and of patterns in aliases.
CASES = [
    pytest.param(field, number, id=f"{field}: {text!r}")
    for field in PLACES
    for number, text in enumerate(PASTED)
    if not (field in IN_MARKDOWN and text in MARKDOWN)
    and not (field == "heading" and text in CLOSED) and not (field in ("alias", "in-brackets") and "*" in text)
]  # fmt: skip


def _seen(markup: str) -> str:
    """Return the text that a reader sees, with white space collapsed as in a browser."""
    return " ".join(re.split(r"[ \t\n]+", html.unescape(re.sub(r"<[^>]*>", "", markup))))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], set[str]]:
    """Return the visible text of each record by its file, and the files with a problem at a line."""
    files = {
        PLACES[field].format(number): form.format(text)
        for field, form in {**ACTORS, **ARTICLES}.items()
        for number, text in enumerate(PASTED)
    }
    collection, problems = load(write(tmp_path_factory.mktemp("pasted"), files), settings=Settings())
    site = Site(collection, Addresses("de"))
    pages = {page.record.origin.path: _seen(site.render(page).html) for page in site.pages if page.record is not None}
    wrong = {p.location.path for p in problems if p.severity.name != "HINT" and p.location.line and p.location.column}
    return pages, wrong


@pytest.mark.parametrize(("field", "number"), CASES)
def test_pasted(shown: tuple[dict[str, str], set[str]], field: str, number: int) -> None:
    """Each field shows each text unchanged, or its file has a problem."""
    pages, wrong = shown
    path, text = PLACES[field].format(number), _seen(html.escape(PASTED[number]))
    assert text in pages.get(path, "") or path in wrong, pages.get(path)


def test_blocks_and_articles_show_all_texts(shown: tuple[dict[str, str], set[str]]) -> None:
    """In a block and an article, where no quotes are needed, all texts but Markdown and hidden characters are shown."""
    pages, _ = shown
    for field in ("block", "body"):
        for number, text in enumerate(PASTED):
            if text in MARKDOWN or text in ("\u202aLRE", "\u2028", "\x85"):
                continue
            assert _seen(html.escape(text)) in pages[PLACES[field].format(number)], (field, text)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark(loaded: Loaded, tmp_path: Path, end: str, mark: str) -> None:
    """Line ends and a byte order mark make no difference, in YAML and in articles."""
    texts = {
        "dossier/actors/werft.yml": "name: Werft # nicht mehr\nkind: company\ndescription: |\n  Eins.\n\n  Zwei.\n",
        "dossier/bericht/article.md": "---\ntitle: T\npublished: 2024-10-03\n---\n\nEins  \nzwei.\n\n    Drei\n",
    }
    collection, problems = loaded(texts)
    again, same = loaded({name: mark + text.replace("\n", end) for name, text in texts.items()})
    assert problems == same
    assert len(problems) == 1
    assert repr(again.of(Actor)) == repr(collection.of(Actor))
    assert repr(again.of(Dossier)) == repr(collection.of(Dossier))


@pytest.mark.parametrize(
    ("text", "advice"),
    [("0123", "write 123"), ("007..10", "write 7..10"), ("1,5", "write 1.5"), ("1.000", "write 1000")],
)
def test_numbers_that_would_change(loaded: Loaded, text: str, advice: str) -> None:
    """A value that would be shown differently from how it was written is refused."""
    article = "---\ntitle: T\npublished: 2024-10-03\n---\n\nEs waren 123 Schiffe.\n"
    figures = f"figures:\n  a:\n    quote: 123 Schiffe\n    value: {text}\n"
    _, problems = loaded({"dossier/b/article.md": article, "dossier/b/a.yml": figures})
    assert [str(problem).split(" — ")[0].split(":")[:3] for problem in problems] == [["dossier/b/a.yml", "4", "12"]]
    assert advice in problems[0].hint


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("# Kapitel", "<h1"),
        ("### Kapitel ###", ">Kapitel<"),
        ("### In C#", ">In C#<"),
        ("#Kapitel", "<p>#Kapitel</p>"),
        ("*kursiv*, **fett**", "<p><em>kursiv</em>, <strong>fett</strong></p>"),
        ("1. Eins\n3. Drei\n4. Vier", '<li>Eins</li>\n<li value="3">Drei</li>\n<li>Vier</li>'),
        ("5. Fünf\n1. Eins", '<li value="1">'),
        ("5. Fünf\n\n1. Eins", "<p>5. Fünf</p>\n<p>1. Eins</p>"),
        ("1. Eins\n1. Zwei\n1. Drei", "<li>Eins</li>\n<li>Zwei</li>\n<li>Drei</li>"),
        ("1. Eins\n    3. Drei\n    7. Sieben\n2. Zwei", '<ol start="3">\n<li>Drei</li>\n<li value="7">Sieben</li>'),
        ("1. Eins\n99999999999. Viel", "<li>Viel</li>"),
        ("1. Eins\n٣. Drei", '<li value="3">'),
        ("**Leser*innen**", "<p><strong>Leser*innen</strong></p>"),
        ("[Dort][x].\n\n[x]: https://a.example/ 'T'", 'href="https://a.example/"'),
        ("[Dort].\n\n[dort]: https://a.example/\n[Weg]: nirgends", "<p>[Weg]: nirgends</p>"),
        ("[Dort].\n\nEins\n[a]: b\n[dort]: https://a.example/\nZwei", "<p>Eins [a]: b</p>\n<p>Zwei</p>"),
    ],
)
def test_intended_markdown(body: str, shown: str) -> None:
    """Intended Markdown is rendered, even next to characters that only look like it."""
    assert shown in ArticleRenderer().render("", "", body, lambda visible: ()).body
