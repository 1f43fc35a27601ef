"""The English names of kinds, of parts of the site and of fields' values, from `value_names.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mkdocs_dossier.syntax.word_tables import table


@dataclass(frozen=True, slots=True)
class ValueNames:
    """ValueNames as pages show them, before translation."""

    nouns: dict[str, dict[str, str]]
    """Kind → its name for `one` and for `many`."""
    overviews: dict[str, str]
    """Titles of overviews that differ from the plural of their kind."""
    shell: dict[str, str]
    """The words of the site's shell, by what its links lead to."""
    values: dict[str, dict[str, str]]
    """Field → value → name."""

    def noun(self, noun: str, *, many: bool = False) -> str:
        """Return the name of a kind."""
        return self.nouns[noun]["many" if many else "one"]

    def title_of(self, noun: str) -> str:
        """Return the title of a kind's overview; an empty text if there is none."""
        return self.overviews.get(noun) or self.nouns.get(noun, {}).get("many", "")


@cache
def english() -> ValueNames:
    """Return all names."""
    return ValueNames(**table("site", "value_names.yml"))
