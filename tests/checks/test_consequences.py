"""One mistake is one problem: its consequences take one line or none."""

from __future__ import annotations

import pytest

from checks.articles import article
from conftest import Files, Loaded
from mkdocs_dossier.loading import Settings
from mkdocs_dossier.problems import Problem, Severity

#: A harbour, two articles about it, and the registers they share: no problems but hints.
PORT: Files = {
    "dossier/actors.yml": (
        "actors:\n  meier:\n    name: Anna Meier\n    kind: person\n  hafen:\n    name: Hafenamt\n    kind: agency\n"
        "  bote:\n    name: Küstenbote\n    kind: media\n"
    ),
    "dossier/sources.yml": "sources:\n  bote-mai: {title: Neue Kräne, publisher: bote, located: no}\n",
    "dossier/topics.yml": "topics:\n  kraene: {label: Kräne}\n",
    "dossier/agreements.yml": (
        "agreements:\n  vertrag: {name: Hafenvertrag, kind: contract, parties: [{actor: hafen}],"
        " provisions: [{id: kai, text: Der Kai}]}\n"
    ),
    "dossier/kai/article.md": article(
        "Laut „Küstenbote“ hat das Hafenamt drei Kräne bestellt. Anna Meier sagte: „Wir brauchen sie.“"
        " Zwei kommen im Herbst."
    ),
    "dossier/kai/annotations.yml": (
        "statements:\n  bestellt:\n    quote: Laut „Küstenbote“ hat das Hafenamt drei Kräne bestellt\n"
        "    said_by: bote\n    via: [bote-mai]\n    actors: [hafen]\n    topics: [kraene]\n"
        "    agreements: [vertrag]\n    provision: kai\n"
        "  bedarf:\n    quote: 'Anna Meier sagte: „Wir brauchen sie.“'\n    said_by: meier\n"
    ),
    "dossier/mole/article.md": article("Die Mole sei zu kurz. Das [Hafenamt](actor:hafen) schweigt dazu."),
    "dossier/mole/annotations.yml": ("statements:\n  kurz: {quote: Die Mole sei zu kurz, contradicts: [kai/bedarf]}\n"),
}


def _graver(problems: list[Problem]) -> list[tuple[str, str]]:
    graver = (problem for problem in problems if problem.severity is not Severity.HINT)
    return [(problem.location.path.removeprefix("dossier/"), problem.code) for problem in graver]


def _messages(problems: list[Problem], code: str) -> list[str]:
    return [problem.message for problem in problems if problem.code == code]


def test_the_harbour_is_sound(loaded: Loaded) -> None:
    """The unbroken example has only hints, so that the problems below come from what each test breaks."""
    _, problems = loaded(PORT)
    assert _graver(problems) == []
    assert {problem.code for problem in problems} == {"no-origin", "origin-not-located", "uncovered"}


BROKEN = {
    "a bracket that a brace closes": ("actors.yml", lambda text: text.replace("kind: person", "kind: [person}")),
    "a German section": ("actors.yml", lambda text: text.replace("actors:", "Akteure:")),
    "a tab": ("actors.yml", lambda text: text.replace("    name: Haf", "\tname: Haf")),
    "not UTF-8": ("actors.yml", lambda text: text.encode("utf-16-le")[:-1] + b"\xff\xff"),
    "Latin-1": ("actors.yml", lambda text: text.encode("latin-1")),
    "a list": ("actors.yml", lambda text: "- " + text.replace("\n", "\n  ")),
    "a section that holds none": ("actors.yml", lambda text: "actors: [meier, hafen, bote]\n"),
    "a section called wrongly": ("actors.yml", lambda text: text.replace("actors:", "actor:")),
    "a conflict": (
        "actors.yml",
        lambda text: text.replace("    name: H", "<<<<<<< a\n=======\n>>>>>>> b\n    name: H"),
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_the_consequences_of_an_unreadable_file_are_one_line(loaded: Loaded, kind: str) -> None:
    """A broken file is reported first, then one line counts the references that cannot be checked."""
    name, broken = BROKEN[kind]
    files = {**PORT, f"dossier/{name}": broken(str(PORT[f"dossier/{name}"]))}
    _, problems = loaded(files)
    assert [path for path, _ in _graver(problems)] == [name, name]
    assert problems[0].location.path == f"dossier/{name}"
    assert problems[1].code == "unchecked-references"
    assert problems[1].message == "6 references cannot be checked until actors.yml can be read"


@pytest.mark.parametrize(
    ("name", "count"),
    [("sources.yml", 1), ("topics.yml", 1), ("agreements.yml", 1), ("kai/annotations.yml", 1)],
)
def test_the_consequences_are_one_line_for_any_file(loaded: Loaded, name: str, count: int) -> None:
    """If any one file is broken, one line replaces all reports that depend on its records."""
    _, problems = loaded({**PORT, f"dossier/{name}": f"\t\n{PORT[f'dossier/{name}']}"})
    assert _graver(problems) == [(name, "yaml-syntax"), (name, "unchecked-references")]
    plural = "reference" if count == 1 else "references"
    message = f"{count} {plural} cannot be checked until {name.rpartition('/')[2]} can be read"
    assert _messages(problems, "unchecked-references") == [message]


def test_a_record_in_a_file_of_its_own_is_not_counted(loaded: Loaded) -> None:
    """A broken file whose name is a record's id leaves references to that record valid."""
    files = {**PORT, "dossier/actors/lotse.yml": "name Lotse\n", "dossier/relations.yml": RELATION}
    _, problems = loaded(files)
    assert _graver(problems) == [("actors/lotse.yml", "wrong-type")]


RELATION = "relations:\n  r: {from: lotse, to: hafen, kind: employee}\n"


def test_references_to_other_kinds_are_still_checked(loaded: Loaded) -> None:
    """A broken register of topics does not hide an unknown actor."""
    files = {**PORT, "dossier/topics.yml": "topics:\n\t- x\n", "dossier/relations.yml": RELATION}
    _, problems = loaded(files)
    assert _graver(problems) == [
        ("topics.yml", "yaml-syntax"),
        ("topics.yml", "unchecked-references"),
        ("relations.yml", "unknown-reference"),
    ]


def test_a_broken_file_without_a_section_hides_nothing(loaded: Loaded) -> None:
    """A broken file without any section cannot hold the missing actor, which is still reported."""
    files = {**PORT, "dossier/notizen.yml": "Kran 1\nKran 2: drei: vier\n", "dossier/relations.yml": RELATION}
    assert ("relations.yml", "unknown-reference") in _graver(loaded(files)[1])


def test_references_to_an_unread_file_are_not_reported(loaded: Loaded) -> None:
    """If a file is not read because of its name, its records do not count as unknown."""
    files = {name: text for name, text in PORT.items() if name != "dossier/actors.yml"}
    _, problems = loaded({**files, "dossier/actors.YML": PORT["dossier/actors.yml"]})
    assert _graver(problems) == [("actors.YML", "unread-file"), ("actors.YML", "unchecked-references")]


def test_links_to_broken_records_are_valid(loaded: Loaded) -> None:
    """Links to a dossier with a broken article and to a record with a faulty field are not reported."""
    files = {
        **PORT,
        "dossier/kai/article.md": "Kein Kopf.\n",
        "dossier/mole/article.md": article(
            "Die Mole sei zu kurz. Das [Hafenamt](actor:hafen) baut den [Kai](dossier:kai)."
        ),
        "dossier/actors.yml": str(PORT["dossier/actors.yml"]).replace("kind: agency", "kind: amt"),
    }
    assert _graver(loaded(files)[1]) == [("actors.yml", "wrong-value"), ("kai/article.md", "no-front-matter")]


@pytest.mark.parametrize(
    ("broken", "hinted"),
    [
        # A fault in one dossier does not affect the other.
        ({"dossier/mole/annotations.yml": "statements:\n  kurz: {quote: Die Mole ist zu lang}\n"}, "kai sources.yml"),
        ({"dossier/kai/mehr.yml": "statements:\n  x: {quote: Der Kai}\n"}, "mole sources.yml"),
        # A faulty register record is left out: whoever refers to it gets no hints until it is mended.
        ({"dossier/topics.yml": "topics:\n  kraene: {label: Kräne, colour: red}\n"}, "mole sources.yml"),
        ({"dossier/sources.yml": "sources:\n  bote-mai: {title: Neue Kräne, publisher: bote, located: ja}\n"}, "mole"),
        # A register that nobody refers to.
        ({"dossier/places.yml": "places:\n  kai: {name: Kai, lat: 400}\n"}, "kai mole sources.yml"),
        # A file whose content is unknown.
        ({"dossier/actors.yml": "actors:\n\tx\n"}, ""),
    ],
)
def test_an_error_hides_only_the_hints_it_affects(loaded: Loaded, broken: Files, hinted: str) -> None:
    """An error hides hints only on its own dossier or register, and on whatever refers to the records left out."""
    _, problems = loaded({**PORT, **broken})
    assert any(problem.severity is Severity.ERROR for problem in problems)
    hints = {problem.location.path.split("/")[1] for problem in problems if problem.severity is Severity.HINT}
    assert hints == set(hinted.split())


def test_unused_records_are_not_reported_while_a_file_is_broken(loaded: Loaded) -> None:
    """While a file is broken no record is reported as unused, because that file may refer to it."""
    unused = {**PORT, "dossier/places.yml": "places:\n  werft: {name: Werft}\n"}
    assert _messages(loaded(unused)[1], "unused-record") != []
    unused["dossier/mole/annotations.yml"] = "events:\n\tstapellauf: {name: Stapellauf, place: werft}\n"
    assert _messages(loaded(unused)[1], "unused-record") == []


def test_the_line_on_consequences_can_be_switched_off(loaded: Loaded) -> None:
    """`unchecked-references` takes a severity like any other code."""
    files = {**PORT, "dossier/actors.yml": "actors:\n\tx\n"}
    _, problems = loaded(files, Settings(severities={"unchecked-references": "off"}))
    assert [problem.code for problem in problems if problem.severity is Severity.ERROR] == ["yaml-syntax"]


def test_acknowledgements_are_not_needless_while_a_file_is_broken(loaded: Loaded) -> None:
    """An acknowledgement is not called needless while a broken file keeps its check from running."""
    files = {
        **PORT,
        "dossier/kai/annotations.yml": str(PORT["dossier/kai/annotations.yml"]).replace(
            "    said_by: bote\n    via: [bote-mai]\n", "    acknowledged: {attribution-unused: so gewollt}\n"
        ),
    }
    assert _graver(loaded(files)[1]) == []
    _, problems = loaded({**files, "dossier/relations.yml": "relations:\n\tx\n"})
    assert _graver(problems) == [("relations.yml", "yaml-syntax")]
    assert "acknowledged-needlessly" not in {problem.code for problem in problems}
