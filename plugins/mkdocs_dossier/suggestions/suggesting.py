"""Propose what an article lacks: the proposals of all readers in order, the same for the same text and registers."""

from collections.abc import Container

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.model.records import Dossier
from mkdocs_dossier.suggestions.counting import figures
from mkdocs_dossier.suggestions.gaps import Gaps
from mkdocs_dossier.suggestions.mentions import Mentions
from mkdocs_dossier.suggestions.proposals import Draft, Proposal
from mkdocs_dossier.suggestions.registers import registers
from mkdocs_dossier.suggestions.speakers import persons
from mkdocs_dossier.suggestions.statements import statements

_ORDER = ("topic", "source", "actor", "place", "mention", "statement", "figure")


def suggested(
    collection: Collection, dossier: Dossier, rejected: Container[str] = (), *, every: bool = False
) -> list[Proposal]:
    """Propose what registers lack, then records for an article (`every`: for each clause), but nothing `rejected`."""
    draft = Draft(collection, dossier)
    found = [*registers(draft), *Mentions(draft).proposals()]
    said = list(statements(draft, every=every))
    speaking = {new.id for one in said for way in one.candidates[:1] for new in way.new}
    found += [*said, *(one for one in persons(draft) if one.id not in speaking)]  # others come with what they say
    found += [*figures(draft), *Gaps(draft).proposals()]
    found.sort(key=lambda one: ("quote" in one.fields, one.start, bool(one.adds), _ORDER.index(one.noun), one.end))
    text, notes = draft.article.text, pattern("correction note")
    kept = (one for one in found if one.adds or "quote" not in one.fields or not notes.match(text, one.start))
    return [one for one in kept if one.fingerprint not in rejected]
