"""Real builds make a search index only on request, and with nothing withheld."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cbor2
import pytest
from click.testing import CliRunner, Result

from conftest import write
from forked import mkdocs
from mkdocs_dossier.cli import main

MKDOCS_YML = """
site_name: Test
site_url: https://site.example/unter/
theme: {{name: material, language: {language}, font: false}}
plugins: [search, dossier{plugin}]
{more}
"""
SITE = {
    "docs/index.md": "# Start\n\nEin Kranführer erzählt.\n",
    "docs/werften.md": "# Werften\n\nDie [Leitung](actor:werft) der Werft.\n",
    "docs/intern.md": "---\nsearch: {exclude: true}\n---\n\n# Internes\n\nNur für Eingeweihte.\n",
    "dossier/all.yml": (
        "actors:\n  werft: {name: Werftleitung, kind: company}\n"
        "  zeuge: {name: Zacharias Zeuge, kind: person, withheld: yes, description: Hafenmeister}\n"
    ),
    "dossier/bericht/article.md": (
        "---\ntitle: Bericht aus der Werft\npublished: 2024-10-05\nlanguage: de\n---\n\n"
        "Laut Werftleitung wurden mehr als 20 Schiffe gezählt. Jemand zählte die 40 Kräne.\n"
    ),
    "dossier/bericht/annotations.yml": (
        "statements:\n  zaehlung: {quote: Laut Werftleitung wurden mehr als 20 Schiffe gezählt, said_by: werft}\n"
        "  kraene: {quote: Jemand zählte die 40 Kräne, said_by: zeuge}\n"
    ),
    "dossier/auszug/article.md": (
        "---\ntitle: Auszug\npublished: 2024-10-06\nlanguage: de\npublish: excerpt\n---\n\n"
        "Verdecktes steht hier. Sichtbar sind 3 Boote.\n"
    ),
    "dossier/auszug/annotations.yml": "figures:\n  boote: {quote: 3 Boote}\n",
    "dossier/entwurf/article.md": (
        "---\ntitle: Entwurf\npublished: 2024-10-07\nlanguage: de\nstatus: draft\n---\n\nUnfertiges.\n"
    ),
}
SEARCH = ": {search: true, desk: true}"
#: `mkdocs build` where the extra is not installed.
WITHOUT_PAGEFIND = [sys.executable, "-c", """
import sys
sys.modules["pagefind_bin"] = None
from mkdocs.__main__ import cli
cli(["build"])
"""]  # fmt: skip


def with_less(name: str, most: int) -> list[str]:
    """Return the command `mkdocs build` with a lower limit for Material's index."""
    lines = f"from mkdocs_dossier.mkdocs_plugin import search_index\nsearch_index.{name} = {most}\n"
    return [sys.executable, "-c", f"{lines}from mkdocs.__main__ import cli\ncli(['build'])"]


def build(
    folder: Path, plugin: str = "", *, language: str = "de", more: str = "", command: list[str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Build `SITE` with these settings, by `mkdocs build` or another command."""
    settings = MKDOCS_YML.format(plugin=plugin, language=language, more=more)
    write(folder, {"mkdocs.yml": settings, **SITE})
    if command is None:
        return mkdocs("build", cwd=folder)
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def built(folder: Path, plugin: str = "", **settings: Any) -> Path:
    """Build `SITE` without errors, and return the site's folder."""
    run = build(folder, plugin, **settings)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def words(site: Path) -> Mapping[str, str]:
    """Return each file of the index and its source data as unpacked text."""
    files = [site / "data/search.json", *(path for path in (site / "pagefind").rglob("*") if path.is_file())]
    packed = {path: path.read_bytes() for path in files}
    return {
        path.relative_to(site).as_posix(): (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode(
            "utf-8", "replace"
        )
        for path, raw in packed.items()
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site with its search."""
    return built(tmp_path_factory.mktemp("search"), SEARCH)


def test_the_index_is_next_to_the_page(site: Path) -> None:
    """The index has Pagefind's program without its user interfaces, next to the page of the search."""
    names = {path.name for path in (site / "pagefind").rglob("*")}
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.de.pagefind"} <= names
    assert not [name for name in names if "ui" in name or "highlight" in name]
    assert "<dossier-search" in (site / "suche/index.html").read_text(encoding="utf-8")
    assert not list(site.glob(".pagefind-*"))


def _pagefind(path: Path) -> Any:
    """Return the content of a file of Pagefind: CBOR behind a signature."""
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))


def _without_chance(site: Path) -> Mapping[str, Any]:
    """Return all files of a site, with Pagefind's filters sorted and without digests that depend on their order."""
    index = site / "pagefind"
    filters = {path.stem: _pagefind(path) for path in index.glob("filter/*.pf_filter")}
    unordered = {name: (facet, sorted(values)) for name, (facet, values) in filters.items()}
    ((meta_file, meta),) = ((path, _pagefind(path)) for path in index.glob("*.pf_meta"))
    entry = (index / "pagefind-entry.json").read_text(encoding="utf-8")
    assert entry.count(meta_file.stem.removeprefix("pagefind.")) == 1
    named = [part for part in meta if isinstance(part, list) and part and {item[-1] for item in part} == set(filters)]
    assert len(named) == 1
    named[0][:] = sorted([facet, unordered[name]] for facet, name in named[0])
    files = [path for path in site.rglob("*") if path.is_file() and path.suffix != ".pf_filter"]
    content: dict[str, Any] = {path.relative_to(site).as_posix(): path.read_bytes() for path in files}
    del content[meta_file.relative_to(site).as_posix()]
    content["pagefind/pagefind-entry.json"] = entry.replace(meta_file.stem.removeprefix("pagefind."), "")
    return {**content, "meta": meta, "filters": sorted(unordered.values())}


def test_two_builds_differ_only_in_the_order_of_values_in_filters(tmp_path: Path) -> None:
    """Pagefind writes a facet's values in random order, which changes only names of filters and their lists."""
    plugin = SEARCH
    first, second = built(tmp_path / "first", plugin), built(tmp_path / "second", plugin)
    one, other = _without_chance(first), _without_chance(second)
    assert [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)] == []
    assert len(one["filters"]) > 2
    assert max(len(values) for _, values in one["filters"]) > 2


def test_each_page_with_records_links_the_search(site: Path) -> None:
    """Pages with records link the search in the header, relatively; other pages have only Material's header."""
    for page, address in (
        ("werften/index.html", "../suche/"),
        ("akteure/werft/index.html", "../../suche/"),
        ("suche/index.html", "../suche/"),
    ):
        text = (site / page).read_text(encoding="utf-8")
        header = text[text.index("<header") : text.index("</header>")]
        assert f'<a href="{address}" title="Suche"' in header, page
    for page in ("index.html", "404.html"):
        assert 'title="Suche" aria-label="Suche"' not in (site / page).read_text(encoding="utf-8"), page


def test_nothing_unpublished_is_in_the_index(site: Path) -> None:
    """No file of the index has a withheld name, a draft, the rest of an excerpt, or the desk."""
    indexed = words(site)
    text = "\n".join(indexed.values()).casefold()
    for found in ("werftleitung", "3 boote", "kranführer", "name nicht veröffentlicht"):
        assert found in text, found
    for hidden in (
        "zacharias",
        "hafenmeister",
        "verdeckt",
        "sichtbar sind",
        "unfertig",
        "entwurf",
        "redaktion/",
        "eingeweiht",
    ):
        assert [name for name, content in indexed.items() if hidden in content.casefold()] == [], hidden


def test_without_the_setting_there_is_only_materials_search(tmp_path: Path) -> None:
    """Without the setting there is no page, script or index of the search, even if Pagefind is installed."""
    site = built(tmp_path)
    assert not [
        path for path in ("suche", "pagefind", "data/search.json", "assets/search.js") if (site / path).exists()
    ]
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "suche/" not in page
    assert "search.js" not in page
    assert 'data-md-component="search"' in page
    assert (site / "search/search_index.json").is_file()


def test_with_too_many_passages_materials_search_finds_only_pages(tmp_path: Path) -> None:
    """With too many passages, Material's index leaves them out, lest it be too large for browsers."""
    site = built(tmp_path)
    index = site / "search/search_index.json"
    of_a_dossier = {"bericht/", "bericht/#zaehlung", "bericht/#kraene"}

    def found() -> set[str]:
        return {entry["location"] for entry in json.loads(index.read_text(encoding="utf-8"))["docs"]}

    assert found() >= of_a_dossier
    built(tmp_path, command=with_less("MOST_PASSAGES", 2))
    assert found() & of_a_dossier == {"bericht/"}


@pytest.mark.parametrize("keep", ["", ": {keep: true}"])
def test_with_too_much_text_materials_search_finds_only_titles_and_leads(
    tmp_path: Path, keep: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With too much text, Material's index has only titles and leads, even if the last site and the cache have all."""
    monkeypatch.setenv("DOSSIER_CACHE_DIR", str(tmp_path / "cache"))

    def said_of_the_dossier() -> str:
        docs = json.loads((tmp_path / "site/search/search_index.json").read_text(encoding="utf-8"))["docs"]
        (entry,) = (entry for entry in docs if entry["location"] == "bericht/")
        return f"{entry['title']}: {entry['text']}"

    built(tmp_path, keep)
    assert "mehr als 20 Schiffe" in (whole := said_of_the_dossier())
    # A build with other settings of the plugin's own would be of another edition; these are not in `mkdocs.yml`.
    (tmp_path / "docs/neu.md").write_text("# Neu\n", encoding="utf-8")
    built(tmp_path, keep, command=with_less("MOST_CHARACTERS", 100))
    assert said_of_the_dossier() == "Bericht aus der Werft: "
    (tmp_path / "docs/neu.md").write_text("# Neuer\n", encoding="utf-8")
    built(tmp_path, keep)
    assert said_of_the_dossier() == whole


def test_without_the_extra_and_without_the_setting_a_site_is_built(tmp_path: Path) -> None:
    run = build(tmp_path, command=WITHOUT_PAGEFIND)
    assert run.returncode == 0, run.stdout + run.stderr
    assert (tmp_path / "site/search/search_index.json").is_file()


def test_without_the_extra_the_setting_says_what_is_missing(tmp_path: Path) -> None:
    """The missing extra is reported once, with what to install, before anything is built."""
    run = build(tmp_path, SEARCH, command=WITHOUT_PAGEFIND)
    assert run.returncode == 1
    said = [line for line in (run.stdout + run.stderr).splitlines() if "Pagefind" in line]
    assert len(said) == 1, run.stdout + run.stderr
    assert (
        "search: true in mkdocs.yml: the search needs Pagefind: install the package with its extra “search”" in said[0]
    )
    assert "Traceback" not in run.stdout + run.stderr
    assert not (tmp_path / "site").exists()


def test_an_english_site_without_directories(tmp_path: Path) -> None:
    """The search's addresses follow the settings, and the index has the site's language."""
    site = built(tmp_path, SEARCH, language="en", more="use_directory_urls: false")
    assert (site / "search/index.html").is_file()
    assert (site / "pagefind/wasm.en.pagefind").is_file()
    data = (site / "data/search.json").read_text(encoding="utf-8")
    for address in ('"bericht/index.html#zaehlung"', '"actors/werft.html"', '"index.html"'):
        assert f'"url":{address}' in data, address


def test_a_handwritten_page_replaces_the_search(tmp_path: Path) -> None:
    """A page of docs/ at the search's address replaces it, as with any overview."""
    write(tmp_path, {"docs/suche/index.md": "# Eigene Suche\n"})
    assert "Eigene Suche" in (built(tmp_path, SEARCH) / "suche/index.html").read_text(encoding="utf-8")


def _index(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["index", *arguments])


def test_the_command_makes_the_index_of_a_built_site(site: Path) -> None:
    """`dossier index` rebuilds the index from the data in the site, and deletes the old one."""
    entry = site / "pagefind/pagefind-entry.json"
    entry.write_text("old", encoding="utf-8")
    (site / "pagefind/old").write_text("old", encoding="utf-8")
    result = _index(str(site))
    assert result.exit_code == 0, result.output
    assert "entries can be found: " in result.output
    assert '"page_count"' in entry.read_text(encoding="utf-8")
    assert not (site / "pagefind/old").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "data/search.json is not there: build it with MkDocs and `search: true`"),
        ("{", "data/search.json cannot be read: "),
        ('{"language": "de", "entries": [{"url": 1}]}', "data/search.json cannot be read: "),
        ('{"language": "de", "entries": [{"url": 1, "title": "a", "text": "", "when": "", "facets": {}}]}',
         "the index cannot be made: "),
    ],
)  # fmt: skip
def test_the_command_refuses_a_folder_without_data(tmp_path: Path, data: str | None, said: str) -> None:
    """`dossier index` refuses missing or malformed data in one line, and keeps an existing index."""
    write(tmp_path, {"pagefind/pagefind.js": "kept", **({"data/search.json": data} if data else {})})
    result = _index(str(tmp_path))
    assert result.exit_code == 2
    assert said in result.output
    assert (tmp_path / "pagefind/pagefind.js").read_text() == "kept"


def test_the_command_says_what_is_missing(site: Path) -> None:
    code = 'import sys; sys.modules["pagefind_bin"] = None; from mkdocs_dossier.cli import main; main()'
    command = [sys.executable, "-c", code, "index", str(site)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "the search needs Pagefind: install the package with its extra “search”" in run.stderr
