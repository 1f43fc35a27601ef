"""Changes of YAML files: what is wanted is there, and nothing else is touched."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from mkdocs_dossier.syntax import patching
from mkdocs_dossier.syntax.patching import RefusedError, scalar
from mkdocs_dossier.syntax.yaml import parse

ROOT = Path(__file__).parents[1]
#: Real files: registers and annotations of the sample, and of five articles.
FILES = sorted([*(ROOT / "dossier").rglob("*.yml"), *(ROOT / "tests/agencies").rglob("*.yml")])
TEXTS = (
    "killed",
    "mehr als 20 Soldaten",
    "a: b",
    "# no comment",
    "yes",
    "«Größe»",
    'he said "no"',
    "it's",
    "- x",
    "[a]",
)
SECTIONS = """\
# About this file.
statements:
  first:
    quote: The ferry sank  # in the evening
    said_by: mayor

  # The second one.
  second: {quote: Ten people drowned, said_by: [mayor, paper]}

figures:
  drowned: {quote: Ten people}
"""


def _changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that only one of two texts has between their common beginning and end."""
    one, other = before.split("\n"), after.split("\n")
    while one and other and one[0] == other[0]:
        del one[0], other[0]
    while one and other and one[-1] == other[-1]:
        del one[-1], other[-1]
    return one, other


def test_an_entry_is_added_to_any_section() -> None:
    added = patching.add_entry(SECTIONS, "statements", ["third:", "  quote: It was dark"])
    assert _changed_lines(SECTIONS, added) == ([], ["  third:", "    quote: It was dark"])
    assert added.index("third:") < added.index("figures:")
    new = patching.add_entry(SECTIONS, "mentions", ["him:", "  quote: the mayor"])
    assert new == SECTIONS + "\nmentions:\n  him:\n    quote: the mayor\n"
    assert (
        patching.add_entry("statements:\n", "statements", ["a:", "  quote: b"]) == "statements:\n  a:\n    quote: b\n"
    )
    with pytest.raises(RefusedError, match="already “first”"):
        patching.add_entry(SECTIONS, "statements", ["first:", "  quote: x"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_keeps_its_line_ends_and_its_mark(tmp_path: Path, end: str, mark: str) -> None:
    path = tmp_path / "annotations.yml"
    path.write_bytes((mark + SECTIONS).replace("\n", end).encode())
    path.chmod(0o640)
    before, after = patching.change_file(path, lambda text: patching.add_entry(text, "statements", ["x:", "  y: z"]))
    assert before.decode() == (mark + SECTIONS).replace("\n", end)
    assert after.decode() == (mark + SECTIONS.replace("\n\nfig", "\n  x:\n    y: z\n\nfig")).replace("\n", end)
    assert path.read_bytes() == after
    assert path.stat().st_mode & 0o777 == 0o640
    assert [found.name for found in tmp_path.iterdir()] == ["annotations.yml"]


def test_what_somebody_else_has_written_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "annotations.yml"
    path.write_text(SECTIONS, encoding="utf-8")

    def meanwhile(text: str) -> str:
        path.write_text("figures: {}\n", encoding="utf-8")
        return patching.add_entry(text, "statements", ["x:", "  y: z"])

    with pytest.raises(RefusedError, match="somebody else"):
        patching.change_file(path, meanwhile)
    assert path.read_text(encoding="utf-8") == "figures: {}\n"
    assert len(list(tmp_path.iterdir())) == 1


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    return [_plain(item) for item in node] if isinstance(node, list) else str(node)


def _edit(text: str, chance: random.Random) -> tuple[str, Any]:
    """Add a record to a random section; the new text, and the data wanted."""
    data = _plain(parse(text, "")[0])
    sections = [name for name, found in data.items() if isinstance(found, dict) and found]
    section, name, value = chance.choice([*sections, "fresh"]), chance.choice(TEXTS), chance.choice(TEXTS)
    lines = ["brand-new:", f"  quote: {scalar(value)}", f"  via: [{scalar(name, 'x: [{}]')}]"]
    data[section] = {**data.get(section, {}), "brand-new": {"quote": value, "via": [name]}}
    return patching.add_entry(text, section, lines), data


def _try(times: int, seed: int) -> tuple[int, list[str]]:
    chance, refused = random.Random(seed), []
    for _ in range(times):
        text = chance.choice(FILES).read_text(encoding="utf-8")
        if not any(isinstance(found, dict) and found for found in (parse(text, "")[0] or {}).values()):
            continue
        try:
            changed, wanted = _edit(text, chance)
        except RefusedError as error:
            refused.append(str(error))
            continue
        assert _plain(parse(changed, "")[0]) == wanted
        gone, come = _changed_lines(text, changed)
        assert len(gone) <= 40
        assert len(come) <= 40
    return times, refused


def test_random_changes_are_what_was_wanted() -> None:
    times, refused = _try(300, seed=1)
    assert len(refused) <= times // 20, refused


@pytest.mark.torture
def test_thousands_of_random_changes() -> None:
    times, refused = _try(5_000, seed=2)
    assert len(refused) <= times // 100, refused


@pytest.mark.clients
def test_another_program_reads_what_was_wanted() -> None:
    """yaml-edit, which has a parser of its own."""
    yaml_edit = pytest.importorskip("yaml_edit")

    def texts(node: Any) -> Any:
        if isinstance(node, dict):
            return {str(key): texts(value) for key, value in node.items()}
        return [texts(item) for item in node] if isinstance(node, list) else node if isinstance(node, str) else None

    chance, compared = random.Random(3), 0
    for _ in range(1_000):
        text = chance.choice(FILES).read_text(encoding="utf-8")
        try:
            changed, wanted = _edit(text, chance)
        except (RefusedError, IndexError):
            continue
        read = yaml_edit.YamlFile.parse(changed).document().to_python()
        section = next(iter(wanted))
        for record, fields in wanted[section].items():
            if isinstance(fields, dict) and isinstance(fields.get("quote"), str):
                assert texts(read)[section][record]["quote"] in (fields["quote"], None)
                compared += 1
    assert compared > 4_000
