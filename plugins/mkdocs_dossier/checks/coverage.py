"""Check that sentences which need an annotation have one."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_dossier.article.sourcelines import places_in
from mkdocs_dossier.checks.finding import Finding, per_article
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.coverage import needed_omissions, omitted_sentences, uncovered_sentences
from mkdocs_dossier.model.records import Dossier, Omission
from mkdocs_dossier.problems import Mend

#: How many words of a sentence a message shows.
_SHOWN = 8


@per_article
def uncovered(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find sentences with a number, a quotation or an attribution that no statement and no figure covers."""
    bare = set(uncovered_sentences(collection, dossier))
    spans = article.sentences if bare else ()
    for span, field, line in places_in(dossier.body, article.text, spans, lead=bool(dossier.lead)):
        if span in bare:
            words = article.text[slice(*span)].split()
            shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
            message = f"nothing annotates the sentence “{shown}”"
            hint = "annotate it in statements: or figures:, or name it in omissions:"
            yield Finding(dossier, message, hint, (field,) if field else (), line)


@per_article
def needless_omissions(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find omissions whose sentence does not exist, is annotated, or needs no annotation."""
    places, needed = omitted_sentences(collection, dossier), needed_omissions(collection, dossier)
    for omission in collection.inside(dossier, Omission):
        if omission not in places:
            yield Finding(omission, "the article has no such sentence", "correct the quote, or delete it", ("quote",))
        elif places[omission] not in needed:
            message = "its sentence is annotated, or needs no annotation"
            yield Finding(omission, message, "delete it", mend=Mend(omission.id))
