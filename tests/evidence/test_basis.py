"""The evidence of an article is summed up by statement and in total."""

from __future__ import annotations

from conftest import Loaded
from mkdocs_dossier.evidence.basis import basis_of
from mkdocs_dossier.model.records import Dossier

ARTICLE = (
    "---\ntitle: Cranes\npublished: 2024-10-05\nlanguage: en\n---\n\n"
    "Ada Quill said that 20 cranes fell. A dock worker said that 30 cranes fell. "
    "The harbour reopened. Later Ada Quill spoke of 25 cranes.\n"
)
FILES = {
    "dossier/all.yml": """\
actors:
  quill: {name: Ada Quill, kind: person}
  worker: {name: a dock worker, kind: person, anonymity: unnamed}
sources:
  gazette: {container-title: Gazette, type: article-newspaper, located: yes}
quantities:
  cranes: {label: fallen cranes, unit: cranes}
""",
    "dossier/cranes/annotations.yml": """\
statements:
  first: {quote: Ada Quill said that 20 cranes fell, said_by: quill, via: [gazette]}
  second: {quote: A dock worker said that 30 cranes fell, said_by: worker, contradicts: [first]}
  third: {quote: The harbour reopened, mode: own}
  fourth: {quote: Later Ada Quill spoke of 25 cranes, said_by: quill}
figures:
  f1: {quote: 20 cranes, quantity: cranes}
  f2: {quote: 30 cranes, quantity: cranes}
  f3: {quote: 25 cranes, quantity: cranes}
""",
    "dossier/cranes/article.md": ARTICLE,
}


def test_statements_are_counted_by_whether_their_origin_is_named(loaded: Loaded) -> None:
    collection, problems = loaded(FILES)
    assert [p for p in problems if p.severity == "error"] == []
    basis = basis_of(collection, collection.of(Dossier)[0])
    assert [(cell.number, cell.statement.id, str(cell.kind)) for cell in basis.cells] == [
        (1, "first", "named"),
        (2, "second", "nameless"),
        (3, "third", "none"),
        (4, "fourth", "named"),
    ]
    assert (basis.count("named"), basis.count("nameless"), basis.count("none")) == (2, 1, 1)
    assert [source.id for source in basis.sources] == ["gazette"]
    assert basis.seen == 1


def test_a_contradiction_has_two_origins_and_a_change_has_one(loaded: Loaded) -> None:
    """Statements of two origins are opposed by `contradicts` or by figures; those of one origin count as a change."""
    collection, _ = loaded(FILES)
    basis = basis_of(collection, collection.of(Dossier)[0])
    opposed = {cell.statement.id: {other.id for other in cell.opponents} for cell in basis.opposed}
    assert opposed == {"first": {"second"}, "second": {"first", "fourth"}, "fourth": {"second"}}
    assert basis.is_at_odds
    assert [(first.id, later.id) for first, later in basis.changes] == [("f1", "f3")]
