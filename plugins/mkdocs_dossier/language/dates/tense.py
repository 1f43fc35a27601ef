"""Decide by its verb forms whether a clause is about the past, or about the present or future."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from mkdocs_dossier.language.words import word_set


class Tense(StrEnum):
    """The tense of a clause; unknown without a recognised verb form."""

    PAST = "past"
    PRESENT = "present"
    UNKNOWN = ""


_DE_PAST = word_set(
    "war waren wurde wurden hatte hatten kam kamen ging gingen gab gaben fand fanden traf trafen nahm nahmen"
    " sprach sprachen begann begannen starb starben fiel fielen ließ ließen hielt hielten trat traten schrieb"
    " schrieben stand standen sah sahen lag lagen zog zogen brach brachen rief riefen verlor verloren blieb"
    " blieben bekam erhielt erhielten erschoss schoss schossen gewann gewannen schlug schlugen griff griffen"
    " stieg stiegen floh flohen flog flogen fuhr fuhren lief liefen unterschrieb beschloss beschlossen verbot"
    " verboten verließ verließen entschied entschieden wollten mussten konnten konnte musste wollte durfte sank"
    " sanken half halfen bot boten bat baten trug trugen warf warfen worden gewesen empfing verschwand entstand"
    " sprang schloss schlossen übernahm übernahmen"
)
_DE_AUXILIARIES = word_set("hat haben habe ist sind sei seien")
_DE_PARTICIPLE = re.compile(r"(?:ge|[a-zäöüß]+ge|be|ver|er|ent|zer|miss)[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]+iert")
_DE_PRETERITE = re.compile(r"[a-zäöüß]{3,}t(?:e|en)")
#: After these, a form in -te is an adjective: "die geplante Schau".
_DE_DETERMINERS = word_set(
    "der die das den dem des ein eine einen einem einer eines ihre seine ihren seinen ihrer seiner kein keine"
    " keinen diese dieser diesen dieses alle beide viele mehrere zwei drei im am zum zur vom beim ins und"
)
_DE_NO_VERBS = word_set(
    "heute heuten bitte mitte letzte letzten erste ersten zweite zweiten dritte dritten nächste nächsten späte"
    " weite gute guten alte alten rote roten harte beste besten leute leuten seiten seite sollte sollten könnte"
    " könnten möchte möchten müsste müssten dürfte dürften bekannte hätte hätten unten hinten orte orten"
)
#: Participles about the future although the form is the perfect: "ist für den 1. Oktober geplant".
_DE_ARRANGED = word_set("geplant vorgesehen angesetzt terminiert anberaumt angekündigt fällig")
_DE_PRESENT = word_set(
    "will wollen kann können soll sollen muss müssen darf dürfen wird werden werde gilt tritt ist sind"
)
_DE_NO_PRESENT = word_set(
    "nicht jetzt dort statt fast erst selbst mit seit laut weit heut sonst meist somit damit längst zuletzt"
    " zunächst samt nebst halt recht echt leicht direkt bereit bekannt insgesamt überhaupt unbekannt hat"
    " bevorsteht elft acht"
)

_EN_PAST = word_set(
    "was were had did came went gave found met took spoke began died fell let held wrote stood saw lay drew"
    " broke called lost stayed got shot won struck rose fled flew drove ran signed sank helped brought sent left"
    " said told made became knew led fought hit put set cut built bought sold grew hid kept paid sought thought"
    " threw hanged been"
)
_EN_ARRANGED = word_set("scheduled planned expected due slated supposed set to will shall plans hopes expects intends")
_EN_PRESENT = word_set(
    "is are opens begins starts ends closes runs meets votes takes holds comes goes marks returns falls faces"
    " hosts celebrates visits stands expires becomes travels leaves arrives resumes"
)
_EN_REGULAR = re.compile(r"[a-z]{3,}ed")
_EN_NO_VERBS = word_set("scheduled planned expected supposed need indeed speed hundred united")


def tense_of(words: Sequence[str], language: str) -> Tense:
    """Distinguish a clause about the past from one about the present or future.

    Args:
        words: The tokens of the clause as written, without punctuation.
        language: `de` or `en`.

    Returns:
        The tense of its verb forms; the past if it has past and present forms.
    """
    return _german(words) if language == "de" else _english([word.lower() for word in words])


def _german(words: Sequence[str]) -> Tense:
    lower = [word.lower() for word in words]
    if not _DE_ARRANGED.isdisjoint(lower) and _DE_PAST.isdisjoint(lower):
        return Tense.PRESENT
    perfect = not _DE_AUXILIARIES.isdisjoint(lower) and any(map(_DE_PARTICIPLE.fullmatch, words))
    if perfect or not _DE_PAST.isdisjoint(lower):
        return Tense.PAST
    for before, word in zip(["", *lower], words, strict=False):
        if _DE_PRETERITE.fullmatch(word) and word not in _DE_NO_VERBS and before not in _DE_DETERMINERS:
            return Tense.PAST
    if not _DE_PRESENT.isdisjoint(lower):
        return Tense.PRESENT
    thirds = (word for word in words if word.endswith("t") and len(word) > 3 and word.islower() and word.isalpha())
    return Tense.PRESENT if any(word not in _DE_NO_PRESENT for word in thirds) else Tense.UNKNOWN


def _english(lower: Sequence[str]) -> Tense:
    arranged = any(first in ("is", "are", "be") and second in _EN_ARRANGED for first, second in pairwise(lower))
    if arranged or not {"will", "shall", "plans"}.isdisjoint(lower):
        return Tense.PRESENT
    if not _EN_PAST.isdisjoint(lower):
        return Tense.PAST
    if any(_EN_REGULAR.fullmatch(word) and word not in _EN_NO_VERBS for word in lower):
        return Tense.PAST
    return Tense.UNKNOWN if _EN_PRESENT.isdisjoint(lower) else Tense.PRESENT
