"""Pages of records have a content security policy with hashes of their scripts, which the setting `csp` extends."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
import yaml
from mkdocs.config import load_config

from conftest import write
from forked import mkdocs
from mkdocs_dossier.delivery.csp import allowed, allows, inline_scripts, policy_of
from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.mkdocs_plugin.foreign_loads import for_records

MKDOCS_YML = """
site_name: Test
site_url: https://site.example/
theme: {theme}
plugins: [search, dossier{plugin}]
{more}
"""
THEME = "{name: material, language: de}"
INSTANT = "{name: material, language: de, features: [navigation.instant, navigation.instant.prefetch, navigation.tabs]}"
SITE = {
    "docs/index.md": "# Start\n\n<script>let own = 1</script>\n",
    "docs/linked.md": "# Links\n\n[Ann](actor:ann)\n",
    "dossier/all.yml": "actors:\n  ann: {name: Ann, kind: person, formerly: [anna]}\n",
}
HOOK = """
def on_post_page(output, page, config):
    return output.replace("</body>", "<script>let late = 1</script></body>")
"""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
Build = Callable[..., Path]
#: The message about a host that pages of records load nothing from.
_REFUSED = re.compile(r"load nothing from (\S+) .*, such as (\S+)\. .* csp: (\{.*\}) for")
OVERRIDE = """{% extends "base.html" %}
{% block extrahead %}
<link rel="preconnect" href="https://stats.example"><link rel="dns-prefetch" href="//allowed.example">
<script src="https://stats.example/count.js" async></script><img src="https://stats.example/pixel.gif">
{% if not (page and page.meta.dossier) %}<script src="https://comments.example/talk.js"></script>{% endif %}
<!-- <script src="https://former.example/a.js"></script> --><a href="https://linked.example/">A link</a>
<script src="https://site.example/own.js"></script>
{% endblock %}
"""
PLUGIN = """
def on_post_page(output, page, config):
    return output.replace("</body>", "<script>fetch('https://plugin.example/api')</script></body>")
"""


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function from settings to the folder of the site built with them; it raises ValueError if that fails."""

    def build_site(
        *, plugin: str = "", theme: str = THEME, more: str = "", files: dict[str, str] | None = None
    ) -> Path:
        settings = MKDOCS_YML.format(plugin=plugin, theme=theme, more=more)
        write(tmp_path, {"mkdocs.yml": settings, **SITE, **(files or {})})
        run = mkdocs("build", "--strict", "--quiet", cwd=tmp_path)
        (tmp_path / "log.txt").write_text(run.stdout + run.stderr, encoding="utf-8")
        if run.returncode:
            raise ValueError(run.stdout + run.stderr)
        return tmp_path / "site"

    return build_site


def _policy(page: Path) -> dict[str, list[str]]:
    found = _POLICY.search(page.read_text(encoding="utf-8"))
    assert found is not None, page
    parts = (part.split() for part in html.unescape(found[1]).split(";"))
    return {directive: sources for directive, *sources in parts}


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _ours(site: Path) -> list[Path]:
    """Return the pages of records; all others are at the top or below `linked`."""
    return [page for page in sorted(site.rglob("*.html")) if page.parent not in (site, site / "linked")]


@pytest.mark.parametrize("theme", [THEME, INSTANT])
def test_each_page_of_records_has_its_policy_and_sends_no_referrer(build: Build, theme: str) -> None:
    """A policy has the hashes of all inline scripts of its page, and comes after the encoding."""
    site = build(theme=theme, more="hooks: [hook.py]", files={"hook.py": HOOK})
    pages = _ours(site)
    assert len(pages) > 10
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.count("Content-Security-Policy") == 1, page
        assert text.count('<meta name="referrer" content="no-referrer">') == 1, page
        assert 0 < text.lower().index('<meta charset="utf-8"') < min(1000, text.index("Content-Security-Policy")), page
        allowed_scripts = _policy(page).get("script-src", [])
        assert [text for text in inline_scripts(text) if _hash(text) not in allowed_scripts] == [], page
        assert "'unsafe-inline'" not in allowed_scripts
        assert len(allowed_scripts) <= len(inline_scripts(text)) + 1, page
    assert _policy(site / "akteure/anna/index.html") == {"default-src": ["'none'"]}
    record = (site / "akteure/ann/index.html").read_text(encoding="utf-8")
    assert 0 < record.index("application/ld+json") < record.index("</head>"), "instant navigation would run it"
    assert _hash("let late = 1") in _policy(site / "akteure/ann/index.html")["script-src"], "completed last"


def test_no_other_page_has_one(build: Build) -> None:
    """Other pages have no policy; one that links a record has only its styles."""
    site = build(theme=INSTANT)
    for page in ("index.html", "404.html", "linked/index.html"):
        text = (site / page).read_text(encoding="utf-8")
        assert "Content-Security-Policy" not in text, page
        assert "referrer" not in text, page
        assert ("assets/dossier.css" in text) == (page == "linked/index.html"), page


def test_another_theme_has_its_scripts_allowed(build: Build) -> None:
    """The policy allows the inline scripts of another theme: `readthedocs` writes a page's title into one."""
    site = build(theme="{name: readthedocs, language: de}")
    page = site / "akteure/ann/index.html"
    scripts = inline_scripts(page.read_text(encoding="utf-8"))
    assert any('"Ann"' in script for script in scripts)
    assert {_hash(script) for script in scripts} <= set(_policy(page)["script-src"])


@pytest.mark.parametrize(
    ("theme", "plugin", "host", "elsewhere", "here"),
    [
        (THEME, "", "fonts.googleapis.com", True, False),
        (THEME, ": {csp: {style-src: https://fonts.googleapis.com}}", "fonts.googleapis.com", True, False),
        (
            THEME,
            ": {csp: {style-src: https://fonts.googleapis.com, font-src: https://fonts.gstatic.com}}",
            "fonts.googleapis.com",
            True,
            True,
        ),
        (THEME, ": {csp: {default-src: 'https:'}}", "fonts.googleapis.com", True, False),
        (THEME, ": {csp: false}", "fonts.googleapis.com", True, True),
        ("{name: material, font: false}", "", "fonts.googleapis.com", False, False),
        ("{name: material, font: {text: Ubuntu}}", "", "fonts.googleapis.com", True, False),
        ("mkdocs", "", "cdnjs.cloudflare.com", True, False),
        ("readthedocs", ": {csp: {script-src: '*.cloudflare.com'}}", "cdnjs.cloudflare.com", True, False),
    ],
)
def test_pages_of_records_load_only_what_their_policy_allows(
    build: Build, theme: str, plugin: str, host: str, elsewhere: bool, here: bool
) -> None:
    """Only pages of records drop a theme's fonts and files that `csp` does not allow; other pages keep them."""
    site = build(theme=theme, plugin=plugin)
    loading = {page for page in site.rglob("*.html") if f'="https://{host}/' in page.read_text(encoding="utf-8")}
    assert ({site / "index.html", site / "404.html"} <= loading) is elsewhere
    pages = {page for page in _ours(site) if page.parent.name != "anna"}
    assert pages & loading == (pages if here else set())


def test_sites_may_allow_more(build: Build) -> None:
    """`csp` adds sources to the directives it names; the others stay as they are."""
    site = build(
        plugin=": {csp: {script-src: https://stats.example, connect-src: 'https://stats.example wss://x.example'}}"
    )
    policy = _policy(site / "akteure/ann/index.html")
    assert policy["script-src"][0] == "'self'"
    assert "https://stats.example" in policy["script-src"]
    assert policy["connect-src"] == ["'self'", "https://stats.example", "wss://x.example"]
    assert policy["default-src"] == ["'self'"]


def test_sites_may_have_no_policy(build: Build) -> None:
    """`csp: false` removes the policy, but still no referrer is sent."""
    text = (build(plugin=": {csp: false}") / "akteure/ann/index.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" not in text
    assert 'name="referrer"' in text


def _refused(site: Path) -> dict[str, tuple[str, object]]:
    """Return, by host, a refused address and the setting that would allow it, from the log."""
    found = _REFUSED.findall((site.parent / "log.txt").read_text(encoding="utf-8"))
    refused = {host: (address, yaml.safe_load(setting)) for host, address, setting in found}
    assert len(found) == len(refused), "one line for each host"
    return refused


def test_each_refused_host_is_reported(build: Build) -> None:
    """Hosts of overrides, plugins, analytics, own scripts and styles are reported with the setting to change."""
    site = build(
        plugin=": {csp: {script-src: 'https://cdn.example', style-src: https://allowed.example}}",
        theme="{name: material, language: de, custom_dir: overrides}",
        more="hooks: [hook.py]\nextra: {analytics: {provider: google, property: G-1}}\n"
        "extra_css: [own.css]\nextra_javascript: [own.js, https://cdn.example/lib.js]\n",
        files={
            "hook.py": PLUGIN,
            "overrides/main.html": OVERRIDE,
            "docs/own.css": "@import url(//styles.example/a.css);\nb { background: url(https://styles.example/b.png) }",
            "docs/own.js": "let s = document.createElement('script'); s.src = 'https://late.example/late.js';",
        },
    )
    assert _refused(site) == {
        "late.example": (
            "https://late.example/late.js",
            {"script-src": "https://cdn.example https://late.example"},
        ),
        "plugin.example": ("https://plugin.example/api", {"connect-src": "https://plugin.example"}),
        "stats.example": (
            "https://stats.example/count.js",
            {"script-src": "https://cdn.example https://stats.example", "img-src": "https://stats.example"},
        ),
        "styles.example": (
            "https://styles.example/a.css",
            {"style-src": "https://allowed.example https://styles.example", "img-src": "https://styles.example"},
        ),
        "www.googletagmanager.com": (
            "https://www.googletagmanager.com/gtag/js?id=G-1",
            {"script-src": "https://cdn.example https://www.googletagmanager.com"},
        ),
    }
    record = (site / "akteure/ann/index.html").read_text(encoding="utf-8")
    assert "preconnect" not in record, "no policy covers it"
    assert "dns-prefetch" in record, "something may be loaded from there"
    assert "comments.example" not in record
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "preconnect" in home
    assert "comments.example" in home


def test_the_reported_settings_suffice(build: Build) -> None:
    """With the settings that the messages name, no host is reported any more."""
    files = {"overrides/main.html": OVERRIDE, "hook.py": PLUGIN}
    theme = "{name: material, custom_dir: overrides}"
    csp = {
        directive: sources
        for _, setting in _refused(build(theme=theme, more="hooks: [hook.py]", files=files)).values()
        for directive, sources in cast("dict[str, str]", setting).items()
    }
    assert csp == {
        "script-src": "https://stats.example",
        "img-src": "https://stats.example",
        "connect-src": "https://plugin.example",
    }
    assert _refused(build(plugin=f": {{csp: {csp}}}", theme=theme, more="hooks: [hook.py]", files=files)) == {}


@pytest.mark.parametrize(
    ("theme", "plugin"),
    [
        (THEME, ""),
        (INSTANT, ": {search: true, desk: true}"),
        ("mkdocs", ""),
        ("readthedocs", ""),
        ("{name: material, custom_dir: overrides}", ": {csp: false}"),
    ],
)
def test_no_host_is_reported_if_none_is_refused(build: Build, theme: str, plugin: str) -> None:
    """No host that a theme itself loads from is reported, nor any host without a policy."""
    more = "repo_url: https://github.com/example/site\nextra: {social: [{icon: simple/mastodon, link: 'https://x.example'}]}"
    assert _refused(build(theme=theme, plugin=plugin, more=more, files={"overrides/main.html": OVERRIDE})) == {}


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"script-source": "https://x.example"}, "“script-source” is not known: did you mean “script-src”?"),
        ({"script-src": "https://x.example; default-src *"}, "script-src: write sources with spaces between them"),
        ({"script-src": "https://x.example, default-src *"}, "script-src: write sources with spaces between them"),
        ({"script-src": ["a"]}, "script-src: write sources with spaces between them"),
        ({"script-src": ""}, "script-src: write sources with spaces between them"),
        ("none", "write false, or directives with what they allow, such as script-src: https://…"),
    ],
)
def test_a_malformed_policy_is_refused(setting: object, said: str) -> None:
    """A malformed `csp` is an error that says what to write instead."""
    config = DossierConfig()
    config.load_dict({"csp": setting})
    errors, _ = config.validate()
    expected = f"mkdocs.yml:1:1: error: csp: {said} [wrong-value]"
    assert [(name, str(error)) for name, error in errors] == [("csp", expected)]


def test_only_scripts_that_run_count() -> None:
    """Inline scripts are those that a browser runs: not data, and no scripts with `src`."""
    page = (
        "<script>a < b</script><script src=x></script><script type='application/ld+json'>{}</script>"
        "<script type=module>c</script><script type=importmap>{}</script><p>d</p><script></script>"
    )
    assert inline_scripts(page) == ["a < b", "c", "{}", ""]
    assert inline_scripts("<script>a&amp;b</script>") == ["a&amp;b"]
    assert inline_scripts("İ<SCRIPT title='a>b'>a</Script ><script>b</script>") == ["a", "b"]


def test_the_hash_is_the_one_that_a_browser_computes() -> None:
    """The hash is that of a script's text with line feeds; the first is the example of CSP 3."""
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in policy_of(["alert('Hello, world.');"], {})
    assert _hash("a\nb") in policy_of(["a\r\nb"], {})


def test_the_search_needs_webassembly() -> None:
    """A policy allows WebAssembly only for the search."""
    assert allowed({}, search=False) == {}
    assert allowed({}, search=True) == {"script-src": "'wasm-unsafe-eval'"}
    assert allowed({"script-src": "https://x.example"}, search=True) == {
        "script-src": "'wasm-unsafe-eval' https://x.example"
    }
    assert allowed(None, search=True) is None


@pytest.mark.parametrize(
    ("more", "directive", "address", "is_allowed"),
    [
        ({}, "script-src", "https://x.example/a.js", False),
        ({"script-src": "https://x.example"}, "script-src", "https://x.example/a.js", True),
        ({"script-src": "https://x.example"}, "img-src", "https://x.example/a.png", False),
        ({"script-src": "x.example"}, "script-src", "https://x.example:443/a.js", True),
        ({"script-src": "x.example:8000"}, "script-src", "https://x.example/a.js", False),
        ({"script-src": "https://X.example:*"}, "script-src", "https://x.example:8000/a.js", True),
        ({"script-src": "http://x.example"}, "script-src", "https://x.example/a.js", True),
        ({"script-src": "https://x.example"}, "script-src", "http://x.example/a.js", False),
        ({"script-src": "*.x.example"}, "script-src", "https://a.b.x.example/a.js", True),
        ({"script-src": "*.x.example"}, "script-src", "https://x.example/a.js", False),
        ({"script-src": "*.x.example"}, "script-src", "https://ax.example/a.js", False),
        ({"script-src": "https://x.example/lib/"}, "script-src", "https://x.example/lib/a.js", True),
        ({"script-src": "https://x.example/lib/"}, "script-src", "https://x.example/a.js", False),
        ({"script-src": "https://x.example/lib"}, "script-src", "https://x.example/lib/a.js", False),
        ({"img-src": "https:"}, "img-src", "https://x.example/a.png", True),
        ({"img-src": "*"}, "img-src", "http://x.example/a.png", True),
        ({"script-src": "'unsafe-inline' data:"}, "script-src", "https://x.example/a.js", False),
        ({"default-src": "https://x.example"}, "connect-src", "https://x.example/api", True),
        ({"default-src": "https://x.example"}, "script-src", "https://x.example/a.js", False),
        ({"child-src": "https://x.example"}, "frame-src", "https://x.example/", True),
        ({"default-src": "*"}, "form-action", "https://x.example/", False),
        ({"connect-src": "wss://x.example"}, "connect-src", "wss://x.example/live", True),
    ],
)
def test_which_addresses_a_policy_allows(more: dict[str, str], directive: str, address: str, is_allowed: bool) -> None:
    """Sources match addresses, and directives fall back to others, as in CSP 3."""
    assert allows(more, (directive, address)) is is_allowed


@pytest.mark.parametrize(
    ("settings", "has_font"),
    [("", True), (": {enabled: false}", False), (": {assets: false}", False), (": {assets_fetch: false}", False)],
)
def test_fonts_that_the_site_itself_serves_stay(tmp_path: Path, settings: str, has_font: bool) -> None:
    """The theme's fonts stay if Material's `privacy` plugin fetches them; the site's own theme is not changed."""
    text = f"site_name: Test\ntheme: material\nplugins: [privacy{settings}, dossier]\n"
    write(tmp_path, {"mkdocs.yml": text, "docs/index.md": ""})
    config = load_config(str(tmp_path / "mkdocs.yml"))
    changed = for_records(config, {})
    assert bool(changed.theme["font"]) is has_font
    assert changed.theme.name == "material"
    assert config.theme["font"]["text"] == "Roboto"
