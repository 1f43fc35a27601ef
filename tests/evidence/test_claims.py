"""Statements that repeat each other make one claim."""

from __future__ import annotations

from conftest import Loaded
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.opponents import contradicting
from mkdocs_dossier.evidence.retellings import claims_of
from mkdocs_dossier.incremental.tracking import TRACKER
from mkdocs_dossier.model.claims import Statement

SENTENCES = ("Eins", "Zwei", "Drei", "Vier")


def statements(loaded: Loaded, **fields: str) -> tuple[Collection, dict[str, Statement]]:
    """Return the collection, and its statements by id, each of which is the quoted word."""
    article = "---\ntitle: T\npublished: 2024-10-05\nlanguage: de\n---\n\n" + " ".join(f"{word}." for word in SENTENCES)
    written = "".join(
        f"  {word.lower()}: {{quote: {word}, mode: own{fields.get(word.lower(), '')}}}\n" for word in SENTENCES
    )
    collection, _ = loaded({"dossier/d/article.md": article, "dossier/d/a.yml": f"statements:\n{written}"})
    return collection, {statement.id: statement for statement in collection.of(Statement)}


def ids(collection: Collection, *of: Statement) -> list[list[str]]:
    return [[statement.id for statement in claim.statements] for claim in claims_of(collection, of)]


def test_statements_that_repeat_each_other_make_one_claim(loaded: Loaded) -> None:
    """Statements that repeat one another, even indirectly, make one claim, whose root is the first of them."""
    collection, known = statements(loaded, eins=", repeats: [drei]", drei=", repeats: [vier]")
    assert ids(collection, *known.values()) == [["vier", "eins", "drei"], ["zwei"]]
    assert ids(collection, known["zwei"], known["drei"], known["vier"]) == [["zwei"], ["vier", "eins", "drei"]]


def test_a_page_without_the_root_shows_its_own_statement(loaded: Loaded) -> None:
    """If the root is not on a page, the page's own statement leads the claim, and the others still count."""
    collection, known = statements(loaded, eins=", repeats: [drei]", zwei=", repeats: [drei]")
    assert ids(collection, known["zwei"], known["eins"]) == [["zwei", "drei", "eins"]]
    (claim,) = claims_of(collection, [known["zwei"]])
    assert claim.root is known["drei"]


def test_of_several_repeated_statements_the_first_counts(loaded: Loaded) -> None:
    collection, known = statements(loaded, drei=", repeats: [zwei, eins]")
    assert ids(collection, *known.values()) == [["eins"], ["zwei", "drei"], ["vier"]]


def test_a_circle_is_one_claim(loaded: Loaded) -> None:
    """Statements that repeat each other in a circle are one claim, with any statement that leads into it."""
    circle = {"eins": ", repeats: [zwei]", "zwei": ", repeats: [drei]", "drei": ", repeats: [zwei]"}
    collection, known = statements(loaded, **circle)
    assert ids(collection, *known.values()) == [["drei", "eins", "zwei"], ["vier"]]


def test_a_contradiction_of_a_passage_contradicts_its_claim_once(loaded: Loaded) -> None:
    collection, known = statements(
        loaded, zwei=", repeats: [eins]", vier=", repeats: [drei], contradicts: [zwei, eins]"
    )
    one, other = claims_of(collection, known.values())
    assert [[s.id for s in claim.statements] for claim in contradicting(collection, one)] == [["vier", "drei"]]
    assert [claim.root.id for claim in contradicting(collection, other)] == ["eins"]


def test_a_claim_depends_on_all_its_statements(loaded: Loaded) -> None:
    """A claim reads all of its statements, so that a page with one is stale once another changes."""
    collection, known = statements(loaded, zwei=", repeats: [eins]")
    with TRACKER.recording() as read:
        claims_of(collection, [known["eins"]])
    assert ("record", "statement", "d/zwei") in read
