"""No file of a real site, even unpacked, names a draft or a record that only drafts refer to."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import write
from forked import mkdocs

MKDOCS_YML = """
site_name: Hafen
site_url: https://site.example/
repo_url: https://code.example/desk/dossiers
edit_uri: edit/main/docs/
theme: {name: material, language: de}
use_directory_urls: DIRECTORIES
plugins: [search, dossier: {SETTINGS}]
"""
#: Part of every name, text and id of the draft and of the records that only the draft refers to.
TRACE = "verhohlen"
ARTICLE = """---
title: {title}
published: 2024-10-05
language: de
{more}---

Laut der Hafenmeisterin lagen drei Schiffe am Kai. {text}
"""
#: The registers, which do not say which records belong to the draft.
REGISTERS: dict[str, Any] = {
    "actors": {
        "hafenmeisterin": {"name": "Hafenmeisterin", "kind": "person",
                           "description": f"Siehe [dort](Dossier:{TRACE})."},
        f"{TRACE}-a": {
            "name": f"Anna {TRACE}", "kind": "person", "aliases": [f"A. {TRACE}"], "formerly": [f"{TRACE}-alt"],
            "positions": [{"post": f"Wirtin {TRACE}", "organization": f"{TRACE}-b"}], "description": TRACE,
        },
        f"{TRACE}-b": {"name": f"Bund {TRACE}", "kind": "group", "speaks_for": f"{TRACE}-a"},
        f"{TRACE}-c": {"name": f"Cleo {TRACE}", "kind": "person"},
    },
    "relations": {f"{TRACE}-r": {"from": f"{TRACE}-a", "to": f"{TRACE}-c", "kind": "family", "role": TRACE},
                  f"{TRACE}-t": {"from": f"{TRACE}-a", "to": "hafenmeisterin", "kind": "ally"}},
    "sources": {
        f"{TRACE}-q": {"title": f"Brief {TRACE}", "publisher": f"{TRACE}-b", "cites": [f"{TRACE}-p"],
                       "URL": f"https://{TRACE}.example/"},
        f"{TRACE}-p": {"title": f"Postkarte {TRACE}"},
    },
    "places": {f"{TRACE}-o": {"name": f"Kai {TRACE}", "lat": 54.1, "lon": 12.1}},
    "topics": {f"{TRACE}-th": {"label": f"Thema {TRACE}", "formerly": [f"{TRACE}-thema"]}},
    "events": {f"{TRACE}-e": {"name": f"Ankunft {TRACE}", "date": "2024-10-04", "place": f"{TRACE}-o",
                              "actors": [{"actor": f"{TRACE}-c", "role": TRACE}]}},
    "agreements": {f"{TRACE}-v": {"name": f"Vertrag {TRACE}", "kind": "contract",
                                  "parties": [{"actor": f"{TRACE}-a"}]}},
    "quantities": {f"{TRACE}-z": {"label": f"Schiffe {TRACE}", "event": f"{TRACE}-e"}},
}  # fmt: skip
CAST: dict[str, Any] = {
    "statements": {f"{TRACE}-s": {
        "quote": "Laut der Hafenmeisterin lagen drei Schiffe am Kai", "said_by": f"{TRACE}-a", "via": [f"{TRACE}-q"],
        "topics": [f"{TRACE}-th"], "events": [f"{TRACE}-e"], "agreements": [f"{TRACE}-v"], "note": TRACE,
    }},
    "figures": {f"{TRACE}-f": {"quote": "drei Schiffe", "value": 3, "quantity": f"{TRACE}-z"}},
    "corrections": {f"{TRACE}-k": {"date": "2024-10-06", "kind": "update", "affects": [f"{TRACE}-a"], "note": TRACE}},
    "actors": {"wirt": {"name": "Wirt am Kai", "kind": "person"}},
}  # fmt: skip
PUBLISHED: dict[str, Any] = {
    "statements": {"schiffe": {"quote": "drei Schiffe am Kai", "said_by": "hafenmeisterin", "actors": ["wirt"]}},
}
SITE = {
    "docs/index.md": "# Start\n\n```dossier\nactors\n```\n\n```dossier\nsources\n```\n\n```dossier\nevents\n```\n",
    "dossier/alles.yml": json.dumps(REGISTERS),
    "dossier/offen/article.md": ARTICLE.format(title="Am Kai", more="", text="Mehr ist nicht bekannt."),
    "dossier/offen/angaben.yml": json.dumps(PUBLISHED),
    f"dossier/{TRACE}/angaben.yml": json.dumps(CAST),
    f"dossier/{TRACE}/{TRACE}.png": b"\x89PNG",
}
NAMED = f"Es kam Anna {TRACE}. ![Bild]({TRACE}.png)"

Build = Callable[..., Path]


def draft(more: str) -> str:
    """Return the article with `more` in its front matter, which makes it a draft or not."""
    return ARTICLE.format(title=f"Artikel {TRACE}", more=f"lead: {TRACE}\n{more}", text=NAMED)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function from the draft's front matter and the plugin's settings to the folder of the built site."""

    def build_site(
        more: str, settings: str = "", *, directories: bool = True, files: dict[str, str] | None = None
    ) -> Path:
        mkdocs_yml = MKDOCS_YML.replace("SETTINGS", settings).replace("DIRECTORIES", str(directories).lower())
        write(tmp_path, {"mkdocs.yml": mkdocs_yml, f"dossier/{TRACE}/article.md": draft(more), **SITE, **(files or {})})
        environment = {**os.environ, "DOSSIER_CACHE_DIR": str(tmp_path / "cache")}
        run = mkdocs("build", "--quiet", cwd=tmp_path, env=environment)
        assert run.returncode == 0, run.stdout + run.stderr
        return tmp_path / "site"

    return build_site


def traces(site: Path, trace: str = TRACE) -> list[str]:
    """Return the files whose name or unpacked content contains the word, whatever its case."""
    return [name for name, content in contents(site) if trace in name.lower() or trace.encode() in content.lower()]


def contents(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a site with its unpacked content."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            packed = content[:2] == b"\x1f\x8b"
            yield path.relative_to(site).as_posix(), gzip.decompress(content) if packed else content


@pytest.mark.parametrize(
    ("settings", "directories"),
    [("", True), ("search: true, desk: true", True), ("keep: true, search: true", True), ("", False)],
)
def test_a_draft_and_its_cast_are_in_no_file(build: Build, settings: str, directories: bool) -> None:
    """A draft and its cast are in many files while published, and in none once a draft, whatever is cached."""
    before = traces(build("", settings, directories=directories))
    page = "index.html" if directories else ""
    for path in (f"akteure/{TRACE}-c", f"akteure/{TRACE}-alt", f"themen/{TRACE}-thema", f"orte/{TRACE}-o"):
        assert f"{path}/{page}" in before or f"{path}.html" in before, path
    everywhere = {"data/collection.json", "data/sources.csv", "data/sources.csl.json", "data/followthemoney.jsonl"}
    everywhere |= {"feeds/all.atom", "feeds/corrections.atom", "search/search_index.json", "sitemap.xml", "index.html"}
    everywhere |= {f"{TRACE}/{TRACE}.png", "sitemap.xml.gz"}
    assert everywhere <= set(before)
    assert any(name.startswith("netzwerk") for name in before)
    assert any(name.startswith("pagefind/fragment/") for name in before) is ("search" in settings)

    after = build("status: draft\n", settings, directories=directories)
    assert traces(after) == []
    assert traces(after, "wirt am kai") != [], "whom the published dossier names stays, without the draft's folder"

    again = traces(build("", settings, directories=directories))
    filters = "pagefind/filter/"  # which Pagefind names as it likes
    assert [name for name in again if filters not in name] == [name for name in before if filters not in name]


def test_a_published_reference_publishes_its_record(build: Build) -> None:
    """A record of a draft's cast that a published article names has its page, and no other of the cast has."""
    text = ARTICLE.format(title="Am Kai", more="", text=f"Es kam Cleo {TRACE}.")
    site = build("status: draft\n", "keep: true", files={"dossier/offen/article.md": text})
    pages = {name for name in traces(site) if name.endswith("index.html") and TRACE in name}
    assert pages == {f"akteure/{TRACE}-c/index.html"}
    everything = b"\n".join(content for _, content in contents(site)).decode("utf-8", "replace")
    assert set(re.findall(rf"{TRACE}-[a-z]+", everything)) == {f"{TRACE}-c"}


HIDDEN = {
    "docs/index.md": SITE["docs/index.md"],
    "dossier/alles.yml": f"""actors:
  zeugin: {{name: Zeugin, kind: person, withheld: yes, speaks_for: {TRACE}-a}}
  {TRACE}-a: {{name: "{TRACE}", kind: company}}
  {TRACE}-b: {{name: "Berta {TRACE}", kind: person}}
topics: {{{TRACE}-th: {{label: "{TRACE}", broader: {TRACE}-o}}, {TRACE}-o: {{label: "{TRACE}"}}}}
places: {{{TRACE}-o: {{name: "{TRACE}"}}}}
relations: {{{TRACE}-r: {{from: zeugin, to: {TRACE}-b, kind: family}}}}
""",
    "dossier/auszug/article.md": ARTICLE.format(
        title="Auszug", more="publish: excerpt\n", text=f"Zum Thema ist [das](place:{TRACE}-o) bekannt."
    ),
    "dossier/auszug/angaben.yml": f"""statements: {{schiffe: {{quote: drei Schiffe am Kai, said_by: zeugin}}}}
mentions: {{m: {{quote: Thema, topic: {TRACE}-th}}}}
""",
}


@pytest.mark.parametrize("settings", ["", "search: true, desk: true, keep: true"])
def test_records_that_only_a_withheld_actor_or_an_excerpts_rest_leads_to(tmp_path: Path, settings: str) -> None:
    """Records that only a withheld actor or the unshown rest of an excerpt refers to are in no file."""
    mkdocs_yml = MKDOCS_YML.replace("SETTINGS", settings).replace("DIRECTORIES", "true")
    environment = {**os.environ, "DOSSIER_CACHE_DIR": str(tmp_path / "cache")}
    open_article = HIDDEN["dossier/auszug/article.md"].replace("publish: excerpt\n", "")
    whole = {
        **HIDDEN,
        "dossier/alles.yml": HIDDEN["dossier/alles.yml"].replace("withheld: yes, ", ""),
        "dossier/auszug/article.md": open_article,
    }
    for files, found in ((whole, True), (HIDDEN, False)):
        write(tmp_path, {"mkdocs.yml": mkdocs_yml, **files})
        mkdocs("build", "--quiet", cwd=tmp_path, env=environment, check=True)
        for name in ("a", "b", "th", "o", "r"):
            assert (traces(tmp_path / "site", f"{TRACE}-{name}") != []) is found, name
        assert (traces(tmp_path / "site") != []) is found


@pytest.mark.parametrize("words", [f"[x](actor:{TRACE}-a)", f"```dossier\nstatements\ntopic: {TRACE}-th\n```"])
def test_a_page_of_docs_that_names_a_held_back_record(build: Build, tmp_path: Path, words: str) -> None:
    """A link or fence that names a held-back record gives a warning with the reason, and no trace on the page."""
    site = build("status: draft\n", files={"docs/index.md": f"# Start\n\n{words}\n"})
    assert traces(site) == []
    run = mkdocs("build", cwd=tmp_path, check=True)
    assert re.search(r"docs/index\.md:[34]:1: warning: (the link to|there is no) ", run.stderr)
    assert "— it is not published: nothing published refers to it, or something is" in run.stderr
