"""Checks that look at one article after the other, and only at those of which they do not know what they will find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial, wraps

from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection import Article, Collection
from mkdocs_dossier.evidence.unchanged import state_of, state_of_kinds
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.record import Record

_Of = Callable[[Collection, Dossier, Article], Iterator[Finding]]


def article_by_article(*kinds: type[Record]) -> Callable[[_Of], Callable[[Collection], Iterator[Finding]]]:
    """A check of each article that must look at nothing but it, the records of its dossier, and those of these kinds.

    While all of them are the same as the last time, so is what was found.
    """

    def of(find: _Of) -> Callable[[Collection], Iterator[Finding]]:
        def found_in(collection: Collection, dossier: Dossier, article: Article) -> tuple[Finding, ...]:
            return tuple(find(collection, dossier, article))

        @wraps(find)
        def check(collection: Collection) -> Iterator[Finding]:
            beside = state_of_kinds(collection, *kinds)
            for dossier, article in collection.articles.items():
                yield from collection.memory.while_same(
                    ("found", find.__module__, find.__name__, dossier.id),
                    (state_of(collection, dossier), beside),
                    partial(found_in, collection, dossier, article),
                )

        return check

    return of
