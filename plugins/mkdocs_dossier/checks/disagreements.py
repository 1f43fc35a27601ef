"""Check that figures of one quantity agree within an article, across dossiers and with their origin."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_dossier.checks.figures import shortened
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.contradictions import disagreements, is_drift
from mkdocs_dossier.evidence.derivations import number_of
from mkdocs_dossier.evidence.opponents import Opposition, opponents_of, opposition
from mkdocs_dossier.evidence.retellings import repeat_each_other, requoted, retold_figures
from mkdocs_dossier.evidence.wholes import exceeded_wholes
from mkdocs_dossier.model.records import Figure, Quantity


def contradictions(collection: Collection) -> Iterator[Finding]:
    """Find figures of one quantity that cannot both be true: in two dossiers, of two origins, or one is derived."""
    for earlier, later in _disagreements(collection):
        if (
            not _is_changed(collection, earlier, later)
            and not repeat_each_other(collection, (earlier, later))
            and not _said_to_oppose(collection, earlier, later)
        ):
            message = f"{_words(collection, later)} contradicts {_named(collection, earlier)}"
            hint = "if they are about different times or things, say so with as_of:, from: and to:, or quantity:"
            yield Finding(later, message, hint, _written(later))


def drifts(collection: Collection) -> Iterator[Finding]:
    """Find figures of one quantity and one origin in one article that cannot both be true."""
    for earlier, later in _disagreements(collection):
        if _is_changed(collection, earlier, later):
            message = f"the article says {_words(collection, later)} here, and {_named(collection, earlier)}"
            hint = "find out which is right; if they count different things, give them different quantities"
            yield Finding(later, message, hint, _written(later))


def exceeding_parts(collection: Collection) -> Iterator[Finding]:
    """Find figures of a whole that are exceeded by the sum of its parts in the same article."""
    for whole, exceeding in exceeded_wholes(collection):
        parts = [_named(collection, part) for part in exceeding]
        listed = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
        what = "a part of it is" if len(parts) == 1 else "its parts add up to"
        message = f"gives {_words(collection, whole)}, but {what} more: {listed}"
        hint = "find out which is right; if the parts overlap, take part_of: from one of them"
        yield Finding(whole, message, hint, _written(whole))


def retellings(collection: Collection) -> Iterator[Finding]:
    """Find figures and quotations that differ from those they come from."""
    for retold in retold_figures(collection):
        if retold.repeated is not None:
            why = f"statement “{retold.repeated.key}”, which it repeats, has {_named(collection, retold.first)}"
        else:
            origin = retold.origin
            what = f"{origin.noun} “{origin.id}”" if origin is not None else "one origin"
            why = f"both go back to {what}: compare {_named(collection, retold.first)}"
        message = f"gives {_words(collection, retold.figure)}, but {why}"
        yield Finding(retold.figure, message, "find out where it changed", _written(retold.figure))
    for quoted in requoted(collection):
        source = f"“{quoted.repeated.key}” ({quoted.repeated.origin})"
        message = f"quotes {source}, which it repeats, in other words: {quoted.difference}"
        yield Finding(quoted.statement, message, "find out where the words changed", ("quote",))


def _said_to_oppose(collection: Collection, earlier: Figure, later: Figure) -> bool:
    """Whether the editors say in `contradicts` that the statements of both cannot be true."""
    first, second = collection.statement_of(earlier), collection.statement_of(later)
    return first is not None and second is not None and second in opponents_of(collection, first)


def _is_changed(collection: Collection, earlier: Figure, later: Figure) -> bool:
    """Whether one article gives one origin's number in two ways."""
    return is_drift(earlier, later) and opposition(collection, (earlier, later)) is Opposition.CHANGED


@derived
def _disagreements(collection: Collection) -> tuple[tuple[Figure, Figure], ...]:
    """Return the disagreements about all quantities."""
    return tuple(pair for quantity in collection.of(Quantity) for pair in disagreements(collection, quantity))


def _words(collection: Collection, figure: Figure) -> str:
    """Return the article's words for a figure's number, else its value or the result of its formula."""
    number = number_of(collection, figure)
    if number is None:
        return "no number"
    worked_out = figure.derived_from is not None and not number.stated
    return f"“{shortened(number.words)}”" if number.words else f"{number.amount}{' (worked out)' if worked_out else ''}"


def _named(collection: Collection, figure: Figure) -> str:
    """Return the words, the figure they belong to, and its location."""
    return f"{_words(collection, figure)} in figure “{figure.id}” ({figure.origin})"


def _written(figure: Figure) -> tuple[str, ...]:
    return ("quote",) if figure.quote else ("value",) if figure.value is not None else ()
