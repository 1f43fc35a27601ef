"""Define the programs to compare: folder, command, and what precedes each run."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import distribution
from pathlib import Path

from benchmarks.editing import edit_article, edit_statement
from benchmarks.generating import dossiers_for
from benchmarks.measuring import Command, Run, measure

#: Statements and figures per dossier.
ANNOTATIONS = 14
#: Above this number of pages, only this project is measured.
MOST_COMPARED = 4000

_HERE = Path(__file__).parent
#: The `mkdocs.yml` for this project's builds.
SETTINGS = _HERE / "mkdocs.yml"
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")


@dataclass(frozen=True)
class Program:
    """One way to build the pages; `name` is its row in the table."""

    name: str
    folder: Path
    command: Command
    deleted: tuple[str, ...] = ("site",)
    """Folders to delete before each run: the site, and caches of the previous run."""
    before: Callable[[int], object] = lambda number: None
    """The edit to make before each run, given the round."""
    environment: dict[str, str] = field(default_factory=dict)
    most_rounds: dict[int, int] = field(default_factory=dict)
    """The most rounds to run in, by the least number of pages: slow programs would delay all others."""

    def rounds(self, pages: int, rounds: int) -> int:
        """Return the number of rounds to run in."""
        known = [most for least, most in self.most_rounds.items() if least <= pages]
        return min(rounds, *known, 2 if pages > MOST_COMPARED else rounds)

    def run(self, number: int) -> Run:
        """Run once, in the given round."""
        for name in self.deleted:
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
        self.before(number)
        return measure(self.command, self.folder, self.environment)


COLD = "this project, cold"
COLD_KEEPING = "this project, cold, and pages kept"
UNCHANGED = "this project, nothing changed"
STATEMENT = "this project, one statement edited"
ARTICLE = "this project, one article edited"
EMPTY = "MkDocs + Material, an empty site"
PLAIN = "MkDocs + Material, the pages as Markdown"
ZENSICAL = "Zensical, the pages as Markdown"
HUGO = "Hugo, the pages as Markdown"
HUGO_CHECKING = "Hugo, links checked"


def prepare(place: Path, pages: int) -> int:
    """Create the folders of all programs for about `pages` pages; return the actual number of pages."""
    ours = place / "ours"
    run_module("benchmarks.generating", ours / "dossier", dossiers_for(pages), ANNOTATIONS)
    (ours / "docs").mkdir()
    (ours / "docs" / "index.md").write_text("# Start\n", encoding="utf-8")
    shutil.copy(SETTINGS, ours)
    for name in ("kept", "keeping"):
        shutil.copytree(ours, place / name)
    shutil.copytree(ours, place / "empty", ignore=shutil.ignore_patterns("dossier"))
    kept = place / "kept"
    measure(MKDOCS, kept, keeping(kept))
    for name in ("plain", "zensical", "empty"):
        (place / name).mkdir(exist_ok=True)
        shutil.copy(_HERE / "competitors" / "mkdocs.yml", place / name)
    if pages <= MOST_COMPARED:
        shutil.copytree(_HERE / "competitors" / "hugo", place / "hugo")
        shutil.copytree(place / "hugo" / "layouts", place / "hugo" / "checking", dirs_exist_ok=True)
        run_module("benchmarks.converting", kept / "site", place / "plain" / "docs", place / "hugo" / "content")
        shutil.copytree(place / "plain" / "docs", place / "zensical" / "docs")
    return sum(1 for _ in (kept / "site").rglob("index.html"))


def programs(place: Path, pages: int) -> list[Program]:
    """Return the programs of a round in its order: compared programs run one after the other."""
    kept = place / "kept"
    dossier = kept / "dossier" / "dossier-0"
    zensical = (sys.executable, "-m", "zensical", "build")
    hugo = (
        Path(str(distribution("hugo").locate_file("hugo")))
        / "binaries"
        / ("hugo.exe" if sys.platform == "win32" else "hugo"),
        "--quiet",
    )
    cache = {"HUGO_CACHEDIR": str(place / "hugo" / "cache")}
    checking = (*hugo, "--config", "hugo.toml,checking.toml", "--destination", "checked")
    all_programs = [
        Program(EMPTY, place / "empty", MKDOCS),
        Program(COLD_KEEPING, place / "keeping", MKDOCS, ("site", "cache"), environment=keeping(place / "keeping")),
        Program(UNCHANGED, kept, MKDOCS, (), environment=keeping(kept)),
        Program(ARTICLE, kept, MKDOCS, (), lambda number: edit_article(dossier, number), keeping(kept)),
        Program(ZENSICAL, place / "zensical", zensical, ("site", ".cache"), most_rounds={1000: 1}),
        Program(PLAIN, place / "plain", MKDOCS, most_rounds={4000: 2}),
        Program(COLD, place / "ours", MKDOCS),
        Program(HUGO_CHECKING, place / "hugo", checking, ("checked", "cache"), environment=cache),
        Program(STATEMENT, kept, MKDOCS, (), lambda number: edit_statement(dossier, number), keeping(kept)),
        Program(HUGO, place / "hugo", (*hugo, "--destination", "site"), ("site", "cache"), environment=cache),
    ]
    others = (ZENSICAL, PLAIN, HUGO, HUGO_CHECKING)
    return [program for program in all_programs if pages <= MOST_COMPARED or program.name not in others]


def keeping(folder: Path) -> dict[str, str]:
    """Return an environment with `keep: true` and the cache inside the benchmark's folder."""
    return {"BENCH_KEEP": "true", "DOSSIER_CACHE_DIR": str(folder / "cache")}


def run_module(module: str, *arguments: object) -> None:
    """Run a module of the benchmarks in its own process, as this one must stay small."""
    measure((sys.executable, "-m", module, *map(str, arguments)), _HERE.parent)
