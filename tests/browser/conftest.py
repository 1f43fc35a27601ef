"""The sites that are looked at, each built once, and what looks at them: a Chromium and the Nu Html Checker."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site."""
    return build(tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def other_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in English, with the desk, without instant navigation, its pages files instead of folders."""
    return build_otherwise(tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="session")
def large_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 300 actors."""
    return build_large(tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="session")
def many_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 300 dossiers."""
    return build_many(tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="session")
def long_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with lists of more than a thousand rows."""
    return build_long(tmp_path_factory.mktemp("long"))


@pytest.fixture(scope="session")
def long_address(long_folder: Path) -> Iterator[str]:
    """Where the site with the long lists is served."""
    with served(long_folder) as address:
        yield address


@pytest.fixture(scope="session")
def address(site_folder: Path) -> Iterator[str]:
    """Where the sample site is served."""
    with served(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def other_address(other_folder: Path) -> Iterator[str]:
    """Where the sample is served as it is otherwise built."""
    with served(other_folder) as address:
        yield address


@pytest.fixture(scope="session")
def large_address(large_folder: Path) -> Iterator[str]:
    """Where the site of 300 actors is served."""
    with served(large_folder) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium with a fresh profile that asks nobody for anything by itself."""
    if program() is None:
        _leave_out(NO_CHROMIUM, "DOSSIER_BROWSER")
    with sync_playwright() as playwright, launched(playwright.chromium) as browser:
        yield browser


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """The command that starts the Nu Html Checker."""
    jar = ROOT / "tools" / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if java is None or not jar.is_file():
        _leave_out(NO_CHECKER, "DOSSIER_CHECKER")
    # Deep trees need a deep stack.
    return [str(java), "-Xss4m", "-jar", str(jar)]


def _leave_out(why: str, variable: str) -> None:
    """Skip a test on a machine that lacks what it needs; fail it where this is required."""
    if os.environ.get(variable) == "required":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture
def browser_page(chromium: Browser) -> Iterator[Page]:
    """An empty page, whose profile no other test has used."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests were left out for want of a program, and how to get it."""
    skipped = terminalreporter.getreports("skipped")
    for why in (NO_CHROMIUM, NO_CHECKER):
        names = [report.nodeid for report in skipped if why in str(report.longrepr)]
        if names:
            terminalreporter.section("left out")
            for name in names:
                terminalreporter.write_line(name)
            terminalreporter.write_line(why)
