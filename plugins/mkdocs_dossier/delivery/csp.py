"""The Content-Security-Policy of a page, with the hashes of its inline scripts; and what the page loads from elsewhere.

Only certain loads count: an address in a comment, a link or an unused variable is none.
"""

import base64
import hashlib
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from mkdocs_dossier.syntax.word_tables import Table

_TABLES: Mapping[str, Any] = Table("delivery", "loads.yml")
#: Pagefind is WebAssembly.
WASM = "'wasm-unsafe-eval'"


def directives() -> list[str]:
    """Return the directives that settings may extend: those that work in a `meta` element."""
    return [*_TABLES["policy"], *_TABLES["further"]]


def allowed(settings: Mapping[str, str] | None, *, search: bool) -> Mapping[str, str] | None:
    """Return the sources that a site adds to the policy, with those its search needs; None if it has no policy."""
    if settings is None or not search:
        return settings
    return {**settings, "script-src": f"{WASM} {settings.get('script-src', '')}".strip()}


def policy_of(scripts: Iterable[str], more: Mapping[str, str]) -> str:
    """Return the policy of a page with these inline scripts; `more` adds sources by directive."""
    sources = _sources(more)
    own, *others = sources["script-src"]
    sources["script-src"] = [own, *sorted({_hash(text) for text in scripts}), *others]
    return "; ".join(f"{directive} {' '.join(allowed)}" for directive, allowed in sources.items())


def allows(more: Mapping[str, str], load: tuple[str, str]) -> bool:
    """Return whether a page may load (directive, URL) from another host; `more` extends the policy by directive."""
    directive, address = load
    sources, url = _sources(more), urlsplit(address)
    names = (directive, *_TABLES["fallbacks"].get(directive, ("default-src",)))
    known: list[str] = next((sources[name] for name in names if name in sources), [])
    return any(_matches(source, url) for source in known)


def _sources(more: Mapping[str, str]) -> dict[str, list[str]]:
    sources = {directive: allowed.split() for directive, allowed in _TABLES["policy"].items()}
    for directive, allowed in more.items():
        known = sources.get(directive, sources["default-src"])
        wanted = [*(source for source in known if source != "'none'"), *allowed.split()]
        sources[directive] = list(dict.fromkeys(wanted))
    return sources


def _matches(source: str, url: SplitResult) -> bool:
    """Return whether a source of a policy matches an address (CSP 3); keywords and hashes match none."""
    if source.startswith("'"):
        return False
    if source == "*" or source.endswith(":"):
        return source == "*" or url.scheme in _schemes(source[:-1])
    scheme, _, rest = source.rpartition("://")
    host, slash, path = rest.partition("/")
    host, _, port = host.lower().partition(":")
    if scheme and url.scheme not in _schemes(scheme):
        return False
    if port not in ("", "*", str(url.port or _TABLES["ports"].get(url.scheme))):
        return False
    asked = url.hostname or ""
    if not (asked.endswith(host[1:]) if host.startswith("*.") else asked == host):
        return False
    return not slash or (url.path.startswith(f"/{path}") if f"/{path}".endswith("/") else url.path == f"/{path}")


def _schemes(scheme: str) -> tuple[str, ...]:
    """Return a scheme, and the safer ones that it also matches."""
    return (scheme, *_TABLES["safer"].get(scheme, ()))


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.replace("\r\n", "\n").replace("\r", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class Load(NamedTuple):
    """An address that is loaded, and the directive that may allow it."""

    directive: str
    address: str

    @property
    def host(self) -> str:
        """The host, with its port if it has one."""
        return urlsplit(self.address).netloc.rpartition("@")[2].lower()

    @property
    def origin(self) -> str:
        """The source with which a policy allows the host: scheme and host."""
        return f"{urlsplit(self.address).scheme}://{self.host}"


#: Types of scripts that hold data: a browser runs none of them.
_DATA = re.compile("json|template|text/plain|text/x-(?!javascript|ecmascript)", re.IGNORECASE)
_SCRIPT = re.compile(r"<script.*?(?:</script[^>]*>|\Z)", re.IGNORECASE | re.DOTALL)

_WORDS = r"""["'`]((?:https?:|wss?:)?//[^"'`\s$<>\\]+)["'`]?(\s*\+)?"""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LINE_COMMENT = re.compile(r"(?:^|(?<=[;{}]))[ \t]*//.*$", re.MULTILINE)
_MAKES = re.compile(r"createElement\(\s*([\"'`]?\w+)|new\s+(Image)\b")
_SETS = re.compile(rf"(?:\.(src|href)\s*=|setAttribute\(\s*[\"'`](src|href)[\"'`]\s*,)\s*(?:{_WORDS}|(\w+))")
_CALLS = re.compile(
    rf"(?:\b(?:fetch|sendBeacon|EventSource|WebSocket|getJSON|ajax)\(|\.open\(\s*[\"'`]\w+[\"'`]\s*,)\s*{_WORDS}"
)
_IMPORTS = re.compile(rf"\b(?:import\s*\(?|importScripts\(|getScript\(|from)\s*{_WORDS}")
_WRITES = re.compile(rf"<script[^<>]*\bsrc=\\?{_WORDS}", re.IGNORECASE)
#: The parameters of a function, and the values of a call right at its end.
_PARAMETERS = re.compile(r"\bfunction\s*\w*\(([\w\s,$]+)\)")
_VALUES = re.compile(r"\}\s*\)?\s*\(([^{}()]+)\)")

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}", re.IGNORECASE)
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?(\"[^\"]*\"|'[^']*'|[^\"')\s;]+)", re.IGNORECASE)
_NAMESPACE = re.compile(r"@(?:namespace|import)(?:\"[^\"]*\"|'[^']*'|[^;\"'])*;?", re.IGNORECASE)
_URL = re.compile(r"url\(\s*(\"[^\"]*\"|'[^']*'|[^)]*)\s*\)", re.IGNORECASE)


def loads_of_page(html: str) -> Iterator[Load]:
    """Yield the loads of a page's elements, and of the styles and scripts in it."""
    page = _Elements(html)
    yield from page.loads
    for style in page.styles:
        yield from loads_of_style(style)
    for script in page.scripts:
        yield from loads_of_script(script)


def inline_scripts(html: str) -> list[str]:
    """Return the texts of the inline scripts that a browser runs, without parsing the other elements of a page."""
    return [text for element in _SCRIPT.findall(html) for text in _Elements(element).scripts]


def loads_of_style(css: str) -> Iterator[Load]:
    """Yield the loads of a style sheet."""
    css = _COMMENT.sub("", css)
    rest = _NAMESPACE.sub("", css)
    fonts, images = "".join(_FONT_FACE.findall(rest)), _FONT_FACE.sub("", rest)
    for directive, pattern, text in (("style-src", _IMPORT, css), ("font-src", _URL, fonts), ("img-src", _URL, images)):
        for address in pattern.findall(text):
            yield from _foreign(directive, address.strip("\"'"))


def loads_of_script(script: str) -> Iterator[Load]:
    """Yield the loads of a script whose addresses it spells out."""
    script = _LINE_COMMENT.sub("", _COMMENT.sub("", script))
    made = [(found.start(), directive) for found in _MAKES.finditer(script) if (directive := _made(found))]
    places = [place for place, _ in made]
    for found in _SETS.finditer(script):
        position = bisect(places, found.start())
        directive = made[position - 1][1] if position else ""
        if directive and (directive == "style-src") == ("href" in (found[1], found[2])):
            yield from _whole(directive, *((found[3], found[4]) if found[3] else _value(script, found[5])))
    for pattern, asked in ((_CALLS, "connect-src"), (_IMPORTS, "script-src"), (_WRITES, "script-src")):
        for found in pattern.finditer(script):
            yield from _whole(asked, found[1], found[2])


def _made(found: re.Match[str]) -> str | None:
    """Return the directive for an element that a script makes; one named by a variable counts as a script."""
    made: Mapping[str, str] = _TABLES["made"]
    if found[2]:
        return made["img"]
    return made.get(found[1].strip("\"'`") if found[1][0] in "\"'`" else "script")


def _value(script: str, name: str) -> tuple[str, str]:
    """Return the address that a variable is set to, or a parameter of a function that is called at once."""
    if found := re.search(rf"\b{name}\s*=\s*{_WORDS}", script):
        return found[1], found[2]
    parameters, values = _PARAMETERS.search(script), _VALUES.findall(script)
    if parameters and values:
        given = dict(zip(_parts(parameters[1]), _parts(values[-1]), strict=False))
        if found := re.fullmatch(_WORDS, given.get(name, "")):
            return found[1], found[2]
    return "", ""


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _whole(directive: str, address: str, goes_on: str) -> Iterator[Load]:
    """Yield a load if its host is complete: something may follow it (`goes_on`) only after the path has begun."""
    if not goes_on or "/" in address.partition("//")[2]:
        yield from _foreign(directive, address)


def _foreign(directive: str, address: str) -> Iterator[Load]:
    address = address.strip()
    address = f"https:{address}" if address.startswith("//") else address
    try:
        url = urlsplit(address)
    except ValueError:
        return
    if url.scheme in ("http", "https", "ws", "wss") and ("." in (url.hostname or "") or url.hostname == "localhost"):
        yield Load(directive, address)


class _Elements(HTMLParser):
    """The loads of a page's elements, and the texts of its styles and of the scripts that a browser runs."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.loads: list[Load] = []
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self._inert = 0
        self._reading: list[str] | None = None
        """The list whose last text is being read."""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inert += tag == "template"
        self._reading = None
        if self._inert or (tag == "script" and _DATA.search(given.get("type", ""))):
            return
        if tag in ("script", "style") and "src" not in given:
            self._reading = self.scripts if tag == "script" else self.styles
            self._reading.append("")
        for attribute, directive in _TABLES["elements"].get(tag, {}).items():
            for address in given.get(attribute, "").split(",") if attribute == "srcset" else [given.get(attribute, "")]:
                self.loads += _foreign(directive, (address.split() or [""])[0])
        if tag == "link":
            words = given.get("rel", "").lower().split()
            directives = {_TABLES["links"].get(word) for word in words}
            if {"preload", "modulepreload"}.intersection(words):
                directives.add(_TABLES["preloads"].get(given.get("as", "script")))
            for directive in sorted(filter(None, directives)):
                self.loads += _foreign(directive, given.get("href", ""))
        if "url(" in given.get("style", ""):
            self.loads += loads_of_style(given["style"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._inert -= tag == "template" and self._inert > 0
        self._reading = None

    def handle_data(self, data: str) -> None:
        if self._reading:
            self._reading[-1] += data
