"""Whether what needs an annotation has one."""

from __future__ import annotations

from collections.abc import Iterator

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
    body, at = dossier.body.replace("\n", " "), 0
    for start, end in uncovered_sentences(collection, dossier):
        words = article.text[start:end].split()
        shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
        found = _found(body, words, at)
        at = max(found, at)
        line = dossier.body.count("\n", 0, found) if found >= 0 else None
        message = f"nothing is said of the sentence “{shown}”"
        hint = "annotate it in statements: or figures:"
        yield Finding(dossier, message, hint, _way(dossier, article.text, start), line)


def _found(body: str, words: list[str], at: int) -> int:
    """Where the sentence begins in the Markdown, by its first words as far as no markup parts them; -1 if nowhere."""
    for length in (5, 3, 2):
        found = body.find(" ".join(words[:length]), at)
        if found >= 0 and len(words) >= length:
            return found
    return -1


def _way(dossier: Dossier, text: str, start: int) -> tuple[str, ...]:
    """The field of the front matter that the sentence stands in."""
    block = text.count("\n", 0, start)
    return (("title",), ("lead",) if dossier.lead else ())[block] if block < 2 else ()
