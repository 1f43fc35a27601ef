"""Name units in German and English, find their dimension, and convert within it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from mkdocs_dossier.model.amounts import Amount


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its canonical sign; `factor` is its size in the first unit of its dimension."""

    sign: str
    dimension: str
    factor: Decimal
    german: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    """Other signs of it, in both languages, as written."""


def _unit(sign: str, dimension: str, factor: str, german: str, english: str, signs: str = "") -> Unit:
    """Build a row of the table; names are separated by commas, signs by spaces."""
    return Unit(sign, dimension, Decimal(factor), _names(german), _names(english), tuple(signs.split()))


def _names(text: str) -> tuple[str, ...]:
    """Split at commas; an ending in parentheses is optional: `metre(s)` is `metre` and `metres`."""
    written = (name.strip() for name in text.split(",") if name.strip())
    return tuple(form for name in written for form in dict.fromkeys((_ENDING.sub("", name), _ENDING.sub(r"\1", name))))


_ENDING = re.compile(r"\((\w+)\)")

#: "Pfund", "pounds", "Kronen" (of which country?) and English "tons" (short, long or metric?) are missing on purpose.
#: A month has no fixed number of days: months and years are a dimension of their own.
UNITS = (
    _unit("g", "mass", "1", "gramm", "gram(s)", "gr"),
    _unit("mg", "mass", "0.001", "milligramm", "milligram(s)"),
    _unit("kg", "mass", "1000", "kilogramm, kilo(s)", "kilogram(s), kilo(s)"),
    _unit("t", "mass", "1e6", "tonne(n)", "tonne(s), metric ton(s), metric tonnes"),
    _unit("kt", "mass", "1e9", "kilotonne(n)", "kilotonne(s)"),
    _unit("m", "length", "1", "meter(n)", "metre(s), meter(s)"),
    _unit("mm", "length", "0.001", "millimeter(n)", "millimetre(s), millimeter(s)"),
    _unit("cm", "length", "0.01", "zentimeter(n)", "centimetre(s), centimeter(s)"),
    _unit("km", "length", "1000", "kilometer(n)", "kilometre(s), kilometer(s)"),
    _unit("mi", "length", "1609.344", "meile(n)", "mile(s)"),
    _unit("nmi", "length", "1852", "seemeile(n)", "nautical mile(s)"),
    _unit("in", "length", "0.0254", "", "inch(es)"),
    _unit("ft", "length", "0.3048", "", "foot, feet"),
    _unit("yd", "length", "0.9144", "", "yard(s)"),
    _unit("cm²", "area", "0.0001", "quadratzentimeter(n)", "square centimetres, square centimeters", "cm2"),
    _unit("ft²", "area", "0.09290304", "quadratfuß", "square foot, square feet, sq ft", "ft2"),
    _unit("m²", "area", "1", "quadratmeter(n)", "square metre(s), square meter(s), sq m", "qm m2"),
    _unit("ha", "area", "10000", "hektar", "hectare(s)"),
    _unit("km²", "area", "1e6", "quadratkilometer(n)", "square kilometre(s), square kilometer(s), sq km", "qkm km2"),
    _unit("acre", "area", "4046.8564224", "", "acre(s)"),
    _unit("mi²", "area", "2589988.110336", "quadratmeile(n)", "square mile(s), sq mi, sq miles", "mi2"),
    _unit("l", "volume", "1", "liter(n)", "litre(s), liter(s)"),
    _unit("m³", "volume", "1000", "kubikmeter(n)", "cubic metre(s), cubic meter(s), cu m", "m3"),
    _unit("ft³", "volume", "28.316846592", "", "cubic foot, cubic feet, cu ft", "ft3"),
    _unit("km³", "volume", "1e12", "kubikkilometer(n)", "cubic kilometres, cubic kilometers", "km3"),
    _unit("bbl", "volume", "158.987294928", "barrel", "barrel(s)"),
    _unit("s", "time", "1", "sekunde(n), sek", "second(s), sec(s)"),
    _unit("min", "time", "60", "minute(n), min", "minute(s), mins"),
    _unit("h", "time", "3600", "stunde(n), std", "hour(s), hrs"),
    _unit("d", "time", "86400", "tag, tage(n)", "day(s)"),
    _unit("wk", "time", "604800", "woche(n)", "week(s)"),
    _unit("mo", "calendar", "1", "monat, monate(n)", "month(s)"),
    _unit("a", "calendar", "12", "jahr, jahre(n)", "year(s), yrs"),
    _unit("decade", "calendar", "120", "jahrzehnt, jahrzehnte(n)", "decade(s)"),
    _unit("%", "share", "1", "prozent", "percent, per cent"),
    _unit("‰", "share", "0.1", "promille", "per mille"),
    _unit("pp", "percentage points", "1", "prozentpunkt, prozentpunkte(n)", "percentage point(s)"),
    _unit("bp", "percentage points", "0.01", "basispunkt, basispunkte(n)", "basis point(s)"),
    _unit("×", "multiple", "1", "", ""),
    _unit("W", "power", "1", "watt", "watt(s)"),
    _unit("kW", "power", "1000", "kilowatt", "kilowatt(s)"),
    _unit("MW", "power", "1e6", "megawatt", "megawatt(s)"),
    _unit("GW", "power", "1e9", "gigawatt", "gigawatt(s)"),
    _unit("kWh", "energy", "1", "kilowattstunde(n)", "kilowatt-hour(s), kilowatt hours"),
    _unit("MWh", "energy", "1000", "megawattstunde(n)", "megawatt-hours, megawatt hours"),
    _unit("GWh", "energy", "1e6", "gigawattstunde(n)", "gigawatt-hours, gigawatt hours"),
    _unit("TWh", "energy", "1e9", "terawattstunde(n)", "terawatt-hours, terawatt hours"),
    _unit("km/h", "speed", "1", "stundenkilometer(n)", "", "kph"),
    _unit("mi/h", "speed", "1.609344", "", "", "mph"),
    _unit("m/s", "speed", "3.6", "", ""),
    _unit("°C", "temperature", "1", "grad celsius", "degrees celsius", "°"),
    _unit("°F", "temperature in Fahrenheit", "1", "grad fahrenheit", "degrees fahrenheit"),
    _unit("EUR", "EUR", "1", "euro(s)", "euro(s)", "€"),
    _unit("USD", "USD", "1", "dollar(s), us-dollar", "dollar(s), us dollars", "$ US$"),
    _unit("GBP", "GBP", "1", "britische pfund", "pounds sterling", "£"),
    _unit("CHF", "CHF", "1", "franken, schweizer franken", "swiss francs"),
    _unit("RUB", "RUB", "1", "rubel", "rouble(s), ruble(s)", "₽"),
    _unit("UAH", "UAH", "1", "hrywnja, griwna", "hryvnia(s)", "₴"),
    _unit("KRW", "KRW", "1", "", "", "₩"),
    _unit("JPY", "JPY", "1", "yen", "yen"),
    _unit("CNY", "CNY", "1", "yuan, renminbi", "yuan, renminbi"),
    _unit("PLN", "PLN", "1", "złoty, zloty", "złoty, zloty(s)"),
    _unit("ct", "cents", "1", "cent(s)", "cent(s)", "¢"),
    _unit("pence", "pence", "1", "pence", "pence"),
    _unit("Rp", "Rappen", "1", "rappen", "rappen"),
)

#: Sign of a hundredth → the currencies it may belong to, which the words do not say.
_HUNDREDTHS = {"ct": frozenset({"EUR", "USD"}), "pence": frozenset({"GBP"}), "Rp": frozenset({"CHF"})}

#: Signs that are also words ("a", "in"), or that texts do not use.
_NO_WORDS = frozenset({"a", "wk", "mo", "in"})
_BY_SIGN = {unit.sign: unit for unit in UNITS}
_SIGNS = {sign: unit.sign for unit in UNITS for sign in (unit.sign, *unit.signs) if unit.sign not in _NO_WORDS}
_BY_NAME = {
    "de": {name: unit.sign for unit in UNITS for name in unit.german},
    "en": {name: unit.sign for unit in UNITS for name in unit.english},
}
_TIMES = frozenset({"time", "calendar"})
#: The unit of counted things.
_THING = Unit("", "count", Decimal(1))


def unit_of(word: str, language: str) -> str:
    """Return the canonical sign of the unit that `word` names ("Tonnen", "per cent", "km", "€"), or an empty string."""
    return _SIGNS.get(word) or _BY_NAME.get(language, {}).get(word.lower(), "")


@lru_cache(maxsize=1024)
def _unit_by(sign: str) -> Unit | None:
    """Find a unit, or build that of a rate: `t/d` for tonnes a day, `/a` for things a year."""
    amount, slash, time = sign.partition("/")
    if sign in _BY_SIGN or not slash:
        return _BY_SIGN.get(sign)
    counted = _BY_SIGN.get(amount) if amount else _THING
    if counted is None or not measures_time(time):
        return None
    span = _BY_SIGN[time]
    return Unit(sign, f"{counted.dimension} per {span.dimension}", counted.factor / span.factor)


def dimension_of(sign: str) -> str:
    """Return the dimension of a canonical sign, such as `mass` or `mass per time`; empty for an unknown one."""
    unit = _unit_by(sign)
    return unit.dimension if unit else ""


def measures_time(sign: str) -> bool:
    """Whether a canonical sign is a unit of time."""
    return sign in _BY_SIGN and _BY_SIGN[sign].dimension in _TIMES


def is_currency(sign: str) -> bool:
    """Whether a canonical sign is a currency; each currency is a dimension of its own."""
    return sign in _BY_SIGN and _BY_SIGN[sign].dimension == sign


def may_be_cents_of(currency: str, sign: str) -> bool:
    """Whether `sign` may be a hundredth of the currency, both canonical."""
    return currency in _HUNDREDTHS.get(sign, ())


def convert(amount: Amount, from_unit: str, to_unit: str) -> Amount | None:
    """Convert an amount to another unit.

    Args:
        amount: The amount.
        from_unit: The canonical sign of its unit.
        to_unit: The canonical sign of the other unit.

    Returns:
        None across dimensions or for unknown units.
    """
    source, target = _unit_by(from_unit), _unit_by(to_unit)
    if may_be_cents_of(to_unit, from_unit):
        return amount.times(Decimal("0.01"))
    if source is None or target is None or source.dimension != target.dimension:
        return None
    return amount if source.sign == target.sign else amount.times(source.factor / target.factor)


def in_base_unit(amount: Amount, sign: str) -> Amount:
    """Convert an amount to the base unit of its dimension, so that amounts can be compared."""
    unit = _unit_by(sign)
    return amount if unit is None else amount.times(unit.factor)
