"""`dossier rename KIND OLD NEW`: give a record another id, in all files that name it."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from mkdocs_dossier.article.markdown import ArticleRenderer
from mkdocs_dossier.cli.common import Refused, WithExamples, configured, in_folder, lines_changed, read, shown, writing
from mkdocs_dossier.cli.new import refuse_taken
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.evidence.foureyes import digest_of, is_checked
from mkdocs_dossier.evidence.snapshots import snapshots_of
from mkdocs_dossier.model.kinds import BY_NOUN, KINDS, named_by
from mkdocs_dossier.model.records import Dossier, Figure, Record, Source, Statement
from mkdocs_dossier.problems import Location, Mend, Severity, advised, counted
from mkdocs_dossier.reading.locate import front_matter, patched_in
from mkdocs_dossier.reading.validate import wrong_id
from mkdocs_dossier.syntax.patching import Patch, RefusedError
from mkdocs_dossier.syntax.replacing import content_of, put, rewritten

#: How many errors are shown when files cannot be read.
_SHOWN = 3
_NAME_IN_FORMULA = re.compile(r"[^\s()+*/]+")
_LOCAL = "|".join(kind.noun for kind in KINDS if kind.model.local)
#: A file, what it holds before and after; or a file or folder, and where it moves.
_Step = tuple[Path, bytes, bytes | Path]


class _Renaming:
    """A record's new id, and the steps that it takes."""

    def __init__(self, collection: Collection, record: Record, new: str) -> None:
        self.collection, self.record, self.new = collection, record, new
        self._edits: dict[Path, list[Callable[[Patch], None]]] = defaultdict(list)
        by_file = sorted(collection, key=lambda other: other.origin.path)
        for other in by_file:
            self._rename_in(other)
        own = list(self._own())
        files = {self._path(other): self._owner(other) for other in by_file}
        home = {self._path(record): files.pop(self._path(record))}
        texts = {path: self._changed(path, dossier) for path, dossier in (files | home).items()}
        changed = [(path, before, after) for path, (before, after) in texts.items() if before != after]
        #: The record's own file comes last: a second run finishes what was killed before.
        self.steps: list[_Step] = [*changed, *own]
        for snapshot in (snapshots_of(collection, record) if isinstance(record, Source) else {}).values():
            path = collection.base / snapshot.shown
            self.steps.insert(0, (path, b"", path.with_name(f"{new}.txt")))
        for *_, after in self.steps:
            if isinstance(after, Path) and os.path.lexists(after):
                raise Refused(f"{shown(after)} exists already: choose another id, or move it away")

    def _called(self, name: str, nouns: tuple[str, ...], dossier: str) -> str:
        """Return what a name is to be; the same unless it means the record, or a record of the renamed dossier."""
        target, (owner, slash, local) = self.collection.find(name, *nouns, dossier=dossier), name.rpartition("/")
        if target is self.record:
            return owner + slash + self.new
        is_inside = isinstance(self.record, Dossier) and target is not None and owner == self.record.id
        return f"{self.new}/{local}" if is_inside else name

    def _path(self, record: Record) -> Path:
        return self.collection.base / record.origin.path

    def _owner(self, record: Record) -> str:
        return record.id if isinstance(record, Dossier) else record.dossier

    def _replace(self, record: Record, way: tuple[str | int, ...], old: str, new: str) -> None:
        at = self.collection.place(record, *way)
        if new != old:
            self._edits[self._path(record)].append(lambda patch: patch.mend(at, Mend(old, new)))

    def _rename_in(self, other: Record) -> None:
        """Rename the record in the fields of another one."""
        collection, dossier = self.collection, self._owner(other)
        inferred = other.inferred if isinstance(other, Statement) else ()
        for link, way, name in named_by(other):
            if link.path[0] in inferred:
                continue  # it is not written
            new = self._called(name, link.ref.kinds, dossier)
            other_one = collection.find(self.new, *link.ref.kinds, dossier=dossier)
            if other_one and (new != name or name == self.new) and self.record.noun in link.ref.kinds:
                place = collection.place(other, *way)
                raise Refused(f"{place} would then name {other_one.noun} “{self.new}”: choose another id")
            self._replace(other, way, name, new)
        if isinstance(other, Figure) and other.derived_from and (formula := other.derived_from.formula):
            new = _NAME_IN_FORMULA.sub(lambda name: self._called(name[0], ("figure",), dossier), formula)
            self._replace(other, ("derived_from", "formula"), formula, new)
        if isinstance(other, Statement | Figure) and other.checked and is_checked(collection, other):
            digest = digest_of(collection, other, lambda noun, name: self._called(name, (noun,), dossier))
            self._replace(other, ("checked", "of"), other.checked.of, digest)

    def _own(self) -> Iterator[_Step]:
        """Rename the record itself, and keep its former id."""
        record, path, at = self.record, self._path(self.record), self.record.origin
        former = [name for name in record.formerly if name not in (self.new, record.id)] + [record.id]
        in_section = (at.line, at.column) != (1, 1)
        way = (BY_NOUN[record.noun].section, record.id) if in_section else ()
        self._edits[path].append(lambda patch: patch.set((*way, "formerly"), former))
        if in_section:
            self._edits[path].append(lambda patch: patch.mend(at, Mend(record.id, self.new)))
        elif isinstance(record, Dossier):
            yield record.folder, b"", record.folder.with_name(self.new)
        else:
            yield path, b"", path.with_name(self.new + path.suffix)

    def _links(self, dossier: str) -> re.Pattern[str]:
        """Return what matches a Markdown link in a file of a dossier up to the end of the old id."""
        noun, old, inside = self.record.noun, self.record.id, ""
        if self.record.local:
            inside = rf"(?:{self.record.dossier}/){'?' * (dossier == self.record.dossier)}"
        address = rf"{noun}:{inside}{old}(?![\w/-])"
        if isinstance(self.record, Dossier):
            address += rf"|(?:{_LOCAL}):{old}(?=/)"
        return re.compile(rf"""(?:\]\(\s*<?|\]:\s*<?|href=["']?)(?:{address})""")

    def _changed(self, path: Path, dossier: str) -> tuple[bytes, bytes]:
        """Return what a file holds, and is to hold."""
        edits, links = self._edits.get(path, ()), self._links(dossier)

        def linked(text: str) -> str:
            return links.sub(lambda link: link[0].removesuffix(self.record.id) + self.new, text)

        def edit(patch: Patch) -> None:
            for each in edits:
                each(patch)
            patch.rewrite(linked)

        def change(text: str) -> str:
            if not edits and not links.search(text):
                return text
            body = front_matter(text)[1] if path.suffix == ".md" else ""
            if linked(body) != body and _shown(linked(body)) != _shown(body):
                raise RefusedError("a link to it is shown as text there, as in code: change it by hand")
            new = patched_in(path, edit)(text)
            return new[: len(new) - len(body)] + linked(body)

        raw = content_of(path)
        with writing(path):
            return raw, rewritten(raw, change)


def _shown(body: str) -> str:
    """Return what readers see of an article's Markdown."""
    return ArticleRenderer().render("", "", body, lambda visible: ()).text


def _naming(docs: Path, record: Record, new: str) -> Iterator[str]:
    """Yield the lines of pages of `docs/` that name the record, in a link or a fence."""
    inside = rf"|\b(?:{_LOCAL}):{record.id}(?=/)" * isinstance(record, Dossier)
    for path in sorted(docs.rglob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), start=1):
            if found := re.search(rf"\b{record.noun}: ?{record.key}(?![\w/-]){inside}", line):
                yield f"{shown(path)}:{number} still names {found[0]}: write {found[0].removesuffix(record.id)}{new}"


@click.command(cls=WithExamples)
@click.argument("kind", metavar="KIND")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--dry-run", is_flag=True, help="Print what would change; write nothing.")
@in_folder
def rename(folder: Path, kind: str, old: str, new: str, dry_run: bool) -> None:
    """Give a record another id in all files that name it.

    References, links in articles and texts, formulas, and the record's own file or folder follow. The old id is kept in
    formerly:, so that its addresses still lead to the record; pages of docs/ that name it are listed, and not changed.
    All files are checked before the first is written; if the command is killed or cannot write one, call it again. KIND
    is a noun such as actor; OLD of a statement, figure or mention is DOSSIER/ID.
    """
    collection, problems = read(folder)
    if collection.refused:
        errors = [str(problem) for problem in problems if problem.severity is Severity.ERROR][:_SHOWN]
        raise Refused("\n".join([*errors, "what cannot be read may name it: mend that first"]))
    record, new = _asked(collection, kind, old, new)
    site, steps = configured(folder), _Renaming(collection, record, new).steps
    would = "would have " * dry_run
    for path, before, after in steps:
        with writing(path):
            if isinstance(after, Path):
                if not dry_run:
                    path.rename(after)
                click.echo(f"{would}moved {shown(path)} to {shown(after)}", err=True)
            elif dry_run:
                click.echo("\n".join(lines_changed(path, before, after)))
            else:
                put(path, before, after)
    click.echo(f"{would}changed {counted(sum(isinstance(after, bytes) for *_, after in steps), 'file')}", err=True)
    for line in _naming(site.docs, record, new) if site else ():
        click.echo(line, err=True)


def _asked(collection: Collection, noun: str, old: str, new: str) -> tuple[Record, str]:
    """Return the record to rename, and its new id. Raises Refused."""
    kind = BY_NOUN.get(noun)
    if kind is None:
        hint = did_you_mean(noun, BY_NOUN) or f"use one of {', '.join(BY_NOUN)}"
        raise Refused(advised(f"there is no kind “{noun}”", hint))
    record = collection.find(old, noun)
    if record is None:
        known = [record.key for record in collection.of(kind.model)]
        former = collection.former(old, noun)
        hint = f"it is now called “{former.id}”" if former else did_you_mean(old, known)
        other = f"write DOSSIER/{old}" if kind.model.local and "/" not in old else f"dossier list {noun} prints all"
        raise Refused(advised(f"there is no {noun} “{old}”", hint or other))
    new = new.removeprefix(f"{record.dossier}/") if record.local else new
    for fault in wrong_id(kind, new, Location("")):
        raise Refused(advised(fault.message, fault.hint))
    refuse_taken(collection, noun, f"{record.dossier}/{new}" if record.local else new)
    former = collection.former(new, noun, record.dossier)
    if former not in (None, record):
        raise Refused(f"“{new}” is a former id of {former.noun} “{former.id}”: choose another")
    return record, new
