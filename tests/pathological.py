"""Files that could make a parser of Markdown, YAML or German hang, each loaded in its own, limited process.

Called with names of cases, prints for each the outcome, the seconds of CPU time and the peak memory in MiB.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

#: CPU seconds, far more than any case takes on a slow machine, and far fewer than an endless one would.
MOST_SECONDS = 15
MOST_MIB = 200

HEAD = "---\ntitle: T\npublished: 2024-10-05\nlanguage: de\n---\n"
Files = Mapping[str, str]
_N = 20_000
_Y = 30_000


def _article(body: str, annotations: str = "statements: {s: {quote: Titel}}\n", registers: str = "") -> Files:
    return {"a/article.md": HEAD + body, "a/x.yml": annotations, "all.yml": registers or "actors:\n"}


def _repeated(piece: str, length: int) -> str:
    return piece * (length // len(piece))


_MARKDOWN = (
    *("[", "]", "*", "_", "`", "<", ">", "!", "#", "&", "|", "\\", "-", "=", "~", "a", " ", "\n", "\t"),
    *("![", "[^", "](", "[a](", "[a](<b", '[a](b "', '[a](b "x) ', "[a]( ' \" ", "![a](", "[a][", "[a][b]", "[a](b)"),
    *("*a", "a*", "**a", "*_", "***a b** ", "_*a", "`a ", "``a` ", "<a ", "<a:b>", "<!--", "<div>", "<![CDATA[", "<?"),
    *("&#", "&amp;", "&#x41;", "\\*", "> ", "- ", "1. ", "> - ", "> a\n", "> a\nb\n", "- a\n", "- a\n\n", "1. a\n\n"),
    *(
        "- a\n\n    b\n\n",
        "- a\n\n        c\n\n",
        "- > a\n",
        "# a\n",
        "# a\n\n",
        "a\n=\n",
        "a\n---\n",
        "* * *\n",
        "=\n",
    ),
    *(
        "> # a\n",
        "- # a\n",
        "```\n",
        "~~~\n",
        "```a\nb\n",
        "    a\n",
        "a  \n",
        "a\n\n",
        "a|b\n-|-\nc|d\n\n",
        "<a@b",
        "a ",
    ),
    *(
        "[a]:\n",
        '[a]: b "\n',
        "[a]: <",
        "{: a=b ",
        "!!! a\n    b\n",
        "[a](actor:x)",
        "\t- a\n",
        "a ä. ",
        "http://a.de ",
    ),
)
_YAML = (
    *("[", "{", "]", "}", "{a: ", "- ", "? ", ": ", "a: [", "*a ", "&a ", "!a ", "%YAML 1.1\n", "---\n", "...\n", "\t"),
    *(
        "#",
        "'",
        '"',
        "|\n",
        ">\n",
        "<<: a\n",
        "a: b: c\n",
        "a:\n",
        "- []\n",
        "a: {}\n",
        '"a":',
        "\n",
        " ",
        "a",
        ",",
        "@",
        "`",
    ),
)
_WORDS = (
    *(
        "1",
        "1.000.",
        "1,",
        "1 ",
        "-1",
        "1-",
        "10%",
        "20 ",
        "zwei",
        "zwei ",
        "hundert",
        "tausend",
        "und",
        "fünf und zwanzig ",
    ),
    *(
        "mehr als ",
        "fast 20 bis ",
        "20 bis ",
        "2. ",
        "3. Oktober 2024 ",
        "Oktober ",
        "1.1.",
        "2024-",
        "2024 bis ",
        "ein paar ",
    ),
    *("a", "a ", "A. ", "„a", "„a“ ", "sagte er: ", "laut ", "Kim ", "Kim-", "km ", "von ", "Mio. ", "1/", "½", "Dr. "),
)


def _cases() -> Iterator[tuple[str, Files]]:
    for piece in _MARKDOWN:
        yield f"markdown {piece!r}", _article(_repeated(piece, _N))
    for piece in _YAML:
        yield f"yaml {piece!r}", _article("T\n", _repeated(piece, _Y))
        yield f"yaml in a list {piece!r}", _article("T\n", f"a: [{_repeated(piece, _Y)}]\n")
    for piece in _WORDS:
        words = _repeated(piece, 19_000).strip()
        figures = (
            f'figures:\n  f: {{quote: "{words}", value: "{words[:100]}"}}\nstatements:\n  s: {{quote: "{words}"}}\n'
        )
        yield f"words {piece!r}", _article(_repeated(piece, _N), figures)
    yield from _tables_and_footnotes()
    yield from _large_yaml()
    yield from _quotes()
    names = ", ".join(f"Kim {n} Jong" for n in range(1_000))
    actors = "".join(f"  a{n}: {{name: Kim {n}, kind: person, aliases: [{names[:15_000]}]}}\n" for n in range(12))
    yield "names with thousands of aliases", _article("Kim 1 Jong Kim " * 2_500, registers=f"actors:\n{actors}")
    actors = "".join(f"  a{n}: {{name: Kim Jong Un der {n}., kind: person}}\n" for n in range(5_000))
    yield "thousands of names that begin alike", _article("Kim Jong Un der " * 2_500, registers=f"actors:\n{actors}")
    actors = "".join(f"  a-{n}: {{name: A{n}, kind: person, speaks_for: a-{n}x}}\n" for n in range(15_000))
    yield "thousands of unknown ids", _article("T\n", registers=f"actors:\n{actors}")
    actors = "".join(f"  a-{n}: {{name: A{n}, kind: person}}\n" for n in range(15_000))
    links = "".join(f"[x](actor:n{n}) " for n in range(2_400))
    yield "thousands of links to unknown ids", _article(links, registers=f"actors:\n{actors}")
    faults = "".join(f"[x](actor:n-{n}) [y](ftp://n-{n}) ![z](n-{n}.png) Kim Quark.\n\n" for n in range(4_500))
    kim = "actors:\n  a: {name: Kim Quark, kind: person, withheld: yes}\n"
    yield "thousands of faults of each kind", _article(faults, registers=kim)


def _tables_and_footnotes() -> Iterator[tuple[str, Files]]:
    yield "a wide table", _article("|a" * 9_000 + "\n" + "|-" * 9_000 + "\n|b|c\n")
    yield "a wide table with short rows", _article("|a" * 6_000 + "\n" + "|-" * 6_000 + "\n" + "|\n" * 8_000)
    yield "a long table", _article("a|b\n-|-\n" + "c|d\n" * 9_000)
    notes = "".join(f"[^{n}]: t[^{n + 1}]\n" for n in range(2_200))
    yield "footnotes in each other", _article(f"{notes}\n[^0]")
    yield (
        "footnotes",
        _article("".join(f"[^{n}]: t\n\n" for n in range(2_000)) + "".join(f"[^{n}]" for n in range(2_000))),
    )
    yield "one footnote", _article("[^a]: t\n\n" + "b[^a] " * 6_600)
    yield (
        "references",
        _article("".join(f"[r{n}]: /x\n" for n in range(2_000)) + "\n" + "".join(f"[r{n}]" for n in range(2_000))),
    )
    yield "runs of backticks", _article(" ".join("`" * n for n in range(1, 280)))
    yield "nested lists", _article("\n".join("    " * (n % 40) + "- a" for n in range(450)))
    yield "nested quotes", _article((">" * 49 + "a\n\n") * 780)
    yield "brackets within", _article("[" * 900 + "a" + "](b)" * 900)


def _large_yaml() -> Iterator[tuple[str, Files]]:
    yield "yaml: deep blocks", _article("T\n", "\n".join(" " * n + "a:" for n in range(340)))
    yield "yaml: a huge value", _article("T\n", f"a: {'x' * 1_900_000}\n")
    yield "yaml: many keys", _article("T\n", "".join(f"k{n}: v\n" for n in range(190_000)))
    twice = "".join(f"k{n}: v\n" for n in range(30_000)) + "k29999: v\n" * 30_000
    yield "yaml: many keys twice", _article("T\n", twice)
    yield "yaml: many to mend at the end", _article("T\n", "k: v\n" * 20_000 + "q: x: y\n" * 60)
    yield "yaml: many brackets behind a quotation", _article("T\n", f"a:\n  b: 'c' {'[' * 90_000}\n")
    unknown = "".join(f"    k{n}: v\n" for n in range(5_000))
    yield "yaml: many unknown fields", _article("T\n", registers=f"actors:\n  a:\n{unknown}")
    ids = "".join(f"  a{n}: {{name: Kim {n % 50}, kind: person}}\n" for n in range(1_500))
    yield "yaml: many records", _article("T\n", registers=f"actors:\n{ids}")
    yield (
        "yaml: laughs",
        _article("T\n", "".join(f"a{n}: &a{n} [{'*a' + str(n - 1) + ', '}*b]\n" for n in range(1_500))),
    )


def _quotes() -> Iterator[tuple[str, Files]]:
    long, lost = "a" * 19_990, "b" * 19_990
    for name, text, quote in (
        ("of one letter", "a" * 40_000, long),
        ("of one letter, lost", "a" * 40_000, "a" * 9_000 + "b" + "a" * 9_000),
        ("with nothing alike", "a" * 40_000, lost),
        ("of words", "a " * 20_000, "a " * 9_000 + "b"),
        ("from to", "a ba " * 8_000, "a … b"),
        ("from to, lost", "a ba " * 8_000, "a … c"),
        ("with many ellipses", "a " * 20_000, "a … " * 4_000 + "a"),
    ):
        yield f"quote {name}", _article(text, f"statements:\n  s: {{quote: {quote.strip()}}}\n")
    many = "".join(f"  s{n}: {{quote: Wort {n} das fehlt in diesem Text ganz}}\n" for n in range(400))
    yield "many lost quotes", _article("Wort dieses Textes das nicht fehlt. " * 1_100, f"statements:\n{many}")
    many = "".join(f"  s{n}: {{quote: {'Wort das fehlt in diesem Text ganz und gar ' * 14}}}\n" for n in range(3_000))
    yield "too many lost quotes", _article("Wort dieses Textes das nicht fehlt. " * 1_100, f"statements:\n{many}")
    many = "".join(f"  s{n}: {{quote: Es sagte, occurrence: {n + 1}}}\n" for n in range(3_000))
    yield "many quotes of the same words", _article("Es sagte. " * 4_000, f"statements:\n{many}")
    many = "".join(f"  s{n}: {{quote: {'a b ' * (n % 400)}a, occurrence: 9999}}\n" for n in range(2_000))
    yield "many quotes of words that recur", _article("a b " * 10_000, f"statements:\n{many}")
    many = "".join(f"  s{n}: {{quote: Wort … {n} fehlt}}\n" for n in range(200))
    yield "many lost quotes from to", _article("Wort dieses Textes. " * 2_000, f"statements:\n{many}")


CASES = dict(_cases())


def limited() -> None:
    """Have the system kill this process if it takes too much time or memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (4 * MOST_MIB * 2**20, 4 * MOST_MIB * 2**20))


def _run(files: Files, sender: int) -> None:
    """Load the files under the limits, and send “whole” if each problem has its position."""
    from mkdocs_dossier.loading import load

    limited()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, "dossier", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        _, problems = load(Path(folder, "dossier"))
    placed = all(p.location.line >= 1 and p.location.path.startswith("dossier/") for p in problems)
    os.write(sender, b"whole" if placed else b"a problem has no place")


def outcomes(names: list[str]) -> Iterator[tuple[str, str, float, float]]:
    """Yield each case with its outcome, its seconds of CPU time and its peak memory in MiB."""
    import mkdocs_dossier.loading  # noqa: F401 (once for all)

    for name in names:
        receiver, sender = os.pipe()
        child = os.fork()
        if not child:
            code = 1
            try:
                _run(CASES[name], sender)
                code = 0
            finally:
                os._exit(code)
        os.close(sender)
        _, status, usage = os.wait4(child, 0)
        with os.fdopen(receiver) as reader:
            said = reader.read() or f"ended with {os.waitstatus_to_exitcode(status)}"
        yield name, said, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    for outcome in outcomes(sys.argv[1:] or list(CASES)):
        print(*outcome, sep="\t", flush=True)
