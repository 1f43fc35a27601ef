"""Build sites as a user would, and serve them on localhost."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.generating import generate

from .agreed import write_agreed
from .large import write_large
from .long import write_long

ROOT = Path(__file__).parents[2]
#: The sample's `site_url`.
SITE_URL = "https://example.org/"
_LIST = "# Start\n\n```dossier\ndossiers\n```\n"
_HOME = """---
hide: [navigation, toc]
---

# Who says so, and how do they know?

Every claim, every figure and every name in these articles is traced back to who said it. What has no source is shown
as such.

```dossier
front
```
"""


def build(target: Path, config: Path = ROOT / "mkdocs.yml") -> Path:
    """Build the site of a configuration with `--strict`, and return its folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", target]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return target


def build_otherwise(folder: Path) -> Path:
    """Build the sample in English, with the editors' desk and instant navigation, without directory URLs."""
    for name in ("docs", "dossier"):
        shutil.copytree(ROOT / name, folder / name)
    # Pages of docs/ include text from these files.
    for name in ("plugins/mkdocs_dossier/checks/problems.md", "CONTRIBUTING.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    features = ["content.action.edit", "navigation.instant", "navigation.tabs", "navigation.top", "toc.follow"]
    changes = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": "docs",
        "use_directory_urls": False,
        "theme": {"language": "en", "features": features},
        "plugins": ["search", {"dossier": {"desk": True, "language": "en"}}],
        "nav": None,
    }
    # The sample's own pages link to the overviews of a German site.
    (folder / "docs" / "methode.md").unlink()
    (folder / "docs" / "index.md").write_text(_HOME, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(json.dumps(changes), encoding="utf-8")
    return build(folder / "site", folder / "mkdocs.yml")


def build_large(folder: Path) -> Path:
    """Build a site of 300 actors with the sample's settings."""
    return _build_made(folder, write_large)


def build_many(folder: Path) -> Path:
    """Build a site of 300 dossiers in the shell, whose home page is a front."""
    return _build_made(folder, lambda dossiers: generate(dossiers, 300, 20), _HOME, {"shell": True})


def build_long(folder: Path) -> Path:
    """Build a site with lists of more than a thousand rows, with the sample's settings."""
    return _build_made(folder, write_long)


def build_agreed(folder: Path) -> Path:
    """Build a site of 17 agreements between 12 parties with the sample's settings."""
    return _build_made(folder, write_agreed)


def _build_made(
    folder: Path, write: Callable[[Path], None], home: str = _LIST, more: Mapping[str, bool] | None = None
) -> Path:
    """Build a made collection with the sample's settings, and `more` of the plugin."""
    for name in ("docs", "dossier"):
        (folder / name).mkdir(parents=True)
    (folder / "docs" / "index.md").write_text(home, encoding="utf-8")
    # The palette's colours.
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    write(folder / "dossier")
    changes = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": "docs",
        "nav": None,
        "plugins": ["search", {"dossier": {"severities": {"attribution-missing": "off"}, **(more or {})}}],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(changes), encoding="utf-8")
    return build(folder / "site", folder / "mkdocs.yml")


class _Host(SimpleHTTPRequestHandler):
    """Serve a site, with a sitemap that names this host.

    Instant navigation handles only pages listed in the sitemap, which has the port of `site_url`: on
    any other port it would be off without a warning.
    """

    def do_GET(self) -> None:
        """Send any file unchanged, except the sitemap."""
        if self.path != "/sitemap.xml":
            super().do_GET()
            return
        text = (Path(self.directory) / "sitemap.xml").read_text(encoding="utf-8")
        content = text.replace(SITE_URL, f"http://{self.headers['Host']}/").encode()
        self._answer(200, "text/xml", content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own 404 page if a file is missing, as hosts of static sites do."""
        page = Path(self.directory) / "404.html"
        if code == 404 and page.is_file():
            self._answer(code, "text/html", page.read_bytes())
        else:
            super().send_error(code, message, explain)

    def _answer(self, code: int, kind: str, content: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Log nothing: pytest shows what went wrong."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
