"""`mkdocs serve` follows edits, and each page shows all problems until they are fixed."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest

from conftest import write
from mkdocs_dossier.export.editor_schema import schema_with_ids
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.schema import SCHEMA_FILE
from mkdocs_plugin.test_mkdocs import ACTORS, ANNOTATIONS, MKDOCS_YML, SITE, TOPICS

#: The seconds within which a page must become as expected.
_PATIENCE = 90

Page = Callable[..., str]


@contextmanager
def served(
    tmp_path: Path, *flags: str, program: str = "", settings: Callable[[], object] = lambda: None
) -> Iterator[Page]:
    """Serve a site with MkDocs or another program; yield a function that waits for a page to meet a condition."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    write(tmp_path, {"mkdocs.yml": MKDOCS_YML.format(language="de", plugin=": {search: true}", more=""), **SITE})
    settings()
    log = tmp_path / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", *flags]
    if program:
        command = [sys.executable, program, f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=tmp_path, stdout=output, stderr=output, env=os.environ)

    def got(path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=20) as response:
                return str(response.read().decode())
        except urllib.error.HTTPError as error:
            return f"{error.code}"
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait_for(path: str, true: Callable[[str], bool] = bool) -> str:
        end, text = time.monotonic() + _PATIENCE, ""
        while time.monotonic() < end:
            assert server.poll() is None, log.read_text(encoding="utf-8")
            if (text := got(path)) and true(text):
                return text
            time.sleep(0.2)
        pytest.fail(f"{path} never became what it should:\n{log.read_text(encoding='utf-8')}\n{text}")

    try:
        yield wait_for
    finally:
        server.terminate()
        server.wait()
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """Serve a site; yield a function that waits for a page to meet a condition."""
    with served(tmp_path) as wait_for:
        yield wait_for


def _shown(text: str) -> str:
    """Return the problems that a page shows."""
    found = re.search(r'<aside class="dx-problems".*?</aside>', text, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", found[0])) if found else ""


def test_half_saved_files(page: Page, tmp_path: Path) -> None:
    """Pages of records and of `docs/` show the problems of each faulty save, and none once all is fixed."""
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


def test_every_kind_of_file_is_served(page: Page, tmp_path: Path) -> None:
    """Pages of all kinds, data, feeds and Material's index are served, and follow a save."""
    assert "Werftleitung" in page("akteure/werft/")
    assert "Werftleitung" in page("akteure/")
    assert "Shipyard" in page("data/collection.json")
    assert "Bericht aus der Werft" in page("feeds/all.atom")
    index = json.loads(page("search/search_index.json"))
    locations = [entry["location"] for entry in index["docs"]]
    assert "bericht/#zaehlung" in locations
    assert len(set(locations)) == len(locations)
    assert page("nirgendwo/") == "404"

    register = tmp_path / "dossier/actors.yml"
    register.write_text(ACTORS.replace("en: Shipyard", "en: Dockyard").replace("de: Werftleitung", "de: Dockleitung"))
    assert "Dockleitung" in page("akteure/werft/", lambda text: "Dockleitung" in text)
    assert "Dockleitung" in page("akteure/")
    assert "Dockyard" in page("data/collection.json")

    (tmp_path / "dossier/topics.yml").unlink()
    page("themen/schiffe/", lambda text: text == "404")


def test_a_schema_with_ids_is_kept_up_to_date(tmp_path: Path) -> None:
    """The schema with ids follows saves, but keeps its ids while a file is faulty."""
    schema, register = tmp_path / "dossier" / SCHEMA_FILE, tmp_path / "dossier/topics.yml"

    def with_ids() -> None:
        schema.write_text(schema_with_ids(load(tmp_path / "dossier")[0]), encoding="utf-8", newline="\n")

    with served(tmp_path, settings=with_ids) as page:
        page("themen/schiffe/", lambda text: "Schifffahrt" in text)
        assert '"label": "schiffe"' in schema.read_text(encoding="utf-8")
        register.write_text("topics: [")
        page("bericht/", lambda text: "topics.yml" in _shown(text))
        assert '"label": "schiffe"' in schema.read_text(encoding="utf-8")
        register.write_text(TOPICS + "  haefen: {label: Häfen}\n")
        page("themen/haefen/", lambda text: "Häfen" in text)
        assert schema.read_bytes() == schema_with_ids(load(tmp_path / "dossier")[0]).encode()
        assert '"label": "haefen"' in schema.read_text(encoding="utf-8")


@pytest.mark.parametrize("flags", [["--no-livereload"], ["--no-livereload", "--clean"], ["--clean"], ["--dirty"]])
def test_every_way_to_serve(tmp_path: Path, flags: list[str]) -> None:
    """All pages, the data and the index are served with every combination of flags."""
    with served(tmp_path, *flags) as page:
        assert "Werftleitung" in page("akteure/werft/")
        assert "mehr als 20" in page("bericht/")
        assert "Werftleitung" in page("akteure/")
        assert "Shipyard" in page("data/collection.json")
        locations = [entry["location"] for entry in json.loads(page("search/search_index.json"))["docs"]]
        assert "bericht/#zaehlung" in locations
        assert len(set(locations)) == len(locations)
        assert page("nirgendwo/") == "404"


def test_a_program_that_serves(tmp_path: Path) -> None:
    """A program can call MkDocs's `serve` itself, without live reload."""
    script = "import sys\nfrom mkdocs.commands.serve import serve\n\nserve(livereload=False, dev_addr=sys.argv[1])\n"
    write(tmp_path, {"serve.py": script})
    with served(tmp_path, program="serve.py") as page:
        assert "Werftleitung" in page("akteure/werft/")
        assert "Shipyard" in page("data/collection.json")


def test_serving_recovers_from_a_failed_build(page: Page, tmp_path: Path) -> None:
    """After a failed build, the site is served again once the fault is fixed."""
    page("bericht/")
    hook = "import pathlib\nfrom mkdocs.exceptions import PluginError\n\n\ndef on_env(env, config, files):\n"
    hook += "    if pathlib.Path('broken').exists():\n        raise PluginError('a fault of the hook')\n"
    write(tmp_path, {"hook.py": hook, "broken": ""})
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nhooks: [hook.py]\n", encoding="utf-8")
    end = time.monotonic() + _PATIENCE
    while "a fault of the hook" not in (tmp_path / "log").read_text(encoding="utf-8"):
        assert time.monotonic() < end
        time.sleep(0.2)
    (tmp_path / "broken").unlink()
    write(tmp_path, {"docs/index.md": "# Wieder da\n"})
    assert "mehr als 20" in page("bericht/", lambda text: "mehr als 20" in text)


def test_the_desk_is_always_there_and_an_index_never(page: Page) -> None:
    """`serve` always has the desk; its page of the search says that only `mkdocs build` makes the index."""
    assert "Bericht aus der Werft" in page("redaktion/")
    search = page("suche/")
    assert "<dossier-search" not in search
    assert "entsteht bei „mkdocs build“" in search
    assert 'href="../akteure/"' in search
    assert page("pagefind/pagefind.js") == page("data/search.json") == "404"


DRAFT = "---\ntitle: Entwurf\npublished: 2024-10-05\nstatus: draft\n---\n\nEs kam Ida Imm.\n"


def test_held_back_records_are_shown_and_marked(page: Page, tmp_path: Path) -> None:
    """A record that only a draft refers to is marked on its page and in links, until a published article names it."""
    marked = "Nicht veröffentlicht: Nur Entwürfe verweisen darauf."
    write(
        tmp_path,
        {
            "dossier/entwurf/article.md": DRAFT,
            "dossier/imm.yml": "actors:\n  imm: {name: Ida Imm, kind: person}\n",
        },
    )
    assert marked in page("akteure/imm/", lambda text: "Ida Imm" in text and marked in text)
    assert "Ein Entwurf: Er wird nicht veröffentlicht." in page("entwurf/")
    assert f'dx-link--held" title="{marked}">Ida Imm</a>' in page("akteure/")
    assert '<span class="dx-tag">Entwurf</span>' in page("dossiers/")
    assert marked not in page("akteure/werft/")

    article = tmp_path / "dossier/bericht/article.md"
    article.write_text(f"{article.read_text(encoding='utf-8')}Auch Ida Imm kam.\n", encoding="utf-8")
    page("akteure/imm/", lambda text: "Ida Imm" in text and marked not in text)
    assert "dx-link--held" not in page("akteure/")
