"""What a page allows itself: its Content-Security-Policy, with the hashes of the theme's own inline scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser

#: What is allowed without further settings: everything from the site itself, and nothing from elsewhere.
POLICY: Mapping[str, str] = {
    "default-src": "'self'",
    "script-src": "'self'",
    # Themes and our bars set widths with style attributes; none of an article's gets through the sanitiser.
    "style-src": "'self' 'unsafe-inline'",
    # Material's icons are data: addresses in its style sheet.
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
#: What can be allowed beyond that: the directives that work in a `meta` element.
DIRECTIVES = (
    *POLICY, "child-src", "connect-src", "font-src", "frame-src", "manifest-src", "media-src", "worker-src",
)  # fmt: skip
#: Pagefind is WebAssembly.
_WASM = "'wasm-unsafe-eval'"

_BEGINS = re.compile("<script", re.IGNORECASE)
_ENDS = re.compile("</script[^>]*>", re.IGNORECASE)
#: Types of script elements that hold data: a browser runs none of them.
_DATA = ("json", "template", "text/plain")


class _Scripts(HTMLParser):
    """The texts of the scripts that stand in a page and that a browser would run."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self._open = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_data = any(word in given.get("type", "").lower() for word in _DATA)
        self._open = tag == "script" and "src" not in given and not is_data
        if self._open:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[-1] += data


def inline_scripts(html: str) -> list[str]:
    """The texts of a page's inline scripts, in order."""
    return [text for element in _script_elements(html) for text in _Scripts(element).texts]


def _script_elements(html: str) -> Iterator[str]:
    """Each script element: a page holds a few among thousands of others, which need not be read as HTML."""
    end = 0
    while found := _BEGINS.search(html, end):
        closed = _ENDS.search(html, found.end())
        end = closed.end() if closed else len(html)
        yield html[found.start() : end]


def allowed(settings: Mapping[str, str] | None, *, search: bool) -> Mapping[str, str] | None:
    """What a site allows beyond what every page does, with what its search needs; None where it has no policy."""
    if settings is None or not search:
        return settings
    return {**settings, "script-src": f"{_WASM} {settings.get('script-src', '')}".strip()}


def policy_of(scripts: Iterable[str], more: Mapping[str, str]) -> str:
    """The policy of a page that has these inline scripts; `more` are sources allowed beyond, by directive."""
    sources = {directive: allowed.split() for directive, allowed in POLICY.items()}
    sources["script-src"] += sorted({_hash(text) for text in scripts})
    for directive, allowed in more.items():
        known = sources.get(directive, sources["default-src"])
        wanted = [*(source for source in known if source != "'none'"), *allowed.split()]
        sources[directive] = list(dict.fromkeys(wanted))
    return "; ".join(f"{directive} {' '.join(allowed)}" for directive, allowed in sources.items())


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.replace("\r\n", "\n").replace("\r", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
