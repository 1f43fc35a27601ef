"""Break a collection as people do, at random but repeatably, and compare its words with those of the records."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.kinds import KINDS, fields_by_key
from mkdocs_dossier.model.records import Dossier, Part
from mkdocs_dossier.model.text import Text

Files = dict[str, bytes]
Words = Counter[str]

#: Replacements: characters with a meaning in YAML or Markdown, letters, digits, and invisible ones.
_SIGNS = ":#-?&*!|>%@`'\"[]{},.\\<~= \t\nxÄ7\u00a0\u200b\ufeff\u202e\x00"
_BYTES = (
    b"\xff",
    b"\xc3",
    b"\x00",
    b"\r",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\t",
    b"\n---\n",
    b"\n...\n",
    b"{{",
    b"*a",
)


@dataclass(frozen=True)
class Mutation:
    """The changed files, a description of the change, and whether it touches comments."""

    files: Files
    what: str
    in_comment: bool = False


def mutated(files: Files, seed: int) -> Mutation:
    """Return the files with one fault, always the same for a seed."""
    chance = random.Random(seed)
    name = chance.choice(sorted(name for name in files if name.endswith((".yml", ".md"))))
    kind = chance.choice([*_ON_LINES, *_ON_BYTES, *_ON_FILES])
    if kind in _ON_FILES:
        return Mutation(_ON_FILES[kind](chance, dict(files), name), f"{kind}: {name}")
    if kind in _ON_BYTES:
        content = _ON_BYTES[kind](chance, files[name])
        return Mutation({**files, name: content}, f"{kind}: {name}", _comments(files[name]) != _comments(content))
    lines = files[name].decode().split("\n")
    before, at = list(lines), chance.randrange(len(lines))
    _ON_LINES[kind](chance, lines, at)
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    # A line that now begins with # is a comment, or looks like one in a block of text: its words do not count.
    touched = _comments(files[name]) != _comments(content) and "#" in "".join([before[at], *lines[at : at + 1]])
    return Mutation({**files, name: content}, f"{kind}: {name}:{at + 1} {before[at]!r}", touched)


def _comments(content: bytes) -> list[bytes]:
    return [line for line in content.split(b"\n") if line.lstrip().startswith(b"#")]


def _flip(chance: random.Random, lines: list[str], at: int) -> None:
    line = lines[at] or " "
    place = chance.randrange(len(line))
    lines[at] = line[:place] + chance.choice(_SIGNS) + line[place + 1 :]


def _insert(chance: random.Random, lines: list[str], at: int) -> None:
    place = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + chance.choice(_SIGNS) + lines[at][place:]


def _swap(chance: random.Random, lines: list[str], at: int) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _indent(chance: random.Random, lines: list[str], at: int) -> None:
    by = chance.choice((-4, -2, -1, 1, 2, 4))
    lines[at] = lines[at].removeprefix(" " * -by) if by < 0 else " " * by + lines[at]


def _rename_key(chance: random.Random, lines: list[str], at: int) -> None:
    lines[at] = re.sub(r"([a-z_])(-?[a-zA-Z_]*):", rf"\1{chance.choice('xe_')}\2:", lines[at], count=1)


_ON_LINES: dict[str, Callable[[random.Random, list[str], int], object]] = {
    "a sign flipped": _flip,
    "a sign inserted": _insert,
    "a line deleted": lambda chance, lines, at: lines.pop(at),
    "a line doubled": lambda chance, lines, at: lines.insert(at, lines[at]),
    "lines swapped": _swap,
    "indented otherwise": _indent,
    "a key renamed": _rename_key,
    "quotes removed": lambda chance, lines, at: lines.__setitem__(at, re.sub("['\"]", "", lines[at])),
    "a quote doubled": lambda chance, lines, at: lines.__setitem__(at, lines[at].replace(" ", " '", 1)),
    "a colon without its space": lambda chance, lines, at: lines.__setitem__(at, lines[at].replace(": ", ":", 1)),
    "behind a comment": lambda chance, lines, at: lines.__setitem__(at, lines[at].replace(" ", " # ", 1)),
    "in brackets": lambda chance, lines, at: lines.__setitem__(at, re.sub(r": (.+)$", r": [\1]", lines[at])),
}


def _rename(chance: random.Random, files: Files, name: str) -> Files:
    path = PurePosixPath(name)
    folder = path.parent.with_name(f"{path.parent.name}x") if path.parent.name else PurePosixPath("x")
    names = (path.with_name(f"x{path.name}"), folder / path.name, path.with_name(path.name.upper()), f"{path}.bak")
    files[str(chance.choice(names))] = files.pop(name)
    return files


def _delete(chance: random.Random, files: Files, name: str) -> Files:
    del files[name]
    return files


def _double(chance: random.Random, files: Files, name: str) -> Files:
    path = PurePosixPath(name)
    files[str(path.with_name(f"copy-of-{path.name}"))] = files[name]
    return files


_ON_FILES: dict[str, Callable[[random.Random, Files, str], Files]] = {
    "file deleted": _delete,
    "file renamed": _rename,
    "file doubled": _double,
}


def _insert_bytes(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(_BYTES) + content[at:]


def _flip_byte(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


_ON_BYTES: dict[str, Callable[[random.Random, bytes], bytes]] = {
    "cut off": lambda chance, content: content[: chance.randrange(len(content))],
    "a piece cut out": lambda chance, content: (
        content[: (at := chance.randrange(len(content)))] + content[at + chance.randrange(1, 200) :]
    ),
    "bytes inserted": _insert_bytes,
    "a bit flipped": _flip_byte,
}


def put(folder: Path, files: Files) -> None:
    """Write these files into the folder, and delete all others."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        assert not PurePosixPath(name).is_absolute()
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _parts(part: type[Part]) -> Iterator[type[Part]]:
    """Yield all kinds of records and of their parts."""
    for kind in part.__subclasses__():
        yield kind
        yield from _parts(kind)


#: Runs of letters and digits.
_WORD = re.compile(r"[^\W_]+")
#: A comment behind a value, as people write it: no mutation puts two spaces before a sign.
_BEHIND = re.compile(r"  # .*")
#: Words of the structure: fields, sections, languages, parts of notation.
STRUCTURE = frozenset(
    word
    for name in (*(kind.section for kind in KINDS), *(key for part in _parts(Part) for key in fields_by_key(part)))
    for word in _WORD.findall(name)
) | {"de", "en", "yml", "md", "article"}


def words_of(files: Files) -> Words:
    """Count the words in the files that are read, outside of comments."""
    return Words(
        word
        for name, content in files.items()
        if name.endswith(".yml") or PurePosixPath(name).name == "article.md"
        for line in _without_comments(name, content.decode("utf-8", "replace").splitlines())
        for word in _WORD.findall(line)
    )


def _without_comments(name: str, lines: list[str]) -> Iterator[str]:
    in_yaml = True
    for number, line in enumerate(lines):
        in_yaml = in_yaml and not (number and name.endswith(".md") and line.rstrip() in ("---", "..."))
        if not (in_yaml and line.lstrip().startswith("#")):
            yield _BEHIND.sub("", line) if in_yaml else line


def words_in(collection: Collection) -> Words:
    """Count the words in the records, as they were written."""
    return Words(
        word
        for kind in (*KINDS, Dossier)
        for record in collection.of(kind if kind is Dossier else kind.model)
        for text in (record.id, *_texts(record))
        for word in _WORD.findall(text)
    )


def _texts(part: Part) -> Iterator[str]:
    for field in fields_by_key(type(part)).values():
        if field.name not in getattr(part, "inferred", ()):
            yield from _written(getattr(part, field.name))
    if isinstance(part, Dossier):
        yield part.body


def _written(value: Any) -> Iterator[str]:
    match value:
        case Text() if value.translations:
            yield from value.translations
            yield from value.translations.values()
        case Date():
            yield value.text
        case Part():
            yield from _texts(value)
        case tuple():
            for item in value:
                yield from _written(item)
        case bool() | None:
            pass
        case str() | Amount() | Decimal() | int() | float():
            yield str(value)
        case _:
            raise AssertionError(f"not known how it was written: {value!r}")


def difference(after: Words, before: Words) -> dict[str, int]:
    """Return the change in the count of each word."""
    return {word: n for word in after.keys() | before.keys() if (n := after[word] - before[word])}
