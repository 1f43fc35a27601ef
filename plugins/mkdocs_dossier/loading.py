"""Load a folder of articles and YAML into a collection with all its problems: read, connect, anchor, check."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_dossier.checks import run_checks, unchecked_references, without_misleading_hints
from mkdocs_dossier.collection.anchoring import Anchoring, Share
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.incremental.memo import Memory, NoMemory
from mkdocs_dossier.problems import Problem, in_order, with_severities
from mkdocs_dossier.publishing.drafts import held_back
from mkdocs_dossier.publishing.redaction import without
from mkdocs_dossier.reading.file import ARTICLE
from mkdocs_dossier.reading.folder import NO_RECORDS, FolderReader
from mkdocs_dossier.syntax.yaml import Limits

__all__ = ["ARTICLE", "NO_RECORDS", "Settings", "load"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a site that affect loading."""

    language: str = "de"
    drafts: bool = True
    """Whether drafts, and the records they hold back, are in the collection. Their problems are always reported."""
    severities: Mapping[str, str] | None = None
    """For a problem's code: `error`, `warning`, `hint` or `off`."""
    limits: Limits = Limits()


def load(
    folder: Path,
    base: Path | None = None,
    settings: Settings | None = None,
    memory: Memory | None = None,
    share: Share | None = None,
    meanwhile: Callable[[Collection], object] | None = None,
) -> tuple[Collection, list[Problem]]:
    """Read, connect, anchor and check all records of a folder. Writes nothing.

    Args:
        folder: the folder that holds the dossiers.
        base: the folder that paths in problems start from; without it, the parent of `folder`.
        settings: the site's settings for loading; without it, the defaults.
        memory: keeps what later loads can reuse; pass the same one to each load.
        share: divides the anchoring of articles among several processes; without it, this process does it alone.
        meanwhile: called with the collection once its articles are anchored, before checks run. If drafts are left
            out, it is called after the checks, with the collection without them.

    Returns:
        The collection, and its problems in the order of files and lines. A mistake of a person, even a missing folder,
        is a problem and never an exception. Hints on broken records are left out.

    Raises:
        ValueError: `settings.severities` holds a word that is no severity.
    """
    base = (base or folder.parent).resolve()
    folder = folder.resolve()
    settings = settings or Settings()
    memory = memory or NoMemory()
    memory.turn()
    reading = FolderReader(base, settings.limits, memory)
    reading.read(folder)
    faulty, limits = frozenset(reading.refused), settings.limits
    collection = Collection(reading.records, base, settings.language, faulty, folder, memory=memory, limits=limits)
    unanchored = Anchoring(collection).anchor_all(share)
    gone = () if settings.drafts else held_back(collection).keys()
    if meanwhile and not gone:
        meanwhile(collection)
    unchecked = unchecked_references(collection, reading.unread, reading.problems)
    severities = settings.severities or {}
    checked = run_checks(collection, severities)
    found = [*reading.problems, *unchecked, *unanchored, *checked]
    # A value that YAML itself refuses has no other problems of its own.
    refused = {problem.location for problem in found if problem.code == "yaml-feature"}
    found = [problem for problem in found if problem.code == "yaml-feature" or problem.location not in refused]
    problems = without_misleading_hints(list(with_severities(found, severities)), collection)
    if gone:
        collection = without(collection, set(gone))
        if meanwhile:
            meanwhile(collection)
    return collection, in_order(problems)
