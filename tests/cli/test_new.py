"""`dossier new` writes skeletons that load, and overwrites nothing."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from build.faulty import killed
from mkdocs_dossier.cli.skeletons import scalar, skeletons
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.kinds import BY_NOUN, fields_by_key
from mkdocs_dossier.model.records import Statement
from mkdocs_dossier.problems import Severity
from mkdocs_dossier.syntax import yaml
from mkdocs_dossier.syntax.patching import RefusedError, patched

Command = Callable[..., Result]

#: A kind → the arguments it needs.
GIVEN = {
    "agreement": ("neu", "--parties", "dienst"),
    "relation": ("neu", "--from", "dienst", "--to", "dienst"),
    "statement": ("angriff/neu", "--quote", "Es gab 20 Tote: ja."),
    "figure": ("angriff/neu", "--quote", "20 Tote", "--quantity", "getoetete"),
    "mention": ("angriff/neu", "--quote", "Kyiv Post", "--source", "kyiv-post"),
    "omission": ("angriff/neu", "--quote", "Darunter sechs", "--why", "gehört zum Satz davor"),
    "correction": ("angriff/neu", "--affects", "tote", "--affects", "angriff", "--note", "Es waren: 21 #2"),
}
REGISTER_KINDS = [skeleton.noun for skeleton in skeletons().values() if not BY_NOUN[skeleton.noun].model.local]


def problems(project: Path) -> list[str]:
    found = load(project / "dossier")[1]
    return [str(problem) for problem in found if problem.severity is not Severity.HINT]


def contents(project: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_every_kind_has_a_skeleton() -> None:
    assert set(skeletons()) == set(BY_NOUN)
    for skeleton in skeletons().values():
        assert set(skeleton.keys) == set(fields_by_key(skeleton.kind.model))


@pytest.mark.parametrize("kind", BY_NOUN)
def test_every_skeleton_loads(project: Path, dossier: Command, kind: str) -> None:
    """Every skeleton loads without a problem as written, and existing files lose no line."""
    before = contents(project)
    result = dossier("new", kind, *GIVEN.get(kind, ("neu",)))
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    after = contents(project)
    for path, content in before.items():
        rest = iter(after[path].splitlines())
        assert all(line in rest for line in content.splitlines())
    assert problems(project) == []
    collection, _ = load(project / "dossier")
    assert collection.find("neu", kind, dossier="angriff") is not None


@pytest.mark.parametrize("kind", REGISTER_KINDS)
def test_every_commented_field_can_be_used(project: Path, dossier: Command, kind: str) -> None:
    """A skeleton with every field uncommented has no problem but unknown references of its examples."""
    dossier("new", kind, *GIVEN.get(kind, ("neu",)))
    path = project / (f"dossier/{BY_NOUN[kind].section}/neu.yml" if kind != "dossier" else "dossier/neu/article.md")
    path.write_text(re.sub(r"^#(?! )", "", path.read_text(), flags=re.MULTILINE))
    assert [problem for problem in problems(project) if "unknown-reference" not in problem] == []


def test_given_values_are_written(project: Path, dossier: Command) -> None:
    """Each given value is written below its explanation, quoted if YAML needs it; other fields stay comments."""
    given = ("--name", "Kim: #1", "--kind", "person", "--aliases", "Kim, jun.", "--aliases", "Un")
    result = dossier("new", "actor", "kim", *given)
    assert result.stderr == "wrote dossier/actors/kim.yml\nwrote dossier/dossier.schema.json\n"
    lines = (project / "dossier/actors/kim.yml").read_text().splitlines()
    assert lines[:6] == [
        "# yaml-language-server: $schema=../dossier.schema.json#/$defs/actor",
        "# The name that readers see, in one language or in several.",
        "name: 'Kim: #1'",
        "# What sort of actor it is. One of: person, state, agency, military, organization, media, company,",
        "# group.",
        "kind: person",
    ]
    assert "aliases: ['Kim, jun.', Un]" in lines
    assert "#country: KP" in lines
    assert problems(project) == []


def test_every_field_of_a_statement_can_be_given(project: Path, dossier: Command) -> None:
    """Nested values, lists of them, and texts in several languages are given as YAML."""
    given = {
        "quote": "Es gab 20 Tote",
        "prefix": "getötet.",
        "suffix": ": ja.",
        "occurrence": "1",
        "said-by": "dienst",
        "via": "kyiv-post",
        "act": "claim",
        "mode": "indirect",
        "said-on": "2024-10-04",
        "text": "{de: 'Es gab: Tote.', en: There were dead.}",
        "actors": "dienst",
        "events": "treffer",
        "credibility": "2",
        "assessed": "{by: AB, on: 2024-10-06, why: gesehen}",
        "status": "disputed",
        "contradicts": "{statement: angriff, why: andere Zahl}",
        "supports": "angriff",
        "original": "{lang: en, text: There were 20 dead}",
        "checked": "{by: AB, on: 2024-10-06}",
        "caveat": "Niemand sonst sagt es: #1",
        "formerly": "alt",
    }
    words = [word for key, value in given.items() for word in (f"--{key}", value)]
    result = dossier("new", "statement", "angriff/neu", *words)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    record = load(project / "dossier")[0].find("neu", "statement", dossier="angriff")
    assert isinstance(record, Statement)
    assert record.original is not None
    assert record.text is not None
    assert record.text.translations == {"de": "Es gab: Tote.", "en": "There were dead."}
    assert (record.contradicts[0].statement, str(record.contradicts[0].why)) == ("angriff", "andere Zahl")
    assert (record.original.lang, record.credibility, record.occurrence) == ("en", "2", 1)
    assert (str(record.caveat), record.formerly) == ("Niemand sonst sagt es: #1", ("alt",))
    assert [problem for problem in problems(project) if "checked-void" not in problem] == []


def test_records_are_added_to_a_new_dossier(project: Path, dossier: Command) -> None:
    """A new dossier has an article to paste into; statements and figures are added to its annotations in order."""
    assert dossier("new", "dossier", "zweites", "--title", "Das zweite", "--published", "2024-10-05").exit_code == 0
    article = project / "dossier/zweites/article.md"
    assert article.read_text().startswith("---\n# The article's title.\ntitle: Das zweite\n")
    article.write_text(article.read_text().replace("Paste the article", "Mehr als 20 Tote. Paste the article"))
    assert dossier("new", "statement", "zweites/a", "--quote", "Mehr als 20 Tote").stdout == ""
    assert dossier("new", "figure", "zweites/b", "--quote", "Mehr als 20").stdout == ""
    assert dossier("new", "statement", "zweites/c", "--quote", "20 Tote").stdout == ""
    assert (
        (project / "dossier/zweites/annotations.yml")
        .read_text()
        .endswith(
            "  a:\n    quote: Mehr als 20 Tote\n    status: unverified\n"
            "  c:\n    quote: 20 Tote\n    status: unverified\n\nfigures:\n  b:\n    quote: Mehr als 20\n"
        )
    )
    assert problems(project) == []


@pytest.mark.parametrize(
    ("language", "claims", "paste"),
    [("de", "# Was der Artikel behauptet", "Hier den Artikel einfügen"), ("en", "# The article's claims", "Paste the")],
)
def test_a_new_dossier_is_in_the_language_of_its_site(
    project: Path, dossier: Command, language: str, claims: str, paste: str
) -> None:
    """Its example is, too, and has no problem but unknown references once its lines are used."""
    settings = f"site_name: Test\ntheme: {{name: material, language: {language}}}\nplugins: [dossier]\n"
    (project / "docs").mkdir(exist_ok=True)
    (project / "mkdocs.yml").write_text(settings)
    assert dossier("new", "dossier", "zweites").exit_code == 0
    assert f"\n{paste}" in (project / "dossier/zweites/article.md").read_text(encoding="utf-8")
    path = project / "dossier/zweites/annotations.yml"
    assert path.read_text(encoding="utf-8").splitlines()[1].startswith(claims)
    used = re.sub(r"^#(?! )", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(re.sub(r"^#(?=  )", "", used, flags=re.MULTILINE), encoding="utf-8")
    assert {line.rpartition("[")[2] for line in problems(project)} == {"unknown-reference]", "quote-missing]"}


def test_a_first_dossier_needs_only_an_empty_folder(
    tmp_path: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an empty folder a dossier can be created, and a record of a register is refused."""
    monkeypatch.chdir(tmp_path)
    assert dossier("new", "actor", "kim").exit_code == 2
    assert dossier("new", "dossier", "erstes").exit_code == 0
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("actor", "Kim Jong Un"), "is no id for an actor: ids are made of a-z, 0-9 and hyphens — write kim-jong-un"),
        (("actor", "a" * 101), "the id of an actor is longer than 100 characters — shorten it"),
        (("actor", "angriff/kim"), "write kim alone: an actor belongs to no dossier"),
        (("actor", "dienst"), "there is already an actor “dienst”, in dossier/all.yml:2:3 — edit that"),
        (("actor", "neu", "--name", "Geheimdienst"), "shares the name “Geheimdienst” with actor “dienst”"),
        (("actor", "neu", "--country", "Korea"), "write the two capital letters of ISO 3166"),
        (("actor", "neu", "--speaks-for", "dinst"), "names the unknown actor “dinst” — did you mean “dienst”?"),
        (("agreement", "neu"), "agreement “neu” has neither parties nor authority"),
        (("dossier", "angriff"), "there is already a dossier “angriff”"),
        (("dossier", "actors"), "“actors” is the name of a folder with a meaning of its own"),
        (("statement", "neu", "--quote", "x"), "write DOSSIER/neu: a statement belongs to a dossier"),
        (("statement", "angrif/neu", "--quote", "x"), "there is no dossier “angrif” — did you mean “angriff”?"),
        (("akteur", "kim"), "there is no kind “akteur” — use one of actor, source, agreement,"),
        (("statement", "angriff/angriff", "--quote", "x"), "there is already a statement “angriff/angriff”"),
        (("statement", "angriff/neu", "--quote", "Es gab 22 Tote: ja."), "passage: Es gab [-22-] {+20+} Tote: ja."),
        (("statement", "angriff/neu", "--quote", "20"), "the quote occurs 2 times in the article"),
        (("statement", "angriff/neu"), "Missing option '--quote'"),
        (("actor", "neu", "--name", "\x1b[31mrot"), "what was given contains an escaped control character"),
    ],
)  # fmt: skip
def test_invalid_arguments_are_refused(project: Path, dossier: Command, words: tuple[str, ...], message: str) -> None:
    """Invalid arguments exit with 2, say what to do instead, and write nothing."""
    before = contents(project)
    result = dossier("new", *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert contents(project) == before


def test_an_existing_file_is_not_overwritten(project: Path, dossier: Command) -> None:
    """A broken file, a dangling link and a folder that leads out of the collection are left unchanged."""
    path = project / "dossier/actors/kim.yml"
    path.parent.mkdir()
    path.write_text("broken: [")
    before = contents(project)
    result = dossier("new", "actor", "kim")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: dossier/actors/kim.yml already exists and was not changed: edit it, or choose another id\n",
    )
    (project / "dossier/actors/un.yml").symlink_to(project / "elsewhere.yml")
    assert dossier("new", "actor", "un").exit_code == 2
    (project / "dossier/places").symlink_to(project.parent)
    result = dossier("new", "place", "seoul")
    assert result.stderr == "Error: dossier/places leads out of dossier: put a folder in the link's place\n"
    assert contents(project) == before


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "statements:\n  neu:\n    quote: x\n"),
        ("# nothing yet", "# nothing yet\n\nstatements:\n  neu:\n    quote: x\n"),
        ("figures:\n  a: {quote: b}\n", "figures:\n  a: {quote: b}\n\nstatements:\n  neu:\n    quote: x\n"),
        ("statements:\n", "statements:\n  neu:\n    quote: x\n"),
        ("statements:\n# an example\n", "statements:\n# an example\n  neu:\n    quote: x\n"),
        ("statements:\nfigures:\n", "statements:\n  neu:\n    quote: x\nfigures:\n"),
        (
            "statements:\n    alt:\n        quote: |\n            y\n\nfigures:\n",
            "statements:\n    alt:\n        quote: |\n            y\n    neu:\n      quote: x\n\nfigures:\n",
        ),
        ("statements:\n  alt: {quote: y}", "statements:\n  alt: {quote: y}\n  neu:\n    quote: x\n"),
        (
            "statements:\n  alt: {quote: y}\nfigures:\n  a: {quote: b}",
            "statements:\n  alt: {quote: y}\n  neu:\n    quote: x\nfigures:\n  a: {quote: b}",
        ),
        ("statements:\n  alt: {quote: y}\n...\n", "statements:\n  alt: {quote: y}\n  neu:\n    quote: x\n...\n"),
        ("statements: {alt: {quote: y}}\n", None),
        ("{figures: {a: {quote: b}}}\n", None),
        ("statements: {}\n", None),
        ("statements:\n  neu: {quote: y}\n", None),
        ("statements: text\n", None),
        ("broken: [\n", None),
    ],
)
def test_a_record_is_added_to_a_section_or_refused(text: str, after: str | None) -> None:
    """A record is added only if the file then holds its old content and the record; otherwise it is refused."""
    if after is None:
        with pytest.raises(RefusedError):
            patched(lambda patch: patch.add("statements", ["neu:", "  quote: x"]))(text)
    else:
        assert patched(lambda patch: patch.add("statements", ["neu:", "  quote: x"]))(text) == after


def test_a_record_that_cannot_be_added_safely_is_printed(project: Path, dossier: Command) -> None:
    path = project / "dossier/angriff/annotations.yml"
    path.write_text("statements: {alt: {quote: 20 Tote}}\n")
    result = dossier("new", "statement", "angriff/neu", "--quote", "mehr als 20 Soldaten")
    assert result.stdout == "  neu:\n    quote: mehr als 20 Soldaten\n    status: unverified\n"
    assert result.stderr == "Paste this below “statements:” in dossier/angriff/annotations.yml.\n"
    assert path.read_text() == "statements: {alt: {quote: 20 Tote}}\n"


def test_line_ends_are_kept(project: Path, dossier: Command) -> None:
    """Lines added to a file with Windows line ends have Windows line ends."""
    path = project / "dossier/angriff/annotations.yml"
    path.write_bytes(b"statements:\r\n  a:\r\n    quote: 20 Tote\r\n")
    dossier("new", "statement", "angriff/b", "--quote", "mehr als 20 Soldaten")
    assert path.read_bytes().endswith(
        b"20 Tote\r\n  b:\r\n    quote: mehr als 20 Soldaten\r\n    status: unverified\r\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Kim",
        "Kim: Un",
        "a #b",
        "'so'",
        '"so"',
        "it's",
        "- x",
        "[x",
        "a, b",
        "zwei\nZeilen",
        "tab\tulator",
        "1.10",
        "a: 'b\"\n",
    ],
)
@pytest.mark.parametrize("template", ["x: {}", "x: [{}]"])
def test_a_written_text_is_read_back_unchanged(text: str, template: str) -> None:
    data, faults = yaml.parse(template.format(scalar(text, template)), "")
    assert data is not None
    assert faults == []
    assert data == {"x": text if template == "x: {}" else [text]}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_call_leaves_the_old_or_the_new_file(project: Path, dossier: Command) -> None:
    path = project / "dossier/angriff/annotations.yml"
    before = path.read_bytes()
    words = ("new", "statement", "angriff/neu", "--quote", "Es gab 20 Tote")
    dossier(*words)
    after = path.read_bytes()
    for at in range(1, 50):
        path.write_bytes(before)
        code = killed(project, words, at)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        assert path.read_bytes() in (before, after)
    assert code == 0
    assert at > 3
    assert path.read_bytes() == after
