"""Whether what needs an annotation has one."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_dossier.article.sourcelines import SourceLines
from mkdocs_dossier.articles import Article
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.checks.remembering import article_by_article
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.coverage import uncovered_sentences
from mkdocs_dossier.model.dossiers import Dossier

#: So many words of a sentence are shown.
_SHOWN = 8


@article_by_article()
def uncovered(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """A sentence with a number, a quotation or an attribution that no statement and no figure covers."""
    bare = set(uncovered_sentences(collection, dossier))
    lines = SourceLines(dossier.body if bare else "")
    fields = list(_fields(dossier, article.text))
    for start, end in article.sentences if bare else ():
        way = next((way for way, ends in fields if start < ends), ())
        line = None if way else lines.line_of(article.text[start:end])
        if (start, end) in bare:
            words = article.text[start:end].split()
            shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
            message = f"nothing is said of the sentence “{shown}”"
            yield Finding(dossier, message, "annotate it in statements: or figures:", way, line)


def _fields(dossier: Dossier, text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """The fields of the front matter that a text begins with, and where each of them ends in it."""
    end = 0
    for field in ("title", "lead") if dossier.lead else ("title",):
        end = text.find("\n", end) + 1 or len(text) + 1
        yield (field,), end
