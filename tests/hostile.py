"""Make a collection in which every text is an attack, from the model, so that new fields are attacked too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import quote

from conftest import write
from forked import mkdocs
from mkdocs_dossier.checks import CHECKS
from mkdocs_dossier.model import fields
from mkdocs_dossier.model.fields import Ref
from mkdocs_dossier.model.kinds import KINDS, fields_by_key
from mkdocs_dossier.model.records import Anchored, Dossier, Part

#: Attacks by name, each for another context; `KEY` is replaced by the name of its place.
ATTACKS = {
    "image": "<img src=x onerror=hit('KEY')>",
    "script": "<script>hit('KEY')</script>",
    "drawing": "<svg><animate onbegin=hit('KEY') attributeName=x dur=1s></svg>",
    "frame": "<iframe srcdoc=\"<script>parent.hit('KEY')</script>\"></iframe>",
    "foreign": "<img src=//canary.example/KEY>",
    "style": "<style>@import '//canary.example/KEY'</style>",
    "attribute": "x\" onfocus=hit('KEY') autofocus tabindex=1 y=\"",
    "single": "x' onfocus=hit('KEY') autofocus tabindex=1 y='",
    "title": "</title></script></style></textarea><img src=x onerror=hit('KEY')>",
    "address": "<a href=\"javascript:hit('KEY')\" class=trap>trap</a>",
    "escaped": "&lt;img src=x onerror=hit('KEY')&gt;",
}
#: Attacks on Markdown.
MARKDOWN = (
    "[trap](javascript:hit%28'KEY'%29) [trap](JAVA&#115;CRIPT:hit) [trap](data:text/html,x) <javascript:hit>"
    ' [trap](//canary.example/KEY) ![trap](https://canary.example/KEY.png) [x](actor:b "a>b"){: onclick="hit()" }'
)
#: Attacks on spreadsheets, JSON, XML, templates and TeX.
OTHERS = '=HYPERLINK("https://canary.example/KEY");=1+1]]> {{ 7*7 }} {% raw %} \\end{x} `*_ \U0001f54a'

Filling = Callable[[str], str]


def attack(key: str) -> str:
    """Return all attacks in one text, which begins like a formula."""
    text = "".join(f"=1{part}" for part in ATTACKS.values())
    return f"{text} {MARKDOWN} {OTHERS}".replace("KEY", key)


def harmless(key: str) -> str:
    """Return a harmless text in place of the attacks."""
    return f"Text {key}"


#: Values of fields that are not texts, by the mark that reads them.
_VALUES: Mapping[Any, str] = {
    kind.__metadata__[0]: value
    for kind, value in (
        (fields.Url, "https://bücher.example/'onfocus=hit()?a=(b)&lt;c#javascript:hit()"),
        (fields.When, "2024-10-03"),
        (fields.Number, "20"),
        (fields.Count, "1"),
        (fields.Yes, "no"),
        (fields.Latitude, "1.5"),
        (fields.Longitude, "1.5"),
        (fields.Country, "DE"),
        (fields.Language, "de"),
        (fields.Wikidata, "Q1"),
        (fields.Doi, "10.1000/'onfocus=hit()&lt;javascript:hit()"),
        (fields.Sha256, "0" * 64),
        (fields.Id, "b"),
    )
}
_PLAIN, _SHOWN = fields.Plain.__metadata__[0], fields.Shown.__metadata__[0]
_ACKNOWLEDGED = fields.Acknowledged.__metadata__[0]


def _value(hint: Any, key: str, fill: Filling) -> Any:
    if get_origin(hint) is Annotated:
        mark = hint.__metadata__[0]
        if isinstance(mark, fields.OneOrMore | fields.Short):
            return _value(get_args(hint)[0], key, fill)
        if hint == fields.Acknowledged:
            return {"no-origin": fill(key)}
        if isinstance(mark, Ref):
            return "werk/b" if mark.kinds[0] in _LOCAL else "b"
        if mark is _SHOWN:
            return {"de": fill(key), "en": fill(key)}
        if mark is _ACKNOWLEDGED:
            return {"no-origin": fill(key)}
        return fill(key) if mark is _PLAIN else _VALUES[mark]
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if get_origin(hint) is tuple:
        return [_value(get_args(hint)[0], key, fill)]
    if get_args(hint):
        return _value(next(inner for inner in get_args(hint) if inner is not type(None)), key, fill)
    if isinstance(hint, type) and issubclass(hint, Part):
        return fields_of(hint, key, fill)
    raise AssertionError(f"{key}: nothing is known of {hint}")


_LOCAL = {kind.model.noun for kind in KINDS if kind.model.local}


def fields_of(model: type[Part], key: str, fill: Filling) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {
        name: _value(hints[field.name], f"{key}-{name}", fill)
        for name, field in fields_by_key(model).items()
        if name not in ("formerly", "occurrence", "prefix", "suffix")
    }


def _least(model: type[Part], key: str, fill: Filling) -> dict[str, Any]:
    """Return only required fields, for records that others refer to."""
    needed = {"name", "label", "kind", "date", "title", "parties", "from", "to", "affects", "note", "actor"}
    needed |= {"quote", "why"}
    return {name: value for name, value in fields_of(model, key, fill).items() if name in needed}


def collection(fill: Filling) -> dict[str, str | bytes]:
    """Return the files of a site in which `fill` makes every text from the name of its place."""
    sections: dict[str, dict[str, Any]] = {}
    quotes = []
    for kind in KINDS:
        whole, least = fields_of(kind.model, kind.noun, fill), _least(kind.model, f"{kind.noun}-b", fill)
        if issubclass(kind.model, Anchored):
            quotes += [f"{number} Worte {kind.noun} {fill(f'{kind.noun}-quote')}" for number in (1, 2)]
            whole["quote"], least["quote"] = (f"{number} Worte {kind.noun}" for number in (1, 2))
        sections[kind.section] = {"a": whole, "b": least}
    front = {**fields_of(Dossier, "dossier", fill), "status": "published", "publish": "full", "source": "a"}
    body = "\n\n".join([*quotes, *_markdown(fill)])
    article = f"---\n{_yaml(front)}\n---\n\n{body}\n"
    second = _yaml({**front, "publish": "excerpt", "title": fill("excerpt-title")})
    return {
        "docs/index.md": "# Start\n\n" + "".join(f"```dossier\n{view}\n```\n\n" for view in VIEWS),
        "dossier/werk/article.md": article,
        "dossier/werk/all.yml": _yaml(sections),
        "dossier/auszug/article.md": f"---\n{second}\n---\n\n{body}\n",
        "dossier/auszug/all.yml": _yaml({"statements": {"c": {"quote": "1 Worte statement", "said_by": "a"}}}),
        **{f"dossier/werk/{name}.yml": _yaml({"statements": {f"f-{n}": {"quote": "2 Worte figure"}}})
           for n, name in enumerate(NAMES)},
        **{f"dossier/werk/{name}.png": b"\x89PNG" for name in NAMES},
    }  # fmt: skip


VIEWS = ("dossiers", "actors", "agreements", "sources", "figures", "topics", "events", "places", "statements")
#: Names of files.
NAMES = ("'\"><svg onload=hit(`file`)>", "x onerror=hit(`file`) y=", "\U0001f54a javascript:hit()")


def _yaml(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _markdown(fill: Filling) -> Iterator[str]:
    yield f"## {fill('heading')}"
    yield f"### {fill('heading')} {{: onclick=\"hit('heading')\" #id }}"
    yield f"| {fill('table').replace('|', '')} | b |\n|---|---|\n| {fill('table').replace('|', '')} | d |"
    yield f'![{fill("alt").replace("[", "(").replace("]", ")")}](x.png "t")'
    yield f"[{fill('link').replace('[', '(').replace(']', ')')}](https://example.org/)"
    yield " ".join(f"![n]({quote(name)}.png)" for name in NAMES)
    yield f"Note[^n].\n\n[^n]: {fill('footnote')}"
    yield f"- {fill('list')}\n\n> {fill('quotation')}\n\n    {fill('code')}\n\n`{fill('inline').replace('`', '')}`"
    yield f"{fill('raw')}\n\n<div markdown=1 onclick=\"hit('raw')\">\n\n{fill('raw')}\n\n</div>"


MKDOCS_YML = """
site_name: Test
site_url: https://example.org/
repo_url: https://code.example/desk/dossiers
edit_uri: edit/main/docs/
theme: {{name: {theme}, {features}}}
plugins: [search, dossier: {{language: de, desk: true, severities: {severities}}}]
"""
FEATURES = "language: de, features: [navigation.instant, navigation.path, toc.follow]"

#: Every check is off, because the texts are nonsense, and must be harmless nonetheless.
SEVERITIES = {check.code: "off" for check in CHECKS}


def build(folder: Path, fill: Filling, *, theme: str = "material", features: str = FEATURES) -> Path:
    """Build the site of the collection that `fill` makes."""
    settings = MKDOCS_YML.format(theme=theme, features=features, severities=_yaml(SEVERITIES))
    write(folder, {"mkdocs.yml": settings, **collection(fill)})
    run = mkdocs("build", "--quiet", cwd=folder)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"
