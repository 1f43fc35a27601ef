"""Read the words of each language from its folder, such as `de/`: one file for numbers, one for dates, and so on."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from mkdocs_dossier.language.words import vocabulary, word_set
from mkdocs_dossier.syntax.word_tables import table

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

#: The languages with a folder.
LANGUAGES = ("de", "en")

_T = TypeVar("_T")
_Words = TypeVar("_Words", bound="DataclassInstance")
_Table = dict[str, str]


class PerLanguage(Mapping[str, _T]):
    """Language → its words, which are read when they are first asked for."""

    def __init__(self, read: Callable[[str], _T]) -> None:
        """Take the function that reads the words of a language."""
        self._read = cache(read)

    def __getitem__(self, language: str) -> _T:
        if language not in LANGUAGES:
            raise KeyError(language)
        return self._read(language)

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


def words_in(kind: type[_Words], file: str) -> _Words:
    """Return the words of a file of this room, such as `speech.yml`, read as each field's metadata or type says."""
    readers = {field.name: field.metadata.get("read") or _READERS[field.type] for field in fields(kind)}
    return kind(**{name: readers[name](text) for name, text in table("language", file).items()})


def words_of_each(kind: type[_Words], name: str) -> PerLanguage[_Words]:
    """Return language → the words of a file in its folder, such as `dates.yml`, as by `words_in`."""
    return PerLanguage(lambda language: words_in(kind, f"{language}/{name}"))


_patterns = cache(partial(table, "language", "patterns.yml"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern; `patterns.yml` says what it is for."""
    return re.compile(_patterns()[name])


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Split text at its commas into phrases."""
    return tuple(map(vocabulary, text.split(",")))


def _by_word(number: Callable[[str], _T]) -> Callable[[_Table], dict[str, _T]]:
    """Return a reader of tables from a number to its words."""
    return lambda table: {word: number(key) for key, words in table.items() for word in words.split()}


def _by_each_word(read: Callable[[Any], _T]) -> Callable[[dict[str, Any]], dict[str, _T]]:
    """Return a reader of tables from several words to what is read for each."""
    return lambda table: {word: read(text) for words, text in table.items() for word in words.split()}


_READERS: dict[Any, Callable[[Any], Any]] = {
    bool: "yes".__eq__,
    str: str,
    tuple[str, ...]: vocabulary,
    re.Pattern[str]: re.compile,
    frozenset[str]: word_set,
    frozenset[int]: lambda text: frozenset(map(int, text.split())),
    tuple[tuple[str, ...], ...]: phrases,
    frozenset[tuple[str, ...]]: lambda text: frozenset(phrases(text)),
    dict[str, int]: _by_word(int),
    dict[str, str]: _by_word(str),
    dict[str, Decimal]: _by_word(Decimal),
    dict[str, tuple[str, ...]]: lambda table: {word: vocabulary(text) for word, text in table.items()},
    dict[str, frozenset[str]]: _by_each_word(word_set),
    dict[str, tuple[tuple[str, ...], ...]]: _by_each_word(phrases),
    dict[str, dict[str, str]]: _by_each_word(dict),
    dict[str, re.Pattern[str]]: lambda table: {
        word: re.compile("|".join(text.split())) for word, text in table.items()
    },
}
