"""The languages whose numerals are read."""

from __future__ import annotations

from mkdocs_dossier.language.numbers.english import ENGLISH
from mkdocs_dossier.language.numbers.german import GERMAN

#: By the code of the language.
LEXICONS = {"de": GERMAN, "en": ENGLISH}
