"""The Nu Html Checker finds no error in the pages of any site."""

from __future__ import annotations

import json
import subprocess

import pytest

#: What Material for MkDocs itself writes, by message and the beginning of the element. Nothing else passes.
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
def test_no_error(checker: list[str], request: pytest.FixtureRequest, site: str) -> None:
    """Whatever is called: names of people and titles that look like HTML are text in every attribute and element."""
    folder = request.getfixturevalue(site)
    # Of the long lists the second parts, which are all that they have more than the others.
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
    # Material's own are there: the checker has seen the pages.
    assert len(findings) > len(pages)
