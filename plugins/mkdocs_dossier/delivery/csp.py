"""Write the Content-Security-Policy of a page, with the hashes of the theme's own inline scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, urlsplit

#: The policy without further settings: everything from the site itself, and nothing from elsewhere.
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
#: The directives that settings may extend: those that work in a `meta` element.
DIRECTIVES = (
    *POLICY, "child-src", "connect-src", "font-src", "frame-src", "manifest-src", "media-src", "worker-src",
)  # fmt: skip
#: The fallbacks of a missing directive, in order; all other directives fall back to `default-src`.
_FALLBACKS = {
    "frame-src": ("child-src", "default-src"),
    "worker-src": ("child-src", "script-src", "default-src"),
    "base-uri": (),
    "form-action": (),
}
_SAFER = {"http": ("https",), "ws": ("wss", "http", "https"), "wss": ("https",)}
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
#: Pagefind is WebAssembly.
WASM = "'wasm-unsafe-eval'"


def allowed(settings: Mapping[str, str] | None, *, search: bool) -> Mapping[str, str] | None:
    """Return the sources that a site allows beyond `POLICY`, with those its search needs; None if it has no policy."""
    if settings is None or not search:
        return settings
    return {**settings, "script-src": f"{WASM} {settings.get('script-src', '')}".strip()}


def policy_of(scripts: Iterable[str], more: Mapping[str, str]) -> str:
    """Return the policy of a page with these inline scripts; `more` adds sources by directive."""
    sources = _sources(more)
    own, *others = sources["script-src"]
    sources["script-src"] = [own, *sorted({_hash(text) for text in scripts}), *others]
    return "; ".join(f"{directive} {' '.join(allowed)}" for directive, allowed in sources.items())


def allows(more: Mapping[str, str], directive: str, address: str) -> bool:
    """Whether a page may load an address of another host.

    Args:
        more: sources allowed beyond `POLICY`, by directive.
        directive: the directive that the load falls under, such as `img-src`.
        address: a whole URL, `https://host/path`.
    """
    sources, url = _sources(more), urlsplit(address)
    known = next((name for name in (directive, *_FALLBACKS.get(directive, ("default-src",))) if name in sources), "")
    return any(_matches(source, url) for source in sources.get(known, ()))


def _sources(more: Mapping[str, str]) -> dict[str, list[str]]:
    sources = {directive: allowed.split() for directive, allowed in POLICY.items()}
    for directive, allowed in more.items():
        known = sources.get(directive, sources["default-src"])
        wanted = [*(source for source in known if source != "'none'"), *allowed.split()]
        sources[directive] = list(dict.fromkeys(wanted))
    return sources


def _matches(source: str, url: SplitResult) -> bool:
    """Whether a source of a policy matches an address (CSP 3); keywords and hashes match none."""
    if source.startswith("'"):
        return False
    if source == "*" or source.endswith(":"):
        return source == "*" or url.scheme in _schemes(source[:-1])
    scheme, _, rest = source.rpartition("://")
    host, slash, path = rest.partition("/")
    host, _, port = host.lower().partition(":")
    if scheme and url.scheme not in _schemes(scheme):
        return False
    if port not in ("", "*", str(url.port or _PORTS.get(url.scheme))):
        return False
    asked = url.hostname or ""
    if not (asked.endswith(host[1:]) if host.startswith("*.") else asked == host):
        return False
    return not slash or (url.path.startswith(f"/{path}") if f"/{path}".endswith("/") else url.path == f"/{path}")


def _schemes(scheme: str) -> tuple[str, ...]:
    """Return a scheme, and the safer ones that it also matches."""
    return (scheme, *_SAFER.get(scheme, ()))


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.replace("\r\n", "\n").replace("\r", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
