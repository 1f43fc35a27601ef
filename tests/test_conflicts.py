"""Merge conflicts are reported as such, without the problems that follow from them."""

from __future__ import annotations

import pytest

from conftest import Loaded

ARTICLE = "---\ntitle: Die Fähre\npublished: 2024-05-02\n---\n\n"
BODY = "Die Fähre fährt wieder.\n\nAm Abend lag sie im Hafen.\n"
ACTOR = "actors:\n  kapitaen:\n    name: Ole\n    kind: person\n"


def _merged(mine: str, theirs: str, base: str = "") -> str:
    return f"<<<<<<< HEAD\n{mine}{base}=======\n{theirs}>>>>>>> zweig/fähre\n"


TWO = "lines {} to {} contain two versions, HEAD and zweig/fähre: Git could not merge them"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"actors.yml": ACTOR.replace("    name: Ole\n", _merged("    name: Ole\n", "    name: Uwe\n"))},
            [(3, TWO.format(3, 7))],
        ),
        ({"actors.yml": _merged(ACTOR, "")}, [(1, TWO.format(1, 7))]),
        (
            {
                "actors.yml": ACTOR
                + _merged("  a: {name: A, kind: person}\n", "  b: {name: B}\n", "||||||| base\n  c: {name: C}\n")
            },
            [(5, TWO.format(5, 11))],
        ),
        (
            {"actors.yml": _merged("# a\n", "# b\n") + ACTOR + _merged("  a: {}\n", "  b: {}\n")},
            [(1, TWO.format(1, 5)), (10, TWO.format(10, 14))],
        ),
        ({"actors.yml": (_merged("# a\n", "") + ACTOR).replace("\n", "\r\n")}, [(1, TWO.format(1, 4))]),
        ({"actors.yml": ACTOR + "=======\n"}, [(5, "Git’s conflict markers were left behind in line 5")]),
        (
            {"actors.yml": f"<<<<<<< HEAD\n{ACTOR}>>>>>>> zweig\n"},
            [(1, "Git’s conflict markers were left behind in lines 1, 6")],
        ),
        ({"faehre/article.md": ARTICLE + _merged(BODY, "Text.\n")}, [(6, TWO.format(6, 12))]),
        (
            {
                "faehre/article.md": ARTICLE.replace(
                    "published: 2024-05-02\n", _merged("published: 2024\n", "published: 2023\n")
                )
            },
            [(3, TWO.format(3, 7))],
        ),
        ({"faehre/article.md": _merged(ARTICLE, "---\ntitle: F\n---\n") + BODY}, [(1, TWO.format(1, 11))]),
        (
            {"faehre/article.md": ARTICLE.replace("---\n\n", ">>>>>>> zweig\n---\n\n")},
            [(4, "Git’s conflict markers were left behind in line 4")],
        ),
    ],
)
def test_a_conflict_is_one_problem_at_its_position(
    loaded: Loaded, files: dict[str, str], said: list[tuple[int, str]]
) -> None:
    """A conflict in a register or an article is one problem, with or without its base, even if half resolved."""
    (name,) = files
    sound = {
        "dossier/actors.yml": ACTOR,
        "dossier/faehre/article.md": ARTICLE + BODY,
        "dossier/faehre/x.yml": ANNOTATIONS,
    }
    _, problems = loaded({**sound, **{f"dossier/{path}": text for path, text in files.items()}})
    found = [(problem.location.line, problem.message) for problem in problems if problem.code == "merge-conflict"]
    assert found == said
    rest = [problem.code for problem in problems if problem.code != "merge-conflict"]
    assert rest == (["unchecked-references"] if name == "actors.yml" else [])


ANNOTATIONS = "statements:\n  faehrt: {quote: Die Fähre fährt wieder, said_by: kapitaen}\n"


@pytest.mark.parametrize(
    "body",
    [
        "Die Fähre\n=======\n\nSie fährt wieder.\n",
        ">>>>>>> Siebenfach zitiert\n\n<<<<<<<\n\nUnd weiter.\n",
        "So zeigt Git einen Konflikt:\n\n```text\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n\nMehr nicht.\n",
        "~~~~\n<<<<<<< HEAD\n```\n=======\nb\n>>>>>>> x\n~~~~\n",
        "    <<<<<<< HEAD\n    a\n    =======\n    b\n    >>>>>>> x\n",
        "<<<<<<<< Acht\n========\n>>>>>>>> Zeichen\n",
        "Er schrieb <<<<<<< HEAD und ======= und >>>>>>> in eine Zeile.\n",
    ],
)
def test_an_article_with_similar_lines_has_no_conflict(loaded: Loaded, body: str) -> None:
    """Underlined headings, quoted mails and code with markers in an article are no conflicts."""
    assert loaded({"dossier/a/article.md": ARTICLE + body})[1] == []


@pytest.mark.parametrize(
    "yaml",
    [
        "# =======\n" + ACTOR,
        ACTOR + "    description: |\n      <<<<<<< HEAD\n      =======\n      >>>>>>> x\n",
        ACTOR + "    description: 'Er schrieb <<<<<<< HEAD'\n",
        ACTOR + "#<<<<<<< HEAD\n# ------- ======= -------\n",
        ACTOR + "    aliases: ['=======']\n",
    ],
)
def test_yaml_with_similar_lines_has_no_conflict(loaded: Loaded, yaml: str) -> None:
    """Markers in comments and texts, which do not begin a line, are no conflicts."""
    assert loaded({"dossier/actors.yml": yaml})[1] == []
