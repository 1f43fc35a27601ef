"""Work that copies of the process do: all of it is done, whatever befalls them."""

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

from mkdocs_dossier.parallel import Copies, beside, do, shares

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
ORIGIN = os.getpid()


THREADS = threading.active_count


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """And one thread, whatever other tests have left."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def write(path: Path) -> None:
    """Who writes it is told."""
    path.write_text("here" if os.getpid() == ORIGIN else "copy", encoding="utf-8")


def test_each_share_is_done_once_and_beside(tmp_path: Path) -> None:
    tasks = [partial(write, tmp_path / str(number)) for number in range(10)]
    own, *parts = shares(tasks, least=2)
    with beside(parts):
        do(own)
    assert [(tmp_path / str(number)).read_text() for number in range(10)] == ["here", "copy"] * 5


def test_what_is_not_worth_a_copy_is_done_here(tmp_path: Path) -> None:
    assert [len(part) for part in shares([partial(write, tmp_path / "a")] * 5, least=3)] == [5]


def test_a_large_process_makes_no_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it holds would be there twice."""
    monkeypatch.setattr("mkdocs_dossier.parallel._LARGE", 1)
    assert [len(part) for part in shares(range(10), least=2)] == [10]
    assert list(Copies().ask(lambda: [os.getpid()])()) == [ORIGIN]


def fail() -> None:
    if os.getpid() != ORIGIN:
        raise ValueError("a fault that only a copy has")


def die() -> None:
    if os.getpid() != ORIGIN:
        os.kill(os.getpid(), signal.SIGKILL)


def warn() -> None:
    logging.getLogger("heard.by.nobody.else").warning("to be heard")


@pytest.mark.parametrize("befalls", [fail, die, warn])
def test_what_a_copy_could_not_do_is_done_here(
    tmp_path: Path, befalls: Callable[[], None], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Where its warnings are counted too, once."""
    with beside([[befalls, partial(write, tmp_path / "a")]]):
        pass
    assert (tmp_path / "a").read_text() == "here"
    assert [record.message for record in caplog.records] == (["to be heard"] if befalls is warn else [])
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("befalls", [lambda: None, fail, die])
def test_a_question_is_answered_by_a_copy_or_here(befalls: Callable[[], None]) -> None:
    copies = Copies()

    def question() -> Iterator[object]:
        yield "here" if os.getpid() == ORIGIN else "copy"
        befalls()
        yield list(range(100_000))

    answers = copies.ask(question)
    assert list(answers()) == ["here" if befalls in (fail, die) else "copy", list(range(100_000))]
    others = copies.ask(question, lambda: ["something else"])
    assert next(others()) == ("something else" if befalls in (fail, die) else "copy")
    copies.finish()


def test_what_nobody_waits_for_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, made = os.fork, []

    def noted() -> int:
        made.append(number := fork())
        return number

    monkeypatch.setattr(os, "fork", noted)
    copies = Copies()
    copies.start([partial(time.sleep, 60)])
    copies.give_up()
    with pytest.raises(ProcessLookupError):
        os.kill(made[0], 0)


def raise_() -> None:
    raise OSError("No space left on device")


def test_an_error_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"), beside([[raise_]]):
        pass


def test_no_copy_outlives_an_error(tmp_path: Path) -> None:
    """One that still works when the work here has failed is ended."""
    ready = tmp_path / "ready"

    def wait() -> None:
        ready.write_text(str(os.getpid()), encoding="utf-8")
        signal.pause()

    with pytest.raises(KeyboardInterrupt), beside([[wait]]):
        end = time.monotonic() + 60
        while not (ready.exists() and ready.read_text(encoding="utf-8")):
            assert time.monotonic() < end, "no copy has been made"
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(int(ready.read_text(encoding="utf-8")), 0)


def test_no_copy_outlives_the_process_that_is_killed(tmp_path: Path) -> None:
    """Not even in the middle of a task: the next build deletes what it would go on writing into."""
    begun, gone_on = tmp_path / "begun", tmp_path / "gone on"

    def go_on() -> None:
        begun.touch()
        time.sleep(1)
        gone_on.touch()

    killed = os.fork()
    if not killed:
        try:
            Copies().start([go_on])
            while not begun.exists():
                time.sleep(0.01)
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    assert os.WTERMSIG(os.waitpid(killed, 0)[1]) == signal.SIGKILL
    assert begun.exists()
    time.sleep(1.5)
    assert not gone_on.exists()


def test_no_copy_is_made_of_several_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could wait for ever for one that it does not have."""
    monkeypatch.setattr(threading, "active_count", THREADS)
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        with beside([[partial(write, tmp_path / "a")]]):
            pass
    finally:
        done.set()
        other.join()
    assert (tmp_path / "a").read_text() == "here"
