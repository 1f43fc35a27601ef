"""Provide a template with claims: their chains, origins, opponents and figures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from markupsafe import escape

from mkdocs_dossier.article.quoting import address_of_words
from mkdocs_dossier.evidence.basis import Basis, Cell, basis_of
from mkdocs_dossier.evidence.chains import shown_chain, station_of
from mkdocs_dossier.evidence.figures import number_of
from mkdocs_dossier.evidence.foureyes import is_checked
from mkdocs_dossier.evidence.independence import origins_behind, outlets_behind
from mkdocs_dossier.evidence.opponents import opponents_of, opposed_to, why_opposed
from mkdocs_dossier.evidence.times import older_than, position_at, time_of
from mkdocs_dossier.model.records import Actor, Dossier, Figure, Record, Source, Statement
from mkdocs_dossier.site.facts import SiteFacts

_ATTRIBUTE = r' ([\w-]+)="([^"]*)"'
#: An element that is a mark, or a part of one.
_MARK = re.compile(rf'<(a|span)(?=[^<>]* class="passage)((?:{_ATTRIBUTE})+)>')
_ATTRIBUTES = re.compile(_ATTRIBUTE)


class ClaimContext:
    """The part of a template's `here` about claims."""

    def __init__(self, site: SiteFacts) -> None:
        self.site = site
        self.collection = site.collection
        self.interface = site.interface
        # Functions of `evidence` about records, bound to the site's collection.
        self.chain = partial(shown_chain, self.collection)
        self.basis = partial(basis_of, self.collection)
        self.is_checked = partial(is_checked, self.collection)
        self.opposed_to = partial(opposed_to, self.collection)
        self.opponents = partial(opponents_of, self.collection)
        self.why_opposed = partial(why_opposed, self.collection)
        self.older_than = partial(older_than, self.collection)

    def marked(self, dossier: Dossier, html_text: str) -> str:
        """Set the attributes of the marks in a dossier's article, or in a part of it as the sanitiser left it.

        A link of a mark that is not shown keeps address and name in `data-href` and `data-aria-label`, for the script.
        """
        basis = self.basis(dossier)
        labels = {str(cell.number): self._label(basis, cell) for cell in basis.cells}
        states = {figure.id: "changed" for cell in basis.cells for figure, _ in cell.changed}
        states |= {cell.statement.id: "against" for cell in basis.opposed}

        def tag(match: re.Match[str]) -> str:
            given = dict(_ATTRIBUTES.findall(match[2]))
            if label := labels.get(given.get("data-number", "")):
                spoken, margin, kind = label
                given |= {"aria-label": str(escape(spoken)), "data-who": str(escape(margin))}
                given |= {"data-kind": kind} if kind != "named" else {}
            elif "href" in given and not _is_shown(given, self.site.marks):
                given = {f"data-{key}" if key in ("href", "aria-label") else key: value for key, value in given.items()}
            if state := states.get(given.get("id") or given.get("data-part-of", "")):
                given["class"] += f" passage--{state}"
            attributes = "".join(f' {key}="{value}"' for key, value in given.items())
            return f"<{match[1]}{attributes}>"

        return _MARK.sub(tag, html_text)

    def _label(self, basis: Basis, cell: Cell) -> tuple[str, str, str]:
        """Return the words for a statement's number, read aloud and shown in the margin, and the kind of its origin."""
        gettext = self.interface.gettext
        who = self.names_of(cell.origins) or gettext("no source named")
        spoken = gettext("Statement %(number)s: %(origin)s") % {"number": cell.number, "origin": who}
        if cell.opponents:
            own = {other.statement: str(other.number) for other in basis.cells}
            numbers = ", ".join(own[other] for other in cell.opponents if other in own)
            against = gettext("contradicts %(number)s") % {"number": numbers} if numbers else gettext("contradicted")
            return f"{spoken}, {against}", f"{who} · {against}", cell.kind
        if cell.changed:
            other = gettext("elsewhere “%(words)s”") % {"words": self.said(cell.changed[0][1])}
            return f"{spoken}, {other}", f"{who} · {other}", cell.kind
        return spoken, who, cell.kind

    def names_of(self, records: Sequence[Record]) -> str:
        """Name up to three records, and count the others."""
        names = ", ".join(map(self.site.name, records[:3]))
        return f"{names} +{len(records) - 3}" if len(records) > 3 else names

    def in_original(self, record: Record) -> str | None:
        """Return the address of the record's words on the page that its article is from; None without such a page."""
        dossier, article = self.collection.dossier_of(record), self.collection.article_of(record)
        source = self.collection.get(Source, dossier.source) if dossier else None
        passage = self.collection.passage_of(record)
        if dossier is None or article is None or source is None or passage is None:
            return None
        return address_of_words(source.url, article.text, passage, alone=dossier.publish == "excerpt")

    def support(self, statement: Statement) -> str:
        """Say how many carry a statement and how many origins those come down to; empty without an origin."""
        origins = len(origins_behind(self.collection, statement))
        outlets = len(outlets_behind(self.collection, statement))
        if not origins:
            return ""
        come_down_to = self.interface.counted("only one origin", "%(num)s independent origins", origins)
        if not outlets or outlets == origins == 1:
            return come_down_to
        # Not inside the f-string, where the catalogues' extractor finds no messages.
        carried = self.interface.counted("one source", "%(num)s sources", outlets)
        return f"{carried}, {come_down_to}"

    def stations(self, names: Iterable[str]) -> Sequence[Record]:
        """Return the sources and actors named in a statement's `via`."""
        return [station for name in names if (station := station_of(self.collection, name))]

    def said(self, figure: Figure) -> str:
        """Return a figure's text: the words of its passage, else its number, else its id."""
        number = number_of(self.collection, figure)
        words = self.collection.words_of(figure)
        return words or (self.interface.amount(number.amount, number.unit) if number else figure.id)

    def positions(self, actor: Actor, statement: Statement) -> str:
        """Return the posts that the speaker held when the statement was made, as far as they are known."""
        if actor.withheld:
            return ""
        date = time_of(self.collection, statement)
        return ", ".join(self.interface.text(position.post) for position in position_at(actor, date)) if date else ""


def _is_shown(given: Mapping[str, str], view: str) -> bool:
    """Return whether a view marks it: `calm` no name and no claim that all agree on, `evidence` no name, `all` all."""
    return view == "all" or (view == "evidence" and given.get("href", "").startswith("#_note-"))
