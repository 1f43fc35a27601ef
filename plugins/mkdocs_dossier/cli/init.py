"""`dossier init`: make a small site that works, from the files in `starter`."""

import os
import re
import shlex
from pathlib import Path

import click

from mkdocs_dossier.cli.common import Refused, shown, writing
from mkdocs_dossier.cli.distribution import REPOSITORY, action, requirement
from mkdocs_dossier.export.pagefind import is_installed
from mkdocs_dossier.model.schema import SCHEMA_FILE, schema_text

#: The files, in layers: for all sites, a language, its example. “dot-” is a leading dot: packagers skip such names.
LAYERS = Path(__file__).with_name("starter")


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(["de", "en"]), required=True, help="The language of the site.")
@click.option("--empty", is_flag=True, help="Leave out the invented example.")
def init_site(folder: Path, language: str, empty: bool) -> None:
    """Make a small site in FOLDER, by default here.

    It has settings, a home page, a method page, an imprint to fill in, an invented example, and workflows for GitHub
    that check and publish it. Its README.md tells you what to do next. With the extra “search”, its search has facets.

    Overwrites nothing: if one of its files exists already, nothing is written.
    """
    files = starter(language, empty=empty)
    taken = [name for name in files if os.path.lexists(folder / name)]
    if taken:
        message = "already exists; nothing was written: choose another folder, or move the file away"
        raise Refused("\n".join(f"{shown(folder / name)} {message}" for name in taken))
    for name, text in files.items():
        path = folder / name
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"wrote {len(files)} files; {shown(folder / 'README.md')} tells you what to do next", err=True)
    here = "" if folder == Path() else f"cd {shlex.quote(shown(folder))} && "
    click.echo(f"To see the site: {here}pip install -r requirements.txt && mkdocs serve", err=True)


def starter(language: str, *, empty: bool = False) -> dict[str, str]:
    """Return path → text of a new site's files; an `empty` one has no example."""
    search = is_installed()
    first = LAYERS / "first" / f"{language}{'-empty' if empty else ''}.md"
    words = {
        "@FIRST@": first.read_text(encoding="utf-8"),
        "@REQUIREMENT@": requirement("mkdocs,search" if search else "mkdocs"),
        "@SEARCH@": str(search).lower(),
        "@ACTION@": action(),
        "@WORKFLOW@": action("/.github/workflows/publish.yml"),
        "@REPOSITORY@": REPOSITORY,
    }
    files = {}
    for layer in ("all", language, *([] if empty else [f"{language}-example"])):
        for path in sorted(path for path in (LAYERS / layer).rglob("*") if path.is_file()):
            text = path.read_text(encoding="utf-8")
            for word, meant in words.items():
                text = text.replace(word, meant)
            files[re.sub(r"\bdot-", ".", path.relative_to(LAYERS / layer).as_posix())] = text
    return files | {f"dossier/{SCHEMA_FILE}": schema_text()}
