"""Citations of a page: in words, as BibTeX, and as CSL-JSON 1.0.2."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from mkdocs_dossier.model.dates import Date, Precision
from mkdocs_dossier.site.i18n import Interface
from mkdocs_dossier.site.revision import Revision

#: Characters of a commit that identify it.
_SHORT = 12

#: TeX's special characters as text. A brace stays balanced only by its name: BibTeX counts `\{` too.
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "%": r"\%", "&": r"\&", "#": r"\#",
    "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
#: Doubled braces: a title keeps its capitals, an author is one name. A month is the name of a macro.
_BRACES = {"author": "{{%s}}", "title": "{{%s}}", "howpublished": "{{%s}}", "month": "%s"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Reference:
    """The data for citing a page; missing parts are empty."""

    name: str
    """A name in ASCII for programs, such as `actor-putin`."""
    title: str
    kind: str
    author: str
    published: Date | None
    address: str
    """The absolute address, percent-encoded."""
    language: str
    revision: Revision


def in_words(reference: Reference, interface: Interface) -> str:
    """Return the citation in the site's language, without a full stop because it may end in an address."""
    if reference.author:
        names = {"author": reference.author, "title": reference.title}
        head = interface.gettext("%(author)s, “%(title)s”") % names
    else:
        head = interface.gettext("“%(title)s”") % {"title": reference.title}
    site = reference.revision.title
    parts = [
        f"{head} ({reference.kind})",
        interface.gettext("in %(site)s") % {"site": site} if site else "",
        interface.date(reference.published),
        reference.address,
        revision_in_words(reference.revision, interface),
    ]
    return ", ".join(part for part in parts if part)


def revision_in_words(revision: Revision, interface: Interface) -> str:
    """Describe the cited revision of the site: its day and commit, as far as they are known."""
    day = interface.date(revision.day)
    parts = [
        interface.gettext("as of %(date)s") % {"date": day} if day else "",
        interface.gettext("commit %(commit)s") % {"commit": revision.commit[:_SHORT]} if revision.commit else "",
    ]
    return ", ".join(part for part in parts if part)


def bibtex(reference: Reference, interface: Interface) -> str:
    """Return the entry for BibTeX and biblatex."""
    fields = {
        "author": _tex(reference.author),
        "title": _tex(reference.title),
        "howpublished": _tex(reference.revision.title),
        **_bibtex_date(_issued(reference)),
        "note": _tex(", ".join(filter(None, (reference.kind, revision_in_words(reference.revision, interface))))),
        # Every style prints it verbatim: an address has no braces, they are percent-encoded.
        "url": reference.address,
    }
    lines = [f"  {name} = {_BRACES.get(name, '{%s}') % value}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{reference.name},", *lines, "}"])


def csl_json(reference: Reference) -> str:
    """Return a CSL-JSON list of one item, the input of reference managers."""
    item = {
        "id": reference.name,
        "type": "webpage",
        "title": reference.title,
        "container-title": reference.revision.title,
        "genre": reference.kind,
        "author": [{"literal": reference.author}] if reference.author else None,
        "issued": csl_date(_issued(reference)),
        "version": reference.revision.commit,
        "URL": reference.address,
        "language": reference.language,
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False)


def csl_date(when: Date | None) -> dict[str, Any] | None:
    """Return a CSL date with the known date parts; an interval open at one end also keeps its text as `literal`."""
    if when is None:
        return None
    first, last = when, when
    if when.precision is Precision.INTERVAL:
        ends = [Date.parse(end) for end in when.text.split("/") if end not in ("", "..")]
        first, last = ends[0], ends[-1]
    found: dict[str, Any] = {"date-parts": [_parts(first, first.earliest)]}
    if first is not last or when.precision in (Precision.DECADE, Precision.CENTURY):
        found["date-parts"].append(_parts(last, last.latest))
    elif when.precision is Precision.INTERVAL:
        found["literal"] = when.text
    elif when.precision is Precision.SEASON and when.earliest:
        found["season"] = when.earliest.month // 3  # spring is 1 in CSL
    return found | ({"circa": True} if when.approximate or when.uncertain else {})


def _parts(when: Date, end: date | None) -> list[int]:
    assert end is not None, "only intervals are open"
    match when.precision:
        case Precision.DAY:
            return [end.year, end.month, end.day]
        case Precision.MONTH:
            return [end.year, end.month]
    return [end.year]


def _issued(reference: Reference) -> Date | None:
    """The day the page was published; for a record's page, the day of the cited revision."""
    return reference.published or reference.revision.day


def _bibtex_date(when: Date | None) -> dict[str, str]:
    """Return the year or years, the month where it is known, and the whole date (preferred by biblatex) of a day."""
    ends = [day for day in (when.earliest, when.latest) if day] if when else []
    if when is None or not ends:
        return {}
    years = "--".join(dict.fromkeys(f"{day.year:04}" for day in ends))
    month = _MONTHS[ends[0].month - 1] if when.precision in (Precision.DAY, Precision.MONTH) else ""
    return {"year": years, "month": month, "date": ends[0].isoformat() if when.precision is Precision.DAY else ""}


def _tex(text: str) -> str:
    """Escape a text for TeX, in one line."""
    return " ".join(text.split()).translate(_TEX)
