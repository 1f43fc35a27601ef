"""The site of `dossier init` has no broken link and no accessibility violation."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.axe import violations
from browser.links import BuiltSite
from browser.sites import SITE_URL, build, served
from mkdocs_dossier.cli.init import starter

#: The overviews and pages of the site with and without the example.
PAGES = {
    "de": ("dossiers", "akteure", "zahlen", "quellen", "ereignisse", "netzwerk", "aenderungen", "methode", "impressum"),
    "en": ("dossiers", "actors", "figures", "sources", "events", "network", "corrections", "method", "imprint"),
}
OF_THE_EXAMPLE = {
    "de": ["lindmoorer-faehre/", "akteure/nordkai/", "zahlen/gestrandete-fahrgaeste/"],
    "en": ["lindmoor-ferry/", "actors/northquay/", "figures/stranded-passengers/"],
}


@pytest.mark.parametrize(
    ("language", "empty", "search"),
    [("de", False, True), ("en", False, False), ("de", True, False), ("en", True, True)],
    ids=["de-example-pagefind", "en-example-material", "de-empty-material", "en-empty-pagefind"],
)
def test_the_starter_site_has_no_faults(
    language: str,
    empty: bool,
    search: bool,
    tmp_path: Path,
    chromium: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every pair of language, example and search yields a site without broken links and violations.

    The address is set as the workflow sets it, so that feeds and the sitemap are checked too.
    """
    monkeypatch.setenv("SITE_URL", SITE_URL)
    monkeypatch.setattr("mkdocs_dossier.cli.init.is_installed", lambda: search)
    for name, text in starter(language, empty=empty).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    site = build(tmp_path / "site", tmp_path / "mkdocs.yml")
    assert BuiltSite(site).lost() == []
    paths = ["", "404.html", *(f"{name}/" for name in PAGES[language]), *([] if empty else OF_THE_EXAMPLE[language])]
    with served(site) as address:
        assert violations(chromium, address, paths, shell=True) == {}
