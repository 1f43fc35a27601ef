"""How long a collection takes to load, anchor and check, and how much memory: `python -m benchmarks.loading 1000`."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.generating import generate
from mkdocs_dossier.loading import load


def main() -> None:
    """Generate, load once in this process, and print one line."""
    dossiers = int(sys.argv[1]) if len(sys.argv) > 1 else 167
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder) / "dossier", dossiers)
        start = time.perf_counter()
        collection, problems = load(Path(folder) / "dossier")
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = dict(Counter(problem.code for problem in problems))
    print(f"{dossiers} dossiers, {len(collection)} records: {seconds:.2f} s, {peak:.0f} MiB at its peak; {found}")


if __name__ == "__main__":
    main()
