"""Write the tables of fields in the handbook from the models; run it after a model or a description changes."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from mkdocs_dossier.model import fields
from mkdocs_dossier.model.fields import Ref
from mkdocs_dossier.model.kinds import BY_NOUN, descriptions_of, fields_by_key, parts
from mkdocs_dossier.model.record import Part

PAGE = Path(__file__).parents[1] / "docs" / "handbook" / "records.md"

MODELS: dict[str, type[Part]] = {model.__name__: model for model in (*(k.model for k in BY_NOUN.values()), *parts())}

#: How to write a value of each type of field.
_WRITTEN: dict[Any, str] = {
    fields.Plain: "text",
    fields.Shown: "text, or `{de: …, en: …}`",
    fields.Id: "`an-id`",
    fields.Url: "`https://example.org/page`",
    fields.When: "date, such as `2024-10-03`",
    fields.Number: "number, such as `20` or `>20`",
    fields.Count: "`1`, `2`, …",
    fields.Yes: "`yes` or `no`",
    fields.Acknowledged: "`{code: reason}`",
    fields.Latitude: "`48.0159`",
    fields.Longitude: "`37.8029`",
    fields.Country: "`KP`",
    fields.Language: "`de` or `en-GB`",
    fields.Wikidata: "`Q7747`",
    fields.Doi: "`10.1000/182`",
    fields.Sha256: "64 hexadecimal digits",
}

#: The fields by one of which these records must point to the article.
ANCHORS = {"Statement": ("quote",), "Figure": ("quote", "derived_from"), "Mention": ("quote",)}

_BLOCK = re.compile(r"<!-- fields of (?P<model>\w+) -->\n(?P<table>.*?)<!-- end -->", re.DOTALL)


def filled(page: str) -> str:
    """Return the page with each table between `<!-- fields of Actor -->` and `<!-- end -->` updated."""
    return _BLOCK.sub(lambda m: f"<!-- fields of {m['model']} -->\n\n{table(MODELS[m['model']])}\n<!-- end -->", page)


def table(model: type[Part]) -> str:
    """Return the table of a model's fields, required ones in bold."""
    lines = ["| Field | What it holds | How it is written |", "|---|---|---|"]
    hints = get_type_hints(model, include_extras=True)
    one_of = getattr(model, "one_of", ()) or ANCHORS.get(model.__name__, ())
    for key, field in fields_by_key(model).items():
        required = field.default is dataclasses.MISSING or key in one_of
        name = f"**`{key}`**" if required else f"`{key}`"
        meaning = descriptions_of(model)[key]
        if key in one_of and len(one_of) > 1:
            others = " or ".join(f"`{other}`" for other in one_of if other != key)
            meaning += f" This or {others} must be there."
        lines.append(f"| {name} | {meaning} | {_written(hints[field.name])} |")
    return "\n".join(lines) + "\n"


def _written(hint: Any) -> str:
    if hint in _WRITTEN:
        return _WRITTEN[hint]
    arguments = get_args(hint)
    if get_origin(hint) is Annotated:
        if any(isinstance(mark, fields.OneOrMore) for mark in hint.__metadata__):
            return _written(arguments[0]).replace("list of ids of", "id, or list of ids, of")
        if short := next((mark for mark in hint.__metadata__ if isinstance(mark, fields.Short)), None):
            return f"[{_words(arguments[0])}](#{_anchor(arguments[0])}), or its `{short.field}` alone"
    if get_origin(hint) is tuple:
        inner = arguments[0]
        if any(isinstance(mark, fields.Short) for mark in getattr(inner, "__metadata__", ())):
            return f"list of {_written(inner)}"
        if isinstance(inner, type) and issubclass(inner, Part):
            return f"list of [{_words(inner)}](#{_anchor(inner)})"
        nouns = _nouns(inner)
        return f"list of ids of {_linked(nouns, many=True)}" if nouns else f"list of {_written(inner)}"
    if get_origin(hint) is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if nouns := _nouns(hint):
        return f"id of {'an' if nouns[0][0] in 'aeiou' else 'a'} {_linked(nouns)}"
    known = [inner for inner in arguments if inner is not type(None)]
    if known:
        return _written(known[0])
    if isinstance(hint, type) and issubclass(hint, Part):
        return f"[{_words(hint)}](#{_anchor(hint)})"
    raise TypeError(f"no words for {hint}")


def _nouns(hint: Any) -> tuple[str, ...]:
    """Return the kinds of records that a field refers to."""
    marks = hint.__metadata__ if get_origin(hint) is Annotated else ()
    return next((mark.kinds for mark in marks if isinstance(mark, Ref)), ())


def _linked(nouns: tuple[str, ...], *, many: bool = False) -> str:
    links = [f"[{BY_NOUN[noun].section if many else noun}](#{BY_NOUN[noun].section})" for noun in nouns]
    return " or ".join([", ".join(links[:-1]), links[-1]] if len(links) > 1 else links)


def _words(model: type[Part]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


def _anchor(model: type[Part]) -> str:
    return _words(model).replace(" ", "-")


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
