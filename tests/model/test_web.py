"""Web addresses are distinguished from local ones and normalised; malformed ones are refused."""

from __future__ import annotations

import pytest

from mkdocs_dossier.model.web import ascii_host, scheme_of, stays_here, web_address


@pytest.mark.parametrize(
    ("host", "written"),
    [
        ("example.org", "example.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("bu\u0308cher.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("аррӏе.com", "xn--80ak6aa92e.com"),
        ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
        ("ｅxample．org", "example.org"),
    ],
)
def test_hosts_are_normalised_as_in_browsers(host: str, written: str) -> None:
    """Hosts follow UTS 46, nontransitional: lower case, composed, `ß` kept, one kind of full stop."""
    assert ascii_host(host) == written


def test_the_rest_of_an_address_stays() -> None:
    """Port, path, query and fragment stay as written."""
    assert web_address("https://bücher.example:8080/ä?ö=ü#ß") == "https://xn--bcher-kva.example:8080/ä?ö=ü#ß"
    assert web_address("https://Example.org/A") == "https://Example.org/A"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "//example.org/",
        "https://",
        "https:///x",
        "https://bank.example@evil.example/",
        "https://user:pass@example.org/",
        "https://example.org\\@evil.example/",
        "https://exa mple.org/",
        "https://exam\tple.org/",
        "https://[::1/",
        "https://example.org:port/",
        "https://a\u2024b.example\u2044x/",
    ],
)
def test_a_malformed_web_address(address: str) -> None:
    """Other schemes, missing hosts, user names, and characters that browsers interpret differently are refused."""
    with pytest.raises(ValueError, match=r"write|correct the host"):
        web_address(address)


@pytest.mark.parametrize(
    ("address", "scheme", "here"),
    [
        ("../a/", "", True),
        ("#a", "", True),
        ("a b:c", "", True),
        ("/a", "", True),
        ("./a:b", "", True),
        ("JavaScript:x", "javascript", False),
        ("\x01 java\nscript:x", "javascript", False),
        ("//evil.example", "", False),
        ("/\\evil.example", "", False),
        ("\\\\evil.example", "", False),
        ("/\t/evil.example", "", False),
        ("https:evil.example", "https", False),
    ],
)
def test_local_addresses(address: str, scheme: str, here: bool) -> None:
    """Addresses are judged as browsers do, which skip tabs and line ends and take a backslash for a slash."""
    assert (scheme_of(address), stays_here(address)) == (scheme, here)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/index.php?id=a|b", "https://example.org/index.php?id=a%7Cb"),
        ("https://example.org/search?q={term}", "https://example.org/search?q=%7Bterm%7D"),
        ("https://example.org/10^6", "https://example.org/10%5E6"),
        ("https://example.org/a`b#c|d", "https://example.org/a%60b#c%7Cd"),
        ("https://example.org?a|b", "https://example.org?a%7Cb"),
        ("https://bücher.example/ä|ö", "https://xn--bcher-kva.example/ä%7Cö"),
        ("https://example.org/%7C", "https://example.org/%7C"),
    ],
)
def test_characters_that_browsers_accept_are_percent_encoded(address: str, written: str) -> None:
    """Characters that browsers accept unencoded behind the host are percent-encoded."""
    assert web_address(address) == written


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("https://example.org/<b>", "write %3C in place of “<”"),
        ("https://example.org/a b", "write %20 in place of the space"),
        ("https://example.org/a\u00a0b", "write %C2%A0 in place of the sign U+00A0, which nobody sees"),
        ('https://example.org/"', 'write %22 in place of “"”'),
        ("https://example.org\\x", "write / in place of “\\”"),
        ("https://exa|mple.org/", "correct the host: its name may not hold “|”"),
        ("https://exa mple.org/", "correct the host: its name may not hold the space"),
        ("https://{host}/a|b", "correct the host: its name may not hold “{”"),
        ("https://example.org<", "correct the host: its name may not hold “<”"),
        (" https://example.org/", "delete the space at the beginning"),
        ("https://example.org/a ", "delete the space at the end"),
        (
            "ftp://example.org/",
            "write a whole web address that begins with https:// or http://, not with ftp://",
        ),
        ("htps://example.org/", "write a whole web address that begins with https:// or http://, not with htps://"),
        ("example.org/a b", "write a whole web address that begins with https:// or http://"),
        ("https:///a", "write a whole web address that begins with https:// or http://"),
    ],
)
def test_the_message_names_what_is_wrong(address: str, advice: str) -> None:
    """The message names the forbidden character and its replacement, or says to correct the host."""
    with pytest.raises(ValueError, match=r"write|correct|delete") as refused:
        web_address(address)
    assert str(refused.value) == advice
