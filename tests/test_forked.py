"""A program run in a fork does what it does in a process of its own, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import forked
from build.faulty import tree
from conftest import write
from forked import dossier, mkdocs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each run has a process of its own")

#: A hook that runs first in a build; `{}` are its lines.
HOOK = "import os, sys, time, warnings\n\n\ndef on_startup(**_):\n    {}\n"
#: What a program can see of its process.
PRINTS = (
    "print('to', 'out')",
    "print('to', 'err', file=sys.stderr)",
    "print(os.getcwd(), sys.argv, sys.path[0], __import__('__main__').__package__)",
    "print(sys.stdin.read(), sys.stdout.encoding, sys.stdout.line_buffering, sys.flags, sys.warnoptions)",
    "print(sorted(os.environ.items()), time.tzname)",
    "print(__import__('threading').active_count(), os.path.realpath('/proc/self/fd/0'))",
    "__import__('atexit').register(print, 'at the end')",
    "sys.exit(4)",
)
MKDOCS_YML = "site_name: Hafen\nsite_url: https://hafen.example/\nhooks: [hook.py]\nplugins: [search, dossier]\n"
SITE = {
    "docs/index.md": "# Start\n",
    "dossier/all.yml": "actors:\n  werft: {name: Werft, kind: company}\n",
    "dossier/bericht/article.md": (
        "---\ntitle: Bericht\npublished: 2024-10-05\nlanguage: de\n---\n\nAm Kai lagen 3 Boote der Werft.\n"
    ),
    "dossier/bericht/annotations.yml": "figures:\n  boote: {quote: 3 Boote}\n",
}


def project(folder: Path, *lines: str, theme: str = "material") -> Path:
    """Write a project whose build first runs these lines."""
    settings = f"{MKDOCS_YML}theme: {{name: {theme}, language: de}}\n"
    write(folder, {"mkdocs.yml": settings, "hook.py": HOOK.format("\n    ".join(lines or ["pass"])), **SITE})
    return folder


def process(folder: Path, *words: str) -> forked.Completed:
    """Run MkDocs in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", *words]
    # Not the one that the system's libraries have added to: readline sets COLUMNS.
    env = dict(os.environ)
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("sys.exit(7)", 7),
        ("sys.exit()", 0),
        ("sys.exit('in words')", 1),
        ("raise RuntimeError('a crash')", 1),
        ("os._exit(9)", 9),
        ("os.kill(os.getpid(), 15)", -15),
        ("; ".join(PRINTS), 4),
    ],
)
def test_a_fork_ends_and_prints_as_a_process_does(line: str, code: int, tmp_path: Path) -> None:
    folder = project(tmp_path, line)
    forks, own = mkdocs("build", "--quiet", cwd=folder), process(folder, "build", "--quiet")
    assert (forks.returncode, forks.args) == (code, own.args)
    assert (own.returncode, own.stdout) == (code, forks.stdout)
    if "RuntimeError" in line:
        assert "Traceback" in own.stderr
        assert "Traceback" in forks.stderr
        assert forks.stderr.splitlines()[-1] == own.stderr.splitlines()[-1] == "RuntimeError: a crash"
    else:
        assert forks.stderr == own.stderr


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_fork_builds_the_same_site(theme: str, tmp_path: Path) -> None:
    """The site has the same bytes, whether its templates were compiled in this fork, in one before or in a process."""
    folder, sites = project(tmp_path, theme=theme), []
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    for program in (mkdocs, mkdocs, None):
        if program:
            program("build", cwd=folder, env=env, check=True)
        else:
            command = [sys.executable, "-m", "mkdocs", "build"]
            subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
        sites.append(tree(folder / "site"))
    assert sites[0] == sites[1] == sites[2]
    assert b"Werft" in sites[0]["akteure/werft/index.html"]


def test_a_changed_template_is_compiled_again(tmp_path: Path) -> None:
    folder = project(tmp_path)
    settings = (folder / "mkdocs.yml").read_text().replace("language: de", "language: de, custom_dir: own")
    for said in ("one", "two"):
        write(folder, {"mkdocs.yml": settings, "own/main.html": f'{{% extends "base.html" %}}\n{{# #}}<b>{said}</b>'})
        write(folder, {"own/404.html": f"<b>{said}</b>"})
        mkdocs("build", cwd=folder, check=True)
        assert (folder / "site/404.html").read_text() == f"<b>{said}</b>"


def test_nothing_is_left_for_the_next_run(tmp_path: Path) -> None:
    """Neither of the two servers sees what a program changed in its fork."""
    changes = ("import mkdocs.utils as utils", "utils.left = sys.left = True", "os.environ['LEFT'] = '1'")
    more = ("os.chdir('/')", "os.umask(0o777)", "sys.path.insert(0, '/left')", "sys.exit(3)")
    asks = ("import mkdocs.utils as utils", "mask = os.umask(0)", "print(hasattr(utils, 'left'), hasattr(sys, 'left'))")
    told = ("print('LEFT' in os.environ, os.getcwd(), '/left' in sys.path, mask == 0o777)", "sys.exit(0)")
    left, clean = project(tmp_path / "a", *changes, *more), project(tmp_path / "b", *asks, *told)
    for _ in range(2):
        assert mkdocs("build", cwd=left).returncode == 3
    for _ in range(2):
        run = mkdocs("build", "--quiet", cwd=clean)
        assert run.stdout == f"False False\nFalse {clean} False False\n", run.stderr


def test_a_run_has_only_its_own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path, "print(os.environ.get('GIVEN'), os.environ.get('SET'), time.tzname[0])", "sys.exit(0)")
    monkeypatch.setenv("SET", "here")
    given = {"PATH": os.environ["PATH"], "GIVEN": "there", "TZ": "EST5", **forked._read_at_start(os.environ)}
    assert mkdocs("build", cwd=folder, env=given).stdout == "there None EST\n"
    assert mkdocs("build", cwd=folder).stdout.startswith("None here ")


def test_what_python_reads_at_its_start_gets_a_process(tmp_path: Path) -> None:
    """With a hash seed two runs print the same hash; without, the servers that work in turn print different ones."""
    folder = project(tmp_path, "print(hash('Hafen'))", "sys.exit(0)")
    fixed = [mkdocs("build", cwd=folder, env={**os.environ, "PYTHONHASHSEED": "1"}).stdout for _ in range(2)]
    assert fixed[0] == fixed[1] != ""
    if "PYTHONHASHSEED" not in os.environ:
        assert mkdocs("build", cwd=folder).stdout != mkdocs("build", cwd=folder).stdout


def test_the_command_dossier(tmp_path: Path) -> None:
    folder = project(tmp_path)
    command = [sys.executable, "-c", forked.DOSSIER]
    for words in (["check"], ["check", "--unknown"], ["list", "actor"], ["--help"]):
        own = subprocess.run([*command, *words], cwd=folder, capture_output=True, text=True, check=False)
        forks = dossier(*words, cwd=folder)
        assert (forks.returncode, forks.stdout, forks.stderr) == (own.returncode, own.stdout, own.stderr)
    with pytest.raises(subprocess.CalledProcessError, match="status 2"):
        dossier("check", "--unknown", cwd=folder, check=True)


def test_a_run_that_is_given_up_does_not_answer_the_next(tmp_path: Path) -> None:
    """If a test is ended while it waits, the server and the program are killed, and the next run has a new server."""
    endless = project(tmp_path / "a", "open('pid', 'w').write(str(os.getpid()))", "time.sleep(600)")
    short = project(tmp_path / "b", "sys.exit(5)")

    class TestEndedError(Exception):
        """Raised by the alarm below."""

    def end(*_: object) -> None:
        raise TestEndedError

    before = signal.signal(signal.SIGALRM, end)
    left = signal.setitimer(signal.ITIMER_REAL, 5)
    try:
        with pytest.raises(TestEndedError):
            mkdocs("build", cwd=endless)
    finally:
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *left)
    assert [mkdocs("build", cwd=short).returncode for _ in range(2)] == [5, 5]
    state = Path("/proc", (endless / "pid").read_text(), "stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] in "XZ"
