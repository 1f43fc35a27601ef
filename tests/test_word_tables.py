"""Tables of words that come with the package."""

from __future__ import annotations

import pytest

from mkdocs_dossier.syntax.word_tables import table


def test_all_values_are_texts() -> None:
    """No word of a table is taken for a truth value or a number."""
    written = table("model", "descriptions.yml")
    assert all(isinstance(text, str) for text in written["Figure"]["fields"].values())
    assert type(written["Actor"]["meaning"]) is str


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing can follow it"):
        table("checks", "explaining.py")
