"""Check annotations against the article and each other: one check, one function, one code, one table.

Problems that only follow from another one, such as an unreadable file, are condensed or dropped.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import PurePosixPath
from types import MappingProxyType

from mkdocs_dossier.checks import articles, care, chains, figures, people, references, snapshots, texts, times
from mkdocs_dossier.checks.finding import Check, Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.completing import cues_of
from mkdocs_dossier.collection.derived import forget
from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.evidence.attribution import attributions_in
from mkdocs_dossier.evidence.figures import numbers_in
from mkdocs_dossier.evidence.links import links_to_records
from mkdocs_dossier.model.records import Dossier, Record
from mkdocs_dossier.parallel import counted
from mkdocs_dossier.problems import Mend, Problem, Severity
from mkdocs_dossier.reading.unread import keys_of

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
#: Path of an unreadable file → the (noun, key) pairs of the records it may hold.
Unread = Mapping[str, Set[tuple[str, str]]]
#: Codes of checks that need every reference: a record that was left out may refer to anything.
_ABOUT_ALL = frozenset({"actor-unmentioned", "unused-record"})


def run_checks(collection: Collection, severities: Mapping[str, str] = MappingProxyType({})) -> list[Problem]:
    """Run the checks, and drop findings that may only follow from a record that was left out as faulty.

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
    needed = {
        (finding.record, check.code)
        for check, finding in every
        if check.code in dict(finding.record.acknowledged) and _can_be_acknowledged(check)
    }
    found = [(check, finding) for check, finding in every if (finding.record, check.code) not in needed]
    # Records left out as faulty may hide findings: no acknowledgement is certain to be needless.
    ran = {check.code for check in checks} if not collection.refused else set()
    found += [(_NEEDLESS, finding) for finding in _needless(collection, ran, needed)]
    forget(collection, attributions_in, cues_of, numbers_in)  # no page for readers asks them
    found.sort(key=lambda pair: pair[1].record.origin.path)  # to look up places, each file is read again
    return [check.problem(finding, collection) for check, finding in found]


def _can_be_acknowledged(check: Check) -> bool:
    return check.severity is not Severity.ERROR and check.code not in _ELSEWHERE


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


def unchecked_references(collection: Collection, unread: Unread, found: Iterable[Problem]) -> Iterator[Problem]:
    """Yield a problem for each unreadable file with the number of references that may lead to a record in it.

    A count is placed at the first problem of its file.
    """
    counts: Counter[str] = Counter()
    if unread:
        for _, dossier, name, nouns in _unresolved_references(collection):
            keys = {(noun, key) for noun in nouns for key in keys_of(name, noun, dossier)}
            counts.update([path for path in unread if not keys.isdisjoint(unread[path])][:1])
    places = {problem.location.path: problem.location for problem in reversed(list(found))}
    for path, count in counts.items():
        what = f"{count} reference{'s' if count > 1 else ''}"
        message = f"{what} cannot be checked until {PurePosixPath(path).name} can be read"
        yield Problem("unchecked-references", Severity.ERROR, message, places[path], "fix this file first")


def _unresolved_references(collection: Collection) -> Iterator[tuple[Record, str, str, tuple[str, ...]]]:
    """Yield references to records that do not exist, as (record, dossier id, name, possible nouns)."""
    for record, link, _, name in collection.unresolved:
        yield record, record.dossier, name, link.ref.kinds
    for text_link in links_to_records(collection):
        if text_link.target(collection) is None:
            yield text_link.record, text_link.dossier, text_link.name, (text_link.noun,)


def without_misleading_hints(problems: list[Problem], collection: Collection) -> list[Problem]:
    """Drop hints about half-broken records, where advice would mislead.

    An error drops the hints of its own dossier or register, those of every dossier or register that refers to a record
    left out because of it, and every hint that nothing refers to a record.
    """
    broken = {problem.location.path for problem in problems if problem.severity is Severity.ERROR}
    if not broken:
        return problems
    articles = {dossier.origin.path for dossier in collection.of(Dossier)}
    folders = {path.rpartition("/")[0] for path in articles | broken if path.endswith("/article.md")}
    broken |= {record.origin.path for record, *_ in _unresolved_references(collection)}
    areas = {_area(path, folders) for path in broken}
    return [
        problem
        for problem in problems
        if problem.severity is not Severity.HINT
        or (problem.code not in _ABOUT_ALL and _area(problem.location.path, folders) not in areas)
    ]


def _area(path: str, dossiers: set[str]) -> str:
    """Return the innermost dossier folder that contains a file; for a register, the file itself."""
    return next((folder for folder in map(str, PurePosixPath(path).parents) if folder in dossiers), path)
