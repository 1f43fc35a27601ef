"""Build a whole archive: 10,000 dossiers, 600,000 annotations, 60,000 pages: `make bench-scale`.

It takes ten minutes, and eight gigabytes of the folder for temporary files. The data files for programs are compressed,
as the handbook advises for so many dossiers.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measuring import measure
from benchmarks.programs import MKDOCS, SETTINGS, run_module

#: Statements and figures per dossier, and pages per dossier.
ANNOTATIONS, PAGES = 60, 6
#: The marks for peak memory and for the site, in bytes.
MOST, MOST_SITE = 2_000_000_000, 4_000_000_000


def main() -> None:
    """Measure one build, and print whether it keeps the mark."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    options.add_argument("--dossiers", type=int, default=10_000)
    dossiers = options.parse_args().dossiers
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
        print(measured(Path(place), dossiers))


def measured(place: Path, dossiers: int) -> str:
    """Build a generated site; return a line with its time, memory and size."""
    run_module("benchmarks.generating", place / "dossier", dossiers, ANNOTATIONS, dossiers * PAGES)
    (place / "docs").mkdir()
    (place / "docs" / "index.md").write_text("# Start\n", encoding="utf-8")
    settings = SETTINGS.read_text(encoding="utf-8")
    (place / SETTINGS.name).write_text(f"{settings}      compress: true\n", encoding="utf-8")
    run = measure(MKDOCS, place)
    files = [path for path in (place / "site").rglob("*") if path.is_file()]
    size, pages = sum(path.stat().st_size for path in files), sum(path.name == "index.html" for path in files)
    return (
        f"{dossiers:,} dossiers, {dossiers * ANNOTATIONS:,} annotations, {pages:,} pages: {run.seconds:.0f} s, "
        f"{_compared(run.mebibytes * 1024**2, MOST)} of memory at its peak, a site of {_compared(size, MOST_SITE)}"
    )


def _compared(size: float, most: int) -> str:
    """Return a size beside its mark."""
    return f"{size / 1e9:.3f} GB ({'kept' if size <= most else 'missed'}: {most / 1e9:.0f} GB)"


if __name__ == "__main__":
    main()
