"""Web addresses: which may be linked, and a spelling that shows their real host."""

import re
import unicodedata
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

#: The schemes of addresses outside the site.
SCHEMES = ("http", "https", "mailto")

#: Characters that browsers ignore anywhere in an address.
_IGNORED = re.compile(r"[\t\r\n]")
_SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_ABROAD = re.compile(r"[\x00-\x20]*[/\\]\s*[/\\]")
#: Characters that browsers read as the full stop between the parts of a host's name.
_DOTS = re.compile("[\u3002\uff0e\uff61]")
#: Characters that browsers accept after a host, and that are percent-encoded everywhere else.
_TAKEN = re.compile(r"[|^{}`]")
_REFUSED = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f\x7f]")
_WHOLE = "write a whole web address that begins with https:// or http://"
_NAMES = {" ": "the space", "\t": "the tab", "\n": "the line end", "\r": "the line end"}


def scheme_of(address: str) -> str:
    """Return the scheme as a browser reads it, in lower case; empty for an address of the site."""
    found = _SCHEME.match(_IGNORED.sub("", address))
    return found[1].lower() if found else ""


def stays_here(address: str) -> bool:
    """Return whether an address leads to the site itself: it has neither scheme nor host, and is no page's source."""
    plain = _IGNORED.sub("", address)
    is_abroad = scheme_of(plain) or _ABROAD.match(plain) or plain.strip().startswith("\\")
    return not is_abroad and not re.search(r"\.(?:md|ya?ml)(?:[?#]|$)", plain)


def _encoded(address: str) -> str:
    """Percent-encode the characters that browsers accept after the address's host (WHATWG URL)."""
    at = _host_end(address)
    return address[:at] + _TAKEN.sub(lambda sign: f"%{ord(sign[0]):02X}", address[at:])


def _host_end(address: str) -> int:
    host = re.match(r"[^/]*//[^/?#]*", address)
    return host.end() if host else len(address)


def web_address(text: str) -> str:
    """Return an address as browsers request it, its host in punycode. Raises ValueError, with what to write instead."""
    text = _encoded(text)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, SplitResult("", "", "", "", "")
    if objection := _objection(text):
        raise ValueError(objection)
    if not host:
        raise ValueError(_WHOLE)
    if "@" in parts.netloc:
        raise ValueError("write the address without a name or password before the host")
    if text.isascii():
        return text
    name = ascii_host(host)
    return urlunsplit(parts._replace(netloc=name if port is None else f"{name}:{port}"))


def _objection(address: str) -> str:
    """Return what to write for a scheme or a character that no web address has; empty if all is well."""
    if scheme_of(address) not in ("http", "https"):
        unknown = re.match(r"\w[\w+-]*(?=://)", address)
        return f"{_WHOLE}, not with {unknown[0]}://" if unknown else _WHOLE
    if not (found := _REFUSED.search(address)):
        return ""
    sign = found[0]
    name = _NAMES.get(sign) or (f"“{sign}”" if sign.isprintable() else f"the sign U+{ord(sign):04X}, which nobody sees")
    if not address[: found.end()].strip() or not address[found.start() :].strip():
        return f"delete {name} at the {'end' if found.start() else 'beginning'}"
    if found.start() >= _host_end(address):
        return f"write {quote(sign)} in place of {name}"
    return "write / in place of “\\”" if sign == "\\" else f"correct the host: its name may not hold {name}"


def ascii_host(host: str) -> str:
    """Return a host's name as it is requested: non-ASCII parts in punycode (RFC 5891, without its exceptions)."""
    labels = unicodedata.normalize("NFKC", _DOTS.sub(".", host).lower()).split(".")
    return ".".join(map(_ascii_label, labels))


def _ascii_label(label: str) -> str:
    if label.isascii():
        return label
    if not all(letter == "-" or unicodedata.category(letter)[0] in "LMN" for letter in label):
        raise ValueError("write the host's name with letters, digits and hyphens alone")
    return f"xn--{label.encode('punycode').decode('ascii')}"
