"""Shared by the browser tests: sites, each built once, Chromium, and the Nu Html Checker."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.chromium import launched, program
from browser.sites import ROOT, build, build_large, build_long, build_many, build_otherwise, served

NO_CHROMIUM = "no Chromium here; install it (Debian and Ubuntu: sudo apt install chromium), then run the tests again"
NO_CHECKER = (
    "no Nu Html Checker here; install Java (Debian and Ubuntu: sudo apt install default-jre-headless), "
    "run make checker, then the tests again"
)


if sys.platform != "win32":
    import fcntl

Once = Callable[[str, Callable[[Path], Path]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return a function that builds a site in a folder of a given name once, even for parallel workers."""
    folder = tmp_path_factory.getbasetemp()
    if sys.platform != "win32" and "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent

    def built(name: str, build: Callable[[Path], Path]) -> Path:
        note = folder / f"{name}.txt"
        with (folder / f"{name}.lock").open("w") as lock:
            if sys.platform != "win32":
                fcntl.flock(lock, fcntl.LOCK_EX)
            if not note.exists():
                (folder / name).mkdir()
                note.write_text(str(build(folder / name)), encoding="utf-8")
        return Path(note.read_text(encoding="utf-8"))

    return built


@pytest.fixture(scope="session")
def site_folder(once: Once) -> Path:
    """Return the folder of the sample site."""
    return once("sample", lambda folder: build(folder / "site"))


@pytest.fixture(scope="session")
def other_folder(once: Once) -> Path:
    """Return the folder of the sample in English, with the desk and instant navigation, without directory URLs."""
    return once("other", build_otherwise)


@pytest.fixture(scope="session")
def large_folder(once: Once) -> Path:
    """Return the folder of a site of 300 actors."""
    return once("large", build_large)


@pytest.fixture(scope="session")
def many_folder(once: Once) -> Path:
    """Return the folder of a site of 300 dossiers."""
    return once("many", build_many)


@pytest.fixture(scope="session")
def long_folder(once: Once) -> Path:
    """Return the folder of a site with lists of more than a thousand rows."""
    return once("long", build_long)


@pytest.fixture(scope="session")
def long_address(long_folder: Path) -> Iterator[str]:
    """Serve the site with the long lists, and yield its address."""
    with served(long_folder) as address:
        yield address


@pytest.fixture(scope="session")
def address(site_folder: Path) -> Iterator[str]:
    """Serve the sample site, and yield its address."""
    with served(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def other_address(other_folder: Path) -> Iterator[str]:
    """Serve the sample built with other settings, and yield its address."""
    with served(other_folder) as address:
        yield address


@pytest.fixture(scope="session")
def large_address(large_folder: Path) -> Iterator[str]:
    """Serve the site of 300 actors, and yield its address."""
    with served(large_folder) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start a Chromium with a fresh profile that makes no requests of its own."""
    if program() is None:
        _leave_out(NO_CHROMIUM, "DOSSIER_BROWSER")
    with sync_playwright() as playwright, launched(playwright.chromium) as browser:
        yield browser


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """Return the command that starts the Nu Html Checker."""
    jar = ROOT / "tools" / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if java is None or not jar.is_file():
        _leave_out(NO_CHECKER, "DOSSIER_CHECKER")
    # Deeply nested pages need a large stack.
    return [str(java), "-Xss4m", "-jar", str(jar)]


def _leave_out(why: str, variable: str) -> None:
    """Skip a test on a machine without the program it needs, or fail it if the program is required."""
    if os.environ.get(variable) == "required":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture
def browser_page(chromium: Browser) -> Iterator[Page]:
    """Open an empty page with a profile that no other test uses."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the tests that were skipped because a program is missing, and say how to install it."""
    skipped = terminalreporter.getreports("skipped")
    for why in (NO_CHROMIUM, NO_CHECKER):
        names = [report.nodeid for report in skipped if why in str(report.longrepr)]
        if names:
            terminalreporter.section("left out")
            for name in names:
                terminalreporter.write_line(name)
            terminalreporter.write_line(why)
