"""Check annotations against the article and each other: one check, one function, one code, one table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mkdocs_dossier.checks import (
    articles,
    care,
    chains,
    coverage,
    derivations,
    disagreements,
    figures,
    foureyes,
    people,
    references,
    snapshots,
    texts,
    times,
)
from mkdocs_dossier.checks.acknowledging import needless, without_acknowledged
from mkdocs_dossier.checks.finding import Check
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import forget
from mkdocs_dossier.evidence.attribution import attributions_in
from mkdocs_dossier.evidence.figures import numbers_in
from mkdocs_dossier.evidence.retellings import ONLY_CHECKED
from mkdocs_dossier.parallel import counted
from mkdocs_dossier.problems import Problem, Severity

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
    Check("contradiction", Severity.HINT, disagreements.contradictions),
    Check("drift", Severity.HINT, disagreements.drifts),
    Check("parts-exceed", Severity.HINT, disagreements.exceeding_parts),
    Check("chain-drift", Severity.HINT, disagreements.retellings),
    Check("formula-wrong", Severity.ERROR, derivations.wrong_formulas),
    Check("derived-differs", Severity.ERROR, derivations.wrong_results),
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
    Check("uncovered", Severity.HINT, coverage.uncovered),
    Check("needless-omission", Severity.HINT, coverage.needless_omissions),
    Check("checked-void", Severity.WARNING, foureyes.void),
    Check("unchecked", Severity.HINT, foureyes.unchecked, on_request=True),
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
    found, needed = without_acknowledged(every)
    # Records left out as faulty may hide findings: no acknowledgement is certain to be needless.
    ran = {check.code for check in checks} if not collection.refused else set()
    found += [(_NEEDLESS, finding) for finding in needless(collection, CHECKS, ran, needed)]
    found.sort(key=lambda pair: pair[1].record.origin.path)
    return [check.problem(finding, collection) for check, finding in found]
