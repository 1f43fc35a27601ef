"""The types of records' fields: accepted values, their meaning, and links.

Records are plain dataclasses; a field's annotation carries one of the marks below. The marks import pydantic only to
validate, in `__get_pydantic_core_schema__`: a build that has nothing to do never loads it.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.model.web import web_address
from mkdocs_dossier.syntax.yaml import Scalar
from mkdocs_dossier.syntax.yaml_errors import in_quotes

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = re.compile(ID_PATTERN)
#: The longest id: it names a folder, with room for additions by file systems.
ID_LENGTH = 100
#: What a reference looks like: a record's id, with its dossier's id before it if the record belongs to another one.
REFERENCE_PATTERN = f"^{ID_PATTERN}(?:/{ID_PATTERN})?$"


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A field read by `parse`, which returns a value or raises a ValueError that says what to write.

    Its JSON Schema allows the types that an editor gives to what a person writes: to `4` a number, to `yes` a string.
    """

    parse: Callable[[Any], Any]
    json_schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import PydanticCustomError, core_schema

        def read(value: Any) -> Any:
            try:
                return self.parse(value)
            except CutShortError as error:
                raise PydanticCustomError("cut_short", "{advice}", {"advice": str(error), "text": error.text}) from None
            except ValueError as error:
                raise PydanticCustomError("unreadable", "{advice}", {"advice": str(error)}) from None

        return core_schema.no_info_plain_validator_function(read)


@dataclass(frozen=True, slots=True)
class Ref:
    """A field that names a record of one of `kinds`; `reverse` names the link in the other direction."""

    kinds: tuple[str, ...]
    reverse: str

    def __init__(self, *kinds: str, reverse: str) -> None:
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "reverse", reverse)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return Parsed(_reference, {}).__get_pydantic_core_schema__(source, handler)


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """A list that may be written without brackets if it has one item: `said_by: putin`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return _completed(lambda value: [value] if isinstance(value, str | Mapping) else value, handler(source))


@dataclass(frozen=True, slots=True)
class Short:
    """A part that may be written as one of its fields, a reference named as its kind: `[x]` for `[{statement: x}]`."""

    field: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return _completed(lambda value: {self.field: value} if isinstance(value, str) else value, handler(source))


def _completed(complete: Callable[[Any], Any], schema: Any) -> Any:
    """Return the schema of a value that may be written in a shorter way, which `complete` completes."""
    from pydantic_core import core_schema

    return core_schema.no_info_before_validator_function(complete, schema)


class CutShortError(ValueError):
    """A text that YAML ended at its ` #`; the message is the text as it should be written."""

    def __init__(self, text: Scalar) -> None:
        super().__init__(in_quotes(f"{text} {text.comment}"))
        self.text = text


def _text(value: Any) -> str:
    """Return a text without surrounding spaces."""
    if not isinstance(value, str):
        raise ValueError("write a text" if not isinstance(value, list) else "write one text, not a list")
    if isinstance(value, Scalar) and value.comment:
        raise CutShortError(value)
    text = str(value).strip()
    if not text:
        raise ValueError("write a text, or delete the line")
    return text


def _shown_text(value: Any) -> Text:
    if not isinstance(value, Mapping):
        return Text(_text(value))
    if not value:
        raise ValueError("write a text, or one per language: {de: …, en: …}")
    for language in value:
        if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language):
            raise ValueError(f"“{language}” is no language tag: write a text, or one per language: {{de: …, en: …}}")
    translations = {str(language): _text(text) for language, text in value.items()}
    return Text(next(iter(translations.values())), translations)


def _identifier(value: Any) -> str:
    return _checked_id(_text(value) if not isinstance(value, Scalar) else str(value))


def _checked_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError(f"write an id of a-z, 0-9 and hyphens, such as {slug(text)}")
    if len(text) > ID_LENGTH:
        raise ValueError(f"write an id of at most {ID_LENGTH} characters")
    return sys.intern(text)  # many records name the same one


def _reference(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("write one id, not a list" if isinstance(value, list) else "write an id")
    owner, slash, local = str(value).rpartition("/")
    return f"{_identifier(owner)}/{_identifier(local)}" if slash else _checked_id(local)


def slug(text: str) -> str:
    """Make an id of any text: “Kim Jong Un” → kim-jong-un, “Größe” → groesse."""
    text = re.sub("[–—‐‑]", "-", text.lower())
    for letter, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(letter, letters)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", text))[:ID_LENGTH].strip("-") or "name"


def _acknowledged(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        raise ValueError("write codes with reasons: {no-origin: the article names nobody}")
    return tuple((str(code), _text(reason)) for code, reason in value.items())


def _matched(value: Any, pattern: str, advice: str) -> str:
    text = str(value).strip() if isinstance(value, str) else ""
    if not re.fullmatch(pattern, text):
        raise ValueError(advice)
    return text


def _degrees(value: Any, most: int) -> float:
    advice = f"write degrees with a decimal point, from -{most} to {most}"
    degrees = float(_matched(value, r"[+-]?\d{1,3}(?:\.\d{1,12})?", advice))
    if abs(degrees) > most:
        raise ValueError(advice)
    return degrees


def _counting(value: Any) -> int:
    return int(_matched(value, r"[1-9]\d{0,3}", "write 1 for the first, 2 for the second…"))


def _yes(value: Any) -> bool:
    if value not in ("yes", "no"):
        raise ValueError("write yes or no")
    return bool(value == "yes")


def _parsed(value: Any, parse: Callable[[str], Any], example: str) -> Any:
    if not isinstance(value, str):
        raise ValueError(f"write {example}")
    return parse(value)


#: A text, which an editor may take for a number or a truth value; defined in `schema`.
_TEXT = {"$ref": "#/$defs/text"}
_NUMERIC = {"anyOf": [{"type": "string"}, {"type": "number"}]}

#: Text for programs and editors: kept as written, in one language.
Plain = Annotated[str, Parsed(_text, _TEXT)]
#: Text for readers: one string, or one per language.
Shown = Annotated[Text, Parsed(_shown_text, {"anyOf": [_TEXT, {"additionalProperties": _TEXT, "type": "object"}]})]
#: A record's own id: `[a-z0-9]` and hyphens.
Id = Annotated[
    str, Parsed(_identifier, {"anyOf": [{"pattern": f"^{ID_PATTERN}$", "type": "string"}, {"type": "number"}]})
]
Url = Annotated[str, Parsed(lambda value: web_address(_text(value)), {"pattern": "^https?://", "type": "string"})]
_date = partial(_parsed, parse=Date.parse, example="a date such as 2024-10-03")
_amount = partial(_parsed, parse=Amount.parse, example="a number such as 20, >20 or 20..25")
When = Annotated[Date, Parsed(_date, _NUMERIC)]
Number = Annotated[Amount, Parsed(_amount, _NUMERIC)]
Count = Annotated[int, Parsed(_counting, {"anyOf": [{"type": "integer"}, {"type": "string"}]})]
Yes = Annotated[bool, Parsed(_yes, {"enum": ["yes", "no"]})]
#: Codes of acknowledged hints and warnings, each with the reason.
Acknowledged = Annotated[
    tuple[tuple[str, str], ...], Parsed(_acknowledged, {"additionalProperties": _TEXT, "type": "object"})
]
Latitude = Annotated[float, Parsed(partial(_degrees, most=90), _NUMERIC)]
Longitude = Annotated[float, Parsed(partial(_degrees, most=180), _NUMERIC)]


def _pattern(pattern: str, advice: str) -> Parsed:
    schema = {"pattern": f"^(?:{pattern})$", "type": "string"}
    return Parsed(partial(_matched, pattern=pattern, advice=advice), schema)


Country = Annotated[str, _pattern(r"[A-Z]{2}", "write the two capital letters of ISO 3166, such as KP")]
Language = Annotated[str, _pattern(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", "write a language tag such as de or en-GB")]
Wikidata = Annotated[str, _pattern(r"Q[1-9]\d{0,11}", "write the item's number, such as Q7747")]
Doi = Annotated[str, _pattern(r'10\.\d{4,9}/[^\s<>"]+', "write the DOI alone, such as 10.1000/182")]
Sha256 = Annotated[str, _pattern(r"[0-9a-f]{64}", "write the 64 hexadecimal digits of the SHA-256 hash")]
