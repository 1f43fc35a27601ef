"""Checks of the annotations against the article and each other: one check, one function, one code, one table."""

from __future__ import annotations

from mkdocs_dossier.checks import (
    articles,
    care,
    chains,
    coverage,
    derivations,
    disagreements,
    figures,
    people,
    references,
    snapshots,
    texts,
    times,
    translations,
)
from mkdocs_dossier.checks.finding import Check
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.attribution import attributions_in
from mkdocs_dossier.evidence.figures import numbers_in
from mkdocs_dossier.evidence.once import forget
from mkdocs_dossier.evidence.retellings import ONLY_CHECKED
from mkdocs_dossier.model.agreements import Agreement
from mkdocs_dossier.model.claims import Mention
from mkdocs_dossier.model.people import Actor, Relation
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Event
from mkdocs_dossier.problems import Problem, Severity

CHECKS = (
    Check("unknown-reference", Severity.ERROR, references.unknown_records),
    Check("unknown-provision", Severity.ERROR, references.unknown_provisions),
    Check("circular-reference", Severity.ERROR, references.circles),
    Check("no-passage", Severity.ERROR, references.without_passage),
    Check("no-subject", Severity.ERROR, references.without_subject),
    Check("shared-alias", Severity.ERROR, references.shared_aliases),
    Check("unknown-link", Severity.ERROR, articles.unknown_links),
    Check("refused-address", Severity.ERROR, articles.refused_addresses),
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
    Check("text-differs", Severity.WARNING, texts.differing, (Actor, Agreement, Event, Mention, Relation, Source)),
    Check("translation-differs", Severity.WARNING, translations.differing),
    Check("no-origin", Severity.HINT, chains.without_origin),
    Check("origin-not-located", Severity.HINT, chains.origins_not_located),
    Check("attribution-missing", Severity.WARNING, chains.unnamed_hops, chains.NEEDED),
    Check("attribution-unused", Severity.WARNING, chains.unused_names, chains.NEEDED),
    Check("unattributed", Severity.WARNING, chains.unattributed, chains.NEEDED),
    Check("corroboration-single", Severity.ERROR, chains.corroborated_by_one, chains.NEEDED),
    Check("impossible-date", Severity.ERROR, times.impossible_dates),
    Check("date-differs", Severity.WARNING, times.differing_dates),
    Check("uncovered", Severity.HINT, coverage.uncovered),
    Check("source-unarchived", Severity.HINT, care.unarchived),
    Check("source-unaccessed", Severity.HINT, care.unaccessed),
    Check("grade-unexplained", Severity.WARNING, care.unexplained_grades),
    Check("actor-unmentioned", Severity.HINT, care.unmentioned_actors),
    Check("unused-record", Severity.HINT, care.unused_records),
    Check("withheld-named", Severity.WARNING, people.withheld_named),
    Check("look-alike-names", Severity.WARNING, care.look_alike_names),
)


def run_checks(collection: Collection) -> list[Problem]:
    """Everything that any check finds, but for what may only follow from a record that was left out as faulty.

    Places are looked up file by file: to know the line of a field, its file is read again.
    """
    found = [
        (check, finding)
        for check in CHECKS
        for finding in check.find(collection)
        if not (check.needs and check.may_only_follow(finding, collection))
    ]
    # What figures give has been read: the numbers that it was chosen from are asked for no more.
    forget(collection, attributions_in, numbers_in, *ONLY_CHECKED)
    found.sort(key=lambda pair: pair[1].record.origin.path)
    return [check.problem(finding, collection) for check, finding in found]
