"""Read a folder: each file once, its contents validated, duplicates found."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from io import FileIO
from pathlib import Path

from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.incremental.memo import Memory
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.kinds import BY_SECTION, DOSSIER, Kind
from mkdocs_dossier.model.records import Record
from mkdocs_dossier.parallel import counted
from mkdocs_dossier.problems import Location, Problem, Severity, fault
from mkdocs_dossier.reading.file import ARTICLE, Contents, FileReader
from mkdocs_dossier.reading.locate import Places
from mkdocs_dossier.reading.naming import fault_of, indistinct, is_text, named_twice
from mkdocs_dossier.reading.unread import key_in, once_per_folder, records_below, records_in
from mkdocs_dossier.syntax.yaml import Limits, Scalar, scalar_at

#: Folders of a collection without records.
NO_RECORDS = frozenset({"snapshots"})
YAML = (".yml", ".yaml")
#: Names that may be meant for an article.
_NEARLY_ARTICLES = frozenset({ARTICLE, "article.markdown", "article.mdown", "article.mkd", "article.md.txt"})
_NEARLY_ANNOTATIONS = frozenset({"annotations", "annotations.txt", "annotations.json"})


@dataclass(eq=False, repr=False)
class FolderReader:
    """Reads all files of a folder once, into `records`, `problems` and `refused`, the (noun, key) of faulty records.

    `unread` maps the path of each unreadable file to the records that it may hold, as (noun, key). Only plain files and
    folders within the folder are read.
    """

    base: Path
    """The folder that the paths in locations are relative to."""
    limits: Limits
    """The limits of a file."""
    memory: Memory
    """Remembers files between loads."""
    problems: list[Problem] = field(init=False, default_factory=list)
    refused: set[tuple[str, str]] = field(init=False, default_factory=set)
    unread: dict[str, frozenset[tuple[str, str]]] = field(init=False, default_factory=dict)
    _first: dict[tuple[str, str], Record] = field(init=False, default_factory=dict)

    @property
    def records(self) -> list[Record]:
        """All records in order; of two with one key, the first."""
        return list(self._first.values())

    def read(self, folder: Path) -> None:
        """Read everything in the folder."""
        if not folder.is_dir():
            message = f"there is no folder {self._shown(folder)}"
            hint = "“dossier new dossier ID” makes one; “folder” in mkdocs.yml or --folder names another"
            beside = [path.name for path in folder.parent.glob("*/")]
            self._problem("missing-folder", message, folder, did_you_mean(folder.name, beside) or hint)
            return
        self._read_folder(os.fspath(folder), "", is_outermost=True)
        self.problems = once_per_folder(self.problems, self._shown(folder))
        self.problems += named_twice(self._first, Places(self.base))

    def _shown(self, path: Path | str) -> str:
        """Return the path for problems, anything but UTF-8 in it escaped."""
        name, base = os.fspath(path), f"{self.base}{os.sep}"
        # `relpath` is slow, and nearly all paths are below the base.
        name = name[len(base) :] if name.startswith(base) else os.path.relpath(path, self.base)
        return os.fsencode(name.replace(os.sep, "/")).decode("utf-8", "backslashreplace")

    def _problem(
        self, code: str, message: str, path: Path | str, hint: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(Problem(code, severity, message, Location(self._shown(path)), hint))

    def _may_be_read(self, entry: os.DirEntry[str]) -> bool:
        """Return whether to read the entry; report a name that is not valid text, and a symbolic link."""
        if not is_text(entry.name):
            self._problem("unreadable-file", "the name is not UTF-8", entry.path, "rename it")
            return False
        if entry.is_symlink():
            hint = "put a copy of what it leads to in its place"
            self._problem("unreadable-file", "is a symbolic link, which is not followed", entry.path, hint)
            return False
        return True

    def _read_folder(self, folder: str, dossier: str, *, is_outermost: bool = False) -> None:
        try:
            with os.scandir(folder) as found:
                listed = sorted((entry.name, entry.is_dir(), entry) for entry in found)
        except OSError as error:
            self._problem("unreadable-file", f"cannot be read: {error.strerror}", folder)
            self._not_read(folder, records_below(folder.rpartition(os.sep)[2], dossier))
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
        for name, (is_folder, entry) in counted("Reading files", every) if is_outermost else every:
            if is_folder or _may_be_meant(name) or not is_text(name):
                self._read_entry(entry, kind, dossier, is_folder=is_folder)

    def _read_entry(self, entry: os.DirEntry[str], kind: Kind | None, dossier: str, *, is_folder: bool) -> None:
        """Read a file or folder; `kind` is that of the records in this folder's files, None if they have sections."""
        path = Path(entry.path)
        if not self._may_be_read(entry):
            if kind is not None and entry.name.endswith(YAML):
                self.refused.add(key_in(kind, slug(entry.name.rpartition(".")[0]), dossier))
            else:
                self._not_read(path, records_below(entry.name, dossier) if is_folder else records_in(path, dossier))
        elif entry.name.endswith(YAML):
            if kind is not None:
                key = _key(path.stem)
                self._read_file(entry, lambda file: file.record(kind, key, dossier), kind.noun, dossier)
            else:
                self._read_file(entry, lambda file: file.sections(dossier), dossier)
        elif not is_folder:
            self._misnamed(path, dossier)
        elif entry.name not in NO_RECORDS:
            self._read_folder(entry.path, dossier)
        elif (misplaced := path / ARTICLE).exists():
            self._misplaced(misplaced, "other files")

    def _check_names(self, folder: str, names: list[str]) -> None:
        """Report names that not every computer can hold or distinguish."""
        for name in names:
            if is_text(name) and (reason := fault_of(name)):
                message = f"the name cannot be used everywhere: {reason}"
                self._problem("unportable-name", message, Path(folder, name), "rename it", Severity.WARNING)
        for name, other in indistinct(filter(is_text, names)):
            other = self._shown(Path(folder, other))
            message = f"differs from {other} only in capital letters or the encoding of accents"
            hint = "rename one of them: on macOS and Windows only one of the two is there"
            self._problem("unportable-name", message, Path(folder, name), hint)

    def _misplaced(self, article: Path, held: str) -> None:
        message = f"a dossier cannot be called “{article.parent.name}”: folders of this name hold {held}"
        self._problem("wrong-id", message, article, "rename the folder")

    def _misnamed(self, path: Path, dossier: str) -> None:
        meant = path.with_suffix("") if path.suffix.lower() == ".txt" else path  # Windows may hide the last one
        name = f"{meant.stem}{meant.suffix.lower()}" if meant.suffix.lower() in YAML else ARTICLE
        name = "annotations.yml" if path.name.lower() in _NEARLY_ANNOTATIONS else name
        hint = f"rename it to {name}, or begin its name with _ if it is to be left out"
        self._problem("unread-file", "is not read, because of its name", path, hint, Severity.WARNING)
        if name != ARTICLE:
            self._not_read(path, records_in(path, dossier))

    def _not_read(self, path: Path | str, records: frozenset[tuple[str, str]]) -> None:
        self.unread[self._shown(path)] = records
        self.refused |= records

    def _read_article(self, entry: os.DirEntry[str], folder: str) -> str:
        """Add the dossier of this article; return its id."""
        key = _key(folder.rpartition(os.sep)[2])
        if not self._may_be_read(entry):
            self.refused.add(key_in(DOSSIER, slug(key)))
        elif not self._read_file(entry, lambda file: file.article(key)):
            return self._shown(folder)  # no id: the folder's records must not look for passages in the other article
        return str(key)

    def _read_file(self, entry: os.DirEntry[str], read: Callable[[FileReader], Contents], *about: str) -> bool:
        """Add a file's records; return False if one has the key of an earlier record.

        A file with the same bytes as at the last load is not read again. `about` holds everything else it depends on.
        """

        def read_it() -> Contents:
            return read(FileReader(Path(entry.path), self._shown(entry.path), self.limits))

        content = _digest(entry, self.limits.file_bytes) if self.memory.remembers else None
        key = ("file", entry.path, content, self.limits, *about)
        contents = read_it() if content is None else self.memory.of(key, read_it)
        self.problems += contents.problems
        self.refused |= contents.refused
        if contents.unread:
            self._not_read(entry.path, contents.unread)
        return self._take(contents.records)

    def _take(self, records: tuple[Record, ...]) -> bool:
        """Add the records; return False if one has the key of an earlier record."""
        known = self._first
        second = [record for record in records if known.setdefault((record.noun, record.key), record) is not record]
        others = {known[record.noun, record.key].origin.path for record in second}
        if len(second) == len(records) > 1 == len(others):
            message = f"is a copy: all ids that it holds are in {others.pop()} too"
            place, hint = Location(second[0].origin.path), "delete one of the two files, or rename the ids"
            self.problems.append(fault("duplicate-id", message, place, hint))
            return False
        for record in second:
            first = known[record.noun, record.key]
            message = f"there are two {record.noun}s “{record.id}”: the other one is in {first.origin}"
            self.problems.append(fault("duplicate-id", message, record.origin, "rename or delete one of them"))
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
    nearly = _NEARLY_ARTICLES | _NEARLY_ANNOTATIONS
    return name.lower().removesuffix(".txt").endswith(YAML) or name.lower() in nearly
