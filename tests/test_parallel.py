"""All work is done even if forked workers fail or die."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from mkdocs_dossier.parallel import Workers, called, shares

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
ORIGIN = os.getpid()


THREADS = threading.active_count


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend to be a small process with two cores and one thread, whatever other tests have left behind."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr("mkdocs_dossier.parallel._LARGE", sys.maxsize)


def write(path: Path) -> None:
    """Write “here” or “worker” into a file, depending on the process."""
    path.write_text("here" if os.getpid() == ORIGIN else "worker", encoding="utf-8")


def test_each_share_is_done_once(tmp_path: Path) -> None:
    tasks = [partial(write, tmp_path / str(number)) for number in range(10)]
    own, *parts = shares(tasks, least=2)
    with Workers() as running:
        for part in parts:
            running.start(partial(called, part))
        for task in own:
            task()
    assert [(tmp_path / str(number)).read_text() for number in range(10)] == ["here", "worker"] * 5


def test_too_few_tasks_are_not_shared(tmp_path: Path) -> None:
    assert [len(part) for part in shares([partial(write, tmp_path / "a")] * 5, least=3)] == [5]


def test_a_large_process_starts_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large process forks no workers, because its objects would be in memory twice."""
    monkeypatch.setattr("mkdocs_dossier.parallel._LARGE", 1)
    assert [len(part) for part in shares(range(10), least=2)] == [10]
    assert Workers().start(lambda: [os.getpid()]).result() == [ORIGIN]


def test_a_process_that_was_large_starts_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory that is free again does not count; the peak of a program includes that of the one that started it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    monkeypatch.setattr("mkdocs_dossier.parallel._LARGE", pages * os.sysconf("SC_PAGE_SIZE") + 2**26)
    ballast = bytearray(2**27)
    assert len(shares(range(10), least=2)) == 1
    del ballast
    assert len(shares(range(10), least=2)) == 2


def fail() -> None:
    if os.getpid() != ORIGIN:
        raise ValueError("a fault that only a worker has")


def die() -> None:
    if os.getpid() != ORIGIN:
        os.kill(os.getpid(), signal.SIGKILL)


def warn() -> None:
    logging.getLogger("heard.by.nobody.else").warning("to be heard")


@pytest.mark.parametrize("befalls", [fail, die, warn])
def test_tasks_of_a_failed_worker_are_done_here(
    tmp_path: Path, befalls: Callable[[], None], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """If a worker raises, dies or warns, its tasks are done again in this process, which logs the warning once."""
    with Workers() as running:
        running.start(partial(called, [befalls, partial(write, tmp_path / "a")]))
    assert (tmp_path / "a").read_text() == "here"
    assert [record.message for record in caplog.records] == (["to be heard"] if befalls is warn else [])
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("befalls", [lambda: None, fail, die])
def test_values_come_from_a_worker_or_from_here(befalls: Callable[[], None]) -> None:
    running = Workers()

    def work() -> Iterator[object]:
        yield "here" if os.getpid() == ORIGIN else "worker"
        befalls()
        yield list(range(100_000))

    job = running.start(work)
    assert job.result() == ["here" if befalls in (fail, die) else "worker", list(range(100_000))]
    other = running.start(work, lambda: ["something else"])
    assert other.result()[0] == ("something else" if befalls in (fail, die) else "worker")
    running.finish()


def test_cancel_ends_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, made = os.fork, []

    def noted() -> int:
        made.append(number := fork())
        return number

    monkeypatch.setattr(os, "fork", noted)
    running = Workers()
    running.start(partial(called, [partial(time.sleep, 60)]))
    running.cancel()
    with pytest.raises(ProcessLookupError):
        os.kill(made[0], 0)


def raise_() -> None:
    raise OSError("No space left on device")


def test_an_error_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"), Workers() as running:
        running.start(partial(called, [raise_]))


def test_no_worker_outlives_an_error(tmp_path: Path) -> None:
    """A worker is ended when this process raises."""
    ready = tmp_path / "ready"

    def wait() -> None:
        ready.write_text(str(os.getpid()), encoding="utf-8")
        signal.pause()

    with pytest.raises(KeyboardInterrupt), Workers() as running:
        running.start(partial(called, [wait]))
        end = time.monotonic() + 60
        while not (ready.exists() and ready.read_text(encoding="utf-8")):
            assert time.monotonic() < end, "no worker has started"
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(int(ready.read_text(encoding="utf-8")), 0)


def test_no_worker_outlives_a_killed_process(tmp_path: Path) -> None:
    """A worker dies with its killed parent even mid-task, as the next build deletes the folder it writes into."""
    begun, gone_on = tmp_path / "begun", tmp_path / "gone on"

    def go_on() -> None:
        begun.touch()
        time.sleep(1)
        gone_on.touch()

    killed = os.fork()
    if not killed:
        try:
            Workers().start(partial(called, [go_on]))
            end = time.monotonic() + 60
            while not begun.exists() and time.monotonic() < end:
                time.sleep(0.01)
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    assert os.WTERMSIG(os.waitpid(killed, 0)[1]) == signal.SIGKILL
    assert begun.exists()
    time.sleep(1.5)
    assert not gone_on.exists()


def test_no_worker_is_forked_from_several_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With several threads no worker is forked, as it could wait forever for another thread's lock."""
    monkeypatch.setattr(threading, "active_count", THREADS)
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        with Workers() as running:
            running.start(partial(called, [partial(write, tmp_path / "a")]))
    finally:
        done.set()
        other.join()
    assert (tmp_path / "a").read_text() == "here"
