"""Checks that look at one article after the other, and only at those of which they do not know what they will find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial, wraps

from mkdocs_dossier.articles import Article
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.once import once_per_collection
from mkdocs_dossier.evidence.unchanged import state_of, state_of_kinds
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.record import Record

_Of = Callable[[Collection, Dossier, Article], Iterator[Finding]]
_Kinds = tuple[type[Record], ...]

#: The checks that look at an article and at all records of the same kinds, by their names: they are made together.
_TOGETHER: dict[_Kinds, dict[str, _Of]] = defaultdict(dict)


def article_by_article(*kinds: type[Record]) -> Callable[[_Of], Callable[[Collection], Iterator[Finding]]]:
    """A check of each article that must look at nothing but it, the records of its dossier, and those of these kinds.

    While all of them are the same as the last time, so is what was found.
    """

    def of(find: _Of) -> Callable[[Collection], Iterator[Finding]]:
        name = f"{find.__module__}.{find.__qualname__}"
        _TOGETHER[kinds][name] = find

        @wraps(find)
        def check(collection: Collection) -> Iterator[Finding]:
            return iter(_found(collection, kinds).get(name, ()))

        return check

    return of


@once_per_collection
def _found(collection: Collection, kinds: _Kinds) -> Mapping[str, list[Finding]]:
    """What all checks found that look at records of these kinds, by their names."""
    beside = state_of_kinds(collection, *kinds)
    found: dict[str, list[Finding]] = defaultdict(list)
    for dossier, article in collection.articles.items():
        for name, finding in collection.memory.while_same(
            ("found", dossier.id, *(kind.noun for kind in kinds)),
            (state_of(collection, dossier), beside),
            partial(_found_in, collection, kinds, dossier, article),
        ):
            found[name].append(finding)
    return found


def _found_in(
    collection: Collection, kinds: _Kinds, dossier: Dossier, article: Article
) -> tuple[tuple[str, Finding], ...]:
    checks = _TOGETHER[kinds].items()
    return tuple((name, finding) for name, find in checks for finding in find(collection, dossier, article))
