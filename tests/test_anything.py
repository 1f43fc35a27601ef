"""Any content of a collection is loaded, or reported at its line."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import write
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.kinds import KINDS, fields_by_key
from mkdocs_dossier.problems import Problem

_ALPHABET = "aZä1.,-–%„“\"'()[]{}*_#>|&!:?/\\`~ \n\t\u00ad\u00a0\u202e\x00\U0001f600"
_TEXTS = st.text(_ALPHABET, max_size=40)
#: Words with a meaning in some field.
_WORDS = st.sampled_from(
    (
        *("person", "state", "2024-10-05", "2024-06~", "..", "20", ">20", "20..25", "1.6e6", "yes", "kim", "a/s", "a"),
        *("Kim sagte, mehr als 20 Soldaten", "20 Soldaten", "Soldaten … tot", "https://example.org/", "A", "3", "de"),
    )
)
_VALUES = st.recursive(
    st.one_of(_WORDS, _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(_WORDS, st.text("ab-_", max_size=5)), inner, max_size=3)
    ),
    max_leaves=5,
)
_KINDS = [kind for kind in KINDS if kind.noun != "dossier"]
_QUICK = settings(max_examples=60, deadline=None, derandomize=True)


def _records(kind: object) -> st.SearchStrategy[dict[str, object]]:
    fields = st.sampled_from([*fields_by_key(kind.model), "unknown"])  # type: ignore[attr-defined]
    return st.dictionaries(
        st.sampled_from(["kim", "s", "a", "Ä"]), st.dictionaries(fields, _VALUES, max_size=7), max_size=3
    )


_SECTIONS = st.fixed_dictionaries({}, optional={kind.section: _records(kind) for kind in _KINDS})


def _flow(value: object) -> str:
    """Return a value as YAML in one line, with every text in quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return "'" + str(value).replace("'", "''").replace("\n", " ") + "'"


def _loaded(files: dict[str, str | bytes]) -> list[Problem]:
    """Load the files, assert that each problem is printable and at a line of one of them, and return the problems."""
    with tempfile.TemporaryDirectory() as folder:
        _, problems = load(write(Path(folder), files))
    for problem in problems:
        content = files[problem.location.path]
        text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
        lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 2
        assert 1 <= problem.location.line <= lines
        assert problem.location.column >= 1
        assert str(problem).isprintable() or "\u00ad" in str(problem) or "\u00a0" in str(problem)
    return problems


ARTICLE = "---\ntitle: A\npublished: 2024-10-05\nlanguage: de\n---\nKim sagte, mehr als 20 Soldaten seien tot.\n"


@_QUICK
@given(_SECTIONS, _SECTIONS)
def test_any_records(registers: dict[str, object], annotations: dict[str, object]) -> None:
    """Records with known and unknown fields and any values load, or give problems with positions."""
    _loaded(
        {
            "dossier/a/article.md": ARTICLE,
            "dossier/a/x.yml": "".join(f"{name}: {_flow(records)}\n" for name, records in annotations.items()),
            "dossier/all.yml": "".join(f"{name}: {_flow(records)}\n" for name, records in registers.items()),
        }
    )


@_QUICK
@given(_TEXTS, st.text(_ALPHABET, max_size=300), st.lists(_TEXTS, max_size=3), st.data())
def test_any_article_and_any_quotes(title: str, body: str, quotes: list[str], data: st.DataObject) -> None:
    """Any article and any quotes, found in it or not, load, or give problems with positions."""
    start = data.draw(st.integers(0, len(body)))
    cut = body[start : start + data.draw(st.integers(0, 30))]
    entries = {f"s{number}": {"quote": quote} for number, quote in enumerate([*quotes, cut])}
    _loaded(
        {
            "dossier/a/article.md": f"---\ntitle: {_flow(title)}\npublished: 2024-10-05\n---\n{body}",
            "dossier/a/x.yml": f"statements: {_flow(entries)}\nfigures: {_flow(entries)}\n",
        }
    )


@_QUICK
@given(st.binary(max_size=80), st.binary(max_size=80), st.text(_ALPHABET + "\r", max_size=120))
def test_any_bytes(article: bytes, register: bytes, text: str) -> None:
    """Any bytes as an article, a register and a record load, or give problems with positions."""
    files = {"dossier/a/article.md": article, "dossier/x.yml": register, "dossier/actors/kim.yml": text.encode()}
    _loaded({**files, "dossier/b/article.md": b"---\n" + text.encode() + b"\n---\n" + article})
