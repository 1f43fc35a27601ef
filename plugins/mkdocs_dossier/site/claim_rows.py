"""Claims as the pages of records show them: in the order of their dates, with passages and what contradicts them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import NamedTuple

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.opponents import contradicting, opposed_to, why_opposed
from mkdocs_dossier.evidence.retellings import Claim, claims_of
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.records import Source, Statement
from mkdocs_dossier.site.pagination import Rows
from mkdocs_dossier.site.passages import Quoted, has_passage, quoted

#: The most passages of a claim that are shown with it; the first statement's own note lists all that repeat it.
_MOST_PASSAGES = 50


class ClaimRow(NamedTuple):
    """A claim with its passages, and each claim that contradicts it, with the editors' reason or none."""

    claim: Claim
    passages: list[Quoted]
    against: list[tuple[Claim, str]]
    said_on: Date | None


class Totals(NamedTuple):
    """Counts over all claims of a page; `seen` counts the sources whose original somebody has seen."""

    claims: int
    passages: int
    dossiers: int
    contradicted: int
    sources: int
    seen: int


def totals_of(collection: Collection, statements: Iterable[Statement]) -> Totals:
    """Count the claims that these statements make, and what they are in."""
    shown = _with_passage(collection, statements)
    claims = claims_of(collection, shown)
    contradicted = sum(bool(contradicting(collection, claim)) for claim in claims)
    sources = set(collection.get_all(Source, (name for statement in shown for name in statement.via)))
    seen = sum(source.located == "yes" for source in sources)
    dossiers = {statement.dossier for statement in shown}
    return Totals(len(claims), len(shown), len(dossiers), contradicted, len(sources), seen)


def claims_in_time(
    collection: Collection, statements: Iterable[Statement], *, newest: bool = False, but: Iterable[Statement] = ()
) -> Rows[ClaimRow]:
    """Return the claims that these statements make, as rows by date.

    Args:
        collection: the records.
        statements: the statements; those without a passage are left out.
        newest: the newest first, the undated by the day of their article; else the oldest first, the undated last.
        but: statements whose claims are already on the page.

    Returns:
        One row, made as `ClaimRow`, for each claim.
    """
    known = {claim.root for claim in claims_of(collection, but)}
    claims = claims_of(collection, _with_passage(collection, statements))

    def when(claim: Claim) -> tuple[bool, tuple[date, date, str]]:
        said_on, dossier = _said_on(claim), collection.dossier_of(claim.first)
        day = said_on or (dossier.published if dossier else None)
        return said_on is None and not newest, day.sort_key if day else (date.min, date.min, "")

    ordered = sorted((claim for claim in claims if claim.root not in known), key=when, reverse=newest)
    return Rows(ordered, partial(_row, collection), partial(_size, collection))


def contradictions_in(collection: Collection, rows: Rows[ClaimRow], most: int = 3) -> list[tuple[Claim, Claim]]:
    """Return the first pairs of claims that contradict each other, each pair once, in the order of the claims' rows."""
    pairs: dict[frozenset[Statement], tuple[Claim, Claim]] = {}
    for claim in rows.items:
        for other in contradicting(collection, claim) if len(pairs) < most else ():
            pairs.setdefault(frozenset((claim.root, other.root)), (claim, other))
    return list(pairs.values())[:most]


def _with_passage(collection: Collection, statements: Iterable[Statement]) -> list[Statement]:
    return [statement for statement in dict.fromkeys(statements) if has_passage(collection, statement)]


def _row(collection: Collection, claim: Claim) -> ClaimRow:
    passages = filter(None, (quoted(collection, statement) for statement in claim.statements[:_MOST_PASSAGES]))
    against = [(other, _why(collection, claim, other)) for other in contradicting(collection, claim)]
    return ClaimRow(claim, list(passages), against, _said_on(claim))


def _said_on(claim: Claim) -> Date | None:
    """Return the day that the first statement gives, else the day that another gives."""
    return next((statement.said_on for statement in claim.statements if statement.said_on), None)


def _why(collection: Collection, claim: Claim, other: Claim) -> str:
    """Return the first reason that editors give why two claims cannot both be true."""
    facing = ((one, two) for one in claim.statements for two in opposed_to(collection, one))
    return next(filter(None, (why_opposed(collection, pair) for pair in facing if pair[1] in other.statements)), "")


def _size(collection: Collection, claim: Claim) -> int:
    """Estimate the bytes of a claim with its passages and the claims that contradict it."""
    shown = claim.statements[:_MOST_PASSAGES]
    opponents = sum(len(opposed_to(collection, statement)) for statement in shown)
    return 300 + 600 * len(shown) + 150 * len(claim.first.via) + 600 * opponents
