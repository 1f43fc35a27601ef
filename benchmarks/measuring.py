"""Whole processes, measured from outside: how long they take, and how much memory they need at most.

The system counts a process's memory from before it becomes the program that is measured: no number can be smaller than
the memory of the one that measures. So this process stays small: whatever is heavy is done by others that it starts.
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

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Run:
    """One process, its children included: seconds on the clock, and MiB at its peak."""

    seconds: float
    mebibytes: float


def measure(command: Command, folder: Path, environment: Mapping[str, str] | None = None, cores: int = 0) -> Run:
    """Run a command in a folder to its end, on so many cores; a command that fails ends the benchmark."""
    with tempfile.TemporaryFile() as output, _on(cores):
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            lines = output.read().decode(errors="replace").splitlines()[-20:]
            raise SystemExit("\n".join([f"{' '.join(map(str, command))} ended with {process.returncode}:", *lines]))
    # Linux counts in KiB, macOS in bytes.
    return Run(seconds, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))


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
