"""Skeletons of new records: filled-in fields, and below them the most useful others as comments."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import get_origin

from mkdocs_dossier.model.kinds import BY_NOUN, Kind, choices_of, descriptions_of, fields_by_key, parts_by_key
from mkdocs_dossier.syntax.patching import in_brackets, scalar
from mkdocs_dossier.syntax.word_tables import table

#: Placeholders for the record's name and for today's date.
NAME, TODAY = "{name}", "{today}"

#: A part with its fields, or a text in several languages, as in YAML: `{de: …, en: …}`.
_FIELDS = re.compile(r"\{[\w-]+: .*\}")

Given = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The fields of a new record of a kind, by their keys in YAML."""

    noun: str
    filled: Mapping[str, str]
    """The fields that are always written, with their default; an empty one must be given."""
    example: str
    """A command for the help."""
    offered: Mapping[str, str] = field(default_factory=dict)
    """The optional fields, with the example for a comment."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """Language → the placeholder for the text of a new dossier's article; other kinds have none."""
    annotations: Mapping[str, str] = field(default_factory=dict)
    """Language → a new dossier's annotations."""

    @property
    def kind(self) -> Kind:
        """The kind of record."""
        return BY_NOUN[self.noun]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all fields that the kind has."""
        return tuple(dict.fromkeys((*self.filled, *self.offered, *fields_by_key(self.kind.model))))

    def about(self, key: str) -> str:
        """Return the description of a field."""
        return descriptions_of(self.kind.model)[key]

    def choices(self, key: str) -> tuple[str, ...]:
        """Return the values that a field allows; none if it allows any."""
        return choices_of(self.kind.model, key)

    def is_list(self, key: str) -> bool:
        """Return whether a field may be given several times."""
        return get_origin(fields_by_key(self.kind.model)[key].type) is tuple

    def values(self, given: Given, name: str) -> dict[str, str | Sequence[str]]:
        """Return the fields to write: those given, and the defaults of the others; `name` stands in for `NAME`."""
        stand_ins = {NAME: name, TODAY: date.today().isoformat()}
        values = {key: given.get(key) or stand_ins.get(default, default) for key, default in self.filled.items()}
        return {key: value for key, value in {**values, **given}.items() if value}

    def fields(self, values: Given) -> list[str]:
        """Return the lines of the given fields."""
        return [line for key, value in values.items() for line in self._field(key, value)]

    def commented(self, values: Given) -> list[str]:
        """Return the lines of a file with one record: each field below its description, missing ones as comments."""
        lines = [line for key in values for line in (*self._explained(key), *self._field(key, values[key]))]
        missing = [key for key in self.offered if key not in values]
        if missing:
            lines += ["", "# To use one of these fields, delete the # right before its name."]
        return lines + [line for key in missing for line in (*self._explained(key), f"#{key}: {self.offered[key]}")]

    def _explained(self, key: str) -> list[str]:
        values = self.choices(key)
        text = f"{self.about(key)} One of: {', '.join(values)}." if values else self.about(key)
        return textwrap.wrap(text, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)

    def _field(self, key: str, value: str | Sequence[str]) -> list[str]:
        part = parts_by_key(self.kind.model).get(key)
        if isinstance(value, str):
            return [f"{key}: {value if _FIELDS.fullmatch(value) else scalar(value)}"]
        if part is None:
            return [f"{key}: {in_brackets(value)}"]
        first = next(iter(fields_by_key(part)))
        items = (item if _FIELDS.fullmatch(item) else f"{first}: {scalar(item)}" for item in value)
        return [f"{key}:", *(f"  - {item}" for item in items)]


@cache
def skeletons() -> dict[str, Skeleton]:
    """Return the skeletons of `skeletons.yml` by their kind."""
    return {noun: Skeleton(noun, **written) for noun, written in table("cli", "skeletons.yml").items()}
