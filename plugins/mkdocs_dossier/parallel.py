"""Run work in forked worker processes, where that is cheap (Linux); elsewhere in this process.

A worker has everything that this process has loaded. It writes files, or returns a list of values; nothing else comes
back. If a worker fails or logs anything, its work is done again in this process, where errors are raised and warnings
counted.

Objects that exist when a worker starts are exempt from garbage collection from then on (`gc.freeze`), so that both
processes go on sharing their memory.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from mkdocs_dossier.incremental.safe_pickle import pickled, unpickled

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")
#: Work that writes files, or makes values.
Work = Callable[[], Iterable[T] | None]
#: The number of items from which on a worker pays.
LEAST = 150
#: More workers would wait for the disk, and each takes memory.
_MOST = 8
#: A process of more bytes starts no workers: each would soon copy the memory it reads.
_LARGE = 1024**3
#: The option of Linux's `prctl` that names the signal a process gets when its parent ends.
_PR_SET_PDEATHSIG = 1

#: Called with the stage, the number of items done, and that of all; at most one.
_listeners: list[Callable[[str, int, int], None]] = []


def listen(listener: Callable[[str, int, int], None] | None) -> None:
    """Report the progress of this process to a listener; to nobody with None."""
    _listeners[:] = [listener] if listener else []


def counted(stage: str, items: Sequence[T]) -> Iterator[T]:
    """Yield the items, and report each to the listener once it is done."""
    for number, item in enumerate(items, start=1):
        yield item
        for listener in _listeners:
            listener(stage, number, len(items))


def shares(work: Sequence[T], least: int = LEAST) -> list[Sequence[T]]:
    """Split work among this process and as many workers as there are cores for; each gets at least `least` items."""
    number = max(1, min(_cores(), _MOST, len(work) // least))
    return [work[start::number] for start in range(number)]


class Job(Generic[T]):
    """Work for a worker, or for this process when the result is asked for."""

    def __init__(self, work: Work[T], here: Work[T]) -> None:
        self._here = here
        self.is_done = False
        """Whether the result has been asked for."""
        self._process: Any = None
        self._answer: Connection | None = None
        if _cores() > 1:
            self._start(work)

    def _start(self, work: Work[T]) -> None:
        import multiprocessing  # takes a while, and most builds have nothing to do

        gc.freeze()
        fork = multiprocessing.get_context("fork")
        with contextlib.suppress(OSError):  # no more processes or pipes: the work is done here
            self._answer, end = fork.Pipe(duplex=False)
            self._process = fork.Process(target=_run, args=(work, end, os.getpid()), daemon=True)
            self._process.start()
            end.close()

    def result(self) -> list[T]:
        """Wait for the worker's values; do the work here if it failed, had something to log, or never started."""
        self.is_done = True
        process, self._process = self._process, None
        found: Any = None
        if process is not None and self._answer is not None:
            with contextlib.suppress(EOFError, OSError):
                found = unpickled(self._answer.recv_bytes())
            process.join()
            self._answer.close()
        return found if isinstance(found, list) else list(self._here() or ())

    def cancel(self) -> None:
        """End the worker: nobody needs the result."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


class Workers:
    """The jobs of one build; a `with` waits for them at its end, or cancels them after an error."""

    def __init__(self) -> None:
        self._jobs: list[Job[Any]] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error:
            self.cancel()
        else:
            self.finish()

    def start(self, work: Work[T], here: Work[T] | None = None) -> Job[T]:
        """Start a job whose values can be pickled; `here` replaces the work if this process has to do it."""
        job: Job[T] = Job(work, here or work)
        self._jobs.append(job)
        return job

    def finish(self) -> None:
        """Wait for all jobs whose results have not been asked for."""
        try:
            while self._jobs:
                job = self._jobs.pop(0)
                if not job.is_done:
                    job.result()
        finally:
            self.cancel()

    def cancel(self) -> None:
        """End all workers."""
        for job in self._jobs:
            job.cancel()
        self._jobs = []
        gc.unfreeze()


def called(tasks: Iterable[Callable[[], object]]) -> None:
    """Call tasks that only write files."""
    for task in tasks:
        task()


def shared(work: Sequence[T], do: Callable[[Sequence[T]], Iterable[R]]) -> Iterator[R]:
    """Share work among workers, and yield the results; those of this process come first."""
    here, *parts = shares(work)
    with Workers() as own:
        jobs = [own.start(partial(do, part)) for part in parts]
        yield from do(here)
        for job in jobs:
            yield from job.result()


def _cores() -> int:
    """Return the number of cores that workers can use; 1 where forking is unsafe or too expensive.

    On macOS the state of system libraries does not survive a fork, Windows has none, and the fork of a process with
    several threads can wait forever for a lock that another thread held.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    with contextlib.suppress(OSError):  # unlike the peak, this is without the parent's memory
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        if pages * os.sysconf("SC_PAGE_SIZE") > _LARGE:
            return 1
    return len(os.sched_getaffinity(0))


def _run(work: Callable[[], Iterable[object] | None], answer: Connection, parent: int) -> None:
    """Do the work in a worker, and send its values unless anything was logged."""
    _end_with(parent)
    listen(None)
    watch = _LogWatch()
    logging.root.handlers = [watch]
    for logger in map(logging.getLogger, list(logging.root.manager.loggerDict)):
        logger.handlers, logger.propagate = [], True
    try:
        values = list(work() or ())
        if not watch.anything:
            answer.send_bytes(pickled(values))
        os._exit(0)
    except BaseException:
        os._exit(1)


def _end_with(parent: int) -> None:
    """Have the system kill this worker when its parent ends, however it ends: the next build deletes its files."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


class _LogWatch(logging.Handler):
    """Note whether anything is logged."""

    anything = False

    def emit(self, record: logging.LogRecord) -> None:
        self.anything = True
