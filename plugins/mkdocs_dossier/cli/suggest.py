"""`dossier suggest`: propose what a dossier lacks, and write what is accepted."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from mkdocs_dossier.cli.common import Refused, WithExamples, in_folder, in_formats, shown, writing
from mkdocs_dossier.cli.formats import as_data
from mkdocs_dossier.cli.new import entry_of
from mkdocs_dossier.cli.skeletons import skeletons
from mkdocs_dossier.cli.suggest_terminal import Desk, Session
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.problems import printable
from mkdocs_dossier.suggestions.proposals import Tier
from mkdocs_dossier.syntax.replacing import change_file

#: In the dossier's folder; a file whose name begins with _ holds no records.
REVIEW = "_suggestions.yml"


def _as_data(desk: Desk) -> Iterator[dict[str, Any]]:
    for one in desk.proposals:
        sentence, line = desk.place(one)
        yield {
            "kind": one.noun,
            "id": one.id,
            "tier": str(one.tier),
            "reason": str(one.reason),
            "why": desk.why(one),
            "sentence": sentence,
            "path": shown(desk.file),
            "line": line,
            "adds": one.adds,
            "fields": one.fields,
            "inferred": one.inferred,
            "candidates": [
                {"name": way.label, "fields": way.fields, "new": [new.id for new in way.new]} for way in one.candidates
            ],
        }


def _as_file(desk: Desk) -> str:
    entries: dict[tuple[str, str], list[str]] = {}  # by noun and id: an actor who speaks twice is written once
    for one in desk.proposals:
        reason = [f"# {one.tier}, {desk.file.name}:{desk.place(one)[1]}: {desk.why(one)}"]
        reason += [f"# or: {desk.way(way)} {dict(way.fields)}" for way in one.candidates]
        for noun, name, fields in (*one.new, (one.noun, one.id, one.written)):
            above, lines = reason if noun == one.noun else [], entry_of(name, skeletons()[noun].fields(fields))
            if one.adds and (noun, name) in entries:
                entries[noun, name] += [*above, *lines[1:]]
            entries.setdefault((noun, name), [*above, *lines])
    lines = ["# No records: move what is right into annotations.yml."]
    for noun in dict.fromkeys(noun for noun, _ in entries):
        lines += ["", f"{BY_NOUN[noun].section}:"]
        lines += [f"  {line}" for (kind, _), entry in entries.items() if kind == noun for line in entry]
    return "\n".join(map(printable, lines)) + "\n"


@click.command(cls=WithExamples)
@click.argument("dossier_id", metavar="DOSSIER")
@click.option("--write", "tier", type=click.Choice(["sure"]), help="Write all proposals of this tier; ask nothing.")
@click.option("--file", "to_file", is_flag=True, help=f"Write all into DOSSIER/{REVIEW}, which holds no records.")
@click.option("--every", is_flag=True, help="Propose sentences without a cue or a number too, and clauses to choose.")
@in_formats("text", "json")
@in_folder
def suggest(folder: Path, dossier_id: str, tier: str | None, to_file: bool, every: bool, format_: str) -> None:
    """Propose statements, figures and mentions that a dossier lacks, and what registers lack for them.

    In a terminal, each proposal is shown with its reason, and one key accepts or rejects it. What is accepted is
    written at once into the dossier's files; what is rejected is remembered. Nothing else is changed. Where input or
    output is no terminal, the proposals are only listed.
    """
    desk = Desk(folder, dossier_id, every=every)
    if format_ == "json":
        click.echo(as_data(list(_as_data(desk))))
    elif to_file:
        review = desk.dossier.folder / REVIEW
        if review.exists():
            raise Refused(f"{shown(review)} exists already: move what is right out of it, and delete it")
        with writing(review):
            change_file(review, lambda _: _as_file(desk))
        click.echo(f"wrote {shown(review)}", err=True)
    elif tier:
        written = Counter(desk.accept(one)[-1].path for one in desk.proposals if one.tier is Tier(tier))
        for path, number in written.items():
            click.echo(f"added {number} to {shown(path)}", err=True)
        click.echo(f"{written.total()} of {len(desk.proposals)} proposals written", err=True)
    else:
        Session(desk, interactive=sys.stdin.isatty() and sys.stdout.isatty()).run()
