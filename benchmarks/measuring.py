"""Whole processes, measured from outside: how long they take, and how much memory they need at most.

The system counts a process's memory from before it becomes the program that is measured: no number can be smaller than
the memory of the one that measures. So this process stays small: whatever is heavy is done by others that it starts.

What several processes of a program hold at once the system does not count. It is looked at a few times a second, what
they share counted once; where no system says so (Linux does), the largest of them counts. To look is work for which the
program waits: so only sums are asked for, and not often.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

Command = Sequence[str | Path]

#: So many seconds pass before what a program holds is looked at again, and before it is seen that it has ended.
_LOOKED_AT, _SEEN = 0.25, 0.005


@dataclass(frozen=True, slots=True)
class Run:
    """One program with all its processes: seconds on the clock, and MiB at its peak."""

    seconds: float
    mebibytes: float


def usual() -> dict[str, str]:
    """The environment of who builds: Python writes down what it has compiled, as it does unless it is told not to."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure(command: Command, folder: Path, environment: Mapping[str, str] | None = None, cores: int = 0) -> Run:
    """Run a command in a folder to its end, on so many cores; a command that fails ends the benchmark."""
    with tempfile.TemporaryFile() as output, _on(cores):
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**usual(), **(environment or {})}, stdout=output, stderr=subprocess.STDOUT
        )
        together, looked = 0, start
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            time.sleep(_SEEN)
            if (now := time.perf_counter()) - looked > _LOOKED_AT:
                together, looked = max(together, _held_by_all(process.pid)), now
        _, status, usage = ended
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            lines = output.read().decode(errors="replace").splitlines()[-20:]
            raise SystemExit("\n".join([f"{' '.join(map(str, command))} ended with {process.returncode}:", *lines]))
    # Linux counts in KiB, macOS in bytes.
    most = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Run(seconds, max(most, together) / 1024**2)


def _held_by_all(number: int) -> int:
    """The bytes that a process and its descendants hold now, what they share counted once; 0 where that is unknown."""
    try:
        others = [process.pid for process in psutil.Process(number).children(recursive=True)]
        return sum(map(_held, (number, *others))) if others else 0
    except (psutil.Error, OSError, ValueError):
        return 0


def _held(number: int) -> int:
    """The bytes that a process holds, its part of what it shares with others."""
    rollup = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
    return next(1024 * int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


@contextmanager
def _on(cores: int) -> Iterator[None]:
    """What is started meanwhile runs on so many cores, where the system can hold it to that; 0: on all."""
    if not cores or not hasattr(os, "sched_setaffinity"):
        yield
        return
    all_cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(all_cores)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)
