"""Read a folder: each file once, its contents validated, duplicates found."""

import os
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from io import FileIO
from pathlib import Path

from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.incremental.memo import Memory, NoMemory
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.kinds import BY_SECTION, DOSSIER, Kind
from mkdocs_dossier.model.records import Record
from mkdocs_dossier.parallel import counted
from mkdocs_dossier.problems import Location, Problem, Severity, fault
from mkdocs_dossier.reading import locate
from mkdocs_dossier.reading.naming import fault_of, indistinct, is_text, named_twice
from mkdocs_dossier.reading.unread import all_of, records_below, records_in, section_called
from mkdocs_dossier.reading.validate import validate
from mkdocs_dossier.syntax import yaml
from mkdocs_dossier.syntax.yaml import Limits, Scalar, scalar_at
from mkdocs_dossier.syntax.yaml_errors import conflicts

ARTICLE = "article.md"
#: Folders of a collection without records.
NO_RECORDS = frozenset({"snapshots"})
YAML = (".yml", ".yaml")
#: Names that may be meant for an article.
_NEARLY_ARTICLES = frozenset({ARTICLE, "article.markdown", "article.mdown", "article.mkd"})


@dataclass(frozen=True, slots=True)
class _Read:
    """The contents of one file: its records in order, its problems, and the records refused for them."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    refused: frozenset[tuple[str, str]]
    unread: dict[str, frozenset[tuple[str, str]]]


class FolderReader:
    """Reads all files of a folder once, into `records`, `problems` and `refused`, the (noun, key) of faulty records.

    `unread` maps the path of each unreadable file to the records that it may hold, as (noun, key). Only plain files and
    folders within the folder are read.

    Args:
        base: the folder that the paths in locations are relative to.
        limits: the limits of a file.
        memory: remembers files between loads.
    """

    def __init__(self, base: Path, limits: Limits, memory: Memory | None = None) -> None:
        self.base = base
        self.limits = limits
        self._memory = memory or NoMemory()
        self._in_file: list[Record] = []
        self.problems: list[Problem] = []
        self.refused: set[tuple[str, str]] = set()
        self.unread: dict[str, frozenset[tuple[str, str]]] = {}
        self._first: dict[tuple[str, str], Record] = {}
        self._is_inside = False  # below the folder itself

    @property
    def records(self) -> list[Record]:
        """All records in order; of two with one key, the first."""
        return list(self._first.values())

    def read(self, folder: Path) -> None:
        """Read everything in the folder."""
        if not folder.is_dir():
            message = f"there is no folder {self._shown(folder)}"
            hint = "“dossier new dossier ID” makes one; “folder” in mkdocs.yml or --folder names another"
            self._problem("missing-folder", message, Location(self._shown(folder)), hint)
            return
        self._read_folder(os.fspath(folder), "")
        self.problems += named_twice(self._first, self.base)

    def _shown(self, path: Path | str) -> str:
        """Return the path for problems, anything but UTF-8 in it escaped."""
        name, base = os.fspath(path), f"{self.base}{os.sep}"
        # `relpath` is slow, and nearly all paths are below the base.
        name = name[len(base) :] if name.startswith(base) else os.path.relpath(path, self.base)
        return os.fsencode(name.replace(os.sep, "/")).decode("utf-8", "backslashreplace")

    def _problem(self, code: str, message: str, place: Location, hint: str = "") -> None:
        self.problems.append(fault(code, message, place, hint))

    def _warning(self, code: str, message: str, place: Location, hint: str) -> None:
        self.problems.append(Problem(code, Severity.WARNING, message, place, hint))

    def _may_be_read(self, entry: os.DirEntry[str]) -> bool:
        """Return whether to read the entry; report a name that is not valid text, and a symbolic link."""
        if not is_text(entry.name):
            place = Location(self._shown(entry.path))
            self._problem("unreadable-file", "the name is not UTF-8", place, "rename it")
            return False
        if entry.is_symlink():
            hint = "put a copy of what it leads to in its place"
            message = "is a symbolic link, which is not followed"
            self._problem("unreadable-file", message, Location(self._shown(entry.path)), hint)
            return False
        return True

    def _read_folder(self, folder: str, dossier: str) -> None:
        try:
            with os.scandir(folder) as found:
                listed = sorted((entry.name, entry.is_dir(), entry) for entry in found)
        except OSError as error:
            self._problem("unreadable-file", f"cannot be read: {error.strerror}", Location(self._shown(folder)))
            self._unread_folder(folder, dossier)
            return
        entries = {name: (is_folder, entry) for name, is_folder, entry in listed if not name.startswith((".", "_"))}
        self._check_names(folder, list(entries))
        kind = BY_SECTION.get(folder.rpartition(os.sep)[2])
        if ARTICLE in entries:
            _, article = entries.pop(ARTICLE)
            dossier = self._read_article(article, folder)
            if kind is not None:
                self._misplaced(Path(article.path), kind.section)
                kind = None  # the folder's files belong to a dossier
        every = list(entries.items())
        for name, (is_folder, entry) in every if self._is_inside else counted("Reading files", every):
            self._is_inside = True
            if not (is_folder or _may_be_meant(name) or not is_text(name)):
                continue
            if not self._may_be_read(entry):
                if kind is not None and name.endswith(YAML):
                    self._refuse(kind, name.rpartition(".")[0], dossier)
                elif is_folder:
                    self._unread_folder(entry.path, dossier)
                else:
                    self._unread_file(entry.path, dossier)
            elif name.endswith(YAML):
                if kind is not None:
                    self._remembered(entry, partial(self._record, kind=kind, dossier=dossier), kind.noun, dossier)
                else:
                    self._remembered(entry, partial(self._sections, dossier=dossier), dossier)
            elif not is_folder:
                self._unread(Path(entry.path), dossier)
            elif name not in NO_RECORDS:
                self._read_folder(entry.path, dossier)
            elif (misplaced := Path(entry.path) / ARTICLE).exists():
                self._misplaced(misplaced, "other files")

    def _check_names(self, folder: str, names: list[str]) -> None:
        """Report names that not every computer can hold or distinguish."""
        for name in names:
            if is_text(name) and (reason := fault_of(name)):
                message = f"the name cannot be used everywhere: {reason}"
                self._warning("unportable-name", message, Location(self._shown(Path(folder, name))), "rename it")
        for name, other in indistinct(filter(is_text, names)):
            other = self._shown(Path(folder, other))
            message = f"differs from {other} only in capital letters or the encoding of accents"
            hint = "rename one of them: on macOS and Windows only one of the two is there"
            self._problem("unportable-name", message, Location(self._shown(Path(folder, name))), hint)

    def _misplaced(self, article: Path, held: str) -> None:
        message = f"a dossier cannot be called “{article.parent.name}”: folders of this name hold {held}"
        self._problem("wrong-id", message, Location(self._shown(article)), "rename the folder")

    def _unread(self, path: Path, dossier: str) -> None:
        name = f"{path.stem}{path.suffix.lower()}" if path.suffix.lower() in YAML else ARTICLE
        hint = f"rename it to {name}, or begin its name with _ if it is to be left out"
        self._warning("unread-file", "is not read, because of its name", Location(self._shown(path)), hint)
        if name != ARTICLE:
            self._unread_file(path, dossier)

    def _remembered(self, entry: os.DirEntry[str], read: Callable[[Path], object], *about: str) -> bool:
        """Add a file's records; return False if one has the key of an earlier record.

        A file with the same bytes as at the last load is not read again. `about` holds everything else it depends on.
        """

        def read_file() -> _Read:
            outer = self.problems, self.refused, self.unread, self._in_file
            self.problems, self.refused, self.unread, self._in_file = [], set(), {}, []
            try:
                read(Path(entry.path))
                return _Read(tuple(self._in_file), tuple(self.problems), frozenset(self.refused), self.unread)
            finally:
                self.problems, self.refused, self.unread, self._in_file = outer

        content = _digest(entry, self.limits.file_bytes) if self._memory.remembers else None
        key = ("file", entry.path, content, self.limits, *about)
        found = read_file() if content is None else self._memory.of(key, read_file)
        self.problems += found.problems
        self.refused |= found.refused
        self.unread |= found.unread
        return self._take(found.records)

    def _read_article(self, entry: os.DirEntry[str], folder: str) -> str:
        """Add the dossier of this article; return its id."""
        key = _key(folder.rpartition(os.sep)[2])
        if not self._may_be_read(entry):
            self._refuse(DOSSIER, key, "")
            return str(key)
        if not self._remembered(entry, partial(self._article, key=key)):
            return self._shown(folder)  # no id: the folder's records must not look for passages in the other article
        return str(key)

    def _article(self, path: Path, key: Scalar) -> None:
        self._dossier(path, key)
        if not self._in_file:
            self._refuse(DOSSIER, key, "")

    def _dossier(self, path: Path, key: Scalar) -> None:
        shown = self._shown(path)
        text, problems = yaml.read_text(path, shown, self.limits.file_bytes)
        self.problems += problems
        if text is None:
            return
        if unmerged := list(conflicts(text, shown, prose=True)):
            self.problems += unmerged
            return
        written, body, body_line = locate.front_matter(text)
        if written is None:
            message = "the article has no front matter"
            hint = "begin the file with a line ---, then title: … and published: …, then a line ---"
            if text.startswith("---\n"):
                message, hint = "the front matter that begins here has no end", "write a line --- below its last field"
            self._problem("no-front-matter", message, Location(shown), hint)
            return
        data, problems = yaml.parse(written, shown, self.limits)
        self.problems += problems
        if data is None:
            if not problems:
                message = "the front matter is empty"
                self._problem("missing-field", message, Location(shown), "add title: … and published: …")
            return
        not_written = {"packed": zlib.compress(body.encode(), 1), "body_line": body_line, "folder": path.parent}
        self._validated(DOSSIER, key, data, shown, not_written)

    def _sections(self, path: Path, dossier: str) -> None:
        shown = self._shown(path)
        data = self._mapping(path, shown)
        if data is None and self.problems[-1].severity is Severity.ERROR:
            self._unread_file(path, dossier)
        for section, records in (data or {}).items():
            place = Location(shown, section.line, section.column)
            kind = BY_SECTION.get(section)
            if kind is None:
                hint = did_you_mean(section, BY_SECTION) or f"use one of {', '.join(BY_SECTION)}"
                self._problem("unknown-section", f"there is no section “{section}”", place, hint)
                self._unread_section(BY_SECTION.get(section_called(section)), shown, dossier)
            elif isinstance(records, yaml.Mapping):
                self._read_section(kind, records, shown, dossier, place)
            elif records != "":
                hint = f"write each {kind.noun} as its id, a colon, and its fields indented below it"
                self._problem("wrong-type", f"{section} has no ids in it", place, hint)
                self._unread_section(kind, shown, dossier)

    def _read_section(self, kind: Kind, records: yaml.Mapping, shown: str, dossier: str, place: Location) -> None:
        if kind.model.local and not dossier:
            hint = f"move them to the folder of the {ARTICLE} they are about; if an article is here, call it {ARTICLE}"
            self._problem("outside-dossier", f"{kind.section} are outside any dossier", place, hint)
            return
        for key, fields in records.items():
            self._validated(kind, key, fields, shown, {"dossier": dossier})

    def _record(self, path: Path, kind: Kind, dossier: str) -> None:
        shown = self._shown(path)
        data = self._mapping(path, shown)
        if data is None:
            self._refuse(kind, path.stem, dossier)
            return
        if kind.model.local and not dossier:
            hint = f"move it to the folder of the {ARTICLE} it is about; if an article is here, call it {ARTICLE}"
            self._problem("outside-dossier", f"a {kind.noun} is outside any dossier", Location(shown), hint)
            return
        self._validated(kind, _key(path.stem), data, shown, {"dossier": dossier})

    def _mapping(self, path: Path, shown: str) -> yaml.Mapping | None:
        text, problems = yaml.read_text(path, shown, self.limits.file_bytes)
        data, more = (None, []) if text is None else yaml.parse(text, shown, self.limits)
        self.problems += [*problems, *more]
        if data is None and not (problems or more):
            message, hint = "the file is empty", "write a section such as actors: into it, or delete it"
            self._warning("empty-file", message, Location(shown), hint)
        return data

    def _validated(self, kind: Kind, key: Scalar, data: yaml.Node, shown: str, not_written: dict[str, object]) -> None:
        record, problems = validate(kind, key, data, shown, not_written)
        self.problems += problems
        if record is None:
            self._refuse(kind, key, str(not_written.get("dossier", "")))
        else:
            self._in_file.append(record)

    def _unread_file(self, path: Path | str, dossier: str) -> None:
        self._not_read(self._shown(path), records_in(Path(path), dossier))

    def _unread_folder(self, path: str, dossier: str) -> None:
        self._not_read(self._shown(path), records_below(path.rpartition(os.sep)[2], dossier))

    def _unread_section(self, kind: Kind | None, shown: str, dossier: str) -> None:
        if kind is not None:
            self._not_read(shown, {(kind.noun, all_of(kind, dossier))})

    def _not_read(self, shown: str, records: Iterable[tuple[str, str]]) -> None:
        self.unread[shown] = self.unread.get(shown, frozenset()) | frozenset(records)
        self.refused |= self.unread[shown]

    def _refuse(self, kind: Kind, key: str, dossier: str) -> None:
        self.refused.add((kind.noun, f"{dossier}/{slug(key)}" if kind.model.local else slug(key)))

    def _take(self, records: tuple[Record, ...]) -> bool:
        """Add the records; return False if one has the key of an earlier record."""
        known = self._first
        second = [record for record in records if known.setdefault((record.noun, record.key), record) is not record]
        for record in second:
            first = known[record.noun, record.key]
            message = f"there are two {record.noun}s “{record.id}”: the other one is in {first.origin}"
            self._problem("duplicate-id", message, record.origin, "rename or delete one of them")
        return not second


def _digest(entry: os.DirEntry[str], most_bytes: int) -> bytes | None:
    """Return the digest of a file; None if it is no plain file, or too large to read."""
    try:
        if not entry.is_file() or entry.stat().st_size > most_bytes:
            return None
        with FileIO(entry.path) as file:
            return blake2b(file.readall(), digest_size=16).digest()
    except OSError:
        return None


def _key(name: str) -> Scalar:
    return scalar_at(slug(name) if name != name.lower() else name)


def _may_be_meant(name: str) -> bool:
    """Return whether somebody may expect the file to be read."""
    return name.lower().endswith(YAML) or name.lower() in _NEARLY_ARTICLES
