"""How long it takes from an edit to the page in the browser, while `mkdocs serve` runs."""

from __future__ import annotations

import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from urllib.request import urlopen

from benchmarks.measuring import usual

#: Longer than any rebuild that somebody would wait for.
_PATIENCE = 300
#: What MkDocs says when it begins to build, and when it has built: its “built in … seconds” it does not say twice.
_BEGUN, _BUILT = "Building documentation...", "Reloading browsers"
_EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")

#: When a line was said, and the line.
Said = tuple[float, str]
#: Seconds that the build took, and seconds from the edit until the browser has the page again.
Latency = tuple[float, float]


def latencies(
    folder: Path, environment: Mapping[str, str], page: str, edits: Sequence[Callable[[], str]]
) -> list[Latency]:
    """Serve the site, and for each edit wait as a browser does that shows the page.

    An edit answers words that its page must hold afterwards.
    """
    with _served(folder, environment) as (address, lines):
        return [_latency(f"{address}{page}", address, lines, edit, number) for number, edit in enumerate(edits)]


def _latency(page: str, address: str, lines: queue.Queue[Said], edit: Callable[[], str], number: int) -> Latency:
    asked: list[str] = []
    loaded: list[float] = []

    def wait_and_load(text: str) -> None:
        # A save can be seen twice, and the page then be loaded again without the words: wait on.
        while not (asked and asked[0] in text):
            found = _EPOCH.search(text)
            if found is None:
                raise SystemExit(f"{page} does not ask whether it is to be loaded again")
            epoch, request = found.groups()
            while _got(f"{address}livereload/{epoch}/{request}") == epoch:
                pass
            text = _got(page)
        loaded.append(time.perf_counter())

    # MkDocs looks twice a second: edits come at different moments of its round, or all would wait equally long.
    time.sleep(1 + number * 0.13 % 0.5)
    browser = threading.Thread(target=wait_and_load, args=[_got(page)], daemon=True)
    browser.start()
    time.sleep(0.1)
    start = time.perf_counter()
    asked.append(edit())
    browser.join(_PATIENCE)
    if not loaded:
        raise SystemExit(f"{page} was not loaded with “{asked[0]}” within {_PATIENCE} s")
    return _built(lines), loaded[0] - start


def _got(address: str) -> str:
    with urlopen(address, timeout=_PATIENCE) as answer:
        return str(answer.read().decode())


@contextmanager
def _served(folder: Path, environment: Mapping[str, str]) -> Iterator[tuple[str, queue.Queue[Said]]]:
    """The address of the site, once it can be had, and what the server says from then on."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    given = {**usual(), **environment}
    server = subprocess.Popen(
        command, cwd=folder, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        lines: queue.Queue[Said] = queue.Queue()
        threading.Thread(target=_take_down, args=[server.stdout, lines], daemon=True).start()
        _, line = _awaited(lines, "Serving on ")
        yield line.partition("Serving on ")[2].strip(), lines
    finally:
        server.terminate()
        server.wait(10)


def _take_down(output: Iterable[str], lines: queue.Queue[Said]) -> None:
    for line in output:
        lines.put((time.perf_counter(), line))


def _built(lines: queue.Queue[Said]) -> float:
    """Wait until the server has built the site again; answers how long that took."""
    begun, _ = _awaited(lines, _BEGUN)
    built, _ = _awaited(lines, _BUILT)
    return built - begun


def _awaited(lines: queue.Queue[Said], words: str) -> Said:
    """The next line with the words."""
    while words not in (said := lines.get(timeout=_PATIENCE))[1]:
        pass
    return said
