"""Check annotations against the article and each other: one check, one function, one code, one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from types import MappingProxyType

from mkdocs_dossier.checks import articles, care, chains, figures, people, references, snapshots, texts, times
from mkdocs_dossier.checks.finding import Check, Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import forget
from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.evidence.attribution import attributions_in
from mkdocs_dossier.evidence.figures import numbers_in
from mkdocs_dossier.evidence.retellings import ONLY_CHECKED
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.parallel import counted
from mkdocs_dossier.problems import Mend, Problem, Severity

CHECKS = (
    Check("unknown-reference", Severity.ERROR, references.unknown_records),
    Check("unknown-provision", Severity.ERROR, references.unknown_provisions),
    Check("circular-reference", Severity.ERROR, references.circles),
    Check("no-passage", Severity.ERROR, references.without_passage),
    Check("no-subject", Severity.ERROR, references.without_subject),
    Check("needless-mention", Severity.HINT, references.needless_mentions, needs=references.NEEDED),
    Check("unknown-link", Severity.ERROR, articles.unknown_links),
    Check("refused-address", Severity.ERROR, articles.refused_addresses),
    Check("nested-too-deep", Severity.ERROR, articles.excessive_texts),
    Check("missing-image", Severity.ERROR, articles.missing_images),
    Check("same-address", Severity.ERROR, articles.same_addresses),
    Check("figure-unread", Severity.WARNING, figures.unread),
    Check("cut-number", Severity.WARNING, figures.cut_numbers),
    Check("value-differs", Severity.ERROR, figures.wrong_values),
    Check("unit-differs", Severity.ERROR, figures.wrong_units),
    Check("contradiction", Severity.HINT, figures.contradictions),
    Check("drift", Severity.HINT, figures.drifts),
    Check("parts-exceed", Severity.HINT, figures.exceeding_parts),
    Check("chain-drift", Severity.HINT, figures.retellings),
    Check("formula-wrong", Severity.ERROR, figures.wrong_formulas),
    Check("derived-differs", Severity.ERROR, figures.wrong_results),
    Check("snapshot-unreadable", Severity.ERROR, snapshots.unreadable),
    Check("snapshot-changed", Severity.ERROR, snapshots.changed),
    Check("quote-not-in-source", Severity.ERROR, snapshots.missing_quotes),
    Check("text-differs", Severity.WARNING, texts.differing, needs=texts.NEEDED),
    Check("translation-differs", Severity.WARNING, texts.differing_originals),
    Check("no-origin", Severity.HINT, chains.without_origin),
    Check("origin-not-located", Severity.HINT, chains.origins_not_located),
    Check("attribution-missing", Severity.WARNING, chains.unnamed_hops, needs=chains.NEEDED),
    Check("attribution-unused", Severity.WARNING, chains.unused_names, needs=chains.NEEDED),
    Check("unattributed", Severity.WARNING, chains.unattributed, needs=chains.NEEDED),
    Check("corroboration-single", Severity.ERROR, chains.corroborated_by_one, needs=chains.NEEDED),
    Check("impossible-date", Severity.ERROR, times.impossible_dates),
    Check("date-differs", Severity.WARNING, times.differing_dates),
    Check("uncovered", Severity.HINT, articles.uncovered),
    Check("needless-omission", Severity.HINT, articles.needless_omissions),
    Check("checked-void", Severity.WARNING, care.void),
    Check("unchecked", Severity.HINT, care.unchecked, on_request=True),
    Check("source-unarchived", Severity.HINT, care.unarchived),
    Check("source-unaccessed", Severity.HINT, care.unaccessed),
    Check("grade-unexplained", Severity.WARNING, care.unexplained_grades),
    Check("actor-unmentioned", Severity.HINT, care.unmentioned_actors),
    Check("unused-record", Severity.HINT, care.unused_records),
    Check("withheld-named", Severity.WARNING, people.withheld_named),
    Check("look-alike-names", Severity.WARNING, care.look_alike_names),
)
#: Runs on the findings of all other checks.
_NEEDLESS = Check("acknowledged-needlessly", Severity.HINT, lambda collection: iter(()))
#: Codes that cannot be acknowledged → the alternative: sentences are named one by one in `omissions`.
_ELSEWHERE = {"uncovered": "name the sentence in omissions:, with why:"}


def run_checks(collection: Collection, severities: Mapping[str, str] = MappingProxyType({})) -> list[Problem]:
    """Run the checks, and drop findings that may only follow from a record that was left out as faulty.

    Locations are looked up file by file, because the line of a field requires reading its file again.

    Checks that are off in `severities`, or run only on request, are skipped. The problems have each check's own
    severity; those that their records acknowledge are left out.
    """
    checks = [check for check in CHECKS if severities.get(check.code, "off" if check.on_request else "on") != "off"]
    every = [
        (check, finding)
        for check in counted("Checking", checks)
        for finding in check.find(collection)
        if not (check.needs and check.may_only_follow(finding, collection))
    ]
    # The checks are over: free the values that only they need.
    for question in (attributions_in, numbers_in, *ONLY_CHECKED):
        forget(collection, question)
    needed = {(finding.record, check.code) for check, finding in every if _is_acknowledged(check, finding.record)}
    found = [(check, finding) for check, finding in every if (finding.record, check.code) not in needed]
    # Records left out as faulty may hide findings: no acknowledgement is certain to be needless.
    ran = {check.code for check in checks} if not collection.refused else set()
    found += [(_NEEDLESS, finding) for finding in _needless(collection, ran, needed)]
    found.sort(key=lambda pair: pair[1].record.origin.path)
    return [check.problem(finding, collection) for check, finding in found]


def _can_be_acknowledged(check: Check) -> bool:
    return check.severity is not Severity.ERROR and check.code not in _ELSEWHERE


def _is_acknowledged(check: Check, record: Record) -> bool:
    return check.code in dict(record.acknowledged) and _can_be_acknowledged(check)


def _needless(collection: Collection, ran: Set[str], needed: Set[tuple[Record, str]]) -> Iterator[Finding]:
    """Find acknowledgements of unknown codes, of codes that cannot be acknowledged, and of findings that do not occur.

    `ran` holds the codes of the checks that ran, and `needed` the acknowledgements that suppressed a finding.
    """
    known = {check.code: check for check in CHECKS}
    for record in collection:
        for code, reason in record.acknowledged:
            at = ("acknowledged", code)
            if code not in known:
                hint = did_you_mean(code, list(known)) or "write the code in brackets at the end of the line"
                yield Finding(record, f"acknowledges “{code}”, which is not the code of a check", hint, at)
            elif not _can_be_acknowledged(known[code]):
                hint = _ELSEWHERE.get(code, "fix it instead")
                yield Finding(record, f"acknowledges “{code}”, which cannot be acknowledged", hint, at)
            elif code in ran and (record, code) not in needed:
                message = f"acknowledges “{code}”, which no longer occurs"
                yield Finding(record, message, "delete the line", at, mend=Mend(reason))
