"""Propose mentions for names that several actors share, where the article does not decide whom it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mkdocs_dossier.article.names import Named, NameIndex, names_of
from mkdocs_dossier.article.quotes import Searchable
from mkdocs_dossier.article.sharednames import decided
from mkdocs_dossier.article.sourcelines import header_end
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.figures import language_of
from mkdocs_dossier.model.claims import Mention
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.suggestions.proposals import Candidate, FreeIds, Proposal, Reason, Tier, anchor_of


def mentions(collection: Collection, dossier: Dossier, ids: FreeIds) -> Iterator[Proposal]:
    """Propose a mention for the first place of each shared name; the others follow from it.

    Args:
        collection: The collection, which is not changed.
        dossier: The article's dossier.
        ids: Gives the ids of the proposed records.
    """
    index = _shared(collection, language_of(collection, dossier))
    article = collection.articles[dossier]
    found = index.find(article.text) if index else []
    if not found:
        return
    claimed = [(passage.start, passage.end) for _, passage in article.passages.of(Mention)]
    mentioned = [(passage.start, record.actor) for record, passage in article.passages.of(Mention) if record.actor]
    named = sorted([*article.named, *(name for name in found if name.others)], key=lambda name: name.start)
    searchable, seen = Searchable(article.text), set[tuple[str, ...]]()
    for name in decided(named, mentioned, header_end(article.text, lead=bool(dossier.lead))):
        bearers = (name.actor, *name.others)
        touched = any(start < name.end and name.start < end for start, end in claimed)
        if not name.others or touched or bearers in seen:
            continue
        seen.add(bearers)
        if anchor := anchor_of(searchable, name.start, name.end):
            yield _proposed(collection, dossier, name, anchor, ids)


def _proposed(
    collection: Collection, dossier: Dossier, name: Named, anchor: dict[str, str], ids: FreeIds
) -> Proposal:
    article = collection.articles[dossier]
    actors = [actor for one in (name.actor, *name.others) if (actor := collection.get(Actor, one))]
    candidates = tuple(Candidate(str(actor.name), {"actor": actor.id}) for actor in actors)
    start, end = article.sentences[max(article.sentences.at(name.start), 0)]
    words = article.text[name.start : name.end]
    record_id, span = ids.for_words("mention", words), (name.start, name.end)
    return Proposal(
        "mention", record_id, anchor, start, end, Tier.LOOK, Reason.AMBIGUOUS, (span,), candidates=candidates
    )


@derived
def _shared(collection: Collection, language: str) -> NameIndex | None:
    """Index the names of the actors that share one."""
    bearers = Counter(name for actor in collection.of(Actor) for name in names_of(actor))
    sharing = [actor for actor in collection.of(Actor) if any(bearers[name] > 1 for name in names_of(actor))]
    return NameIndex(sharing, language) if sharing else None
