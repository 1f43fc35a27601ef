"""Propose what an article lacks, sentence by sentence; the same text and registers yield the same proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator

from mkdocs_dossier.article.names import NameIndex, decided, names_of
from mkdocs_dossier.article.sourcelines import header_end
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.figures import language_of
from mkdocs_dossier.model.records import Actor, Dossier, Mention
from mkdocs_dossier.suggestions.figures import figures
from mkdocs_dossier.suggestions.proposals import Choice, Draft, Proposal, Tier
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
    draft = Draft(collection, dossier)
    found = [*_mentions(draft), *statements(draft), *figures(draft)]
    found.sort(key=lambda one: (one.start, _ORDER.index(one.noun), one.end))
    return [one for one in found if one.fingerprint not in rejected]


def _mentions(draft: Draft) -> Iterator[Proposal]:
    """Propose a mention where the article first uses a name that several bear, if it does not decide whom it means."""
    collection, dossier, article = draft.collection, draft.dossier, draft.article
    index = _shared_names(collection, language_of(collection, dossier))
    found = [name for name in index.find(article.text) if name.others] if index else []
    mentions = list(article.passages.of(Mention)) if found else []
    mentioned = [(passage.start, record.actor) for record, passage in mentions if record.actor]
    named = sorted([*article.named, *found], key=lambda name: name.start) if found else []
    seen = set[tuple[str, ...]]()
    for name in decided(named, mentioned, header_end(article.text, lead=bool(dossier.lead))):
        bearers, span = (name.actor, *name.others), (name.start, name.end)
        touched = any(passage.start < span[1] and span[0] < passage.end for _, passage in mentions)
        if name.others and not touched and bearers not in seen and (anchor := draft.anchor(*span)):
            seen.add(bearers)
            actors = collection.get_all(Actor, bearers)
            ways = tuple(Choice(str(actor.name), {"actor": actor.id}) for actor in actors)
            record_id = draft.article_id("mention", article.text[slice(*span)])
            start, end = article.sentences[max(article.sentences.at(span[0]), 0)]
            yield Proposal("mention", record_id, anchor, start, end, Tier.LOOK, "ambiguous", (span,), {}, ways)


@derived
def _shared_names(collection: Collection, language: str) -> NameIndex | None:
    """Index the names of the actors that share one."""
    bearers = Counter(name for actor in collection.of(Actor) for name in names_of(actor))
    sharing = [actor for actor in collection.of(Actor) if any(bearers[name] > 1 for name in names_of(actor))]
    return NameIndex(sharing, language) if sharing else None
