"""List pages in `sitemap.xml` with the day of the commit; MkDocs would take it from the clock."""

import os
from collections.abc import Iterable, Sequence
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

from mkdocs_dossier.model.dates import Date

#: The day for the time stamp of `sitemap.xml.gz`: zero means "none" in RFC 1952.
_NONE = "1970-01-01"


def check_epoch() -> None:
    """Refuse a SOURCE_DATE_EPOCH that MkDocs cannot turn into a day."""
    try:
        get_build_date()
    except (ValueError, OverflowError, OSError):
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        raise PluginError(f"SOURCE_DATE_EPOCH is “{epoch}”: write the seconds since 1970, in digits alone") from None


def date_pages(pages: Iterable[Page], day: Date | None) -> None:
    """Replace the clock's day by that of the site's commit, or none; days that other plugins have set stay."""
    clock = get_build_date()
    for page in pages:
        if page.update_date == clock:
            page.update_date = str(day or "")


def fill_missing_days(pages: Iterable[Page]) -> None:
    """Give MkDocs a day to compute with for pages that have none, once `sitemap.xml` is written."""
    for page in pages:
        page.update_date = page.update_date or _NONE


def list_translated(context: dict[str, Any], added: Sequence[File]) -> None:
    """List our files in the sitemap of mkdocs-static-i18n, which knows only those of `docs/`."""
    if languages := context.get("i18n_alternates"):
        for file in added:
            file.alternates = {}  # type: ignore[attr-defined]
        first, *others = languages.items()
        ours = [file for file in added if file.page is not None]
        context["i18n_alternates"] = dict([(first[0], [*first[1], *ours]), *others])
