"""Render every article and find the passages of its quotes and names."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mkdocs_dossier.article.limits import Excess, excess_of
from mkdocs_dossier.article.markdown import ArticleRenderer
from mkdocs_dossier.article.markdown_fixes import taken_number
from mkdocs_dossier.article.marks import Mark
from mkdocs_dossier.article.names import Named, NameIndex, Names, decided, names_of
from mkdocs_dossier.article.quotes import Ambiguous, Missing, Passage, Searchable, Selector
from mkdocs_dossier.article.recordnames import WORDS
from mkdocs_dossier.article.sourcelines import header_end, places_in
from mkdocs_dossier.article.spans import Spans, with_overlapping
from mkdocs_dossier.article.visible_text import VisibleText
from mkdocs_dossier.collection.articles import Article, Mentioned, Passages, Shown, by_position
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.completing import complete
from mkdocs_dossier.collection.mentioned import AnchoredText, MentionFinder, deciding
from mkdocs_dossier.incremental.digest import digest
from mkdocs_dossier.language.sentences import sentences
from mkdocs_dossier.model.records import MENTIONABLE, Actor, Anchored, Dossier, Mention, Statement
from mkdocs_dossier.model.text import primary_language
from mkdocs_dossier.parallel import counted
from mkdocs_dossier.problems import Location, Problem, fault

#: The most bearers of a name that a problem lists.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Anchored:
    """An anchored article, its problems, and the inputs it depends on: a record equals no other object."""

    inputs: tuple[Dossier, tuple[Anchored, ...], str]
    article: Article
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """The results for one article; its passages' records are numbers, because a worker process sends them."""

    dossier: str
    article: Article
    passages: tuple[tuple[int, Passage], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Annotations:
    """The annotations of one article, written and found; of names and mentions, those that the site may show."""

    passages: Passages
    named: Names
    sentences: Spans
    unshown: tuple[tuple[str, str], ...]
    mentioned: tuple[Mentioned, ...]
    replaced: tuple[Mentioned, ...]
    problems: tuple[Problem, ...]


_Do = Callable[[Sequence[Dossier]], Iterable[_Found]]
#: Calls a function with shares of the dossiers; returns all results, in any order.
Share = Callable[[Sequence[Dossier], _Do], Iterable[_Found]]


class Anchoring:
    """Renders every dossier's article, and finds and marks the passages of its annotations."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._renderer = ArticleRenderer()
        self._names = cache(lambda language: NameIndex(collection.of(Actor), language))
        self._finder = cache(lambda language: MentionFinder(collection, language))
        self._digest_of_names = cache(self._names_digest)
        self._withheld = {actor.id for actor in collection.withheld}

    def anchor_all(self, share: Share | None) -> list[Problem]:
        """Add all dossiers' articles, those of the last load if their inputs are the same; return their problems."""
        dossiers = self.collection.of(Dossier)
        before = {dossier: self.collection.memory.last(("article", dossier.id)) for dossier in dossiers}
        known: dict[Dossier, _Anchored] = {
            dossier: last for dossier, last in before.items() if last and last.inputs == self._inputs(dossier)
        }
        work = [dossier for dossier in dossiers if dossier not in known]
        for found in share(work, self._found_in) if share else self._found_in(work):
            dossier = self.collection.get(Dossier, found.dossier)
            assert dossier is not None, "it was asked about"
            written = list(self.collection.written_in(dossier))
            passages = Passages((written[number], passage) for number, passage in found.passages)
            article = replace(found.article, passages=passages)
            known[dossier] = _Anchored(self._inputs(dossier), article, found.problems)
        self._names.cache_clear()  # the indexes of names are large, and no article is searched any more
        self._finder.cache_clear()
        for dossier in dossiers:
            self.collection.memory.keep(("article", dossier.id), known[dossier])
        for dossier, article in complete(self.collection, {each: known[each].article for each in dossiers}).items():
            self.collection.anchor(dossier, article)
        return [problem for dossier in dossiers for problem in known[dossier].problems]

    def _inputs(self, dossier: Dossier) -> tuple[Dossier, tuple[Anchored, ...], str]:
        """Return a dossier, the records that may be anchored in its article, and a digest of its other inputs."""
        records = tuple(record for record in self.collection.written_in(dossier) if isinstance(record, Anchored))
        return dossier, records, self._digest_of_names(self.collection.language_of(dossier))

    def _names_digest(self, language: str) -> str:
        """Return a digest of everything besides the text that the search for names depends on."""
        called = [(actor.id, actor.kind, actor.anonymity, *names_of(actor)) for actor in self.collection.of(Actor)]
        return digest([language, self._withheld, called, deciding(self.collection)])

    def _found_in(self, dossiers: Sequence[Dossier]) -> Iterator[_Found]:
        for dossier in counted("Finding quotes", dossiers):
            found, problems = self._anchored(dossier)
            numbers = {record: number for number, record in enumerate(self.collection.written_in(dossier))}
            passages = tuple((numbers[record], passage) for record, passage in found.passages.items())
            yield _Found(dossier.id, replace(found, passages=Passages()), passages, problems)

    def _anchored(self, dossier: Dossier) -> tuple[Article, tuple[Problem, ...]]:
        """Return an article and its problems; if it is nested too deep, only title and lead are shown."""
        body, is_excerpt = dossier.body, dossier.publish == "excerpt"
        if (excess := excess_of(body)) is None:
            try:
                return self._annotated(dossier, body, is_excerpt=is_excerpt)
            except RecursionError:
                self._renderer = ArticleRenderer()  # the exception left the old one in the middle of its work
                excess = Excess(1, "the article is nested too deep", "write it with fewer levels")
        place = Location(dossier.origin.path, dossier.body_line + excess.line - 1)
        rendered = self._renderer.render(dossier.title, dossier.lead, "", lambda visible: (), excerpt=is_excerpt)
        return Article(rendered), (fault("nested-too-deep", excess.message, place, excess.hint),)

    def _annotated(self, dossier: Dossier, body: str, *, is_excerpt: bool) -> tuple[Article, tuple[Problem, ...]]:
        """Render an article with its annotations, which are looked for as soon as its visible text is known."""
        annotations: list[_Annotations] = []

        def marks(visible: VisibleText) -> list[Mark]:
            annotations.append(self._annotations(dossier, body, visible.text))
            return _marks(annotations[0], self._withheld)

        rendered = self._renderer.render(dossier.title, dossier.lead, body, marks, excerpt=is_excerpt)
        (own,) = annotations
        article = Article(rendered, own.passages, own.named, own.sentences, own.unshown, own.mentioned, own.replaced)
        return article, own.problems

    def _annotations(self, dossier: Dossier, body: str, text: str) -> _Annotations:
        """Find the passages of written annotations in a visible text, and what it names and mentions by itself."""
        language = self.collection.language_of(dossier)
        passages, lost = self._passages(dossier, body, text)
        spans = list(sentences(text, language))
        named = list(self._decided(dossier, text, passages, language))
        anchored = AnchoredText(dossier, text, passages, named, spans)
        is_known = primary_language(language) in WORDS
        free, replaced = self._finder(language).find(anchored) if is_known else ([], [])
        certain = [name for name in named if not (name.others or name.actor in self._withheld)]
        is_full, shown = dossier.publish == "full", Shown(dossier, passages)
        names = Names.of(name for name in certain if is_full or shown.holds(name.start, name.end))
        mentioned = tuple(one for one in free if is_full or shown.holds(one.start, one.end))
        unshown = tuple(sorted(_referred_to(certain, free) - _referred_to(names, mentioned)))
        problems = (*lost, *self._undecided(anchored, body))
        return _Annotations(passages, names, Spans.of(spans), unshown, mentioned, tuple(replaced), problems)

    def _decided(self, dossier: Dossier, text: str, passages: Passages, language: str) -> Iterator[Named]:
        """Return the names in a text that its mentions allow; a shared name lists everyone it can mean."""
        named = list(_allowed(self._names(language).find(text), passages))
        if not any(name.others for name in named):
            return iter(named)
        mentions = [(held.start, m.actor) for m, held in passages.of(Mention) if m.actor and not m.forbid]
        return decided(named, mentions, header_end(text, lead=bool(dossier.lead)))

    def _passages(self, dossier: Dossier, body: str, text: str) -> tuple[Passages, list[Problem]]:
        """Find the quotes of a dossier's records in its visible text; each that is not there once is a problem."""
        searchable, passages, problems = Searchable(text), Passages(), list[Problem]()
        for record in self.collection.written_in(dossier):
            if not isinstance(record, Anchored) or not record.quote:
                continue
            found = searchable.find(Selector(record.quote, record.prefix, record.suffix, record.occurrence))
            if isinstance(found, Passage):
                passages[record] = found
            else:
                advice = _advice(record, body, searchable) if isinstance(found, Missing) else ""
                problems.append(self._lost(record, found, advice))
        return passages, problems

    def _lost(self, record: Anchored, found: Missing | Ambiguous, advice: str) -> Problem:
        place = self.collection.place(record, "quote")
        name = f"{record.noun} “{record.id}”"
        if isinstance(found, Missing):
            hint = f"the closest passage: {found.difference}" if found.difference else "nothing in it is like the quote"
            if not found.looked_for:
                hint = "correct those above first: too many are lost for all their closest passages to be looked for"
            return fault("quote-missing", f"{name}: this quote is not in the article", place, advice or hint)
        if found.hits == 0:
            message = f"{name}: the quote is in the article, but not with this prefix and suffix"
        else:
            message = f"{name}: the quote occurs {_times(found.hits)} in the article"
            if record.occurrence is not None:
                message += f", so there is no occurrence {record.occurrence}"
        contexts = "  ".join(f"{number}: {context}" for number, context in enumerate(found.contexts, start=1))
        advice = "lengthen it, or add prefix:, suffix: or occurrence:"
        if found.hits and record.occurrence is not None:
            advice = "correct occurrence:" if found.hits > 1 else "delete occurrence:"
        return fault("quote-ambiguous", message, place, f"{advice} — {contexts}")

    def _undecided(self, anchored: AnchoredText, body: str) -> Iterator[Problem]:
        """Yield a problem for each ambiguous name, at its first place."""
        dossier, text, spans = anchored.dossier, anchored.text, anchored.sentences
        named = [name for name in anchored.named if name.others]
        times = Counter((name.actor, *name.others) for name in named)
        first = {(name.actor, *name.others): name for name in reversed(named)}
        cuts = {name.start for name in first.values()}
        written = {
            start: self.collection.place(dossier, field)
            if line is None
            else Location(dossier.origin.path, dossier.body_line + line)
            for (start, _), field, line in places_in(body, text, _cut(spans, cuts), lead=bool(dossier.lead))
            if start in cuts
        }
        for bearers, name in first.items():
            who = " or ".join(f"actor “{actor}”" for actor in bearers[:_SHOWN])
            who += f" or {len(bearers) - _SHOWN} more" if len(bearers) > _SHOWN else ""
            message = f"dossier “{dossier.id}”: “{text[name.start : name.end]}” may mean {who}"
            message += f", here and {_times(times[bearers] - 1)} more" if times[bearers] > 1 else ""
            hint = "add mentions: with these words and actor:, or give the one who is meant a longer alias"
            yield fault("shared-alias", message, written.get(name.start) or self.collection.place(dossier), hint)


def _advice(record: Anchored, body: str, searchable: Searchable) -> str:
    """Return what to do if it is known why a quote is not found; else nothing."""
    number, rest = taken_number(record.quote, body) or ("", "")
    if number and searchable.starts(rest):
        return f"Markdown takes “{number}.” for the number of a list: write {number}\\. in the article"
    bare = record.quote.strip("„“”‚‘’»«›‹\"' ")
    return "it is there without the quotation marks: delete them" if searchable.starts(bare) else ""


def _cut(spans: Iterable[tuple[int, int]], cuts: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans in order, split at the cuts; none without cuts."""
    waiting = sorted(cuts, reverse=True)
    for start, end in spans if cuts else ():
        while waiting and waiting[-1] < end:
            cut = waiting.pop()
            if start < cut:
                yield start, cut
            start = max(start, cut)
        yield start, end


def _referred_to(named: Iterable[Named], mentioned: Iterable[Mentioned]) -> set[tuple[str, str]]:
    """Return (noun, id) of the records that names and mentions refer to."""
    return {("actor", name.actor) for name in named} | {(one.noun, one.id) for one in mentioned}


def _times(number: int) -> str:
    return f"{number} times" if number > 1 else "once"


def _allowed(named: list[Named], passages: Passages) -> Iterator[Named]:
    """Yield the names except those that a mention forbids or ascribes itself."""
    claimed = ((at.start, at.end, one) for one, at in passages.of(Mention) if one.actor or one.forbid)
    for name, over in with_overlapping(named, claimed):
        if not over:
            yield name
        elif all(mention.forbid and mention.actor for mention in over):
            forbidden = {mention.actor for mention in over}
            if bearers := [actor for actor in (name.actor, *name.others) if actor not in forbidden]:
                yield Named(name.start, name.end, bearers[0], tuple(bearers[1:]))


def _marks(annotations: _Annotations, withheld: set[str]) -> list[Mark]:
    passages = annotations.passages
    marks = [Mark(name.start, name.end, "actor", f"actor:{name.actor}") for name in annotations.named]
    marks += [Mark(one.start, one.end, one.noun, f"{one.noun}:{one.id}") for one in annotations.mentioned]
    number = 0
    for record in by_position(passages):
        start, end = passages[record].start, passages[record].end
        if isinstance(record, Mention):
            for noun in () if record.forbid else MENTIONABLE:
                target = getattr(record, noun)
                if target and not (noun == "actor" and target in withheld):
                    marks.append(Mark(start, end, noun, f"{noun}:{target}"))
        elif isinstance(record, Statement):
            number += 1
            marks.append(Mark(start, end, record.noun, f"#_note-{record.id}", record.id, number))
        elif record.local:
            marks.append(Mark(start, end, record.noun, f"#_note-{record.id}", record.id))
        else:
            marks.append(Mark(start, end, record.noun, f"{record.noun}:{record.id}", f"_{record.noun}-{record.id}"))
    return marks
