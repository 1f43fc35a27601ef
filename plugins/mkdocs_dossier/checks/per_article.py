"""Run a check article by article, and remember its findings between runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial, wraps

from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import remembered
from mkdocs_dossier.model.records import Dossier

_Find = Callable[[Collection, Dossier, Article], Iterator[Finding]]


def per_article(find: _Find) -> Callable[[Collection], Iterator[Finding]]:
    """Turn a check of one article into one of the collection, which reuses findings until an input changes."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def check(collection: Collection) -> Iterator[Finding]:
        for dossier, article in collection.articles.items():
            found = partial(_found, find, collection, dossier, article)
            yield from remembered(collection, ("found", name, dossier.id), found)

    return check


def _found(find: _Find, collection: Collection, dossier: Dossier, article: Article) -> tuple[Finding, ...]:
    return tuple(find(collection, dossier, article))
