"""How a page is cited: in words, as BibTeX, and as CSL-JSON 1.0.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from mkdocs_dossier.model.dates import Date, Precision
from mkdocs_dossier.site.i18n import Interface
from mkdocs_dossier.site.indented import indented_json
from mkdocs_dossier.site.revision import Imprint

#: So many letters of a commit tell it from others.
_SHORT = 12

#: What means something to TeX, as text. A brace stays balanced only by its name: BibTeX counts `\{` too.
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "%": r"\%", "&": r"\&", "#": r"\#",
    "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
#: Doubled braces: a title keeps its capitals, an author is one name. A month is the name of a macro.
_BRACES = {"author": "{{%s}}", "title": "{{%s}}", "howpublished": "{{%s}}", "month": "%s"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: The month in which a season begins → its number in CSL.
_SEASONS = {3: 1, 6: 2, 9: 3, 12: 4}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a page is cited by; what there is none of is empty."""

    name: str
    """A name in ASCII for programs, such as `actor-putin`."""
    title: str
    kind: str
    author: str
    published: Date | None
    address: str
    """The absolute address, percent-encoded."""
    language: str
    imprint: Imprint


def in_words(reference: Reference, interface: Interface) -> str:
    """A reference as people write it, in the site's language; without a full stop, as it may end in an address."""
    if reference.author:
        names = {"author": reference.author, "title": reference.title}
        head = interface.gettext("%(author)s, “%(title)s”") % names
    else:
        head = interface.gettext("“%(title)s”") % {"title": reference.title}
    site = reference.imprint.title
    parts = [
        f"{head} ({reference.kind})",
        interface.gettext("in %(site)s") % {"site": site} if site else "",
        interface.date(reference.published),
        reference.address,
        state_in_words(reference.imprint, interface),
    ]
    return ", ".join(part for part in parts if part)


@lru_cache(maxsize=64)
def state_in_words(imprint: Imprint, interface: Interface) -> str:
    """Which state of the site is meant: its day and its commit, as far as they are known."""
    day = interface.date(_day_of(imprint))
    parts = [
        interface.gettext("as of %(date)s") % {"date": day} if day else "",
        interface.gettext("commit %(commit)s") % {"commit": imprint.commit[:_SHORT]} if imprint.commit else "",
    ]
    return ", ".join(part for part in parts if part)


def bibtex(reference: Reference, interface: Interface) -> str:
    """An entry for BibTeX and biblatex."""
    fields = {
        "author": _tex(reference.author),
        "title": _tex(reference.title),
        "howpublished": _tex(reference.imprint.title),
        **_bibtex_date(_issued(reference)),
        "note": _tex(", ".join(filter(None, (reference.kind, state_in_words(reference.imprint, interface))))),
        # Verbatim in every style: an address has no braces, they are percent-encoded.
        "url": reference.address,
    }
    lines = [f"  {name} = {_BRACES.get(name, '{%s}') % value}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{reference.name},", *lines, "}"])


def csl_json(reference: Reference) -> str:
    """A list of one item, as programs that manage references read it."""
    item = {
        "id": reference.name,
        "type": "webpage",
        "title": reference.title,
        "container-title": reference.imprint.title,
        "genre": reference.kind,
        "author": [{"literal": reference.author}] if reference.author else None,
        "issued": csl_date(_issued(reference)),
        "version": reference.imprint.commit,
        "URL": reference.address,
        "language": reference.language,
    }
    return indented_json([{key: value for key, value in item.items() if value}])


def csl_date(when: Date | None) -> dict[str, Any] | None:
    """Date parts for what is known; a date that is open at one end also as it was written."""
    if when is None:
        return None
    if when.precision is Precision.INTERVAL:
        ends = [Date.parse(end) for end in when.text.split("/") if end not in ("", "..")]
        parts = [_parts(ends[0], ends[0].earliest), *([_parts(ends[1], ends[1].latest)] if len(ends) > 1 else [])]
        return {"date-parts": parts, **({"literal": when.text} if len(ends) == 1 else {}), **_circa(when)}
    if when.precision in (Precision.DECADE, Precision.CENTURY):
        return {"date-parts": [_parts(when, when.earliest), _parts(when, when.latest)], **_circa(when)}
    parts = [_parts(when, when.earliest)]
    if when.precision is Precision.SEASON and when.earliest:
        return {"date-parts": parts, "season": _SEASONS[when.earliest.month], **_circa(when)}
    return {"date-parts": parts, **_circa(when)}


def _circa(when: Date) -> dict[str, bool]:
    return {"circa": True} if when.approximate or when.uncertain else {}


def _parts(when: Date, end: date | None) -> list[int]:
    assert end is not None, "only intervals are open"
    match when.precision:
        case Precision.DAY:
            return [end.year, end.month, end.day]
        case Precision.MONTH:
            return [end.year, end.month]
    return [end.year]


def _issued(reference: Reference) -> Date | None:
    """The day a page was published: of a record's page, the day of the state that is cited."""
    return reference.published or _day_of(reference.imprint)


@lru_cache(maxsize=64)
def _day_of(imprint: Imprint) -> Date | None:
    return Date.parse(imprint.day.isoformat()) if imprint.day else None


def _bibtex_date(when: Date | None) -> dict[str, str]:
    """The year or years; of a day or month also the month, of a day the whole date too, which biblatex prefers."""
    ends = [day for day in (when.earliest, when.latest) if day] if when else []
    if when is None or not ends:
        return {}
    years = "--".join(dict.fromkeys(f"{day.year:04}" for day in ends))
    month = _MONTHS[ends[0].month - 1] if when.precision in (Precision.DAY, Precision.MONTH) else ""
    return {"year": years, "month": month, "date": ends[0].isoformat() if when.precision is Precision.DAY else ""}


def _tex(text: str) -> str:
    """A text of one line as TeX shows it."""
    return " ".join(text.split()).translate(_TEX)
