"""The MkDocs plugin works in real builds of small sites."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from conftest import write
from forked import mkdocs

MKDOCS_YML = """
site_name: Test
site_url: https://site.example/
repo_url: https://code.example/desk/dossiers
edit_uri: edit/main/docs/
theme: {{name: material, language: {language}, font: false}}
plugins: [search, dossier{plugin}]
{more}
"""
ARTICLE = """---
title: Bericht aus der Werft
published: 2024-10-05
language: de
---

Laut Werftleitung wurden mehr als 20 Schiffe gezählt. Das Wetter war an jenem Tag trüb.
"""
ACTORS = """actors:
  werft:
    name: {de: Werftleitung, en: Shipyard}
    kind: company
    description: Siehe [den Bericht](dossier:bericht).
"""
ANNOTATIONS = """statements:
  zaehlung:
    quote: Laut Werftleitung wurden mehr als 20 Schiffe gezählt
    said_by: werft
    topics: [schiffe]
figures:
  schiffe:
    quote: mehr als 20 Schiffe
    quantity: schiffe
"""
QUANTITIES = "quantities:\n  schiffe:\n    label: Schiffe\n    topics: [schiffe]\n"
TOPICS = "topics:\n  schiffe:\n    label: Schifffahrt\n"
SITE = {
    "docs/index.md": "# Start\n\n[Die Werft](actor:werft)\n\n```dossier\nfigures\ntopic: schiffe\n```\n",
    "dossier/actors.yml": ACTORS,
    "dossier/topics.yml": TOPICS,
    "dossier/quantities.yml": QUANTITIES,
    "dossier/bericht/article.md": ARTICLE,
    "dossier/bericht/annotations.yml": ANNOTATIONS,
}

Build = Callable[..., "Built"]


class Built:
    """A finished build: its exit code, its output and the site."""

    def __init__(self, run: subprocess.CompletedProcess[str], site: Path) -> None:
        self.code = run.returncode
        self.log = run.stdout + run.stderr
        self.site = site

    def page(self, path: str) -> str:
        """Return the HTML of a page."""
        return (self.site / path).read_text(encoding="utf-8")

    def everything(self) -> str:
        """Return the text of all files of the site outside `assets`."""
        files = (path for path in sorted(self.site.rglob("*")) if path.is_file() and "assets" not in path.parts)
        return "\n".join(f"{path}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in files)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function from files and settings of mkdocs.yml to the finished build."""

    def build_site(
        files: Mapping[str, str | bytes], *flags: str, language: str = "de", plugin: str = "", more: str = ""
    ) -> Built:
        write(tmp_path, {"mkdocs.yml": MKDOCS_YML.format(language=language, plugin=plugin, more=more), **files})
        return Built(mkdocs("build", *flags, cwd=tmp_path), tmp_path / "site")

    return build_site


def test_every_record_has_its_page(build: Build) -> None:
    """Records have pages at addresses in the site's language, and the build passes --strict."""
    built = build(SITE, "--strict")
    assert built.code == 0, built.log
    for path in ("bericht", "akteure", "akteure/werft", "zahlen/schiffe", "themen/schiffe", "ereignisse", "orte"):
        assert (built.site / path / "index.html").is_file(), path
    assert "Laut Werftleitung wurden" in built.page("akteure/werft/index.html")


@pytest.mark.parametrize("directories", ["true", "false"])
def test_every_page_has_its_canonical_address(build: Build, directories: str) -> None:
    """Every page has one canonical link, of the site's address and its own."""
    built = build(SITE, more=f"use_directory_urls: {directories}")
    pages = [page for page in built.site.rglob("*.html") if page.name != "404.html"]
    assert len(pages) > 10
    for page in pages:
        place = page.relative_to(built.site).as_posix()
        said = re.findall(r'<link rel="canonical" href="(.*?)">', page.read_text(encoding="utf-8"))
        address = place.removesuffix("index.html") if directories == "true" else place
        assert said == [f"https://site.example/{address}"], place


def test_english_addresses_without_directories(build: Build) -> None:
    """Addresses and links follow `theme.language` and `use_directory_urls`."""
    built = build(SITE, "--strict", language="en", more="use_directory_urls: false")
    assert built.code == 0, built.log
    assert 'href="../actors/werft.html"' in built.page("bericht/index.html")
    assert "Shipyard" in built.page("actors/werft.html")


def test_other_words_in_addresses(build: Build) -> None:
    """`paths` changes the folder of a kind."""
    built = build(SITE, "--strict", plugin=": {paths: {actor: personen}}")
    assert built.code == 0, built.log
    assert (built.site / "personen/werft/index.html").is_file()


def test_two_pages_at_one_address(build: Build) -> None:
    """A dossier with the name of a kind's folder ends the build."""
    files = {**SITE, "dossier/akteure/article.md": ARTICLE}
    built = build(files)
    assert built.code == 1
    assert "dossier/akteure/article.md:1:1: error: dossier “akteure” would have the address of" in built.log


def test_links_and_fences_in_docs(build: Build) -> None:
    """Pages of docs/ can link records and embed views."""
    home = build(SITE, "--strict").page("index.html")
    assert 'href="akteure/werft/"' in home
    assert "mehr als 20" in home
    assert 'href="zahlen/schiffe/"' in home


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x](actor:zeuge)", "the link to actor:zeuge leads nowhere — its name is withheld: write the words alone"),
        ("[x](actor:zeug)", "the link to actor:zeug leads nowhere — `dossier list actor` prints all ids"),
        ("[x](statement:zaehlung)", "statement:zaehlung leads nowhere — write statement:bericht/zaehlung"),
        ("[x](statement:berich/zaehlung)", "leads nowhere — did you mean “bericht/zaehlung”?"),
        ("[x](actor:weft)", "docs/index.md:3:1: warning: the link to actor:weft leads nowhere — did you mean “werft”?"),
        ("```dossier\nfigurs\n```", "there is no view “figurs”: did you mean “figures”?"),
        ("```dossier\nfront: topic\n```", "the front has no part “topic”: did you mean “topics”?"),
        ("```dossier\nfront\nlimit: 3\n```", "“limit: 3” is not understood: choose the front’s parts in its line"),
        ("```dossier\nfigures\ntopic: schif\n```", "there is no topic “schif” — did you mean “schiffe”?"),
        ("```dossier\nfigures\nsorted: yes\n```", "“sorted: yes” is not understood: write one of topic, actor,"),
    ],
)
def test_links_and_fences_that_lead_nowhere(build: Build, text: str, said: str) -> None:
    """Broken links and fences are warnings, and end a strict build."""
    withheld = "actors: {zeuge: {name: Zeuge Z, kind: person, withheld: yes}}\n"
    files = {**SITE, "docs/index.md": f"# Start\n\n{text}\n", "dossier/withheld.yml": withheld}
    loose = build(files)
    assert loose.code == 0, loose.log
    assert said in loose.log
    strict = build(files, "--strict", "-q")
    assert strict.code == 1
    assert said in strict.log


def test_a_page_of_docs_that_names_a_withheld_actor(build: Build) -> None:
    """A page of the site's own that names a withheld actor is reported at its line, and ends a strict build."""
    page = "# Start\n\nDas sah, wie es heißt, Zora\nZeugin von der Werft.\n"
    withheld = "actors: {zora-zeugin: {name: Zora Zeugin, kind: person, withheld: yes}}\n"
    files = {**SITE, "docs/index.md": page, "dossier/withheld.yml": withheld}
    said = "docs/index.md:3:1: warning: the page names actor “zora-zeugin”, who is withheld — write it without the name"
    loose = build(files)
    assert loose.code == 0, loose.log
    assert loose.log.count(said) == loose.log.count("[withheld-named]") == 1
    assert build(files, "--strict", "-q").code == 1
    files["docs/index.md"] = "# Start\n\nZora kam. Eine Zeugin sagte [es](actor:zora-zeugin).\n"
    assert "withheld-named" not in build(files).log


def test_a_strict_build_shows_all_warnings_before_it_ends(build: Build) -> None:
    """Those of the dossiers do not hide those of pages, and the last site stays; an error ends it at once."""
    page = "# Start\n\n[x](actor:niemand)\n"
    files = {**SITE, "dossier/leer.yml": "", "docs/index.md": page, "docs/zwei.md": page.replace("niemand", "wer")}
    assert build(SITE, "--strict").code == 0
    strict = build(files, "--strict", "-q", plugin=": {keep: true}")
    assert strict.code == 1
    said = ("dossier/leer.yml:1:1: warning", "the link to actor:niemand leads", "the link to actor:wer leads")
    assert [strict.log.count(words) for words in said] == [1, 1, 1]
    assert strict.log.count("The dossiers have 3 warnings.") == 1
    assert "niemand" not in strict.page("index.html")
    broken = build({**files, "dossier/leer.yml": "actors: []\n"}, "--strict", "-q")
    assert (broken.code, "niemand" in broken.log) == (1, False)


def test_a_link_in_docs_to_a_former_id_names_the_new_one(build: Build) -> None:
    actor = "actors: {neu: {name: Neu, kind: person, formerly: [alt]}}\n"
    built = build({**SITE, "dossier/neu.yml": actor, "docs/index.md": "# Start\n\n[x](actor:alt)\n"})
    assert "the link to actor:alt leads nowhere — it is now called “neu”" in built.log


def test_errors_end_the_build(build: Build) -> None:
    """Errors end the build with exit code 1 and one message, and name their position, even with `--quiet`."""
    files = {**SITE, "dossier/bericht/annotations.yml": ANNOTATIONS.replace("said_by: werft", "said_by: weft")}
    for flags in ((), ("-q",)):
        built = build(files, *flags)
        assert built.code == 1
        place = "dossier/bericht/annotations.yml:4:14: error: statement “zaehlung”: said_by names the unknown actor"
        assert place in built.log
        assert built.log.count("The dossiers have 1 error") == 1
        assert "Traceback" not in built.log


def test_untrusted_text_commands_neither_terminal_nor_workflow(build: Build) -> None:
    """The build logs untrusted text in one line, with control characters and workflow commands escaped."""
    name = '"x\\e[31m\\n::error::y ##[add-mask]z \\u202e"'
    built = build(
        SITE | {"dossier/actors.yml": ACTORS + f"    {name}: a\n    kind: {name}\n"}, plugin=": {timings: true}"
    )
    assert built.code == 1
    assert "\\u001b[31m\\u000a::error::y ##\\u005badd-mask]z \\u202e" in built.log
    lines = built.log.split("\n")
    assert not [line for line in lines if line.strip().startswith("::")]
    assert all(line.isprintable() for line in lines if "dossier/" in line)
    assert "##[" not in built.log


def test_severities(build: Build) -> None:
    """A problem's severity can be lowered in mkdocs.yml."""
    files = {**SITE, "dossier/bericht/annotations.yml": ANNOTATIONS.replace("said_by: werft", "said_by: weft")}
    severities = "unknown-reference: hint, attribution-unused: off"
    built = build(files, "--strict", plugin=f": {{severities: {{{severities}}}}}")
    assert built.code == 0, built.log
    wrong = build(files, plugin=": {severities: {unknown-reference: low}}")
    assert wrong.code == 1
    assert "Traceback" not in wrong.log
    assert "severities" in wrong.log


def test_limits(build: Build) -> None:
    """Limits can be lowered and raised in mkdocs.yml."""
    files = SITE | {"dossier/actors.yml": ACTORS + "#" * 2_000_000}
    refused = build(files)
    assert "dossier/actors.yml:1:1: error: is larger than 2,000,000 bytes" in refused.log
    raised = build(files, plugin=": {limits: {file: 3000000}}")
    assert raised.code == 0
    lowered = build(SITE, plugin=": {limits: {field: 50}}")
    assert "error: holds 52 characters, more than 50 — shorten it [field-too-long]" in lowered.log


def test_drafts_are_not_built(build: Build) -> None:
    """The published site has nothing of a draft."""
    files = {**SITE, "dossier/entwurf/article.md": ARTICLE.replace("published:", "status: draft\npublished:")}
    files["dossier/entwurf/article.md"] = str(files["dossier/entwurf/article.md"]).replace("Wetter", "Geheimwetter")
    built = build(files)
    assert built.code == 0, built.log
    assert not (built.site / "entwurf").exists()
    assert "Geheimwetter" not in built.everything()


def test_an_excerpt_shows_only_its_passages(build: Build) -> None:
    """An excerpt's pages, search entries, data and feeds have only its passages."""
    article = ARTICLE.replace("published:", "lead: Vorspann über Möwen.\npublish: excerpt\npublished:")
    article = article.replace("Das Wetter", "Der Verein kam nicht. Das Wetter")
    actors = ACTORS + "  verein: {name: Verein, kind: group, description: Ein Verein.}\n"
    built = build({**SITE, "dossier/bericht/article.md": article, "dossier/actors.yml": actors})
    assert built.code == 0, built.log
    everything = built.everything()
    assert "mehr als 20 Schiffe" in built.page("bericht/index.html")
    assert "[…]" in built.page("bericht/index.html")
    assert "Wetter" not in everything
    assert "Möwen" not in everything
    assert "Verein" not in everything, "named only in the unshown part"


def test_a_withheld_actor_is_nowhere(build: Build) -> None:
    """No file of the site has a withheld actor's name, posts, relations or roles."""
    actors = ACTORS + "  zeuge:\n    name: Zacharias Unbekannt\n    kind: person\n    withheld: yes\n"
    actors += "    positions: [{post: Obermeister, organization: werft}]\n"
    actors += "relations:\n  kranwart: {from: zeuge, to: werft, kind: employee, role: Kranwart}\n"
    annotations = ANNOTATIONS.replace("said_by: werft", "said_by: zeuge")
    built = build({**SITE, "dossier/actors.yml": actors, "dossier/bericht/annotations.yml": annotations})
    assert built.code == 0, built.log
    for word in ("Zacharias", "Obermeister", "Kranwart", "kranwart"):
        assert word not in built.everything(), word
    assert not (built.site / "akteure/zeuge").exists()


def test_images_next_to_an_article(build: Build) -> None:
    """Images that an article shows are published next to its page; others in its folder are not."""
    article = ARTICLE + "\n![Kran](kran.png)\n"
    files = {**SITE, "dossier/bericht/article.md": article}
    pictures = {"dossier/bericht/kran.png": b"\x89PNG", "dossier/bericht/privat.png": b"\x89PNG"}
    built = build({**files, **pictures}, "--strict")
    assert built.code == 0, built.log
    assert (built.site / "bericht/kran.png").read_bytes() == b"\x89PNG"
    assert not (built.site / "bericht/privat.png").exists()
    assert '<img alt="Kran" src="kran.png">' in built.page("bericht/index.html")


def test_links_out_of_docs_are_not_followed(build: Build, tmp_path: Path) -> None:
    """Symbolic links out of docs/ are errors, and never published; links within docs/ are fine."""
    write(tmp_path, {**SITE, "secret.md": "# Geheimes\n", "out/more.md": "# Geheimes\n"})
    (tmp_path / "docs" / "same.md").symlink_to("index.md")
    assert build(SITE).code == 0
    (tmp_path / "docs" / "secret.md").symlink_to("../secret.md")
    (tmp_path / "docs" / "more").symlink_to("../out")
    refused = build(SITE)
    assert refused.code == 1
    for path in ("docs/more/more.md", "docs/secret.md"):
        assert f"{path}:1:1: error: is brought here by a symbolic link" in refused.log
    lowered = build(SITE, plugin=": {severities: {unreadable-file: warning}}")
    assert lowered.code == 0
    assert "Geheimes" not in lowered.everything()


def test_former_addresses_lead_on(build: Build) -> None:
    """A renamed record's old address redirects to the new one, and its old anchor stays."""
    actors = ACTORS.replace("    kind:", "    formerly: [dock]\n    kind:")
    annotations = ANNOTATIONS.replace("    said_by:", "    formerly: [zaehlen]\n    said_by:")
    built = build({**SITE, "dossier/actors.yml": actors, "dossier/bericht/annotations.yml": annotations}, "--strict")
    assert built.code == 0, built.log
    assert 'content="0; url=../../akteure/werft/"' in built.page("akteure/dock/index.html")
    assert 'id="zaehlen"' in built.page("bericht/index.html")


def test_edit_links_lead_to_the_line(build: Build) -> None:
    """Edit links are made from `repo_url` and `edit_uri`, with the line as on GitHub."""
    built = build(SITE, "--strict")
    lines = "https://code.example/desk/dossiers/edit/main/dossier/"
    assert f"{lines}actors.yml#L2" in built.page("akteure/werft/index.html")
    assert f"{lines}bericht/annotations.yml#L2" in built.page("bericht/index.html")


def test_any_page_can_be_overridden(build: Build) -> None:
    """A template of the same name in `custom_dir` replaces ours."""
    claims = '{% import "dossier/claims.html" as c %}{{ c.claims(here, said, record) }}'
    template = f"<h1>Eigenes: {{{{ title }}}}</h1>{claims}"
    theme = "theme: {name: material, language: de, font: false, custom_dir: overrides}"
    files = {**SITE, "overrides/dossier/actor.html": template}
    files["mkdocs.yml"] = re.sub(r"theme: .*", theme, MKDOCS_YML.format(language="de", plugin="", more=""))
    page = build(files, "--strict").page("akteure/werft/index.html")
    assert "<h1>Eigenes: Werftleitung</h1>" in page
    assert "mehr als 20 Schiffe" in page


def test_record_pages_are_not_in_the_nav(build: Build) -> None:
    """The nav lists the overviews, not the records."""
    home = build({**SITE, "docs/index.md": "# Start\n"}, "--strict").page("index.html")
    assert "akteure/" in home
    assert "akteure/werft/" not in home


def test_titles_stay_text(build: Build) -> None:
    """A title that looks like HTML is escaped, in the page and in its head."""
    article = ARTICLE.replace("title: Bericht", "title: </title><script>alert(1)</script> Bericht")
    built = build({**SITE, "dossier/bericht/article.md": article}, "--strict")
    assert built.code == 0, built.log
    for page in built.site.rglob("*.html"):
        assert "<script>alert(1)" not in page.read_text(encoding="utf-8"), page
    assert "&lt;script&gt;alert(1)" in built.page("bericht/index.html")


def test_figures_that_the_article_itself_gives(build: Build) -> None:
    """Figures outside of statements are compared like all others."""
    article = ARTICLE.replace("Das Wetter", "Es waren 30 Schiffe, nein, 31 Schiffe. Das Wetter")
    figures = "figures:\n  a: {quote: 30 Schiffe, quantity: schiffe}\n  b: {quote: 31 Schiffe, quantity: schiffe}\n"
    built = build({**SITE, "dossier/bericht/article.md": article, "dossier/bericht/annotations.yml": figures})
    assert built.code == 0, built.log
    assert built.page("zahlen/schiffe/index.html").count("dx-strip__best") == 2


def test_a_figure_that_was_worked_out(build: Build) -> None:
    """A derived figure, though without a passage, is shown with its result, its formula and an anchor."""
    figures = (
        "  doppelt:\n    quantity: doppelte\n    statement: zaehlung\n"
        "    derived_from: {figures: [schiffe], formula: schiffe * 2, assumption: Jedes zählt zweimal.}\n"
    )
    quantities = QUANTITIES + "  doppelte:\n    label: Doppelte Schiffe\n"
    files = {"dossier/bericht/annotations.yml": ANNOTATIONS + figures, "dossier/quantities.yml": quantities}
    built = build({**SITE, **files})
    assert built.code == 0, built.log
    page = built.page("bericht/index.html")
    assert '<span id="doppelt">' in page
    assert "mehr als 40" in page
    assert "<code>schiffe * 2</code>" in page


BROKEN = {
    "dossier/actors.yml": ACTORS + "    speaks_for: x\n    positions: [{post: Leiter, organization: x}]\n",
    "dossier/topics.yml": TOPICS + "    broader: x\n",
    "dossier/quantities.yml": QUANTITIES + "    event: x\n    place: x\n    part_of: x\n",
    "dossier/rest.yml": """
sources:
  quelle: {title: Quelle, publisher: x, cites: [x]}
agreements:
  pakt:
    name: Pakt
    kind: treaty
    parties: [{actor: x, signatory: x}]
    authority: x
    target: x
    place: x
    third_parties: [x]
    text: x
    related: [{agreement: x, how: amends}]
    topics: [x]
events:
  treffen: {name: Treffen, date: 2024-10-01, place: x, actors: [{actor: x}], topics: [x], agreements: [x]}
relations:
  band: {from: werft, to: x, kind: ally, statements: [x]}
""",
    "dossier/bericht/annotations.yml": ANNOTATIONS
    + """  ohne: {quantity: x, statement: x, derived_from: {figures: [x], formula: x}}
mentions:
  nichts: {quote: Das Wetter, place: x}
""",
}


def test_pages_survive_every_broken_reference(build: Build) -> None:
    """Pages leave out records that do not exist; `serve` relies on it."""
    off = "unknown-reference: hint, formula-wrong: off, attribution-unused: off, circular-reference: off"
    built = build({**SITE, **BROKEN}, plugin=f": {{severities: {{{off}}}, desk: true}}")
    assert built.code == 0, built.log
    assert "Traceback" not in built.log


def test_a_page_of_docs_is_not_replaced(build: Build) -> None:
    """A dossier at the address of a page of docs/ ends the build; an overview gives way."""
    taken = build({**SITE, "docs/bericht.md": "# Eigene Seite\n"})
    assert taken.code == 1
    assert "dossier “bericht” would have the address of a page of docs/: bericht/" in taken.log
    (taken.site.parent / "docs/bericht.md").unlink()
    built = build({**SITE, "docs/akteure/index.md": "# Unsere Akteure\n"})
    assert built.code == 0, built.log
    assert "Unsere Akteure" in built.page("akteure/index.html")


def test_a_failed_build_leaves_the_site_as_it_was(build: Build) -> None:
    """A build with errors ends before MkDocs empties the site's folder."""
    before = build(SITE).everything()
    failed = build({**SITE, "dossier/bericht/annotations.yml": ANNOTATIONS.replace("mehr als 20", "mehr als 30")})
    assert failed.code == 1
    assert failed.everything() == before


def test_another_theme_gives_a_warning(build: Build) -> None:
    """Another theme than Material gives a warning."""
    theme = re.sub(r"theme: .*", "theme: mkdocs", MKDOCS_YML.format(language="de", plugin="", more=""))
    built = build({**SITE, "mkdocs.yml": theme})
    assert built.code == 0, built.log
    assert "made for the theme “material”" in built.log


@pytest.mark.parametrize(
    ("plugin", "said"),
    [
        (": {severities: {quote-mising: off}}", "did you mean “quote-missing”?"),
        (": {paths: {actr: personen}}", "did you mean “actor”?"),
        (": {paths: {actor: Die Leute}}", "write die-leute"),
        (": {limits: {fields: 9}}", "did you mean “field”?"),
        (": {limits: {file: 4 MB}}", "file: write a whole number, such as 2,000,000"),
        (": {limits: {depth: 0}}", "depth: write a whole number, such as 20"),
        (": {language: deutsch}", "mkdocs.yml:7:39: error: language: “deutsch” is not known: write one of de, en"),
        (": {marks: al}", "mkdocs.yml:7:36: error: marks: “al” is not known: did you mean “all”?"),
        (": {search: ja}", "mkdocs.yml:7:29: error: search: write true or false"),
        (": {folder: [a]}", "mkdocs.yml:7:29: error: folder: write a text"),
        (": {footer: [a.md]}", "footer: write names with their texts, such as imprint: legal.md"),
        (": {paths: {actor: 5}}", "paths: write names with their texts, such as actor: people"),
        (": {desk: ja, keep: ja}", "mkdocs.yml:7:39: error: keep: write true or false"),
        (": {timezone: Europe/Berln}", "“Europe/Berln” is no time zone: did you mean “Europe/Berlin”?"),
        (": {timezone: Berlin}", "“Berlin” is no time zone: write its name in IANA's database, such as Europe/Berlin"),
        (": {id_prefix: Die Werft}", "“Die Werft” is no id: write die-werft"),
        (": {limits: 4000000}", "write limits with their numbers, such as file: 4000000"),
    ],
)
def test_unknown_settings(build: Build, plugin: str, said: str) -> None:
    """Unknown or malformed settings end the build with a suggestion."""
    built = build(SITE, plugin=plugin)
    assert built.code == 1
    assert said in built.log
    assert "Traceback" not in built.log


def test_an_unknown_setting_is_a_warning(build: Build) -> None:
    """An unknown setting is a warning with the known one that it resembles, and ends a strict build."""
    built = build(SITE, plugin=": {foldr: dossier}")
    assert built.code == 0
    assert "mkdocs.yml:7:29: warning: foldr: is no setting: did you mean “folder”?" in built.log
    assert build(SITE, "--strict", plugin=": {foldr: dossier}").code == 1


def test_an_empty_setting_is_none(build: Build) -> None:
    """A setting whose value is empty, because its lines are comments, has its default."""
    names = ("folder", "language", "paths", "severities", "limits", "footer", "csp", "search", "marks", "timezone")
    built = build(SITE, "--strict", plugin=f": {{{', '.join(f'{name}: ' for name in names)}}}")
    assert built.code == 0, built.log
    assert "Content-Security-Policy" in built.page("akteure/werft/index.html")


#: MkDocs's command without what version 1.6 has added.
OLDER = """
import types, mkdocs.__main__, mkdocs.plugins

class Older(types.ModuleType):
    @property
    def CombinedEvent(self):
        raise AttributeError

mkdocs.plugins.__class__ = Older
mkdocs.__main__.cli(["build"])
"""


def test_an_older_mkdocs(tmp_path: Path) -> None:
    """With MkDocs before 1.6, a build ends with one line that says which version is needed."""
    write(tmp_path, {"mkdocs.yml": MKDOCS_YML.format(language="de", plugin="", more=""), **SITE})
    ended = subprocess.run([sys.executable, "-c", OLDER], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.endswith("Error: mkdocs-dossier needs MkDocs 1.6.1: run pip install mkdocs==1.6.1\n")
    assert "Traceback" not in ended.stderr


def test_conventions_of_exported_data(build: Build) -> None:
    """The settings `timezone` and `id_prefix` apply to feeds and data."""
    files = {**SITE, "dossier/bericht/article.md": ARTICLE.replace("2024-10-05", "2024-10-05T09:09")}
    built = build(files, "--strict", plugin=": {timezone: Europe/Berlin, id_prefix: werften}")
    assert "<published>2024-10-05T09:09:00+02:00</published>" in built.page("feeds/all.atom")
    assert '"werften--actor--werft"' in built.page("data/followthemoney.jsonl")
    plain = build(files, "--strict")
    assert "<published>2024-10-05T00:00:00+00:00</published>" in plain.page("feeds/all.atom")
    assert '"site-example--actor--werft"' in plain.page("data/followthemoney.jsonl")


def test_timings_are_logged_on_request(build: Build) -> None:
    """`timings: true` logs the time of each stage and their sum; without it nothing is logged."""
    built = build(SITE, "--strict", plugin=": {timings: true}")
    timings = re.search(
        r"loading and checking (\S+) s, .*records' pages and data (\S+) s, .*; together (\S+) s", built.log
    )
    assert timings is not None, built.log
    loading, records, together = map(float, timings.groups())
    assert 0 < records < together
    assert 0 <= loading < together
    assert "together" not in build(SITE).log
