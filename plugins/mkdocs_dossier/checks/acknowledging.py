"""Apply the editors' acknowledgements of findings, and find those that apply to nothing."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator

from mkdocs_dossier.checks.finding import Check, Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.problems import Mend, Severity

_Found = tuple[Check, Finding]

#: Codes that cannot be acknowledged → the alternative: sentences are named one by one in `omissions`.
_ELSEWHERE = {"uncovered": "name the sentence in omissions:, with why:"}


def without_acknowledged(found: Iterable[_Found]) -> tuple[list[_Found], set[tuple[int, str]]]:
    """Return the findings that no record acknowledges, and the acknowledgements needed: (identity of record, code)."""
    stay: list[_Found] = []
    needed: set[tuple[int, str]] = set()
    for check, finding in found:
        codes = dict(finding.record.acknowledged)
        if check.code in codes and _can_be_acknowledged(check):
            needed.add((id(finding.record), check.code))
        else:
            stay.append((check, finding))
    return stay, needed


def _can_be_acknowledged(check: Check) -> bool:
    return check.severity is not Severity.ERROR and check.code not in _ELSEWHERE


def needless(
    collection: Collection, checks: Iterable[Check], ran: Some[str], needed: Some[tuple[int, str]]
) -> Iterator[Finding]:
    """Find acknowledgements of unknown codes, of codes that cannot be acknowledged, and of findings that do not occur.

    Args:
        collection: The records that acknowledge.
        checks: All checks that exist.
        ran: The codes of the checks that ran.
        needed: The acknowledgements that suppressed a finding, see `without_acknowledged`.
    """
    known = {check.code: check for check in checks}
    for record in collection:
        for code, reason in record.acknowledged:
            at = ("acknowledged", code)
            if code not in known:
                hint = did_you_mean(code, list(known)) or "write the code in brackets at the end of the line"
                yield Finding(record, f"acknowledges “{code}”, which is not the code of a check", hint, at)
            elif not _can_be_acknowledged(known[code]):
                hint = _ELSEWHERE.get(code, "fix it instead")
                yield Finding(record, f"acknowledges “{code}”, which cannot be acknowledged", hint, at)
            elif code in ran and (id(record), code) not in needed:
                message = f"acknowledges “{code}”, which no longer occurs"
                yield Finding(record, message, "delete the line", at, mend=Mend(reason))
