"""Work that copies of this process do beside it, where the system can make them cheaply.

A copy has all that has been read and worked out so far. It writes files, or answers a question; nothing else comes back
from it. What a copy could not do, or had something to say about, is done again here, where errors are raised and
warnings are counted.

What there is when a copy is made is kept out of the search for garbage from then on (`gc.freeze`), and so stays shared
with the copy; whoever has work done calls `gc.unfreeze` when all of it is over.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import logging
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO, TypeVar

from mkdocs_dossier.incremental.safe_pickle import pickled, unpickled

T = TypeVar("T")
R = TypeVar("R")
#: What writes files of its own, and the same again when it is done twice; it leaves nothing else that anybody needs.
Task = Callable[[], object]

#: A copy is worth its while from so many tasks on.
LEAST = 150
#: More copies than this would wait for the disk, and each takes memory.
_MOST = 8
#: A process of more mebibytes makes no copies.
_LARGE = 1024
#: What `prctl` of Linux calls the signal that a process gets when its parent has ended.
_PR_SET_PDEATHSIG = 1
#: So many bytes hold the length of an answer.
_LENGTH = 8

_is_copy = False


def shares(work: Sequence[T], least: int = LEAST) -> list[Sequence[T]]:
    """The work, parted among this process and as many copies as there are cores for; at least so much for each."""
    number = max(1, min(_cores(), _MOST, len(work) // least))
    return [work[start::number] for start in range(number)]


def refuse_in_copy() -> None:
    """To be asked by what only the first process can do: it does the task then."""
    if _is_copy:
        raise RuntimeError


def do(tasks: Sequence[Task]) -> None:
    """Do one after the other."""
    for task in tasks:
        task()


class Copies:
    """Copies of this process, each of which does a part of the work meanwhile; where none can be made, it waits."""

    def __init__(self, patience: int = 0) -> None:
        """The more `patience` they have (0 to 19), the more this process goes before them where cores are few.

        That is of use where most of the work is done here: they have to be waited for in the end anyway.
        """
        self._patience = patience
        self._running: dict[int, Sequence[Task]] = {}
        self._waiting: list[Sequence[Task]] = []

    def start(self, part: Sequence[Task]) -> None:
        """Have a copy do this part."""
        if not part:
            return
        if _cores() == 1:
            self._waiting.append(part)
            return
        self._make(part)

    def ask(
        self, question: Callable[[], Iterable[T]], otherwise: Callable[[], Iterable[T]] | None = None
    ) -> Callable[[], Iterator[T]]:
        """Have a copy find answers, each of which can be pickled; what comes back waits for them.

        What the copy cannot answer is asked here in the end, or `otherwise` is.
        """
        here = otherwise or question
        try:
            file = tempfile.TemporaryFile() if _cores() > 1 else None  # noqa: SIM115 (it is closed by who reads it)
        except OSError:
            file = None
        if file is None:
            return lambda: iter(here())
        number = self._make([partial(_write_down, question, file)])

        def answers() -> Iterator[T]:
            with file:
                if self._running.pop(number, None) is None or not _has_done(number):
                    yield from here()
                    return
                file.seek(0)
                while length := int.from_bytes(file.read(_LENGTH), "big"):
                    found: Any = unpickled(file.read(length))
                    yield found

        return answers

    def _make(self, part: Sequence[Task]) -> int:
        gc.freeze()
        number = _copied(part, self._patience)
        self._running[number] = part
        return number

    def finish(self) -> None:
        """All of it has been done, here if need be."""
        try:
            while self._running:
                number = next(iter(self._running))
                part = self._running.pop(number)
                if not _has_done(number):
                    do(part)
            while self._waiting:
                do(self._waiting.pop(0))
        finally:
            self.give_up()

    def give_up(self) -> None:
        """None of it is needed any more."""
        for number in self._running:
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)
        self._running, self._waiting = {}, []


def _write_down(question: Callable[[], Iterable[object]], file: BinaryIO) -> None:
    for answer in question():
        content = pickled(answer)
        file.write(len(content).to_bytes(_LENGTH, "big") + content)
    file.flush()


def _has_done(number: int) -> bool:
    """Whether a copy has done its part, for which this waits."""
    _, status = os.waitpid(number, 0)
    return status == 0


@contextlib.contextmanager
def beside(parts: Iterable[Sequence[Task]] = ()) -> Iterator[Copies]:
    """Have a copy do each part meanwhile, and more if asked; at the end all of them have been done."""
    copies = Copies()
    try:
        for part in parts:
            copies.start(part)
        yield copies
        copies.finish()
    finally:
        copies.give_up()


def shared(work: Sequence[T], do: Callable[[Sequence[T]], Iterable[R]]) -> Iterator[R]:
    """What comes out of work of which copies do their parts meanwhile; that of this process comes first."""
    here, *parts = shares(work)
    with beside() as copies:
        asked = [copies.ask(partial(do, part)) for part in parts]
        yield from do(here)
        for answers in asked:
            yield from answers()


def _cores() -> int:
    """On how many cores copies can run; 1 where there had better be none.

    On macOS what the system's libraries hold does not survive in a copy, on Windows there are none, and a copy of a
    process with several threads can wait for ever for one that it does not have. What a large process holds would soon
    be there twice: to look at an object is to write to it.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or _mebibytes() > _LARGE:
        return 1
    return len(os.sched_getaffinity(0))


def _mebibytes() -> float:
    """How much memory this process has taken at most."""
    import resource  # there is none on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _copied(part: Sequence[Task], patience: int) -> int:
    """The number of a copy that does the part, and ends with 0 if all went well and nothing was to be said."""
    origin = os.getpid()
    number = os.fork()
    if number:
        return number
    try:
        _end_with(origin)
        os.nice(patience)
        global _is_copy
        _is_copy = True
        said = _Said()
        logging.root.handlers = [said]
        for logger in map(logging.getLogger, list(logging.root.manager.loggerDict)):
            logger.handlers, logger.propagate = [], True
        do(part)
        os._exit(said.anything)
    except BaseException:
        os._exit(1)


def _end_with(origin: int) -> None:
    """Have the system end this copy when the process ends that it was made of, in whatever way.

    What that built is cleared away by the next build: nobody may go on writing into it.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != origin:
        os._exit(1)


class _Said(logging.Handler):
    """Hears whether anything is logged."""

    anything = False

    def emit(self, record: logging.LogRecord) -> None:
        self.anything = True
