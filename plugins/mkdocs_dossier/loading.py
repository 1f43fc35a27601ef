"""A folder of articles and YAML → a collection and every problem in it: read, validate, connect, anchor, check."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mkdocs_dossier import yamlfile
from mkdocs_dossier.article.anchors import Ambiguous, Missing, Passage, Searchable, Selector
from mkdocs_dossier.article.markdown import ArticleRenderer
from mkdocs_dossier.article.marks import Mark
from mkdocs_dossier.article.mentions import Named, NameIndex
from mkdocs_dossier.article.text import VisibleText
from mkdocs_dossier.checks import run_checks
from mkdocs_dossier.collection import Article, Collection, by_position
from mkdocs_dossier.language.sentences import sentences
from mkdocs_dossier.model import places
from mkdocs_dossier.model.claims import MENTIONABLE, Mention, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.kinds import BY_SECTION, DOSSIER, Kind
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Anchored, Record
from mkdocs_dossier.model.validation import did_you_mean, validate
from mkdocs_dossier.problems import Location, Problem, Severity, in_order, with_severities
from mkdocs_dossier.yamlfile import Limits, Scalar

ARTICLE = "article.md"
#: Folders inside a collection that hold no records.
NO_RECORDS = frozenset({"snapshots"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site may decide about loading."""

    language: str = "de"
    drafts: bool = True
    severities: Mapping[str, str] | None = None
    """For a problem's code: `error`, `warning`, `hint` or `off`."""
    limits: Limits = Limits()


def load(folder: Path, base: Path | None = None, settings: Settings | None = None) -> tuple[Collection, list[Problem]]:
    """Everything in `folder`, and all that is wrong with it, in order of file and line; hints once nothing is an error.

    Paths in problems start from `base`, which is the folder's parent if it is not given. Never raises for what a
    person wrote, and writes nothing.
    """
    base = (base or folder.parent).resolve()
    folder = folder.resolve()
    settings = settings or Settings()
    places.forget()
    with _without_collecting_garbage():
        reading = _Reading(base, settings)
        reading.read(folder)
        collection = Collection(reading.records, base, settings.language, reading.refused, folder)
        anchoring = _Anchoring(collection)
        for dossier in collection.of(Dossier):
            anchoring.anchor(dossier)
        problems = list(_without_consequences([*reading.problems, *anchoring.problems, *run_checks(collection)]))
    return collection, in_order(_most_urgent(list(with_severities(problems, settings.severities or {}))))


@contextmanager
def _without_collecting_garbage() -> Iterator[None]:
    """Loading makes many objects and throws few away: looking for garbage would take a third of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _most_urgent(problems: list[Problem]) -> list[Problem]:
    """All problems but the hints where there is an error: advice on what is half broken would mislead."""
    broken = any(problem.severity is Severity.ERROR for problem in problems)
    return [problem for problem in problems if not (broken and problem.severity is Severity.HINT)]


def _without_consequences(problems: list[Problem]) -> Iterator[Problem]:
    """The problems that a person can mend: not what only follows from a value that YAML itself refuses."""
    refused = {problem.location for problem in problems if problem.code == "yaml-feature"}
    return (problem for problem in problems if problem.code == "yaml-feature" or problem.location not in refused)


class _Reading:
    """All files of a folder, each read once."""

    def __init__(self, base: Path, settings: Settings) -> None:
        self.base = base
        self.settings = settings
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.refused: set[tuple[str, str]] = set()
        self._first: dict[tuple[str, str], Record] = {}
        self._folders: set[Path] = set()

    def read(self, folder: Path) -> None:
        if not folder.is_dir():
            message = f"there is no folder {self._shown(folder)}"
            hint = "create it, or name another one with “folder” in mkdocs.yml or --folder"
            self._problem("missing-folder", message, Location(self._shown(folder)), hint)
            return
        self._read_folder(folder, "")

    def _shown(self, path: Path) -> str:
        return Path(os.path.relpath(path, self.base)).as_posix()

    def _problem(self, code: str, message: str, place: Location, hint: str = "") -> None:
        self.problems.append(Problem(code, Severity.ERROR, message, place, hint))

    def _read_folder(self, folder: Path, dossier: str) -> None:
        if folder.resolve() in self._folders:
            return  # a symbolic link has led back here
        self._folders.add(folder.resolve())
        try:
            entries = [(path, path.is_dir()) for path in sorted(folder.iterdir())]
        except OSError as error:
            self._problem("unreadable-file", f"cannot be read: {error.strerror}", Location(self._shown(folder)))
            return
        article = folder / ARTICLE
        if any(path == article for path, _ in entries):
            dossier = self._read_article(article)
            if not dossier:
                return
        kind = BY_SECTION.get(folder.name)
        for path, is_folder in entries:
            if path.name.startswith((".", "_")) or path == article:
                continue
            if path.suffix in (".yml", ".yaml"):
                if kind is not None:
                    self._read_record(path, kind, dossier)
                else:
                    self._read_sections(path, dossier)
            elif is_folder and path.name not in NO_RECORDS:
                self._read_folder(path, dossier)

    def _read_article(self, path: Path) -> str:
        """Take in the dossier whose article this is, and answer its id; empty where it must be left out."""
        shown = self._shown(path)
        key = _key(path.parent.name)
        text, problems = yamlfile.read_text(path, shown, self.settings.limits.file_bytes)
        self.problems += problems
        if text is None:
            return str(key)
        written, body, body_line = places.front_matter(text)
        if written is None:
            message = "the article has no front matter"
            hint = "begin the file with a line ---, then title: … and published: …, then a line ---"
            if text.startswith("---\n"):
                message, hint = "the front matter that begins here has no end", "write a line --- below its last field"
            self._problem("no-front-matter", message, Location(shown), hint)
            return str(key)
        data, problems = yamlfile.parse(written, shown, self.settings.limits)
        self.problems += problems
        if data is None:
            if not problems:
                message = "the front matter is empty"
                self._problem("missing-field", message, Location(shown), "add title: … and published: …")
            return str(key)
        not_written = {"body": body, "body_line": body_line, "folder": path.parent}
        dossier = self._validated(DOSSIER, key, data, shown, not_written)
        if isinstance(dossier, Dossier) and dossier.status == "draft" and not self.settings.drafts:
            return ""
        if not self._take(dossier):
            return self._shown(path.parent)  # no id: what stands here must not be looked for in the other article
        return str(key)

    def _read_sections(self, path: Path, dossier: str) -> None:
        shown = self._shown(path)
        data = self._mapping(path, shown)
        for section, records in (data or {}).items():
            place = Location(shown, section.line, section.column)
            kind = BY_SECTION.get(section)
            if kind is None:
                hint = did_you_mean(section, BY_SECTION) or f"known are {', '.join(BY_SECTION)}"
                self._problem("unknown-section", f"there is no section “{section}”", place, hint)
            elif isinstance(records, yamlfile.Mapping):
                self._read_section(kind, records, shown, dossier, place)
            elif records != "":
                hint = f"write each {kind.noun} as its id, a colon, and its fields indented below it"
                self._problem("wrong-type", f"{section} holds no ids", place, hint)

    def _read_section(self, kind: Kind, records: yamlfile.Mapping, shown: str, dossier: str, place: Location) -> None:
        if kind.model.local and not dossier:
            hint = f"move them into the folder of the dossier whose {ARTICLE} they speak of"
            self._problem("outside-dossier", f"{kind.section} stand outside of any dossier", place, hint)
            return
        for key, fields in records.items():
            self._take(self._validated(kind, key, fields, shown, {"dossier": dossier}))

    def _read_record(self, path: Path, kind: Kind, dossier: str) -> None:
        shown = self._shown(path)
        data = self._mapping(path, shown)
        if data is None:
            self._refuse(kind, path.stem, dossier)
            return
        if kind.model.local and not dossier:
            hint = f"move it into the folder of the dossier whose {ARTICLE} it speaks of"
            self._problem("outside-dossier", f"a {kind.noun} stands outside of any dossier", Location(shown), hint)
            return
        self._take(self._validated(kind, _key(path.stem), data, shown, {"dossier": dossier}))

    def _mapping(self, path: Path, shown: str) -> yamlfile.Mapping | None:
        data, problems = yamlfile.read(path, shown, self.settings.limits)
        self.problems += problems
        if data is None and not problems:
            message, hint = "the file is empty", "write a section such as actors: into it, or delete it"
            self.problems.append(Problem("empty-file", Severity.WARNING, message, Location(shown), hint))
        return data

    def _validated(
        self, kind: Kind, key: Scalar, data: yamlfile.Node, shown: str, not_written: dict[str, object]
    ) -> Record | None:
        record, problems = validate(kind, key, data, shown, not_written)
        self.problems += problems
        if record is None:
            self._refuse(kind, key, str(not_written.get("dossier", "")))
        return record

    def _refuse(self, kind: Kind, key: str, dossier: str) -> None:
        self.refused.add((kind.noun, f"{dossier}/{slug(key)}" if kind.model.local else slug(key)))

    def _take(self, record: Record | None) -> bool:
        """Keep the record; False if there is another one of its name."""
        if record is None:
            return True
        first = self._first.setdefault((record.noun, record.key), record)
        if first is record:
            self.records.append(record)
        else:
            message = f"there are two {record.noun}s “{record.id}”: the other one stands in {first.origin}"
            self._problem("duplicate-id", message, record.origin, "rename or delete one of them")
        return first is record


def _key(name: str) -> Scalar:
    key = Scalar(slug(name) if name != name.lower() else name)
    key.line, key.column, key.comment = 1, 1, ""
    return key


class _Anchoring:
    """Every dossier's article rendered, with the passages of its annotations found and marked."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.problems: list[Problem] = []
        self._renderer = ArticleRenderer()
        self._names = cache(self._name_index)
        self._withheld = {actor.id for actor in collection.of(Actor) if actor.withheld}

    def _name_index(self, language: str) -> NameIndex:
        return NameIndex((actor for actor in self.collection.of(Actor) if not actor.withheld), language)

    def anchor(self, dossier: Dossier) -> None:
        language = dossier.language or self.collection.language
        passages: dict[Record, Passage] = {}
        named: list[Named] = []
        spans: list[tuple[int, int]] = []

        def marks(visible: VisibleText) -> list[Mark]:
            passages.update(self._passages(dossier, visible.text))
            named.extend(_allowed(self._names(language).find(visible.text), passages))
            spans.extend(sentences(visible.text, language))
            return _marks(passages, named, self._withheld)

        excerpt = dossier.publish == "excerpt"
        rendered = self._renderer.render(dossier.title, dossier.lead, dossier.body, marks, excerpt=excerpt)
        self.collection.anchor(dossier, Article(rendered, passages, tuple(named), tuple(spans)))

    def _passages(self, dossier: Dossier, text: str) -> Iterator[tuple[Record, Passage]]:
        searchable = Searchable(text)
        for record in self.collection.written_in(dossier):
            if not isinstance(record, Anchored) or not record.quote:
                continue
            selector = Selector(record.quote, record.prefix, record.suffix, record.occurrence)
            found = searchable.find(selector)
            if isinstance(found, Passage):
                yield record, found
            else:
                self.problems.append(self._lost(record, found))

    def _lost(self, record: Record, found: Missing | Ambiguous) -> Problem:
        place = self.collection.place(record, "quote")
        name = f"{record.noun} “{record.id}”"
        if isinstance(found, Missing):
            hint = f"the closest passage: {found.difference}" if found.difference else "nothing in it is like the quote"
            return Problem(
                "quote-missing", Severity.ERROR, f"{name}: the article does not hold this quote", place, hint
            )
        if found.hits == 0:
            message = f"{name}: the quote stands in the article, but not with this prefix and suffix"
        else:
            message = f"{name}: the quote stands {found.hits} times in the article"
        contexts = "  ".join(f"{number}: {context}" for number, context in enumerate(found.contexts, start=1))
        hint = f"lengthen it, or add prefix:, suffix: or occurrence: — {contexts}"
        return Problem("quote-ambiguous", Severity.ERROR, message, place, hint)


def _allowed(named: list[Named], passages: Mapping[Record, Passage]) -> Iterator[Named]:
    """The names found, without those that a mention forbids or that it ascribes itself."""
    claimed = [
        (passage, mention)
        for mention, passage in passages.items()
        if isinstance(mention, Mention) and (mention.actor or mention.forbid)
    ]
    for name in named:
        if not any(
            passage.start < name.end
            and name.start < passage.end
            and (not mention.forbid or mention.actor in ("", name.actor.id))
            for passage, mention in claimed
        ):
            yield name


def _marks(passages: Mapping[Record, Passage], named: list[Named], withheld: set[str]) -> list[Mark]:
    marks = [Mark(name.start, name.end, "actor", f"actor:{name.actor.id}") for name in named]
    number = 0
    for record in by_position(passages):
        start, end = passages[record].start, passages[record].end
        if isinstance(record, Mention):
            marks += [
                Mark(start, end, noun, f"{noun}:{target}")
                for noun in MENTIONABLE
                if (target := getattr(record, noun)) and not record.forbid
                if noun != "actor" or target not in withheld
            ]
        elif isinstance(record, Statement):
            number += 1
            marks.append(Mark(start, end, record.noun, f"#_note-{record.id}", record.id, number))
        elif record.local:
            marks.append(Mark(start, end, record.noun, f"#_note-{record.id}", record.id))
        else:
            marks.append(Mark(start, end, record.noun, f"{record.noun}:{record.id}", f"_{record.noun}-{record.id}"))
    return marks
