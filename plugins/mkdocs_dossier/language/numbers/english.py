"""The English vocabulary for numbers."""

from __future__ import annotations

import re

from mkdocs_dossier.language.numbers.lexicon import Hedge, Lexicon, Proof, hedge_table, numbers, phrase_set, stems
from mkdocs_dossier.language.words import word_set
from mkdocs_dossier.model.amounts import Qualifier

_Q, _P = Qualifier, Proof
#: "Never more than 20" is 20 at most.
_NEVER = word_set("never not no nowhere")

ENGLISH = Lexicon(
    hedges=hedge_table(
        (Hedge(_Q.MORE_THAN, not_after=_NEVER), "more than"),
        (Hedge(_Q.MORE_THAN), "well over, far more than, much more than, upwards of, in excess of"),
        (Hedge(_Q.MORE_THAN), "well more than, greater than"),
        (Hedge(_Q.MORE_THAN, _P.LARGE), "over"),
        (Hedge(_Q.MORE_THAN, _P.MEASURE, _NEVER | {"be"}), "older than, longer than, higher than, larger than"),
        (Hedge(_Q.LESS_THAN, _P.MEASURE, _NEVER | {"be"}), "younger than, shorter than, lower than, smaller than"),
        (Hedge(_Q.AT_LEAST), "at least, no fewer than, no less than, not less than, not fewer than, a minimum of"),
        (Hedge(_Q.LESS_THAN, not_after=_NEVER), "less than, fewer than"),
        (Hedge(_Q.LESS_THAN), "far fewer than, well under, far less than, not even"),
        (Hedge(_Q.LESS_THAN, _P.MEASURE), "under, below"),
        (Hedge(_Q.AT_MOST), "at most, up to, no more than, not more than, a maximum of"),
        (Hedge(_Q.AT_MOST, not_after=word_set("twice thrice times half not")), "as many as, as much as"),
        (Hedge(_Q.ABOUT, _P.LARGE), "about, around"),
        (Hedge(_Q.ABOUT), "c, ca, est, an est, in the region of, in the neighbourhood of, in the neighborhood of"),
        (Hedge(_Q.ABOUT), "in the order of, on the order of, give or take"),
        (Hedge(_Q.ABOUT), "some, roughly, approximately, approx, circa, an estimated, estimated, more or less"),
        (Hedge(_Q.ALMOST), "nearly, almost, just under, slightly less than, slightly under, a little under"),
        (Hedge(_Q.ALMOST), "just below, slightly fewer than"),
        (Hedge(_Q.ALMOST, _P.LARGE), "close to"),
        (Hedge(_Q.JUST_OVER), "just over, slightly more than, a little more than, a little over, slightly over"),
        (Hedge(_Q.JUST_OVER), "just above, just more than, little more than, a good"),
        (Hedge(_Q.ALMOST), "close on, not quite"),
        (Hedge(_Q.MORE_THAN), "upward of"),
        (Hedge(_Q.MORE_THAN, _P.MEASURE), "north of"),
        (Hedge(_Q.LESS_THAN, _P.MEASURE), "south of"),
        (Hedge(_Q.AT_LEAST), "as few as, as little as"),
    ),
    takers={
        "about": stems(
            "talk report stor inform concern question warn worr discuss debat argu spoke speak told tell know knew"
            " learn ask complain book article news thought think hear claim statement wrote writ joke rumo truth"
        ),
        "over": stems(
            "control disput war fight fought victor power flew fly flight sanction authorit outrage anger win"
            " won conflict hand talk concern negotiat impos accus charg jail sack resign indict argu row"
            " protest travel cross jump preside rule responsib"
        ),
        "around": stems("area fight fought travel walk ring fence zone wrapped perimeter tension"),
        "under": stems("command rule protect jurisdict"),
    },
    certain={"over": ("control",)},
    settling=word_set("to of with from at for by in after into"),
    verbs=word_set(
        "were was are is am be been being have has had having will would could may might can should must shall did does"
        " do that said says came went left died remain remained"
    ),
    transparent=word_set("more other others further additional another only just total"),
    refusing=word_set(
        "not no minus plus per than perhaps maybe possibly versus vs times number numbers aged ages age below above"
        " hardly barely scarcely point probably likely presumably beyond near like"
    ),
    labels=word_set(
        "article articles art section sections sec § §§ chapter chapters resolution resolutions number no nos page"
        " pages p pp figure fig table paragraph paragraphs para volume vol issue part parts version windows iphone"
        " boeing airbus apollo falcon type model phase stage level category rank place position class line highway"
        " route room gate terminal flight channel zone day week step block unit annex appendix footnote hall"
        " platform track grade tier title item point question case reactor sector agenda area group formula covid"
        " stream top interstate protocol directive regulation order rule law act bill proposition junction season"
        " episode scene apartment apt suite district ward precinct pier round game league size psalm verse genesis"
        " studio minute mile lane bed cell hole bay box shop lot note ref clause schedule amendment plan team radio"
        " bbc fox ref exit lines bus tube building mach"
    ),
    yearly=word_set(
        "year years since in by until till from to of before after during summer winter spring autumn fall early late"
        " mid january february march april may june july august september october november december the between and"
        " circa around about"
    ),
    months=word_set(
        "january february march april may june july august september october november december jan feb mar apr jun jul"
        " aug sep sept oct nov dec"
    ),
    clock=word_set("am pm a.m p.m o'clock o’clock gmt utc cet est cest edt bst hrs"),
    fractions=word_set(
        "times fold third thirds quarter quarters half halves fifth fifths sixths eighth eighths tenth tenths"
        " hundredths odd plus"
    ),
    parts=re.compile("half|quarter"),
    loose_ends=phrase_set("or so, or thereabouts, give or take a few"),
    ratios=phrase_set("in, of, out of, versus, vs, times, plus, minus, or, against, past, by, x, point"),
    ones=word_set("one zero nil"),
    lists=word_set("and or to through"),
    ranges=phrase_set("to"),
    between=word_set("between"),
    pair="and",
    scores=word_set("win victory defeat loss draw lead vote won lost beat beats defeated score tie"),
    open_ends=hedge_table(
        (Hedge(_Q.AT_LEAST), "or more, and more, or above, and above, or over, and over, or higher, and counting"),
        (Hedge(_Q.AT_LEAST), "at least, minimum"),
        (Hedge(_Q.AT_MOST), "or fewer, or less, at most, at the most, maximum, max"),
        (Hedge(_Q.ABOUT), "give or take"),
    ),
    functions=word_set(
        "the these those all in on of with from to for by and but or a an some any his her its their our another only"
        " after before during since until when while as that this both meanwhile nearly almost about around over under"
        " at least more fewer less than up just exactly roughly approximately among between last next first then"
        " its every also additionally altogether together overall there here"
    ),
    scales=numbers(
        {
            12: "dozen",
            100: "hundred",
            1000: "thousand",
            10**5: "lakh",
            10**6: "million mn",
            10**7: "crore",
            10**9: "billion bn",
            10**12: "trillion tn",
        }
    ),
    vague=numbers({24: "dozens", 200: "hundreds", 2000: "thousands", 2 * 10**6: "millions", 2 * 10**9: "billions"}),
    several=word_set("several many few"),
    articles=word_set("a an one"),
    definite=word_set("the these those his her its their our"),
    people=word_set(
        "people men women children personnel troops aircraft dead wounded injured police staff cattle sheep civilians"
        " servicemen servicewomen policemen crew feet"
    ),
)
