"""Measure whole processes from outside: wall-clock time and peak memory.

A child's peak memory includes the moment between fork and exec, so it can never be smaller than this process's own
memory. Keep this process small: run everything heavy in children.

The operating system reports the peak of the largest process, not of a process tree. On Linux, sample the tree's
proportional set size (shared pages count once) a few times a second; elsewhere, the largest process counts. Sampling
slows the program down, so read totals only, and rarely.
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

#: Seconds between two samples of memory, and between two checks whether the program has ended.
_SAMPLING, _POLLING = 0.25, 0.005


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program: wall-clock seconds, and peak memory of all its processes in MiB."""

    seconds: float
    mebibytes: float


def user_environment() -> dict[str, str]:
    """Return a user's environment: Python caches its bytecode, as it does by default."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure(command: Command, folder: Path, environment: Mapping[str, str] | None = None, cores: int = 0) -> Run:
    """Run a command in a folder, limited to a number of cores (0: all); end the benchmark if it fails."""
    with tempfile.TemporaryFile() as output, _on(cores):
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**user_environment(), **(environment or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        together, sampled = 0, start
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            time.sleep(_POLLING)
            if (now := time.perf_counter()) - sampled > _SAMPLING:
                together, sampled = max(together, _memory_of_tree(process.pid)), now
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


def _memory_of_tree(number: int) -> int:
    """Return the bytes that a process and its descendants use now, shared pages counted once; 0 if unknown."""
    try:
        others = [process.pid for process in psutil.Process(number).children(recursive=True)]
        return sum(map(_memory_of, (number, *others))) if others else 0
    except (psutil.Error, OSError, ValueError):
        return 0


def _memory_of(number: int) -> int:
    """Return the proportional set size of a process in bytes."""
    rollup = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
    return next(1024 * int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


@contextmanager
def _on(cores: int) -> Iterator[None]:
    """Limit processes started in this context to a number of cores, if the system can; 0: no limit."""
    if not cores or not hasattr(os, "sched_setaffinity"):
        yield
        return
    all_cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(all_cores)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)
