"""A memory of earlier loads changes no outcome of the checks, whatever is edited in between."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_dossier.incremental.memo import Memory
from mkdocs_dossier.incremental.tracking import TRACKER
from mkdocs_dossier.loading import Settings, load
from mkdocs_dossier.problems import Problem
from mutations import Files, mutated, put

_SAMPLE = Path(__file__).parents[2] / "dossier"


class _AllHints(dict[str, str]):
    """Severities that turn errors into hints, so that no hint is hidden by an error."""

    def get(self, code: str, default: object = None) -> str:  # type: ignore[override]
        return "hint"


def _problems(folder: Path, memory: Memory | None = None) -> list[Problem]:
    return load(folder, settings=Settings(severities=_AllHints()), memory=memory)[1]


#: A record: its first line, and the indented lines after it.
_RECORD = re.compile(r"^  (?P<id>[a-z0-9-]+):.*\n(?:    .*\n|\n)*", re.MULTILINE)


def _another_name(chance: random.Random, files: Files, name: str) -> None:
    """Replace one occurrence of a record's id by another record's id."""
    ids = sorted(
        {Path(each).stem for each in files}
        | {m["id"] for f in files.values() for m in _RECORD.finditer(f.decode("utf-8", "surrogateescape"))}
    )
    found = [
        m
        for m in re.finditer(r"[a-z0-9]+(?:-[a-z0-9]+)*", files[name].decode("utf-8", "surrogateescape"))
        if m[0] in ids
    ]
    if found:
        _put_in(files, name, chance.choice(found), chance.choice(ids))


def _another_number(chance: random.Random, files: Files, name: str) -> None:
    """Replace a number everywhere in its dossier, in the article and in quotes."""
    numbers = re.findall(r"\d+", files[name].decode("utf-8", "surrogateescape"))
    if numbers:
        old, new, folder = chance.choice(numbers), str(chance.randrange(2, 2_000)), name.rpartition("/")[0]
        for each in files:
            if each.startswith(folder):
                files[each] = re.sub(
                    rf"(?<!\d){old}(?!\d)", new, files[each].decode("utf-8", "surrogateescape")
                ).encode("utf-8", "surrogateescape")


def _without_a_record(chance: random.Random, files: Files, name: str) -> None:
    if found := list(_RECORD.finditer(files[name].decode("utf-8", "surrogateescape"))):
        _put_in(files, name, chance.choice(found), "")


def _elsewhere(chance: random.Random, files: Files, name: str) -> None:
    """Move the content of a file to another dossier, or to none."""
    folders = sorted({each.rpartition("/")[0] for each in files})
    if not name.endswith(".md"):
        files[f"{chance.choice(folders)}/moved-{Path(name).name}".lstrip("/")] = files.pop(name)


def _another_fact(chance: random.Random, files: Files, name: str) -> None:
    """Add a field to a record or to an article's front matter, or repeat one that is there."""
    facts = [
        "    kind: state",
        "    withheld: yes",
        "    located: no",
        "    unit: km",
        "    kind: flow",
        "    status: confirmed",
    ]
    if name.endswith(".md"):
        facts = ["language: en", "publish: excerpt", "status: draft", "updated: 2020-01-01"]
    lines = files[name].decode("utf-8", "surrogateescape").split("\n")
    starts = [
        n for n, line in enumerate(lines) if re.fullmatch(r"  [a-z0-9-]+:" if "." in name[-4:-3] else "---", line)
    ]
    if starts:
        lines.insert(chance.choice(starts[:-1] or starts) + 1, chance.choice(facts))
        files[name] = "\n".join(lines).encode("utf-8", "surrogateescape")


def _put_in(files: Files, name: str, place: re.Match[str], text: str) -> None:
    content = files[name].decode("utf-8", "surrogateescape")
    files[name] = (content[: place.start()] + text + content[place.end() :]).encode("utf-8", "surrogateescape")


_EDITS: tuple[Callable[[random.Random, Files, str], None], ...] = (
    _another_name, _another_name, _another_name, _another_number, _without_a_record, _elsewhere, _another_fact,
)  # fmt: skip


def _edited(files: Files, seed: int) -> Files:
    """Return the files after a random meaningful edit."""
    chance, files = random.Random(seed), dict(files)
    chance.choice(_EDITS)(
        chance, files, chance.choice(sorted(name for name in files if name.endswith((".yml", ".md"))))
    )
    return files


@pytest.mark.parametrize("seed", range(4))
def test_a_memory_changes_no_outcome(tmp_path: Path, seed: int) -> None:
    """Loads with one memory give the problems of loads without, while edits accumulate and are undone."""
    shutil.copytree(_SAMPLE, tmp_path / "dossier")
    folder, memory = tmp_path / "dossier", Memory()
    files = first = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert _problems(folder, memory) == _problems(folder)
    for step in range(12):
        number = 1_000 * seed + step
        files = _edited(files, number) if step % 4 else mutated(first, number).files
        put(folder, files)
        assert _problems(folder, memory) == _problems(folder), (seed, step)
        if step % 4 == 3:
            put(folder, first)
            _problems(folder, memory)


def test_an_inner_value_is_kept_as_long_as_the_value_derived_from_it() -> None:
    """The memory keeps a value that only a derived value needs, even if nothing reads it for several turns."""
    memory, versions = Memory(), {("record", "actor", "a"): object()}
    made: list[str] = []

    def inner() -> int:
        made.append("inner")
        return 1

    def outer() -> int:
        made.append("outer")
        assert TRACKER.current is not None
        TRACKER.current.update(versions)
        return memory.of("inner", inner)

    for step in range(4):
        memory.turn()
        if step == 3:
            versions[("record", "actor", "a")] = object()
        assert memory.derived("outer", versions.__getitem__, outer) == 1
    assert made == ["outer", "inner", "outer"]
