"""Text that is shown: one string, or one per language."""

from __future__ import annotations

from collections.abc import Mapping


class Text(str):
    """A text as its editors wrote it first; `in_language` gives its translation where there is one."""

    __slots__ = ("translations",)
    translations: Mapping[str, str]

    def __new__(cls, text: str = "", translations: Mapping[str, str] | None = None) -> Text:
        """The text itself, and its translations by language tag, the first of which is usually the text."""
        self = super().__new__(cls, text)
        self.translations = translations or {}
        return self

    def __reduce__(self) -> tuple[type[Text], tuple[str, Mapping[str, str]]]:
        return Text, (str(self), self.translations)

    def in_language(self, language: str) -> str:
        """The text in `language`, else as it was written first."""
        return self.translations.get(language, str(self))
