"""Find the places, sources and agreements that a text names, only where the words around leave no doubt."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_dossier.article.doublenames import DoubleNames
from mkdocs_dossier.article.names import Name, NameIndex, names_of
from mkdocs_dossier.language.sentences import starters
from mkdocs_dossier.language.word_lists import pattern, words_of_each
from mkdocs_dossier.model.records import Place, Record, Source
from mkdocs_dossier.model.text import primary_language

#: In characters: how far the words before a name are searched.
_NEAR = 80
#: Values of `precision:` of places that have an article: “im Donbass”. Before others, one begins a common noun.
_WIDE = frozenset({"district", "region", "country"})


@dataclass(frozen=True, slots=True)
class MentionWords:
    """One language's words around names; `de/mentions.yml` says what each pattern is for."""

    another: re.Pattern[str]
    located: re.Pattern[str]
    referring: re.Pattern[str]
    nouns_are_capitalised: bool


WORDS = words_of_each(MentionWords, "mentions.yml")


class RecordNames(NameIndex):
    """The names of places, sources and agreements, with the words that may be around them in one language."""

    def __init__(self, records: Iterable[Record], language: str) -> None:
        super().__init__(records, language)
        self._around = WORDS[primary_language(language)]

    def _names(self, records: Iterable[Record], language: str) -> Iterator[Name]:
        for record in records:
            publication = record.container_title if isinstance(record, Source) else None
            for name in dict.fromkeys([*names_of(record), str(publication or "")]):
                yield Name.of(name, record, language)

    def _is_part(self, name: Name, text: str, start: int, end: int, double: DoubleNames) -> bool:
        """Return whether the match is doubtful: part of a longer name, common words, or a namesake."""
        is_place = isinstance(name.record, Place)
        if text[start - 1 : start] == text[end : end + 1] == '"' and not is_place:
            return len(name.words) == 1 and name.alias != getattr(name.record, "container_title", None)
        before, words = text[max(0, start - _NEAR) : start], text[start:end]
        if before.endswith("-") or pattern("goes on").match(text, end) or self._around.another.search(before):
            return True
        if is_place and not any(word[0].islower() for word in name.alias.split()):
            return not self._is_place(name, words, before, text[end : end + _NEAR])
        preceding = pattern("word before").search(before)
        if preceding and words[0].isupper() and preceding[1][0].isupper() and preceding[1].lower() not in starters():
            return True
        if len(name.words) == 1:
            return pattern("capitals").match(name.alias) is None
        capitals = sum(not word[0].islower() for word in re.split("[ -]", words) if word)
        return capitals - bool(pattern("begins sentence").search(before)) < (1 if is_place else 2)

    def _is_place(self, name: Name, words: str, before: str, after: str) -> bool:
        """Return whether a name refers to the place rather than to its government, a person or a common noun."""
        located = self._around.located.search(before)
        if located is None:
            return not before and after.startswith(" (")  # an agency's dateline
        has_article = located["article"] or located["contracted"]
        if has_article and len(name.words) == 1 and getattr(name.record, "precision", None) not in _WIDE:
            return False
        if (words.endswith("s") and not name.alias.endswith("s")) or pattern("abbreviation").match(after):
            return False  # “in Lindhavens Hafen”, “Mission im Sudan (UNMIS)”
        behind = pattern("word behind").match(after)  # “in London hospitals”
        return self._around.nouns_are_capitalised or behind is None or behind[1].lower() in starters()
