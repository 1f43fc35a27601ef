"""An unchanged site is not rebuilt; a changed one is."""

from __future__ import annotations

import contextlib
import logging
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from build.faulty import tree
from build.stores import change as changed_in_store
from build.stores import names
from build.test_cached_for_others import SITE
from conftest import write
from forked import mkdocs
from mkdocs_dossier.build.last_site import LastSite, Listener, Message, forget
from mkdocs_dossier.delivery.extents import extent_of
from mkdocs_dossier.incremental.store import Store
from mkdocs_dossier.parallel import LEAST

UNCHANGED = "Nothing has changed: "
CACHE = ".cache-of-the-test"


#: MkDocs on a system without hard links.
WITHOUT_LINKS = (sys.executable, "-c", """
import os
from mkdocs.__main__ import cli
def refuse(*names):
    raise OSError("no links")
os.link = refuse
cli()
""")  # fmt: skip


def built(folder: Path, *flags: str, links: bool = True, **environment: str) -> str:
    """Run `mkdocs build`, on a system with hard links or without, and return its output."""
    env = {**os.environ, "DOSSIER_CACHE_DIR": str(folder / CACHE), **environment}
    if links:
        run = mkdocs("build", *flags, cwd=folder, env=env)
    else:
        command = [*WITHOUT_LINKS, "build", *flags]
        run = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout + run.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, SITE)
    write(tmp_path, {"dossier/places.yml": "places:\n  hafen: {name: Hafen}\n"})
    return tmp_path


def edited(name: str, old: str, new: str) -> Callable[[Path], object]:
    """Return a function that replaces `old` by `new` in a file of the project."""

    def act(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return act


def behind_its_back(page: Path) -> None:
    """Change a page, but neither its size nor its time."""
    before = page.stat()
    page.write_bytes(page.read_bytes().replace(b"Werft", b"Wicht"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))


#: Changes to make one after the other.
CHANGES: Mapping[str, Callable[[Path], object]] = {
    "a record": edited("dossier/all.yml", "Werftleitung", "Werftführung"),
    "an article": edited("dossier/bericht/article.md", "war gut.", "war gut. Am Hafen."),
    "a page of docs": edited("docs/index.md", "Start", "Beginn"),
    "a hidden file of docs": lambda folder: write(folder, {"docs/.hidden": "x"}),
    "a setting": edited("mkdocs.yml", "site_name: Test", "site_name: Probe"),
    "the prefix of ids": edited("mkdocs.yml", "keep: true", "keep: true, id_prefix: probe"),
    "the zone of times": edited("mkdocs.yml", "keep: true", "keep: true, timezone: Asia/Tokyo"),
    "a setting of the search": edited("mkdocs.yml", "[search,", "[search: {lang: de},"),
    "a new file": lambda folder: write(folder, {"dossier/topics.yml": "topics:\n  fest: {label: Feste}\n"}),
    "a file less": lambda folder: (folder / "dossier/topics.yml").unlink(),
    "a page of the site": edited("site/akteure/werft/index.html", "Werft", "Wicht"),
    "a page of the site, behind its back": lambda folder: behind_its_back(folder / "site/akteure/werft/index.html"),
    "a page less in the site": lambda folder: (folder / "site/akteure/amt/index.html").unlink(),
    "something else in the site": lambda folder: write(folder, {"site/CNAME": "example.org"}),
    "what is stored": lambda folder: changed_in_store(store_in(folder), "update entry set digest = 0"),
}


def store_in(project: Path) -> Path:
    (path,) = (project / CACHE).glob("*.sqlite")
    return path


def is_stored(project: Path) -> bool:
    """Tell whether the store knows the published site."""
    return any(names(path, "site") for path in (project / CACHE).glob("*.sqlite"))


def clean(project: Path, to: Path) -> Mapping[str, bytes]:
    """Build a copy of the project that has nothing to reuse, and return its site."""
    shutil.copytree(project, to, ignore=shutil.ignore_patterns("site", CACHE))
    built(to)
    return tree(to / "site")


def test_only_a_changed_site_is_built(project: Path) -> None:
    """A changed site is rebuilt; an unchanged one is not touched, and its messages are repeated."""
    said = built(project)
    for change in CHANGES.values():
        before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
        again = built(project)
        assert UNCHANGED in again
        assert _hints(again) == _hints(said) != []
        assert before == {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
        change(project)
        said = built(project)
        assert UNCHANGED not in said
    kept = tree(project / "site")
    (project / CACHE).rename(project / ".thrown-away")
    assert UNCHANGED not in built(project)
    assert tree(project / "site") == kept
    assert UNCHANGED not in built(project, SOURCE_DATE_EPOCH="951782400")
    assert UNCHANGED not in built(project, "--quiet"), "hints that were not logged cannot be repeated"


def numbers(site: Path) -> Mapping[str, int]:
    """Return the inode of each page's file, which stays the same unless the page is written again."""
    return {page.relative_to(site).as_posix(): page.stat().st_ino for page in site.rglob("index.html")}


ALL = {"*"}
#: Edits that leave many pages as they are → pages that must be written again.
EDITS: Mapping[str, tuple[Callable[[Path], object], set[str]]] = {
    "a record": (edited("dossier/all.yml", "Werftleitung", "Werftführung"), {"akteure/werft/index.html"}),
    "its line": (edited("dossier/people.yml", "  p-6:", "  # neu\n  p-6:"), {"akteure/p-7/index.html"}),
    "a page's title": (edited("dossier/people.yml", "Nummer 5", "Nummer fünf"), {"akteure/p-5/index.html"}),
    "the site's name": (edited("mkdocs.yml", "site_name: Test", "site_name: Probe"), ALL),
    "a page, behind its back": (lambda folder: behind_its_back(folder / "site/akteure/werft/index.html"), ALL),
}


@pytest.mark.parametrize("what", EDITS)
def test_pages_that_are_the_same_again_are_linked(project: Path, tmp_path: Path, what: str) -> None:
    """Unchanged pages are hard links to the last site's files, and the site equals a clean one."""
    people = "".join(f"  p-{number}: {{name: Nummer {number}, kind: person}}\n" for number in range(8))
    settings = f"{SITE['mkdocs.yml']}site_url: https://example.org/\nrepo_url: https://github.com/example/site\n"
    write(project, {"mkdocs.yml": settings, "dossier/people.yml": f"actors:\n{people}"})
    built(project)
    act, written = EDITS[what]
    before = numbers(project / "site")
    act(project)
    write(project, {"dossier/topics.yml": "topics:\n  fest: {label: Feste}\n"})
    built(project)
    after = numbers(project / "site")
    same = {place for place in before if before[place] == after.get(place)}
    assert same == set() if written is ALL else len(same) > 1
    assert same.isdisjoint(written)
    assert tree(project / "site") == clean(project, tmp_path / "clean")
    assert UNCHANGED in built(project)


def test_a_broken_anchor_is_reported_for_a_reused_page_too(project: Path) -> None:
    """MkDocs checks anchors of pages that this build has reused without rendering them."""
    settings = f"{SITE['mkdocs.yml']}validation: {{anchors: warn}}\n"
    lines = ("[gut](bericht/index.md#gut)", "[schlecht](bericht/index.md#schlecht)")
    write(project, {"mkdocs.yml": settings, "docs/mehr.md": "# Mehr\n\n{}\n{}\n".format(*lines)})
    for label in ("Feste", "Feiern"):
        write(project, {"dossier/topics.yml": f"topics:\n  fest: {{label: {label}}}\n"})
        reports = [line for line in built(project).splitlines() if "#schlecht" in line or "#gut" in line]
        assert len(reports) == 1
        assert "does not contain an anchor '#schlecht'" in reports[0]


@pytest.mark.parametrize("number", [8, LEAST + 50])
def test_without_hard_links_pages_are_written(project: Path, tmp_path: Path, number: int) -> None:
    """Without hard links, the main process writes the pages, even those that a worker was to link."""
    people = "".join(f"  p-{each}: {{name: Nummer {each}, kind: person}}\n" for each in range(number))
    write(project, {"dossier/people.yml": f"actors:\n{people}"})
    built(project)
    before = numbers(project / "site")
    edited("dossier/people.yml", "Nummer 5,", "Nummer fünf,")(project)
    assert "DeprecationWarning" not in built(project, links=False)
    after = numbers(project / "site")
    assert not {place for place in before if before[place] == after.get(place)}
    assert tree(project / "site") == clean(project, tmp_path / "clean")


def test_many_pages_are_linked_edit_after_edit(project: Path, tmp_path: Path) -> None:
    """Most of many pages are linked after each edit, and the site equals a clean one."""
    people = "".join(f"  p-{each}: {{name: Nummer {each}, kind: person}}\n" for each in range(LEAST + 50))
    settings = f"{SITE['mkdocs.yml']}site_url: https://example.org/\n"  # only then there are feeds
    write(project, {"mkdocs.yml": settings, "dossier/people.yml": f"actors:\n{people}"})
    built(project)
    for number, (old, new) in enumerate(pairwise(["Nummer 5,", "Nummer fünf,", "Nummer V,"])):
        before = numbers(project / "site")
        edited("dossier/people.yml", old, new)(project)
        if number == 1:
            edited("dossier/people.yml", people.splitlines()[-1], "")(project)  # a page less
        built(project)
        after = numbers(project / "site")
        assert sum(before[place] == after.get(place) for place in before) >= LEAST
        assert tree(project / "site") == clean(project, tmp_path / f"clean-{number}")
        assert not [path for path in (project / "site").rglob("*") if path.is_dir() and not any(path.iterdir())]
        assert UNCHANGED in built(project), "nothing has touched a published file since"


@pytest.mark.torture
@pytest.mark.skipif(sys.platform == "win32", reason="needs groups of processes")
@pytest.mark.parametrize("seed", range(5))
def test_many_pages_after_edits_whose_builds_were_killed(project: Path, tmp_path: Path, seed: int) -> None:
    """Whatever killed builds leave of the site and the cache, the next site equals a clean one."""
    people = "".join(f"  p-{each}: {{name: Nummer {each}, kind: person}}\n" for each in range(LEAST + 100))
    write(project, {"dossier/people.yml": f"actors:\n{people}"})
    built(project)
    chance, environment = random.Random(seed), {**os.environ, "DOSSIER_CACHE_DIR": str(project / CACHE)}
    for number in range(12):
        edited("dossier/people.yml", f"p-{number}: {{name: Nummer", f"p-{number}: {{name: Neu")(project)
        if number % 4 == 0:
            built(project)
            continue
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        building = subprocess.Popen(command, cwd=project, env=environment, start_new_session=True)
        time.sleep(chance.uniform(0.2, 0.8))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(building.pid, signal.SIGKILL)
        building.wait()
    built(project)
    assert tree(project / "site") == clean(project, tmp_path / "clean")
    assert not list(project.glob(".site.*"))


def _hints(log: str) -> list[str]:
    return [line for line in log.splitlines() if "unused-record" in line]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mkdocs.yml", SITE["mkdocs.yml"] + "hooks: [hook.py]\n"),
        ("mkdocs.yml", SITE["mkdocs.yml"] + "markdown_extensions: [pymdownx.snippets]\n"),
        ("mkdocs.yml", SITE["mkdocs.yml"].replace("[search,", "[search, tags,")),
        ("mkdocs.yml", SITE["mkdocs.yml"].replace("keep: true", "keep: false")),
        ("mkdocs.yml", SITE["mkdocs.yml"].replace("{name: material, language: de}", "mkdocs")),
        ("dossier/people.yml", "actors:\n  wer: {name: Wer, kind: person, withheld: yes}\n"),
    ],
    ids=["a hook", "an extension that reads files", "a plugin", "nothing kept", "a theme", "somebody withheld"],
)
def test_a_site_with_unknown_inputs_is_always_built(project: Path, name: str, content: str) -> None:
    """Other plugins, hooks, themes and file-reading extensions, withheld actors or `keep: false` force a build."""
    write(project, {"hook.py": "", name: content})
    assert UNCHANGED not in built(project)
    assert UNCHANGED not in built(project)
    assert not is_stored(project)


def test_a_build_without_keep_forgets_the_site(project: Path) -> None:
    built(project)
    edited("mkdocs.yml", "keep: true", "keep: false")(project)
    built(project)
    edited("mkdocs.yml", "keep: false", "keep: true")(project)
    assert UNCHANGED not in built(project)
    built(project, "--dirty")
    assert not is_stored(project)


def test_messages_of_a_build_are_recorded(caplog: pytest.LogCaptureFixture) -> None:
    """Warnings from any logger and problems of any severity are recorded; mere information is not."""
    listener, logger = Listener(), logging.getLogger("mkdocs.plugins.dossier")
    logger.addHandler(listener)
    caplog.set_level(logging.INFO, logger.name)
    try:
        logger.info("Documentation built in %.1f seconds", 1)
        logger.info("%s", "a hint", extra={"problem": True})
        logger.warning("a warning of %s", "anybody")
    finally:
        logger.removeHandler(listener)
    assert listener.messages == [
        (logger.name, logging.INFO, "a hint"),
        (logger.name, logging.WARNING, "a warning of anybody"),
    ]


def test_a_site_is_known_until_its_files_change(tmp_path: Path) -> None:
    write(tmp_path, {"site/a/index.html": "A"})
    store, site = Store(), tmp_path / "site"
    messages = [Message("mkdocs", 30, "ä\ud800\n::error::")]

    def last(inputs: str | None = "inputs") -> LastSite:
        found = LastSite(site, inputs)
        found.read(store)
        return found

    assert last().messages() is None
    first = last()
    first.manifest["a/index.html"] = "digest"
    first.remember(store, messages, extent_of(site))
    assert last().messages() == messages
    assert last("other inputs").messages() is None
    assert last("other inputs").digest("a/index.html") == "digest"
    assert last().digest("b/index.html") == ""
    assert last(None).messages() is None
    assert last(None).digest("a/index.html") == ""
    write(tmp_path, {"site/b/index.html": "B"})
    assert last().messages() is None
    assert last().digest("a/index.html") == ""
    last().remember(store, messages, extent_of(site))
    assert last().messages() == messages
    forget(store)
    assert last().messages() is None


def test_a_refused_host_is_reported_in_each_build(project: Path) -> None:
    """A host that the policy refuses is reported once in the first, an unchanged and a changed build."""
    edited("mkdocs.yml", "theme: {", "theme: {custom_dir: overrides, ")(project)
    script = '<script src="https://stats.example/count.js"></script>'
    main = '{% extends "base.html" %}{% block extrahead %}' + script + "{% endblock %}"
    write(project, {"overrides/main.html": main})
    builds = [built(project, "--strict"), built(project, "--strict")]
    edited("dossier/places.yml", "Hafen", "Neuer Hafen")(project)
    builds.append(built(project, "--strict"))
    assert [log.count("nothing from stats.example") for log in builds] == [1, 1, 1]
    assert [UNCHANGED in log for log in builds] == [False, True, False]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("language: de", "language: de, features: [navigation.instant]"),
        ("keep: true", "keep: true, csp: {img-src: https://x.example}"),
        (
            "keep: true",
            "keep: true, csp: {style-src: https://fonts.googleapis.com, font-src: https://fonts.gstatic.com}",
        ),
        ("language: de", "language: de, font: false"),
        ("site_name: Test", "site_name: Test\nextra_css: [own.css]"),
    ],
)
def test_a_change_of_policy_styles_or_scripts_reaches_all_pages(
    project: Path, tmp_path: Path, old: str, new: str
) -> None:
    """Cached pages get the policy, styles and scripts that they would have without the cache."""
    built(project)
    edited("mkdocs.yml", old, new)(project)
    built(project)
    kept = tree(project / "site")
    shutil.rmtree(project / CACHE)
    shutil.rmtree(project / "site")
    built(project)
    assert tree(project / "site") == kept
