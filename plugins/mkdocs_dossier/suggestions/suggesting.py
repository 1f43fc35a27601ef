"""Propose what an article lacks, sentence by sentence; the same text and registers yield the same proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator

from mkdocs_dossier.article.names import NameIndex, names_of
from mkdocs_dossier.article.quotes import Searchable
from mkdocs_dossier.article.sharednames import decided
from mkdocs_dossier.article.sourcelines import header_end
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.figures import language_of
from mkdocs_dossier.model.claims import Mention
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.suggestions.figures import figures
from mkdocs_dossier.suggestions.proposals import Choice, FreeIds, Proposal, Tier, anchor_of
from mkdocs_dossier.suggestions.statements import statements

_ORDER = ("mention", "statement", "figure")


def suggested(collection: Collection, dossier: Dossier, rejected: Container[str] = ()) -> list[Proposal]:
    """Propose records for a dossier's article, in the order of its sentences.

    Args:
        collection: The collection, which is not changed.
        dossier: The dossier.
        rejected: The fingerprints of proposals that are not made again.

    Returns:
        The proposals; none if the article could not be read.
    """
    if dossier not in collection.articles:
        return []
    ids = FreeIds(collection, dossier.id)
    found = [*_mentions(collection, dossier, ids), *statements(collection, dossier, ids)]
    found += figures(collection, dossier, ids)
    found.sort(key=lambda one: (one.start, _ORDER.index(one.noun), one.end))
    return [one for one in found if one.fingerprint not in rejected]


def _mentions(collection: Collection, dossier: Dossier, ids: FreeIds) -> Iterator[Proposal]:
    """Propose a mention where the article first uses a name that several bear, if it does not decide whom it means."""
    index, article = _shared_names(collection, language_of(collection, dossier)), collection.articles[dossier]
    found = [name for name in index.find(article.text) if name.others] if index else []
    if not found:
        return
    mentions = list(article.passages.of(Mention))
    mentioned = [(passage.start, record.actor) for record, passage in mentions if record.actor]
    named = sorted([*article.named, *found], key=lambda name: name.start)
    searchable, seen = Searchable(article.text), set[tuple[str, ...]]()
    for name in decided(named, mentioned, header_end(article.text, lead=bool(dossier.lead))):
        bearers, span = (name.actor, *name.others), (name.start, name.end)
        touched = any(passage.start < span[1] and span[0] < passage.end for _, passage in mentions)
        if not name.others or touched or bearers in seen or not (anchor := anchor_of(searchable, *span)):
            continue
        seen.add(bearers)
        actors = filter(None, (collection.get(Actor, one) for one in bearers))
        ways = tuple(Choice(str(actor.name), {"actor": actor.id}) for actor in actors)
        record_id = ids.for_words("mention", article.text[slice(*span)])
        start, end = article.sentences[max(article.sentences.at(span[0]), 0)]
        yield Proposal(
            "mention", record_id, anchor, start, end, Tier.LOOK, "ambiguous", (span,), candidates=ways
        )  # fmt: skip


@derived
def _shared_names(collection: Collection, language: str) -> NameIndex | None:
    """Index the names of the actors that share one."""
    bearers = Counter(name for actor in collection.of(Actor) for name in names_of(actor))
    sharing = [actor for actor in collection.of(Actor) if any(bearers[name] > 1 for name in names_of(actor))]
    return NameIndex(sharing, language) if sharing else None
