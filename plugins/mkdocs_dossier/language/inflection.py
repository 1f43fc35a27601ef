"""The forms in which a name stands in running text: German cases, English and German genitives.

A word of a name is written in its basic form; `nordkoreanisch*` stands for every word that begins so.
"""

from __future__ import annotations

from mkdocs_dossier.model.text import primary_language

#: Adjectives in names decline (“südkoreanische Regierung”, “der südkoreanischen Regierung”): known by their suffix.
_ADJECTIVE_STEMS = ("isch", "lich", "ig", "igt", "iert", "eint", "deutsch", "ional", "iell", "tuell", "neral", "deral")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_GENITIVES = {"de": ("s", "es", "'s", "’s"), "en": ("'s", "’s")}
#: Names that end in an s-sound take an apostrophe alone in the genitive, which is no letter: nothing to add.
_HISSING = ("s", "ß", "x", "z", "ce")
_WITHOUT_ES = "aeiouyäöü"


def forms(word: str, language: str) -> frozenset[str]:
    """The word as it may be written, its basic form among them; other languages than de and en know only that."""
    found, language = {word}, primary_language(language)
    if language == "de" and (stem := _adjective_stem(word)):
        found.update(stem + ending for ending in _ADJECTIVE_ENDINGS)
        found |= {form[0].upper() + form[1:] for form in found}
        return frozenset(found)
    for ending in _GENITIVES.get(language, ()):
        if ending == "s" and word.lower().endswith(_HISSING):
            continue
        if ending == "es" and (word[-1:].lower() in _WITHOUT_ES or word[:1].islower()):
            continue
        found.add(word + ending)
    if word[:1].islower():
        found |= {form[0].upper() + form[1:] for form in found}
    return frozenset(found)


def _adjective_stem(word: str) -> str:
    for ending in sorted(_ADJECTIVE_ENDINGS, key=len, reverse=True):
        stem = word.removesuffix(ending)
        if stem != word and stem.endswith(_ADJECTIVE_STEMS):
            return stem
    return ""
