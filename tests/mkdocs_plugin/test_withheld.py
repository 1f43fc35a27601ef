"""A withheld actor leaves no trace in a real site or in the cache."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import hostile
from conftest import write
from forked import mkdocs
from mkdocs_dossier.model.kinds import fields_by_key
from mkdocs_dossier.model.records import Actor

MKDOCS_YML = """
site_name: Test
site_url: https://site.example/
repo_url: https://code.example/desk/dossiers
edit_uri: edit/main/docs/
theme: {name: material, language: de}
plugins: [search, dossier: {desk: true, keep: KEEP, severities: {withheld-named: 'off', value-differs: 'off'}}]
"""
#: Part of every text of the actor, and of its id and former id.
TRACE = "unauffindbar"
ARTICLE = f"""---
title: Bericht
published: 2024-10-05
language: de
---

Laut einer Zeugin waren es 20 Schiffe. [Sie](Actor:{TRACE}) schweigt.
"""
OTHERS: dict[str, Any] = {
    "actors": {
        "werft": {"name": "Werft", "kind": "company", "speaks_for": TRACE, "description": f"Von [ihr](Actor:{TRACE})"},
        "amt": {"name": "Amt", "kind": "agency", "description": f"Siehe [die Zeugin](actor:{TRACE})."},
    },
    "sources": {"brief": {"title": "Brief", "publisher": TRACE, "note": f"Von [ihr](actor:{TRACE})."}},
    "relations": {"r": {"from": TRACE, "to": "werft", "kind": "employee"}},
    "agreements": {"vertrag": {"name": "Vertrag", "kind": "contract", "parties": [
        {"actor": TRACE}, {"actor": "werft", "signatory": TRACE}], "third_parties": [TRACE]}},
    "events": {"tat": {"name": "Tat", "date": "2024-10-04", "actors": [{"actor": TRACE, "role": "Zeugin"}]}},
}  # fmt: skip
ANNOTATIONS: dict[str, Any] = {
    "statements": {"zahl": {
        "quote": "Laut einer Zeugin waren es 20 Schiffe", "said_by": TRACE, "via": ["brief"],
        "actors": [TRACE, "werft"], "events": ["tat"], "note": f"Das sagt [die Zeugin](actor:{TRACE}).",
    }},
    "figures": {"schiffe": {"quote": "20 Schiffe"}},
    "mentions": {"sie": {"quote": "einer Zeugin", "actor": TRACE}},
    "corrections": {"k": {"date": "2024-10-06", "kind": "correction", "affects": [TRACE, "zahl"], "note": "Neu."}},
}  # fmt: skip


def _trace(key: str) -> str:
    return f"{TRACE.capitalize()} {key}"


def _site(folder: Path, *, withheld: bool) -> None:
    fields = hostile.fields_of(Actor, "x", _trace)
    assert fields.keys() | {"formerly"} == fields_by_key(Actor).keys()
    actor = {**fields, "speaks_for": "", "withheld": "yes" if withheld else "no", "formerly": [f"frueher-{TRACE}"]}
    actor["positions"] = [{**actor["positions"][0], "organization": "werft"}]
    actor = {name: value for name, value in actor.items() if value}
    actors = {**OTHERS, "actors": {**OTHERS["actors"], TRACE: actor}}
    write(folder, {"dossier/all.yml": json.dumps(actors)})


def _build(folder: Path, *, keep: bool = True) -> Path:
    write(folder, {"mkdocs.yml": MKDOCS_YML.replace("KEEP", json.dumps(keep))})
    environment = {**os.environ, "DOSSIER_CACHE_DIR": str(folder / "cache")}
    run = mkdocs("build", "--quiet", cwd=folder, env=environment)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def _traces(folder: Path) -> list[str]:
    """Return the files whose content or path contains the trace, whatever its case."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [
        path.relative_to(folder).as_posix()
        for path in files
        if TRACE in path.as_posix().removeprefix(folder.as_posix()) or TRACE.encode() in path.read_bytes().lower()
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(
        tmp_path,
        {
            "docs/index.md": f"# Start\n\n[Sie](actor:{TRACE}) [Sie](Actor:{TRACE})\n\n```dossier\nactors\n```\n",
            "dossier/bericht/article.md": ARTICLE,
            "dossier/bericht/annotations.yml": json.dumps(ANNOTATIONS),
        },
    )
    return tmp_path


def test_a_withheld_actor_is_in_no_file(project: Path) -> None:
    """An actor that many files name is in no file of the site or the cache once withheld."""
    _site(project, withheld=False)
    site = _build(project)
    before = _traces(site)
    assert {"bericht/index.html", "data/collection.json", "search/search_index.json", "sitemap.xml"} <= set(before)
    assert any(name.startswith("feeds/") for name in before)
    assert _traces(project / "cache") != []

    _site(project, withheld=True)
    site = _build(project)
    assert _traces(site) == []
    assert _traces(project / "cache") == []
    assert list((project / "cache").iterdir()) != [], "pages are kept, but without the name"


def test_a_build_without_keep_deletes_the_cache(project: Path) -> None:
    """A build without `keep` deletes the cache of an earlier one."""
    _site(project, withheld=False)
    _build(project)
    assert _traces(project / "cache") != []
    _build(project, keep=False)
    assert list((project / "cache").iterdir()) == []
