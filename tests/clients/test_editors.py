"""The schema with ids works in yaml-language-server, which VS Code (“YAML” by Red Hat), Neovim and others run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from clients.collections import HERE, ROOT
from clients.language_server import CURSOR, Item, LanguageServer, accepted, language_server
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.export.editor_schema import schema_with_ids
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.kinds import BY_NOUN, KINDS, Kind
from mkdocs_dossier.model.schema import SCHEMA_FILE, schema_text
from mkdocs_dossier.syntax import yaml

pytestmark = pytest.mark.clients

PROGRAM = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
FILE = Path("dossier/nordkorea-donezk/new.yml")
FIRST_LINE = f"# yaml-language-server: $schema=../{SCHEMA_FILE}\n"
STATEMENT = FIRST_LINE + "statements:\n  s:\n    quote: Wort\n    "


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sample, and write the schema with ids into it."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "dossier", folder / "dossier")
    schema = schema_with_ids(load(folder / "dossier")[0])
    (folder / "dossier" / SCHEMA_FILE).write_text(schema, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def collection(sample: Path) -> Collection:
    return load(sample / "dossier")[0]


@pytest.fixture(scope="module")
def server(sample: Path) -> Iterator[LanguageServer]:
    with language_server(["node", str(PROGRAM), "--stdio"], sample) as started:
        yield started


def labels(items: list[Item]) -> list[str]:
    return [item["label"] for item in items]


def ids(collection: Collection, *nouns: str) -> list[str]:
    """Return the ids of these kinds without repetition, sorted within each kind."""
    return list(
        dict.fromkeys(key for noun in nouns for key in sorted(r.key for r in collection.of(BY_NOUN[noun].model)))
    )


@pytest.mark.parametrize("with_ids", [True, False])
def test_nothing_in_the_sample_is_underlined(sample: Path, tmp_path: Path, with_ids: bool) -> None:
    folder = tmp_path / "dossier"
    shutil.copytree(sample / "dossier", folder)
    if not with_ids:
        (folder / SCHEMA_FILE).write_text(schema_text(), encoding="utf-8")
    files = sorted(folder.rglob("*.yml"))
    assert len(files) > 10
    with language_server(["node", str(PROGRAM), "--stdio"], tmp_path) as server:
        found = {path.name: server.complaints(path, path.read_text(encoding="utf-8")) for path in files}
        assert found == {path.name: [] for path in files}
        assert server.complaints(files[0], f"{FIRST_LINE}aktors:\n") == ["Property aktors is not allowed."]


@pytest.mark.parametrize(
    ("field", "nouns"),
    [
        ("said_by: ", ("actor",)),
        ("said_by: p", ("actor",)),
        ("said_by: [", ("actor",)),
        ("actors: [", ("actor",)),
        ("actors: [putin, ", ("actor",)),
        ("actors:\n      - ", ("actor",)),
        ("agreements: [", ("agreement",)),
        ("topics: [", ("topic",)),
        ("events: [", ("event",)),
        ("via: [", ("source", "actor")),
        ("repeats: [", ("statement",)),
        ("contradicts:\n      - statement: ", ("statement",)),
    ],
)
def test_a_reference_field_offers_the_ids_of_its_kinds(
    sample: Path, server: LanguageServer, collection: Collection, field: str, nouns: tuple[str, ...]
) -> None:
    """A reference field offers all ids of its kinds and nothing else, such as `true` or an item of a block list."""
    closed = "]" if "[" in field else ""
    items = server.completions(sample / FILE, f"{STATEMENT}{field}{CURSOR}{closed}\n")
    assert labels(items) == ids(collection, *nouns)
    assert [item["textEdit"]["newText"] for item in items] == labels(items)


def test_an_id_is_shown_with_its_records_name(sample: Path, server: LanguageServer) -> None:
    items = {item["label"]: item for item in server.completions(sample / FILE, f"{STATEMENT}said_by: {CURSOR}\n")}
    assert items["pat-ryder"]["documentation"] == "Pat Ryder"
    items = {item["label"]: item for item in server.completions(sample / FILE, f"{STATEMENT}supports: [{CURSOR}]\n")}
    assert items["nordkorea-donezk/ueberschrift"]["documentation"].startswith("Ukrainische Raketen trafen")


def test_a_field_with_two_forms_offers_ids_too(sample: Path, server: LanguageServer, collection: Collection) -> None:
    found = labels(server.completions(sample / FILE, f"{STATEMENT}contradicts: [{CURSOR}]\n"))
    assert [label for label in found if label in ids(collection, "statement")] == ids(collection, "statement")
    assert not {"true", "false", "null"} & set(found)


@pytest.mark.parametrize(
    ("path", "text", "noun"),
    [
        (FILE, f"{FIRST_LINE}figures:\n  f:\n    quote: Wort\n    quantity: {CURSOR}\n", "quantity"),
        (FILE, f"{FIRST_LINE}figures:\n  f:\n    derived_from:\n      figures: [{CURSOR}]\n", "figure"),
        (Path("dossier/more.yml"), f"{FIRST_LINE.replace('../', '')}events:\n  e:\n    place: {CURSOR}\n", "place"),
        (Path("dossier/actors/a.yml"), f"{FIRST_LINE.strip()}#/$defs/actor\nspeaks_for: {CURSOR}\n", "actor"),
    ],
)
def test_every_kind_of_file_offers_ids(
    sample: Path, server: LanguageServer, collection: Collection, path: Path, text: str, noun: str
) -> None:
    assert labels(server.completions(sample / path, text)) == ids(collection, noun)


def test_a_list_without_its_bracket_is_not_offered_a_single_id(sample: Path, server: LanguageServer) -> None:
    """A list field without its bracket offers no ids, because `actors: putin` would be invalid."""
    assert server.completions(sample / FILE, f"{STATEMENT}actors: {CURSOR}\n") == []
    assert server.complaints(sample / FILE, f"{STATEMENT}actors: putin\n") != []


def test_an_unknown_id_is_not_underlined(sample: Path, server: LanguageServer) -> None:
    """An unknown id is left to `dossier check`; an editor underlines only an impossible id, with a short message."""
    text = f"{STATEMENT}said_by: nobody-yet\n    actors: [putin, nobody-yet, 2024]\n    repeats: [other/claim]\n"
    assert server.complaints(sample / FILE, text) == []
    (complaint,) = server.complaints(sample / FILE, f"{STATEMENT}said_by: Jane Roe\n")
    assert complaint.startswith("String does not match the pattern") and len(complaint) < 200


def test_a_hover_explains_the_field(sample: Path, server: LanguageServer) -> None:
    text = server.hover(sample / FILE, f"{STATEMENT}said_by: put{CURSOR}in\n")
    assert "The actor, or several in brackets, said to have said it" in text
    assert "kim-jong-un" not in text


def test_a_new_statement_is_valid_once_its_words_are_typed(
    sample: Path, tmp_path: Path, server: LanguageServer
) -> None:
    text = f"{FIRST_LINE}statements:\n  {CURSOR}\n"
    (item,) = server.completions(sample / FILE, text)
    assert item["label"] == "new statement"
    quote = "Der ukrainische Geheimdienst"
    written = accepted(text, item, "neu", quote, "pentagon", "kyiv-post")
    assert written == (
        f"{FIRST_LINE}statements:\n  neu:\n    quote: {quote}\n    said_by: pentagon\n    via: [kyiv-post]\n"
        "    status: unverified\n"
    )
    assert server.complaints(sample / FILE, written) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
def test_each_kind_has_a_snippet_in_its_section_and_in_its_record(
    sample: Path, server: LanguageServer, kind: Kind
) -> None:
    section = f"{FIRST_LINE}{kind.section}:\n  {CURSOR}\n"
    (new,) = server.completions(sample / FILE, section)
    text = accepted(section, new, "x")
    data, problems = yaml.parse(text, "")
    assert problems == [] and data is not None
    fields = list(data[kind.section]["x"])
    record = f"{FIRST_LINE}{kind.section}:\n  x:\n    {CURSOR}\n"
    inside = next(item for item in server.completions(sample / FILE, record) if item["label"] == f"new {kind.noun}")
    data, problems = yaml.parse(accepted(record, inside), "")
    assert problems == [] and data is not None
    assert list(data[kind.section]["x"]) == fields


def test_a_section_comes_with_its_first_record(sample: Path, server: LanguageServer) -> None:
    text = f"{FIRST_LINE}{CURSOR}\n"
    items = {item["label"]: item for item in server.completions(sample / FILE, text)}
    assert accepted(text, items["figures"], "zahl", "20 Soldaten", "getoetete-soldaten") == (
        f"{FIRST_LINE}figures:\n  zahl:\n    quote: 20 Soldaten\n    quantity: getoetete-soldaten\n"
    )
