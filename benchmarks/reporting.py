"""Report the measurements as Markdown, with the machine and the versions."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.marks import Measured, marks, mebibytes, seconds
from benchmarks.measuring import Run
from benchmarks.programs import ANNOTATIONS

#: The packages whose versions are reported.
_VERSIONS = ("mkdocs-dossier", "mkdocs", "mkdocs-material", "hugo", "zensical")

_HOW = """\
Whole processes in {rounds} rounds, in which the programs take turns, every other round in reverse: the median, the
fastest and the slowest run, peak memory, and the number of runs (slow programs run in fewer rounds on large sites).
Each dossier has {annotations} statements and figures. The other programs get the pages that this project makes as
Markdown; the actual number of pages is in brackets."""


def report(found: Measured, rounds: int) -> str:
    """Return all measurements as one page."""
    sizes = sorted(found.runs)
    programs = dict.fromkeys(name for size in sizes for name in found.runs[size])
    rows = [[name, *(_cell(found.runs[size].get(name, {}).values()) for size in sizes)] for name in sorted(programs)]
    rows.append(["this project, `serve`: edit to browser", *(_latency(found, size) for size in sizes)])
    head = ["", *(f"{size:,} pages ({found.pages[size]:,})" for size in sizes)]
    parts = [
        "# Measured",
        f"{_machine()}. {_versions()}.",
        _HOW.format(rounds=rounds, annotations=ANNOTATIONS),
        *([_table(head, rows)] if sizes else []),
        *_checks(found),
        "A ratio is the median of its rounds; growth is computed from medians.",
        _table(["", "measured", "at most", ""], [list(row) for row in _marks(found)]),
    ]
    return "\n\n".join(parts) + "\n"


def _cell(runs: Iterable[Run]) -> str:
    if not (runs := list(runs)):
        return "–"
    times = sorted(map(seconds, runs))
    memory = median(map(mebibytes, runs))
    spread = f" ({times[0]:.2f}–{times[-1]:.2f})" if len(times) > 1 else ""
    return f"{median(times):.2f} s{spread}, {memory:.0f} MiB, {len(times)}×"


def _latency(found: Measured, size: int) -> str:
    if not (latencies := found.latencies.get(size)):
        return "–"
    times = sorted(loaded for _, loaded in latencies)
    return f"{median(times):.2f} s ({times[0]:.2f}–{times[-1]:.2f}), {len(times)}×"


def _checks(found: Measured) -> Iterator[str]:
    if found.checks:
        head = ["", f"{found.checked:,} dossiers with 60 statements and figures each"]
        yield _table(head, [[name, _cell(runs)] for name, runs in found.checks.items()])


def _marks(found: Measured) -> Iterator[tuple[str, str, str, str]]:
    for mark in marks(found):
        most = "–" if mark.most is None else f"{mark.most:g}{mark.unit}"
        yield mark.what, f"{mark.measured:.2f}{mark.unit}", most, mark.verdict


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _machine() -> str:
    """Describe the machine, without its name or a path."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{_processor()}, {cores} cores, {memory:.0f} GiB of memory, {platform.system()}"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    text = cpuinfo.read_text(encoding="utf-8") if cpuinfo.is_file() else ""
    named = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return named[1].strip() if named else platform.processor() or platform.machine()


def _versions() -> str:
    return ", ".join([f"Python {sys.version.split()[0]}", *(f"{name} {version(name)}" for name in _VERSIONS)])
