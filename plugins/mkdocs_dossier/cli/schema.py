"""`dossier schema`: print the JSON Schema for editors."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_dossier.cli.common import in_folder, shown, writing


@click.command(
    epilog="""Example:

\b
  dossier schema --output dossier/dossier.schema.json

An editor with yaml-language-server (VS Code: “YAML” by Red Hat) uses it in a file that begins with

\b
  # yaml-language-server: $schema=dossier.schema.json
  # yaml-language-server: $schema=../dossier.schema.json#/$defs/actor   (a file of one record)
""",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file instead of printing it."
)
@in_folder
def schema(output: Path | None) -> None:
    """Print the JSON Schema for editors.

    Editors use it to complete fields and values, and to explain them.
    """
    from mkdocs_dossier.model.schema import schema_text

    if output is None:
        click.echo(schema_text(), nl=False)
        return
    with writing(output):
        output.write_text(schema_text(), encoding="utf-8", newline="\n")
    click.echo(f"wrote {shown(output)}", err=True)
