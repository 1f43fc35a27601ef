"""The package keeps its shape: imports point one way, each library has one home, rooms are small."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "mkdocs_dossier"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: Each room imports only those before it. Rendered articles are part of a collection, so `article` comes first.
ROOMS = (
    "problems", "did_you_mean", "syntax", "model", "language", "article", "incremental", "parallel", "garbage",
    "reading", "collection", "evidence", "checks", "suggestions", "publishing", "loading", "site", "export", "delivery",
    "build", "mkdocs_plugin", "cli",
)  # fmt: skip

#: Library → the modules or folders that may import it.
HOMES = {
    "yaml": ("syntax",),
    "click": ("cli", "mkdocs_plugin/plugin.py", "mkdocs_plugin/progress_bar.py"),
    "mkdocs": ("mkdocs_plugin",),
    "jinja2": ("site",),
    "pydantic": ("model", "reading/validate.py"),
    "pydantic_core": ("model", "reading/validate.py"),
    "markdown": ("article", "site"),
    "nh3": ("article/markdown.py",),
    "pagefind_bin": ("export/pagefind.py",),
}

#: The most top-level rooms, the most lines of a module, and the most lines of the median module.
MOST_ROOMS, LONGEST, USUAL = 22, 350, 150

#: The documents for developers, from the repository's folder.
PAGES = [
    "CONTRIBUTING.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/development/**/*.md")),
]

#: Modules with the same name in several rooms; the pairs `checks/x` and `evidence/x` need no entry.
NAMED_ALIKE = {
    "articles": ("checks", "collection"),
    "context": ("export", "language/dates", "language/numbers"),
    "dates": ("export", "model"),
    "pages": ("mkdocs_plugin", "site"),
    "reading": ("language/dates", "language/numbers"),
    "words": ("language", "language/attribution", "language/dates"),
}
PAIR = ("checks", "evidence")

_HTML = re.compile(r"</?[a-z][a-z0-9]*(?:[\s/>]|$)")


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _room(path: Path) -> str:
    return _name(path).split("/")[0].removesuffix(".py")


def _imports(tree: ast.AST) -> Iterator[str]:
    """Yield the full names of all modules imported anywhere in the code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "mkdocs_dossier":
                yield from (f"mkdocs_dossier.{alias.name}" for alias in node.names)
            elif node.module is not None:
                yield node.module


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_every_room_is_known() -> None:
    """Every room has its place in the order."""
    assert {_room(path) for path in MODULES} == {*ROOMS, "__init__"}
    assert len(ROOMS) <= MOST_ROOMS


def test_contributing_lists_the_rooms_in_this_order() -> None:
    """CONTRIBUTING.md lists the rooms in this order, and the architecture page includes its list."""
    listed = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("[start:rooms]")[1].split("[end:rooms]")[0]
    assert tuple(re.findall(r"^  (\w+)(?:\.py|/)  ", listed, re.MULTILINE)) == ROOMS
    assert '--8<-- "CONTRIBUTING.md:rooms"' in (ROOT / "docs/development/architecture.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_files_that_the_documents_name_exist(page: str) -> None:
    """Every file that a document names exists, relative to the package or the repository."""
    folders = "|".join([*ROOMS, "tests", "tools", "benchmarks", "docs"])
    named = re.findall(rf"`((?:{folders})/[\w./-]+)`", (ROOT / page).read_text(encoding="utf-8"))
    assert [name for name in named if not (PACKAGE / name).exists() and not (ROOT / name).exists()] == []


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_one_way(room: str) -> None:
    """A room imports only rooms before it, so there are no cycles between rooms."""
    known = {*ROOMS[: ROOMS.index(room) + 1], "__version__"}
    wrong = [
        f"{_name(path)} imports {imported}"
        for path in MODULES
        if _room(path) == room
        for imported in _imports(_tree(path))
        if imported.startswith("mkdocs_dossier.") and imported.split(".")[1] not in known
    ]
    assert wrong == []


def test_no_two_modules_import_each_other() -> None:
    """Modules import each other in no cycle, not even within a room or for types alone."""
    names = {f"mkdocs_dossier.{_name(path).removesuffix('.py').replace('/', '.')}": path for path in MODULES}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    known = {
        name: {i for i in _imports_of_modules(_tree(path), set(names)) if i != name} for name, path in names.items()
    }
    imported = set(known)
    while free := [name for name in known if not known[name] & known.keys() or name not in imported]:
        for name in free:
            del known[name]
        imported = set().union(*known.values())
    assert sorted(known) == []


def _imports_of_modules(tree: ast.Module, names: set[str]) -> Iterator[str]:
    """Yield the modules of the package that the module imports at the top level or for types alone."""
    typing_only = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    for node in [*tree.body, *(inner for block in typing_only for inner in block.body)]:
        if isinstance(node, ast.ImportFrom) and node.module in names:
            if node.module == "mkdocs_dossier" and [alias.name for alias in node.names] == ["__version__"]:
                continue  # a constant; importing it does not use the public API
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from inner & names
            if inner - names:
                yield node.module


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_has_one_home(library: str) -> None:
    """Each library is imported in its home and nowhere else, so that it can be replaced."""
    users = [_name(path) for path in MODULES if library in {name.split(".")[0] for name in _imports(_tree(path))}]
    homes = HOMES[library]
    assert users != []
    assert [user for user in users if not any(user == home or user.startswith(f"{home}/") for home in homes)] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_short_and_has_a_docstring(path: Path) -> None:
    """A module begins with a docstring, and has at most `LONGEST` lines."""
    text = path.read_text(encoding="utf-8")
    first = (ast.get_docstring(_tree(path)) or "").partition("\n")[0]
    assert first.endswith((".", ":", ",")) or len(first) > 20
    assert len(text.splitlines()) <= LONGEST


def test_modules_are_short() -> None:
    assert median(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES) <= USUAL


def test_a_class_has_a_name_of_its_own() -> None:
    """No two public classes have the same name."""
    homes: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, set()).add(_name(path))
    assert {name for name, found in homes.items() if len(found) > 1} == set()


def test_a_module_has_a_name_of_its_own() -> None:
    """No two modules have the same name, except the known ones in different rooms."""
    rooms: dict[str, list[str]] = {}
    for path in MODULES:
        if path.stem != "__init__":
            rooms.setdefault(path.stem, []).append(path.parent.relative_to(PACKAGE).as_posix())
    alike = {name: tuple(sorted(found)) for name, found in rooms.items() if len(found) > 1}
    assert {name: found for name, found in alike.items() if found != PAIR} == NAMED_ALIKE


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_html_is_written_by_templates(path: Path) -> None:
    """No f-string contains a tag, as its values would not be escaped; regular expressions may."""
    tree = _tree(path)
    patterns = {
        part
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("re.")
        for argument in call.args
        for part in ast.walk(argument)
    }
    found = [
        ast.unparse(string)
        for string in ast.walk(tree)
        if isinstance(string, ast.JoinedStr) and string not in patterns
        for part in string.values
        if isinstance(part, ast.Constant) and _HTML.search(str(part.value))
    ]
    assert found == []


def test_templates_use_only_existing_names() -> None:
    """Every attribute of `here` that a template uses is defined in Python."""
    rooms = {"page_context": ("page_context", "claim_context"), "i18n": ("i18n",)}
    sources = {
        asked: "".join((PACKAGE / f"site/{name}.py").read_text(encoding="utf-8") for name in names)
        for asked, names in rooms.items()
    }
    asked = {
        ("i18n" if interface else "page_context", name)
        for path in PACKAGE.rglob("templates/**/*.html")
        for interface, name in re.findall(r"\bhere\.(interface\.)?(\w+)", path.read_text(encoding="utf-8"))
    }
    known = {
        room: set(re.findall(r"(?:def |self\.|^    (?=\w+ = ))(\w+)", text, re.MULTILINE))
        for room, text in sources.items()
    }
    assert [key for key in sorted(asked) if key[1] not in known[key[0]]] == []


def test_the_core_loads_without_a_host() -> None:
    """Loading, checking and querying a collection imports neither MkDocs nor the command line's library."""
    core = ROOMS[: ROOMS.index("build")]
    libraries = {name.split(".")[0] for path in MODULES if _room(path) in core for name in _imports(_tree(path))}
    assert not {"mkdocs", "material", "click", "properdocs"} & libraries
