"""Read one file of a collection: its records, its problems, and the records that cannot be read."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.kinds import BY_SECTION, DOSSIER, Kind, advice
from mkdocs_dossier.model.records import Record
from mkdocs_dossier.problems import Location, Problem, Severity, fault
from mkdocs_dossier.reading.locate import front_matter
from mkdocs_dossier.reading.unread import ALL, key_in, records_in, records_in_section
from mkdocs_dossier.reading.validate import unindented, validate
from mkdocs_dossier.syntax import yaml
from mkdocs_dossier.syntax.yaml import Limits, Mapping, Node, Scalar
from mkdocs_dossier.syntax.yaml_errors import conflicts

ARTICLE = "article.md"


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of one file, its records in order; records that cannot be read are given as (noun, key)."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    refused: frozenset[tuple[str, str]]
    """The faulty records."""
    unread: frozenset[tuple[str, str]]
    """The records that it may hold where it cannot be read."""


class FileReader:
    """Reads one file, as what its place in the folder makes of it; `shown` is its path in problems."""

    def __init__(self, path: Path, shown: str, limits: Limits) -> None:
        self._path, self._shown, self._limits = path, shown, limits
        self._records: list[Record] = []
        self._problems: list[Problem] = []
        self._refused: set[tuple[str, str]] = set()
        self._unread: set[tuple[str, str]] = set()

    def article(self, key: Scalar) -> Contents:
        """Read the article of the dossier with this id."""
        if (written := self._front_matter()) is None:
            self._refused.add(key_in(DOSSIER, slug(key)))
        else:
            data, body, body_line = written
            packed = zlib.compress(body.encode(), 1)
            self._validate(DOSSIER, key, data, packed=packed, body_line=body_line, folder=self._path.parent)
        return self._contents()

    def sections(self, dossier: str) -> Contents:
        """Read a file that holds sections, in the folder of this dossier or, if it is empty, of none."""
        data = self._mapping()
        if data is None and self._problems[-1].severity is Severity.ERROR:
            self._unread |= records_in(self._path, dossier)
        return self._with_sections(data or Mapping(), dossier)

    def _with_sections(self, data: Mapping, dossier: str) -> Contents:
        above: Kind | None = None
        for section, records in data.items():
            place = Location(self._shown, section.line, section.column)
            kind = BY_SECTION.get(section)
            if kind is None:
                hint = advice(section, BY_SECTION)
                meant = unindented(section, records, above) if above and not hint else {}
                if above and meant:
                    hint = f"if it is {above.one}, indent it and its fields by two spaces more, below {above.section}:"
                    self._section(above, meant, dossier, place)
                else:
                    self._unread |= records_in_section(section, dossier)
                hint = hint or f"use one of {', '.join(BY_SECTION)}"
                self._problem("unknown-section", f"there is no section “{section}”", hint, place)
                continue
            above = kind
            if isinstance(records, Mapping):
                self._section(kind, records, dossier, place)
            elif records != "":
                hint = f"write each {kind.noun} as its id, a colon, and its fields indented below it"
                self._problem("wrong-type", f"{section} has no ids in it", hint, place)
                self._unread |= records_in_section(section, dossier)
        return self._contents()

    def _section(self, kind: Kind, records: dict[Scalar, Node], dossier: str, place: Location) -> None:
        if kind.model.local and not dossier:
            self._outside(kind, f"{kind.section} are", place)
            return
        for key, fields in records.items():
            self._validate(kind, key, fields, dossier=dossier)

    def record(self, kind: Kind, key: Scalar, dossier: str) -> Contents:
        """Read a file that holds one record, in the folder of this dossier or, if it is empty, of none."""
        data = self._mapping()
        if data is None:
            self._refused.add(key_in(kind, slug(key), dossier))
        elif held := [name for name in data if name in BY_SECTION and isinstance(data[name], Mapping)]:
            message = f"holds sections: in a folder “{kind.section}”, a file has the fields of one {kind.noun}"
            place = Location(self._shown, held[0].line, held[0].column)
            self._problem("wrong-type", message, "move the file out of the folder", place)
            return self._with_sections(data, dossier)
        elif kind.model.local and not dossier:
            self._outside(kind, f"a {kind.noun} is")
        else:
            self._validate(kind, key, data, dossier=dossier)
        return self._contents()

    def _outside(self, kind: Kind, what: str, place: Location | None = None) -> None:
        hint = f"move the file to the folder of the {ARTICLE} it is about; if an article is here, call it {ARTICLE}"
        self._problem("outside-dossier", f"{what} outside any dossier", hint, place)
        self._unread.add(key_in(kind, ALL, self._path.parent.name))

    def _contents(self) -> Contents:
        return Contents(tuple(self._records), tuple(self._problems), frozenset(self._refused), frozenset(self._unread))

    def _problem(self, code: str, message: str, hint: str, place: Location | None = None) -> None:
        self._problems.append(fault(code, message, place or Location(self._shown), hint))

    def _text(self) -> str | None:
        text, problems = yaml.read_text(self._path, self._shown, self._limits.file_bytes)
        self._problems += problems
        return text

    def _mapping(self) -> Mapping | None:
        """Return the mapping that the file holds."""
        text = self._text()
        data, problems = (None, []) if text is None else yaml.parse(text, self._shown, self._limits)
        self._problems += problems
        if data is None and not self._problems:
            place, hint = Location(self._shown), "write a section such as actors: into it, or delete it"
            self._problems.append(Problem("empty-file", Severity.WARNING, "the file is empty", place, hint))
        return data

    def _front_matter(self) -> tuple[Mapping, str, int] | None:
        """Return the front matter of an article, its body, and the line where the body begins."""
        if (text := self._text()) is None:
            return None
        if unmerged := list(conflicts(text, self._shown, prose=True)):
            self._problems += unmerged
            return None
        written, body, body_line = front_matter(text)
        if written is None:
            message = "the article has no front matter"
            hint = "begin the file with a line ---, then title: … and published: …, then a line ---"
            if text.startswith("---\n"):
                message, hint = "the front matter that begins here has no end", "write a line --- below its last field"
            self._problem("no-front-matter", message, hint)
            return None
        data, problems = yaml.parse(written, self._shown, self._limits)
        self._problems += problems
        if data is None and not problems:
            self._problem("missing-field", "the front matter is empty", "add title: … and published: …")
        return None if data is None else (data, body, body_line)

    def _validate(self, kind: Kind, key: Scalar, data: Node, **not_written: Any) -> None:
        """Add the record with these fields, or its problems."""
        record, problems = validate(kind, key, data, self._shown, not_written)
        self._problems += problems
        if record is None:
            self._refused.add(key_in(kind, slug(key), not_written.get("dossier", "")))
        else:
            self._records.append(record)
