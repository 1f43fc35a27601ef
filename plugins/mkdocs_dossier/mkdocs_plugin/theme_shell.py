"""Render the theme once for many pages: cut a page where pages differ, fill it, and prove it by ordinary renderings."""

import copy
import logging
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from os.path import commonprefix

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_dossier.incremental.digest import digest

log = logging.getLogger("mkdocs.plugins.dossier")


class HeadedPage(Page):
    """A page with content of its own for the head."""

    head: str
    social: str
    """The tags for social networks, left out if the theme writes its own."""
    form = ""
    """The form of the shell that it was filled into; empty if there was none."""


#: Renders a page as MkDocs does: through the theme's template and all plugins that change pages.
Ordinary = Callable[[HeadedPage], str]

#: While a shell is made, each field that differs from page to page is marked by characters that no theme uses.
_OPEN, _CLOSE = "\ue000", "\ue001"
_FIELD = re.compile(f"{_OPEN}([a-z-]+){_CLOSE}")
#: The number of pages of each form that are rendered both ways before the others are only filled.
_PROOFS = 2


class NotAlikeError(Exception):
    """The theme's pages cannot be made from a shell, because they differ in more than its fields."""


@dataclass(frozen=True)
class Shell:
    """A page of the theme without the content that differs: texts alternating with names of fields."""

    form: str
    """The form of its pages."""
    before: tuple[str, ...]
    entry: tuple[str, ...]
    """An entry of the table of contents after the first, which is one of the fields."""
    after: tuple[str, ...]

    @cached_property
    def digest(self) -> str:
        """A digest of the shell."""
        return digest((self.before, self.entry, self.after))

    def filled(self, page: HeadedPage) -> str:
        """Fill in a page."""
        values = _values(page)
        contents = [self._part(self.entry, {"id": item.id, "name": item.title}) for item in list(page.toc)[1:]]
        return "".join([self._part(self.before, values), *contents, self._part(self.after, values)])

    @staticmethod
    def _part(pieces: Sequence[str], values: Mapping[str, str]) -> str:
        return "".join([values[piece] if position % 2 else piece for position, piece in enumerate(pieces)])


def _values(page: HeadedPage) -> dict[str, str]:
    """Return the fields of a page, by their names."""
    first = next(iter(page.toc), None)
    return {
        "head": page.head,
        "social": page.social,
        "title": str(page.meta["title"]),
        "description": str(page.meta["description"]),
        "canonical": page.canonical_url or "",
        "edit": page.edit_url or "",
        "content": page.content or "",
        "first": first.id if first else "",
        "first-title": first.title if first else "",
    }


class Shells:
    """The shells of a build, one for each form of pages; pages of other forms are rendered as MkDocs does."""

    def __init__(self, ordinary: Ordinary) -> None:
        self.ordinary = ordinary
        self._shells: dict[str, Shell | None] = {}
        self._proofs: dict[str, int] = {}
        self._reported: set[str] = set()

    def page(self, page: HeadedPage, kind: str) -> str:
        """Return the whole page, byte for byte as an ordinary rendering; pages of the same `kind` are alike."""
        page.form = form = _form(page, kind)
        if form not in self._shells:
            try:
                self._shells[form] = _shell(page, kind, self.ordinary)
            except NotAlikeError:
                self._give_up(form, kind)
        shell = self._shells[form]
        if shell is None:
            return self.ordinary(page)
        filled = shell.filled(page)
        if self._is_proved(shell, page):
            return filled
        ordinary = self.ordinary(page)
        if filled != ordinary:
            self._give_up(form, kind)
        return ordinary

    def proved(self, form: str) -> Shell | None:
        """Return the shell of a form, once enough pages have been compared with it."""
        shell = self._shells.get(form)
        return shell if shell and self._proofs.get(form, 0) >= _PROOFS else None

    def _is_proved(self, shell: Shell, page: HeadedPage) -> bool:
        """Return whether enough pages were compared: the first of a form, and the first with escaped characters.

        A theme's filters may treat such characters in their own ways.
        """
        form, awkward = shell.form, "&" in str(page.meta["title"]) or "&" in str(page.meta["description"])
        for key, wanted in ((form, _PROOFS), (f"{form} awkward", 1)):
            if (key is form or awkward) and (seen := self._proofs.get(key, 0)) < wanted:
                self._proofs[key] = seen + 1
                return False
        return True

    def _give_up(self, form: str, kind: str) -> None:
        """Fill no pages of a form, and report once that they are rendered as MkDocs does."""
        self._shells[form] = None
        if kind not in self._reported:
            self._reported.add(kind)
            log.info(
                "The theme's pages of kind “%s” differ in more than their content: each is rendered on its own.", kind
            )


def _form(page: HeadedPage, kind: str) -> str:
    """Return a digest of everything that the theme's page depends on, except the fields."""
    has = list(map(bool, _values(page).values()))
    return digest([kind, page.url.count("/"), page.meta["hide"], has, _heading(page)])


def _heading(page: HeadedPage) -> str:
    """Return the tag that themes look for in the content, to add a heading of their own if it is missing."""
    return "<h1" if "<h1" in (page.content or "") else ""


def _marked(name: str) -> str:
    return f"{_OPEN}{name}{_CLOSE}"


def _shell(page: HeadedPage, kind: str, ordinary: Ordinary) -> Shell:
    """Make the shell of a page's form, from renderings with one and with two entries in the table of contents."""
    form = copy.copy(page)
    form.meta = {**page.meta, "title": _marked("title")}
    form.meta["description"] = _marked("description") if page.meta["description"] else ""
    form.head = _marked("head") if page.head else ""
    form.social = _marked("social") if page.social else ""
    form.canonical_url = _marked("canonical") if page.canonical_url else page.canonical_url
    form.edit_url = _marked("edit") if page.edit_url else page.edit_url
    form.content = whole = _heading(page) + _marked("content")
    entries = [("first", "first-title"), ("id", "name")] if page.toc else []
    one = _rendered(form, entries[:1], ordinary)
    two = _rendered(form, entries, ordinary)
    before, entry, after = (part.replace(whole, _marked("content")) for part in _inserted(one, two))
    if not page.toc:
        after, before = before + after, ""
    elif entry.count(_OPEN) < 1:
        raise NotAlikeError
    fields = _values(page)
    return Shell(_form(page, kind), _cut(before, fields), _cut(entry, ("id", "name")), _cut(after, fields))


def _rendered(form: HeadedPage, entries: Sequence[tuple[str, str]], ordinary: Ordinary) -> str:
    form.toc = TableOfContents([AnchorLink(_marked(name), _marked(anchor), 2) for anchor, name in entries])
    return ordinary(form)


def _inserted(one: str, two: str) -> tuple[str, str, str]:
    """Return the parts of the second text before, in and after the text that the first lacks."""
    start = len(commonprefix((one, two)))  # noqa: RUF071 (texts, not paths)
    length = len(two) - len(one)
    entry = two[start : start + length]
    if length < 0 or two[:start] + two[start + length :] != one:
        raise NotAlikeError
    return two[:start], entry, two[start + length :]


def _cut(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Split a text at its fields: texts at even indices, names of fields at odd ones."""
    pieces = _FIELD.split(text)
    if any(name not in known for name in pieces[1::2]) or any(_OPEN in piece or _CLOSE in piece for piece in pieces):
        raise NotAlikeError
    return tuple(pieces)
