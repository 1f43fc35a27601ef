"""Dress the marks of an article for readers: name the origin of each statement, and show only the marks of a view."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

_ATTRIBUTE = r' ([\w-]+)="([^"]*)"'
#: An element that is a mark, or a part of one.
_MARK = re.compile(rf'<(a|span)(?=[^<>]* class="passage)((?:{_ATTRIBUTE})+)>')
_ATTRIBUTES = re.compile(_ATTRIBUTE)


@dataclass(frozen=True, slots=True)
class MarginLabel:
    """The words for a statement's number: read aloud, and shown in the margin; and the kind of its origin."""

    spoken: str
    margin: str
    kind: str


def dressed(html: str, labels: Mapping[str, MarginLabel], states: Mapping[str, str], view: str) -> str:
    """Dress the marks of an article.

    Args:
        html: the article, or a part of it, as the sanitiser left it.
        labels: a statement's number, as text → its label.
        states: id of a statement or figure → its state, `against` or `changed`; one without a state is left out.
        view: what to mark: `calm` only what is contradicted or changes, `evidence` statements and figures too, `all`
            names too. The links of other marks keep their address in `data-href`, for the page's script.

    Returns:
        The same text with other attributes.
    """

    def tag(match: re.Match[str]) -> str:
        name = match[1]
        given = dict(_ATTRIBUTES.findall(match[2]))
        if label := labels.get(given.get("data-number", "")):
            given["aria-label"] = str(escape(label.spoken))
            given |= {"data-who": str(escape(label.margin)), "data-kind": label.kind}
        elif "href" in given and not _is_shown(given, view):
            given["data-href"] = given.pop("href")
        if state := states.get(given.get("id") or given.get("data-part-of", "")):
            given["class"] += f" passage--{state}"
        attributes = "".join(f' {key}="{value}"' for key, value in given.items())
        return f"<{name}{attributes}>"

    return _MARK.sub(tag, html)


def _is_shown(given: Mapping[str, str], view: str) -> bool:
    return view == "all" or (view == "evidence" and given.get("href", "").startswith("#_note-"))
