"""The German vocabulary for numbers."""

from __future__ import annotations

import re

from mkdocs_dossier.language.numbers.lexicon import Hedge, Lexicon, Proof, hedge_table, numbers, phrase_set, stems
from mkdocs_dossier.language.words import vocabulary, word_set
from mkdocs_dossier.model.amounts import Qualifier

_Q, _P = Qualifier, Proof
#: "Die guten 20 Jahre" are not more than twenty.
_DEFINITE = word_set("der die das den dem diese dieser diesen jene jenen seine ihre seinen ihren unsere")
#: "Nie mehr als 20" is 20 at most.
_NEVER = word_set("nie niemals nirgends nicht")

GERMAN = Lexicon(
    hedges=hedge_table(
        (Hedge(_Q.MORE_THAN, not_after=_NEVER), "mehr als"),
        (Hedge(_Q.MORE_THAN), "deutlich mehr als, weit mehr als, weitaus mehr als, erheblich mehr als"),
        (Hedge(_Q.MORE_THAN), "deutlich über, weit über, viel mehr als, jenseits der, jenseits von"),
        (Hedge(_Q.MORE_THAN, _P.LARGE), "über"),
        (Hedge(_Q.MORE_THAN, _P.MEASURE, _NEVER), "älter als, länger als, höher als, größer als, schwerer als"),
        (Hedge(_Q.LESS_THAN, _P.MEASURE, _NEVER), "jünger als, kürzer als, niedriger als, kleiner als"),
        (Hedge(_Q.AT_LEAST), "mindestens, wenigstens, zumindest, nicht weniger als, mind, nicht unter"),
        (Hedge(_Q.AT_LEAST, _P.MEASURE), "ab"),
        (Hedge(_Q.LESS_THAN, not_after=_NEVER), "weniger als"),
        (Hedge(_Q.LESS_THAN), "deutlich weniger als, weit weniger als, deutlich unter, weit unter"),
        (Hedge(_Q.LESS_THAN), "nicht einmal, nicht ganz"),
        (Hedge(_Q.LESS_THAN, _P.MEASURE), "unter"),
        (Hedge(_Q.AT_MOST), "bis maximal, bis höchstens, bis zu maximal, bis zu höchstens"),
        (Hedge(_Q.AT_MOST), "höchstens, maximal, bis zu, nicht mehr als, max, nicht über"),
        (Hedge(_Q.ABOUT, not_after=word_set("wie nicht so")), "etwa"),
        (Hedge(_Q.ABOUT), "rund, circa, ca, c, zirka, ungefähr, schätzungsweise, in etwa, grob"),
        (Hedge(_Q.ABOUT), "geschätzt, geschätzte, geschätzten, im bereich von, in der größenordnung von"),
        (Hedge(_Q.ABOUT, _P.PLACE), "an die, um die"),
        (Hedge(_Q.ABOUT, _P.MEASURE), "gegen"),
        (Hedge(_Q.ALMOST), "fast, knapp, beinahe, nahezu, annähernd, knapp unter, etwas weniger als, etwas unter"),
        (Hedge(_Q.ALMOST), "knapp weniger als"),
        (Hedge(_Q.ALMOST, not_after=_DEFINITE), "knappe, knappen"),
        (Hedge(_Q.JUST_OVER, not_after=_DEFINITE), "gute, guten"),
        (Hedge(_Q.JUST_OVER, not_after=word_set("nicht so sehr zu ganz wie recht genauso ebenso")), "gut"),
        (Hedge(_Q.JUST_OVER), "etwas mehr als, knapp über, etwas über, leicht über, knapp mehr als"),
    ),
    takers={
        "über": stems(
            "bericht abkommen gespräch verhandl inform diskut diskuss debatt streit stritt kontroll vertrag"
            " verträge vereinbar verfüg verhäng entscheid entschied urteil überblick erkenntnis sprach sprech"
            " redete herrsch kredit darlehen scheck rechnung auftrag aufträge anleihe artikel buch film"
            " nachricht meldung meldete erstreck verteil hinaus hinweg hinwirk flog flieg führ wacht beriet"
            " berat einig abstimm resolution klag beschwer sieg kaufvertrag bürgschaft garantie zusage wissen"
            " schreib schrieb bilanz statistik"
        ),
    },
    certain={
        "über": ("verfüg",),
        "gegen": vocabulary(
            "ermittl anklage verfahren haftbefehl sanktion vorw krieg kampf kämpf protest klage strafe urteil"
        ),
    },
    settling=word_set("auf von mit bei in aus zu an für durch wegen seit nach um"),
    verbs=word_set(
        "wurde wurden werde werden worden war waren wäre wären ist sind sei seien hat haben habe hätte hätten hatte"
        " hatten soll sollen sollte sollten kann können konnte konnten will wollen wollte muss müssen musste mussten"
        " darf dürfen gab gibt gäbe kam kamen starb starben verlor verloren dass"
    ),
    transparent=word_set(
        "weitere weiteren weiterer andere anderen insgesamt zusammen noch nur allein jeweils zusätzlich zusätzliche"
        " zusätzlichen sogar bereits schon"
    ),
    refusing=word_set(
        "nicht kein keine keinen keiner keinem minus plus pro je bis als vielleicht womöglich möglicherweise denn hoch"
        " mal jede jeder jedes sondern kaum komma vermutlich wohl wahrscheinlich mutmaßlich bzw"
    ),
    labels=word_set(
        "artikel art artikels absatz abs kapitel kap resolution resolutionen nummer nummern nr no seite seiten s ziffer"
        " punkt paragraf paragraph paragrafen § §§ band bd heft ausgabe teil folge hausnummer zimmer raum gleis linie"
        " autobahn bundesstraße straße block version windows iphone boeing airbus apollo typ modell phase stufe level"
        " kategorie platz rang position liga klasse jahrgang baujahr kaliber leopard abrams patriot hwasong sojus"
        " falcon agenda formel tempo top covid stream minsk kanal zone tag woche schritt variante anlage anhang tabelle"
        " abbildung abb fußnote halle tor terminal flug gruppe fraktion protokoll az aktenzeichen tel telefon rufnummer"
        " hotline postfach kilometer konto aufgabe frage antwort fall sektor reaktor einheit satz buchstabe lit kap"
        " radio bundesliga google android protokolls zusatzprotokoll staffel akt szene folgen staffeln zelle kabine bus"
        " bahn gate saal studio schacht windstärke startnummer staatsstraße anschlussstelle ausfahrt spieltag"
    ),
    label_endings=vocabulary("artikel resolution paragraf nummer kapitel straße klasse reaktor protokoll"),
    yearly=word_set(
        "jahr jahre jahres jahren sommer winter herbst frühling frühjahr anfang mitte ende seit bis von vom im in"
        " ab vor nach januar februar märz april mai juni juli august september oktober november dezember jänner"
        " quartal halbjahr zwischen und stand anno olympia um gegen"
    ),
    months=word_set(
        "januar jänner februar märz april mai juni juli august september oktober november dezember jan feb apr jun jul"
        " aug sep sept okt nov dez"
    ),
    clock=word_set("uhr uhrzeit"),
    fractions=word_set(
        "mal fach prozentig drittel viertel fünftel sechstel siebtel achtel neuntel zehntel hundertstel tausendstel"
        " plus bzw"
    ),
    parts=re.compile(
        r"halb|viertel|\w*(?:ein|drei)viertel|(?:null|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)komma\w+"
    ),
    loose_ends=phrase_set("oder so, circa, ungefähr, schätzungsweise"),
    ratios=phrase_set("von, zu, gegen, vor, nach, plus, minus, mal, geteilt durch, oder, x, hoch, aus, komma"),
    ones=word_set("ein eins eine einem einer null"),
    lists=word_set("und oder sowie bis bzw"),
    ranges=phrase_set("bis, bis zu"),
    between=word_set("zwischen"),
    pair="und",
    scores=word_set("sieg niederlage unentschieden remis erfolg führung endstand halbzeitstand pausenstand"),
    open_ends=hedge_table(
        (Hedge(_Q.AT_LEAST), "oder mehr, und mehr, oder darüber, und darüber, mindestens"),
        (Hedge(_Q.AT_MOST), "oder weniger, und weniger, oder darunter, und darunter, höchstens, maximal"),
    ),
    functions=word_set(
        "genau exakt lediglich der die das den dem ein eine einen es er sie wir am im in an auf aus bei mit nach"
        " vor von zu laut doch aber und auch dies diese dieser dabei damit darunter davon dazu zudem außerdem"
        " insgesamt unter zuvor so ob wie wer als wenn während weitere mindestens mehr nur allein rund etwa fast"
        " über gegen seit für durch wegen trotz ihre seine dort hier jetzt nun dann danach später heute gestern"
        " alle unterdessen derweil inzwischen"
    ),
    scales=numbers(
        {
            12: "dutzend",
            1000: "tausend tsd",
            10**6: "million millionen mio mill",
            10**9: "milliarde milliarden mrd mia",
            10**12: "billion billionen bio",
            10**15: "billiarde billiarden",
        }
    ),
    vague=numbers(
        {
            24: "dutzende dutzenden",
            200: "hunderte hunderten",
            2000: "tausende tausenden",
            20_000: "zehntausende zehntausenden",
            200_000: "hunderttausende hunderttausenden",
            2 * 10**6: "millionen",
            2 * 10**9: "milliarden",
        }
    ),
    several=word_set("mehrere mehreren mehrerer einige einigen einiger etliche etlichen viele vielen zahlreiche"),
    articles=word_set("ein eine einen einem einer eines"),
    definite=word_set("der die das den dem des diese dieser diesen jene jenen seine ihre unsere deren dessen zu"),
)
