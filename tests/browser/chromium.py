"""Start this machine's Chromium with a fresh profile."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserType

_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


#: The names of its program; the shell without a window takes a third less time.
_PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def program() -> str | None:
    """Return the path of Chromium, or None if it is not installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


@contextmanager
def launched(kind: BrowserType, *, keeps_documents: bool = False, as_readers: bool = False) -> Iterator[Browser]:
    """Start a Chromium that makes no requests of its own.

    Args:
        kind: Playwright's Chromium.
        keeps_documents: whether it keeps documents in its back/forward cache.
        as_readers: whether to use the full browser, as readers do, instead of the faster shell.
    """
    browser = kind.launch(
        executable_path=next(filter(None, map(shutil.which, _PROGRAMS[1:])), None) if as_readers else program(),
        args=_ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"] if keeps_documents else None,
        chromium_sandbox=not _is_root(),
        headless=True,
    )
    try:
        yield browser
    finally:
        browser.close()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
