"""The Nu Html Checker finds no error in any site."""

from __future__ import annotations

import json
import subprocess

import pytest

#: Errors in Material for MkDocs itself, by message and beginning of the element. No others are excused.
MATERIALS = {
    ("Attribute “autocomplete” is only allowed when the input type is", '<input class="md-toggle"'),
    ("Bad value “” for attribute “tabindex” on element “label”", '<label class="md-nav__link"'),
    (
        "The value of the “for” attribute of the “label” element must be the ID of",
        '<label class="md-nav__title" for="__toc"',
    ),
}


def _is_materials(finding: dict[str, str]) -> bool:
    return any(
        finding["message"].startswith(message) and element in finding.get("extract", "")
        for message, element in MATERIALS
    )


@pytest.mark.parametrize("site", ["site_folder", "other_folder", "large_folder", "long_folder"])
def test_no_page_has_an_error(checker: list[str], request: pytest.FixtureRequest, site: str) -> None:
    """The checker finds no error of ours, although names and titles in the large site look like HTML."""
    folder = request.getfixturevalue(site)
    # Of the long lists only the second parts, which the other sites lack.
    pages = sorted(map(str, folder.rglob("seite/2/index.html"))) if site == "long_folder" else [str(folder)]
    command = [*checker, "--exit-zero-always", "--errors-only", "--format", "json", "--skip-non-html", *pages]
    checked = subprocess.run(command, capture_output=True, text=True, check=True)
    findings = json.loads(checked.stderr)["messages"]
    ours = [
        f"{finding['url'].rpartition(folder.name)[2]}:{finding.get('lastLine')}: {finding['message']}"
        for finding in findings
        if not _is_materials(finding)
    ]
    assert ours == []
    # Material's own errors are found, so that the checker has read the pages.
    assert len(findings) > len(pages)
