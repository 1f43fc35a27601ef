"""A whole archive: what one site of 10,000 dossiers, 600,000 annotations and 60,000 pages takes. `make bench-scale`.

It takes ten minutes, and eight gigabytes in the folder for what is temporary.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks.measuring import measure
from benchmarks.programs import MKDOCS, SETTINGS, run_module

#: Statements and figures of a dossier, and pages for each.
ANNOTATIONS, PAGES = 60, 6
#: The most memory, in bytes.
MOST = 2_000_000_000


def main() -> None:
    """Measure one build, and say whether it keeps to its memory."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    options.add_argument("--dossiers", type=int, default=10_000)
    dossiers = options.parse_args().dossiers
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
        print(measured(Path(place), dossiers))


def measured(place: Path, dossiers: int) -> str:
    """What a build of so many dossiers takes."""
    run_module("benchmarks.generating", place / "dossier", dossiers, ANNOTATIONS, dossiers * PAGES)
    (place / "docs").mkdir()
    (place / "docs" / "index.md").write_text("# Start\n", encoding="utf-8")
    shutil.copy(SETTINGS, place)
    run = measure(MKDOCS, place)
    files = [path for path in (place / "site").rglob("*") if path.is_file()]
    size, pages = sum(path.stat().st_size for path in files), sum(path.name == "index.html" for path in files)
    used = run.mebibytes * 1024**2
    return (
        f"{dossiers:,} dossiers, {dossiers * ANNOTATIONS:,} annotations, {pages:,} pages: {run.seconds:.0f} s, "
        f"{used / 1e9:.3f} GB of memory at most ({'kept' if used < MOST else 'missed'}: {MOST / 1e9:.0f} GB), "
        f"a site of {size / 1e9:.2f} GB"
    )


if __name__ == "__main__":
    main()
