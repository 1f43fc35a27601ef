"""No untrusted file makes loading endless or exhausts memory; each is loaded in its own process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the limits of a process are those of Linux", allow_module_level=True)

from pathological import CASES, MOST_MIB

#: The number of cases per process, each loaded in its own child process.
_AT_ONCE = 60
_NAMES = list(CASES)


@pytest.mark.parametrize("first", range(0, len(_NAMES), _AT_ONCE))
def test_each_case_is_loaded_within_its_limits(first: int) -> None:
    """Each case loads within its limits of time and memory, and its problems have positions."""
    names = _NAMES[first : first + _AT_ONCE]
    command = [sys.executable, str(Path(__file__).with_name("pathological.py")), *names]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    outcomes = [line.split("\t") for line in run.stdout.splitlines()]
    assert [name for name, *_ in outcomes] == names, run.stderr
    assert [name for name, said, *_ in outcomes if said != "whole"] == []
    assert [name for name, _, _, mib in outcomes if float(mib) > MOST_MIB] == []


def test_an_endless_process_is_killed() -> None:
    """The guard kills an endless process; without it, the test above could not fail."""
    endless = (
        "import pathological as p; p.CASES['x'] = {}; p._run = lambda *_: p.limited() or [0 for _ in iter(int, 1)]"
    )
    command = [sys.executable, "-c", f"{endless}; p.MOST_SECONDS = 1; print(*p.outcomes(['x']))"]
    run = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    assert "ended with -" in run.stdout
