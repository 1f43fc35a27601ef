"""The same sources give the same site, whatever the process, the machine and the folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build.faulty import Tree, steady, tree
from build.stores import change, contents
from build.test_cached_for_others import digests_of
from conftest import write

ROOT = Path(__file__).parents[2]
#: A module that Python loads first: it lists folders backwards.
BACKWARDS = """
import os

_listdir, _scandir = os.listdir, os.scandir


class _Backwards:
    def __init__(self, found):
        self._found = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self._found

    def __next__(self):
        return next(self._found)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        pass


os.listdir = lambda *arguments: sorted(_listdir(*arguments), reverse=True)
os.scandir = lambda *arguments: _Backwards(list(_scandir(*arguments)))
"""
FORWARDS = BACKWARDS.replace("reverse=True", "reverse=False")


def _built(folder: Path, order: str, mask: int, **environment: str) -> Tree:
    """Build the project in the folder, and return its site."""
    write(folder.parent, {f"order-{folder.name}/sitecustomize.py": order})
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    search = os.pathsep.join([str(folder.parent / f"order-{folder.name}"), str(ROOT / "plugins")])
    at = folder.parent / f"somewhere-{folder.name}"
    at.mkdir()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(folder / "mkdocs.yml")]
    run = subprocess.run(
        command,
        cwd=at,
        env={**kept, "PYTHONPATH": search, **environment},
        umask=mask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return steady(tree(folder / "site"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy the sample, and commit it."""
    folder = tmp_path / "one"
    for name in ("docs", "dossier"):
        shutil.copytree(ROOT / name, folder / name)
    for name in (
        "mkdocs.yml",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "README.md",
        "plugins/mkdocs_dossier/checks/problems.md",
    ):
        write(folder, {name: (ROOT / name).read_bytes()})
    settings = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "docs", "dossier", "mkdocs.yml"], ["commit", "-q", "-m", "1"]):
        subprocess.run(["git", *settings, *arguments], cwd=folder, check=True)
    return folder


def test_the_same_site(project: Path) -> None:
    """Hash seed, time zone, locale, paths, order of folders, umask and file times do not change the site."""
    other = Path(shutil.copytree(project, project.parent / "another place" / "zwei"))
    for path in other.rglob("*.md"):
        os.utime(path, (0, 0))
    one = _built(project, FORWARDS, 0o022, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8")
    two = _built(other, BACKWARDS, 0o077, PYTHONHASHSEED="4242", TZ="Etc/GMT+12", LC_ALL="C", LANGUAGE="tr")
    assert len(one) > 300
    assert any(name.startswith("pagefind/fragment/") for name in one)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_source_date_epoch_decides_every_day(project: Path) -> None:
    """`SOURCE_DATE_EPOCH` is the day in the sitemap and in each citation, despite the commit."""
    site = _built(project, FORWARDS, 0o022, SOURCE_DATE_EPOCH="951782400")
    assert b"<lastmod>2000-02-29</lastmod>" in site["sitemap.xml"]
    assert int.from_bytes(site["sitemap.xml.gz"][4:8], "little") == 951782400
    assert b"29. Februar 2000" in site["akteure/putin/index.html"].replace("\u00a0".encode(), b" ")


#: Skip tests of sites so large that workers write pages, if there are no workers.
_SHARED_OUT = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1, reason="nothing is shared out"
)


def _large(folder: Path, plugin: str = "dossier") -> Path:
    """Write a project of 400 actors, all named in one article."""
    named = [f"Frau {number}" for number in range(400)]
    actors = "".join(f"  a{number}:\n    name: {name}\n    kind: person\n" for number, name in enumerate(named))
    article = f"---\ntitle: Alle\npublished: 2024-05-01\nlanguage: de\n---\n\n{', '.join(named)} sind da.\n"
    settings = f"site_name: S\nsite_url: https://example.org/\ntheme: material\nplugins: [search, {plugin}]\n"
    write(folder, {"mkdocs.yml": settings, "docs/index.md": "# S\n"})
    write(folder, {"dossier/actors.yml": f"actors:\n{actors}", "dossier/alle/article.md": article})
    return folder


def _seeing(copied: Path) -> str:
    """Return a module that Python loads first; it writes the file `copied` when a worker is forked."""
    return f"import os\nos.register_at_fork(before=lambda: open({str(copied)!r}, 'a').close())\n"


@_SHARED_OUT
def test_the_same_on_one_core_and_on_many(tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    alone = f"{_seeing(copied)}os.sched_setaffinity(0, {{min(os.sched_getaffinity(0))}})\n"
    one = _built(_large(tmp_path / "one"), alone, 0o022)
    assert not copied.exists()
    two = _built(_large(tmp_path / "two"), _seeing(copied), 0o022)
    assert copied.exists()
    assert len(one) > 400
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


@_SHARED_OUT
def test_workers_cache_the_same_as_one_process(tmp_path: Path) -> None:
    kept, copied = {}, tmp_path / "copied"
    alone = f"{_seeing(copied)}os.sched_setaffinity(0, {{min(os.sched_getaffinity(0))}})\n"
    for name, order in (("one", alone), ("two", _seeing(copied))):
        cache = tmp_path / f"cache-{name}"
        assert not copied.exists()
        _built(_large(tmp_path / name, "dossier: {keep: true}"), order, 0o022, DOSSIER_CACHE_DIR=str(cache))
        (database,) = cache.glob("*.sqlite")
        made = [line for line in contents(database).split(b"\n") if b"<p" in line]
        read = {path: [key for key, _ in digests] for path, digests in digests_of(database).items()}
        kept[name] = made, read
    assert copied.exists()
    (made, read), (made_by_many, read_by_many) = kept["one"], kept["two"]
    assert made == made_by_many
    assert read == read_by_many


@_SHARED_OUT
def test_the_same_if_workers_write_cached_pages(tmp_path: Path) -> None:
    """The site equals a clean one after an edit; a damaged cached page is rendered and cached again."""
    kept, cache, copied = _large(tmp_path / "one", "dossier: {keep: true}"), tmp_path / "cache", tmp_path / "copied"
    _built(kept, "", 0o022, DOSSIER_CACHE_DIR=str(cache))
    for folder in (kept, _large(tmp_path / "clean")):
        register = folder / "dossier" / "actors.yml"
        register.write_text(register.read_text(encoding="utf-8").replace("Frau 7\n", "Frau Sieben\n"), encoding="utf-8")
    (database,) = cache.glob("*.sqlite")
    change(database, "update entry set value = zeroblob(9) where name like 'actors/a9\t%'")
    shutil.rmtree(tmp_path / "somewhere-one")
    one = _built(kept, _seeing(copied), 0o022, DOSSIER_CACHE_DIR=str(cache))
    assert copied.exists()
    two = _built(tmp_path / "clean", "", 0o022)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    assert b"Frau 9 " in contents(database).replace(b"<", b" ")
