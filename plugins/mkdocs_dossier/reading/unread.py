"""Files that are not read: the records that they may hold, so that nobody is blamed for naming these."""

import re
import stat
from collections.abc import Iterable
from pathlib import Path

from mkdocs_dossier.did_you_mean import closest
from mkdocs_dossier.model.kinds import BY_NOUN, BY_SECTION, DOSSIER, Kind, translated
from mkdocs_dossier.problems import Problem

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
    named = {*_SECTION.findall(text), path.stem}
    found = frozenset(record for name in named for record in records_in_section(name, dossier))
    return found if found or text else frozenset(key_in(kind, ALL, dossier) for kind in BY_SECTION.values())


def records_in_section(name: str, dossier: str) -> frozenset[tuple[str, str]]:
    """Return the records that a section called `actor` or `Actors` may hold; none if its name is like no section's."""
    section = closest(translated(name.lower(), BY_SECTION), BY_SECTION)
    return frozenset({key_in(BY_SECTION[section], ALL, dossier)} if section else ())


def records_below(folder: str, dossier: str) -> frozenset[tuple[str, str]]:
    """Return the records that a folder of this name may hold: of the kind it is named after, else a whole dossier."""
    if (kind := BY_SECTION.get(folder)) is not None:
        return frozenset({key_in(kind, ALL, dossier)})
    inner = frozenset(key_in(kind, ALL, folder) for kind in BY_SECTION.values() if kind.model.local)
    return inner | {key_in(DOSSIER, folder)}


def once_per_folder(problems: Iterable[Problem], root: str) -> list[Problem]:
    """Return the problems; of annotations whose article is missing or misplaced, one a folder below `root`."""
    first: dict[object, Problem] = {}
    for problem in problems:
        path = problem.location.path
        about = problem if problem.code != "outside-dossier" else path.rpartition("/")[0]
        first.setdefault(path if about == root else about, problem)
    return list(first.values())


def key_in(kind: Kind, name: str, dossier: str = "") -> tuple[str, str]:
    """Return (noun, key) of a record in a dossier's folder: ids of some kinds are local to it."""
    return kind.noun, f"{dossier}/{name}" if kind.model.local else name


def keys_of(name: str, noun: str, dossier: str) -> tuple[str, ...]:
    """Return every key under which a record may have been refused or not read, by its name in a dossier."""
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
