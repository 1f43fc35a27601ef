"""Duplicate names: former ids that another record has or had, and provisions of one agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs_dossier.model.records import Agreement, Correction, Figure, Record, Statement
from mkdocs_dossier.problems import Problem
from mkdocs_dossier.reading.locate import place_of
from mkdocs_dossier.syntax.yaml_errors import fault


def named_twice(taken: Mapping[tuple[str, str], Record], base: Path) -> Iterator[Problem]:
    """Find former ids that another record has or had, and duplicate ids of an agreement's provisions."""
    formers: dict[tuple[str, str], Record] = {}
    for record in taken.values():
        for index, old in enumerate(record.formerly):
            name = record.noun, f"{record.dossier}/{old}" if record.local else old
            now, once = taken.get(name), formers.setdefault(name, record)
            if isinstance(record, Statement | Figure | Correction) or (now is None and once is record):
                continue  # anchors on a page, which have a check of their own
            if now is not None:
                message = f"formerly holds “{old}”, which is the id of the {record.noun} in {now.origin}"
            else:
                message = f"formerly holds “{old}”, as does that of {record.noun} “{once.id}” in {once.origin}"
            place = place_of(record, base, "formerly", index)
            hint = "delete it where it does not belong"
            yield fault("duplicate-id", f"{record.noun} “{record.id}”: {message}", place, hint)
        if isinstance(record, Agreement):
            yield from _provisions_named_twice(record, base)


def _provisions_named_twice(agreement: Agreement, base: Path) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, provision in enumerate(agreement.provisions):
        if provision.id in seen:
            message = f"agreement “{agreement.id}” has two provisions “{provision.id}”"
            place = place_of(agreement, base, "provisions", index, "id")
            yield fault("duplicate-id", message, place, "rename or delete one of them")
        seen.add(provision.id)
