"""A quantity's page sums up its figures in a sentence, and shows equal values of one origin once."""

from __future__ import annotations

import html
import re

import pytest

from conftest import Files, Loaded
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

REGISTERS = """
actors:
  amt: {name: Hafenamt, kind: agency}
  sprecher: {name: Ada Quill, kind: person, speaks_for: amt}
  kreise: {name: Hafenkreise, kind: group, anonymity: unnamed}
  zeuge: {name: ein Zeuge, kind: person, anonymity: unnamed}
  verband: {name: Verband, kind: organization}
quantities:
  kisten: {label: Kisten}
"""

#: (figures as “speaker: words”, `-` for no speaker; the sentence in German; in English).
ANSWERS = [
    (["amt: 20"], "Die einzige Angabe lautet 20 – von einem Ursprung: Hafenamt.",
     "The only figure given is 20 – from one origin: Hafenamt."),
    (["-: mehr als 20"], "Die einzige Angabe lautet mehr als 20 – ohne genannte Quelle.",
     "The only figure given is more than 20 – with no source named."),
    (["zeuge: 20"], "Die einzige Angabe lautet 20 – von einer namenlosen Quelle.",
     "The only figure given is 20 – from an unnamed source."),
    (["kreise: 20", "kreise: mehr als 20"],
     "Genannt werden 20 und mehr als 20 – beide von denselben namenlosen Quellen.",
     "The figures given are 20 and more than 20 – both from the same unnamed sources."),
    (["amt: 20", "sprecher: 20"], "Beide Angaben lauten 20 – von einem Ursprung: Hafenamt.",
     "Both figures given are 20 – from one origin: Hafenamt."),
    (["amt: 20", "verband: 20", "amt: 20"], "Alle 3 Angaben lauten 20 – von 2 Ursprüngen: Hafenamt, Verband.",
     "All 3 figures given are 20 – from 2 origins: Hafenamt, Verband."),
    (["amt: 20", "verband: 30 bis 40", "zeuge: etwa 50"],
     "Genannt werden 20, 30 bis 40 und etwa 50 – von 3 Ursprüngen: Hafenamt, Verband, ein Zeuge.",
     "The figures given are 20, 30 to 40 and about 50 – from 3 origins: Hafenamt, Verband, ein Zeuge."),
    (["-: 20", "-: 30", "-: 40"], "Genannt werden 20, 30 und 40 – alle ohne genannte Quelle.",
     "The figures given are 20, 30 and 40 – all with no source named."),
    (["amt: 20", "-: 20"],
     "Beide Angaben lauten 20. Eine der 2 Angaben geht auf einen Ursprung zurück; eine nennt keine Quelle.",
     "Both figures given are 20. One of the 2 figures goes back to one origin; one names no source."),
    (["amt: 10 bis 15", "amt: 20", "-: 30", "-: 30", "verband: 40", "amt: mehr als 70"],
     "Genannt werden 10 bis mehr als 70. 4 der 6 Angaben gehen auf 2 Ursprünge zurück; 2 nennen keine Quelle.",
     "The figures given range from 10 to more than 70. 4 of the 6 figures go back to 2 origins; 2 name no source."),
    (["amt: 20", "amt: 30", "= a + b"],
     "Genannt werden 20, 30 und 50. 2 der 3 Angaben gehen auf einen Ursprung zurück; eine ist errechnet.",
     "The figures given are 20, 30 and 50. 2 of the 3 figures go back to one origin; one is worked out."),
]  # fmt: skip


def files_of(figures: list[str], published: str = "2024-05-06") -> Files:
    """Return a dossier with a sentence and a figure for each of `figures`, named a, b and so on."""
    sentences, statements, lines = [], [], []
    for name, figure in zip("abcdefghij", figures, strict=False):
        if figure.startswith("="):
            inputs = ", ".join(re.findall(r"\b[a-j]\b", figure))
            lines.append(
                f"  {name}: {{quantity: kisten, derived_from: {{figures: [{inputs}], formula: {figure[2:]}}}}}"
            )
            continue
        speaker, _, words = figure.partition(": ")
        sentences.append(f"Am Kai {name} standen {words} Kisten.")
        said = "mode: own" if speaker == "-" else f"said_by: {speaker}"
        statements.append(f'  s{name}: {{quote: "{sentences[-1]}", {said}}}')
        lines.append(f"  {name}: {{quote: {words} Kisten, prefix: Am Kai {name} standen, quantity: kisten}}")
    article = f"---\ntitle: Fracht\npublished: {published}\nlanguage: de\n---\n\n{' '.join(sentences)}\n"
    annotations = "\n".join(["statements:", *statements, "figures:", *lines])
    return {"dossier/alle.yml": REGISTERS, "dossier/fracht/article.md": article, "dossier/fracht/a.yml": annotations}


def page_of(loaded: Loaded, files: Files, language: str = "de") -> str:
    collection, _ = loaded(files)
    site = Site(collection, Addresses(language))
    return next(site.render(page).html for page in site.pages if page.noun == "quantity" and page.record)


def text_of(page: str, element: str) -> list[str]:
    """Return the texts of all elements of a class."""
    found = re.findall(rf'<(\w+) class="{element}">(.*?)</\1>', page, re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split()) for _, text in found]


@pytest.mark.parametrize(("figures", "german", "english"), ANSWERS)
def test_a_sentence_sums_up(loaded: Loaded, figures: list[str], german: str, english: str) -> None:
    files = files_of(figures)
    assert text_of(page_of(loaded, files, "de"), "dx-answer") == [german]
    assert text_of(page_of(loaded, files, "en"), "dx-answer") == [english]


def test_equal_values_of_one_origin_are_one_row(loaded: Loaded) -> None:
    """Equal values of one origin share a row with their count, which links every passage."""
    page = page_of(loaded, files_of(["amt: 20", "sprecher: 20", "verband: 20", "-: 20", "amt: 30", "-: 20"]))
    assert text_of(page, "dx-given__value") == ["20 2× genannt", "20", "20 2× genannt", "30"]
    assert 'Die Angaben <span class="dx-count">6</span>' in page
    assert all(f'<a href="../../fracht/#{name}">' in page for name in "abcdef")
    assert text_of(page, "dx-given__who")[0] == "Hafenamt, Ada Quill"


def test_equal_values_of_origins_of_one_kind_share_a_bar(loaded: Loaded) -> None:
    """The bar says how many origins give its value; a nameless one and a contradicted value are still told by sight."""
    page = page_of(loaded, files_of(["amt: 20", "verband: 20", "zeuge: 20", "amt: 30"]))
    strip = page[page.index('<figure class="dx-strip"') : page.index("</figure>")]
    labels = re.findall(r"<a [^>]*>(.*?)</a>", strip, re.DOTALL)
    assert [re.sub("<[^>]*>", "", label) for label in labels] == ["20 2", "20", "30"]
    bars = re.findall(r'class="dx-bar--(.*?)" width="100%" height="28"', strip)
    assert bars == ["named dx-bar--against", "nameless dx-bar--against", "named dx-bar--against"]


def test_caveats_qualify_the_sentence(loaded: Loaded) -> None:
    caveats = [
        (["kreise: 20", "kreise: 30"], "Dass es dieselben sind, ist die Einschätzung der Redaktion."),
        (["amt: 20", "sprecher: 20"], "Als ein Ursprung zählen: Hafenamt, Ada Quill."),
        (["amt: 20"], "Von anderer Seite wird das hier weder bestätigt noch bestritten."),
        (["amt: 20", "verband: 20"], "Kein Ursprung widerspricht hier einem anderen."),
    ]
    for figures, words in caveats:
        (said,) = text_of(page_of(loaded, files_of(figures)), "dx-caveats")
        assert words in said
    assert text_of(page_of(loaded, files_of(["amt: 20", "verband: 30"])), "dx-caveats") == [""]


def test_only_another_origin_is_red(loaded: Loaded) -> None:
    """Only values of different origins are a contradiction; those of one origin are a change."""
    page = page_of(loaded, files_of(["amt: 35", "verband: 20", "amt: 36", "= a + b"]))
    assert text_of(page, "dx-opposed__label") == ["dagegen steht:"] * 3
    assert set(text_of(page, "dx-drift__label")) == {"im Text verändert:"}
    assert text_of(page, "dx-against") == [
        "Widerspruch – Verschiedene Ursprünge nennen Zahlen, die nicht alle stimmen können: 20, 35 und 36."
    ]
    same = page_of(loaded, files_of(["amt: 35", "amt: 36"]))
    assert "dx-opposed__label" not in same and "dx-bar--against" not in same


def test_a_repetition_without_a_source_has_the_repeated_statements_origin(loaded: Loaded) -> None:
    files = files_of(["amt: 20", "-: 20"])
    files["dossier/fracht/a.yml"] = files["dossier/fracht/a.yml"].replace("mode: own", "mode: own, repeats: [sa]")
    assert text_of(page_of(loaded, files), "dx-answer") == ["Beide Angaben lauten 20 – von einem Ursprung: Hafenamt."]


def test_a_time_axis_begins_at_zero_if_figures_span_months(loaded: Loaded) -> None:
    def files(later: str) -> Files:
        first, second = files_of(["amt: 800"]), files_of(["amt: mehr als 900", "-: 950 bis 990"], later)
        other = {path.replace("fracht", "mehr"): text for path, text in second.items() if "fracht" in path}
        return {**first, **other}

    page = page_of(loaded, files("2024-09-20"))
    assert 'class="dx-timeline"' in page
    assert re.findall(r'class="dx-strip__tick"[^>]*>([^<]*)<', page)[0] == "0"
    months = [month for month, _ in re.findall(r">(\w+)(\s2024)</text>", page)]
    assert months == ["Mai", "Juni", "Juli", "August", "September"]
    assert text_of(page, "dx-answer")[0].startswith("Genannt werden 800, mehr als 900 und 950 bis 990, zuletzt ")
    assert "dx-drift" not in page and "dx-against" in page  # 800 grew to more than 900; 950 has no source
    assert 'class="dx-timeline"' not in page_of(loaded, files("2024-05-20"))


@pytest.mark.parametrize(("later", "switches"), [("2024-09-20", 2), ("2024-05-20", 0)])
def test_the_switch_of_time_and_value_is_shown_only_if_there_are_both(
    loaded: Loaded, later: str, switches: int
) -> None:
    first, second = files_of(["amt: 800"]), files_of(["amt: 900"], later)
    page = page_of(loaded, {**first, **{path.replace("fracht", "mehr"): text for path, text in second.items()}})
    assert len(re.findall(r'<label><input type="radio" name="_scale"', page)) == switches
    assert 'class="dx-strip"' in page


def test_other_quantities_of_the_event_are_listed(loaded: Loaded) -> None:
    """Other quantities of the same event are listed once each with their values, and parts separately."""
    files = files_of(["amt: 20", "amt: 30"])
    files["dossier/alle.yml"] = REGISTERS.replace(
        "  kisten: {label: Kisten}",
        """  kisten: {label: Kisten, event: sturm}
  davon: {label: Nasse Kisten, event: sturm, part_of: kisten}
  boote: {label: Boote, event: sturm}
events: {sturm: {name: Sturm, date: 2024-05-05}}""",
    )
    files["dossier/fracht/a.yml"] = files["dossier/fracht/a.yml"].replace(
        "prefix: Am Kai b standen, quantity: kisten", "quantity: boote"
    )
    page = page_of(loaded, files)
    event = page[page.index("Aus demselben Ereignis") :]
    assert "Nasse Kisten</a>" in page[page.index(">Davon") : page.index("Aus demselben Ereignis")]
    assert re.search(r'dx-given__value"><span class="dx-amount">30</span></p>\s*<div>.*?>Boote</a>', event)
    assert "Nasse Kisten" not in event
    site = Site(loaded(files)[0], Addresses("de"))
    page = next(site.render(page).html for page in site.pages if page.path == "ereignisse/sturm")
    assert text_of(page, "dx-given__value") == ["20", "–", "30"]
    assert re.search(r">Zahlen\s<span class=\"dx-count\">3<", page)


def test_numbers_that_differ_come_first_in_the_overview(loaded: Loaded) -> None:
    files = files_of(["amt: 20", "verband: 30"])
    files["dossier/alle.yml"] = REGISTERS.replace("quantities:\n", "quantities:\n  aber: {label: Aber}\n")
    collection, _ = loaded(files)
    site = Site(collection, Addresses("de"))
    page = next(site.render(page).html for page in site.pages if page.path == "zahlen/index")
    assert page.index("Kisten</a>") < page.index("Aber</a>")
    assert text_of(page, "dx-differs--against") == ["Widerspruch"]


def test_a_value_is_one_line_of_the_overview_however_many_give_it(loaded: Loaded) -> None:
    """Three of its origins are named; what stands against it is on the next line."""
    figures = ["amt: 20", "verband: 20", "amt: 20", "-: 20", "reederei: 20", "verband: 30"]
    files = files_of(figures)
    shipping = "  verband: {name: Verband, kind: organization}\n  reederei: {name: Reederei, kind: company}\n"
    files["dossier/alle.yml"] = REGISTERS.replace("  verband: {name: Verband, kind: organization}\n", shipping)
    collection, _ = loaded(files)
    site = Site(collection, Addresses("de"))
    page = next(site.render(page).html for page in site.pages if page.path == "zahlen/index")
    assert text_of(page, "dx-by") == ["Hafenamt, Verband, keine Quelle genannt und 1 weitere · 5× genannt", "Verband"]


def test_a_topic_shows_its_numbers_and_each_dossier_with_a_claim_on_it(loaded: Loaded) -> None:
    """Numbers are shown with the sentence that sums them up; a dossier need not name the topic as its own."""
    files = files_of(["amt: 20", "verband: 30"])
    files["dossier/alle.yml"] = (
        REGISTERS.replace("Kisten}", "Kisten, topics: [schiffsfracht]}") + "topics: {schiffsfracht: {label: Fracht}}\n"
    )
    files["dossier/fracht/a.yml"] = files["dossier/fracht/a.yml"].replace("amt}", "amt, topics: [schiffsfracht]}")
    collection, _ = loaded(files)
    site = Site(collection, Addresses("de"))
    page = next(site.render(page).html for page in site.pages if page.noun == "topic" and page.record)
    assert text_of(page, "dx-given__value") == ["20 und 30"]
    assert text_of(page, "dx-how")[-1] == "Genannt werden 20 und 30 – von 2 Ursprüngen: Hafenamt, Verband."
    assert 'Dossiers <span class="dx-count">1</span>' in page
