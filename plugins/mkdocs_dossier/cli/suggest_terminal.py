"""Show a dossier's proposals in a terminal, one after the other; one key each accepts, edits or rejects."""

import os
import re
import shutil
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast

import click

from mkdocs_dossier.article.sourcelines import places_in
from mkdocs_dossier.checks.references import unknown_records
from mkdocs_dossier.cli.common import Refused, configured, dossier_named, read, shown, writing
from mkdocs_dossier.cli.new import ANNOTATIONS_FILE, entry_of
from mkdocs_dossier.cli.skeletons import skeletons
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.coverage import free_sentences
from mkdocs_dossier.loading import ARTICLE
from mkdocs_dossier.model.kinds import BY_NOUN, BY_SECTION
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.problems import advised, printable
from mkdocs_dossier.reading.validate import validate
from mkdocs_dossier.site.i18n import N_, Interface
from mkdocs_dossier.suggestions.proposals import Choice, Fields, NewRecord, Proposal, Tier
from mkdocs_dossier.suggestions.suggesting import suggested
from mkdocs_dossier.syntax import yaml
from mkdocs_dossier.syntax.patching import RefusedError, in_brackets, patched
from mkdocs_dossier.syntax.replacing import change_file, put
from mkdocs_dossier.syntax.word_tables import table
from mkdocs_dossier.syntax.yaml import Mapping, Scalar

#: In the dossier's folder: a line for each rejected proposal, its fingerprint first.
REJECTED = "_rejected.txt"
_TIERS = {
    Tier.SURE: ("■■■", N_("sure"), N_("%(num)s sure")),
    Tier.LIKELY: ("■■□", N_("likely"), N_("%(num)s likely")),
    Tier.LOOK: ("■□□", N_("to look at"), N_("%(num)s to look at")),
}
_KEYS = {"a": N_("accept"), "e": N_("edit"), "x": N_("reject"), "s": N_("later"), "A": N_("all sure ones")}
_KEYS |= {"u": N_("undo"), "q": N_("quit"), "?": N_("help")}
#: Keys that do the same as one that is shown.
_SAME = {"y": "a", "n": "x"} | dict.fromkeys("\r\n ", "s")
_HELP = N_(
    "a writes the record. A number chooses, and writes it. e opens the record in your editor. x never proposes it"
    " again. s leaves it open. A writes all that are sure. u takes the last decision back. q ends: nothing is lost."
)
_CHOOSE = N_("Press %(keys)s to choose, or e to write it yourself: nothing is likely enough for a.")


class Addition(NamedTuple):
    """A file before and after a record was added, empty before if it is new; and the line of the record."""

    path: Path
    before: bytes
    after: bytes
    line: int = 0


class Desk:
    """One dossier's proposals and files; words are in the site's language, else the dossier's."""

    def __init__(self, folder: Path, dossier_id: str, *, every: bool = False) -> None:
        self.folder, self.dossier_id, self.every = folder, dossier_id, every
        self._reasons = table("cli", "reasons.yml")
        self.load()
        site = configured(folder)
        language = site.settings.language if site else self.collection.language_of(self.dossier)
        self.gettext = Interface(language).gettext

    def load(self) -> None:
        """Read the collection, and propose what the dossier lacks. Raises Refused if there is no such dossier."""
        self.collection = read(self.folder)[0]
        self.dossier = dossier = dossier_named(self.dossier_id, self.collection.articles)
        self.article = self.collection.articles[dossier]
        self.text, self.file, self.rejected = self.article.text, dossier.folder / ARTICLE, dossier.folder / REJECTED
        lines = self.rejected.read_text(encoding="utf-8").splitlines() if self.rejected.is_file() else []
        rejected = {line.split(" ", 1)[0] for line in lines}
        self.proposals = suggested(self.collection, dossier, rejected, every=self.every)
        places = places_in(dossier.body, self.text, self.article.sentences, lead=bool(dossier.lead))
        self._lines = [
            self.collection.place(dossier, name).line if line is None else dossier.body_line + line
            for _, name, line in places
        ]

    def place(self, one: Proposal) -> tuple[int, int]:
        """Return the number of a proposal's sentence, and its line in the article's file."""
        at = max(self.article.sentences.at(one.start), 0)
        return at + 1, self._lines[at]

    def why(self, one: Proposal) -> str:
        """Return the reason for a proposal in words."""
        cue = " … ".join(" ".join(self.text[start:end].split()) for start, end in one.cues[:2])
        return self.gettext(self._reasons[one.reason]) % {"cue": cue}

    def way(self, way: Choice) -> str:
        """Return a candidate in words."""
        if not way.label:
            return self.gettext(N_("the article itself, no source") if way.fields else N_("no quantity"))
        return self.gettext("new: “%(name)s”") % {"name": way.label} if way.new else way.label

    def accept(self, one: Proposal) -> list[Addition]:
        """Write a proposal and the records of registers that it needs. Raises Refused if its file cannot take it."""
        new = [record for record in one.new if not self.collection.find(record.id, record.noun)]
        return [*(self._added(*record) for record in new), self._added(one.noun, one.id, one.fields, one.adds)]

    def _added(self, noun: str, record_id: str, fields: Fields, adds: str = "") -> Addition:
        kind, record = BY_NOUN[noun], self.collection.find(record_id, noun, dossier=self.dossier_id)
        own = (self.dossier.folder if kind.model.local else self.folder) / f"{kind.section}.yml"
        path = own.with_name(ANNOTATIONS_FILE) if kind.model.local and not own.exists() else own
        entry, way = entry_of(record_id, skeletons()[noun].fields(fields)), (kind.section, record_id, adds)
        path = self.collection.base / self.collection.place(record).path if adds and record else path
        edit = (lambda patch: patch.set(way, fields[adds])) if adds else (lambda patch: patch.add(kind.section, entry))
        written = self._changed(path, patched(edit))
        section = (yaml.parse(written.after.decode("utf-8-sig"), "")[0] or Mapping())[Scalar(kind.section)]
        return written._replace(line=next(key.line for key in cast(Mapping, section) if key == record_id))

    def reject(self, one: Proposal) -> Addition:
        """Remember that a proposal is not wanted; its words follow for people."""
        line = f"{one.fingerprint} {one.noun}: {one.words}\n"
        return self._changed(self.rejected, lambda text: text + line)

    def _changed(self, path: Path, change: Callable[[str], str]) -> Addition:
        with writing(path):
            return Addition(path, *change_file(path, change))


class Session:
    """One run through the proposals of a dossier."""

    def __init__(self, desk: Desk, *, interactive: bool) -> None:
        self.desk, self.interactive = desk, interactive
        self.width = max(shutil.get_terminal_size().columns, 20)
        self.queue, self.total = list(desk.proposals), len(desk.proposals)
        self.later: list[Proposal] = []
        self.done: list[tuple[bool, Proposal, list[Addition]]] = []
        self.unwritten = dict[str, str]()

    def run(self) -> None:
        """Show the proposals; what is decided is written at once, so that an end at any time loses nothing."""
        free = len(list(free_sentences(self.desk.collection, self.desk.dossier)))
        tiers = Counter(one.tier for one in self.queue)
        counts = ", ".join(self._(words, num=tiers[tier]) for tier, (_, _, words) in _TIERS.items() if tiers[tier])
        number = len(self.desk.article.sentences)
        words = N_("%(num)s sentences, %(done)s annotated. Proposals: %(counts)s.")
        self._say(words, num=number, done=number - free, counts=counts or 0)
        try:
            while self.interactive and (self.queue or self._left()):
                self._show(self.queue[0])
                if not self._decided(self.queue[0]):
                    break
        except (KeyboardInterrupt, EOFError):
            click.echo()
        if not self.interactive:
            while self.queue:
                self._show(self.queue[0])
                self.queue.pop(0)
            return
        accepted = sum(kept for kept, _, _ in self.done)
        words = N_("Done: %(num)s accepted, %(rejected)s rejected (remembered, not proposed again).")
        self._say(words, num=accepted, rejected=len(self.done) - accepted)
        for number, line in sorted({self.desk.place(one) for one in (*self.later, *self.queue)}):
            self._say("Open: sentence %(num)s, %(place)s", num=number, place=f"{shown(self.desk.file)}:{line}")

    def _(self, message: str, **values: object) -> str:
        return self.desk.gettext(message) % values

    def _say(self, message: str, **values: object) -> None:
        self._print(self._(message, **values))

    def _print(self, text: str) -> None:
        click.echo("\n".join(self._wrapped(text)))

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        """Break a text into lines; nothing is cut."""
        return textwrap.wrap(printable(text), self.width, subsequent_indent=indent, break_on_hyphens=False) or [""]

    def _styled(self, text: str, colour: str = "", **more: bool) -> str:
        return click.style(text, fg=None if os.environ.get("NO_COLOR") else colour or None, **more)

    def _show(self, one: Proposal) -> None:
        """Print a proposal: sentence, reason, candidates, YAML."""
        (number, line), (bars, tier, _) = self.desk.place(one), _TIERS[one.tier]
        count = self._("%(at)s of %(num)s", at=self.total - len(self.queue) + 1, num=self.total)
        sentence = self._("sentence %(num)s", num=number)
        head = self._wrapped(f"── {count}  {bars} {self._(tier)}  {sentence}, {self.desk.file.name}:{line} ──", "   ")
        lines = ["", *(self._styled(part, bold=True) for part in head), "", *self._sentence(one), ""]
        labels = [(self._("Why"), self.desk.why(one))]
        labels += [(str(key), self.desk.way(way)) for key, way in enumerate(one.candidates, 1)]
        lines += [*(part for label, text in labels for part in self._wrapped(f"  {label:6} {text}", " " * 9)), ""]
        for field in _entries(replace(one, fields=one.written)):
            indent = "+ " + " " * (len(field) - len(field.lstrip()) + 2)
            lines += [self._styled(part, "green") for part in self._wrapped(f"+ {field}", indent)]
        inferred = ", ".join(f"{key}: {value}" for key, value in one.inferred.items())
        label = self._("inferred, not written:")
        lines += self._wrapped(f"  # {label} {inferred}", "  #   ") if inferred else []
        click.echo("\n".join([*lines, ""]))

    def _sentence(self, one: Proposal) -> Iterator[str]:
        """Yield the sentence in lines, its cues underlined."""
        lines: list[list[str]] = [[]]
        for word in re.finditer(r"\S+", self.desk.text[one.start : one.end]):
            begin, end = one.start + word.start(), one.start + word.end()
            if lines[-1] and len(click.unstyle(" ".join(lines[-1]))) + len(word[0]) > self.width - 5:
                lines.append([])
            marked = any(start < end and begin < last for start, last in one.cues)
            seen = printable(word[0])
            lines[-1].append(self._styled(seen, "cyan", underline=True) if marked else seen)
        return (f"  {' '.join(line)}" for line in lines)

    def _decided(self, one: Proposal) -> bool:
        """Ask for a key, and do what it says; return False to end."""
        ways = {str(number): way for number, way in enumerate(one.candidates, 1)}
        keys = {"1" if len(ways) == 1 else f"1–{len(ways)}": N_("choose")} if ways else {}
        keys |= {key: words for key, words in _KEYS.items() if key != "a" or one.tier is not Tier.LOOK}
        offered = " ".join(f"{key}\u00a0{self._(words).replace(' ', chr(160))} " for key, words in keys.items())
        click.echo("\n".join(self._wrapped(f"{offered} ›")), nl=False)
        key = click.getchar()
        click.echo(f" {printable(key)}" if key.isprintable() else "")
        key = _SAME.get(key, key)
        chosen = self._edited(one) if key == "e" else one.chosen(ways[key]) if key in ways else None
        if chosen := one if key == "a" and key in keys else chosen:
            self.queue.pop(0)
            self._accept(chosen, one)
            self._prefer(chosen)
        elif key == "x":
            self.done.append((False, self.queue.pop(0), [self.desk.reject(one)]))
        elif key == "s":
            self.later.append(self.queue.pop(0))
        elif key == "u" and self.done:
            self._undo()
        elif key == "A":
            sure = [each for each in self.queue if each.tier is Tier.SURE]
            self.queue = [each for each in self.queue if each.tier is not Tier.SURE]
            for each in sure:
                self._accept(each, each)
        elif key != "q":
            words = _CHOOSE if key == "a" and ways else _HELP
            self._say(words, keys=next(iter(keys)))  # and the proposal is shown again
        return key != "q"

    def _accept(self, one: Proposal, asked: Proposal) -> None:
        try:
            written = self.desk.accept(one)
        except Refused as error:
            self.later.append(asked)
            self._print(f"△ {error.message}")
            return
        self.done.append((True, asked, written))
        self._say("✓ %(file)s:%(line)s · u takes it back", file=shown(written[-1].path), line=written[-1].line)
        local = BY_NOUN[one.noun].model.local
        if len(written) > 1 or not local or one.words != asked.words:  # a new actor may speak, other clauses be left
            self._propose_again(one.start if local else 0)

    def _left(self) -> bool:
        """Propose what follows from all that was accepted, above all fields; return whether there is anything."""
        if any(kept for kept, _, _ in self.done):
            self._propose_again(0)
        return bool(self.queue)

    def _propose_again(self, start: int) -> None:
        self.desk.load()
        waiting = {left.fingerprint for left in self.later}
        rest = (new for new in self.desk.proposals if new.start >= start)
        self.queue = [new for new in rest if new.fingerprint not in waiting]
        self.total = len(self.done) + len(self.later) + len(self.queue)

    def _prefer(self, one: Proposal) -> None:
        """Offer the value that was chosen for a field first for the records behind it."""
        for at, each in enumerate(self.queue):
            ways = [way for way in each.candidates if one.adds and way.fields == {one.adds: one.fields.get(one.adds)}]
            if each.adds == one.adds and ways and "\n" not in self.desk.text[one.end : each.start]:
                others = (way for way in each.candidates if way is not ways[0])
                fields = {**each.fields, **ways[0].fields}
                self.queue[at] = replace(each, fields=fields, candidates=(ways[0], *others))

    def _undo(self) -> None:
        _, last, written = self.done.pop()
        for each in reversed(written):
            try:
                put(each.path, each.after, each.before)
            except RefusedError:
                self._say("△ %(file)s has changed since, and is left as it is", file=shown(each.path))
        self._propose_again(last.start if BY_NOUN[last.noun].model.local else 0)

    def _edited(self, one: Proposal) -> Proposal | None:
        """Let the user's editor change the records; None if it would be a problem, and what was saved waits for `e`."""
        begun = self.unwritten.pop(one.fingerprint, "\n".join(_entries(one)) + "\n")
        saved = click.edit(begun, extension=".yml") or ""
        sections, problems = yaml.parse(saved, "")
        records, made = list[NewRecord](), list[Record]()
        for section, entries in (sections or {}).items():
            if (kind := BY_SECTION.get(section)) is None or not isinstance(entries, Mapping):
                continue
            for key, values in entries.items():
                record, wrong = validate(kind, key, values, "", {"dossier": self.desk.dossier_id})
                problems, made = [*problems, *wrong], [*made, *([record] if record else [])]
                given = values.items() if isinstance(values, Mapping) else ()
                fields = {str(name): tuple(map(_given, v)) if isinstance(v, list) else _given(v) for name, v in given}
                records.append(NewRecord(kind.noun, str(key), fields))
        faults = [advised(problem.message, problem.hint) for problem in problems]
        unknown = (one for one in unknown_records(Collection([*made, *self.desk.collection])) if one.record in made)
        faults += [advised(one.message, one.hint) for one in unknown]
        for fault in faults:
            self._print(f"△ {fault}")
        own = [record for record in records if record.noun == one.noun]
        if faults or len(own) != 1:
            self.unwritten[one.fingerprint] = saved or begun
            self._say("△ Nothing was written. e opens what you saved again.")
            return None
        new = tuple(record for record in records if record.noun != one.noun)
        way = Choice("", own[0].fields, new)
        return replace(one, id=one.id if one.adds else own[0].id, fields=own[0].fields, candidates=(way,))


def _given(node: yaml.Node) -> str:
    return str(node) if isinstance(node, str) else in_brackets(node)


def _entries(one: Proposal) -> list[str]:
    """Return the lines of a proposal's record and of the new records that it needs, by section."""
    entries = dict[str, list[str]]()
    for noun, name, given in (*one.new, (one.noun, one.id, one.fields)):
        entry = entry_of(name, skeletons()[noun].fields(given))
        entries.setdefault(BY_NOUN[noun].section, []).extend(f"  {line}" for line in entry)
    return [line for section, lines in entries.items() for line in (f"{section}:", *lines)]
