"""Number words: the German and English vocabulary that stands around numbers — hedges, scales, dates, labels, verbs."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mkdocs_dossier.model.amounts import Qualifier


class Proof(StrEnum):
    """What must hold before an ambiguous word is taken as a hedge."""

    NONE = "none"
    LARGE = "large"
    """The number is a measure, has a scale, or is above twelve: "über 20 Soldaten", not "über zwei Häfen"."""
    MEASURE = "measure"
    """The number has a unit or a scale: "unter 5 Prozent", not "unter 20 Soldaten"."""
    PLACE = "place"
    """A preposition or a verb of being stands before it: "mit an die 20 Soldaten", not "Orden an die 20 Soldaten"."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """What a hedging phrase makes of a number, and what must hold for it to hedge at all."""

    qualifier: Qualifier
    proof: Proof = Proof.NONE
    not_after: frozenset[str] = frozenset()
    """Words before it that give it another sense: "wie etwa"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary of one language; all words in small letters."""

    hedges: dict[tuple[str, ...], Hedge] = field(default_factory=dict)
    takers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Preposition → parts of words that govern it ("Bericht über …"), so that it does not hedge."""
    certain: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Preposition → beginnings of words that, directly before it, leave it no other sense: "verfügt über"."""
    settling: frozenset[str] = frozenset()
    """Prepositions: directly before another one ("mit über 20"), that one hedges."""
    verbs: frozenset[str] = frozenset()
    """Auxiliaries and other verbs that no noun phrase reaches across."""
    transparent: frozenset[str] = frozenset()
    """Words between hedge and number, or number and noun, that change neither."""
    refusing: frozenset[str] = frozenset()
    """Words before a number that make it none, or another one: negations, rates, comparisons."""
    labels: frozenset[str] = frozenset()
    """Words before a number that is a name: "Artikel 4"."""
    label_endings: tuple[str, ...] = ()
    yearly: frozenset[str] = frozenset()
    """Words before a year."""
    months: frozenset[str] = frozenset()
    clock: frozenset[str] = frozenset()
    """Words after a time of day."""
    fractions: frozenset[str] = frozenset()
    """Words after a number that make it a fraction or a multiple."""
    ratios: frozenset[tuple[str, ...]] = frozenset()
    """Words between two numbers that belong together in a way no amount can hold: "neun von zehn"."""
    lists: frozenset[str] = frozenset()
    """Words between two numbers of one kind: "Artikel 4 und 5"."""
    ranges: frozenset[tuple[str, ...]] = frozenset()
    """Words between the ends of a range."""
    between: frozenset[str] = frozenset()
    pair: str = ""
    """The word between the ends of a range after `between`."""
    scores: frozenset[str] = frozenset()
    open_ends: dict[tuple[str, ...], Qualifier] = field(default_factory=dict)
    """Hedges after the number: "20 oder mehr"."""
    functions: frozenset[str] = frozenset()
    """Words that may stand capitalised before a number only because they begin a sentence; no noun is among them."""
    scales: dict[str, Decimal] = field(default_factory=dict)
    vague: dict[str, Decimal] = field(default_factory=dict)
    """Plurals without a number, and the least they stand for."""
    several: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    """English plurals that do not end in -s."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in text.split(","))


def _hedges(rows: tuple[tuple[Hedge, str], ...]) -> dict[tuple[str, ...], Hedge]:
    return {tuple(phrase.split()): hedge for hedge, phrases in rows for phrase in phrases.split(",")}


#: The longest hedge, in words.
LONGEST_HEDGE = 4

_Q, _P = Qualifier, Proof

GERMAN = Lexicon(
    hedges=_hedges(
        (
            (Hedge(_Q.MORE_THAN), "mehr als, deutlich mehr als, weit mehr als, weitaus mehr als, erheblich mehr als"),
            (Hedge(_Q.MORE_THAN), "deutlich über, weit über"),
            (Hedge(_Q.MORE_THAN, _P.LARGE), "über"),
            (Hedge(_Q.AT_LEAST), "mindestens, wenigstens, zumindest, nicht weniger als, mind, nicht unter"),
            (Hedge(_Q.AT_LEAST, _P.MEASURE), "ab"),
            (Hedge(_Q.LESS_THAN), "weniger als, deutlich weniger als, weit weniger als, deutlich unter, weit unter"),
            (Hedge(_Q.LESS_THAN), "nicht einmal, nicht ganz"),
            (Hedge(_Q.LESS_THAN, _P.MEASURE), "unter"),
            (Hedge(_Q.AT_MOST), "höchstens, maximal, bis zu, nicht mehr als, max, nicht über"),
            (Hedge(_Q.ABOUT, not_after=_words("wie nicht so")), "etwa"),
            (Hedge(_Q.ABOUT), "rund, circa, ca, zirka, ungefähr, schätzungsweise, in etwa, grob"),
            (Hedge(_Q.ABOUT), "geschätzt, geschätzte, geschätzten"),
            (Hedge(_Q.ABOUT, _P.PLACE), "an die, um die"),
            (Hedge(_Q.ABOUT, _P.MEASURE), "gegen"),
            (Hedge(_Q.ALMOST), "fast, knapp, beinahe, nahezu, annähernd, knapp unter, etwas weniger als, etwas unter"),
            (Hedge(_Q.ALMOST), "knapp weniger als"),
            (Hedge(_Q.JUST_OVER, not_after=_words("nicht so sehr zu ganz wie recht genauso ebenso")), "gut"),
            (Hedge(_Q.JUST_OVER), "etwas mehr als, knapp über, etwas über, leicht über, knapp mehr als"),
        )
    ),
    takers={
        "über": tuple(
            "bericht abkommen gespräch verhandl inform diskut diskuss debatt streit stritt kontroll vertrag verträge"
            " vereinbar verfüg verhäng entscheid entschied urteil überblick erkenntnis sprach sprech redete herrsch"
            " kredit darlehen scheck rechnung auftrag aufträge anleihe artikel buch film nachricht meldung meldete"
            " erstreck verteil hinaus hinweg hinwirk flog flieg führ wacht beriet berat einig abstimm resolution"
            " klag beschwer sieg kaufvertrag bürgschaft garantie zusage wissen schreib schrieb bilanz statistik".split()
        ),
    },
    certain={
        "über": ("verfüg",),
        "gegen": tuple(
            "ermittl anklage verfahren haftbefehl sanktion vorw krieg kampf kämpf protest klage strafe urteil".split()
        ),
    },
    settling=_words("auf von mit bei in aus zu an für durch wegen seit nach um"),
    verbs=_words(
        "wurde wurden werde werden worden war waren wäre wären ist sind sei seien hat haben habe hätte hätten hatte"
        " hatten soll sollen sollte sollten kann können konnte konnten will wollen wollte muss müssen musste mussten"
        " darf dürfen gab gibt gäbe kam kamen starb starben verlor verloren dass"
    ),
    transparent=_words(
        "weitere weiteren weiterer andere anderen insgesamt zusammen noch nur allein jeweils zusätzlich zusätzliche"
        " zusätzlichen sogar bereits schon"
    ),
    refusing=_words(
        "nicht kein keine keinen keiner keinem minus plus pro je bis als vielleicht womöglich möglicherweise denn hoch"
        " mal jede jeder jedes sondern"
    ),
    labels=_words(
        "artikel art artikels absatz abs kapitel kap resolution resolutionen nummer nummern nr no seite seiten s ziffer"
        " punkt paragraf paragraph paragrafen § §§ band bd heft ausgabe teil folge hausnummer zimmer raum gleis linie"
        " autobahn bundesstraße straße block version windows iphone boeing airbus apollo typ modell phase stufe level"
        " kategorie platz rang position liga klasse jahrgang baujahr kaliber leopard abrams patriot hwasong sojus"
        " falcon agenda formel tempo top covid stream minsk kanal zone tag woche schritt variante anlage anhang tabelle"
        " abbildung abb fußnote halle tor terminal flug gruppe fraktion protokoll az aktenzeichen tel telefon rufnummer"
        " hotline postfach kilometer konto aufgabe frage antwort fall sektor reaktor einheit satz buchstabe lit kap"
        " radio bundesliga google android protokolls zusatzprotokoll"
    ),
    label_endings=(
        "artikel",
        "resolution",
        "paragraf",
        "nummer",
        "kapitel",
        "straße",
        "klasse",
        "reaktor",
        "protokoll",
    ),
    yearly=_words(
        "jahr jahre jahres jahren sommer winter herbst frühling frühjahr anfang mitte ende seit bis von vom im in ab vor"
        " nach januar februar märz april mai juni juli august september oktober november dezember jänner quartal"
        " halbjahr zwischen und stand anno olympia um gegen"
    ),
    months=_words(
        "januar jänner februar märz april mai juni juli august september oktober november dezember jan feb apr jun jul"
        " aug sep sept okt nov dez"
    ),
    clock=_words("uhr uhrzeit"),
    fractions=_words(
        "mal fach prozentig drittel viertel fünftel sechstel siebtel achtel neuntel zehntel hundertstel tausendstel"
    ),
    ratios=_phrases("von, zu, gegen, vor, nach, plus, minus, mal, geteilt durch, oder, x, hoch, aus"),
    lists=_words("und oder sowie bis bzw"),
    ranges=_phrases("bis, bis zu"),
    between=_words("zwischen"),
    pair="und",
    scores=_words("sieg niederlage unentschieden remis erfolg führung endstand halbzeitstand pausenstand"),
    open_ends={
        ("oder", "mehr"): _Q.AT_LEAST,
        ("und", "mehr"): _Q.AT_LEAST,
        ("oder", "weniger"): _Q.AT_MOST,
    },
    functions=_words(
        "der die das den dem ein eine einen es er sie wir am im in an auf aus bei mit nach vor von zu laut doch aber und"
        " auch dies diese dieser dabei damit darunter davon dazu zudem außerdem insgesamt unter zuvor so ob wie wer als"
        " wenn während weitere mindestens mehr nur allein rund etwa fast über gegen seit für durch wegen trotz ihre"
        " seine dort hier jetzt nun dann danach später heute gestern alle unterdessen derweil inzwischen"
    ),
    scales={
        "tausend": Decimal(1000),
        "tsd": Decimal(1000),
        "million": Decimal(10**6),
        "millionen": Decimal(10**6),
        "mio": Decimal(10**6),
        "milliarde": Decimal(10**9),
        "milliarden": Decimal(10**9),
        "mrd": Decimal(10**9),
        "billion": Decimal(10**12),
        "billionen": Decimal(10**12),
        "dutzend": Decimal(12),
    },
    vague={
        "dutzende": Decimal(24),
        "dutzenden": Decimal(24),
        "hunderte": Decimal(200),
        "hunderten": Decimal(200),
        "tausende": Decimal(2000),
        "tausenden": Decimal(2000),
        "zehntausende": Decimal(20000),
        "zehntausenden": Decimal(20000),
        "hunderttausende": Decimal(200000),
        "hunderttausenden": Decimal(200000),
        "millionen": Decimal(2 * 10**6),
        "milliarden": Decimal(2 * 10**9),
    },
    several=_words("mehrere mehreren mehrerer einige einigen einiger etliche etlichen viele vielen zahlreiche"),
    articles=_words("ein eine einen einem einer eines"),
    definite=_words("der die das den dem des diese dieser diesen jene jenen seine ihre unsere deren dessen zu"),
)

ENGLISH = Lexicon(
    hedges=_hedges(
        (
            (Hedge(_Q.MORE_THAN), "more than, well over, far more than, much more than, upwards of, in excess of"),
            (Hedge(_Q.MORE_THAN), "well more than, greater than"),
            (Hedge(_Q.MORE_THAN, _P.LARGE), "over"),
            (Hedge(_Q.AT_LEAST), "at least, no fewer than, no less than, not less than, not fewer than, a minimum of"),
            (Hedge(_Q.LESS_THAN), "less than, fewer than, far fewer than, well under, far less than, not even"),
            (Hedge(_Q.LESS_THAN, _P.MEASURE), "under, below"),
            (Hedge(_Q.AT_MOST), "at most, up to, no more than, not more than, as many as, as much as, a maximum of"),
            (Hedge(_Q.ABOUT, _P.LARGE), "about, around"),
            (Hedge(_Q.ABOUT), "some, roughly, approximately, approx, circa, an estimated, estimated, more or less"),
            (Hedge(_Q.ALMOST), "nearly, almost, just under, slightly less than, slightly under, a little under"),
            (Hedge(_Q.ALMOST), "just below, slightly fewer than"),
            (Hedge(_Q.ALMOST, _P.LARGE), "close to"),
            (Hedge(_Q.JUST_OVER), "just over, slightly more than, a little more than, a little over, slightly over"),
            (Hedge(_Q.JUST_OVER), "just above, just more than"),
        )
    ),
    takers={
        "about": tuple(
            "talk report stor inform concern question warn worr discuss debat argu spoke speak told tell know knew"
            " learn ask complain book article news thought think hear claim statement wrote writ joke rumo truth".split()
        ),
        "over": tuple(
            "control disput war fight fought victor power flew fly flight sanction authorit outrage anger win won"
            " conflict hand talk concern negotiat argu row protest travel cross jump preside rule responsib".split()
        ),
        "around": tuple("area fight fought travel walk ring fence zone wrapped perimeter tension".split()),
        "under": ("command", "rule", "protect", "jurisdict"),
    },
    certain={"over": ("control",)},
    settling=_words("to of with from at for by in after into"),
    verbs=_words(
        "were was are is am be been being have has had having will would could may might can should must shall did does"
        " do that said says came went left died remain remained"
    ),
    transparent=_words("more other others further additional another only just total"),
    refusing=_words(
        "not no minus plus per than perhaps maybe possibly versus vs times number numbers aged ages age below above"
    ),
    labels=_words(
        "article articles art section sections sec § §§ chapter chapters resolution resolutions number no nos page pages"
        " p pp figure fig table paragraph paragraphs para volume vol issue part parts version windows iphone boeing"
        " airbus apollo falcon type model phase stage level category rank place position class line highway route"
        " room gate terminal flight channel zone day week step block unit annex appendix footnote hall platform track"
        " grade tier title item point question case reactor sector agenda area group formula covid stream top route"
        " interstate protocol directive regulation order rule law act bill proposition"
    ),
    label_endings=(),
    yearly=_words(
        "year years since in by until till from to of before after during summer winter spring autumn fall early late"
        " mid january february march april may june july august september october november december the between and"
        " circa around about"
    ),
    months=_words(
        "january february march april may june july august september october november december jan feb mar apr jun jul"
        " aug sep sept oct nov dec"
    ),
    clock=_words("am pm a.m p.m o'clock o’clock gmt utc cet est cest edt bst hrs"),
    fractions=_words(
        "times fold third thirds quarter quarters half halves fifth fifths sixths eighth eighths tenth tenths hundredths"
    ),
    ratios=_phrases("in, of, out of, versus, vs, times, plus, minus, or, against, past, by, x"),
    lists=_words("and or to through"),
    ranges=_phrases("to"),
    between=_words("between"),
    pair="and",
    scores=_words("win victory defeat loss draw lead vote won lost beat beats defeated score tie"),
    open_ends={
        ("or", "more"): _Q.AT_LEAST,
        ("and", "more"): _Q.AT_LEAST,
        ("or", "fewer"): _Q.AT_MOST,
        ("or", "less"): _Q.AT_MOST,
    },
    functions=_words(
        "the these those all in on of with from to for by and but or a an some any his her its their our another only"
        " after before during since until when while as that this both meanwhile nearly almost about around over under"
        " at least more fewer less than up just exactly roughly approximately among between last next first then"
        " its every also additionally altogether together overall there here"
    ),
    scales={
        "hundred": Decimal(100),
        "thousand": Decimal(1000),
        "million": Decimal(10**6),
        "billion": Decimal(10**9),
        "bn": Decimal(10**9),
        "trillion": Decimal(10**12),
        "dozen": Decimal(12),
    },
    vague={
        "dozens": Decimal(24),
        "hundreds": Decimal(200),
        "thousands": Decimal(2000),
        "millions": Decimal(2 * 10**6),
        "billions": Decimal(2 * 10**9),
    },
    several=_words("several many few"),
    articles=_words("a an one"),
    definite=_words("the these those his her its their our"),
    people=_words(
        "people men women children personnel troops aircraft dead wounded injured police staff cattle sheep civilians"
        " servicemen servicewomen policemen crew feet"
    ),
)

LEXICONS = {"de": GERMAN, "en": ENGLISH}

#: For languages whose words we do not know.
UNKNOWN = Lexicon()
