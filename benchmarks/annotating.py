"""How much YAML a collection costs: `python -m benchmarks.annotating [FOLDER] [--revision REVISION]`.

Prose is what people write for readers: quotes, texts, names. Comments explain the files to those who edit them. All
else is structure: keys, ids, references, dates, values, quotation marks, indentation and line breaks.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from mkdocs_dossier.language.words import vocabulary

ROOT = Path(__file__).parents[1]
#: The fields whose texts are prose, whether written once, in a list or by language.
PROSE = vocabulary(
    "quote prefix suffix text caveat note description why name aliases label title container-title author role post"
    " acknowledged before after assumption lead rights by translated_by"
)


def prose_in(node: yaml.Node, field: str = "", *, is_prose: bool = False) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for each piece of prose.

    Args:
        node: a node of a file.
        field: the name of the innermost field around it.
        is_prose: whether a field around it holds prose.
    """
    match node:
        case yaml.ScalarNode() if is_prose:
            yield field, node.value
        case yaml.SequenceNode():
            for item in node.value:
                yield from prose_in(item, field, is_prose=is_prose)
        case yaml.MappingNode():
            for key, value in node.value:
                known = key.value in PROSE
                yield from prose_in(value, field if is_prose else key.value, is_prose=is_prose or known)


def weighed(folder: Path) -> dict[str, Counter[str]]:
    """Return the bytes of all YAML below a folder: `prose`, `comments` and `structure`, each by field or file."""
    found: dict[str, Counter[str]] = {"prose": Counter(), "comments": Counter(), "structure": Counter()}
    for path in sorted(folder.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        comments = sum(_bytes(line) + 1 for line in text.splitlines() if line.lstrip().startswith("#"))
        prose = list(prose_in(yaml.compose(text)))
        for field, words in prose:
            found["prose"][field] += _bytes(words)
        found["comments"][path.relative_to(folder).as_posix()] += comments
        own = _bytes(text) - comments - sum(_bytes(words) for _, words in prose)
        found["structure"][path.relative_to(folder).as_posix()] += own
    return found


def _bytes(text: str) -> int:
    return len(text.encode())


def at_revision(folder: Path, revision: str, to: Path) -> Path:
    """Unpack a folder of the repository as it was at a revision of Git; return where it is."""
    inside = folder.resolve().relative_to(ROOT)
    packed = subprocess.run(
        ["git", "archive", "--format=tar", revision, "--", inside.as_posix()], cwd=ROOT, check=True, capture_output=True
    )
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(to, filter="data")
    return to / inside


def _print(found: dict[str, Counter[str]]) -> None:
    print(f"{sum(part.total() for part in found.values()):>8,}  bytes of YAML")
    for name, part in found.items():
        print(f"{part.total():>8,}  {name}")
        for what, size in part.most_common():
            print(f"{size:>12,}  {what}")


def main() -> None:
    """Print the bytes of YAML of a folder, now or at a revision."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dossier")
    parser.add_argument("--revision", help="a revision of Git; without it, the folder as it is")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = at_revision(asked.folder, asked.revision, Path(temporary)) if asked.revision else asked.folder
        _print(weighed(folder))


if __name__ == "__main__":
    main()
