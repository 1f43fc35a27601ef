"""Check that renderings of a statement (`text`), and the original of a translated quote, agree with the article."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from mkdocs_dossier.article.names import NameIndex
from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.checks.finding import Finding, per_article
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import chain_of
from mkdocs_dossier.evidence.figures import number_of
from mkdocs_dossier.evidence.independence import kin_of
from mkdocs_dossier.evidence.quotations import quotations
from mkdocs_dossier.evidence.renderings import ArticleNumbers, Context
from mkdocs_dossier.language.numbers.reading import read_numbers
from mkdocs_dossier.language.word_lists import LANGUAGES
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.claims import Dossier, Figure, Mention, Statement
from mkdocs_dossier.model.kinds import named_by
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Actor, Agreement, Event, Place, Quantity, Relation, Topic
from mkdocs_dossier.model.text import Text, primary_language

_HINT = "correct the text, or quote the words that say so"


class _Named:
    """The actors an article names: the first place of each, and all within a span."""

    def __init__(self, collection: Collection, dossier: Dossier, article: Article) -> None:
        named = [(name.start, name.actor) for name in article.named]
        named += [(passage.start, name) for passage, name in article.mentioning("actor")]
        places = [(start, actor) for start, name in named if (actor := collection.get(Actor, name))]
        places.sort(key=itemgetter(0))
        self._starts, self._actors = [start for start, _ in places], [actor for _, actor in places]
        self.first = {actor: start for start, actor in reversed(places)}
        #: The ids of actors whom some words only seem to name, in the article and so perhaps in a text.
        self.seeming = {mention.actor for mention in collection.inside(dossier, Mention) if mention.forbid}

    def before(self, end: int) -> set[Actor]:
        """Return the actors named before an offset."""
        return {actor for actor, start in self.first.items() if start < end}

    def within(self, span: Passage) -> set[Actor]:
        """Return the actors named within a span."""
        return set(self._actors[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)])


@dataclass(frozen=True, slots=True)
class _Rendering:
    """A statement's text in one language, and the path to it."""

    statement: Statement
    passage: Passage
    text: str
    language: str
    way: tuple[str, ...]


#: All kinds that decide whom which words mean, or explain words of a rendering.
NEEDED = (Actor, Agreement, Event, Place, Quantity, Relation, Source, Topic, Mention)


@per_article
def differing(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find numbers and names in a statement's text that neither its passage nor the article before it gives."""
    language = primary_language(collection.language_of(dossier))
    numbers = ArticleNumbers(article, language, dossier.published.latest)
    named = _Named(collection, dossier, article)
    for statement in collection.inside(dossier, Statement):
        passage = article.passages.get(statement)
        if statement.text is None or passage is None:
            continue
        translations = statement.text.translations
        for tag, text in (translations or {language: str(statement.text)}).items():
            way = ("text", tag) if translations else ("text",)
            rendering = _Rendering(statement, passage, text, primary_language(tag), way)
            if {rendering.language, language} <= set(LANGUAGES):
                yield from _numbers(collection, numbers, rendering)
            if dossier.publish == "full":  # an excerpt lacks some names
                yield from _names(collection, article, language, named, rendering)


def _numbers(collection: Collection, numbers: ArticleNumbers, rendering: _Rendering) -> Iterator[Finding]:
    context = Context(numbers, rendering.passage, _known(collection, rendering.statement))
    for number, own in context.left_behind(rendering.text, rendering.language):
        but = f"its passage says “{own.words}”" if own else "the article does not"
        yield Finding(rendering.statement, f"its text says “{number.words}”, but {but}", _HINT, rendering.way)


def _known(collection: Collection, statement: Statement) -> Iterator[Amount]:
    """Yield the amounts of a statement's figures, and those in the names of its subjects: “Resolution 1718”."""
    for figure in collection.linked(statement, "figures", Figure):
        if (number := number_of(collection, figure)) is not None:
            yield number.amount
    for record in _subjects(collection, statement):
        name = getattr(record, "name", None)
        if isinstance(name, Text):
            for tag, words in (name.translations or {collection.language: str(name)}).items():
                yield from (number.amount for number in read_numbers(words, tag))


def _subjects(collection: Collection, statement: Statement) -> Iterator[Record]:
    """Yield the records that a statement names."""
    for link, _, name in named_by(statement):
        record = collection.find(name, *link.ref.kinds, dossier=statement.dossier)
        if record is not None:
            yield record


def _names(
    collection: Collection, article: Article, language: str, named: _Named, rendering: _Rendering
) -> Iterator[Finding]:
    found = reversed(_index(collection, rendering.language).find(rendering.text))
    words = {name.actor: rendering.text[name.start : name.end] for name in found}
    actors = set(collection.get_all(Actor, words))
    passage, statement = rendering.passage, rendering.statement
    paragraph = article.text.find("\n", passage.end)
    end = paragraph if paragraph >= 0 else len(article.text)
    foreign = [
        actor
        for actor in actors
        if named.first.get(actor, end) >= end
        if actor.id not in named.seeming and _is_called(collection, actor, language)
    ]
    if not foreign:
        return
    chain = _in_chain(collection, statement)
    chain |= _kin(collection, chain)
    unsaid = named.within(passage) - actors - chain
    meant = named.before(end) | chain | (set() if unsaid else _actors_of(collection, statement))
    meant |= _kin(collection, meant)
    for actor in sorted(foreign, key=lambda actor: actor.id):
        if meant.isdisjoint({actor, *_kin(collection, {actor})}):
            message = f"its text names actor “{actor.id}” (“{words[actor.id]}”), but the article up to here does not"
            hint = "correct the text; if the article refers to them in other words, add mentions: with these"
            yield Finding(statement, message, hint, rendering.way)


@derived
def _index(collection: Collection, language: str) -> NameIndex:
    return NameIndex((actor for actor in collection.of(Actor) if not actor.withheld), language)


def _is_called(collection: Collection, actor: Actor, language: str) -> bool:
    """Return whether the register names the actor in a language; the only name of a person counts for both."""
    if not actor.name.translations and actor.kind == "person" and language in LANGUAGES:
        return primary_language(collection.language) in LANGUAGES
    return language in _languages(collection, actor)


def _languages(collection: Collection, actor: Actor) -> set[str]:
    """Return the languages in which the register has an actor's name; a single name is in the site's."""
    return set(map(primary_language, actor.name.translations or (collection.language,)))


def _in_chain(collection: Collection, statement: Statement) -> set[Actor]:
    """Return the actors of a statement's chain, and the publishers of its sources."""
    records = [hop.record for hop in chain_of(collection, statement)]
    return set(collection.get_all(Actor, [one.publisher if isinstance(one, Source) else one.id for one in records]))


def _kin(collection: Collection, actors: Iterable[Actor]) -> set[Actor]:
    """Return the actors whose names an article may use for the actors': their organisations, offices and states."""
    kin = [kin_of(collection, actor) for actor in actors]
    return {other for one in kin for other in (*one.near, *one.states)}


def _actors_of(collection: Collection, statement: Statement) -> set[Actor]:
    """Return the actors that a statement names itself or through its events and agreements."""
    names = set(statement.actors)
    for record in _subjects(collection, statement):
        names |= {name for link, _, name in named_by(record) if "actor" in link.ref.kinds}
    return set(collection.get_all(Actor, names))


def differing_originals(collection: Collection) -> Iterator[Finding]:
    """Find numbers and names that are in only one of the original words and the quote."""
    index = cache(lambda language: NameIndex(collection.of(Actor), language))
    for statement in collection.of(Statement):
        if statement.original is None or not (passage := collection.words_of(statement)):
            continue
        original = _Wording(statement.original.text, primary_language(statement.original.lang))
        quote = _Wording(passage, primary_language(collection.language_of(statement)))
        # Words about the quotation, such as its speaker, are not part of the translation.
        quoted = _Wording(" … ".join(words for words in quotations(passage) if " " in words) or passage, quote.language)
        if {original.language, quote.language} <= set(LANGUAGES):
            lost, added = _without(_amounts(original), _amounts(quote)), _without(_amounts(quoted), _amounts(original))
            yield from _in_one(statement, "every number", lost, added)
        # The original need not name them.
        speakers = {
            name
            for actor in _in_chain(collection, statement)
            for name in (actor.id, actor.speaks_for, *(position.organization for position in actor.positions))
        }
        lost = _without(_actors_in(collection, index, original, quote.language), _actors_in(collection, index, quote))
        added = _without(
            _actors_in(collection, index, quoted, original.language), _actors_in(collection, index, original)
        )
        yield from _in_one(statement, "every name", lost, _without(added, speakers))


@dataclass(frozen=True, slots=True)
class _Wording:
    """Words in a language."""

    text: str
    language: str


#: A number or an actor's id in a wording → its description in messages.
_Held = dict[str, str]


def _without(held: _Held, other: Iterable[str]) -> _Held:
    others = set(other)
    return {what: words for what, words in held.items() if what not in others}


def _amounts(wording: _Wording) -> _Held:
    """Return the numbers, in the notation of a figure's value."""
    found = read_numbers(wording.text, wording.language)
    return {str(number.amount): f"{number.amount} (“{number.words}”)" for number in found}


def _actors_in(collection: Collection, index: Callable[[str], NameIndex], wording: _Wording, needed: str = "") -> _Held:
    """Return the actors named; with `needed`, only those whose names are known in that language."""
    return {
        name.actor: f"actor “{name.actor}” (“{wording.text[name.start : name.end]}”)"
        for name in index(wording.language).find(wording.text)
        if not needed or ((actor := collection.get(Actor, name.actor)) and needed in _languages(collection, actor))
    }


def _in_one(statement: Statement, what: str, lost: _Held, added: _Held) -> Iterator[Finding]:
    """Yield one finding for everything that is in only one of the two wordings."""
    if lost or added:
        original, quote = ", ".join(lost.values()), ", ".join(added.values())
        message = f"the original has {original}, the quote {quote or 'does not'}"
        if not lost:
            message = f"the quote has {quote}, the original does not"
        yield Finding(statement, message, f"compare both: a translation keeps {what}", ("original", "text"))
