"""The languages whose numbers are read in words."""

from __future__ import annotations

from mkdocs_dossier.language.counting.english import ENGLISH
from mkdocs_dossier.language.counting.german import GERMAN

#: By the code of the language.
LEXICONS = {"de": GERMAN, "en": ENGLISH}
