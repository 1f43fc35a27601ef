"""Markdown becomes safe HTML: the page shows what was published, and nothing in it is active."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Page, marked
from mkdocs_dossier.article.limits import excess_of
from mkdocs_dossier.article.markdown import ArticleRenderer, Heading, sanitised


@pytest.mark.parametrize(
    "html",
    [
        "<b>fett</b>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<div>\nBlock\n</div>",
        "<!-- Kommentar -->",
        "<a href='javascript:alert(1)'>x</a>",
        "<style>p {color: red}</style>",
        "<svg/onload=alert(1)>",
    ],
)
def test_html_in_an_article_is_text(html: str) -> None:
    """HTML in the Markdown is shown as literal text, and can be quoted."""
    rendered = marked(f"Vorher {html} nachher\n\n{html}\n")
    page = Page(rendered.body)
    in_a_line = html.replace("\n", " ")
    assert page.text.strip() == f"Vorher {in_a_line} nachher\n{in_a_line}"
    assert page.tags == {"p"}
    assert html.replace("\n", " ") in rendered.text


def test_html_in_title_and_lead_is_text() -> None:
    """Title and lead are plain text: HTML and Markdown in them are shown literally."""
    rendered = marked("Text", title="<b>Titel</b> & *mehr*", lead="<i>Vorspann</i>")
    assert rendered.title == "&lt;b&gt;Titel&lt;/b&gt; &amp; *mehr*"
    assert rendered.lead == "&lt;i&gt;Vorspann&lt;/i&gt;"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java&#115;cript:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
    ],
)
def test_unsafe_links_are_dropped(address: str) -> None:
    """A link with an unsafe scheme loses its address but keeps its words."""
    page = Page(marked(f"Ein [Verweis]({address}) und ![Bild]({address}) hier, <{address}>.").body)
    assert page.links == []
    assert "Verweis" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c&d",
        "https://example.org/a?b=c&copy=d",
        "http://example.org/",
        "mailto:a@example.org",
        "#anker",
        "bild.png",
        "actor:putin",
    ],
)
def test_safe_links_are_kept(address: str) -> None:
    """Links to the web, to mail, within the site, and to records by kind are kept unchanged."""
    assert Page(marked(f"Ein [Verweis]({address}).").body).links == [address]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a &amp; b &lt;i&gt;", "a & b <i>"),
        ("&copy; &#8222;x&#8220; &#x201E;", "© „x“ „"),
        ("&unbekannt; & allein &;", "&unbekannt; & allein &;"),
        ("&amp;amp;", "&amp;"),
        ("`&amp; <b>`", "&amp; <b>"),
        ("a&#x202e;b&#x2066;c&#13;d", "a&#x202e;b&#x2066;c&#13;d"),
        (r"\*kein\* \_Kursiv\_ \[kein\](Verweis) \# \\", r"*kein* _Kursiv_ [kein](Verweis) # \\"[:-1]),
        ("snake_case_name und 2*3*4", "snake_case_name und 2*3*4"),
        ("a\u00a0b\u202fc", "a\u00a0b\u202fc"),
    ],
)
def test_entities_and_escapes_become_characters(markdown: str, text: str) -> None:
    """Entities and escapes become the characters they represent, but for those that no file may hold."""
    rendered = marked(markdown)
    assert Page(rendered.body).text == text
    assert rendered.text == f"Titel\n{text}\n"


def test_entities_in_addresses_become_characters() -> None:
    """`&amp;` in the address of a link or an image becomes `&`, as everywhere in Markdown."""
    rendered = marked("[x](https://example.org/?a=b&amp;c=d) ![y](a&amp;b.png)")
    assert Page(rendered.body).links == ["https://example.org/?a=b&c=d"]
    assert rendered.images == ("a&b.png",)


def test_control_characters_are_harmless() -> None:
    """Control characters in an article cannot pass for the placeholders that Python-Markdown uses internally."""
    page = Page(marked("a\x02wzxhzdk:0\x03b \x02amp\x03 *c* \x00").body)
    assert page.text.replace("\ufffd", "").split() == ["awzxhzdk:0b", "amp", "c"]


def test_footnotes_are_numbered_and_lead_back() -> None:
    """Footnotes link to and from the text; their words are visible text, their numbers and arrows are not."""
    rendered = marked("Eins[^a] zwei[^b].\n\n[^a]: Note *A*\n[^b]: Note B\n", "Note A", "#Eins zwei")
    page = Page(rendered.body)
    assert [href for href in page.links if href.startswith("#fn")] == ["#fn:a", "#fn:b", "#fnref:a", "#fnref:b"]
    assert {"fn:a", "fn:b", "fnref:a", "fnref:b"} <= set(page.ids)
    assert [line.strip() for line in rendered.text.split("\n")] == ["Titel", "Eins zwei.", "Note A", "Note B", ""]


def test_articles_rendered_one_after_the_other_do_not_mix() -> None:
    """A renderer leaks no notes, headings or images from one article into the next."""
    renderer = ArticleRenderer()
    first = renderer.render("A", "", "## Kopf\n\n![b](b.png)[^1]\n\n[^1]: Note\n", lambda visible: ())
    second = renderer.render("B", "", "## Kopf\n\nText", lambda visible: ())
    empty = renderer.render("C", "L", "", lambda visible: ())
    assert (first.images, second.images, empty.images) == (("b.png",), (), ())
    assert second.headings == (Heading(2, "kopf", "Kopf"),)
    assert "Note" not in second.body
    assert (empty.title, empty.lead, empty.body, empty.text, empty.headings) == ("C", "L", "", "C\nL\n", ())


def test_headings_get_unique_ids() -> None:
    """Each heading gets a unique id of plain ASCII letters, digits and hyphens."""
    rendered = marked("## Größe & Maß\n\n### Größe & Maß\n\n## *Zwei* `<b>`\n")
    assert rendered.headings == (
        Heading(2, "groesse-mass", "Größe & Maß"),
        Heading(3, "groesse-mass_1", "Größe & Maß"),
        Heading(2, "zwei-b", "Zwei <b>"),
    )
    assert Page(rendered.body).ids == ["groesse-mass", "groesse-mass_1", "zwei-b"]


def test_images_are_shown_and_listed_once() -> None:
    """Images keep their description and title, and each file is listed once."""
    rendered = marked('![Eine *Karte*](karte.png "Titel") und ![x](bild.jpg) und ![y](karte.png)')
    assert rendered.images == ("karte.png", "bild.jpg")
    assert Page(rendered.body).unmarked[1] == (
        "img",
        {"alt": "Eine *Karte*", "src": "karte.png", "title": "Titel"},
    )


def test_a_table_of_contents_marker_is_text() -> None:
    """`[TOC]` stays literal text, so that no heading occurs twice."""
    assert Page(marked("[TOC]\n\n## Kopf\n").body).text.split() == ["[TOC]", "Kopf"]


def test_sanitising_twice_changes_nothing() -> None:
    """The sanitiser drops active content, keeps what marks need, and is idempotent."""
    safe = sanitised('<p onclick="x">a<script>b</script><span class="passage" id="c" style="d">e</span></p>')
    assert safe == '<p>a<span class="passage" id="c">e</span></p>'
    assert sanitised(safe) == safe


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab <>/=\"'&;:()[]!*_`#-|^\\\n\tjs\x02\x03\x00", max_size=60))
def test_no_markdown_yields_active_content(markdown: str) -> None:
    """Any Markdown yields a well-formed page without active elements."""
    rendered = marked(markdown, title=markdown[:20].replace("\n", " "))
    assert rendered.body == sanitised(rendered.body)
    assert not {"script", "style", "iframe", "object", "form"} & Page(rendered.body).tags
    assert Page(rendered.title).tags == set()


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("Text\n\n" + "> " * 51 + "x", 3),
        ("- " * 51 + "x", 1),
        ("\n".join("    " * level + "- x" for level in range(60)), 51),
        ("\n".join("\t" * level + "1. x" for level in range(60)), 51),
        ("Text\n\nmehr\n" + "[" * 20_000, 4),
        ("\n\n".join(["[" * 1_000] * 5), 7),
        ("[" * 10_000 + "]" * 10_000, 1),
        ("Text\n\n" + "[a](" * 3_000, 3),
        ("Text\n\n" + '[a](b "x) ' * 3_000, 3),
        ("Text\n\n" + "|a" * 200 + "\n" + "|-" * 200 + "\n" + "|\n" * 200, 3),
        ("[^a]: t\n\n" + "b[^a] " * 501, 3),
        ("Text\n\n" + "# a\n" * 3_000, 3),
        ("Text\n\n" + "> # a\n" * 3_000, 3),
        ("Text\n\n" + "a\n=\n" * 3_000, 3),
        ("Text\n\n" + "[a]:\n" * 8_000, 3),
        ("Text\n\n" + "\\*" * 40_000, 3),
        ("Text\n\n" + "*a **b " * 20_000, 3),
        ("".join(f"[^{n}]: a[^{n + 1}]\n\n" for n in range(2_600)), 1),
    ],
)
def test_markdown_too_deep_or_long_is_detected_with_its_line(markdown: str, line: int) -> None:
    """Nesting, brackets, headings, cells and notes beyond what Python-Markdown can process are detected in advance."""
    found = excess_of(markdown)
    assert found is not None
    assert found.line == line


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "> " * 50 + "x",
        "- " * 50 + "x",
        "* " * 90,
        "-" * 300,
        "\n".join("    " * level + "- x" for level in range(50)),
        "[" * 1_000,
        "[a](https://example.org) und [^1] " * 2_000,
        "] " * 5_000,
        "[a](https://example.org 'Title') und (so) " * 200,
        "[^1]: t\n\n" + "[^1] " * 499,
        "a | b | c\n--|---|--\n" + "c | d | e\n" * 2_000,
        "\n".join(f"[{n}]: https://example.org/{n}" for n in range(900)),
        "# a\ntext\n" * 200,
        "- a\n- b\n" * 1_000,
        "*a* und **b** und `c`, d\\* " * 800,
        ("*a* und **b** und `c`, d\\* " * 20 + "\n\n") * 100,
    ],
)
def test_markdown_within_the_limits_is_rendered(markdown: str) -> None:
    """Markdown just within the limits, and long but flat Markdown, is rendered."""
    assert excess_of(markdown) is None
    assert marked(markdown).text


SIGNS = (
    "# A¦## B¦> C¦- D¦1. E¦=====¦-----¦***¦a | b\n--|--¦[^1]: F¦[x]: https://example.org¦*g*¦_h_¦`i`¦[j](k)¦[x]¦[^1]¦"
    "![l](m.png)¦<https://example.org>¦&amp;¦\\*¦n*o*p¦Wort¦\n¦\n\n¦ "
)
PIECES = st.sampled_from(SIGNS.split("¦"))


@given(st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("\n".join))
def test_skipping_unused_markdown_rules_changes_nothing(body: str) -> None:
    """Leaving out the Markdown rules whose signs an article lacks gives the same output as running all rules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mkdocs_dossier.article.markdown._SIGNS", {})
        with_all = ArticleRenderer().render("", "", body, lambda visible: ())
    assert ArticleRenderer().render("", "", body, lambda visible: ()) == with_all


@pytest.mark.parametrize(
    "paragraph",
    [
        "1. FC Nordstadt gewann das Spiel.",
        "20. Juli 1944: Der Anschlag scheiterte.",
        "3. Oktober ist ein Feiertag.",
        "1. Mai\nwar ein Montag.",
        "007. Versuch",
        "12. Mannschaft, vierte Liga",
        "20. Juli 1944: erst dies.\n\n21. Juli 1944: dann das.",
        "3. Okt. 1990: erst dies.\n4. Okt. 1990: dann das.",
        "1. Mai 2020: erst dies.\n2. Mai 2020: dann das.",
        "5. bis 7. Mai tagte der Rat.\n8. Mai war frei.",
        "Mo., 3. Okt. 1990: ein Montag",
        "1. August Bebel\n3. Liga",
    ],
)
def test_a_paragraph_that_begins_with_a_number_keeps_it(paragraph: str) -> None:
    """A single numbered line or a date is a paragraph, not a list, and keeps its number."""
    rendered = marked(paragraph)
    assert "<ol" not in rendered.body
    assert rendered.text.rstrip() == "Titel\n" + paragraph.replace("\n\n", "|").replace("\n", " ").replace("|", "\n")


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("> 1. FC Nordstadt\n> gewann.", "<blockquote><p>1. FC Nordstadt gewann.</p>\n</blockquote>"),
        ("> 20. Juli 1944: a", "<blockquote><p>20. Juli 1944: a</p>\n</blockquote>"),
        ("- 1. FC Nordstadt\n- 2. Liga", "<ul><li>1. FC Nordstadt</li>\n<li>2. Liga</li>\n</ul>"),
        ("* 20. Juli\n* 21. Juli", "<ul><li>20. Juli</li>\n<li>21. Juli</li>\n</ul>"),
        ("- a\n\n1. FC Nordstadt", "<ul><li>a</li>\n</ul><p>1. FC Nordstadt</p>"),
        ("- a\n\n3. Okt. 1990", "<ul><li>a</li>\n</ul><p>3. Okt. 1990</p>"),
        ("1. a\n2. b\n\n1. FC Nordstadt", "<ol><li>a</li>\n<li>b</li>\n</ol><p>1. FC Nordstadt</p>"),
        ("1. a\n2. b\n\n20. Juli 1944", "<ol><li>a</li>\n<li>b</li>\n</ol><p>20. Juli 1944</p>"),
        ("- a\n\n    20. Juli", "<ul><li><p>a</p>\n<p>20. Juli</p>\n</li></ul>"),
    ],
)
def test_a_number_is_kept_wherever_a_paragraph_begins(body: str, html: str) -> None:
    """Numbers at the beginning of a paragraph stay in block quotes, in list items and after lists."""
    assert marked(body).body == html


@pytest.mark.parametrize(
    "items",
    [
        "1. August Bebel\n2. Rosa",
        "1. August Bebel\n\n2. Rosa",
        "1. August Bebel\n1. Rosa",
        "> 1. eins\n> 2. zwei",
        "- a\n\n1. eins\n2. zwei",
        "- a\n    1. eins\n    2. zwei",
        "1. eins\n2. zwei\n\n3. drei",
    ],
)
def test_a_numbered_list_stays_a_list_wherever_it_is(items: str) -> None:
    """Two or more numbered items are a list anywhere, even if the first begins with a month (“1. August Bebel”)."""
    rendered = marked(items)
    assert "<ol" in rendered.body
    assert "1." not in rendered.text
    assert "3." not in rendered.text


@pytest.mark.parametrize(
    "items", ["1. eins\n2. zwei", "1. eins\n\n2. zwei", "1. eins\n\n    mehr", "3. drei\n4. vier", "1. a\n1. b"]
)
def test_a_numbered_list_stays_a_list(items: str) -> None:
    assert "<ol" in marked(items).body
