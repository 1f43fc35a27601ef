"""The catalogues of the interface hold exactly the messages of its Python files, its templates and its table of names.

A catalogue is written by hand and read as it is; nothing is compiled. Missing entries, ready to be filled in, and stale
ones are printed by

    python -m pytest tests/site/test_catalogues.py

Insert the entry into `locales/<language>/LC_MESSAGES/mkdocs_dossier.po` in the order of msgids (that of Unicode: upper
case before lower case), translate it, and run the tests again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import mkdocs_dossier
from mkdocs_dossier.site.i18n import english, interface
from mkdocs_dossier.syntax.word_tables import table

PACKAGE = Path(mkdocs_dossier.__file__).parent
LOCALES = PACKAGE / "site" / "locales"
#: The languages besides English, which needs no catalogue: its texts are the messages themselves.
SHIPPED = ("de",)
PYTHON = ("site/**/*.py", "export/**/*.py", "cli/suggest_terminal.py")
KEYWORDS = {"N_": None, "_": None, "_say": None, "gettext": None, "ngettext": (1, 2), "counted": (1, 2)}
#: The options to read templates with, as in the environment of `rendering.py`; a faulty template raises.
JINJA = {"extensions": "jinja2.ext.do", "trim_blocks": "true", "newstyle_gettext": "true", "silent": "false"}

_PLACEHOLDER = re.compile(r"%\((?P<name>[a-z_]+)\)s")

#: A message to translate, or its singular and its plural.
Words = str | tuple[str, ...]


@cache
def used() -> dict[Words, str]:
    """Return every message in use, with the first file that uses it."""
    found: dict[Words, str] = {}
    for file, method in _files():
        options = JINJA if method != "python" else {}
        for _, words, _, _ in extract_from_file(method, file, keywords=KEYWORDS, options=options):
            found.setdefault(words, file.relative_to(PACKAGE).as_posix())
    found |= dict.fromkeys(table("cli", "reasons.yml").values(), "cli/reasons.yml")
    names = english()
    for named in (*names.nouns.values(), names.overviews, names.shell, *names.values.values()):
        found |= {words: "site/value_names.yml" for words in named.values() if words not in found}
    return found


def _files() -> Iterator[tuple[Path, str]]:
    for pattern in PYTHON:
        for file in sorted(PACKAGE.glob(pattern)):
            yield file, "python"
    for file in sorted((PACKAGE / "site" / "templates").rglob("*.html")):
        yield file, "jinja2.ext:babel_extract"


@pytest.fixture(params=SHIPPED)
def language(request: pytest.FixtureRequest) -> str:
    """Return each shipped language in turn."""
    return str(request.param)


@pytest.fixture
def path(language: str) -> Path:
    """Return the path of the language's catalogue."""
    return LOCALES / language / "LC_MESSAGES" / "mkdocs_dossier.po"


@pytest.fixture
def catalog(language: str, path: Path) -> Catalog:
    """Read the language's catalogue, which may have no invalid entry."""
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def entries(catalog: Catalog) -> list[Message]:
    """Return the messages of a catalogue without its header."""
    return [message for message in catalog if message.id]


def forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the forms of a message or of its translation: one, or singular and plural."""
    return (words or "",) if words is None or isinstance(words, str) else tuple(words)


def first(words: str | Sequence[str]) -> str:
    """Return the msgid of a message, by which a catalogue is sorted."""
    return forms(words)[0]


def blank(words: Words, where: str) -> str:
    """Return a message as an untranslated entry of a catalogue."""
    lines = [f"# in {where}"]
    for keyword, form in zip(("msgid", "msgid_plural"), forms(words), strict=False):
        escaped = form.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        lines.append(f'{keyword} "{escaped}"')
    lines += ['msgstr ""'] if isinstance(words, str) else ['msgstr[0] ""', 'msgstr[1] ""']
    return "\n".join(lines)


def test_every_language_is_shipped() -> None:
    """The languages with a catalogue are those tested here."""
    assert sorted(folder.name for folder in LOCALES.iterdir()) == sorted(SHIPPED)


def test_messages_are_found() -> None:
    """Messages are found in templates, Python files and the table, whether marked, called or in the plural."""
    assert {
        "Chronicle",
        "name withheld",
        "more than %(number)s",
        "original seen",
        "Licence",
        "Left out",
    } <= used().keys()
    assert ("%(num)s statement", "%(num)s statements") in used()


def test_no_message_is_both_alone_and_with_a_plural() -> None:
    """A catalogue has one entry for a msgid, with a plural or without."""
    msgids = [first(words) for words in used()]
    assert sorted(msgids) == sorted(set(msgids))


def test_nothing_is_missing(path: Path, catalog: Catalog) -> None:
    """Every message in use is in the catalogue."""
    held = {message.id for message in entries(catalog)}
    missing = {words: where for words, where in used().items() if words not in held}
    wanted = "\n\n".join(blank(words, missing[words]) for words in sorted(missing, key=first))
    assert not missing, f"translate these in {path.relative_to(PACKAGE).as_posix()}:\n\n{wanted}\n"


def test_nothing_is_stale(path: Path, catalog: Catalog) -> None:
    """Every message in the catalogue is in use, and none is kept as obsolete in a comment."""
    held = [message.id for message in [*entries(catalog), *catalog.obsolete.values()]]
    stale = "\n".join(sorted(f"  {first(words)}" for words in held if words not in used() or words in catalog.obsolete))
    assert not stale, f"nothing uses these any more; remove them from {path.relative_to(PACKAGE).as_posix()}:\n{stale}"


def test_everything_is_translated(catalog: Catalog) -> None:
    """No translation is empty, and none is marked as fuzzy."""
    number = catalog.num_plurals
    empty = [
        first(message.id)
        for message in entries(catalog)
        if not all(forms(message.string)) or len(forms(message.string)) != (number if message.pluralizable else 1)
    ]
    assert not empty, "these are not translated"
    assert not [first(message.id) for message in entries(catalog) if message.fuzzy], "these are marked as fuzzy"


def test_placeholders_are_kept(catalog: Catalog) -> None:
    """A translation has its message's placeholders, and no other percent sign that is not doubled.

    The singular of a message with a plural may leave out the number: “ein Ursprung”.
    """
    wrong = []
    for message in entries(catalog):
        wanted = {name for form in forms(message.id) for name in _PLACEHOLDER.findall(form)}
        for form in (*forms(message.id), *forms(message.string)):
            rest = _PLACEHOLDER.sub("", form).replace("%%", "")
            singular = (
                {"num"} if form in (forms(message.id)[0], forms(message.string)[0]) and message.pluralizable else set()
            )
            if set(_PLACEHOLDER.findall(form)) | singular != wanted | singular or "%" in rest:
                wrong.append(f"{form!r} needs {sorted(wanted)}")
    assert not wrong, "\n".join(wrong)


def test_entries_are_in_order(path: Path) -> None:
    """Entries are sorted by msgid, each once, so that two people who add one rarely conflict."""
    msgids = re.findall(r'^msgid "(.*)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert msgids == sorted(set(msgids))


def test_header(language: str, catalog: Catalog) -> None:
    """The header has the language, the encoding and the plural rule that reading a catalogue relies on."""
    header = {name.lower(): value for name, value in catalog.mime_headers}
    assert header["language"] == language
    assert header["content-type"] == "text/plain; charset=utf-8"
    assert (catalog.num_plurals, catalog.plural_expr) == (2, "(n != 1)")


def test_the_interface_speaks_it(language: str) -> None:
    """The interface returns the catalogue's translations."""
    spoken = interface(language)
    alone = [m for m in used() if isinstance(m, str)]
    assert len([m for m in alone if spoken.gettext(m) != m]) > len(alone) * 0.9


def test_german_words() -> None:
    """A few central messages are translated into German, and a plural in both forms."""
    german = interface("de")
    assert german.gettext("Figures") == "Zahlen"
    assert german.gettext("") == ""
    assert german.gettext("No origin is named.") == "Kein Ursprung genannt."
    plural = [german.ngettext("%(num)s figure", "%(num)s figures", n) % {"num": n} for n in (0, 1, 2)]
    assert plural == ["0 Zahlen", "1 Zahl", "2 Zahlen"]
