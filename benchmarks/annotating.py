"""Weigh the YAML of a collection: `python -m benchmarks.annotating [FOLDER…] [--revision REVISION]`.

Prose is written for readers: quotes, texts, names. Comments explain the files to editors. All else is structure: keys,
ids, references, dates, values, quotation marks, indentation and line breaks.

Then, for each field of statements that can be inferred: how many written values equal the inferred ones, how many
differ, and how often an unwritten field is inferred or stays empty.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs_dossier.collection.articles import Passages
from mkdocs_dossier.collection.completing import StatementReader
from mkdocs_dossier.language.words import vocabulary
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.syntax import yaml

ROOT = Path(__file__).parents[1]
#: The fields whose texts are prose, as a single text, a list or by language.
PROSE = vocabulary(
    "quote prefix suffix text caveat note description why name aliases label title container-title author role post"
    " acknowledged before after assumption lead rights by translated_by"
)


def prose_in(node: yaml.Node, field: str = "", *, is_prose: bool = False) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for each piece of prose.

    Args:
        node: a part of a file.
        field: the name of the innermost field around it.
        is_prose: whether a field around it holds prose.
    """
    if isinstance(node, yaml.Mapping):
        for key, value in node.items():
            yield from prose_in(value, field if is_prose else str(key), is_prose=is_prose or key in PROSE)
    elif isinstance(node, list):
        for item in node:
            yield from prose_in(item, field, is_prose=is_prose)
    elif is_prose:
        yield field, str(node)


def weighed(folder: Path) -> dict[str, Counter[str]]:
    """Return the bytes of all YAML below a folder: `prose`, `comments` and `structure`, each by field or file."""
    found: dict[str, Counter[str]] = {"prose": Counter(), "comments": Counter(), "structure": Counter()}
    for path in sorted(folder.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        comments = sum(_bytes(line) + 1 for line in text.splitlines() if line.lstrip().startswith("#"))
        prose = list(prose_in(yaml.parse(text, path.name)[0] or ""))
        for field, words in prose:
            found["prose"][field] += _bytes(words)
        found["comments"][path.relative_to(folder).as_posix()] += comments
        own = _bytes(text) - comments - sum(_bytes(words) for _, words in prose)
        found["structure"][path.relative_to(folder).as_posix()] += own
    return found


#: The fields of statements that can be inferred, each with its empty value.
_UNWRITTEN: dict[str, Any] = {
    "mode": None, "actors": (), "events": (), "agreements": (), "provision": "", "topics": (),
}  # fmt: skip


def followed(folder: Path) -> dict[str, Counter[str]]:
    """Compare the written values of fields that can be inferred with the inferred ones; return the counts by field.

    Statements that repeat another count as they are written.
    """
    found = {field: Counter[str]() for field in _UNWRITTEN}
    for dossiers in sorted({path.parents[1] for path in folder.rglob("article.md")}):
        collection, _ = load(dossiers)
        for statement in collection.of(Statement):
            written = {f: getattr(statement, f) for f in _UNWRITTEN if f not in statement.inferred}
            dossier = collection.dossier_of(statement)
            article = collection.article_of(statement)
            assert dossier is not None
            assert article is not None
            bare = replace(statement, none=(), inferred=(), **_UNWRITTEN)
            passages = Passages(
                (bare if record is statement else record, at) for record, at in article.passages.items()
            )
            follows = StatementReader(collection, dossier, replace(article, passages=passages)).values(bare)
            for field, nothing in _UNWRITTEN.items():
                value, other = written.get(field, nothing), follows.get(field, nothing)
                if not value:
                    found[field]["follows" if other else "empty"] += 1
                else:
                    same = set(value) == set(other) if isinstance(value, tuple) and other else value == other
                    found[field]["written, the same" if same else "written, another"] += 1
    return found


def _bytes(text: str) -> int:
    return len(text.encode())


def at_revision(folder: Path, revision: str, to: Path) -> Path:
    """Unpack a folder of the repository at a Git revision; return its path."""
    inside = folder.resolve().relative_to(ROOT)
    packed = subprocess.run(
        ["git", "archive", "--format=tar", revision, "--", inside.as_posix()], cwd=ROOT, check=True, capture_output=True
    )
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(to, filter="data")
    return to / inside


def _print(found: dict[str, Counter[str]], folder: Path) -> None:
    print(folder)
    print(f"{sum(part.total() for part in found.values()):>8,}  bytes of YAML")
    for name, part in found.items():
        print(f"{part.total():>8,}  {name}")
        for what, size in part.most_common():
            print(f"{size:>12,}  {what}")


def main() -> None:
    """Print the weight of folders, now or at a revision, and how many fields of statements can be inferred."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "dossier", ROOT / "tests" / "agencies"])
    parser.add_argument("--revision", help="a Git revision; default: the working tree")
    asked = parser.parse_args()
    for folder in asked.folders:
        with tempfile.TemporaryDirectory() as temporary:
            there = at_revision(folder, asked.revision, Path(temporary)) if asked.revision else folder
            _print(weighed(there), folder)
            for field, counted in followed(there).items():
                print(f"    {field:<12}", ", ".join(f"{number} {what}" for what, number in sorted(counted.items())))


if __name__ == "__main__":
    main()
