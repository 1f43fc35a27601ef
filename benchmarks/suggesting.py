"""Measure the quality and speed of proposals: `python -m benchmarks.suggesting`.

The agency articles of the tests and the sample are fully annotated. Remove their statements, figures and mentions,
let `suggest` propose them again, and compare each proposal with the annotations. A proposed statement is right if its
speakers and stations equal those of every annotated statement that lies mostly within its passage.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.records import Dossier, Statement
from mkdocs_dossier.suggestions.proposals import Proposal, Tier
from mkdocs_dossier.suggestions.suggesting import suggested

ROOT = Path(__file__).parents[1]
AGENCIES = sorted((ROOT / "tests" / "agencies").glob("*/dossier"))
SAMPLE = [ROOT / "dossier"]
#: The sections to remove: annotations of articles, and records that refer to them.
_TAKEN_OUT = {"statements", "figures", "mentions", "corrections", "omissions", "relations"}
_ROUNDS = 5


@dataclass
class Score:
    """The statements proposed in some articles, and the fate of the annotated ones."""

    right: Counter[Tier] = field(default_factory=Counter)
    wrong: Counter[Tier] = field(default_factory=Counter)
    found: Counter[Tier] = field(default_factory=Counter)
    """The number of attributed statements that a right proposal of the tier covers."""
    attributed: int = 0
    """The number of annotated statements with a speaker or a station."""
    mistakes: list[str] = field(default_factory=list)
    """Descriptions of the wrong proposals of the tier `sure`."""

    def precision(self, tier: Tier) -> float:
        """Return the share of right proposals, 0 to 1."""
        return self.right[tier] / max(self.right[tier] + self.wrong[tier], 1)


def without_annotations(folder: Path, to: Path) -> None:
    """Copy a collection without the sections that annotate articles."""
    shutil.copytree(folder, to)
    for path in to.rglob("*.yml"):
        kept, lines = True, []
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
            if section := re.match(r"(\w+):", line):
                kept = section[1] not in _TAKEN_OUT
            lines += [line] if kept else []
        path.write_text("".join(lines), encoding="utf-8")


def replayed(folders: list[Path]) -> Score:
    """Remove the annotations of some collections, and compare the proposals with them."""
    score = Score()
    for folder in folders:
        with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
            without_annotations(folder, Path(place) / "dossier")
            truth, bare = load(folder)[0], load(Path(place) / "dossier")[0]
            for dossier in bare.of(Dossier):
                _compare(truth, dossier, suggested(bare, dossier), score)
    return score


def _compare(truth: Collection, dossier: Dossier, proposals: list[Proposal], score: Score) -> None:
    annotated = truth.get(Dossier, dossier.id)
    assert annotated is not None
    placed = list(truth.articles[annotated].passages.of(Statement))
    score.attributed += sum(bool(said.said_by or said.via) for said, _ in placed)
    found: dict[Statement, Tier] = {}
    for one in (one for one in proposals if one.noun == "statement"):
        inside = [
            said for said, held in placed if 2 * (min(held.end, one.end) - max(held.start, one.start)) > len(held)
        ]
        chain = _all(one.fields.get("said_by", ())), _all(one.fields.get("via", ()))
        if inside and all((said.said_by, said.via) == chain for said in inside):
            score.right[one.tier] += 1
            found.update((said, one.tier) for said in inside if any(chain))
        else:
            score.wrong[one.tier] += 1
            score.mistakes += [f"{dossier.id}: {one.fields['quote']}: {chain}"] if one.tier is Tier.SURE else []
    score.found.update(found.values())


def _all(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def collection_of(place: Path, articles: int, size: int) -> Collection:
    """Make a collection of articles of `size` characters each from the agency articles in German."""
    folder = place / "dossier"
    without_annotations(AGENCIES[-1], folder)
    texts = [path.read_text(encoding="utf-8").split("---\n")[2] for path in sorted(folder.rglob("article.md"))]
    body = ("".join(texts) * (size // len("".join(texts)) + 1))[:size]
    for dossier in [path for path in folder.iterdir() if path.is_dir()]:
        shutil.rmtree(dossier)
    for number in range(articles):
        home = folder / f"article-{number}"
        home.mkdir()
        text = f"---\ntitle: Article {number}\npublished: 2025-03-16\nlanguage: de\n---\n{body}"
        (home / "article.md").write_text(text, encoding="utf-8")
    return load(folder)[0]


def seconds(articles: int, size: int) -> float:
    """Measure the seconds of CPU time to propose for all articles, without loading."""
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
        collection = collection_of(Path(place), articles, size)
    begun = time.process_time()
    for dossier in collection.of(Dossier):
        suggested(collection, dossier)
    return time.process_time() - begun


def report() -> Iterator[str]:
    """Yield the figures as lines."""
    for name, folders in (("agency articles", AGENCIES), ("the sample", SAMPLE)):
        yield from (f"    {line}" if line else name for line in ["", *_lines(replayed(folders))])
    yield f"one article of 20 kB: {median(seconds(1, 20_000) for _ in range(_ROUNDS)):.2f} s"
    for articles in (250, 500, 1000):
        yield f"{articles:4} articles of 3 kB: {seconds(articles, 3_000):.2f} s"


def _lines(score: Score) -> Iterator[str]:
    yield f"statements with a speaker: {score.attributed}"
    for tier in Tier:
        proposed, found = score.right[tier] + score.wrong[tier], score.found[tier]
        yield (
            f"{tier:6}  {proposed:3} proposed, {score.right[tier]:3} right: precision {score.precision(tier):.2f};"
            f" recall {found / score.attributed:.2f}"
        )
    yield from score.mistakes


if __name__ == "__main__":
    for line in report():
        print(line, flush=True)
