"""The words by which German and English attribute words to somebody."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_dossier.language.words import vocabulary, word_set


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionWords:
    """One language's words; all in lower case."""

    language: str
    before: frozenset[str]
    """Words that the name follows: “laut X”."""
    behind: frozenset[str] = frozenset()
    """Words that follow the name: “X zufolge”."""
    says: frozenset[str]
    """Forms of verbs of saying that also have other senses."""
    plainly: frozenset[str] = frozenset()
    """Forms without another sense in any context."""
    parted: dict[str, frozenset[str]] = field(default_factory=dict)
    """Forms that are verbs of saying only with a particle further on: “teilte … mit”."""
    joints: frozenset[str]
    """Words that introduce reported speech: “dass”."""
    reports: tuple[str, ...]
    """Endings of nouns for something said or written, which its author may follow."""
    rumours: frozenset[str]
    """Such nouns that name nobody on their own: “Medienberichten zufolge”."""
    alone: frozenset[str]
    """Words that attribute to unnamed others on their own."""
    reported: frozenset[str]
    """Participles that do so with an auxiliary: “wurde berichtet”."""
    auxiliaries: frozenset[str]
    agents: frozenset[str]
    """Words that may introduce the agent or the place of publication: “von”, “aus”."""
    subjunctive: frozenset[str] = frozenset()
    """Verbs in the form of reported speech."""
    determiners: frozenset[str]
    genitives: frozenset[str]
    """Words that join an owner to the thing owned."""
    endings: tuple[str, ...] = ()
    """Endings of adjectives before a noun; empty if any ending is possible."""
    denials: frozenset[str]
    prepositions: frozenset[str]
    """Words that no speaker follows: “critics of X”, “gegenüber X”."""
    objects: frozenset[str] = frozenset()
    """Articles and pronouns that a speaker cannot have: “dem X”."""
    speakers: frozenset[str]
    """Pronouns for a speaker."""
    contrasts: tuple[tuple[str, ...], ...]
    """Beginnings of a clause that only mentions others' words: “contrary to what X says”."""
    addressed: frozenset[str] = frozenset()
    """Verbs that the person addressed follows: “told X”."""
    follows: frozenset[str] = frozenset()
    """Words that show the end of a name, for a language whose adjectives have no endings."""


GERMAN = AttributionWords(
    language="de",
    before=word_set("laut"),
    behind=word_set("zufolge"),
    says=word_set(
        "sagt sagte sagten erklärt erklärte erklärten betont betonte betonten behauptet behauptete behaupteten"
        " bestätigt bestätigte bestätigten berichtet berichtete berichteten meldet meldete meldeten schreibt schrieb"
        " schrieben versichert versicherte versicherten bemerkt bemerkte bemerkten warnt warnte warnten äußert äußerte"
        " äußerten bekräftigt bekräftigte bekräftigten beteuert beteuerte beteuerten verkündet verkündete verkündeten"
        " meint meinte meinten ergänzt ergänzte ergänzten entgegnet entgegnete entgegneten erwidert erwiderte"
        " erwiderten zitiert zitierte zitierten unterstreicht unterstrich kritisiert kritisierte schätzt schätzte"
        " schätzten dementiert dementierte dementierten mitteilt mitteilte mitteilten versprach verspricht vermutet"
        " vermutete"
    ),
    parted={
        **dict.fromkeys(("teilt", "teilte", "teilten"), word_set("mit")),
        **dict.fromkeys(("gibt", "gab", "gaben"), word_set("an bekannt")),
        **dict.fromkeys(("kündigt", "kündigte", "kündigten"), word_set("an")),
        **dict.fromkeys(("räumt", "räumte", "räumten"), word_set("ein")),
        **dict.fromkeys(("fügt", "fügte", "fügten"), word_set("hinzu")),
    },
    joints=word_set("dass daß ob"),
    reports=vocabulary(
        "bericht berichts berichte berichten angaben informationen darstellung aussage aussagen auskunft ansicht"
        " meinung einschätzung einschätzungen erkenntnissen worten schätzung schätzungen mitteilung meldung meldungen"
        " erklärung studie artikel interview recherchen stellungnahme schreiben papier beitrag dokument rede zeitung"
        " kreisen umfrage analyse brief protokoll gutachten statistik zahlen daten"
    ),
    rumours=word_set("berichten medienberichten presseberichten meldungen medienmeldungen zeitungsberichten gerüchten"),
    alone=word_set("angeblich"),
    reported=word_set("berichtet gemeldet behauptet spekuliert gemunkelt kolportiert"),
    auxiliaries=word_set("wurde wurden wird werden worden"),
    agents=word_set("von vom durch aus seitens bei beim in im auf"),
    subjunctive=word_set(
        "sei seien habe werde könne müsse solle wolle dürfe möge wisse plane komme gehe stehe bestehe bleibe brauche"
        " liege handele handle gelte gehöre verfüge befinde gebe nehme sehe bringe mache lasse halte laufe fehle drohe"
        " diene unterstütze liefere bereite betreffe beginne ende versuche wünsche hoffe glaube wirke zeige sage"
        " spreche treffe entspreche ergebe verlange fordere erwarte setze stelle verstoße verletze beabsichtige"
    ),
    determiners=word_set(
        "der die das dem den des ein eine einem einer einen eines dieser diese dieses diesem diesen seine seinem seinen"
        " seiner ihre ihrem ihren ihrer"
    ),
    genitives=word_set("des der eines einer von vom"),
    endings=("e", "en", "er", "em", "es"),
    denials=word_set("nicht kein keine keinen nie offen"),
    prepositions=word_set(
        "ab abseits an am angesichts anstelle auf aus außer bei beim bezüglich bis durch entgegen für fürs gegen"
        " gegenüber gemäß hinter hinsichtlich im in infolge innerhalb ins jenseits mit mithilfe mitsamt nach neben"
        " namens nebst ohne samt seit seitens statt trotz über um unter ungeachtet vom von vor während wegen wider zu"
        " zugunsten zum zur zwischen zuliebe"
    ),
    objects=word_set("dem den des einem einen eines diesem diesen seinem seinen seines ihrem ihren ihres ihm ihnen"),
    speakers=word_set("er sie ich wir man wer"),
    contrasts=(("anders", "als"), ("entgegen",), ("im", "gegensatz"), ("im", "widerspruch")),
)

ENGLISH = AttributionWords(
    language="en",
    before=word_set("citing quoting"),
    says=word_set(
        "states stated claims claimed announces announced reports reported warns warned confirms confirmed argues"
        " argued adds added insists insisted denies denied acknowledges acknowledged alleges alleged notes noted writes"
        " wrote explains explained stresses stressed declares declared estimates estimated suggests suggested tells"
        " told"
    ),
    plainly=word_set("said says"),
    joints=word_set("that"),
    reports=vocabulary(
        "report reports statement statements study article interview estimate estimates analysis survey letter data"
        " figures sources accounts account"
    ),
    rumours=word_set("reports"),
    alone=word_set("reportedly allegedly supposedly"),
    reported=word_set("reported said rumoured rumored claimed alleged"),
    auxiliaries=word_set("was were is are been"),
    agents=word_set("by from in"),
    determiners=word_set("the a an this that these those his her its their"),
    genitives=word_set("of by from"),
    denials=word_set("not no never"),
    prepositions=word_set(
        "about above across against among around at behind beside besides between beyond by despite during except for"
        " from in inside into like near of off on onto opposite outside over than through to toward towards under"
        " unlike upon versus via what whatever with within without"
    ),
    speakers=word_set("he she it they we i you who"),
    contrasts=(("contrary",), ("unlike",), ("other", "than"), ("as", "opposed"), ("in", "contrast"), ("despite",)),
    addressed=word_set("told tells"),
    follows=word_set("is was were are has had have the a an on in at that and who which when while"),
)

LANGUAGES = {"de": GERMAN, "en": ENGLISH}

#: Words that never begin a name, even if capitalised.
NO_NAMES = word_set("er sie es wir ich man he she it they we i you wer was who what ihm ihr")
