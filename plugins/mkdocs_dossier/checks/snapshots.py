"""Check quotations against the archived text of their source, and that text against its recorded hash."""

from collections.abc import Iterator

from mkdocs_dossier.article.names import names_of
from mkdocs_dossier.checks.figures import shortened
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.quotations import comparable, holds, quotations
from mkdocs_dossier.evidence.snapshots import snapshots_of
from mkdocs_dossier.model.records import Actor, Agreement, Source, Statement
from mkdocs_dossier.model.text import primary_language


def unreadable(collection: Collection) -> Iterator[Finding]:
    """Find snapshots that cannot be read."""
    for source in collection.of(Source):
        for snapshot in snapshots_of(collection, source).values():
            if snapshot.fault:
                hint = "put a plain text file there, saved as UTF-8"
                yield Finding(source, f"its snapshot {snapshot.shown} {snapshot.fault}", hint)


def changed(collection: Collection) -> Iterator[Finding]:
    """Find snapshots whose hash differs from the recorded one."""
    for source in collection.of(Source):
        recorded = {copy.sha256: index for index, copy in enumerate(source.archive) if copy.sha256}
        for snapshot in snapshots_of(collection, source).values():
            if recorded and snapshot.sha256 and snapshot.sha256 not in recorded:
                index = next(iter(recorded.values()))
                message = f"its snapshot {snapshot.shown} is not the file that was recorded: its SHA-256 is now"
                hint = "put the recorded file back, or archive the source again and record the new hash"
                yield Finding(source, f"{message} {snapshot.sha256}", hint, ("archive", index, "sha256"))


def missing_quotes(collection: Collection) -> Iterator[Finding]:
    """Find quotations that are not in the snapshot of their source."""
    with_text = {source.id for source in collection.of(Source) if snapshots_of(collection, source)}
    for statement in collection.of(Statement):
        if with_text.isdisjoint(statement.via):
            continue
        archived = [
            (source, snapshot)
            for source in collection.get_all(Source, dict.fromkeys(statement.via))
            if (snapshots := snapshots_of(collection, source))
            if (snapshot := snapshots.get(statement.dossier) or snapshots.get(""))
            if not snapshot.fault and _in_its_language(collection, statement, source)
        ]
        quoted, at = _quoted(collection, statement) if archived else ([], ())
        for source, snapshot in archived:
            for words in quoted:
                if not holds(snapshot.text, words):
                    message = f"“{shortened(words)}” is not in {snapshot.shown}, the text of “{source.id}”"
                    hint = "compare both; if the words are a translation, add original: with the words that were said"
                    if statement.original:
                        hint = "compare both, and correct original:, or the source"
                    yield Finding(statement, message, hint, at)


def _quoted(collection: Collection, statement: Statement) -> tuple[list[str], tuple[str, ...]]:
    """Return the words that must be in the source, without names in quotation marks, and the field that holds them."""
    if statement.original is not None:
        return [statement.original.text], ("original", "text")
    names, quoted = _names(collection), quotations(collection.words_of(statement))
    return [words for words in quoted if comparable(words) not in names], ("quote",)


def _in_its_language(collection: Collection, statement: Statement, source: Source) -> bool:
    """Return whether the words are in the source's language, or that is unknown."""
    language = statement.original.lang if statement.original else collection.language_of(statement)
    return not source.language or primary_language(source.language) == primary_language(language)


@derived
def _names(collection: Collection) -> frozenset[str]:
    """Return the names of actors, sources and agreements, which may have quotation marks without being quotations."""
    named = (*collection.of(Actor), *collection.of(Agreement))
    names = {name for record in named for name in names_of(record)}
    for source in collection.of(Source):
        for title in (source.title, source.container_title):
            names.update((title, *title.translations.values()) if title else ())
    return frozenset(comparable(name) for name in names)
