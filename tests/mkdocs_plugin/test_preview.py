"""Files are made on request, once per build, and all from the same build."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from conftest import write
from mkdocs_dossier.mkdocs_plugin.preview import Make, Preview

MOUNT = "/unter/"


class Site:
    """A folder with a minimal server behind a preview."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []
        self.preview = Preview()
        self.before_opening: Callable[[], object] = lambda: None
        self._application = self.preview.around(self._serve, MOUNT)

    def build(self, *paths: str, words: str = "words") -> None:
        """Rebuild the site: delete all files, and offer to make these paths."""
        self.preview.begin()
        for path in self.folder.rglob("*.*"):
            path.unlink()
        self.preview.end({path: self.maker(path, words) for path in paths})

    def maker(self, path: str, words: str) -> Make:
        """Return a function that writes the file and records it."""

        def make() -> None:
            self.made.append(path)
            write(self.folder, {path: words})

        return make

    def get(self, path: str) -> tuple[str, str]:
        """Return the status and the text of the response."""
        said: list[str] = []
        body = self._application({"PATH_INFO": path}, lambda status, headers: said.append(status))
        return said[0], b"".join(body).decode()

    def _serve(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        before, self.before_opening = self.before_opening, lambda: None
        before()
        path = environ["PATH_INFO"].removeprefix(MOUNT)
        file = self.folder / (f"{path}index.html" if path.endswith("/") else path)
        start_response("200 OK" if file.is_file() else "404 Not Found", [])
        return [file.read_bytes() if file.is_file() else b"nothing"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_requested_file_is_made_once(site: Site) -> None:
    """A requested file is made once, and no other is."""
    site.build("akteure/werft/index.html", "akteure/amt/index.html", "data/alles.json", "index.html")
    assert site.made == []
    assert site.get("/unter/akteure/werft/") == ("200 OK", "words")
    assert site.get("/unter/akteure/werft/") == ("200 OK", "words")
    assert site.get("/unter/data/alles.json") == ("200 OK", "words")
    assert site.made == ["akteure/werft/index.html", "data/alles.json"]


@pytest.mark.parametrize("path", ["/unter/nichts", "/anders/x.html", "/", "/unter/../x.html", "/unter/%c3", "/unter//"])
def test_a_missing_file(site: Site, path: str) -> None:
    """A missing file is a 404, whatever its path."""
    site.build("akteure/werft/index.html", "x.html")
    assert site.get(path)[0] == "404 Not Found"
    assert site.made == ([] if path != "/unter/../x.html" else ["x.html"])


def test_a_folder_requested_without_its_slash(site: Site) -> None:
    """A folder's page is made even without the slash, so that the server can redirect to it."""
    site.build("akteure/werft/index.html")
    site.get("/unter/akteure/werft")
    assert site.made == ["akteure/werft/index.html"]


def test_a_new_build_makes_everything_again(site: Site) -> None:
    """After a new build files are made again, and those it no longer has are gone."""
    site.build("alt.html", "beide.html", words="old")
    assert site.get("/unter/beide.html") == ("200 OK", "old")
    site.build("beide.html", words="new")
    assert site.get("/unter/beide.html") == ("200 OK", "new")
    assert site.get("/unter/alt.html")[0] == "404 Not Found"


def test_a_build_between_making_and_opening(site: Site) -> None:
    """If a build deletes a file before the server opens it, the file is made again from the new build."""
    site.build("beide.html", words="old")
    site.before_opening = lambda: site.build("beide.html", words="new")
    assert site.get("/unter/beide.html") == ("200 OK", "new")


def test_nothing_is_made_while_a_site_is_built(site: Site) -> None:
    """A request in the middle of a build makes nothing, and gets the new build's file."""
    site.build("x.html", words="old")
    site.preview.begin()
    answers: list[tuple[str, str]] = []
    opened = threading.Event()
    built = threading.Event()

    def wait_for_the_build() -> None:
        opened.set()
        built.wait(10)

    site.before_opening = wait_for_the_build
    request = threading.Thread(target=lambda: answers.append(site.get("/unter/x.html")))
    request.start()
    assert opened.wait(10)
    assert site.made == []
    site.preview.end({"x.html": site.maker("x.html", "new")})
    built.set()
    request.join(10)
    assert answers == [("200 OK", "new")]


def test_after_a_failed_build_nothing_is_made(site: Site) -> None:
    """After a failed build nothing is made, until the next build."""
    site.build("x.html")
    site.preview.begin()
    site.preview.end()
    assert site.get("/unter/x.html")[0] == "404 Not Found"
    site.preview.end()
    site.build("x.html")
    assert site.get("/unter/x.html")[0] == "200 OK"


def test_a_failure_is_reported_and_retried(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """A file that cannot be made is a 500 each time it is requested; others are still served."""
    caplog.set_level(logging.ERROR, "mkdocs.plugins.dossier")

    def fail() -> None:
        raise OSError("no space left")

    site.preview.begin()
    site.preview.end({"x.html": fail, "y.html": site.maker("y.html", "words")})
    for _ in range(2):
        status, text = site.get("/unter/x.html")
        assert (status, text) == ("500 Internal Server Error", "x.html could not be made: no space left")
    assert "x.html could not be made" in caplog.text
    assert site.get("/unter/y.html")[0] == "200 OK"
