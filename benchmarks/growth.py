"""Measure how CPU time grows with the length of articles and chains: `make bench-growth`.

An exponent of 1 means that twice the size takes twice the time, 2 that it takes four times the time. The time of a
collection of size one is subtracted first.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from itertools import pairwise
from math import log2
from pathlib import Path

from benchmarks.measuring import Command
from benchmarks.programs import MKDOCS, SETTINGS

Files = Mapping[str, str]

STEPS = {"check": (Path(sys.executable).with_name("dossier"), "check"), "build": MKDOCS}
#: Fewer seconds or MB beyond a collection of size one are noise.
LEAST = 0.15

_HEAD = "---\ntitle: Bericht\nsource: paper\npublished: 2024-10-05\nlanguage: de\n---\n\n"


def _sentences(count: int) -> str:
    return "\n\n".join(f"Im Hafen von Nordstadt steht die Kiste {at} und wartet auf ihr Schiff." for at in range(count))


def _dossier(count: int, annotations: str, registers: str = "actors:\n") -> Files:
    paper = "sources: {paper: {title: Zeitung, URL: 'https://example.org/'}}\n"
    return {"d/article.md": _HEAD + _sentences(count), "d/a.yml": annotations, "all.yml": registers, "paper.yml": paper}


def _chain(section: str, field: str, fields: str, count: int) -> str:
    """Return a register of `count` records, each of which refers to the next."""
    name = "[r{}]" if field == "cites" else "r{}"
    return f"{section}:\n" + "".join(
        f"  r{at}:\n    {fields.format(at)}\n" + (f"    {field}: {name.format(at + 1)}\n" if at < count - 1 else "")
        for at in range(count)
    )


def _statements(count: int, fields: str = "mode: own") -> str:
    return "statements:\n" + "".join(
        f"  s{at}: {{quote: steht die Kiste {at} und wartet, {fields.format(at)}}}\n" for at in range(count)
    )


def _figures(count: int) -> str:
    return "figures:\n" + "".join(f"  f{at}: {{quote: Kiste {at}, value: {at}}}\n" for at in range(count))


def _mentions(count: int) -> str:
    return "mentions:\n" + "".join(f"  m{at}: {{quote: Kiste {at}, actor: k}}\n" for at in range(count))


def _actors(count: int) -> str:
    return "actors:\n" + "".join(f"  k{at}: {{name: Kiste {at}, kind: organization}}\n" for at in range(count))


#: The kinds of growth: from a size to the files of a collection.
KINDS: dict[str, Callable[[int], Files]] = {
    "statements in one article": lambda count: _dossier(count, _statements(count)),
    "figures in one article": lambda count: _dossier(count, _figures(count)),
    "mentions in one article": lambda count: _dossier(
        count, _mentions(count), "actors: {k: {name: Nordstadt, kind: organization}}\n"
    ),
    "actors named in one article": lambda count: _dossier(count, "statements:\n", _actors(count)),
    "a chain of sources": lambda count: _dossier(
        1, _statements(1, "via: [r0]"), _chain("sources", "cites", "title: Blatt {}", count)
    ),
    "a chain of sources, a statement at each": lambda count: _dossier(
        count, _statements(count, "via: [r{}]"), _chain("sources", "cites", "title: Blatt {}", count)
    ),
    "a chain of topics": lambda count: _dossier(
        1, _statements(1, "mode: own, topics: [r0]"), _chain("topics", "broader", "label: Thema {}", count)
    ),
}


def main() -> None:
    """Print the seconds of each kind at each size, and the exponents."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    options.add_argument(
        "--sizes", type=int, nargs="+", default=[500, 1000, 2000, 4000], help="sizes in ascending order"
    )
    options.add_argument("--kinds", nargs="+", default=list(KINDS), help="words in the names of the kinds to measure")
    given = options.parse_args()
    for kind, files in KINDS.items():
        if any(word in kind for word in given.kinds):
            print(kind, flush=True)
            for line in measured(files, given.sizes):
                print(f"    {line}", flush=True)


def measured(files: Callable[[int], Files], sizes: list[int]) -> list[str]:
    """Measure one kind; return a line per step with the cost of each size and the exponents between sizes."""
    taken = {size: _taken(files(size)) for size in (1, *sizes)}
    return [
        f"{step:8}  {_row([f'{taken[size][step]:.2f}' for size in sizes])}  exponents"
        f"{_row(exponents({size: found[step] for size, found in taken.items()}, sizes))}"
        for step in taken[1]
    ]


def _row(cells: list[str]) -> str:
    return "".join(f"{cell:>9}" for cell in cells)


def _taken(files: Files) -> dict[str, float]:
    """Return the seconds of CPU time for each step, and the size of the site in MB."""
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
        folder = Path(place)
        for name, text in {**{f"dossier/{name}": text for name, text in files.items()}, "docs/index.md": "#"}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        shutil.copy(SETTINGS, folder)
        taken = {f"{step}, s": _processor_time(command, folder) for step, command in STEPS.items()}
        pages = sum(path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file())
        return {**taken, "site, MB": pages / 1e6}


def _processor_time(command: Command, folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def exponents(taken: Mapping[int, float], sizes: list[int]) -> list[str]:
    """Return the exponent from each size to the next, `-` for noise; `taken` includes size 1."""
    more = [taken[size] - taken[1] for size in sizes]
    return [
        f"{log2(after / before) / log2(larger / smaller):.2f}" if LEAST < before < after else "-"
        for (smaller, before), (larger, after) in pairwise(zip(sizes, more, strict=True))
    ]


if __name__ == "__main__":
    main()
