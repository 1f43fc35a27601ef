"""Measure the latency from an edit to the reloaded page while `mkdocs serve` runs."""

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

from benchmarks.measuring import user_environment

#: Seconds; longer than anybody would wait for a rebuild.
_TIMEOUT = 300
#: What MkDocs logs when a build begins and ends; it logs “built in … seconds” for the first build only.
_BEGUN, _BUILT = "Building documentation...", "Reloading browsers"
_EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")

#: The time of a log line, and the line.
Logged = tuple[float, str]
#: Seconds of the rebuild, and seconds from the edit until the browser has reloaded the page.
Latency = tuple[float, float]


def latencies(
    folder: Path, environment: Mapping[str, str], page: str, edits: Sequence[Callable[[], str]]
) -> list[Latency]:
    """Serve the site, and after each edit wait for the page to reload, as a browser would.

    An edit returns words that its page must contain afterwards.
    """
    with _serve(folder, environment) as (address, lines):
        return [_latency(f"{address}{page}", address, lines, edit, number) for number, edit in enumerate(edits)]


def _latency(page: str, address: str, lines: queue.Queue[Logged], edit: Callable[[], str], number: int) -> Latency:
    expected: list[str] = []
    loaded: list[float] = []

    def wait_and_load(text: str) -> None:
        # MkDocs may notice one save twice, and reload the page before the words are in it: keep waiting.
        while not (expected and expected[0] in text):
            found = _EPOCH.search(text)
            if found is None:
                raise SystemExit(f"{page} has no live reload")
            epoch, request = found.groups()
            while _get(f"{address}livereload/{epoch}/{request}") == epoch:
                pass
            text = _get(page)
        loaded.append(time.perf_counter())

    # MkDocs polls twice a second: edit at different moments of its interval.
    time.sleep(1 + number * 0.13 % 0.5)
    browser = threading.Thread(target=wait_and_load, args=[_get(page)], daemon=True)
    browser.start()
    time.sleep(0.1)
    start = time.perf_counter()
    expected.append(edit())
    browser.join(_TIMEOUT)
    if not loaded:
        raise SystemExit(f"{page} was not loaded with “{expected[0]}” within {_TIMEOUT} s")
    return _rebuilt(lines), loaded[0] - start


def _get(address: str) -> str:
    with urlopen(address, timeout=_TIMEOUT) as answer:
        return str(answer.read().decode())


@contextmanager
def _serve(folder: Path, environment: Mapping[str, str]) -> Iterator[tuple[str, queue.Queue[Logged]]]:
    """Start a server; yield the site's address once it is ready, and the queue of its log lines."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    given = {**user_environment(), **environment}
    server = subprocess.Popen(
        command, cwd=folder, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        lines: queue.Queue[Logged] = queue.Queue()
        threading.Thread(target=_collect, args=[server.stdout, lines], daemon=True).start()
        _, line = _next_with(lines, "Serving on ")
        yield line.partition("Serving on ")[2].strip(), lines
    finally:
        server.terminate()
        server.wait(10)


def _collect(output: Iterable[str], lines: queue.Queue[Logged]) -> None:
    for line in output:
        lines.put((time.perf_counter(), line))


def _rebuilt(lines: queue.Queue[Logged]) -> float:
    """Wait for the rebuild to end; return its seconds."""
    begun, _ = _next_with(lines, _BEGUN)
    built, _ = _next_with(lines, _BUILT)
    return built - begun


def _next_with(lines: queue.Queue[Logged], words: str) -> Logged:
    """Wait for the next line that contains the words."""
    while words not in (line := lines.get(timeout=_TIMEOUT))[1]:
        pass
    return line
