"""Work of more than two seconds shows its stage, a count and the time left, on a terminal only."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import write
from mkdocs_dossier.loading import load
from mkdocs_dossier.mkdocs_plugin import progress_bar
from mkdocs_dossier.mkdocs_plugin.progress_bar import ProgressBar
from mkdocs_dossier.parallel import counted, listen


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        """Return True, as a terminal does."""
        return True


def test_the_bar_comes_after_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar appears after two seconds, and is cleared at the end of its stage."""
    terminal, now = _Terminal(), 0.0
    monkeypatch.setattr(sys, "stderr", terminal)
    bar = ProgressBar(lambda: now)
    bar.__enter__()
    for number in counted("Reading files", range(5)):
        assert ("Reading files" in terminal.getvalue()) == (number > 2)
        now += 0.8
    assert " 4/5" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K\x1b[?25h")
    bar.__exit__()
    said = terminal.getvalue()
    list(counted("More", range(5)))
    assert terminal.getvalue() == said


def test_nothing_is_shown_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setattr(progress_bar, "_PATIENCE", -1)
    with ProgressBar():
        list(counted("Reading files", range(5)))
    assert pipe.getvalue() == ""


def test_every_stage_of_loading_is_reported(tmp_path: Path) -> None:
    article = "---\ntitle: A\npublished: 2024-10-05\nlanguage: de\n---\n\nEin Satz.\n"
    folder = write(tmp_path, {f"dossier/{name}/article.md": article for name in "abc"})
    seen = []
    listen(lambda stage, done, total: seen.append((stage, done, total)))
    try:
        load(folder)
    finally:
        listen(None)
    assert seen[:6] == [("Reading files", n, 3) for n in (1, 2, 3)] + [("Finding quotes", n, 3) for n in (1, 2, 3)]
    assert {stage for stage, _, _ in seen[6:]} == {"Checking"}
    assert seen[-1][1] == seen[-1][2]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_build_on_a_terminal_shows_the_bar(tmp_path: Path) -> None:
    """A build on a pseudo-terminal shows its stages, with the delay set to nothing."""
    import pty

    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Test\ntheme: {name: material, language: de}\nplugins: [dossier]\n",
            "docs/index.md": "# Test\n",
            "dossier/actors.yml": "actors:\n  ryder:\n    name: Pat Ryder\n    kind: person\n",
        },
    )
    impatient = "from mkdocs_dossier.mkdocs_plugin import progress_bar as bar; bar._PATIENCE = bar._PAUSE = -1"
    code = f"{impatient}; import mkdocs.__main__ as main; main.cli()"
    outer, inner = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", code, "build"], cwd=tmp_path, stderr=inner, stdout=inner) as build:
        os.close(inner)
        said = b""
        while True:
            try:
                part = os.read(outer, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
    os.close(outer)
    assert build.returncode == 0
    text = said.decode("utf-8", "replace")
    for stage in ("Reading files", "Checking"):
        assert stage in text
    assert text.rstrip().endswith("seconds")
