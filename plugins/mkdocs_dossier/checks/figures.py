"""Check figures against their passages and formulas, within an article, across dossiers and with their origin."""

from collections.abc import Iterator
from decimal import Decimal

from mkdocs_dossier.checks.finding import Finding, per_article
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.contradictions import disagreements, is_drift, repeat_each_other
from mkdocs_dossier.evidence.figures import (
    Reading,
    agrees_with_words,
    circles,
    number_of,
    numbers_in,
    numbers_of,
    reading_of,
    result_of,
)
from mkdocs_dossier.evidence.formulas import Fault
from mkdocs_dossier.evidence.opponents import Opposition, opponents_of, opposition
from mkdocs_dossier.evidence.retellings import requoted, retold_figures
from mkdocs_dossier.evidence.wholes import exceeded_wholes
from mkdocs_dossier.language.cutting import may_leave_out, number_around, words_left_out
from mkdocs_dossier.language.numbers.reading import NumberReading
from mkdocs_dossier.language.units import as_rate, convert, dimension_of, measure_alike
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.records import Dossier, Figure, Quantity, Statement

_FORMULA = ("derived_from", "formula")


@per_article
def unread(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find figures without a value whose passage contains no readable number, or more than one."""
    for figure in collection.inside(dossier, Figure):
        words = article.words(figure)
        if figure.value is not None or not words:
            continue
        numbers = numbers_in(collection, figure)
        if not numbers:
            hint = "add value: with the number it gives, or quote words that contain one"
            yield Finding(figure, f"no number can be read from “{shortened(words)}”", hint, ("quote",))
        elif len(numbers) > 1:
            hint = "shorten the quote to one of them, or add value: with the one that is meant"
            yield Finding(figure, f"its words contain {len(numbers)} numbers: {_listed(numbers)}", hint, ("quote",))


@per_article
def wrong_values(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find figures whose value differs from their words in its number or hedge."""
    for figure in collection.inside(dossier, Figure):
        numbers = numbers_in(collection, figure)
        if figure.value is None or not numbers or agrees_with_words(collection, figure):
            continue
        if len(numbers) == 1:
            message = f"its value is {figure.value}, but “{numbers[0].words}” says {numbers[0].amount}"
            amount = str(numbers[0].amount)
            written = amount if amount[0].isdigit() else f'"{amount}"'  # > and ~ have a meaning in YAML
            hint = f"write value: {written}, or leave it out: it is read from the words"
        else:
            message = f"its value is {figure.value}, but its words say {_listed(numbers)}"
            hint = "write one of these, or quote the words that say it"
        yield Finding(figure, message, hint, ("value",))


@per_article
def wrong_units(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find figures whose unit, or whose quantity's, has another dimension than the unit in their words."""
    for figure in collection.inside(dossier, Figure):
        quantity = collection.get(Quantity, figure.quantity)
        unit = figure.unit or (quantity.unit if quantity else "")
        units = [as_rate(number.unit, unit) for number in numbers_in(collection, figure) if number.unit]
        if not dimension_of(unit) or not units:
            continue
        if not any(measure_alike(unit, read) for read in units):
            whose = "its unit" if figure.unit else f"the unit of quantity “{figure.quantity}”"
            message = f"{whose} is {unit}, but its words “{shortened(article.words(figure))}” give {units[0]}"
            hint = f"write unit: {units[0]}" if figure.unit else "give the figure another quantity, or correct the unit"
            yield Finding(figure, message, hint, ("unit",) if figure.unit else ("quantity",))


@per_article
def cut_numbers(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find quotes that begin or end inside a number, and figures' quotes without the hedge or scale of their number."""
    language = collection.language_of(dossier)
    for record, passage in article.passages.items():
        if isinstance(record, Dossier) or not getattr(record, "quote", ""):
            continue
        cut = number_around(article.text, passage.start) or number_around(article.text, passage.end)
        if cut:
            yield Finding(record, f"its quote cuts the number “{cut}”", "lengthen it to the whole number", ("quote",))
        elif isinstance(record, Figure) and may_leave_out(article.text, passage.start, passage.end, language):
            start, end = article.sentences_around(passage)
            text, at = article.text[start:end], passage.start - start
            whole = words_left_out(text, at, at + len(passage), language, numbers_of(collection, text, language))
            if whole:
                message = f"the article says “{whole}” here, but its quote contains only a part of it"
                yield Finding(record, message, "lengthen the quote to these words", ("quote",))


def shortened(words: str, most: int = 80) -> str:
    """Return the words, or their beginning up to `most` characters."""
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def _listed(numbers: tuple[NumberReading, ...]) -> str:
    shown = [f"{number.amount} (“{number.words}”)" for number in numbers[:5]]
    return ", ".join(shown) + (" …" if len(numbers) > 5 else "")


def wrong_formulas(collection: Collection) -> Iterator[Finding]:
    """Find formulas that cannot be evaluated, and figures that are derived from each other in a circle."""
    for circle in circles(collection):
        path = " → ".join(f"“{figure.id}”" for figure in [*circle, circle[0]])
        hint = "one of them needs a value from elsewhere"
        yield Finding(circle[0], f"is derived in a circle: {path}", hint, ("derived_from", "figures"))
    for figure in collection.of(Figure):
        result = result_of(collection, figure)
        if isinstance(result, Fault):
            yield Finding(figure, f"its formula: {result.message}", result.hint, _FORMULA)
        elif result is not None and result.unit and (reading := reading_of(collection, figure)):
            if dimension_of(reading.unit) in ("", dimension_of(result.unit)):
                continue
            message = f"its formula gives {result.unit}, but the figure is in {reading.unit}"
            yield Finding(figure, message, "correct the formula or the unit", _FORMULA)


def wrong_results(collection: Collection) -> Iterator[Finding]:
    """Find derived figures whose number differs from the result of their formula."""
    for figure in collection.of(Figure):
        result = result_of(collection, figure)
        if isinstance(result, Reading) and (reading := reading_of(collection, figure)):
            amount = _in_unit(result, reading)
            if amount is not None and not _rounded(reading.amount, amount).meets(amount):
                unit = f" {result.unit and reading.unit}".rstrip()
                whose = "its value is" if reading.stated else "its words say"
                message = f"{whose} {reading.amount}, but its formula gives {amount}{unit}"
                yield Finding(figure, message, "correct one of them", ("value",) if reading.stated else _FORMULA)


def _in_unit(result: Reading, reading: Reading) -> Amount | None:
    """Convert the result to the figure's unit; unchanged if either has none."""
    if result.unit and dimension_of(reading.unit):
        return convert(result.amount, result.unit, reading.unit)
    return result.amount


def _rounded(amount: Amount, result: Amount) -> Amount:
    """Widen the amount by half of its last digit if the result is one number: 33 may be a rounded 33.3."""
    if amount.low is None or amount.low != amount.high or result.low != result.high:
        return amount
    exponent = amount.low.as_tuple().exponent
    half = Decimal(5).scaleb(min(exponent, 0) - 1) if isinstance(exponent, int) else Decimal(0)
    return Amount(amount.low - half, amount.best, amount.low + half, amount.qualifier)


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
        hint = "find out which is right; if the parts overlap, remove part_of: from one of them"
        yield Finding(whole, message, hint, _written(whole))


def retellings(collection: Collection) -> Iterator[Finding]:
    """Find figures and quotations that differ from those they come from."""
    for figure, first, record in retold_figures(collection):
        if isinstance(record, Statement):
            why = f"statement “{record.key}”, which it repeats, has {_named(collection, first)}"
        else:
            why = f"both go back to {record.noun} “{record.id}”: compare {_named(collection, first)}"
        message = f"gives {_words(collection, figure)}, but {why}"
        yield Finding(figure, message, "find out where it changed", _written(figure))
    for statement, repeated, difference in requoted(collection):
        message = f"quotes “{repeated.key}” ({repeated.origin}), which it repeats, in other words: {difference}"
        yield Finding(statement, message, "find out where the words changed", ("quote",))


def _said_to_oppose(collection: Collection, earlier: Figure, later: Figure) -> bool:
    """Return whether the editors record in `contradicts` that the statements exclude each other."""
    first, second = collection.statement_of(earlier), collection.statement_of(later)
    return first is not None and second is not None and second in opponents_of(collection, first)


def _is_changed(collection: Collection, earlier: Figure, later: Figure) -> bool:
    """Return whether one article gives two versions of a number from the same origin."""
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
