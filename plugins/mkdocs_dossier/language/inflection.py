"""Inflect the words of names, which are in their basic form; `nordkoreanisch*` matches every word that begins so."""

from mkdocs_dossier.model.text import primary_language

#: Suffixes of adjectives, which always decline (“südkoreanische Regierung”).
_ADJECTIVE_STEMS = ("isch", "lich", "ig", "igt", "iert", "eint", "deutsch", "ional", "iell", "tuell", "neral", "deral")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
#: In letters: “Rot-es” has an adjective's stem, “L-es” does not.
_SHORTEST_STEM = 3
_ARTICLES = ("der", "die", "das", "dem", "den", "des")
#: The genitive endings, also of foreign names in other languages.
_GENITIVE = ("'s", "’s")
#: Endings in an s-sound, with only an apostrophe in the genitive, which is not a letter: nothing to add.
_HISSING = ("s", "ß", "x", "z", "ce")
_WITHOUT_ES = "aeiouyäöü"


def forms(word: str, language: str, *, adjective: bool = False) -> frozenset[str]:
    """Return the forms in which a word of a name, given in its basic form, may be written.

    German has its cases, each language the genitive in 's; an `adjective` or article of a name always declines.
    """
    found, language = {word}, primary_language(language)
    if language == "de" and (adjective or _adjective_stem(word).lower().endswith(_ADJECTIVE_STEMS)):
        found |= _declined(word)
        return frozenset(found | {form[0].upper() + form[1:] for form in found})
    for ending in ("s", "es", *_GENITIVE) if language == "de" else _GENITIVE:
        if ending == "s" and word.lower().endswith(_HISSING):
            continue
        if ending == "es" and (word[-1:].lower() in _WITHOUT_ES or word[:1].islower()):
            continue
        found.add(word + ending)
    if word[:1].islower():
        found |= {form[0].upper() + form[1:] for form in found}
    return frozenset(found)


def declines(word: str, before: str, after: str, *, begins: bool) -> bool:
    """Return whether a word of a group's German name declines by position: “Rotes Kreuz”, “Die Linke”, “90/Die Grünen”.

    `before` and `after`, if only a space separates them, are the words beside it; the name, or a part of it after a
    sign, `begins` with it.
    """
    if before.lower() in _ARTICLES and not after:
        return word.endswith(("e", "en"))
    if not after[:1].isupper():
        return False
    return begins if word.lower() in _ARTICLES else len(_adjective_stem(word)) >= _SHORTEST_STEM


def _declined(word: str) -> set[str]:
    if word.lower() in _ARTICLES:
        return {word[0] + article[1:] for article in _ARTICLES}
    stem = _adjective_stem(word)
    return {stem + ending for ending in _ADJECTIVE_ENDINGS} if stem else set()


def _adjective_stem(word: str) -> str:
    """Return the word without an adjective's ending; empty if it has none."""
    return next((word.removesuffix(e) for e in ("en", "er", "es", "em", "e") if word.endswith(e)), "")
