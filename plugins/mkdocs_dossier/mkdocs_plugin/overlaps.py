"""Keep the folder of dossiers apart from MkDocs's own folders, and files from outside of `docs/` out of the site."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.mkdocs_plugin.build_inputs import project_of
from mkdocs_dossier.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files

_PUBLISHED = "MkDocs would publish its files as they are, with drafts and withheld names"


def overlaps(config: MkDocsConfig, folder: Path, base: Path) -> Iterator[Problem]:
    """Find where the folder of dossiers lies in one of MkDocs's own folders, or holds it, at the setting to change."""
    docs, site, theme = Path(config.docs_dir), Path(config.site_dir), config.theme.custom_dir
    if lies_in(folder, docs):
        yield _problem(config, base, "folder", folder, f"lies in docs_dir: {_PUBLISHED}", _way_out(config, folder))
    elif lies_in(docs, folder):
        message = "lies in the folder of dossiers: MkDocs would publish what it holds as it is"
        yield _problem(config, base, "docs_dir", docs, message, "give the pages a folder of their own, such as docs")
    if lies_in(folder, site):
        message = "holds the folder of dossiers: a build would delete it"
        yield _problem(config, base, "site_dir", site, message, "write a folder that holds nothing else, such as site")
    elif lies_in(site, folder):
        message = "lies in the folder of dossiers: the next build would read what this one writes"
        yield _problem(config, base, "site_dir", site, message, "write a folder outside of it, such as site")
    if theme and lies_in(folder, Path(theme)):
        hint = f"move it out of “{_called(Path(theme), config)}”, and write folder: with its new name"
        yield _problem(config, base, "folder", folder, f"lies in theme.custom_dir: {_PUBLISHED}", hint)
    elif theme and lies_in(Path(theme), folder):
        message = "lies in the folder of dossiers: who sends in a dossier could send in templates, which are code"
        yield _problem(config, base, "custom_dir", Path(theme), message, "move it out, such as to overrides")


def keep_out(files: Files, folder: Path) -> Files:
    """Remove all files of the folder of dossiers from a site's files, however MkDocs has found them.

    Files that a plugin has generated stay, because this one publishes images. So do pages, which only name a source.
    """
    is_inside = lru_cache(maxsize=None)(lambda directory: lies_in(directory, folder))
    for file in list(files):
        is_generated = file.generated_by is not None or getattr(file, "only_names_its_source", False)
        source = None if is_generated else file.abs_src_path
        if source and (is_inside(Path(source).parent) or is_inside(Path(os.path.realpath(source)).parent)):
            files.remove(file)
    return files


def left_out_of_docs(files: Files, config: MkDocsConfig) -> Iterator[Problem]:
    """Remove files that are not in `docs/` itself, because MkDocs follows symbolic links anywhere; report each."""
    docs = os.path.realpath(config.docs_dir)
    for file in list(files):
        if file.src_dir != config.docs_dir or not (source := file.abs_src_path):
            continue
        if not Path(os.path.realpath(source)).is_relative_to(docs):
            files.remove(file)
            message, hint = "is brought here by a symbolic link", "put a copy of what it leads to in its place"
            yield Problem("unreadable-file", Severity.ERROR, message, Location(_called(Path(source), config)), hint)


def covered_by_ours(files: Files, added: Iterable[File], config: MkDocsConfig) -> Iterator[Problem]:
    """Find files of the site, other than pages, at the path of one of ours: MkDocs would publish ours instead."""
    ours, excluded = {file.dest_uri for file in added}, config.exclude_docs
    for file in files:
        if excluded and excluded.match_file(file.src_uri):
            continue
        if file.dest_uri in ours and file.abs_src_path and not file.is_documentation_page():
            message = f"has the address of a file of the dossiers: {file.dest_uri}"
            place = Location(_called(Path(file.abs_src_path), config))
            yield Problem("address-taken", Severity.ERROR, message, place, "rename it, or move it to another folder")


def lies_in(inner: Path, outer: Path) -> bool:
    """Return whether a folder is or lies in another, regardless of links and capital letters in their names."""
    real = Path(os.path.realpath(inner))
    if real.is_relative_to(os.path.realpath(outer)):
        return True
    try:
        wanted = outer.stat()
    except OSError:
        return False
    return any(os.path.samestat(wanted, above.stat()) for above in (real, *real.parents) if above.exists())


def _way_out(config: MkDocsConfig, folder: Path) -> str:
    """Advise where to move the dossiers or, if the project itself is published, the pages."""
    docs, project = Path(config.docs_dir), project_of(config)
    if lies_in(project, docs):
        return "move the pages into a folder of their own, and write docs_dir: docs"
    name = "dossier" if lies_in(docs, folder) else folder.name
    if (project / name).exists():
        return f"move it next to “{_called(docs, config)}”, and write folder: with its new name"
    return f"move it to “{name}”, and write folder: {name}"


def _problem(config: MkDocsConfig, base: Path, setting: str, folder: Path, message: str, hint: str) -> Problem:
    message = f"{setting} “{_called(folder, config)}” {message}"
    return Problem("folders-overlap", Severity.ERROR, message, place_of(config, base, setting), hint)


def _called(path: Path, config: MkDocsConfig) -> str:
    """Return the path of a file or folder as `mkdocs.yml` would name it."""
    return Path(os.path.relpath(path, project_of(config))).as_posix()


def place_of(config: Config, base: Path, *words: str, below: str = "") -> Location:
    """Return the place in `mkdocs.yml` of the first of some settings or values, `below` a setting, that is there."""
    if not config.config_file_path:
        return Location("mkdocs.yml")
    path = Path(config.config_file_path)
    shown = Path(os.path.relpath(path, base)).as_posix()
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    above = next((number for number, line in enumerate(lines) if below and f"{below}:" in line), 0)
    for word in words:
        wanted = re.compile(rf"[^#]*?(?<![\w.-])({re.escape(word)})['\"]?\s*(?:[:,}}#]|$)")
        for number, line in enumerate(lines[above:], start=above + 1):
            begin = line.find(f"{below}:") if below and number == above + 1 else 0
            if found := wanted.match(line, max(begin, 0)):
                return Location(shown, number, found.start(1) + 1)
    return Location(shown)
