"""Memory is measured correctly, and ratios and marks follow from the runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.marks import Measured, marks, mebibytes, seconds
from benchmarks.measuring import Run, measure
from benchmarks.programs import COLD, EMPTY, HUGO_CHECKING, PLAIN, STATEMENT, UNCHANGED, Program

ROOT = Path(__file__).parents[2]
_HOLDS_256_MIB = (
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'len(bytearray(256 << 20))'], check=True)"
)


def measured(script: str) -> float:
    """Return the peak memory of a Python script, in MiB, measured from a small process.

    Linux counts the starting process's memory as the program's own until it runs, and this process is large.
    """
    lines = (
        "import sys",
        "from pathlib import Path",
        "from benchmarks.measuring import measure",
        "print(measure((sys.executable, '-c', sys.argv[1]), Path.cwd()).mebibytes)",
    )
    command = [sys.executable, "-c", "\n".join(lines), script]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def test_the_memory_of_a_programs_own_children_counts() -> None:
    """Memory that a program's child process holds is part of the program's peak."""
    assert 256 < measured(_HOLDS_256_MIB) < 2 * 256


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux reports memory shared between processes")
def test_shared_memory_counts_once() -> None:
    """A forked process that only reads shared memory adds nothing to the peak; one that writes to it does."""
    for writes, most in (("", 256), ("held[:] = bytearray(256 << 20)", 512)):
        lines = [
            "import os, time",
            "held = bytearray(b'x') * (256 << 20)",
            f"os.fork() and os.wait() or ({writes!r} and exec({writes!r}), time.sleep(1), os._exit(0))",
        ]
        assert most < measured("\n".join(lines)) < most + 300


def test_a_program_that_fails_ends_the_benchmark(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"ended with 3:\nnot built"):
        measure((sys.executable, "-c", "print('not built'); raise SystemExit(3)"), tmp_path)


def test_slow_programs_take_part_in_fewer_rounds() -> None:
    slow = Program("slow", Path(), (), most_rounds={1000: 2, 4000: 1})
    assert [slow.rounds(pages, 3) for pages in (250, 1000, 4000, 16000)] == [3, 2, 1, 1]
    assert slow.rounds(1000, 1) == 1
    fast = Program("fast", Path(), ())
    assert [fast.rounds(pages, 3) for pages in (250, 4000, 16000)] == [3, 3, 2]


def test_a_ratio_is_that_of_the_runs_of_one_round() -> None:
    """A ratio is the median of the rounds' ratios, as load slows both; rounds with only one do not count."""
    runs = {COLD: {0: Run(2, 50), 1: Run(30, 50), 2: Run(99, 50)}, PLAIN: {0: Run(10, 25), 1: Run(100, 100)}}
    found = Measured({1000: runs})
    assert found.ratio(1000, COLD, PLAIN, seconds) == pytest.approx((0.2 + 0.3) / 2)
    assert found.ratio(1000, COLD, PLAIN, mebibytes) == pytest.approx((2 + 0.5) / 2)
    assert found.ratio(1000, COLD, HUGO_CHECKING, seconds) is None


def test_marks_are_kept_or_missed() -> None:
    """Marks are kept or missed; growth is the exponent over the actual number of pages, from 1,000 on."""
    programs = (COLD, EMPTY, UNCHANGED, STATEMENT)
    runs = {size: {name: {0: Run(size / 100, size / 10)} for name in programs} for size in (250, 1000, 4000)}
    runs[4000][COLD] = {0: Run(160, 400)}
    runs[1000] |= {PLAIN: {0: Run(60, 80)}, HUGO_CHECKING: {0: Run(4, 200)}}
    found = {mark.what: mark for mark in marks(Measured(runs, {250: 250, 1000: 1000, 4000: 4000}))}
    assert found["1,000 pages: cold build / plain MkDocs + Material"].verdict == "kept"
    assert found["1,000 pages: cold build / Hugo with link check"].verdict == "**missed**"
    growth = found["1,000 to 4,000 pages: growth of time, cold (exponent)"]
    assert growth.measured == pytest.approx(2)
    assert growth.verdict == "**missed**"
    assert found["1,000 to 4,000 pages: growth of memory, cold (exponent)"].verdict == "kept"
