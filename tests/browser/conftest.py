"""The sample site, built once and served on this computer alone, and a Chromium to look at it with."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]

LEFT_OUT = "no Chromium here; install it (Debian and Ubuntu: sudo apt install chromium), then run the tests again"
_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, built under `--strict`."""
    folder = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Say nothing: pytest shows what went wrong."""


@pytest.fixture(scope="session")
def address(site_folder: Path) -> Iterator[str]:
    """Where the sample site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site_folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium with a fresh profile that asks nobody for anything by itself."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        if os.environ.get("DOSSIER_BROWSER") == "required":
            pytest.fail(LEFT_OUT)
        pytest.skip(LEFT_OUT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=_ARGUMENTS, chromium_sandbox=not _is_root(), headless=True
        )
        yield browser
        browser.close()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def browser_page(chromium: Browser) -> Iterator[Page]:
    """An empty page, whose profile no other test has used."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests were left out for want of a browser, and how to get them."""
    skipped = terminalreporter.getreports("skipped")
    names = [report.nodeid for report in skipped if LEFT_OUT in str(report.longrepr)]
    if names:
        terminalreporter.section("left out")
        for name in names:
            terminalreporter.write_line(name)
        terminalreporter.write_line(LEFT_OUT)
