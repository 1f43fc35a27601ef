"""A process can use another's cache, although each has its own order of sets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from conftest import write
from mkdocs_dossier.incremental.store import Store
from mkdocs_dossier.incremental.tracking import number_of

SITE = {
    "mkdocs.yml": "site_name: Test\ntheme: {name: material, language: de}\nplugins: [search, dossier: {keep: true}]\n",
    "docs/index.md": "# Start\n",
    "dossier/all.yml": """\
actors:
  werft: {name: Werftleitung, kind: company}
  amt: {name: Hafenamt, kind: agency}
agreements:
  pakt: {name: Pakt, kind: treaty, parties: [{actor: werft}, {actor: amt}]}
events:
  fest: {name: Fest, date: 2024-10-05, actors: [{actor: werft}, {actor: amt}]}
""",
    "dossier/bericht/article.md": "---\ntitle: Bericht\npublished: 2024-10-05\n---\n\nDas Fest war gut.\n",
    "dossier/bericht/all.yml": "statements:\n  gut: {quote: Das Fest war gut, actors: [werft], events: [fest]}\n",
}


def test_a_pages_dependencies_have_the_same_digests_in_every_process(tmp_path: Path) -> None:
    """The dependencies of pages have the same digests under any hash seed."""
    write(tmp_path, SITE)
    assert _digests(tmp_path, 1) == _digests(tmp_path, 2) == _digests(tmp_path, 3)


def test_a_second_process_reuses_the_cache_correctly(tmp_path: Path) -> None:
    """A process that verifies cached pages after an edit gets the same digests as one that renders them all."""
    write(tmp_path, SITE)
    first = _digests(tmp_path, 1)
    assert _digests(tmp_path, 1) == first
    register = tmp_path / "dossier/all.yml"
    register.write_text(
        register.read_text(encoding="utf-8").replace(
            "[{actor: werft}, {actor: amt}]}\nevents", "[{actor: amt}]}\nevents"
        )
    )
    edited = _digests(tmp_path, 1)
    assert edited["akteure/werft"] != first["akteure/werft"]
    assert edited == _digests(tmp_path, 2)


def _digests(folder: Path, seed: int) -> dict[str, list[tuple[str, str]]]:
    """Build the site in another process, and return the digests of each page's dependencies in its cache."""
    cache = folder / f"cache-{seed}"
    with (folder / "docs" / "index.md").open("a", encoding="utf-8") as start:
        start.write("\nNoch ein Satz.\n")  # an unchanged site would not be built again
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "DOSSIER_CACHE_DIR": str(cache)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    built = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (database,) = cache.glob("*.sqlite")
    states = digests_of(database)
    assert "akteure/werft" in states
    return states


def digests_of(database: Path) -> dict[str, list[tuple[str, str]]]:
    """Return the dependencies of each cached page, with their digests."""
    store = Store(database)
    (key,) = {row[0] for row in store._rows("select cache_key from entry where kind = 'page'")}
    stored = json.loads(store.get("dependencies", "all", key) or b"{}")
    digests = {number_of(name): (name, digest) for name, digest in stored.items()}
    read = {entry.name.partition("\t")[0]: entry.deps for entry in store.entries("page", key)}
    store.close()
    return {path: sorted(digests[dep] for dep in deps) for path, deps in read.items()}
