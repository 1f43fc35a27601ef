"""Links to records, in articles and in texts of annotations."""

from __future__ import annotations

import json

import pytest

from checks.articles import article, found
from conftest import Loaded

REGISTER = "actors: {ann: {name: Ann, kind: person}}\n"
NOWHERE = "the link to actor:nobody leads nowhere — `dossier list actor` prints all ids [unknown-link]"


@pytest.mark.parametrize(
    "link",
    [
        "[x](actor:nobody)",
        "[x](Actor:nobody)",
        '[x](actor:nobody "t")',
        '[x](actor:nobody "a > b")',
        "[x](<actor:nobody>)",
        "[Ann](actor:nobody)",
        "[x][n]\n\n[n]: actor:nobody",
        "**[x](actor:nobody)**",
    ],
)
def test_a_link_to_an_unknown_record_is_reported(loaded: Loaded, link: str) -> None:
    """A link to an unknown record is reported in any Markdown form, in an article and in a note."""
    text = link.replace("\n", "\n      ")
    files = {
        "dossier/d/article.md": article(f"`[x](actor:nobody)`\n\nEins {link}"),
        "dossier/d/annotations.yml": f"statements:\n  s:\n    quote: Eins\n    note: |\n      Zwei {text}\n",
        "dossier/all.yml": REGISTER,
    }
    in_article, in_text = sorted(found(loaded, files, "unknown-link"), key=lambda line: "statement" in line)
    assert in_article.endswith(f"error: dossier “d”: {NOWHERE}")
    assert in_text == f"dossier/d/annotations.yml:4:11: error: statement “s”: {NOWHERE}"


def test_a_link_in_a_part_of_a_record_is_reported_at_its_place(loaded: Loaded) -> None:
    """Reasons, gradings and provisions hold texts, too, in each language."""
    files = {
        "dossier/d/article.md": article("Eins kam. Zwei ging."),
        "dossier/d/annotations.yml": (
            "statements:\n  e: {quote: Eins kam}\n  z:\n    quote: Zwei ging\n    contradicts:\n"
            "      - statement: e\n        why:\n          de: Sagt [er](actor:nobody).\n          en: Says he.\n"
        ),
    }
    assert found(loaded, files, "unknown-link") == [f"dossier/d/annotations.yml:8:11: error: statement “z”: {NOWHERE}"]


def test_a_link_to_a_former_id_names_the_new_one(loaded: Loaded) -> None:
    files = {
        "dossier/d/article.md": article("Eins [x](actor:anna)"),
        "dossier/all.yml": "actors: {ann: {name: Ann, kind: person, formerly: [anna]}}\n",
    }
    [line] = found(loaded, files, "unknown-link")
    assert line.endswith("the link to actor:anna leads nowhere — it is now called “ann” [unknown-link]")


def test_an_unknown_link_is_reported_at_its_line(loaded: Loaded) -> None:
    """Each of two equal links is reported at its own line, a reference link where its address is."""
    body = "Eins [x](actor:nobody).\n\nZwei [x](actor:nobody), [y][n].\n\n[n]: actor:no"
    lines = found(loaded, {"dossier/d/article.md": article(body)}, "unknown-link")
    assert sorted(line.split(":")[1] for line in lines) == ["11", "7", "9"]


@pytest.mark.parametrize("text", ["`[x](actor:nobody)`", "[x](actor:ann)", "an actor:nobody", r"\[x](actor:nobody)"])
def test_valid_links_and_mere_text_are_not_reported(loaded: Loaded, text: str) -> None:
    files = {
        "dossier/d/article.md": article(f"Eins {text}"),
        "dossier/d/annotations.yml": f"statements: {{s: {{quote: Eins, note: '{text}'}}}}\n",
        "dossier/all.yml": REGISTER,
    }
    assert found(loaded, files, "unknown-link") == []


def test_statements_are_linked_by_id_only_within_their_dossier(loaded: Loaded) -> None:
    """Within its dossier a statement's id is enough; elsewhere a link needs the dossier's id too."""
    files = {
        "dossier/d/article.md": article("Eins ist [so](statement:s)."),
        "dossier/d/annotations.yml": "statements: {s: {quote: Eins, note: 'Wie [so](statement:s).'}}\n",
        "dossier/e/article.md": article("Zwei ist [so](statement:d/s), nicht [so](statement:s)."),
        "dossier/all.yml": "topics: {t: {label: T, description: '[A](statement:d/s), [B](statement:s)'}}\n",
    }
    lines = found(loaded, files, "unknown-link")
    assert [line.partition(": error: ")[2].partition(":")[0] for line in lines] == ["topic “t”", "dossier “e”"]
    assert all("the link to statement:s leads nowhere — write statement:d/s [" in line for line in lines)


def test_any_kind_of_link_makes_a_record_used(loaded: Loaded) -> None:
    """A record counts as used if any form of Markdown link refers to it, but not code in backticks."""
    files = {
        "dossier/d/article.md": article(
            'Eins [x](<topic:a>), [y](topic:b "t"), [z][c], `[q](topic:d)`\n\n[c]: topic:c'
        ),
        "dossier/all.yml": "topics: {a: {label: A}, b: {label: B}, c: {label: C}, d: {label: D}}\n",
    }
    (line,) = found(loaded, files, "unused-record")
    assert "topic “d”" in line


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "data:text/html,x", "//evil.example", "https://bank.example@evil.example/", "ftp://x.example"],
)
def test_a_refused_address_is_reported(loaded: Loaded, address: str) -> None:
    """A refused address is reported in an article, in a text, and in a nested field of a record."""
    files = {
        "dossier/d/article.md": article(f"Eins [zwei]({address})."),
        "dossier/d/annotations.yml": (
            f'statements:\n  s:\n    quote: Eins zwei\n    note: "[drei]({address})"\n'
            f'    credibility: 3\n    assessed: {{by: Ann, on: 2024-10-05, why: "[vier]({address})"}}\n'
        ),
    }
    lines = found(loaded, files, "refused-address")
    assert [line.split(": ")[0] for line in lines] == [
        "dossier/d/annotations.yml:4:11",
        "dossier/d/annotations.yml:6:46",
        "dossier/d/article.md:7:1",
    ]
    assert all(f"the address {address} cannot be linked" in line for line in lines)


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        (
            "ftp://example.org/",
            "write https://, http:// or mailto:, not ftp:, or the path of a page on the site, such as ../guide/",
        ),
        ("//example.org/", "write https://, http:// or mailto:, or the path of a page on the site, such as ../guide/"),
        ("../actors.yml", "write https://, http:// or mailto:, or the path of a page on the site, such as ../guide/"),
        ("../a.md#b", "write https://, http:// or mailto:, or the path of a page on the site, such as ../guide/"),
        ("https://exa|mple.org/", "correct the host: its name may not hold “|”"),
        ("https://me:pass@example.org/", "write the address without a name or password before the host"),
    ],
)
def test_a_refused_address_is_reported_with_the_reason(loaded: Loaded, address: str, advice: str) -> None:
    (problem,) = found(loaded, {"dossier/d/article.md": article(f"Eins [zwei]({address}).")}, "refused-address")
    assert problem.endswith(f"{address} cannot be linked — {advice} [refused-address]")


@pytest.mark.parametrize(
    "address", ["https://example.org/a.md", "mailto:a@b.example", "../x/", "/x.mdx", "#x", "https://ä.example"]
)
def test_an_allowed_address_is_not_reported(loaded: Loaded, address: str) -> None:
    """Addresses of the web, of mail and within the site are not reported."""
    assert found(loaded, {"dossier/d/article.md": article(f"Eins [zwei]({address}).")}, "refused-address") == []


#: Name → Markdown that Python-Markdown cannot process, and as much of the same as somebody would write.
TANGLES = {
    "brackets": ("[" * 18_000, "[a] [b" * 20),
    "images": ("![" * 9_000, "![a](b.png) " * 20),
    "links that are not closed": ("[a](" * 4_500, "[a](https://example.org) " * 400),
    "references": ("[a][" * 4_500, "[a][b] " * 20),
    "signs of footnotes": ("[^" * 9_000, "[^1] " * 20),
    "stars": ("*a **b " * 2_500, "*a* **b** " * 500),
    "lines under words": ("_a " * 6_000, "a_b_c _d_ " * 500),
    "backticks": ("`a ``b " * 2_500, "`a` ``b`` " * 300),
    "tags": ("<b><i>" * 3_000, "<b>a</b> " * 300),
    "signs that are escaped": ("\\* " * 6_000, "\\* " * 300),
    "quotes in each other": ("> " * 21 + "a", "> " * 20 + "a"),
    "lists in each other": ("\n".join("    " * level + "- a" for level in range(22)), "- a\n    - b\n        - c"),
    "numbered lists in each other": ("1. " * 21 + "a", "1. a\n    1. b\n    2. c"),
    "footnotes": ("".join(f"[^{n}]: a[^{n + 1}]\n" for n in range(900)) + "\n[^0]", "a[^1] b[^1]\n\n[^1]: c"),
    "definitions": ("".join(f"[r{n}]: /x\n" for n in range(900)) + "\n[r1]", "[r]: /x\n[s]: /y\n\n[r] [s]"),
    "a table": ("|a" * 40 + "\n" + "|-" * 40 + "\n" + "|\n" * 40, "a|b\n-|-\n" + "c|d\n" * 300),
    "headings": ("# a\n" * 900, "# a\n\nb\n\n" * 100),
}


@pytest.mark.parametrize("name", TANGLES)
def test_markdown_beyond_the_limits_is_refused_before_conversion(loaded: Loaded, name: str) -> None:
    """Markdown beyond the limits is reported at its place in any field, and the same within them is not."""
    tangle, bearable = (json.dumps(text) for text in TANGLES[name])
    topics = (
        f"topics:\n  t:\n    label: T\n    description: {tangle}\n  u:\n    label: U\n    description: {bearable}\n"
    )
    sources = f"sources:\n  a: {{title: A, note: {tangle}}}\n  b: {{title: B, note: {bearable}}}\n"
    _, problems = loaded({"dossier/t.yml": topics, "dossier/u.yml": sources})
    refused = [str(problem).partition(" — ")[0] for problem in problems if problem.code == "nested-too-deep"]
    assert [line.split(" error: ")[0] for line in refused] == ["dossier/t.yml:4:18:", "dossier/u.yml:2:23:"]
    assert [line.split(" error: ")[1].split()[:3] for line in refused] == [
        ["topic", "“t”:", "description"],
        ["source", "“a”:", "note"],
    ]
