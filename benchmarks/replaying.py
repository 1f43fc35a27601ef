"""Compare what a person types with `dossier suggest` to typing the YAML by hand: `python -m benchmarks.replaying`.

A collection's annotations are removed, and on request its registers too. A driver then answers every proposal of the
terminal session as a person would who wants the original records: a key accepts, chooses, postpones or rejects. The
rest is typed into the files; with empty registers, first these, before a second session. The keys are typed again
through a pseudo-terminal, and must write the same bytes. `_HOW`, which the report repeats, explains what is counted.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import re
import shutil
import subprocess
import tempfile
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from benchmarks.suggesting import AGENCIES, ROOT, without_annotations
from benchmarks.terminal import typed
from mkdocs_dossier.article.names import names_of
from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.cli.suggest_terminal import Desk, Session
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.language.words import keys_of, word_set
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.kinds import BY_NOUN, BY_SECTION, fields_by_key
from mkdocs_dossier.model.records import (
    MENTIONABLE,
    Dossier,
    Figure,
    Mention,
    Quantity,
    Record,
    Statement,
)
from mkdocs_dossier.suggestions.proposals import Fields, NewRecord, Proposal, Tier

REPORT = Path(__file__).with_name("REPLAY.md")
#: Fields, at any depth, that are prose, which only people write and `suggest` never proposes.
_PROSE = word_set(
    "text caveat description note why summary clarity acknowledged checked assessed answer question stage"
)
#: Fields of statements that can be inferred from their words, the registers or the dossier.
_DEFAULTS = word_set("mode actors topics events agreements provision")
_LANGUAGES = frozenset(("de", "en", "fr", "uk", "ru", "ko"))
#: The number of keys for an edit (`e`, `:wq`, Enter), to search for a record (`/`, Enter), and to delete a line.
_EDIT, _FIND, _DELETE_LINE = 5, 2, 2
#: Fields of statements that a proposal may have although the original has none.
_MAY_BE_NEEDLESS = word_set("said_on act via said_by")
#: A field that names records of registers; and in letters, what the forms of a word begin with.
_REFERENCE = re.compile(
    r"(?m)^( +(said_by|actors?|via|source|quantity|topics|events?|agreements?|places?): )(\[?[\w, -]+\]?)$"
)
_STEM = 4
#: Fields that name records of registers → their kind.
_NOUNS = {"topics": "topic", "events": "event", "agreements": "agreement", "actors": "actor", "said_by": "actor"}
#: Kinds of records of articles; the others are in registers.
_IN_ARTICLES = word_set("statement figure mention")
#: Seconds per key, and per proposal to read: Card, Moran and Newell's keystroke-level model (1980) has 0.28 s for a key
#: of an average typist and 1.35 s for a mental preparation.
_KEY, _PREPARE = 0.28, 1.35

_HOW = """\
How it is counted. In both cases, the articles with their front matter are there from the start. **By hand** counts each
character of the records' YAML as it is written in the collection, with line ends but without indentation. **With
`suggest`** counts the commands with Enter, the keys of the sessions, and what must be typed into the files afterwards:
the whole YAML of a record that was neither proposed nor inferred; the lines of a missing or different field; in a quote
that was cut or widened, the inserted characters and one key for each deleted word; two keys to delete a line; for each
edited record `/`, its id and Enter; and for each file the editor's command and `:wq`. Ids may differ, because `suggest`
makes its own. Names and labels are counted like quotes.

From **empty** registers, there are two sessions: in the first, `s` postpones proposals that need a record that is not
proposed; then the registers are completed by typing, which is counted; and the second session has the rest.

Prose is counted separately, because it cannot be proposed:
{prose},
and translations. It costs the same in both cases. A field is not typed if the loaded record has the same value without
it: values inferred from other fields or from the registers cost nothing. Minutes are estimated, not measured: {key} s
for each key, and {prepare} s for each proposal and each field or record that is typed."""


@dataclass
class Written:
    """A record as written in a file: its section, id and folder, the characters of its fields, and those of prose."""

    section: str
    id: str
    home: str
    fields: Counter[str] = field(default_factory=Counter)
    free: Counter[str] = field(default_factory=Counter)
    """The fields that need not be written, because they are inferred."""
    prose: int = 0

    @property
    def characters(self) -> int:
        """The number of characters to type by hand, without prose."""
        return len(self.id) + 2 + self.fields.total()


def written_in(folder: Path) -> list[Written]:
    """Return the records of a collection's YAML files, which must be in the sample's style."""
    records: list[Written] = []
    for path in sorted(folder.rglob("*.yml")):
        if path.name.startswith("_"):
            continue
        home = path.parent.name if (path.parent / "article.md").exists() else ""
        alone = path.parent.name in BY_SECTION  # a file of its own: actors/putin.yml
        found = Written(path.parent.name, path.stem, home) if alone else None
        records += [found] if found else []
        section, key, prose, depth = "", "", -1, 0 if alone else 4
        for line in path.read_text(encoding="utf-8").splitlines():
            stripped, indent = line.strip(), len(line) - len(line.lstrip())
            if not stripped or stripped.startswith("#"):
                continue
            named = re.match(r"(?:- )?([\w-]+):(?: |$)", stripped)
            if indent == 0 and not alone:
                section = stripped.rstrip(":")
            elif indent == 2 and not alone:
                found, prose = Written(section, stripped.partition(":")[0], home), -1
                records.append(found)
                found.fields[""] += len(stripped.partition(":")[2])
            elif found:
                if indent == depth and named:
                    key = named[1]
                if prose >= 0 and indent <= prose:
                    prose = -1
                if prose < 0 and named and _is_prose(named[1], section or found.section):
                    prose = indent
                if prose >= 0:
                    found.prose += len(stripped) + 1
                else:
                    found.fields[key] += len(stripped) + 1
    return records


def _is_prose(key: str, section: str) -> bool:
    return (key in _PROSE and not (section == "agreements" and key == "text")) or key in _LANGUAGES - {"de"}


@dataclass
class Tally:
    """The cost of the sessions and of the edits afterwards, and the decisions about proposals."""

    commands: int = 0
    keys: int = 0
    edits: int = 0
    typed_records: int = 0
    touched_records: int = 0
    prepared: int = 0
    decided: Counter[str] = field(default_factory=Counter)
    fields: dict[str, Counter[bool]] = field(default_factory=dict)
    """Field of statements → whether it was proposed or defaulted, not typed."""
    left: Counter[str] = field(default_factory=Counter)
    """Section and field → characters that were typed into files."""

    @property
    def total(self) -> int:
        """The number of all typed characters and keys."""
        return self.commands + self.keys + self.edits


class Truth:
    """The annotated collection, with a mapping from new records to its own."""

    def __init__(self, folder: Path) -> None:
        self.collection = load(folder)[0]
        self.same: dict[tuple[str, str], str] = {}
        """(noun, id made by `suggest`) → id in the annotated collection."""
        self.taken: set[Record] = set()
        self.made: dict[tuple[str, str, str], Record] = {}
        """(dossier, noun, id made by `suggest`) → the wanted record."""
        self.goes_on = False
        """Whether another session follows."""

    def passages(self, dossier: str, model: type[Any]) -> list[tuple[Any, Passage]]:
        """Return the records of a kind with their passages in a dossier's article."""
        found = self.collection.get(Dossier, dossier)
        return list(self.collection.articles[found].passages.of(model)) if found else []

    def id_of(self, noun: str, name: str, new: Sequence[NewRecord]) -> str:
        """Return the annotated collection's id for an id of the new one; empty if there is none."""
        for record in new:
            if (record.noun, record.id) == (noun, name):
                return self._named(record)
        return self.same.get((noun, name), name)

    def _named(self, new: NewRecord) -> str:
        called = {str(value).casefold() for value in new.fields.values() if isinstance(value, str)}
        for record in self.collection.of(BY_NOUN[new.noun].model):
            if not called.isdisjoint(name.casefold() for name in _names(record)):
                return str(record.id)
        return ""

    def quantity(self, figure: Figure, new: NewRecord) -> str:
        """Return a figure's quantity if a new one can stand for it: their labels share a word, and both are free."""
        quantity, mine = self.collection.get(Quantity, figure.quantity), self.same.get(("quantity", new.id))
        if quantity is None or (mine or quantity.id) != quantity.id:
            return ""
        taken = mine is None and ("quantity", quantity.id) in {
            (noun, theirs) for (noun, _), theirs in self.same.items()
        }
        labels = (str(new.fields["label"]), *map(str, (quantity.label, *quantity.label.translations.values())))
        words, *others = ({key[:_STEM] for key in keys_of(label) if len(key) >= _STEM} for label in labels)
        return "" if taken or not any(words & other for other in others) else str(quantity.id)

    def registered(self, new: NewRecord) -> str:
        """Return the id of the register's record for a new one; empty if there is none, or it is taken.

        Events match by date; places and agreements match if the wanted name contains all words of the new one's.
        """
        taken = {theirs for (noun, _), theirs in self.same.items() if noun == new.noun}
        names = {word.casefold() for word in re.findall(r"\w+", str(new.fields.get("name", "")))}
        for record in self.collection.of(BY_NOUN[new.noun].model):
            if record.id in taken:
                continue
            words = [{word.casefold() for word in re.findall(r"\w+", name)} for name in _names(record)]
            match new.noun:
                case "event":
                    same = record.date.text == new.fields["date"]
                case "place" | "agreement":
                    same = any(names <= each for each in words)
                case "topic" | "source":
                    same = record.id == new.id
                case _:
                    same = self._named(new) == record.id
            if same:
                return str(record.id)
        return ""

    def corresponds(self, dossier: str, one: Proposal, record: Record) -> None:
        """Remember the article's record that a proposal corresponds to."""
        self.taken.add(record)
        self.made[dossier, one.noun, one.id] = record
        for before in ("", f"{dossier}/") if one.noun in ("statement", "figure") else ():
            self.same[one.noun, before + one.id] = before + str(record.id)

    def accepted(self, records: Iterable[NewRecord], wanted: Record | None) -> None:
        """Remember the ids of new records that a wanted record needs."""
        for record in records:
            counted = self.quantity(wanted, record) if isinstance(wanted, Figure) else ""
            self.same[record.noun, record.id] = counted or self._named(record) or f"new {record.id}"


def _names(record: Record) -> Iterator[str]:
    if hasattr(record, "name"):
        yield from names_of(record)
        yield from (str(record.name), *record.name.translations.values())
    for key in ("title", "container_title", "label"):
        if value := getattr(record, key, ""):
            yield str(value)


class Driver(Session):
    """A session that answers each proposal so that the annotated collection results."""

    def __init__(self, desk: Desk, truth: Truth, tally: Tally) -> None:
        super().__init__(desk, interactive=True)
        self.truth, self.tally, self.typed = truth, tally, list[str]()
        self.text = ""

    def _show(self, one: Proposal) -> None:
        self.tally.prepared += 1

    def run(self) -> None:
        """Decide about all proposals."""
        keep = click.getchar, click.edit
        click.getchar, click.edit = self._key, self._edit  # type: ignore[assignment]
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                super().run()
        finally:
            click.getchar, click.edit = keep  # type: ignore[assignment]

    def _key(self, *_: object) -> str:
        key = self._answer(self.queue[0])
        self.typed.append(key)
        self.tally.keys += 1
        return key

    def _edit(self, text: str, **_: object) -> str:
        return text

    def _added(self, one: Proposal) -> str:
        """Choose the value that a field of a record had; reject all if it had another one."""
        record = self.truth.made.get((self.desk.dossier_id, one.noun, one.id))
        wanted = [str(getattr(each, "text", each)) for each in _listed(_named(getattr(record, one.adds, ())))]
        noun = _NOUNS.get(one.adds, one.noun)
        for key, way in enumerate(one.candidates, 1):
            if [self.truth.same.get((noun, name), name) for name in _listed(way.fields[one.adds])] == wanted:
                self.tally.decided["another choice" if key > 1 else "unchanged"] += 1
                return str(key)
        if self.truth.goes_on and wanted:
            return "s"
        self.tally.decided["rejected"] += 1
        return "x"

    def _answer(self, one: Proposal) -> str:
        if one.adds:
            return self._added(one)
        if one.noun not in _IN_ARTICLES:
            return self._registered(one)
        record = self._wanted(one)
        if record is None:
            self.tally.decided["rejected"] += 1
            return "x"
        ways = [(one.fields, one.new)] if one.tier is not Tier.LOOK else []
        ways += [({**one.fields, **way.fields}, way.new) for way in one.candidates]
        keys = [*(["a"] if one.tier is not Tier.LOOK else []), *map(str, range(1, len(one.candidates) + 1))]
        fitting = [(way, key) for way, key in zip(ways, keys, strict=True) if self._fits(record, *way)]
        if fitting:
            (_, new), key = min(fitting, key=lambda each: _quote_typed(each[0][0], record))
            self.truth.corresponds(self.desk.dossier_id, one, record)
            self.truth.accepted(new, record)
            self.tally.decided["unchanged" if key in ("a", "1") else "another choice"] += 1
            return key
        return "s" if self.truth.goes_on else self._nearest(one, record, ways, keys)

    def _registered(self, one: Proposal) -> str:
        """Accept a register's record if the annotated collection has it; its fields are corrected in the file."""
        new = NewRecord(one.noun, one.id, one.fields)
        wanted = self.truth.registered(new)
        if not wanted or self.desk.collection.find(wanted, one.noun):
            self.tally.decided["rejected"] += 1
            return "x"
        self.truth.same[one.noun, one.id] = wanted
        record = self.truth.collection.find(wanted, one.noun)
        self.truth.accepted(one.new, record)
        corrected = sum(not _alike(getattr(record, key, None), value) for key, value in one.fields.items())
        self.tally.decided[["unchanged", "one field corrected", "more corrected"][min(corrected, 2)]] += 1
        return "a" if one.tier is not Tier.LOOK else "1"

    def _nearest(
        self, one: Proposal, record: Record, ways: Sequence[tuple[Fields, Sequence[NewRecord]]], keys: Sequence[str]
    ) -> str:
        """Take the choice with the fewest corrections in the file, but none that needs a new record."""
        old = [(fields, key) for (fields, new), key in zip(ways, keys, strict=True) if not new]
        if not old:
            self.tally.decided["rejected"] += 1
            return "x"
        said = {name for _, name in _references(record)}
        wrong = {key: len({name for _, name in _given(fields)} ^ said) for fields, key in old}
        _, key = min(old, key=lambda way: (wrong[way[1]], _quote_typed(way[0], record)))
        self.truth.corresponds(self.desk.dossier_id, one, record)
        self.tally.decided["one field corrected" if wrong[key] <= 2 else "more corrected"] += 1
        return key

    def _wanted(self, one: Proposal) -> Record | None:
        """Return the record that a proposal corresponds to: the one whose passage overlaps most."""
        model: type[Any] = {"statement": Statement, "figure": Figure, "mention": Mention}[one.noun]
        start, end = one.cues[0] if one.noun != "statement" else (one.start, one.end)
        best, most = None, 0
        for record, held in self.truth.passages(self.desk.dossier_id, model):
            shared = min(held.end, end) - max(held.start, start)
            if record not in self.truth.taken and shared > most and 2 * shared > min(len(held), end - start):
                best, most = record, shared
        return best

    def _fits(self, record: Record, fields: Fields, new: Sequence[NewRecord]) -> bool:
        if isinstance(record, Figure) and new:
            return bool(self.truth.quantity(record, new[0]))
        given = [(noun, self.truth.id_of(noun, name, new)) for noun, name in _given(fields)]
        return sorted(given) == sorted(_references(record))


def _alike(value: Any, given: str | Sequence[str]) -> bool:
    values = [str(getattr(each, "text", each)) for each in _listed(value)]
    return values == _listed(given) or (given == "yes" and value is True)


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (tuple, list)) else [value] if value else ()


def _given(fields: Fields) -> Iterator[tuple[str, str]]:
    keys = (("said_by", "actor"), ("via", "source"), ("quantity", "quantity"), *((noun, noun) for noun in MENTIONABLE))
    for key, noun in keys:
        value = fields.get(key, ())
        yield from ((noun, name) for name in ([value] if isinstance(value, str) else value) if name)


def _references(record: Record) -> list[tuple[str, str]]:
    if isinstance(record, Statement):
        return [*(("actor", name) for name in record.said_by), *(("source", name) for name in record.via)]
    if isinstance(record, Figure):
        return [("quantity", record.quantity)]
    return [(noun, name) for noun in MENTIONABLE if (name := getattr(record, noun))]


def compared(folder: Path, bare: Path, truth: Truth, tally: Tally, *, homes: bool) -> Iterator[Written]:
    """Type what is missing or different: yield the records that are counted, and add the edits to the tally.

    Args:
        folder: The annotated collection.
        bare: The collection that the sessions have written into.
        truth: The annotated collection, and the mapping to it.
        tally: Receives the edits.
        homes: Whether records of dossiers are compared, not those of registers.
    """
    made, following = load(bare)[0], without_what_follows(folder)
    free = defaulted(following, truth.collection)
    for written in written_in(folder):
        if bool(written.home) is not homes:
            continue
        yield written
        kind = BY_SECTION[written.section]
        wanted = truth.collection.find(written.id, kind.noun, dossier=written.home)
        if wanted is None:
            continue
        for key in [key for key in written.fields if (written.home, written.id, key) in free]:
            written.free[key] = written.fields[key]
        own = _counterpart(wanted, written, made, truth)
        if isinstance(wanted, Statement):
            for key in [key for key in ("said_by", "mode", "actors") if getattr(wanted, key)]:
                proposed = own is not None and not _cost(key, wanted, own, 1, made, truth)
                tally.fields.setdefault(key, Counter())[proposed or (written.home, written.id, key) in free] += 1
        if own is None and _is_found(wanted, written.home, following, truth):
            continue
        if own is None:
            tally.typed_records += 1
            tally.prepared += 1
            tally.edits += written.characters - written.free.total()
            tally.left[written.section] += written.characters - written.free.total()
            continue
        fields = {key: cost for key, cost in written.fields.items() if key and key not in written.free}
        costs = {key: _cost(key, wanted, own, cost, made, truth) for key, cost in fields.items()}
        needless = [
            key
            for key in (_MAY_BE_NEEDLESS if written.home else fields_by_key(type(own)))
            if getattr(own, key, None) and not getattr(wanted, key, None)
        ]
        edits = sum(costs.values()) + _DELETE_LINE * len(needless)
        tally.left.update({f"{written.section}: {key}": cost for key, cost in costs.items() if cost})
        if edits:
            tally.touched_records += 1
            tally.prepared += sum(map(bool, costs.values())) + len(needless)
            tally.edits += edits + len(own.id) + _FIND


def without_what_follows(folder: Path) -> Collection:
    """Load a collection without its mentions, and without the fields of statements that can be inferred."""
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
        bare = Path(place) / "dossier"
        shutil.copytree(folder, bare)
        for path in bare.rglob("*.yml"):
            lines, section, key = list[str](), "", ""
            for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
                section = line.rstrip(":\n") if re.match(r"\w+:", line) else section
                if field_of := re.match(r" {0,4}([\w-]+):", line):
                    key = field_of[1] if line.startswith(" " * 4) else ""
                follows = section == "mentions" or (section == "statements" and key in _DEFAULTS)
                lines += [] if follows else [line]
            path.write_text("".join(lines), encoding="utf-8")
        return load(bare)[0]


def defaulted(bare: Collection, truth: Collection) -> set[tuple[str, str, str]]:
    """Return (dossier, id, field) of all fields of statements that have the same value without being written."""
    same = set()
    for wanted in truth.of(Statement):
        own = bare.find(wanted.id, "statement", dossier=wanted.dossier)
        same |= {(wanted.dossier, wanted.id, key) for key in _DEFAULTS if _equal(own, wanted, key)}
    return same


def _equal(own: Record | None, wanted: Record, key: str) -> bool:
    return own is not None and repr(getattr(own, key, None)) == repr(getattr(wanted, key, None))


def _counterpart(wanted: Record, written: Written, made: Collection, truth: Truth) -> Record | None:
    """Return the record that a session has written for a wanted one, or the existing one."""
    if not written.home:
        found = {mine for (noun, mine), theirs in truth.same.items() if (noun, theirs) == (wanted.noun, wanted.id)}
        return next((made.find(name, wanted.noun) for name in sorted(found)), made.find(wanted.id, wanted.noun))
    dossier, theirs = made.get(Dossier, written.home), truth.collection.get(Dossier, written.home)
    held = truth.collection.articles[theirs].passages.get(wanted) if theirs else None
    best, most = None, 0
    for record, passage in made.articles[dossier].passages.of(type(wanted)) if dossier and held else ():
        shared = min(passage.end, held.end) - max(passage.start, held.start)
        if shared > most and 2 * shared > min(len(held), len(passage)):
            best, most = record, shared
    return best if wanted in truth.taken or isinstance(wanted, Mention) else None


def _is_found(wanted: Record, home: str, made: Collection, truth: Truth) -> bool:
    """Return whether a mention needs no record, because the name at its passage is found anyway."""
    dossier, theirs = made.get(Dossier, home), truth.collection.get(Dossier, home)
    if not isinstance(wanted, Mention) or dossier is None or theirs is None:
        return False
    held, article = truth.collection.articles[theirs].passages.get(wanted), made.articles[dossier]
    names = [(name.start, name.end, "actor", name.actor) for name in article.named]
    names += [(one.start, one.end, one.noun, one.id) for one in getattr(article, "mentioned", ())]
    return held is not None and any(
        start < held.end and held.start < end and name == getattr(wanted, noun, "") for start, end, noun, name in names
    )


def _cost(key: str, wanted: Record, own: Record, cost: int, made: Collection, truth: Truth) -> int:
    """Return the characters to type for a field: none if the records have the same value."""
    attribute = {"from": "from_"}.get(key, key.replace("-", "_"))
    theirs, mine = (_named(getattr(record, attribute, None)) for record in (wanted, own))
    if key == "quote":
        return _typed(str(mine), str(theirs))
    if key in ("name", "label", "title"):
        others = getattr(theirs, "translations", {}) if isinstance(theirs, str) else {}
        return min(
            cost, _typed(str(mine or ""), str(theirs)) + sum(len(f", {one}: {each}") for one, each in others.items())
        )
    if key in ("prefix", "suffix", "occurrence"):
        return cost if _passage(own, made) != _passage(wanted, truth.collection) else 0
    inner = key in ("repeats", "supersedes", "contradicts", "supports", "statement")
    nouns = (
        {"statement" if key == "statement" else wanted.noun}
        if inner
        else {_NOUNS.get(key, key), *(("source", "actor") if key == "via" else ())}
    )
    ids = {name: other for (noun, name), other in truth.same.items() if noun in nouns}
    renamed = re.sub(r"'([^']+)'", lambda found: repr(ids.get(found[1], found[1])), repr(mine))
    return 0 if renamed == re.sub(r'"([^"]+)"', r"'\1'", repr(theirs)) or renamed == repr(theirs) else cost


def _named(value: Any) -> Any:
    """Return a value with the ids of the statements that it contradicts, not the reasons, which are prose."""
    return tuple(getattr(each, "statement", each) for each in value) if isinstance(value, tuple) else value


def _passage(record: Record, collection: Collection) -> object:
    article = collection.article_of(record)
    found = article.passages.get(record) if article else None
    return found and (found.start, found.end)


def _quote_typed(fields: Fields, wanted: Record) -> int:
    """Return the number of keys that change a proposal's quote into the record's."""
    return _typed(str(fields["quote"]), str(getattr(wanted, "quote", "")))


def _typed(old: str, new: str) -> int:
    """Return the number of keys that change one text into another: one per inserted character and deleted word."""
    before, after = (re.findall(r"\w+|[^\w\s]", text.rstrip(" .")) for text in (old, new))
    changes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    different = [change[1:] for change in changes if change[0] != "equal"]
    return sum(last - first + len(" ".join(after[begin:end])) for first, last, begin, end in different)


@dataclass
class Replayed:
    """A collection replayed with or without its registers."""

    name: str
    tally: Tally
    by_hand: int
    prose: int
    records: int

    @property
    def share(self) -> float:
        """The share of what is typed in what the same records cost by hand."""
        return self.tally.total / self.by_hand


def together(found: Sequence[Replayed], name: str) -> Replayed:
    """Add up several collections."""
    tally = Tally()
    for one in (each.tally for each in found):
        for key in ("commands", "keys", "edits", "typed_records", "touched_records", "prepared"):
            setattr(tally, key, getattr(tally, key) + getattr(one, key))
        tally.decided.update(one.decided)
        tally.left.update(one.left)
        for key, counted in one.fields.items():
            tally.fields.setdefault(key, Counter()).update(counted)
    by_hand, prose, records = (sum(getattr(one, key) for one in found) for key in ("by_hand", "prose", "records"))
    return Replayed(name, tally, by_hand, prose, records)


def replayed(folder: Path, name: str, *, registers: bool) -> Replayed:
    """Annotate a collection again, and count what is typed.

    Args:
        folder: The annotated collection.
        name: Its name in the report.
        registers: Whether its registers exist from the start.
    """
    tally, truth = Tally(), Truth(folder)
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
        bare = Path(place) / "dossier"
        _bare(folder, bare, registers=registers)
        again = Path(place) / "again"
        shutil.copytree(bare, again / "dossier")
        records = list[Written]()
        if not registers:
            truth.goes_on = True
            _sessions(bare, again, truth, tally)
            records += compared(folder, bare, truth, tally, homes=False)
            for one in (bare, again / "dossier"):
                _complete(one, folder, truth)
            truth.same = {key: name for key, name in truth.same.items() if key[0] in _IN_ARTICLES}
            truth.goes_on = False
        _sessions(bare, again, truth, tally)
        records += compared(folder, bare, truth, tally, homes=True)
        tally.commands += sum(len(f"vi {path}\n") + _EDIT for path in _edited(folder, tally))
    by_hand, prose = sum(one.characters for one in records), sum(one.prose for one in records)
    return Replayed(name, tally, by_hand, prose, len(records))


def _sessions(bare: Path, again: Path, truth: Truth, tally: Tally) -> None:
    """Run a session for each dossier, and repeat it through a terminal in another copy."""
    sessions = []
    for dossier in sorted(load(bare)[0].of(Dossier), key=lambda one: one.published.sort_key):
        driver = Driver(Desk(bare, dossier.id, every=True), truth, tally)
        driver.run()
        sessions.append((dossier.id, driver.typed))
        tally.commands += len(f"dossier suggest {dossier.id} --every\n")
    for dossier_id, keys in sessions:
        typed(again, dossier_id, keys, every=True)
    assert _bytes(again / "dossier") == _bytes(bare), "the terminal has written something else"


def _complete(bare: Path, folder: Path, truth: Truth) -> None:
    """Copy the annotated collection's registers into another, and rename references in its dossiers accordingly."""
    for path in _registers(bare):
        path.unlink()
    for path in _registers(folder):
        (bare / path.relative_to(folder)).parent.mkdir(exist_ok=True)
        shutil.copy(path, bare / path.relative_to(folder))
    for path in bare.glob("*/*.yml"):
        if (path.parent / "article.md").exists():
            path.write_bytes(_REFERENCE.sub(lambda found: _renamed(found, truth), path.read_text("utf-8")).encode())


def _renamed(found: re.Match[str], truth: Truth) -> str:
    noun = {"said_by": "actor", "actors": "actor", "via": "source"}.get(found[2], found[2].removesuffix("s"))
    ids = re.sub(r"[\w-]+", lambda name: truth.same.get((noun, name[0]), name[0]), found[3])
    return found[1] + ids


def _registers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.yml") if not (path.parent / "article.md").exists()]


def _edited(folder: Path, tally: Tally) -> list[str]:
    """Return the paths of the files with something to type."""
    sections = {section.partition(":")[0] for section in tally.left}
    files = [path for path in sorted(folder.rglob("*.yml")) if not path.name.startswith("_")]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    return [
        path.relative_to(folder.parent).as_posix()
        for path, text in texts.items()
        if any(re.search(rf"^{section}:", text, re.MULTILINE) for section in sections) or path.parent.name in sections
    ]


def _bare(folder: Path, to: Path, *, registers: bool) -> None:
    without_annotations(folder, to)
    if not registers:
        for path in _registers(to):
            path.unlink()


def _bytes(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def of_revision(revision: str, to: Path) -> Path:
    """Write the sample of a Git revision into a folder, and return its path."""
    archive = subprocess.run(["git", "-C", str(ROOT), "archive", revision, "dossier"], check=True, capture_output=True)
    to.mkdir(parents=True)
    subprocess.run(["tar", "-x", "-C", str(to)], input=archive.stdout, check=True)
    return to / "dossier"


def report(found: Sequence[Replayed]) -> Iterator[str]:
    """Yield the report as lines of Markdown."""
    prose = "\n".join(textwrap.wrap(", ".join(f"`{key}`" for key in sorted(_PROSE)), 120))
    yield from ("# Replayed", "", "`python -m benchmarks.replaying` wrote this.", "")
    yield from (_HOW.format(prose=prose, key=_KEY, prepare=_PREPARE), "")
    yield from _table(["characters", *(one.name for one in found)], _costs(found))
    yield from _table(["share", "at least", *(one.name for one in found)], _measures(found))
    for one in found:
        most = ", ".join(f"{key} {cost}" for key, cost in one.tally.left.most_common(8))
        yield f"- {one.name}: most is typed for {most}."


def _costs(found: Sequence[Replayed]) -> Iterator[list[str]]:
    tallies = [one.tally for one in found]
    yield ["the records by hand", *(f"{one.by_hand:,}" for one in found)]
    yield ["with `suggest`", *(f"{tally.total:,}" for tally in tallies)]
    yield ["of that: commands", *(f"{tally.commands:,}" for tally in tallies)]
    yield ["of that: keys of the sessions", *(f"{tally.keys:,}" for tally in tallies)]
    yield ["of that: typed into files", *(f"{tally.edits:,}" for tally in tallies)]
    yield ["**share** (mark: at most 10 %)", *(f"**{one.share:.0%}**" for one in found)]
    yield ["prose, in both cases", *(f"{one.prose:,}" for one in found)]
    with_prose = ((one.tally.total + one.prose) / (one.by_hand + one.prose) for one in found)
    yield ["share with prose", *(f"{share:.0%}" for share in with_prose)]
    yield ["minutes reckoned by hand", *(f"{(one.by_hand * _KEY + one.records * _PREPARE) / 60:.0f}" for one in found)]
    reckoned = ((tally.total * _KEY + tally.prepared * _PREPARE) / 60 for tally in tallies)
    yield ["minutes reckoned with `suggest`", *(f"{minutes:.0f}" for minutes in reckoned)]


def _measures(found: Sequence[Replayed]) -> Iterator[list[str]]:
    tallies = [one.tally for one in found]
    for key, mark in (("said_by", "90 %"), ("mode", "90 %"), ("actors", "85 %")):
        shares = (tally.fields.get(key, Counter()) for tally in tallies)
        yield [f"`{key}` accepted or defaulted", mark, *(_share(share[True], share.total()) for share in shares)]
    decided = [tally.decided for tally in tallies]
    unchanged = [_share(one["unchanged"], one.total()) for one in decided]
    once = [_share(one.total() - one["rejected"] - one["more corrected"], one.total()) for one in decided]
    yield ["proposals accepted unchanged: `a`, or the first choice", "70 %", *unchanged]
    yield ["… or with one change: another choice, or a field", "90 %", *once]
    yield ["proposals rejected", "", *(str(one["rejected"]) for one in decided)]
    yield ["records", "", *(str(one.records) for one in found)]
    yield ["records typed by hand (sample: 15; from empty registers: 40)", "", *(str(t.typed_records) for t in tallies)]
    yield ["records with a field typed", "", *(str(tally.touched_records) for tally in tallies)]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%} of {whole}" if whole else "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield from (f"| {' | '.join(head)} |", f"|{'---|' * len(head)}")
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def main() -> None:
    """Replay the sample and the agency articles, and print and save the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--revision", help="a Git revision whose sample is replayed too")
    parser.add_argument("--collection", type=Path, help="a collection to replay instead of the sample")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
        samples = {"sample": chosen.collection or ROOT / "dossier"}
        if chosen.revision:
            samples[f"sample of {chosen.revision}"] = of_revision(chosen.revision, Path(place) / "sample")
        ways = [(name, folder, registers) for name, folder in samples.items() for registers in (False, True)]
        found = [replayed(folder, name if full else f"{name}, empty", registers=full) for name, folder, full in ways]
        empty = [replayed(one, one.parent.name, registers=False) for one in AGENCIES]
        found = [*found[:1], together(empty, "agencies, empty"), *found[1:]]
        found += [replayed(one, one.parent.name, registers=True) for one in AGENCIES]
    lines = list(report(found))
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
