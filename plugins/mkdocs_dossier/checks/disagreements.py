"""Whether the figures of one quantity agree, in one article, across dossiers, and along the way from their origin."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_dossier.checks.figures import shortened
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.contradictions import disagreements, is_drift
from mkdocs_dossier.evidence.figures import reading_of
from mkdocs_dossier.evidence.once import once_per_collection
from mkdocs_dossier.evidence.retellings import repeat_each_other, requoted, retold_figures
from mkdocs_dossier.model.claims import Figure
from mkdocs_dossier.model.subjects import Quantity


def contradictions(collection: Collection) -> Iterator[Finding]:
    """Two dossiers give figures of one quantity that cannot both be true."""
    for earlier, later in _disagreements(collection):
        if not is_drift(earlier, later) and not repeat_each_other(collection, earlier, later):
            message = f"{_words(collection, later)} contradicts {_named(collection, earlier)}"
            hint = "if both speak of different times or things, say so with as_of:, from: and to:, or quantity:"
            yield Finding(later, message, hint, _written(later))


def drifts(collection: Collection) -> Iterator[Finding]:
    """An article does not keep to its own number: two figures of one quantity cannot both be true."""
    for earlier, later in _disagreements(collection):
        if is_drift(earlier, later):
            message = f"the article says {_words(collection, later)} here, and {_named(collection, earlier)}"
            hint = "ask which is right; if they count different things, give them different quantities"
            yield Finding(later, message, hint, _written(later))


def retellings(collection: Collection) -> Iterator[Finding]:
    """A figure or a quotation that is given in another way than where it comes from."""
    for retold in retold_figures(collection):
        if retold.repeated is not None:
            why = f"statement “{retold.repeated.key}”, which it repeats, has {_named(collection, retold.first)}"
        else:
            origin = retold.origin
            what = f"{origin.noun} “{origin.id}”" if origin is not None else "one origin"
            why = f"both go back to {what}: compare {_named(collection, retold.first)}"
        message = f"gives {_words(collection, retold.figure)}, but {why}"
        yield Finding(retold.figure, message, "ask where it changed on its way", _written(retold.figure))
    for quoted in requoted(collection):
        source = f"“{quoted.repeated.key}” ({quoted.repeated.origin})"
        message = f"quotes {source}, which it repeats, in other words: {quoted.difference}"
        yield Finding(quoted.statement, message, "ask where the words changed", ("quote",))


@once_per_collection
def _disagreements(collection: Collection) -> tuple[tuple[Figure, Figure], ...]:
    """The disagreements about every quantity."""
    return tuple(pair for quantity in collection.of(Quantity) for pair in disagreements(collection, quantity))


def _words(collection: Collection, figure: Figure) -> str:
    """The article's words for a figure's number, else its value."""
    reading = reading_of(collection, figure)
    words = reading.words if reading else ""
    return f"“{shortened(words)}”" if words else f"{reading.amount}" if reading else "no number"


def _named(collection: Collection, figure: Figure) -> str:
    """The words, the figure they belong to, and where it is written."""
    return f"{_words(collection, figure)} in figure “{figure.id}” ({figure.origin})"


def _written(figure: Figure) -> tuple[str, ...]:
    return ("quote",) if figure.quote else ("value",) if figure.value is not None else ()
