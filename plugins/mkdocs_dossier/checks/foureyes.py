"""Check that a second pair of eyes has compared statements and figures with the article as they are now."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.foureyes import digest_of, is_checked
from mkdocs_dossier.model.records import Figure, Statement


def void(collection: Collection) -> Iterator[Finding]:
    """Find records that changed since somebody checked them, or whose check does not record what was compared."""
    for record in _checkable(collection):
        if record.checked is None or is_checked(collection, record):
            continue
        digest = digest_of(collection, record)
        if record.checked.of:
            message = f"has changed since {record.checked.by} checked it on {record.checked.on}"
            hint = f"compare it with the article again, then write of: {digest} and the new date"
        else:
            message = "is checked, but does not record what was compared"
            hint = f"compare it with the article, then add of: {digest} to checked:"
        yield Finding(record, message, hint, ("checked",))


def unchecked(collection: Collection) -> Iterator[Finding]:
    """Find statements and figures that nobody has compared with the article."""
    for record in _checkable(collection):
        if record.checked is None:
            digest = digest_of(collection, record)
            hint = f"compare it, then write checked: {{by: …, on: …, of: {digest}}}"
            yield Finding(record, "nobody has compared it with the article", hint)


def _checkable(collection: Collection) -> Iterator[Statement | Figure]:
    yield from collection.of(Statement)
    yield from collection.of(Figure)
