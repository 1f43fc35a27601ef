"""`dossier schema`: print the JSON Schema for editors."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_dossier.cli.common import in_folder, read, shown, writing


@click.command(
    epilog="""Examples:

\b
  dossier schema --output dossier/dossier.schema.json
  dossier schema --with-ids --output dossier/dossier.schema.json

An editor with yaml-language-server (VS Code: “YAML” by Red Hat) uses it in a file that begins with

\b
  # yaml-language-server: $schema=dossier.schema.json
  # yaml-language-server: $schema=../dossier.schema.json#/$defs/actor   (a file of one record)
""",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file instead of printing it."
)
@click.option("--with-ids", is_flag=True, help="Offer the collection's own ids, and a snippet for each kind of record.")
@in_folder
@click.pass_obj
def schema(folder: Path, output: Path | None, with_ids: bool) -> None:
    """Print the JSON Schema for editors.

    Editors use it to complete fields and values, and to explain them. If it is in the collection's folder and has
    ids, “mkdocs serve” keeps them up to date.
    """
    from mkdocs_dossier.export.editor_schema import schema_with_ids
    from mkdocs_dossier.model.schema import schema_text

    text = schema_with_ids(read(folder)[0]) if with_ids else schema_text()
    if output is None:
        click.echo(text, nl=False)
        return
    with writing(output):
        output.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"wrote {shown(output)}", err=True)
