"""The Chromium of this computer, started with a fresh profile."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright

_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


def program() -> str | None:
    """Where Chromium is, if it is there."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that asks nobody for anything by itself."""
    browser = playwright.chromium.launch(
        executable_path=program(), args=_ARGUMENTS, chromium_sandbox=not _is_root(), headless=True
    )
    try:
        yield browser
    finally:
        browser.close()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
