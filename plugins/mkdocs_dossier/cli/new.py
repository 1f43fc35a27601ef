"""`dossier new KIND ID`: begin a record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from mkdocs_dossier.cli import new_record
from mkdocs_dossier.cli.common import in_folder
from mkdocs_dossier.cli.skeletons import NAME, TODAY, Given, Skeleton, skeletons

#: Fields that --name sets too: they hold the name of a record.
_NAMES = ("name", "title", "label")


class _Kinds(click.Group):
    """One command per kind, made from its skeleton on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(skeletons())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(skeletons()[cmd_name]) if cmd_name in skeletons() else None


@click.group(
    cls=_Kinds,
    subcommand_metavar="KIND ID [OPTIONS]...",
    epilog="""Examples:

\b
  dossier new dossier my-first-dossier --title 'My first dossier'
  dossier new actor kim-jong-un --name 'Kim Jong Un' --kind person
  dossier new statement my-first-dossier/strike --quote 'more than 20 soldiers were killed'

“dossier new actor --help” shows the options for an actor, and so on.
""",
)
@in_folder
def new() -> None:
    """Begin a record: a skeleton, filled in with the given options.

    Actors, sources and other records that dossiers share get a file of their own. Statements, figures and other notes
    on an article are added to its annotations.yml; where that is not safe, they are printed for you to paste.
    Nothing that exists is changed. A field of parts, or in several languages, is written as in YAML: '{de: …, en: …}'.
    """


def _command(skeleton: Skeleton) -> click.Command:
    local = skeleton.kind.model.local

    @click.pass_obj
    def begin(folder: Path, /, record_id: str, **options: str | Sequence[str] | None) -> None:
        given: Given = {key: value for key in skeleton.keys if (value := options[_parameter(key)])}
        new_record.begin(folder, skeleton, record_id, given, date.today().isoformat())

    command = click.Command(
        skeleton.noun,
        callback=begin,
        params=[
            click.Argument(["record_id"], metavar="DOSSIER/ID" if local else "ID"),
            *(_option(skeleton, key) for key in skeleton.keys),
        ],
        help=_help(skeleton),
        short_help=f"Begin {skeleton.kind.one}.",
        epilog=f"Example:\n\n\b\n  {skeleton.example}",
    )
    return in_folder(command)


def _help(skeleton: Skeleton) -> str:
    if skeleton.noun == "dossier":
        where = (
            "Its folder ID gets article.md and annotations.yml. It is a draft until the line status: draft is deleted."
        )
    elif skeleton.kind.model.local:
        where = "DOSSIER is the id of the dossier that it belongs to. It goes into that dossier's annotations.yml."
    else:
        where = f"It gets a file of its own, {skeleton.kind.section}/ID.yml."
    return f"Begin {skeleton.kind.one}.\n\n{where}"


def _option(skeleton: Skeleton, key: str) -> click.Option:
    names = [f"--{key.lower().replace('_', '-')}", *(["--name"] if key in _NAMES[1:] else [])]
    default = skeleton.filled.get(key)
    choices = skeleton.choices(key)
    shown_default = {NAME: "made from the ID", TODAY: "today"}.get(default or "", default)
    text = skeleton.about(key) + (" May be given several times." if skeleton.is_list(key) else "")
    return click.Option(
        [*names, _parameter(key)],
        help=text + (f"  [default: {shown_default}]" if shown_default else ""),
        required=default == "",
        multiple=skeleton.is_list(key),
        type=click.Choice(choices) if choices else str,
        metavar="VALUE" if len(choices) > 12 else "TEXT" if not choices else None,
    )


def _parameter(key: str) -> str:
    return f"field_{key.lower().replace('-', '_')}"
