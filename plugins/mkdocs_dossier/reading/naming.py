"""Names that cannot stay: of files that some systems cannot hold or distinguish, and ids given to two records."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from mkdocs_dossier.model.records import Agreement, Correction, Figure, Record, Statement
from mkdocs_dossier.problems import Problem, fault
from mkdocs_dossier.reading.locate import Places

#: Names that Windows reserves for devices, with any extension.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\Z)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]')
#: Represents a byte that is not UTF-8.
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
    """Return whether the name is UTF-8, rather than bytes that only some systems can hold."""
    return not _SURROGATE.search(name)


def named_twice(taken: Mapping[tuple[str, str], Record], places: Places) -> Iterator[Problem]:
    """Find former ids that another record has or had, and duplicate ids of an agreement's provisions."""
    formers: dict[tuple[str, str], Record] = {}
    for record in taken.values():
        for index, old in enumerate(record.formerly):
            name = record.noun, f"{record.dossier}/{old}" if record.local else old
            now, once = taken.get(name), formers.setdefault(name, record)
            if isinstance(record, Statement | Figure | Correction) or (now is None and once is record):
                continue  # anchors on a page, which have a check of their own
            if now is not None:
                message = f"formerly holds “{old}”, which is the id of the {record.noun} in {now.origin}"
            else:
                message = f"formerly holds “{old}”, as does that of {record.noun} “{once.id}” in {once.origin}"
            place = places.of(record, "formerly", index)
            hint = "delete it where it does not belong"
            yield fault("duplicate-id", f"{record.noun} “{record.id}”: {message}", place, hint)
        if isinstance(record, Agreement):
            yield from _provisions_named_twice(record, places)


def _provisions_named_twice(agreement: Agreement, places: Places) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, provision in enumerate(agreement.provisions):
        if provision.id in seen:
            message = f"agreement “{agreement.id}” has two provisions “{provision.id}”"
            place = places.of(agreement, "provisions", index, "id")
            yield fault("duplicate-id", message, place, "rename or delete one of them")
        seen.add(provision.id)
