"""`dossier new KIND ID`: check a new record, add it to existing files, and never overwrite anything."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from mkdocs_dossier.article.names import names_of
from mkdocs_dossier.article.quotes import Ambiguous, Missing, Searchable, Selector
from mkdocs_dossier.checks import references
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.cli.common import Refused, WithExamples, configured, dossier_named, in_folder, read, shown, writing
from mkdocs_dossier.cli.skeletons import NAME, TODAY, Given, Skeleton, skeletons
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.loading import ARTICLE, NO_RECORDS
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.kinds import BY_NOUN, BY_SECTION, Kind
from mkdocs_dossier.model.records import Actor, Anchored, Dossier, Record
from mkdocs_dossier.model.schema import SCHEMA_FILE, schema_text
from mkdocs_dossier.model.text import primary_language
from mkdocs_dossier.problems import advised
from mkdocs_dossier.reading.validate import validate
from mkdocs_dossier.syntax import yaml
from mkdocs_dossier.syntax.patching import RefusedError, patched
from mkdocs_dossier.syntax.replacing import change_file, put
from mkdocs_dossier.syntax.yaml import Mapping, scalar_at

ANNOTATIONS_FILE = "annotations.yml"
#: Fields that --name sets too: they hold the name of a record.
_NAMES = ("name", "title", "label")


def _taken_names(collection: Collection) -> Iterator[Finding]:
    """Find actors who share a name: most likely they are one."""
    bearers: dict[str, Actor] = {}
    for actor in collection.of(Actor):
        for name in names_of(actor):
            first = bearers.setdefault(name, actor)
            if first is not actor:
                message = f"shares the name “{name}” with actor “{first.id}” ({first.origin})"
                yield Finding(actor, message, "edit that one, or give a longer name if they are two")


#: The checks that apply to a record before it is written.
_QUESTIONS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (
    references.unknown_records,
    references.unknown_provisions,
    references.without_subject,
    _taken_names,
)


class _Kinds(WithExamples, click.Group):
    """One command per kind, made from its skeleton on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(skeletons())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in skeletons():
            ctx.fail(f"there is no kind “{cmd_name}” — use one of {', '.join(skeletons())}")
        return _command(skeletons()[cmd_name])


@click.group(cls=_Kinds, subcommand_metavar="KIND ID [OPTIONS]...")
@in_folder
def new(_: Path) -> None:
    """Create a record: a skeleton, filled in with the given options.

    Actors, sources and other records that dossiers share get a file of their own. Statements, figures and other notes
    on an article are added to its annotations.yml; where that is not safe, they are printed for you to paste.
    Nothing that exists is changed. A field of parts, or in several languages, is written as in YAML: '{de: …, en: …}'.
    """


def _command(skeleton: Skeleton) -> click.Command:
    """Return the command for a kind of record, with an option for each of its fields."""
    local, one = skeleton.kind.model.local, skeleton.kind.one
    if skeleton.noun == "dossier":
        where = "Its folder ID gets article.md and annotations.yml. It is a draft until you delete status: draft."
    elif local:
        where = "DOSSIER is the id of the dossier that it belongs to. It goes into that dossier's annotations.yml."
    else:
        where = f"It gets a file of its own, {skeleton.kind.section}/ID.yml."

    @click.command(
        skeleton.noun,
        cls=WithExamples,
        help=f"Create {one}.\n\n{where}",
        short_help=f"Create {one}.",
        epilog=f"Example:\n\n  {skeleton.example}",
    )
    @click.argument("record_id", metavar="DOSSIER/ID" if local else "ID")
    @in_folder
    def begin(folder: Path, record_id: str, **options: str | Sequence[str] | None) -> None:
        given = {key: value for key in skeleton.keys if (value := options[_parameter(key)])}
        _begin(folder, skeleton, record_id, given)

    begin.params[1:1] = [_option(skeleton, key) for key in skeleton.keys]
    return begin


def _option(skeleton: Skeleton, key: str) -> click.Option:
    names = [f"--{key.lower().replace('_', '-')}", *(["--name"] if key in _NAMES[1:] else [])]
    default = skeleton.filled.get(key)
    choices = skeleton.choices(key)
    text = skeleton.about(key) + (" May be given several times." if skeleton.is_list(key) else "")
    if default:
        shown_default = {NAME: "made from the ID", TODAY: "today"}.get(default, default)
        text += f"  [default: {shown_default}]"
    return click.Option(
        [*names, _parameter(key)],
        help=text,
        required=default == "",
        multiple=skeleton.is_list(key),
        type=click.Choice(choices) if choices else str,
        metavar="VALUE" if len(choices) > 12 else "TEXT" if not choices else None,
    )


def _parameter(key: str) -> str:
    return f"field_{key.lower().replace('-', '_')}"


def _begin(folder: Path, skeleton: Skeleton, name: str, given: Given) -> None:
    """Write a new record. Raises Refused if it would be a problem, or cannot be written."""
    kind = skeleton.kind
    collection = Collection(()) if skeleton.noun == "dossier" and not folder.is_dir() else read(folder)[0]
    owner, record_id = _split(name, kind, collection)
    values = skeleton.values(given, record_id.replace("-", " ").title())
    record = _record(skeleton, owner, record_id, values)
    _refuse_faults(collection, record, owner)
    if owner is not None:
        _add_to(folder, owner, skeleton, record_id, skeleton.fields(values))
    elif skeleton.noun == "dossier":
        _begin_dossier(folder, record_id, skeleton.commented(values))
    else:
        path = folder / kind.section / f"{record_id}.yml"
        lines = [_modeline(path, folder, kind.noun), *skeleton.commented(values)]
        _write(folder, path, _text(lines))
        _write_schema(folder)


def _split(name: str, kind: Kind, collection: Collection) -> tuple[Dossier | None, str]:
    """Return the dossier that the record belongs to (None if it is shared), and the record's id."""
    owner_id, slash, record_id = name.rpartition("/")
    if kind.model.local and not slash:
        raise Refused(f"write DOSSIER/{slug(name)}: {kind.one} belongs to a dossier")
    if slash and not kind.model.local:
        raise Refused(f"write {slug(record_id)} alone: {kind.one} belongs to no dossier")
    return dossier_named(owner_id, collection.of(Dossier)) if slash else None, record_id


def _record(skeleton: Skeleton, owner: Dossier | None, record_id: str, values: Given) -> Record:
    data, problems = yaml.parse(_text(skeleton.fields(values)), "")
    dossier = owner.id if owner else ""
    record, faults = validate(skeleton.kind, scalar_at(record_id), data or Mapping(), "", {"dossier": dossier})
    if problems:
        raise Refused("\n".join(advised(f"what was given {fault.message}", fault.hint) for fault in problems))
    if record is None:
        raise Refused("\n".join(advised(fault.message, fault.hint) for fault in faults))
    return record


def _refuse_faults(collection: Collection, record: Record, owner: Dossier | None) -> None:
    """Refuse a record that would be a problem as soon as it is written."""
    refuse_taken(collection, record.noun, record.key)
    whole = Collection([*collection, record], collection.base, collection.language)
    faults = [found for ask in _QUESTIONS for found in ask(whole) if found.record is record]
    messages = [advised(fault.message, fault.hint) for fault in faults]
    if owner is not None and isinstance(record, Anchored) and record.quote:
        selector = Selector(record.quote, record.prefix, record.suffix, record.occurrence)
        found = Searchable(collection.articles[owner].text).find(selector)
        if isinstance(found, Missing):
            hint = f"the closest passage: {found.difference}" if found.difference else ""
            messages.append(advised("this quote is not in the article", hint))
        elif isinstance(found, Ambiguous):
            hint = "lengthen it, or give --prefix, --suffix or --occurrence: " + "  ".join(found.contexts)
            messages.append(advised(f"the quote occurs {found.hits} times in the article", hint))
    if messages:
        raise Refused("\n".join(messages))


def refuse_taken(collection: Collection, noun: str, key: str) -> None:
    """Refuse the key of another record, and a dossier whose folder would hold something else."""
    existing = collection.find(key, noun)
    if existing is not None:
        message = f"there is already {BY_NOUN[noun].one} “{key}”, in {existing.origin}"
        raise Refused(advised(message, "edit that, or choose another id"))
    if noun == "dossier" and (key in BY_SECTION or key in NO_RECORDS):
        raise Refused(f"“{key}” is the name of a folder with a meaning of its own: choose another id")


def _begin_dossier(folder: Path, dossier_id: str, front_matter: list[str]) -> None:
    home, new, site = folder / dossier_id, skeletons()[Dossier.noun], configured(folder)
    language = "de" if site and primary_language(site.settings.language) == "de" else "en"
    _write(folder, home / ARTICLE, _text(["---", *front_matter, "---", "", new.articles[language]]))
    annotations = home / ANNOTATIONS_FILE
    if not annotations.exists():
        _write(folder, annotations, f"{_modeline(annotations, folder)}\n{new.annotations[language]}")
    _write_schema(folder)


def _add_to(folder: Path, owner: Dossier, skeleton: Skeleton, record_id: str, fields: list[str]) -> None:
    """Add the record to its dossier's annotations; print it if that is not safe."""
    path, section = owner.folder / ANNOTATIONS_FILE, skeleton.kind.section
    entry = entry_of(record_id, fields)
    if not path.exists():
        _write(folder, path, _text([_modeline(path, folder), f"{section}:", *_indented(entry)]))
        _write_schema(folder)
        return
    with writing(path):
        try:
            change_file(path, patched(lambda patch: patch.add(section, entry)))
            click.echo(f"added to {shown(path)}", err=True)
        except RefusedError:
            click.echo("\n".join(_indented(entry)))
            click.echo(f"Paste this below “{section}:” in {shown(path)}.", err=True)


def entry_of(record_id: str, fields: list[str]) -> list[str]:
    """Return the lines of a record in its section."""
    return [f"{record_id}:", *_indented(fields)]


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _modeline(path: Path, folder: Path, noun: str = "") -> str:
    """Return the line that names the schema for editors: of a file with sections, or of one record."""
    way = Path(os.path.relpath(folder / SCHEMA_FILE, path.parent)).as_posix()
    return f"# yaml-language-server: $schema={way}" + (f"#/$defs/{noun}" if noun else "")


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _write(folder: Path, path: Path, text: str) -> None:
    """Write a new file of a collection. Raises Refused if it exists, or a symbolic link leads out of the folder."""
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        raise Refused(f"{shown(path.parent)} leads out of {shown(folder)}: put a folder in the link's place")
    if os.path.lexists(path):
        raise Refused(f"{shown(path)} already exists and was not changed: edit it, or choose another id")
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, b"", text.encode())
    click.echo(f"wrote {shown(path)}", err=True)


def _write_schema(folder: Path) -> None:
    path = folder / SCHEMA_FILE
    if not path.exists():
        _write(folder, path, schema_text())
