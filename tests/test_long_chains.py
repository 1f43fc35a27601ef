"""Chains of records of any length are checked and shown in linear time."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from conftest import Files, Loaded
from language.effort import lines_run
from mkdocs_dossier.export.plain import data_of
from mkdocs_dossier.loading import Settings
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.problems import Problem
from mkdocs_dossier.site.pages import pages_of
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

HEAD = "---\ntitle: Bericht\npublished: 2024-10-05\nlanguage: de\n---\n\n"


def _chain(section: str, field: str, fields: str, length: int, *, listed: bool = False) -> str:
    """Return a register of `length` records, each of which names the next."""
    name = "[r{}]" if listed else "r{}"
    return f"{section}:\n" + "".join(
        f"  r{at}:\n    {fields.format(at)}\n" + (f"    {field}: {name.format(at + 1)}\n" if at < length - 1 else "")
        for at in range(length)
    )


def _one(registers: str, annotations: str) -> Files:
    article = f"{HEAD}Otto Amt zählte 20 Kisten im Hafen.\n"
    return {"dossier/d/article.md": article, "dossier/d/a.yml": annotations, "dossier/all.yml": registers}


def _statements(length: int, field: str) -> Files:
    article = HEAD + "\n\n".join(f"Kiste {at} steht im Hafen." for at in range(length))
    annotations = _chain("statements", field, "quote: Kiste {} steht\n    mode: own", length, listed=True)
    return {"dossier/d/article.md": article, "dossier/d/a.yml": annotations}


def _derived(length: int) -> Files:
    figures = "".join(
        f"  f{at}: {{quantity: q, derived_from: {{figures: [f{at - 1}], formula: f{at - 1} + 1}}}}\n"
        for at in range(1, length)
    )
    annotations = f"figures:\n  f0: {{quote: 20 Kisten, quantity: q}}\n{figures}"
    return _one("quantities: {q: {label: Kisten}}\n", annotations)


#: Kind of chain → a function from its length to the files of a collection.
CHAINS: dict[str, Callable[[int], Files]] = {
    "topics, the first in use": lambda length: _one(
        _chain("topics", "broader", "label: Thema {}", length),
        "statements: {s: {quote: zählte 20 Kisten, topics: [r0], mode: own}}\n",
    ),
    "sources": lambda length: _one(
        _chain("sources", "cites", "title: Blatt {}", length, listed=True),
        "statements: {s: {quote: zählte 20 Kisten, via: [r0]}}\n",
    ),
    "quantities": lambda length: _one(
        _chain("quantities", "part_of", "label: Kisten {}", length),
        "figures: {f: {quote: 20 Kisten, quantity: r0}}\n",
    ),
    "actors": lambda length: _one(
        _chain("actors", "speaks_for", "name: Otto Amt {}\n    kind: agency", length),
        "statements: {s: {quote: zählte 20 Kisten, said_by: r0}}\n",
    ),
    "statements that repeat": lambda length: _statements(length, "repeats"),
    "statements that support": lambda length: _statements(length, "supports"),
    "figures worked out": _derived,
}


def _a_statement_for_each(length: int) -> Files:
    """Return a chain of sources, each with a statement."""
    files = dict(_statements(length, "supports"))
    files["dossier/d/a.yml"] = "statements:\n" + "".join(
        f"  s{at}: {{quote: Kiste {at} steht, via: [r{at}]}}\n" for at in range(length)
    )
    return files | {"dossier/all.yml": _chain("sources", "cites", "title: Blatt {}", length, listed=True)}


def _site(loaded: Loaded, files: Files) -> Site:
    collection, problems = loaded(files, Settings("de"))
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return Site(collection, Addresses("de"))


def _built(loaded: Loaded, files: Files) -> None:
    site = _site(loaded, files)
    for page in pages_of(site.collection, site.addresses):
        if page.noun != "network":  # draws a limited number of actors
            site.render(page)


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_is_checked_and_shown_in_linear_time(loaded: Loaded, name: str) -> None:
    """Checking and rendering a chain four times as long takes about four times the work, not sixteen."""
    short, long = (lines_run(lambda n=length: _built(loaded, CHAINS[name](n))) for length in (60, 240))
    assert long < 6 * short


def test_a_statement_for_each_source_of_a_chain_is_checked_in_linear_time(loaded: Loaded) -> None:
    loaded(_a_statement_for_each(10))
    short, long = (lines_run(lambda n=length: loaded(_a_statement_for_each(n))) for length in (100, 400))
    assert long < 5 * short


def test_the_pages_of_a_statement_for_each_source_of_a_chain_grow_in_proportion(loaded: Loaded) -> None:
    """A source shows its own statement and twenty others, counts the rest, and links the source that cites it."""
    site = _site(loaded, _a_statement_for_each(150))
    html = next(site.render(page).html for page in site.pages if page.path == "quellen/r149")
    shown = re.findall(r'href="../../d/#(s\d+)"', html)
    assert list(dict.fromkeys(shown)) == [f"s{at}" for at in range(149, 128, -1)]
    assert "und 129 weitere über Quellen, die sich auf diese berufen" in html
    assert 'href="../../quellen/r148/"' in html[html.index('id="_cited-by"') :]


def test_exports_have_the_first_stations_of_a_long_chain(loaded: Loaded) -> None:
    """Exported chains end after 101 stations; the sources' own data continue them."""
    site = _site(loaded, CHAINS["sources"](150))
    (statement,) = site.collection.of(Statement)
    chain = data_of(site.collection, statement)["chain"]
    assert [hop["id"] for hop in chain] == [f"r{at}" for at in range(101)]


def test_topics_of_any_depth_have_an_overview(loaded: Loaded) -> None:
    """The overview lists each topic once; lists are nested only as deep as a phone can show, then name the parent."""
    site = _site(loaded, CHAINS["topics, the first in use"](900))
    html = next(site.render(page).html for page in site.pages if page.path == "themen/index")
    assert len(re.findall(r"<li>", html)) == 900
    assert len(re.findall(r'<li>.*<span class="dx-count">1</span>', html)) == 900
    assert html.count("<ul") == html.count("</ul>") == 6
    assert html.count("Teil von: ") == 900 - 6
    assert html.count("<li>") == html.count("</li>")


def test_a_tree_of_topics_is_nested_lists(loaded: Loaded) -> None:
    topics = "".join(
        f"  {name}: {{label: {name.upper()}{f', broader: {above}' if above else ''}}}\n"
        for name, above in {"a": "", "b": "a", "c": "b", "d": "a", "e": "", "f": "e"}.items()
    )
    site = _site(loaded, _one(f"topics:\n{topics}", "statements: {s: {quote: 20 Kisten, topics: [c, f], mode: own}}\n"))
    html = next(site.render(page).html for page in site.pages if page.path == "themen/index")
    tree = re.sub(r"<span.*?</span>|<a[^>]*>|</a>|\s", "", html[html.index("<ul") : html.rindex("</ul>") + 5])
    tree = tree.replace('<ulclass="dx-tree">', "<ul>")
    assert tree == ("<ul><li>A<ul><li>B<ul><li>C</li></ul></li><li>D</li></ul></li><li>E<ul><li>F</li></ul></li></ul>")


def test_a_page_shows_both_ends_of_a_long_chain(loaded: Loaded) -> None:
    """A page shows both ends of a long chain, and counts the stations between them."""
    site = _site(loaded, CHAINS["sources"](100))
    html = next(site.render(page).html for page in site.pages if page.path.startswith("d/"))
    ladder = html.partition('<ol class="dx-chain"')[2].partition("</ol>")[0]
    shown = re.findall(r"<li[^>]*>(.*?)\s*</li>", ladder, re.DOTALL)
    assert "Dieser Artikel" in shown[0]
    assert len(shown) == 1 + 16 + 1 + 8
    assert shown[17] == "und 76 weitere"
    assert "Blatt 99" in shown[-1]


CIRCLES = {
    "topics: {a: {label: A, broader: b}, b: {label: B, broader: a}}": (
        "dossier/all.yml:1:33: error: topic “a”: a circle: “a” → “b” (dossier/all.yml:1) → “a”"
    ),
    "topics: {a: {label: A, broader: a}}": "dossier/all.yml:1:33: error: topic “a”: a circle: “a” → “a”",
    "quantities: {a: {label: A, part_of: b}, b: {label: B, part_of: a}}": (
        "dossier/all.yml:1:37: error: quantity “a”: a circle: “a” → “b” (dossier/all.yml:1) → “a”"
    ),
    "actors: {a: {name: A, kind: agency, speaks_for: b}, b: {name: B, kind: agency, speaks_for: a}}": (
        "dossier/all.yml:1:49: error: actor “a”: a circle: “a” → “b” (dossier/all.yml:1) → “a”"
    ),
    "sources: {c: {title: C}, a: {title: A, cites: [c, b]}, b: {title: B, cites: [a]}}": (
        "dossier/all.yml:1:51: error: source “a”: circular reporting: “a” → “b” (dossier/all.yml:1) → “a”"
    ),
}


def _circles(problems: list[Problem]) -> list[str]:
    return [str(problem).partition(" — ")[0] for problem in problems if problem.code == "circular-reference"]


@pytest.mark.parametrize("registers", CIRCLES)
def test_a_circle_is_a_problem_with_its_positions(loaded: Loaded, registers: str) -> None:
    """A circle is reported at the reference of its first record, with the lines of the others."""
    _, problems = loaded(_one(registers, "mentions:\n"))
    assert _circles(problems) == [CIRCLES[registers]]


def test_a_circle_of_hundreds_is_one_line(loaded: Loaded) -> None:
    """A circle of hundreds is reported in one line, and the site can be built with the problem turned off."""
    circle = _chain("topics", "broader", "label: Thema {}", 400) + "    broader: r0\n"
    files = _one(circle, "statements: {s: {quote: zählte 20 Kisten, topics: [r7], mode: own}}\n")
    _, problems = loaded(files)
    places = " → ".join(f"“r{at}” (dossier/all.yml:{2 + 3 * at})" for at in (1, 2, 3, 4))
    path = f"“r0” → {places} → 394 more → “r399” (dossier/all.yml:1199) → “r0”"
    assert _circles(problems) == [f"dossier/all.yml:4:14: error: topic “r0”: a circle: {path}"]
    collection, _ = loaded(files, Settings("de", severities={"circular-reference": "off"}))
    site = Site(collection, Addresses("de"))
    html = next(site.render(page).html for page in site.pages if page.path == "themen/index")
    assert len(re.findall(r"<li>", html)) == 400
