"""The JSON-LD of pages conforms to schema.org's vocabulary, as TypeScript types (schema-dts)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest

from clients.collections import COLLECTIONS, HERE, exported, run
from mkdocs_dossier.export.nodes import SCHEMA_ORG
from mkdocs_dossier.model.subjects import ActorKind, AgreementKind
from mkdocs_dossier.site.revision import Conventions

pytestmark = pytest.mark.clients

VOCABULARY = HERE / "node_modules" / "schema-dts" / "dist" / "schema.d.ts"
#: The types of schema.org that are strings.
_STRINGS = {"Text", "URL", "Date", "DateTime", "Time"}
_PROPERTY = re.compile(r'^ +"(?P<name>\w+)"\?: SchemaValue<(?P<types>[^;]+), "\w+">;', re.MULTILINE)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?)?)?)?")


def _every_kind() -> dict[str, str]:
    """Return a collection with an actor, an agreement and a source of each kind, and a figure with each hedge."""
    kinds = get_args(ActorKind)
    actors: dict[str, Any] = {f"a-{kind}": {"name": f"Name {kind}", "kind": kind, "country": "FR"} for kind in kinds}
    actors["crowd"] = {"name": "Residents", "kind": "person", "anonymity": "collective", "positions": [{"post": "X"}]}
    actors["chair"] = {"name": "Ann Chair", "kind": "person", "positions": [{"post": "Chair"}], "wikidata": "Q42"}
    statuses = [None, "draft", "signed", "in-force", "suspended", "ended", "unknown"]
    agreements = {
        f"{kind}-{status or 'none'}": {
            "name": f"Pact {kind}",
            "kind": kind,
            "parties": [{"actor": actor, "signatory": "chair"} for actor in actors],
            "authority": "a-state",
            "target": "a-company",
            "third_parties": ["a-agency"],
            "text": "report",
            "signed": "2024-06-19",
            "provisions": [{"id": "p", "article": "4", "text": "Help.", "quote": "shall help"}],
            **({"status": status} if status else {}),
        }
        for kind in get_args(AgreementKind)
        for status in statuses
    }
    sources = {
        name.replace("_", "-"): {
            "title": f"Title {name}",
            "type": name,
            "author": "Jane Roe and others",
            "publisher": "a-state",
            "container-title": "Review",
            "issued": "2023-08/2024-01",
            "DOI": "10.1000/182",
            "access": "paywall",
            "URL": "https://example.org/a?b=1",
            "cites": ["report"] if name != "report" else [],
            "archive": [{"url": "https://archive.example/1", "captured": "2024-01-01T10:00"}],
        }
        for name in SCHEMA_ORG["source"]
    }
    hedged = ["exactly 20", "more than 20", "at least 20", "less than 20", "at most 20", "about 20", "20 to 25"]
    head = {"title": "Boats", "published": "2024-10-05T09:09", "updated": "2024-10-06", "language": "en"}
    head |= {"lead": "A lead.", "author": "The desk", "source": "report", "rights": "All", "topics": ["sea"]}
    sentences = {f"s{number}": f"{words.capitalize()} boats came" for number, words in enumerate(hedged)}
    article = "".join(f"{text}, Name {kind} said.\n\n" for text, kind in zip(sentences.values(), kinds, strict=False))
    statements = {
        name: {"quote": text, "said_by": f"a-{kind}", "via": ["report"], "mode": ["direct", "indirect"][number % 2]}
        for number, ((name, text), kind) in enumerate(zip(sentences.items(), kinds, strict=False))
    }
    figures = {
        f"f{number}": {"quote": text.removesuffix(" came"), "quantity": "boats", "from": "2024-01", "to": "2024-06"}
        for number, text in enumerate(sentences.values())
    }
    return {
        "dossier/all.yml": json.dumps({
            "actors": actors,
            "agreements": agreements,
            "sources": sources,
            "quantities": {"boats": {"label": "Boats", "place": "port"}},
            "places": {"port": {"name": "Port", "country": "FR", "lat": "48.0", "lon": "-2.5"}},
            "events": {"storm": {"name": "Storm", "date": "2022-22", "place": "port", "actors": [{"actor": "crowd"}]}},
            "topics": {"sea": {"label": "Sea", "wikidata": "Q165"}},
        }),
        "dossier/boats/article.md": f"---\n{json.dumps(head)}\n---\n\n{article}",
        "dossier/boats/annotations.yml": json.dumps({
            "statements": statements,
            "figures": figures,
            "corrections": {"c": {"date": "2024-10-06", "kind": "correction", "affects": ["s0"], "note": "No."}},
        }),
    }  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Return the JSON-LD of each page of each collection."""
    zone = Conventions(timezone="Europe/Berlin")
    collections = {**COLLECTIONS, "every kind": _every_kind()}
    return {
        f"{name}: {path}": json.loads(text)
        for name, files in collections.items()
        for path, text in exported(files, tmp_path_factory.mktemp("pages"), zone).pages.items()
    }


@pytest.fixture(scope="module")
def ranges() -> Mapping[str, set[str]]:
    """Return each property with the types that schema.org expects as its value."""
    found: dict[str, set[str]] = {}
    for match in _PROPERTY.finditer(VOCABULARY.read_text(encoding="utf-8")):
        found.setdefault(match["name"], set()).update(match["types"].split(" | "))
    return found


def typed(pages: Mapping[str, Any], folder: Path) -> list[str]:
    """Compile pages as constants of schema.org's types, and return the errors, each with its page."""
    types = sorted({page["@type"] for page in pages.values() if "@type" in page})
    lines = [f'import type {{ Graph, WithContext, {", ".join(types)} }} from "schema-dts";']
    names = {}
    for number, (name, page) in enumerate(pages.items()):
        wanted = f"WithContext<{page['@type']}>" if "@type" in page else "Graph"
        lines.append(f"export const page{number}: {wanted} = {json.dumps(page)};")
        names[len(lines)] = name
    (folder / "pages.ts").write_text("\n".join(lines), encoding="utf-8")
    options = {"strict": True, "noEmit": True, "skipLibCheck": True, "module": "nodenext"}
    settings = {"compilerOptions": {**options, "paths": {"schema-dts": [str(VOCABULARY)]}}, "files": ["pages.ts"]}
    (folder / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = run("npx", "--no-install", "tsc", "--pretty", "false", "--project", str(folder))
    errors = re.findall(r"pages\.ts\((\d+),\d+\): error (.*)", done.stdout)
    assert bool(errors) == bool(done.returncode), done.stdout + done.stderr
    return [f"{names[int(line)]}: {error}" for line, error in errors]


def strings(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string of a page, with its property, except keywords of JSON-LD."""
    match value:
        case dict():
            for key, inner in value.items():
                if not key.startswith("@") or key == "@graph":
                    yield from strings(inner, key)
        case list():
            for inner in value:
                yield from strings(inner, name)
        case str():
            yield name, value


def misplaced(page: Any, ranges: Mapping[str, set[str]]) -> list[str]:
    """Return strings where schema.org expects none or another kind, which the compiler takes for ids of things."""
    return [f"{name}: {text}" for name, text in strings(page) if not _may_be(text, ranges[name] & _STRINGS)]


def _may_be(text: str, kinds: set[str]) -> bool:
    if "Text" in kinds:
        return True
    if "URL" in kinds and urlsplit(text).scheme in ("http", "https"):
        return True
    return bool({"Date", "DateTime"} & kinds) and bool(_DATE.fullmatch(text))


def test_every_property_is_of_its_type_and_has_a_value_in_range(pages: Mapping[str, Any], tmp_path: Path) -> None:
    """Each property belongs to its node's type, and each node to a type that its property expects."""
    assert len(pages) > 150
    assert typed(pages, tmp_path) == []


def test_strings_are_only_where_schema_org_expects_them(
    pages: Mapping[str, Any], ranges: Mapping[str, set[str]]
) -> None:
    assert {name: wrong for name, page in pages.items() if (wrong := misplaced(page, ranges))} == {}


def test_the_pages_hold_every_kind_of_node(pages: Mapping[str, Any]) -> None:
    text = json.dumps(list(pages.values()))
    for wanted in ("Claim", "Quotation", "Observation", "StatisticalVariable", "CorrectionComment", "Legislation"):
        assert f'"@type": "{wanted}"' in text


#: Nodes that the compiler must reject.
WRONG = {
    "a country as author": {"@type": "Legislation", "author": {"@type": "Country", "name": "France"}},
    "a report as encoding": {"@type": "Legislation", "encoding": {"@type": "Report", "name": "Text"}},
    "a property of another type": {"@type": "NewsArticle", "observationDate": "2024"},
    "coordinates as address": {"@type": "Person", "address": {"@type": "GeoCoordinates", "latitude": 1}},
    "a work as legal force": {"@type": "Legislation", "legislationLegalForce": {"@type": "CreativeWork"}},
    "a text instead of true": {"@type": "Report", "isAccessibleForFree": "yes"},
}


def test_values_out_of_range_are_detected(tmp_path: Path) -> None:
    pages = {name: {"@context": "https://schema.org", **node} for name, node in WRONG.items()}
    assert {error.partition(":")[0] for error in typed(pages, tmp_path)} == set(WRONG)


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"author": "The desk"}, "author: The desk"),
        ({"publisher": "The Paper"}, "publisher: The Paper"),
        ({"encoding": "https://example.org/a.pdf"}, "encoding: https://example.org/a.pdf"),
        ({"legislationLegalForce": "in force"}, "legislationLegalForce: in force"),
        ({"datePublished": "2022-22/.."}, "datePublished: 2022-22/.."),
    ],
)
def test_misplaced_strings_are_detected(wrong: dict[str, Any], expected: str, ranges: Mapping[str, set[str]]) -> None:
    assert misplaced(wrong, ranges) == [expected]
