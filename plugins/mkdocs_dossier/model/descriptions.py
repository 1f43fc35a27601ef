"""The meaning of every field, from `descriptions.yml`: editors show it, and the handbook is generated from it."""

from __future__ import annotations

from functools import cache
from typing import Any

from mkdocs_dossier.model.kinds import fields_by_key, once_per_model
from mkdocs_dossier.model.record import Part
from mkdocs_dossier.syntax.word_tables import table


@cache
def _written() -> dict[str, Any]:
    return table("model", "descriptions.yml")


def meaning_of(model: type[Part]) -> str:
    """Return the meaning of a record or part, in one sentence."""
    meaning: str = _written()[model.__name__]["meaning"]
    return meaning


@once_per_model
def descriptions_of(model: type[Part]) -> dict[str, str]:
    """Return YAML key → meaning, in one sentence, for the fields of a record or part."""
    every, own = _written(), _written()[model.__name__]["fields"]
    known = {**every["every_record"], **every["every_passage"], **own}
    return {key: known[key] for key in fields_by_key(model)}


def first_fields_of(model: type[Part]) -> list[str]:
    """Return the fields of a record that an editor begins with, in this order."""
    keys: str = _written()[model.__name__]["first"]
    return keys.split()
