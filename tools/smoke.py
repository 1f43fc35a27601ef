"""Install the wheel as users do, and try it: `make wheel`; it needs nothing but Python and pip.

Without extras, each command must work; with them, a site must build. Everything happens in a temporary folder, with
the versions of constraints.txt, and without any installed package.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
#: The oldest Python of `requires-python`.
OLDEST = "3.11.0"
#: The most seconds from the installed wheel to a page of a new site.
A_MINUTE = 60
#: Commands that work without MkDocs, in this order: `new` writes what the next ones read.
COMMANDS = (
    "--version",
    "--help",
    "new dossier first-dossier --title First --language en --status published",
    "new actor ministry --name Ministry --kind agency",
    "check",
    "check --format json",
    "check --explain quote-missing",
    "list actor",
    "list dossier --format json",
    "schema",
)
SITE = """\
site_name: Smoke
site_url: https://example.org/
theme: {name: material, font: false}
plugins: [dossier: {search: true}]
"""


def main() -> None:
    """Build the wheel, install it twice, and run its commands; exit with 1 at the first failure."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        _run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, str(ROOT)], here)
        (wheel,) = here.glob("*.whl")
        project = here / "project"
        (project / "docs").mkdir(parents=True)
        (project / "docs" / "index.md").write_text("# Smoke\n", encoding="utf-8")
        (project / "mkdocs.yml").write_text(SITE, encoding="utf-8")
        programs = _installed(here / "bare", str(wheel))
        for command in COMMANDS:
            _run([str(programs / "dossier"), *command.split()], project)
        programs = _installed(here / "full", f"{wheel}[mkdocs,search]")
        _resolve(programs, f"{wheel}[mkdocs,search]")
        _run([str(programs / "mkdocs"), "build", "--strict", "--quiet"], project)
        assert (project / "site" / "first-dossier" / "index.html").is_file()
        assert list((project / "site").rglob("pagefind.js"))
        start = time.monotonic()
        _run([str(programs / "dossier"), "init", "starter", "--language", "de"], here)
        _run([str(programs / "dossier"), "check", "--strict"], here / "starter")
        _run([str(programs / "mkdocs"), "build", "--strict", "--quiet"], here / "starter")
        assert "Lindmoor" in (here / "starter" / "site" / "index.html").read_text(encoding="utf-8")
        seconds = time.monotonic() - start
        assert seconds < A_MINUTE, f"{seconds:.0f} s from the installed wheel to the page"
    print(
        f"The wheel works on Python {sys.version.split()[0]}, with and without extras; a new site took {seconds:.0f} s."
    )


def _installed(environment: Path, what: str) -> Path:
    """Install a package into a new environment; return the folder of its programs."""
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--constraint", str(CONSTRAINTS), what], environment)
    return programs


def _resolve(programs: Path, what: str) -> None:
    """Resolve wheels for the oldest supported Python, which runners no longer offer."""
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run"]
    oldest = ["--python-version", OLDEST, "--only-binary", ":all:", "--target", str(programs / "oldest")]
    _run([*pip, *oldest, "--constraint", str(CONSTRAINTS), what], programs)


def _run(command: Sequence[str], folder: Path) -> None:
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode:
        print(f"{' '.join(command)} ended with {run.returncode}:\n{run.stdout}{run.stderr}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
