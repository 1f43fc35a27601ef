"""Provide a small collection as its editors would write it, and all exports of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from conftest import Files, write
from mkdocs_dossier.export import exports
from mkdocs_dossier.export.chunks import pieces_of
from mkdocs_dossier.export.jsonld import jsonld
from mkdocs_dossier.loading import load
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.revision import Conventions, Revision
from mkdocs_dossier.site.urls import Addresses

BASE = "https://example.org/s/"

ARTICLE = """---
title: Der Angriff
lead: Ein Vorspann.
published: 2024-10-05T09:09
updated: 2024-10-06
language: de
author: Die Redaktion
topics: [angriffe]
rights: Alle Rechte vorbehalten
---

Vorher geschah nichts. Laut "Kyiv Post" wurden mehr als 20 Soldaten getötet. Kim Jong Un schwieg.
"""
ANNOTATIONS = """\
statements:
  opfer:
    quote: wurden mehr als 20 Soldaten getötet
    said_by: dienst
    via: [kyiv-post]
    text: {de: Es gab Tote., en: There were dead.}
    actors: [kim]
    topics: [angriffe]
    said_on: 2024-10~
    credibility: "3"
    caveat: Siehe [Kim](actor:kim).
figures:
  tote: {quote: mehr als 20 Soldaten, quantity: getoetete, as_of: 2024-10-03}
mentions:
  name: {quote: Kim Jong Un, actor: kim}
corrections:
  zahl: {date: 2024-10-06, kind: correction, affects: [opfer], note: "Es waren *mehr*, sagt [Kim](actor:kim)."}
"""
REGISTERS = """\
actors:
  dienst: {name: Geheimdienst, kind: agency, country: UA, speaks_for: ukraine}
  ukraine: {name: {de: Ukraine, en: Ukraine}, kind: state, country: UA}
  kim:
    name: Kim Jong Un
    kind: person
    aliases: [Kim]
    country: KP
    wikidata: Q56226
    positions: [{post: Vorsitzender, organization: partei, from: 2012, to: 2021-01}]
  partei: {name: Partei, kind: organization}
  zeitung: {name: Kyiv Post, kind: media, aliases: [KP-Zeitung]}
sources:
  kyiv-post:
    title: Ein Bericht
    container-title: Kyiv Post
    type: article-newspaper
    author: Anna Autorin
    publisher: zeitung
    issued: 2024-10-04
    accessed: 2024-10
    URL: https://example.com/a?b=1&c=2
    DOI: 10.1000/182
    language: en
    cites: [kanal]
  kanal: {title: Kanal, issued: 2023-08/2024-01}
quantities:
  getoetete: {label: Getötete, unit: Soldaten, place: donezk}
places:
  donezk: {name: Donezk, country: UA, lat: 48.0, lon: 37.8}
topics:
  angriffe: {label: Angriffe}
  leer: {label: Leer}
events:
  treffer: {name: Treffer, date: 2022-22, place: donezk, actors: [{actor: dienst}]}
relations:
  mitglied: {from: kim, to: partei, kind: member, since: 2011}
  gegner: {from: ukraine, to: kim, kind: opponent}
agreements:
  pakt: {name: Pakt, kind: treaty, parties: [{actor: ukraine, signatory: kim}, {actor: kim}], signed: 2024-06-19}
"""
FILES = {
    "dossier/all.yml": REGISTERS,
    "dossier/angriff/article.md": ARTICLE,
    "dossier/angriff/annotations.yml": ANNOTATIONS,
}


class Exported:
    """All exports of a collection, each format read as its users would."""

    def __init__(self, site: Site) -> None:
        self.files = {path: "".join(pieces_of(parts_of)) for path, parts_of in exports(site).items()}
        self.pages = {page.path: text for page in site.pages if (text := jsonld(site, page))}

    def json(self, path: str) -> Any:
        """Return the content of a JSON file."""
        return json.loads(self.files[path])

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a CSV table."""
        return list(csv.DictReader(self.files[f"data/{name}.csv"].splitlines(keepends=True)))

    def entities(self) -> dict[str, dict[str, Any]]:
        """Return the FollowTheMoney entities by id."""
        lines = self.files["data/followthemoney.jsonl"].splitlines()
        return {entity["id"]: entity for line in lines if (entity := json.loads(line))}

    def page(self, path: str) -> Any:
        """Return a page's structured data."""
        return json.loads(self.pages[path])

    def everything(self) -> str:
        """Return the paths and texts of all exports as one text."""
        return "\n".join([*self.files, *self.files.values(), *self.pages, *self.pages.values()])


Export = Callable[..., Exported]


@pytest.fixture
def exported(tmp_path: Path) -> Export:
    """Return a function from changes to `FILES` (path → content) to all exports of the changed collection."""

    def export(
        changes: Files | None = None,
        base_url: str = BASE,
        replacing: Mapping[str, str] | None = None,
        conventions: Conventions | None = None,
        title: str = "",
    ) -> Exported:
        files = {**FILES, **(changes or {})}
        for old, new in (replacing or {}).items():
            assert any(old in str(text) for text in files.values()), old
            files = {path: str(text).replace(old, new) for path, text in files.items()}
        collection, problems = load(write(tmp_path, files))
        assert not [problem for problem in problems if problem.severity == "error"]
        conventions = conventions or Conventions()
        return Exported(
            Site(collection, Addresses("de"), base_url=base_url, conventions=conventions, revision=Revision(title))
        )

    return export
