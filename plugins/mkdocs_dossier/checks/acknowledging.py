"""What editors have seen and let stay: findings that they acknowledge, and acknowledgements that apply to nothing."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator

from mkdocs_dossier.checks.finding import Check, Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.problems import Severity

_Found = tuple[Check, Finding]

#: Of sentences one cannot acknowledge all at once: each is named in `omissions`.
_ELSEWHERE = {"uncovered": "name the sentence in omissions:, with why"}


def without_acknowledged(found: Iterable[_Found]) -> tuple[list[_Found], set[tuple[int, str]]]:
    """Leave out the findings that their records acknowledge.

    Returns:
        The findings that stay, and which acknowledgements were needed, as the identity of a record and a code.
    """
    stay: list[_Found] = []
    needed: set[tuple[int, str]] = set()
    for check, finding in found:
        codes = dict(finding.record.acknowledged)
        if check.code in codes and _can_be(check):
            needed.add((id(finding.record), check.code))
        else:
            stay.append((check, finding))
    return stay, needed


def _can_be(check: Check) -> bool:
    return check.severity is not Severity.ERROR and check.code not in _ELSEWHERE


def needless(
    collection: Collection, checks: Iterable[Check], ran: Some[str], needed: Some[tuple[int, str]]
) -> Iterator[Finding]:
    """Find acknowledgements of what cannot be acknowledged, is no code, or does not arise.

    Args:
        collection: the records that acknowledge.
        checks: all that there are.
        ran: the codes that were looked for in this run.
        needed: the acknowledgements that kept a finding back, see `without_acknowledged`.
    """
    known = {check.code: check for check in checks}
    for record in collection:
        for code, _ in record.acknowledged:
            at = ("acknowledged", code)
            if code not in known:
                hint = did_you_mean(code, list(known)) or "write the code in brackets at the end of the line"
                yield Finding(record, f"acknowledges “{code}”, which is the code of no check", hint, at)
            elif not _can_be(known[code]):
                hint = _ELSEWHERE.get(code, "mend what it is about")
                yield Finding(record, f"acknowledges “{code}”, which cannot be acknowledged", hint, at)
            elif code in ran and (id(record), code) not in needed:
                yield Finding(record, f"acknowledges “{code}”, which does not arise any more", "delete the line", at)
