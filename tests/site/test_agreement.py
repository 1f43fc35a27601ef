"""An agreement's page says for each provision who claims it, and who calls it kept or broken, or that nobody does."""

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
  kreise: {name: Hafenkreise, kind: group, anonymity: unnamed}
  verband: {name: Verband, kind: organization}
sources: {text: {title: Vertragstext, type: treaty LOCATED}}
agreements:
  vertrag:
    name: Vertrag
    kind: treaty
    parties: [{actor: amt}, {actor: verband}]
    WORDING
    provisions: [{id: kai, text: Das Amt räumt den Kai.}, {id: geld, text: Der Verband zahlt.}]
  verbot: {name: Verbot, kind: law, authority: amt, provisions: [{id: halt, text: Niemand zahlt.}]}
"""
ARTICLE = """---
title: Bericht
published: 2024-05-06
language: de
---

Das Amt räumt den Kai, heißt es. Das Amt räume den Kai, sagte das Hafenamt. Der Kai sei geräumt, sagten Hafenkreise.
Der Kai sei nicht geräumt, sagte der Verband. Zahlen ist verboten. Der Vertrag gilt.
"""
ANNOTATIONS = """
statements:
  eigen: {quote: "Das Amt räumt den Kai, heißt es", mode: own, agreements: [vertrag], provision: kai, repeats: [amt]}
  amt: {quote: "Das Amt räume den Kai, sagte das Hafenamt", said_by: amt, agreements: [vertrag], provision: kai}
  da: {quote: "Der Kai sei geräumt", said_by: kreise, agreements: [vertrag], provision: kai, holds: kept}
  weg: {quote: Der Kai sei nicht geräumt, said_by: verband, agreements: [vertrag], provision: kai, holds: broken CONTRA}
  halt: {quote: "Zahlen ist verboten", mode: own, agreements: [verbot, vertrag], provision: halt}
  gilt: {quote: "Der Vertrag gilt", mode: own, agreements: [vertrag]}
"""


def page_of(loaded: Loaded, *, wording: str = "", located: str = "", contra: str = "", language: str = "de") -> str:
    registers = REGISTERS.replace("WORDING", wording).replace(" LOCATED", located)
    files: Files = {
        "dossier/alle.yml": registers,
        "dossier/bericht/article.md": ARTICLE,
        "dossier/bericht/a.yml": ANNOTATIONS.replace(" CONTRA", contra),
    }
    collection, problems = loaded(files)
    assert not [problem for problem in problems if problem.severity == "error"]
    site = Site(collection, Addresses(language))
    return next(site.render(page).html for page in site.pages if page.record and page.record.id == "vertrag")


def thirds(page: str) -> list[tuple[str, str]]:
    """Return (Claimed, Kept or Broken; who says so) for each provision, in the order of the page."""
    found = re.findall(r"<dt>(.*?)</dt> <dd>(.*?)</dd>", page[page.index("dx-thirds") : page.index("dx-aside")])
    return [(name, " ".join(re.sub(r"<[^>]*>", " ", who).split())) for name, who in found]


def test_each_provision_is_claimed_kept_and_broken(loaded: Loaded) -> None:
    """A statement and one that repeats it are one claim; a provision without statements is shown as such."""
    page = page_of(loaded)
    assert thirds(page) == [
        ("Behauptet", "Hafenamt"),
        ("Eingehalten", "Hafenkreise"),
        ("Verletzt", "Verband"),
        *((name, "dazu steht hier nichts") for name in ("Behauptet", "Eingehalten", "Verletzt")),
    ]
    assert [name for name, _ in thirds(page_of(loaded, language="en"))[:3]] == ["Claimed", "Kept", "Broken"]
    assert thirds(page_of(loaded, language="en"))[-1][1] == "nothing here says so"
    assert all(f'href="../../bericht/#{name}"' in page for name in ("eigen", "amt", "da", "weg", "halt", "gilt"))


def test_nothing_is_red_without_a_contradiction(loaded: Loaded) -> None:
    """Kept and broken alone are no contradiction, as they may be about different days."""
    assert "dx-contra" not in page_of(loaded)
    assert page_of(loaded, contra=", contradicts: [da]").count('class="dx-contra"') == 2


def test_a_provision_of_another_agreement(loaded: Loaded) -> None:
    """A statement about another agreement's provision that also names this agreement is listed under the whole."""
    page = page_of(loaded)
    whole = page[page.index('id="_statements"') :]
    assert "Zahlen ist verboten" in whole and "Der Vertrag gilt" in whole


@pytest.mark.parametrize(
    ("wording", "located", "words"),
    [
        ("", "", "Den Wortlaut hat die Redaktion nicht gesehen."),
        ("text: text", ", located: no", "Den Wortlaut hat die Redaktion nicht gesehen."),
        ("text: text", ", located: partly", "Den Wortlaut hat die Redaktion in Teilen gesehen."),
        ("text: text", ", located: yes", "Den Wortlaut hat die Redaktion gesehen."),
        ("text: text", "", "Ob die Redaktion den Wortlaut gesehen hat, ist nicht vermerkt."),
    ],
)
def test_the_page_first_says_whether_the_wording_was_seen(
    loaded: Loaded, wording: str, located: str, words: str
) -> None:
    page = page_of(loaded, wording=wording, located=located)
    (said,) = re.findall(r'<p class="dx-answer">(.*?)</p>', page)
    assert html.unescape(said) == f"{words} Was hier steht, ist, was ein Dossier darüber sagt."


def test_a_claim_on_a_provision_of_another_agreement_names_it(loaded: Loaded) -> None:
    """It stands among what is said about the agreement as a whole."""
    whole = page_of(loaded).partition('id="_statements"')[2]
    beside = re.findall(r'<span class="dx-elsewhere">(.*?)</span>', whole)
    assert [re.sub("<[^>]*>", "", text) for text in beside] == ["zu einer Bestimmung von: Verbot"]
    assert "Zahlen ist verboten" in whole[: whole.index("dx-elsewhere")]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_day_that_all_claims_share_is_said_once(loaded: Loaded, language: str) -> None:
    """Of an article that alone dates them; a claim with a day of its own brings the days of all back."""
    once = {"de": "Alle Aussagen hier: Artikel vom 6. Mai 2024.", "en": "All statements here: article of May 6, 2024."}
    page = page_of(loaded, language=language).replace("\xa0", " ")
    head, _, provisions = page.partition('id="_provisions"')
    assert once[language] in provisions[: provisions.index('class="dx-provision"')] and once[language] not in head
    assert provisions.count(once[language]) == 1
    assert "Artikel: " not in provisions and "Article: " not in provisions
    assert page.count("dx-claimed--undated") == page.count('class="dx-claims ')
    dated = page_of(loaded, language=language, contra=", said_on: 2024-05-01").replace("\xa0", " ")
    assert once[language] not in dated.partition('class="dx-provision"')[0]
    assert {"de": "Artikel: 6. Mai 2024", "en": "Article: May 6, 2024"}[language] in dated
    whole = dated.partition('id="_statements"')[2]
    assert once[language] in whole, "a list by itself says it, too"
