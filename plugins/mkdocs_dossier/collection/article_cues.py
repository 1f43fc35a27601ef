"""The cues by which the words of articles name their speakers."""

from __future__ import annotations

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.language.attribution.cues import Cue, attributions
from mkdocs_dossier.model.records import Dossier


@derived
def cues_of(collection: Collection, dossier: Dossier) -> tuple[Cue, ...]:
    """Return the cues in a dossier's article, in order."""
    article = collection.articles[dossier]
    language, text, spans = dossier.language or collection.language, article.text, article.sentences
    return collection.memory.of(("cues", text, language), lambda: tuple(attributions(text, language, spans)))
