"""Serve a site while it is written: make files only when a browser asks for them, so that no save is slow."""

import logging
import posixpath
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from mkdocs_dossier.build.data_files import write_pieces

log = logging.getLogger("mkdocs.plugins.dossier")

#: A server's application, as in PEP 3333.
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
#: Writes a file of the site.
Make = Callable[[], object]

#: A new build can delete a file just before the server opens it: the number of attempts to make it.
_ATTEMPTS = 3


class Preview:
    """The files of a build that are not made yet, and those of the last build that a browser may ask for."""

    def __init__(self) -> None:
        self.on_demand = False
        """Whether the server requests files as browsers do; otherwise each build writes all of them."""
        self.later: dict[str, Make] = {}
        """The files that the current build leaves to be made, by path in the site."""
        self._makers: dict[str, Make] = {}
        # Held while a site is built, and while a file of it is made: both use the state of the build.
        self._lock = threading.Lock()
        self._is_building = False

    def begin(self) -> None:
        """Begin a build: forget the files of the last one."""
        if not self._is_building:
            self._lock.acquire()
            self._is_building = True
            self._makers = {}

    def end(self, makers: Mapping[str, Make] | None = None) -> None:
        """End the build; `makers` make its files on demand."""
        if self._is_building:
            self._makers = dict(makers or {})
            self._is_building = False
            self._lock.release()

    def leave(self, path: str, pieces: Callable[[], Iterable[str]], config: MkDocsConfig) -> File:
        """Leave a file to be written later: with the records' pages, or when a browser asks for it."""
        self.later[path] = lambda: write_pieces(Path(config.site_dir, path), pieces())
        return LaterFile.at(config, path)

    def take(self) -> list[Make]:
        """Return the functions that make the remaining files, to call them now."""
        left, self.later = list(self.later.values()), {}
        return left

    def around(self, inner: Application, mount_path: str) -> Application:
        """Wrap MkDocs's own server: make each file just before it looks for it."""

        def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = _path_in_site(environ["PATH_INFO"], mount_path)
            for _ in range(_ATTEMPTS):
                try:
                    self._make(path)
                except Exception as error:
                    log.exception("%s could not be made.", path)
                    start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
                    return [f"{path} could not be made: {error}".encode()]
                response: list[tuple[Any, ...]] = []
                body = inner(environ, lambda *status: response.append(status))  # noqa: B023 (it is called at once)
                if not response or not response[0][0].startswith("404") or not self._makers.keys() & _places(path):
                    break
            start_response(*response[0])
            return body

        return application

    def _make(self, path: str) -> None:
        """Make the files at a path, unless they have been made."""
        for place in sorted(_places(path) & self._makers.keys()):
            with self._lock:
                if make := self._makers.get(place):
                    make()
                    del self._makers[place]


class LaterFile(File):
    """A file that MkDocs knows, so that it can be linked, but does not write."""

    @classmethod
    def at(cls, config: MkDocsConfig, path: str) -> "LaterFile":
        """Make the file at a path below the site."""
        file = cls(path, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED)
        file.abs_src_path = file.abs_dest_path  # once it is written, it can be read there
        return file

    def copy_file(self, dirty: bool = False) -> None:
        """Do nothing: the file exists already, or is made on demand."""


def _path_in_site(asked: str, mount_path: str) -> str:
    """Return the path of a request below the site; empty if it is outside."""
    path = asked.encode("latin-1").decode("utf-8", "ignore")
    if not f"{path}/".startswith(mount_path):
        return ""
    return posixpath.normpath("/" + path[len(mount_path) :]).strip("/")


def _places(path: str) -> set[str]:
    """Return the files that a path can mean: itself, or the index of its folder."""
    return {path, f"{path}/index.html".removeprefix("/")}
