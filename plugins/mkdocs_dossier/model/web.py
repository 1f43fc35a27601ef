"""Addresses on the web: which may be linked, and how they are written so that nobody takes one host for another."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit, urlunsplit

#: What an address outside of the site may begin with.
SCHEMES = ("http", "https", "mailto")

#: Browsers pass over these, wherever they stand.
_IGNORED = re.compile(r"[\t\r\n]")
_SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_ABROAD = re.compile(r"[\x00-\x20]*[/\\]\s*[/\\]")
#: Browsers read each of them as the full stop between the parts of a host's name.
_DOTS = re.compile("[\u3002\uff0e\uff61]")


def scheme_of(address: str) -> str:
    """The scheme as a browser reads it, in lower case; empty for an address of the site."""
    found = _SCHEME.match(_IGNORED.sub("", address))
    return found[1].lower() if found else ""


def stays_here(address: str) -> bool:
    """Whether an address leads to the site itself: it has neither scheme nor host."""
    plain = _IGNORED.sub("", address)
    return not scheme_of(plain) and not _ABROAD.match(plain) and not plain.strip().startswith("\\")


#: Signs that browsers take behind a host, and that are written by their numbers everywhere else.
_TAKEN = re.compile(r"[|^{}`]")
_REFUSED = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f\x7f]")


def refused_sign(address: str) -> str:
    """Name the first sign that no address of the web may hold, and its number; empty if there is none."""
    found = _REFUSED.search(_encoded(address))
    return f"%{ord(found[0]):02X} in place of “{found[0]}”" if found and found[0].isprintable() else ""


def _encoded(address: str) -> str:
    """The address with the signs that browsers take behind its host written by their numbers (WHATWG URL)."""
    host_end = re.match(r"[^/]*//[^/?#]*", address)
    at = host_end.end() if host_end else len(address)
    return address[:at] + _TAKEN.sub(lambda sign: f"%{ord(sign[0]):02X}", address[at:])


def web_address(text: str) -> str:
    """An address of the web as browsers ask for it: host in ASCII (punycode), `|^{}` and backticks by their numbers.

    Raises:
        ValueError: says what to write instead.
    """
    text = _encoded(text)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, SplitResult("", "", "", "", "")
    if parts.scheme in ("http", "https") and (sign := refused_sign(text)):
        raise ValueError(f"write {sign}")
    if not host or parts.scheme not in ("http", "https") or _REFUSED.search(text):
        raise ValueError("write a whole web address that begins with https:// or http://")
    if "@" in parts.netloc:
        raise ValueError("write the address without a name or password before the host")
    if text.isascii():
        return text
    name = ascii_host(host)
    return urlunsplit(parts._replace(netloc=name if port is None else f"{name}:{port}"))


def ascii_host(host: str) -> str:
    """A host's name as it is asked for: each part that is not ASCII in punycode (RFC 5891, without its exceptions)."""
    labels = unicodedata.normalize("NFKC", _DOTS.sub(".", host).lower()).split(".")
    return ".".join(map(_ascii_label, labels))


def _ascii_label(label: str) -> str:
    if label.isascii():
        return label
    if not all(letter == "-" or unicodedata.category(letter)[0] in "LMN" for letter in label):
        raise ValueError("write the host's name with letters, digits and hyphens alone")
    return f"xn--{label.encode('punycode').decode('ascii')}"
