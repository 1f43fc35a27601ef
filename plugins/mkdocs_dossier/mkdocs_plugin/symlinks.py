"""Remove files from a site that symbolic links bring in from outside of `docs/`."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_dossier.mkdocs_plugin.build_inputs import project_of
from mkdocs_dossier.problems import Location, Problem, Severity


def left_out_of_docs(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Remove files that are not in `docs/` itself, because MkDocs follows symbolic links anywhere; report each."""
    docs = Path(os.path.realpath(config.docs_dir))
    outside = [
        file
        for file in files
        if file.src_dir == config.docs_dir and file.abs_src_path
        if not Path(os.path.realpath(file.abs_src_path)).is_relative_to(docs)
    ]
    problems = []
    for file in outside:
        files.remove(file)
        place = Location(Path(os.path.relpath(str(file.abs_src_path), project_of(config))).as_posix())
        message, hint = "is brought here by a symbolic link", "put a copy of what it leads to in its place"
        problems.append(Problem("unreadable-file", Severity.ERROR, message, place, hint))
    return problems
