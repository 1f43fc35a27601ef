"""Unreadable files: the records that they may hold, so that nobody is blamed for naming these."""

import re
import stat
from pathlib import Path

from mkdocs_dossier.did_you_mean import closest
from mkdocs_dossier.model.kinds import BY_NOUN, BY_SECTION, DOSSIER, Kind

#: Means every id of a kind; no id contains a star.
ALL = "*"
#: A line that begins a section, such as `actors:`, quoted or not.
_SECTION = re.compile(r"^[\"']?([A-Za-z_-]+)[\"']?[ \t]*:", re.MULTILINE)
#: The most bytes of a file that are searched for sections.
_MOST_BYTES = 20_000_000


def records_in(path: Path, dossier: str) -> frozenset[tuple[str, str]]:
    """Return the records that a YAML file may hold, as (noun, key) with `ALL` for the id.

    The file's sections and its name decide; if its bytes cannot be read and its name is no section's, it may hold any
    kind. It need not exist or be text; `dossier` is the id of the dossier whose folder contains it, if any.
    """
    text = _text_of(path)
    named = [*_SECTION.findall(text), path.stem]
    kinds = [BY_SECTION[found] for name in named if (found := section_called(name))]
    if not text and not kinds:
        kinds = list(BY_SECTION.values())
    return frozenset((kind.noun, all_of(kind, dossier)) for kind in kinds)


def records_below(folder: str, dossier: str) -> frozenset[tuple[str, str]]:
    """Return the records that a folder of this name may hold: of the kind it is named after, else a whole dossier."""
    if (kind := BY_SECTION.get(folder)) is not None:
        return frozenset({(kind.noun, all_of(kind, dossier))})
    inner = frozenset((kind.noun, all_of(kind, folder)) for kind in BY_SECTION.values() if kind.model.local)
    return inner | {(DOSSIER.noun, folder)}


def section_called(name: str) -> str:
    """Return the section meant by a name such as `actor` or `Actors`; empty if none is similar."""
    return closest(name.lower(), BY_SECTION)


def all_of(kind: Kind, dossier: str) -> str:
    """Return the key that means all records of a kind, those of one dossier if ids are local to it."""
    return f"{dossier}/{ALL}" if kind.model.local else ALL


def keys_of(name: str, noun: str, dossier: str) -> tuple[str, ...]:
    """Return every key under which a record may have been refused or not read.

    Args:
        name: the name used for it.
        noun: its kind.
        dossier: id of the dossier that uses the name.
    """
    if not BY_NOUN[noun].model.local:
        return name, ALL
    return name, f"{dossier}/{name}", f"{name.rpartition('/')[0] or dossier}/{ALL}"


def _text_of(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
