"""A folder of dossiers that MkDocs would publish, delete or read code from is an error, and is not published."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import write
from forked import dossier, mkdocs
from mkdocs_plugin.test_drafts import contents

#: Part of every text that must not be published: a withheld name, a draft, an excerpt's rest, a snapshot.
SECRET = "Verschwiegenes"
ARTICLE = "---\ntitle: {title}\npublished: 2024-10-05\nlanguage: de\n{more}---\n\nAm Kai lagen 3 Boote. {text}\n"
DOSSIERS = {
    "actors.yml": f"actors:\n  zeugin: {{name: Zoe {SECRET}, kind: person, withheld: yes}}\n",
    "kai/article.md": ARTICLE.format(title="Kai", more="publish: excerpt\n", text=f"{SECRET} steht hier."),
    "kai/angaben.yml": "figures:\n  boote: {quote: 3 Boote}\n",
    "kai/kai.png": b"\x89PNG Verschwiegenes",
    "entwurf/article.md": ARTICLE.format(title="Entwurf", more="status: draft\n", text=SECRET),
    "snapshots/brief.html": f"<p>{SECRET}</p>",
    "snapshots/brief.txt": SECRET,
}
MKDOCS_YML = """site_name: Hafen
docs_dir: {docs}
site_dir: {site}
theme:
  name: material
  language: de
  {theme}
plugins:
  - search
  - dossier:
      severities: {severities}
      folder: {folder}
{more}
"""

Project = Callable[..., Path]


def project(root: Path, place: str, *, config: str = "mkdocs.yml", pages: str = "docs", **settings: str) -> Path:
    """Write a project with its dossiers at `place`, and return the folder of its mkdocs.yml."""
    known = {"docs": "docs", "site": "site", "folder": place, "theme": "", "severities": "{}", "more": ""}
    write(root, {config: MKDOCS_YML.format(**{**known, **settings}), f"{pages}/index.md": "# Start\n"})
    write(root, {f"{place}/{name}": content for name, content in DOSSIERS.items()})
    return (root / config).parent


def secrets(site: Path) -> list[str]:
    """Return the files of a site with unpublished text, and source files of dossiers."""
    raw = ("actors.yml", "angaben.yml", "article.md", "article/index.html", "brief.txt", "brief.html")
    return [name for name, text in contents(site) if SECRET.encode() in text or name.endswith(raw)]


def inside(root: Path, **settings: str) -> Path:
    """Put the dossiers into the folder of pages."""
    return project(root, "docs/dossier", **settings)


def equal(root: Path, **settings: str) -> Path:
    """Use one folder for pages and dossiers."""
    return project(root, "docs", **settings)


def around(root: Path, **settings: str) -> Path:
    """Publish the whole project."""
    return project(root, "dossier", config="conf/mkdocs.yml", pages=".", docs="..", site="../../site",
                   folder="../dossier", **settings)  # fmt: skip


def below(root: Path, **settings: str) -> Path:
    """Put the pages into the folder of dossiers."""
    return project(root, "dossier", docs="dossier/kai", pages="dossier/kai", **settings)


def by_link(root: Path, **settings: str) -> Path:
    """Name a symbolic link that leads into the folder of pages."""
    folder = project(root, "docs/tief/unten", folder="dossier", **settings)
    (root / "dossier").symlink_to("docs/tief/unten")
    return folder


def by_link_of_docs(root: Path, **settings: str) -> Path:
    """Make the folder of pages a symbolic link to a folder that holds the dossiers."""
    write(root, {"alles/index.md": "# Start\n"})
    (root / "docs").symlink_to("alles")
    return project(root, "alles/dossier", **settings)


def theme(root: Path, **settings: str) -> Path:
    """Put the dossiers among the theme's files."""
    return project(root, "overrides/dossiers", theme="custom_dir: overrides", **settings)


PUBLISHED = [inside, equal, around, below, by_link, by_link_of_docs, theme]


@pytest.mark.parametrize("layout", PUBLISHED)
def test_dossiers_that_would_be_published_as_they_are(tmp_path: Path, layout: Project) -> None:
    """Check and build report the overlap at its setting, with advice; if lowered, the files are kept out."""
    folder = layout(tmp_path)
    checked, built = dossier("check", cwd=folder), mkdocs("build", "--quiet", cwd=folder)
    assert (checked.returncode, built.returncode) == (1, 1)
    (line,) = [line for line in built.stderr.splitlines() if "[folders-overlap]" in line]
    said = line.partition("mkdocs.yml:")[2]
    assert said in checked.stdout
    setting = said.partition("error: ")[2].partition(" ")[0]
    assert setting in ("folder", "docs_dir")
    place = (folder / "mkdocs.yml").read_text(encoding="utf-8").splitlines()[int(said.partition(":")[0]) - 1]
    assert place.strip().startswith(f"{setting}:")
    assert " — " in said

    layout(tmp_path / "lowered", severities="{folders-overlap: 'off', withheld-named: 'off'}")
    folder = tmp_path / "lowered" / folder.relative_to(tmp_path)
    built = mkdocs("build", "--strict", cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    site = next(each for each in (folder / "site", tmp_path / "lowered/site", tmp_path / "site") if each.is_dir())
    assert secrets(site) == []
    assert "3 Boote" in (site / "kai/index.html").read_text(encoding="utf-8")


def test_the_problem_says_what_to_do(tmp_path: Path) -> None:
    """The advice names a folder to move to, unless the name is taken."""
    checked = dossier("check", cwd=inside(tmp_path / "a"))
    assert checked.stdout.count("mkdocs.yml:12:7: error: folder “docs/dossier” lies in docs_dir: MkDocs would") == 1
    assert "— move it to “dossier”, and write folder: dossier [folders-overlap]" in checked.stdout
    write(tmp_path / "b", {"dossier/other": ""})
    checked = dossier("check", cwd=inside(tmp_path / "b"))
    assert "— move it next to “docs”, and write folder: with its new name [folders-overlap]" in checked.stdout
    checked = dossier("check", cwd=around(tmp_path / "c"))
    assert "— move the pages into a folder of their own, and write docs_dir: docs [folders-overlap]" in checked.stdout


@pytest.mark.parametrize(
    ("place", "settings", "said"),
    [
        ("site/dossier", {}, "site_dir “site” holds the folder of dossiers: a build would delete it"),
        ("site", {}, "site_dir “site” holds the folder of dossiers: a build would delete it"),
        ("out/all/dossier", {"site": "out"}, "site_dir “out” holds the folder of dossiers: a build would delete it"),
        ("dossier", {"site": "dossier/site"}, "site_dir “dossier/site” lies in the folder of dossiers: the next build"),
        ("dossier", {"theme": "custom_dir: dossier/theme"}, "custom_dir “dossier/theme” lies in the folder of"),
    ],
)
@pytest.mark.parametrize("flags", [(), ("--dirty",)])
def test_dossiers_where_mkdocs_writes_or_reads_code(
    tmp_path: Path, place: str, settings: dict[str, str], said: str, flags: tuple[str, ...]
) -> None:
    """Such folders are errors; a build that would delete dossiers is refused even if the problem is lowered."""
    write(tmp_path, {"dossier/theme/main.html": '{% extends "base.html" %}'} if "theme" in settings else {})
    folder = project(tmp_path, place, **settings)
    before = sorted(path for path in (tmp_path / place).rglob("*"))
    assert said in dossier("check", cwd=folder).stdout
    for severity in ("error", "off"):
        project(tmp_path, place, **settings, severities=f"{{folders-overlap: '{severity}'}}")
        built = mkdocs("build", *flags, cwd=folder)
        if severity == "error" or "delete" in said:
            assert built.returncode == 1
            assert said in built.stderr
            assert "Traceback" not in built.stderr
        assert set(before) <= set((tmp_path / place).rglob("*"))


def test_files_that_links_and_other_plugins_add(tmp_path: Path) -> None:
    """Dossier files that symbolic links or a hook add to the site are kept out, whatever is lowered."""
    hook = (
        "from mkdocs.structure.files import File\n\n\ndef on_files(files, config):\n"
        "    for name in ('dossier/actors.yml', 'dossier/entwurf/article.md'):\n"
        "        files.append(File(name, config['docs_dir'] + '/..', config['site_dir'], True))\n"
    )
    severities = "{folders-overlap: 'off', unreadable-file: 'off', withheld-named: 'off'}"
    folder = project(tmp_path, "dossier", severities=severities, more="hooks: [hook.py]")
    write(tmp_path, {"hook.py": hook})
    (tmp_path / "docs/brief.md").symlink_to("../dossier/entwurf/article.md")
    (tmp_path / "docs/ordner").symlink_to("../dossier/snapshots")
    built = mkdocs("build", cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    assert secrets(folder / "site") == []


def test_dossiers_of_their_own_are_no_problem(tmp_path: Path) -> None:
    """Folders whose names begin alike do not overlap; images of articles are published."""
    folder = project(tmp_path, "docs-dossier", site="docs-dossier-site", theme="custom_dir: docs-dossier-theme")
    write(tmp_path, {"docs-dossier-theme/main.html": '{% extends "base.html" %}'})
    article = tmp_path / "docs-dossier/kai/article.md"
    article.write_text(ARTICLE.format(title="Kai", more="", text="![Kai](kai.png)"), encoding="utf-8")
    assert "folders-overlap" not in dossier("check", cwd=folder).stdout
    assert mkdocs("build", cwd=folder).returncode == 0
    assert secrets(folder / "docs-dossier-site") == ["kai/kai.png"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_serve_publishes_nothing_either(tmp_path: Path) -> None:
    """`serve` shows the problem on every page, and gives 404 for the files."""
    import socket
    import time
    import urllib.error
    import urllib.request

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = inside(tmp_path)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def got(path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=20) as response:
                return str(response.read().decode())
        except urllib.error.HTTPError as error:
            return str(error.code)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    try:
        end = time.monotonic() + 90
        while not (page := got("")):
            assert time.monotonic() < end
            time.sleep(0.3)
        assert "[folders-overlap]" in page
        for path in ("dossier/actors.yml", "dossier/entwurf/article/", "dossier/snapshots/brief.txt"):
            assert got(path) == "404", path
    finally:
        server.terminate()
        server.wait()


def test_files_of_the_site_at_the_paths_of_ours(tmp_path: Path) -> None:
    """A file of `docs/` or of the theme at the path of one of ours ends the build, with its name and what to do."""
    theirs = (
        "docs/assets/tables.js",
        "docs/data/statements.csv",
        "docs/feeds/sitemap.xml",
        "overrides/assets/marks.js",
    )
    folder = project(tmp_path, "dossier", theme="custom_dir: overrides")
    write(folder, dict.fromkeys(theirs, "theirs") | {"docs/data/index.md": "# Data\n", "docs/data/tables.js": "theirs"})
    built = mkdocs("build", cwd=folder)
    assert built.returncode == 1
    for path in theirs:
        address = path.partition("/")[2]
        said = f"{path}:1:1: error: has the address of a file of the dossiers: {address} — rename it, or move it"
        assert built.stderr.count(said) == 1
    assert built.stderr.count("[address-taken]") == len(theirs)


def test_files_that_the_site_excludes(tmp_path: Path) -> None:
    """`exclude_docs` applies to files of `docs/` only: ours at the same paths are published."""
    folder = project(tmp_path, "dossier")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    write(
        folder, {"mkdocs.yml": f"{settings}\nexclude_docs: |\n  assets/\n  data/\n", "docs/assets/tables.js": "theirs"}
    )
    built = mkdocs("build", "--strict", cwd=folder)
    assert built.returncode == 0, built.stderr
    assert "theirs" not in (folder / "site/assets/tables.js").read_text(encoding="utf-8")
    assert (folder / "site/assets/dossier.css").is_file()
    assert (folder / "site/data/sitemap.xml").is_file()
