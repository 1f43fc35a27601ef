"""The days that the map of the site gives to its pages; MkDocs takes them from the clock, which knows nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date

from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

#: For the time stamp of `sitemap.xml.gz`, which must have one: RFC 1952 has zero for "none".
_NONE = "1970-01-01"


def check_epoch() -> None:
    """Refuse a SOURCE_DATE_EPOCH from which MkDocs cannot make a day."""
    try:
        get_build_date()
    except (ValueError, OverflowError, OSError):
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        raise PluginError(f"SOURCE_DATE_EPOCH is “{epoch}”: write the seconds since 1970, in digits alone") from None


def date_pages(pages: Iterable[Page], day: date | None) -> None:
    """Whatever has its day from the clock has that of the site's state now, or none; other plugins' days stay."""
    clock = get_build_date()
    for page in pages:
        if page.update_date == clock:
            page.update_date = day.isoformat() if day else ""


def fill_missing_days(pages: Iterable[Page]) -> None:
    """Give MkDocs a date to reckon with for pages that have none; the map of the site is written by now."""
    for page in pages:
        page.update_date = page.update_date or _NONE
