"""Edits of every kind of the sample collection, and the pages it makes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from conftest import write
from mkdocs_dossier.build.dependencies import CurrentDigests
from mkdocs_dossier.build.page_cache import BuildCache, CachedPage, PageCache
from mkdocs_dossier.incremental.memo import Memory
from mkdocs_dossier.incremental.store import Store
from mkdocs_dossier.loading import load
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.revision import Revision
from mkdocs_dossier.site.urls import Addresses


def pages_of(
    folder: Path,
    store: Store | None = None,
    revision: Revision | None = None,
    memory: Memory | None = None,
    key: str = "",
) -> tuple[dict[str, CachedPage], int]:
    """Return every page of the site, and the number of pages that had to be rendered."""
    collection, _ = load(folder, memory=memory)
    addresses = Addresses("de")
    site = Site(
        collection,
        addresses,
        base_url="https://site.example/",
        edit_url=lambda place: f"https://code.example/{place.path}#L{place.line}",
        revision=revision or Revision(),
    )
    cache = PageCache(site, BuildCache(store, key, CurrentDigests(collection)))
    pages = {page.path: cache.page(page) for page in site.pages}
    cache.save()
    return pages, cache.rendered


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


NEW = {
    "actors/neu.yml": "name: Pjotr Neu\nkind: person\naliases: [Raketenangriff]\n",
    "sources/neu.yml": "title: Neuer Bericht\ntype: report\ncites: [kyiv-post]\n",
    "agreements/neu.yml": "name: Neues Abkommen\nkind: treaty\nparties:\n  - actor: russland\n  - actor: ukraine\n",
    "events/neu.yml": "name: Neues Ereignis\ndate: 2024-10-03\nactors:\n  - actor: putin\ntopics: [truppen]\n",
    "topics/neu.yml": "label: Neues Thema\nbroader: krieg\n",
    "places/neu.yml": "name: Neuer Ort\ncountry: UA\n",
    "quantities/neu.yml": "label: Neue Größe\ntopics: [truppen]\n",
    "relations/neu.yml": "from: putin\nto: ukraine\nkind: other\n",
    "nordkorea-donezk/neu.yml": "statements:\n  neu:\n    quote: Der Angriff fand laut\n    said_by: kyiv-post\n"
    "    contradicts: [opfer]\n    topics: [truppen]\nfigures:\n  neu:\n    quote: Drei weitere\n"
    "    quantity: verwundete\n"
    "mentions:\n  neu:\n    quote: russische Militärpersonal\n    actor: russland\n",
    "neues-dossier/article.md": "---\ntitle: Neues\npublished: 2024-11-01\n---\n\nPutin sprach von 20 Soldaten.\n",
}

Edit = Callable[[Path], object]
EDITS: dict[str, Edit] = {
    **{f"new: {name}": (lambda folder, name=name: write(folder, {name: NEW[name]})) for name in NEW},
    "an actor's name": lambda f: edit(f, "actors/putin.yml", "de: Wladimir Putin", "de: W. W. Putin"),
    "an actor's description": lambda f: edit(f, "actors/putin.yml", "description: >-", "description: >-\n  Neu."),
    "an actor is withheld": lambda f: edit(f, "actors/putin.yml", "kind: person", "kind: person\nwithheld: yes"),
    "an actor goes": lambda f: (f / "actors/putin.yml").unlink(),
    "an actor is renamed": lambda f: (f / "actors/putin.yml").rename(f / "actors/wladimir-putin.yml"),
    "a line in the middle of a register": lambda f: edit(f, "topics.yml", "topics:\n", "topics:\n\n\n"),
    "a source": lambda f: edit(f, "sources.yml", "located: no", "located: yes"),
    "a source's chain": lambda f: edit(
        f, "sources.yml", "  washington-post:\n", "  washington-post:\n    cites: [kyiv-post]\n"
    ),
    "a topic's label": lambda f: edit(f, "topics.yml", "krieg: {label:", "krieg: {description: Neu, label:"),
    "an event's topics, which statements inherit": lambda f: edit(f, "events.yml", "[angriffe, truppen]", "[angriffe]"),
    "an alias by which actors of statements are found": lambda f: edit(f, "actors.yml", "ukrainisch*", "ukrainer*"),
    "a dossier's only topic": lambda f: edit(
        f,
        "nordkorea-donezk/article.md",
        "topics: [truppen, angriffe, waffenlieferungen, abkommen, sanktionen]",
        "topics: [truppen]",
    ),
    "what repetitions are about": lambda f: edit(
        f, "nordkorea-donezk/annotations.yml", "topics: [gegenleistungen]", "topics: [sanktionen]"
    ),
    "a place's country": lambda f: edit(f, "places.yml", "places:\n", "places:\n  neu:\n    name: Neu\n"),
    "a quantity": lambda f: edit(f, "quantities.yml", "    label:", "    description: Neu\n    label:"),
    "a relation": lambda f: edit(f, "relations.yml", "kind: represents", "kind: employee"),
    "an agreement": lambda f: edit(f, "agreements.yml", "kind: treaty", "kind: memorandum"),
    "an event's date": lambda f: edit(f, "events.yml", "date: 2024-10-03", "date: 2024-10-04"),
    "a statement's status": lambda f: edit(
        f, "nordkorea-donezk/annotations.yml", "status: unverified", "status: disputed"
    ),
    "a statement's words": lambda f: edit(
        f, "nordkorea-donezk/annotations.yml", "said_by: putin", "said_by: kim-jong-un"
    ),
    "the article's words": lambda f: edit(f, "nordkorea-donezk/article.md", "Kurz vor dem Angriff", "Kurz zuvor"),
    "the article's title": lambda f: edit(f, "nordkorea-donezk/article.md", "title: '", "title: 'Neu: "),
    "a dossier becomes an excerpt": lambda f: edit(
        f, "nordkorea-donezk/article.md", "published:", "publish: excerpt\npublished:"
    ),
    "a dossier goes": lambda f: shutil.rmtree(f / "abkommen-vom-19-juni"),
    "a dossier is renamed": lambda f: (f / "abkommen-vom-19-juni").rename(f / "abkommen-neu"),
}
