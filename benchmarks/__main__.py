"""Measure this project beside others and write the table to `RESULTS.md`: `make bench`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.editing import edit_statement
from benchmarks.marks import CHECK_AGAIN, CHECK_COLD, Measured
from benchmarks.measuring import Run, measure
from benchmarks.programs import MOST_COMPARED, SETTINGS, keeping, prepare, programs, run_module
from benchmarks.reporting import report
from benchmarks.serving import latencies

RESULTS = Path(__file__).with_name("RESULTS.md")
#: The number of edits in a row while `mkdocs serve` runs.
_EDITS = 5


def main() -> None:
    """Run the measurements that the command line asks for."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("--sizes", type=int, nargs="*", default=[250, 1000, 4000, 16000], help="numbers of pages")
    options.add_argument("--rounds", type=int, default=3, help="how often each program runs")
    options.add_argument("--checked", type=int, default=1000, help="number of dossiers for `dossier check`; 0 skips it")
    options.add_argument("--output", type=Path, default=RESULTS, help="file to write the table to")
    given = options.parse_args()
    found = Measured(checked=given.checked)
    for size in given.sizes:
        with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
            _measure_builds(Path(place), size, given.rounds, found)
        _save(found, given.rounds, given.output)
    if given.checked:
        with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
            _measure_checks(Path(place), given.rounds, found)
    print(_save(found, given.rounds, given.output))


def _save(found: Measured, rounds: int, output: Path) -> str:
    """Write the table after each size, as the largest come last and can take an hour; return it."""
    text = report(found, rounds)
    output.write_text(text, encoding="utf-8")
    return text


def _measure_builds(place: Path, size: int, rounds: int, found: Measured) -> None:
    _log(f"{size:,} pages: generating the collection and its Markdown")
    found.pages[size] = prepare(place, size)
    all_programs = programs(place, size)
    runs = found.runs.setdefault(size, {program.name: {} for program in all_programs})
    for number in range(rounds):
        for program in all_programs[:: -1 if number % 2 else 1]:
            if number < program.rounds(size, rounds):
                runs[program.name][number] = run = program.run(number)
                _log(f"{size:,} pages, round {number + 1}: {program.name}: {_shown(run)}")
    if size <= MOST_COMPARED:
        dossier = place / "ours" / "dossier" / "dossier-0"
        edits = [partial(edit_statement, dossier, number) for number in range(_EDITS)]
        found.latencies[size] = latencies(place / "ours", {}, "dossier-0/", edits)
        for rebuilt, loaded in found.latencies[size]:
            _log(f"{size:,} pages, serve: rebuilt in {rebuilt:.2f} s, in the browser after {loaded:.2f} s")


def _measure_checks(place: Path, rounds: int, found: Measured) -> None:
    run_module("benchmarks.generating", place / "dossier", found.checked, 60)
    (place / "docs").mkdir()
    shutil.copy(SETTINGS, place)
    cache = place / "cache"
    for _ in range(rounds):
        shutil.rmtree(cache, ignore_errors=True)
        for name in (CHECK_COLD, CHECK_AGAIN):
            run = _check(place)
            found.checks.setdefault(name, []).append(run)
            _log(f"{name}: {_shown(run)}")


def _check(place: Path) -> Run:
    command = (sys.executable, "-c", "from mkdocs_dossier.cli import main; main()", "check")
    return measure(command, place, keeping(place), cores=1)


def _shown(run: Run) -> str:
    return f"{run.seconds:.2f} s, {run.mebibytes:.0f} MiB"


def _log(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
