"""Show a bar for work that takes longer than two seconds, on a terminal only."""

import sys
import time
from collections.abc import Callable
from typing import Any

import click

from mkdocs_dossier.parallel import listen

#: How long work may take before its bar is shown, in seconds.
_PATIENCE = 2.0
#: How often it is drawn at most, in seconds.
_PAUSE = 0.1
#: Clears the line, and shows the cursor again.
_CLEAR = "\r\x1b[K\x1b[?25h"


class ProgressBar:
    """The bar of one build or command, within a `with`: the stage, a count, and the time left."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage, self._is_shown, self._since, self._drawn = "", False, 0.0, 0.0
        self._bar: Any = None

    def __enter__(self) -> None:
        if sys.stderr.isatty():
            self._since = self._clock()
            listen(self._report)

    def __exit__(self, *_: object) -> None:
        listen(None)
        self._clear()

    def _report(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage or done == 1:
            self._clear()
            self._stage = stage
            self._bar = click.progressbar(length=total, label=stage, show_pos=True, show_eta=True, file=sys.stderr)
        self._bar.make_step(done - self._bar.pos)
        now = self._clock()
        if now - self._since > _PATIENCE and now - self._drawn > _PAUSE:
            self._bar.render_progress()
            self._is_shown, self._drawn = True, now
        if done == total:
            self._clear()

    def _clear(self) -> None:
        if self._is_shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
        self._is_shown = False
