"""The sections of a finished page, each with the text below its heading: the results of a search link to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from mkdocs_dossier.language.words import word_set

_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
_SKIPPED = word_set("script style template svg nav form button select noscript")
_VOID = word_set("area base br col embed hr img input link meta source track wbr")
#: Elements that do not end a word.
_INLINE = word_set("a abbr b code em i ins kbd mark q s small span strong sub sup u")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's id and title, and the text up to the next heading; the text before the first has no id."""

    id: str
    title: str
    text: str


def sections_of(html: str) -> Iterator[Section]:
    """Yield the sections of a page in order. The first heading of level one belongs to the whole page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for number, (name, title, text) in enumerate(reader.sections):
        section = Section("" if number == 0 else name, _one_line(title), _one_line(text))
        if section.title or section.text:
            yield section


def _one_line(parts: list[str]) -> str:
    return " ".join("".join(parts).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._heading = ""
        self._passed_over: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section at a heading; skip elements whose text nobody reads."""
        given = {name: value or "" for name, value in attrs}
        unread = "data-search-exclude" in given or "headerlink" in given.get("class", "").split()
        if self._passed_over or tag in _SKIPPED or unread:
            if tag not in _VOID:
                self._passed_over.append(tag)
        elif tag in _HEADINGS and not self._heading:
            self._heading = tag
            _, title, text = self.sections[-1]
            first = tag == "h1" and len(self.sections) == 1 and not title and not "".join(text).strip()
            if not first:
                self.sections.append((given.get("id", ""), [], []))
        elif tag not in _INLINE:
            self._write(" ")

    def handle_endtag(self, tag: str) -> None:
        """Separate the words of two blocks."""
        if tag in self._passed_over:
            while self._passed_over.pop() != tag:
                pass
        elif tag == self._heading:
            self._heading = ""
        elif tag not in _INLINE:
            self._write(" ")

    def handle_data(self, data: str) -> None:
        """Collect visible text."""
        self._write(data)

    def _write(self, text: str) -> None:
        if not self._passed_over:
            _, title, written = self.sections[-1]
            (title if self._heading else written).append(text)
