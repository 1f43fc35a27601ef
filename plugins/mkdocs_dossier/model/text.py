"""Texts for readers: one string, or one per language."""

import re
from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=1000)
def primary_language(tag: str) -> str:
    """Return the language of a BCP 47 tag, without script and region: `de-AT` and `DE_at` are both `de`."""
    return re.split("[-_]", tag, maxsplit=1)[0].lower()


class Text(str):
    """A text in its first language; `in_language` returns a translation if there is one."""

    __slots__ = ("translations",)
    translations: Mapping[str, str]

    def __new__(cls, text: str = "", translations: Mapping[str, str] | None = None) -> "Text":
        """Create the text with its translations by language tag, the first of which is usually the text."""
        self = super().__new__(cls, text)
        self.translations = translations or {}
        return self

    def __reduce__(self) -> "tuple[type[Text], tuple[str, Mapping[str, str]]]":
        return Text, (str(self), self.translations)

    def in_language(self, language: str) -> str:
        """Return the text in `language`, else in another region's form of it, else in its first language."""
        if not self.translations or language in self.translations:
            return self.translations.get(language, str(self))
        primary = primary_language(language)
        alike = (text for tag, text in self.translations.items() if primary_language(tag) == primary)
        return self.translations.get(primary) or next(alike, str(self))
