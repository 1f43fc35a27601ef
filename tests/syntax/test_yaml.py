"""YAML files are read with positions, text stays text, hazards are refused, and faults are mended to read on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Loaded
from mkdocs_dossier.syntax.yaml import USUAL, Limits, Mapping, Scalar, Sequence, parse, read_text


def _parsed(text: str) -> tuple[Mapping | None, list[str]]:
    """Return the mapping, and the problems as a user sees them."""
    top, problems = parse(text, "f.yml")
    return top, [str(problem) for problem in problems]


def _read(folder: Path, content: bytes, limits: Limits = USUAL) -> tuple[Mapping | None, list[str]]:
    path = folder / "f.yml"
    path.write_bytes(content)
    text, problems = read_text(path, "f.yml", limits.file_bytes)
    top, more = (None, []) if text is None else parse(text, "f.yml", limits)
    return top, [str(problem) for problem in [*problems, *more]]


def test_keys_and_values_know_their_places() -> None:
    """Every key, text, list and mapping has its line and column, counted from 1."""
    top, problems = _parsed("# actors\nactors:\n  kim:\n    name: Kim\n    aliases: [Un, Jong]\n")
    assert problems == []
    assert top is not None
    kim = top[Scalar("actors")][Scalar("kim")]
    assert isinstance(kim, Mapping)
    assert (top.line, top.column, kim.line, kim.column) == (2, 1, 4, 5)
    name = kim.key("name")
    assert name is not None
    assert (name.line, name.column) == (4, 5)
    assert (kim[name].line, kim[name].column) == (4, 11)
    aliases = kim[Scalar("aliases")]
    assert isinstance(aliases, Sequence)
    assert (aliases.line, aliases.column) == (5, 14)
    assert [(alias, alias.line, alias.column) for alias in aliases] == [("Un", 5, 15), ("Jong", 5, 19)]


@pytest.mark.parametrize("text", ["no", "0123", "1.10", "12:30", "1e5", "~", "null", "2024-10-03", "0x1F", "=", ".inf"])
def test_scalars_stay_the_text_they_were_written_as(text: str) -> None:
    """No scalar becomes a number, a date, a boolean or null: the schema decides later."""
    assert _parsed(f"a: {text}\n") == ({"a": text}, [])


def test_quoted_and_long_texts_are_read_as_yaml_says() -> None:
    """Quotes, folded and literal blocks are read as in YAML; an empty value is an empty text."""
    text = "a: 'it''s'\nb: \"x\\ty\"\nc: >-\n  one\n  two\nd: |\n  x: y: z\n  [\ne:\n"
    assert _parsed(text) == ({"a": "it's", "b": "x\ty", "c": "one two", "d": "x: y: z\n[\n", "e": ""}, [])


def test_a_comment_behind_a_text_is_remembered() -> None:
    """A comment behind an unquoted text is kept, because it may be meant as text; behind a quoted one it is not."""
    top, _ = _parsed("a: Platz #1\nb: 'Platz' # eins\nc: Platz#1\n")
    assert top is not None
    assert [(value, value.comment) for value in top.values() if isinstance(value, Scalar)] == [
        ("Platz", "#1"),
        ("Platz", ""),
        ("Platz#1", ""),
    ]


@pytest.mark.parametrize(
    ("text", "read_as", "problem"),
    [
        (
            "a: *b\n",
            {"a": "*b"},
            (
                "1:4: error: *b is an alias, which is not used here"
                " — write the value out; text that begins with * needs quotes [yaml-feature]"
            ),
        ),
        (
            "a: &b c\n",
            {"a": "c"},
            (
                "1:4: error: &b is an anchor, which is not used here"
                " — write the value out where it is needed; text that begins with & needs quotes [yaml-feature]"
            ),
        ),
        (
            "a: &b\n  c: d\n",
            {"a": {"c": "d"}},
            (
                "1:4: error: &b is an anchor, which is not used here"
                " — write the value out where it is needed; text that begins with & needs quotes [yaml-feature]"
            ),
        ),
        (
            "a: !!python/object:os.system x\n",
            {"a": "x"},
            (
                "1:4: error: a YAML tag (!…) is not used here"
                " — delete it; text that begins with ! needs quotes [yaml-feature]"
            ),
        ),
        (
            "a: !wichtig\n",
            {"a": "!wichtig"},
            (
                "1:4: error: a YAML tag (!…) is not used here"
                " — delete it; text that begins with ! needs quotes [yaml-feature]"
            ),
        ),
        (
            "a: b\n<<: {c: d}\n",
            {"a": "b"},
            "2:1: error: << is a merge key, which is not used here — write the fields out [yaml-feature]",
        ),
        (
            "a: b\n---\nc: d\n",
            {"a": "b"},
            (
                "2:1: error: a second document begins here"
                " — delete the line “---”; text that begins with --- needs quotes [yaml-feature]"
            ),
        ),
        (
            "a: 1\na: 2\n",
            {"a": "1"},
            (
                "2:1: error: “a” occurs twice in the same place, first in line 1 — rename or delete one of them"
                " [duplicate-key]"
            ),
        ),
        (
            "? [a]\n: b\n",
            {"(1:3)": "b"},
            (
                "1:3: error: a list or mapping is where a name is expected"
                " — write a plain name before the colon [yaml-feature]"
            ),
        ),
        (
            "a: b\n...\nc: d\n",
            None,
            (
                "3:1: error: the part above is complete: nothing can follow it"
                " — delete a line that holds nothing but “...”; indent the rest like its neighbours [yaml-syntax]"
            ),
        ),
        (
            "]\n",
            None,
            (
                "1:1: error: a bracket or a comma is where a value is expected"
                " — delete it; text that begins with it needs quotes [yaml-syntax]"
            ),
        ),
        *(
            (
                f'a: "x\\{escape}"\n',
                None,
                (
                    f"1:{column}: error: a \\ in double quotes begins an escape, but this one means no character"
                    " — put the text in 'single quotes'; there, \\ is a character like any other [yaml-syntax]"
                ),
            )
            for escape, column in (("ud800", 8), ("udfff\\ud800", 8), ("Users", 8), ("q", 6))
        ),
        *(
            (
                f'a: "x\\u{ord(character):04x}y"\n',
                {"a": f"x{character}y"},
                "1:4: error: contains an escaped control character — delete it [hidden-character]",
            )
            for character in "\x07\x1b\x7f\x9b\u2028\u202a\u202e\u2066\u2069\uffff"
        ),
        (
            "- a\n- b\n",
            None,
            "1:1: error: has no sections, but a list or a text — begin with a section such as actors: [wrong-type]",
        ),
        (
            "just text\n",
            None,
            "1:1: error: has no sections, but a list or a text — begin with a section such as actors: [wrong-type]",
        ),
        (
            'a: "x\\0y"\n',
            {"a": "x\0y"},
            "1:4: error: contains an escaped control character — delete it [hidden-character]",
        ),
        (
            f"a: {'x' * 20_001}\n",
            {"a": "x" * 20_001},
            "1:4: error: holds 20,001 characters, more than 20,000 — shorten it [field-too-long]",
        ),
        (
            "[" * 60_000,
            None,
            (
                "1:21: error: is nested deeper than 20 levels"
                " — put text that begins with [ or { in quotes [nested-too-deep]"
            ),
        ),
        (
            "a: " + "{a: " * 60_000,
            None,
            (
                "1:80: error: is nested deeper than 20 levels"
                " — put text that begins with [ or { in quotes [nested-too-deep]"
            ),
        ),
    ],
)
def test_hazards_are_refused_at_their_place(text: str, read_as: object, problem: str) -> None:
    """Each hazard is one problem at its position; the rest is read."""
    assert _parsed(text) == (read_as, [f"f.yml:{problem}"])


def test_many_aliases_cannot_grow_without_end() -> None:
    """A “billion laughs” file is one problem per alias and anchor: aliases are never followed."""
    lines = ["a0: &a0 lol", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))]
    _, problems = _parsed("\n".join(lines))
    assert len(problems) == 10 + 9 * 9


def test_a_section_that_occurs_twice_is_read_to_its_end() -> None:
    """A duplicate section is a problem; its new records are read, lest references to them seem broken."""
    top, problems = _parsed("actors:\n  a: {name: A}\nactors:\n  b: {name: B}\n  a: {name: C}\n")
    assert top == {"actors": {"a": {"name": "A"}, "b": {"name": "B"}}}
    assert problems == [
        (
            "f.yml:3:1: error: “actors” occurs twice in the same place, first in line 1"
            " — rename or delete one of them [duplicate-key]"
        )
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a: x\0y\n", "1:5: error: contains the hidden character U+0000"),
        ("a: ok\nb: x\u202ey\n", "2:5: error: contains the hidden character U+202E"),
        ("a: x\u2066y\n", "1:5: error: contains the hidden character U+2066"),
        ("a: x\x1by\n", "1:5: error: contains the hidden character U+001B"),
        ("a: x\x85y\n", "1:5: error: contains the hidden character U+0085"),
        ("a: x\u2028y\n", "1:5: error: contains the hidden character U+2028"),
        ("a: x\0y\0z\nb: \0\n", "1:5: error: contains the hidden character U+0000 3 times"),
        ("a: x\U000e0068\U000e0069y\n", "1:5: error: contains the hidden character U+E0068"),
    ],
)
def test_hidden_characters_are_named(tmp_path: Path, content: str, problem: str) -> None:
    """Each kind of control character or bidirectional override is one problem; the rest of the file is read."""
    top, problems = _read(tmp_path, content.encode())
    advice = "delete it: it is invisible, and may change how the text reads"
    assert problems == [f"f.yml:{problem} — {advice} [hidden-character]"]
    assert top is not None


def test_the_flag_of_a_region_is_a_character(tmp_path: Path) -> None:
    """Tag characters are allowed in a region's flag, and a direction mark in right-to-left text."""
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    top, problems = _read(tmp_path, f"a: {flag} שלום\u200f!\n".encode())
    assert problems == []
    assert top is not None


def test_a_binary_file_is_not_a_flood_of_problems(tmp_path: Path) -> None:
    """UTF-16 without a byte order mark has a NUL in every character, and is reported once."""
    _, problems = _read(tmp_path, ("actors:\n" * 500).encode("utf-16-le"))
    assert [problem for problem in problems if "hidden" in problem] == [
        (
            "f.yml:1:2: error: contains the hidden character U+0000 4000 times"
            " — delete it: it is invisible, and may change how the text reads [hidden-character]"
        )
    ]


def test_another_encoding_is_refused_at_its_first_byte(tmp_path: Path) -> None:
    """A file in Latin-1 is not read; the problem is at the first byte that is not UTF-8."""
    assert _read(tmp_path, "a: ok\nb: äö Müller\n".encode().replace("ü".encode(), b"\xfc")) == (
        None,
        ["f.yml:2:8: error: is not UTF-8: byte 0xFC — save it as UTF-8 (your editor calls it “encoding”) [not-utf-8]"],
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_make_no_difference(tmp_path: Path, line_end: str, mark: str) -> None:
    """Files with line ends of Windows or old Macs, or a byte order mark, are read alike, with correct positions."""
    top, problems = _read(tmp_path, f"{mark}a: b{line_end}c: d{line_end}".encode())
    assert problems == []
    assert top == {"a": "b", "c": "d"}
    key = top.key("c")
    assert key is not None
    assert (key.line, key.column) == (2, 1)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# nothing yet\n", b"---\n", b"\xef\xbb\xbf"])
def test_an_empty_file_holds_nothing(tmp_path: Path, content: bytes) -> None:
    """Empty files and files with only comments give no mapping and no problem."""
    assert _read(tmp_path, content) == (None, [])


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """The limit of a file's size counts bytes, and applies before anything is parsed."""
    assert _read(tmp_path, b"a: bcdefghijk\n", Limits(file_bytes=10)) == (
        None,
        ["f.yml:1:1: error: is larger than 10 bytes — split it into several files [file-too-large]"],
    )


SMALL = Limits(file_bytes=100, field_characters=8, depth=3, nodes=9)


@pytest.mark.parametrize(
    ("within", "beyond", "problem"),
    [
        ("#" * 99 + "\n", "#" * 100 + "\n", "1:1: error: is larger than 100 bytes"),
        ("a: äöü12345\n", "a: äöü123456\n", "1:4: error: holds 9 characters, more than 8"),
        ("äöü12345: a\n", "äöü123456: a\n", "1:1: error: holds 9 characters, more than 8"),
        ("a: {b: [c]}\n", "a: {b: [[c]]}\n", "1:9: error: is nested deeper than 3 levels"),
        (
            "a: {b: c, d: e, f: g}\n",
            "a: {b: c, d: e, f: [g]}\n",
            "1:21: error: holds more than 9 names and values",
        ),
        (
            "a: [b, c, d, e, f, g]\n",
            "a: [b, c, d, e, f, g, *h]\n",
            "1:23: error: holds more than 9 names and values",
        ),
    ],
)
def test_limits_hold_exactly(tmp_path: Path, within: str, beyond: str, problem: str) -> None:
    """A file at a limit is read; one beyond it is one problem, at its position."""
    assert _read(tmp_path, within.encode(), SMALL)[1] == []
    (said,) = _read(tmp_path, beyond.encode(), SMALL)[1]
    assert said.startswith(f"f.yml:{problem}")


def test_keys_are_found_in_any_mapping() -> None:
    """A mapping finds its keys while it is being read and afterwards, and None for others."""
    top, problems = _parsed("a: 1\na: 2\nb: 3\nb: 4\na: 5\n")
    assert [problem.split(" — ")[0][-15:] for problem in problems] == [f"first in line {line}" for line in (1, 3, 1)]
    assert top is not None
    assert [key and (key, key.line) for key in map(top.key, "abc")] == [("a", 1), ("b", 3), None]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """A missing file is a problem with the path and the system's message."""
    text, problems = read_text(tmp_path / "none.yml", "none.yml")
    assert text is None
    assert [str(p) for p in problems] == [
        "none.yml:1:1: error: cannot be read: No such file or directory [unreadable-file]"
    ]


COLON = "text with a colon in it must be in quotes"
DOUBLE = 'the text has a quotation mark " in it and must be in other quotes as a whole'
OPEN = "the text begins with {} but does not end with it"
SINGLE = "the text has a quotation mark ' in it and must be in other quotes as a whole"


@pytest.mark.parametrize(
    ("written", "message", "mended"),
    [
        ("Er sagte: Nein", COLON, "'Er sagte: Nein'"),
        ("Er sagte: 'Nein'", COLON, '''"Er sagte: 'Nein'"'''),
        ("Er sagte: it's so", COLON, '''"Er sagte: it's so"'''),
        ("„Nein“: so Putin", COLON, "'„Nein“: so Putin'"),
        ("und weiter:", COLON, "'und weiter:'"),
        ('"Nein", sagte er', DOUBLE, """'"Nein", sagte er'"""),
        ('"Nein" und "Ja"', DOUBLE, """'"Nein" und "Ja"'"""),
        ("'Putin's Krieg'", SINGLE, '''"Putin's Krieg"'''),
        ('"Er sagte "Nein" dazu"', DOUBLE, """'Er sagte "Nein" dazu'"""),
        ('"Nein', OPEN.format('"'), '"Nein"'),
        ("'Nein", OPEN.format("'"), "'Nein'"),
        ('\'"Nein"', OPEN.format("'"), "'\"Nein\"'"),
        ("- sagte er", "text that begins with - must be in quotes", "'- sagte er'"),
        ("@kim", "text that begins with @ must be in quotes", "'@kim'"),
        ("* sagte er", "text that begins with * must be in quotes", "'* sagte er'"),
        ("& sagte er", "text that begins with & must be in quotes", "'& sagte er'"),
        ("% der Soldaten", "text that begins with % must be in quotes", "'% der Soldaten'"),
        ("[Die Soldaten] fielen", "text that begins with [ must be in quotes", "'[Die Soldaten] fielen'"),
        ("] fielen", "text that begins with ] must be in quotes", "'] fielen'"),
        ("{Die} fielen", "text that begins with { must be in quotes", "'{Die} fielen'"),
        ("} fielen", "text that begins with } must be in quotes", "'} fielen'"),
        (", so Putin", "text that begins with , must be in quotes", "', so Putin'"),
        ("> 20 Soldaten", "text that begins with > must be in quotes", "'> 20 Soldaten'"),
        ("| Soldaten", "text that begins with | must be in quotes", "'| Soldaten'"),
        ("? Soldaten", "text that begins with ? must be in quotes", "'? Soldaten'"),
        ("`Soldaten`", "text that begins with ` must be in quotes", "'`Soldaten`'"),
    ],
)
def test_a_line_that_needs_quotes_is_reported_and_read_on(written: str, message: str, mended: str) -> None:
    """A line that needs quotes is reported with the quoted text, and read as if it were written so."""
    text = f"statements:\n  s:\n    quote: {written}\n    text: T\n    text: U\n  t:\n    quote: V\n"
    top, problems = _parsed(text)
    assert problems == [
        f"f.yml:3:12: error: {message} — write quote: {mended} [unquoted-text]",
        (
            "f.yml:5:5: error: “text” occurs twice in the same place, first in line 4"
            " — rename or delete one of them [duplicate-key]"
        ),
    ]
    as_advised, _ = _parsed(text.replace(written, mended))
    assert top == as_advised
    assert top["statements"]["t"] == {"quote": "V"}


def test_a_quote_that_is_never_closed_is_reported_where_it_begins() -> None:
    """A quote that is never closed is reported at its beginning, not at the end of the file."""
    top, problems = _parsed('a: b\nquote: "Nein, sagte er\n')
    assert problems == [
        f"""f.yml:2:8: error: {OPEN.format('"')} — write quote: "Nein, sagte er" [unquoted-text]""",
    ]
    assert top == {"a": "b", "quote": "Nein, sagte er"}


@pytest.mark.parametrize("sign", ["'", '"'])
@pytest.mark.parametrize("later", ["text: {0}U{0}", "text: T\n  u:\n    quote: {0}U{0}\n    text: V", "- {0}U{0}"])
def test_a_quote_that_only_a_later_one_closes_is_reported_where_it_begins(sign: str, later: str) -> None:
    """An open quote is reported at its beginning even if a later quote closes it; two-line quoted texts are not."""
    below = later.format(sign)
    _, problems = _parsed(f"s:\n  r:\n    name: {sign}one\n      two{sign}\n    quote: {sign}Nein\n    {below}\n")
    assert problems[0] == f"f.yml:5:12: error: {OPEN.format(sign)} — write quote: {sign}Nein{sign} [unquoted-text]"
    assert [problem[6] for problem in problems[1:]] == (["6"] if below.startswith("-") else [])


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("    a: b\n     c: d", "4:6: error: {} — indent it by 4 spaces, like line 3"),
        ("    a: b\n   c: d", "4:4: error: {} — indent it by 4 spaces, like line 3"),
        ("     a: b\n    c: d", "3:6: error: {} — indent it by 4 spaces, like line 4"),
        ("    a: 'b'\n     c: [d]", "4:6: error: {} — indent it by 4 spaces, like line 3"),
        ("    a: [b]\n    c: d\n     e: f\n   g: h", "5:6: error: {} — indent it by 4 spaces, like line 4"),
    ],
)
def test_a_field_that_is_a_space_off_is_read_like_the_one_above(fields: str, problem: str) -> None:
    """A field indented by one space too many or too few is one problem, and is read like its neighbour."""
    top, problems = _parsed(f"s:\n  r:\n{fields}\n  t:\n    a: b\n    a: c\n")
    expected = problem.format("the indentation is off by 1 space")
    assert problems[0] == f"f.yml:{expected} [yaml-syntax]"
    assert problems[-1].endswith("[duplicate-key]")
    assert top["s"]["t"] == {"a": "b"}
    assert set(top["s"]["r"]) == {line.strip()[0] for line in fields.splitlines()}


@pytest.mark.parametrize(
    ("fields", "problem", "mended"),
    [
        (
            "    a: b\n        c: d",
            "4:9: error: the indentation is off by 4 spaces — indent it by 4 spaces, like line 3 [yaml-syntax]",
            {"a": "b", "c": "d"},
        ),
        (
            "    a: Er sagte\n      Folgendes: nichts",
            (
                "4:16: error: a colon is where none can be — write one name: value per line, with a space after the"
                " colon; text with a colon in it needs quotes [yaml-syntax]"
            ),
            None,
        ),
        (
            "    a:b\n    c: d",
            "3:6: error: no space follows the colon — write a: b [yaml-syntax]",
            {"a": "b", "c": "d"},
        ),
        (
            "    c: d\n    a:b",
            "4:6: error: no space follows the colon — write a: b [yaml-syntax]",
            {"c": "d", "a": "b"},
        ),
        (
            "    c: d\n    a:\u00a0b",
            "4:6: error: no space follows the colon — write a: b [yaml-syntax]",
            {"c": "d", "a": "b"},
        ),
    ],
)
def test_a_field_in_a_wrong_place_or_without_a_space_is_reported_there(
    fields: str, problem: str, mended: dict[str, str] | None
) -> None:
    """It is one problem in its own line, and read as meant; a text that goes on with a word and a colon is not."""
    top, problems = _parsed(f"s:\n  r:\n{fields}\n  t:\n    a: b\n")
    assert problems == [f"f.yml:{problem}"]
    assert top == (mended and {"s": {"r": mended, "t": {"a": "b"}}})


def test_a_first_line_that_is_indented_is_reported_and_read() -> None:
    """The fault is not in the next section, where YAML notices it."""
    top, problems = _parsed("# x\n\n s:\n   r:\n     a: b\nt:\n  r:\n    a: b\n")
    assert problems == ["f.yml:3:1: error: the first line is indented — begin it at column 1 [yaml-syntax]"]
    assert top == {"s": {"r": {"a": "b"}}, "t": {"r": {"a": "b"}}}


def test_a_list_that_is_not_closed_is_closed() -> None:
    """An open bracket is closed at the end of its line, and does not swallow the lines below."""
    top, problems = _parsed("via: [kyiv-post, dpa\nname: N\n")
    assert problems == ["f.yml:1:6: error: a list is not closed — write via: [kyiv-post, dpa] [yaml-syntax]"]
    assert top == {"via": ["kyiv-post", "dpa"], "name": "N"}


def test_unquoted_entries_of_a_list_are_mended_too() -> None:
    """An unquoted entry of a list is reported with the quoted entry, dash included."""
    top, problems = _parsed("aliases:\n  - Kim: der Dritte\n  - @kim\n")
    assert top == {"aliases": [{"Kim": "der Dritte"}, "@kim"]}
    assert problems == ["f.yml:3:5: error: text that begins with @ must be in quotes — write - '@kim' [unquoted-text]"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "a:\n\tb: c\n",
            ("2:1: error: the line is indented with a tab — indent with spaces, two for each level [yaml-syntax]"),
        ),
        (
            "a:\n   b: c\n d: e\n",
            (
                "3:2: error: the indentation does not fit the lines above, or a quote is not closed"
                " — indent it like its neighbours [yaml-syntax]"
            ),
        ),
        (
            "name Kim\nkind: person\n",
            (
                "2:5: error: a colon is where none can be — write one name: value per line, with a space after the"
                " colon; text with a colon in it needs quotes [yaml-syntax]"
            ),
        ),
        (
            "x : y : z\nb:\n",
            (
                "1:7: error: a colon is where none can be — write one name: value per line, with a space after the"
                " colon; text with a colon in it needs quotes [yaml-syntax]"
            ),
        ),
        (
            "a:\n  b: c\nd\n",
            (
                "3:1: error: a name without its colon, or text that is not indented"
                " — write name: value, with a space after the colon; indent text that goes on by two spaces"
                " [yaml-syntax]"
            ),
        ),
    ],
)
def test_a_fault_that_cannot_be_mended_is_one_problem(text: str, problem: str) -> None:
    """YAML's own error is reported in plain words, once, at its position."""
    assert _parsed(text) == (None, [f"f.yml:{problem}"])


NORMAL = """\
s:
  eins:
    name: Ada Quill
    kind: person
    said_by: ada
  zwei:
    quote: Nach Angaben des Amts saßen sie
    aliases:
      - Amt
      - Hafen
    about:
      - {x: eins, why: weil er es sagte}
  drei:
    name: Bo
    title: N
t:
  vier:
    name: Cy
"""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  zwei:", " zwei:", "6:2: error: the indentation is off by 1 space — indent it by 2 spaces, like line 2"),
        ("  zwei:", "   zwei:", "6:4: error: the indentation is off by 1 space — indent it by 2 spaces, like line 2"),
        ("  eins:", " eins:", "2:2: error: the indentation is off by 1 space — indent it by 2 spaces, like line 6"),
        ("  drei:", "   drei:", "13:4: error: the indentation is off by 1 space — indent it by 2 spaces, like line 2"),
        (
            "  eins:",
            "eins:",
            "2:1: error: “eins” is not indented below its section — indent it by 2 spaces, like line 6",
        ),
        ("t:\n  v", " t:\n  v", "16:2: error: the section is indented — begin it at column 1"),
        ("    kind", "  kind", "4:3: error: the indentation is off by 2 spaces — indent it by 4 spaces, like line 5"),
        ("    kind", "kind", "4:1: error: the indentation is off by 4 spaces — indent it by 4 spaces, like line 5"),
        ("    name", "     name", "3:6: error: the indentation is off by 1 space — indent it by 4 spaces, like line 4"),
        ("    name", "  name", "3:3: error: the indentation is off by 2 spaces — indent it by 4 spaces, like line 4"),
        ("  zwei:", "  zwei", "6:3: error: the colon is missing — write zwei:"),
        ("t:\n  v", "t\n  v", "16:1: error: the colon is missing — write t:"),
        ("said_by:", "said_by", "5:5: error: the colon is missing — write said_by: ada"),
        ("name:", "name", "3:5: error: the colon is missing — write name: Ada Quill"),
        ("kind: person", "kind：person", "4:5: error: the colon is missing — write kind: person"),
        ("kind: person", '"kind": "person",', "4:21: error: no comma ends a line — delete it"),
        ("  - Hafen", "    Hafen", None),
        ("      - Hafen", "      Hafen", "10:7: error: the hyphen is missing — write - Hafen"),
        ("- Hafen", "-Hafen", "10:7: error: no space follows the hyphen — write - Hafen"),
        (
            "- {x",
            "– {x",
            "12:7: error: an entry begins with a hyphen, not with – — write - {x: eins, why: weil er es sagte}",
        ),
        (" - Hafen", "- Hafen", "10:6: error: the indentation is off by 1 space — indent it by 6 spaces, like line 9"),
        ("      - {x", "- {x", "12:1: error: the list is not indented — indent it by 6 spaces, below “about:”"),
        (
            "      - {x: eins, why: weil er es sagte}",
            "      - x: eins\n      why: weil er es sagte",
            "13:7: error: the entry above goes on here — indent it by 8 spaces, below “x”",
        ),
        (
            "weil er",
            "weil: er",
            "12:24: error: within brackets, text with a colon in it must be in quotes — write 'weil: er es sagte'",
        ),
        ("Amts saßen sie", "Amts\n      saßen sie", None),
        (
            "Amts saßen sie",
            "Amts\n    saßen sie\ndort und\nauch hier",
            "8:5: error: the text goes on here, but is not indented — indent it by 6 spaces",
        ),
        (
            "Nach Angaben des Amts saßen sie",
            ">-\nNach Angaben des\n      Amts",
            "8:1: error: the text goes on here, but is not indented — indent it by 6 spaces",
        ),
        (
            "    kind",
            "\u00a0\u00a0 \u00a0kind",
            "4:1: error: 1 line from here on is indented with no-break spaces — replace them by usual spaces",
        ),
    ],
)
def test_a_line_in_a_wrong_column_is_reported_there_and_read_as_meant(old: str, new: str, problem: str | None) -> None:
    """One slip of the hand is one problem, at its line, with what to write; the rest of the file is read."""
    assert old in NORMAL
    top, problems = _parsed(NORMAL.replace(old, new, 1))
    code = "unquoted-text" if new == "weil: er" else "yaml-syntax"
    assert problems == ([f"f.yml:{problem} [{code}]"] if problem else [])
    if code == "yaml-syntax" and problem and "goes on" not in problem:
        assert top == _parsed(NORMAL)[0]


@pytest.mark.parametrize(
    ("text", "problem", "read_as"),
    [
        ("q: Er sagte:\n  Nein\nr: s\n", COLON, "Er sagte: Nein"),
        ("q: Er\n  sagte dort: Nein, it's\nr: s\n", COLON, "Er sagte dort: Nein, it's"),
        ('q: "Er sagte\n  Nein\nr: s\n', OPEN.format('"'), "Er sagte Nein"),
        ("q: >- Er sagte\n  Nein\nr: s\n", "text that begins with > must be in quotes", "Er sagte Nein"),
    ],
)
def test_a_text_of_several_lines_is_quoted_as_a_whole(text: str, problem: str, read_as: str) -> None:
    """What to write is the same for all of the text, and it is read whole."""
    top, problems = _parsed(text)
    hint = "write q: >- and the whole text in the lines below"
    assert problems == [f"f.yml:1:4: error: {problem} — {hint} [unquoted-text]"]
    assert top == {"q": read_as, "r": "s"}


def test_an_entry_that_yaml_takes_for_text_is_reported() -> None:
    """YAML reads an entry that is indented too far as more of the text above, without a word."""
    _, problems = _parsed("a:\n  - Amt\n    - Hafen\nb: Amt\n  - Hafen\n")
    assert problems == [
        (
            "f.yml:3:5: error: this entry is indented further than the one above, and read as more of its text"
            " — indent it like line 2; text that goes on with a hyphen must be in quotes [yaml-syntax]"
        )
    ]


def test_many_faulty_lines_are_all_reported(loaded: Loaded) -> None:
    """Thirty unquoted texts are thirty problems in one run, and an unknown field below them is one more."""
    lines = [f"  a{n}:\n    name: Er sagte: {n}\n    kind: person\n" for n in range(30)]
    _, problems = loaded({"dossier/actors.yml": "actors:\n" + "".join(lines) + "    nmae: x\n"})
    assert [problem.code for problem in problems] == ["unquoted-text"] * 30 + ["unknown-field"]
    assert [problem.location.line for problem in problems] == [*range(3, 91, 3), 92]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab:#-[]{}'\"&*!|>%@`,? \n\t\\", max_size=60))
def test_no_text_at_all_raises(text: str) -> None:
    """No text raises: every one gives data or problems, each at a line of the file, and none twice."""
    top, problems = parse(text, "f.yml")
    assert top is None or isinstance(top, Mapping)
    assert all(1 <= problem.location.line <= text.count("\n") + 2 for problem in problems)
    assert len(set(problems)) == len(problems)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aß: '\"#,[]{}-?!&*%@`\\|>", min_size=1, max_size=20))
def test_the_advice_is_always_right(words: str) -> None:
    """For any text pasted behind a name, what the problem says to write is read without a problem."""
    top, problems = parse(f"quote: {words}\nname: N\n", "f.yml")
    if [problem.code for problem in problems] == ["unquoted-text"]:
        advice = problems[0].hint.removeprefix("write ")
        assert parse(f"{advice}\nname: N\n", "f.yml") == (top, [])
