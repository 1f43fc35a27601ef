"""`mkdocs serve` while somebody writes: what is wrong stands in the page until it is mended."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest

from conftest import write
from hosts.test_mkdocs import ANNOTATIONS, MKDOCS_YML, SITE

#: So many seconds MkDocs may take until a page says what it should.
_PATIENCE = 90

Page = Callable[[str, Callable[[str], bool]], str]


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """A page of the site that is served, as soon as something is true of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mkdocs_yml = MKDOCS_YML.format(language="de", plugin="", more="").replace("https://site.example/", "")
    write(tmp_path, {"mkdocs.yml": mkdocs_yml, **SITE})
    log = tmp_path / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=tmp_path, stdout=output, stderr=output, env=os.environ)

    def answer(path: str, true: Callable[[str], bool]) -> str:
        end, text = time.monotonic() + _PATIENCE, ""
        while time.monotonic() < end:
            assert server.poll() is None, log.read_text(encoding="utf-8")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as response:
                    text = response.read().decode()
            except (urllib.error.URLError, ConnectionError):
                text = ""
            if text and true(text):
                return text
            time.sleep(0.2)
        pytest.fail(f"{path} never became what it should:\n{log.read_text(encoding='utf-8')}\n{text}")

    yield answer
    server.terminate()
    server.wait()
    assert "Traceback" not in log.read_text(encoding="utf-8")


def _shown(text: str) -> str:
    """What the page says is wrong."""
    found = re.search(r'<aside class="dx-problems".*?</aside>', text, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", found[0])) if found else ""


def test_half_saved_files(page: Page, tmp_path: Path) -> None:
    """One after the other, on pages of records and of `docs/`; when all is mended, nothing is said any more."""
    annotations = tmp_path / "dossier/bericht/annotations.yml"
    page("bericht/", lambda text: "mehr als 20" in text and not _shown(text))

    annotations.write_text(ANNOTATIONS[: ANNOTATIONS.index("werft") - 1])
    said = _shown(page("bericht/", lambda text: bool(_shown(text))))
    assert "dossier/bericht/annotations.yml:3" in said
    assert _shown(page("", lambda text: bool(_shown(text)))) == said, "on pages of docs/ too"

    annotations.write_bytes(ANNOTATIONS.encode() + b"\xff\xfe\x00")
    page("bericht/", lambda text: "[not-utf-8]" in _shown(text))
    annotations.write_text("statements: [" * 3000)
    page("bericht/", lambda text: "[nested-too-deep]" in _shown(text))
    annotations.unlink()
    page("bericht/", lambda text: "mehr als 20" in text and "annotations.yml" not in _shown(text))

    hostile = "<script>alert(1)</script>"
    annotations.write_text(ANNOTATIONS.replace("said_by: werft", f"said_by: '{hostile}'"))
    text = page("bericht/", lambda text: hostile in _shown(text))
    assert hostile not in text

    annotations.write_text(ANNOTATIONS)
    page("bericht/", lambda text: "mehr als 20" in text and not _shown(text))
