"""Write mends into their files: each at its place, nothing else changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs_dossier.cli.common import Refused, writing
from mkdocs_dossier.problems import Location, Mend, printable
from mkdocs_dossier.reading.locate import patched_in
from mkdocs_dossier.syntax.patching import Patch, RefusedError
from mkdocs_dossier.syntax.replacing import change_file


def mended(mends: Iterable[tuple[Location, Mend]]) -> Iterator[str]:
    """Write mends, each file once; yield a line for each, which says what was changed, or why it was not."""
    by_file: defaultdict[str, dict[Location, Mend]] = defaultdict(dict)
    for at, mend in mends:
        by_file[at.path].setdefault(at, mend)
    for name, here in by_file.items():
        outcomes = {at: f"{at}: {mend}" for at, mend in here.items()}

        def edit(patch: Patch, here: dict[Location, Mend] = here, outcomes: dict[Location, str] = outcomes) -> None:
            for at, mend in here.items():
                try:
                    patch.mend(at, mend)
                except RefusedError as error:
                    outcomes[at] = f"{at}: not changed: {error}"

        path = Path.cwd() / name
        try:
            with writing(path):
                change_file(path, patched_in(path, edit))
        except Refused as error:
            yield f"not changed: {error.message}"
        else:
            yield from map(printable, outcomes.values())
