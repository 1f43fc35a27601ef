"""File names that some file systems cannot hold or distinguish: a collection is cloned to all of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: Names that Windows reserves for devices, with any extension.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\Z)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]')
#: Stands for a byte that is not UTF-8.
_SURROGATE = re.compile("[\ud800-\udfff]")
#: Windows limits whole paths to 260 characters: a name of this length leaves room for its folders.
MOST_CHARACTERS = 120


def fault_of(name: str) -> str:
    """Return why a file or folder cannot have this name everywhere; empty if it can."""
    if reserved := _RESERVED.match(name):
        return f"Windows keeps the name “{reserved[0]}” for itself"
    if sign := _FORBIDDEN.search(name):
        return f"Windows allows no {sign[0]} in names" if sign[0].isprintable() else "it holds a control character"
    if name.endswith((".", " ")):
        return "Windows drops a dot or a space at the end of a name"
    if len(name) > MOST_CHARACTERS:
        return f"it is longer than {MOST_CHARACTERS} characters"
    return ""


def indistinct(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (name, earlier name) of names that macOS or Windows take for the same: case or encoding alone differs."""
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()), name)
        if other != name:
            yield name, other


def is_text(name: str) -> bool:
    """Whether the name is UTF-8, rather than bytes that only some systems can hold."""
    return not _SURROGATE.search(name)
