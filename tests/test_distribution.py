"""One constant says whether the package is published, and every text, link and address follows it."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from mkdocs_dossier.cli import distribution
from mkdocs_dossier.cli.distribution import REPOSITORY, action, requirement

ROOT = Path(__file__).parents[1]
#: The texts that say how to install or use the package, except the starter's, which `init` makes.
TEXTS = [
    path
    for pattern in ("*.md", "*.yml", "docs/**/*.md", ".github/**/*.yml", "plugins/**/*.md")
    for path in sorted(ROOT.glob(pattern))
]
_INSTALLED = re.compile(r'(?P<before>pip install ")mkdocs-dossier(?:\[(?P<extras>[a-z,]+)\])?[^"\n]*(?=")')
_USED = re.compile(rf"(?P<before>uses: ){REPOSITORY.removeprefix('https://github.com/')}(?P<path>/[\w./-]+)?@\S+")
#: Wordings that a text must not use.
_OTHERWISE = re.compile(r"pip install (?:mkdocs-dossier|\S*\.\./mkdocs-dossier)|Use this template", re.IGNORECASE)


def _following(text: str) -> str:
    """Return the text adapted to the constant."""
    text = _INSTALLED.sub(lambda found: found["before"] + requirement(found["extras"] or ""), text)
    return _USED.sub(lambda found: found["before"] + action(found["path"] or ""), text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_text_follows_the_constant(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text follows the constant, and would follow its other value and back. DOSSIER_UPDATE=1 rewrites it."""
    text = path.read_text(encoding="utf-8")
    if os.environ.get("DOSSIER_UPDATE") and text != _following(text):
        path.write_text(_following(text), encoding="utf-8")
    assert text == _following(text)
    assert _OTHERWISE.findall(text) == []
    monkeypatch.setattr(distribution, "IS_PUBLISHED", not distribution.IS_PUBLISHED)
    other = _following(text)
    assert other.count("git+") == (0 if distribution.IS_PUBLISHED else len(_INSTALLED.findall(text)))
    monkeypatch.undo()
    assert _following(other) == text


def test_the_texts_have_install_commands() -> None:
    """Texts have commands to install the package; otherwise the test above would test nothing."""
    said = {path.name for path in TEXTS if _INSTALLED.search(path.read_text(encoding="utf-8"))}
    assert {"README.md", "first-dossier.md", "python.md", "site.md"} <= said


def test_a_published_package_is_installed_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distribution, "IS_PUBLISHED", True)
    assert requirement("mkdocs") == "mkdocs-dossier[mkdocs]"
    assert re.fullmatch(r"[\w-]+/mkdocs-dossier/\.github/x\.yml@v\d+\.\d+\.\d+", action("/.github/x.yml"))
    monkeypatch.setattr(distribution, "IS_PUBLISHED", False)
    assert requirement() == f"mkdocs-dossier @ git+{REPOSITORY}"


def test_the_readme_works_on_the_package_index() -> None:
    """The README's links are absolute, and their targets in the repository exist."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", readme)
    assert len(links) > 15
    assert [link for link in links if not re.match(r"https?://|#|actor:", link)] == []
    named = [link.partition("#")[0] for link in links if link.startswith(REPOSITORY)]
    inside = [link.removeprefix(f"{REPOSITORY}/blob/main/") for link in named]
    assert [path for path in inside if not (ROOT / path).exists()] == []
    headings = {re.sub(r"[^\w-]+", "-", line.lower()) for line in re.findall(r"^## (.+)$", readme, re.MULTILINE)}
    assert {link[1:] for link in links if link.startswith("#")} <= headings


def test_all_addresses_are_of_one_repository() -> None:
    """The README, the handbook, the settings and the project's metadata name one repository."""
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    assert [url for url in urls.values() if not url.startswith(REPOSITORY)] == []
    for path in (ROOT / "README.md", ROOT / "mkdocs.yml", *(ROOT / "docs" / "handbook").glob("*.md")):
        found = set(re.findall(r"https://github\.com/[\w-]+/mkdocs-dossier\b", path.read_text(encoding="utf-8")))
        assert found <= {REPOSITORY}, path.name
