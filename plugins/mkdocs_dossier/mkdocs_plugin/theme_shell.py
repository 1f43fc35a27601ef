"""The theme's page, rendered once for many: cut where pages differ, proved against ordinary renderings, filled."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_dossier.incremental.digest import digest

log = logging.getLogger("mkdocs.plugins.dossier")


class HeadedPage(Page):
    """A page that brings something for its head, beside what the theme puts there."""

    head: str
    form = ""
    """Which shell it was filled into; none if it is empty."""


#: Renders a page as MkDocs does: through the theme's template and every plugin that has a say in pages.
Ordinary = Callable[[HeadedPage], str]

#: What differs from page to page. In a shell each stands between two characters that no theme writes.
FIELDS = ("head", "title", "description", "canonical", "edit", "content", "first", "first-title")
_OPEN, _CLOSE = "\ue000", "\ue001"
_FIELD = re.compile(f"{_OPEN}([a-z-]+){_CLOSE}")
#: So many pages of each form are rendered both ways before the others are filled unseen.
_PROOFS = 2


class NotAlikeError(Exception):
    """The theme's pages cannot be made from a shell: what differs between them is more than what is filled in."""


@dataclass(frozen=True)
class Shell:
    """A page of the theme without what differs: texts, and between them the names of fields."""

    form: str
    """Of which pages it is the shell."""
    before: tuple[str, ...]
    entry: tuple[str, ...]
    """A line of the table of contents behind its first, which is one of the fields."""
    after: tuple[str, ...]

    @property
    def pieces(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """All that is filled in."""
        return self.before, self.entry, self.after

    @cached_property
    def state(self) -> str:
        """A text that is the same for what is the same shell."""
        return digest(self.pieces)

    def filled(self, page: HeadedPage) -> str:
        """The page of the theme for this page."""
        values = _values(page)
        contents = [self._part(self.entry, {"id": item.id, "name": item.title}) for item in list(page.toc)[1:]]
        return "".join([self._part(self.before, values), *contents, self._part(self.after, values)])

    @staticmethod
    def _part(pieces: Sequence[str], values: Mapping[str, str]) -> str:
        return "".join([values[piece] if position % 2 else piece for position, piece in enumerate(pieces)])


def _values(page: HeadedPage) -> dict[str, str]:
    first = next(iter(page.toc), None)
    return {
        "head": page.head,
        "title": str(page.meta["title"]),
        "description": str(page.meta["description"]),
        "canonical": page.canonical_url or "",
        "edit": page.edit_url or "",
        "content": page.content or "",
        "first": first.id if first else "",
        "first-title": first.title if first else "",
    }


class Shells:
    """The shells of a build, one for each form of pages; a page of a form that has none is rendered ordinarily."""

    def __init__(self, ordinary: Ordinary) -> None:
        self.ordinary = ordinary
        self._shells: dict[str, Shell | None] = {}
        self._proofs: dict[str, int] = {}
        self._told: set[str] = set()

    def page(self, page: HeadedPage, kind: str) -> str:
        """The whole page, byte for byte what an ordinary rendering gives; `kind` says which pages are alike."""
        page.form = form = _form(page, kind)
        if form not in self._shells:
            self._shells[form] = self._made(page, kind)
        shell = self._shells[form]
        if shell is None:
            return self.ordinary(page)
        filled = shell.filled(page)
        if self._is_proved(shell, page):
            return filled
        ordinary = self.ordinary(page)
        if filled != ordinary:
            self._shells[form] = None
            self._tell(kind)
        return ordinary

    def proved(self, form: str) -> Shell | None:
        """The shell of pages of a form, once enough has been compared with it."""
        shell = self._shells.get(form)
        return shell if shell and self._proofs.get(form, 0) >= _PROOFS else None

    def _is_proved(self, shell: Shell, page: HeadedPage) -> bool:
        """Whether enough has been compared: the first pages of a form, and of those with escaped characters the first.

        Filters of a theme treat such characters in their own ways.
        """
        form, awkward = shell.form, "&" in str(page.meta["title"]) or "&" in str(page.meta["description"])
        for key, wanted in ((form, _PROOFS), (f"{form} awkward", 1)):
            if (key is form or awkward) and (seen := self._proofs.get(key, 0)) < wanted:
                self._proofs[key] = seen + 1
                return False
        return True

    def _made(self, page: HeadedPage, kind: str) -> Shell | None:
        try:
            return _shell(page, kind, self.ordinary)
        except NotAlikeError:
            self._tell(kind)
            return None

    def _tell(self, kind: str) -> None:
        if kind not in self._told:
            self._told.add(kind)
            log.info(
                "The theme's pages differ in more than their content: those of kind “%s” are rendered one by one.", kind
            )


def _form(page: HeadedPage, kind: str) -> str:
    """A short text for what decides how the theme's page is built, but for what is filled in."""
    has = (
        bool(page.head),
        bool(page.toc),
        bool(page.meta["description"]),
        bool(page.canonical_url),
        bool(page.edit_url),
        _heading(page),
    )
    return digest([kind, page.url.count("/"), page.meta["hide"], has])


def _heading(page: HeadedPage) -> str:
    """What themes look for in the content, to write a heading of their own where it is missing."""
    return "<h1" if "<h1" in (page.content or "") else ""


def _held(name: str) -> str:
    return f"{_OPEN}{name}{_CLOSE}"


def _shell(page: HeadedPage, kind: str, ordinary: Ordinary) -> Shell:
    """The shell of pages like this one, from renderings with one and with two entries in the table of contents."""
    form = copy.copy(page)
    form.meta = {**page.meta, "title": _held("title")}
    form.meta["description"] = _held("description") if page.meta["description"] else ""
    form.head = _held("head") if page.head else ""
    form.canonical_url = _held("canonical") if page.canonical_url else page.canonical_url
    form.edit_url = _held("edit") if page.edit_url else page.edit_url
    form.content = whole = _heading(page) + _held("content")
    entries = [("first", "first-title"), ("id", "name")] if page.toc else []
    one = _rendered(form, entries[:1], ordinary)
    two = _rendered(form, entries, ordinary)
    before, entry, after = (part.replace(whole, _held("content")) for part in _inserted(one, two))
    if not page.toc:
        after, before = before + after, ""
    elif entry.count(_OPEN) < 1:
        raise NotAlikeError
    return Shell(_form(page, kind), _cut(before, FIELDS), _cut(entry, ("id", "name")), _cut(after, FIELDS))


def _rendered(form: HeadedPage, entries: Sequence[tuple[str, str]], ordinary: Ordinary) -> str:
    form.toc = TableOfContents([AnchorLink(_held(name), _held(anchor), 2) for anchor, name in entries])
    return ordinary(form)


def _inserted(one: str, two: str) -> tuple[str, str, str]:
    """What stands before, in and after the text that the second has and the first has not."""
    start = _alike(one, two)
    length = len(two) - len(one)
    entry = two[start : start + length]
    if length < 0 or two[:start] + two[start + length :] != one:
        raise NotAlikeError
    return two[:start], entry, two[start + length :]


def _alike(one: str, two: str) -> int:
    """How many characters two texts begin with that are the same."""
    least, most = 0, min(len(one), len(two))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == two[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _cut(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The text with its fields: texts in the even places, names of fields in the odd ones."""
    pieces = _FIELD.split(text)
    if any(name not in known for name in pieces[1::2]) or any(_OPEN in piece or _CLOSE in piece for piece in pieces):
        raise NotAlikeError
    return tuple(pieces)
