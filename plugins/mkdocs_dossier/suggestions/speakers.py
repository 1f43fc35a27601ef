"""Find the records that the words for a speaker name, and the sources that words came through."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from mkdocs_dossier.article.names import Named, names_of
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.independence import kin_of
from mkdocs_dossier.language.attribution.speech import Speech
from mkdocs_dossier.language.attribution.words import LANGUAGES, documents, speaker_nouns, speech_verbs
from mkdocs_dossier.language.sentences import starters
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.records import Actor, Source
from mkdocs_dossier.suggestions.proposals import Choice, Draft, Fields, NewRecord, Proposal, Tier
from mkdocs_dossier.suggestions.registers import states

#: Article → the ending of an adjective behind it, and without it.
_ENDINGS = {"der": ("e", "er"), "das": ("e", "es"), "die": ("en", "e")}


@dataclass(frozen=True, slots=True)
class NamedSpeakers:
    """The actors that the words for a speaker name, and whether nobody else can be meant."""

    actors: tuple[Actor, ...] = ()
    certain: bool = False

    def said_by(self) -> Fields:
        """Return the field that names them."""
        ids = tuple(actor.id for actor in self.actors)
        return {"said_by": ids[0] if len(ids) == 1 else ids} if ids else {}


class NamesInArticle:
    """The actors that an article names, and what its words for speakers and sources mean."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.collection, self.dossier, self.article = draft, draft.collection, draft.dossier, draft.article
        self.in_german = draft.primary == "de"
        mentions = (Named(at.start, at.end, name) for at, name in self.article.mentioning("actor"))
        self._named = sorted([*self.article.named, *mentions], key=lambda name: (name.start, -name.end))
        source = self.collection.get(Source, self.dossier.source)
        self._own = {source.publisher if source else "", slug(self.dossier.author)}

    def within(self, start: int, end: int) -> list[tuple[Named, Actor]]:
        """Return the names that lie between two offsets of the text, with their actors."""
        first, last = (bisect_left(self._named, at, key=attrgetter("start")) for at in (start, end))
        names = (name for name in self._named[first:last] if name.end <= end)
        found = ((name, self.collection.get(Actor, name.actor)) for name in names)
        return [(name, actor) for name, actor in found if actor is not None]

    def of(self, speech: Speech, span: tuple[int, int]) -> NamedSpeakers:
        """Find the actors whom the words of a cue in the sentence `span` name; none if no register holds them."""
        if speech.speaker is None:
            return NamedSpeakers()
        (start, end), text, around = speech.speaker, self.article.text, self.within(*span)
        inside = [one for one in around if one[0].start < end and start < one[0].end]
        last = next((one for one in reversed(inside) if one[0].end == end or one[0].start <= start), None)
        verb_first = self.in_german and speech.start < start and not speech.led  # “fordert Mali Hilfe”
        if (
            last is None
            or self.belongs(*last, end, verb_first=verb_first)
            or (not speech.led and self.owner(start, end))
        ):
            return NamedSpeakers()
        found, between = [last], pattern("between names")
        for one in reversed(around):
            if one[0].end < found[0][0].start and between.fullmatch(text, one[0].end, found[0][0].start):
                found.insert(0, one)
        plural = speech.end in (found[-1][0].end, end) and text[speech.start : start].rstrip().endswith("n")
        found += [one for one in around if plural and between.fullmatch(text, found[-1][0].end, one[0].start)]
        first = min(start, found[0][0].start)
        alone = speech.goes_on or not pattern("last of names").search(text, max(first - 60, 0), first)
        noun = not (text[last[0].start].islower() and last[1].kind == "state")
        return NamedSpeakers(tuple(dict.fromkeys(actor for _, actor in found)), last[0].end == end and noun and alone)

    def owner(self, start: int, end: int) -> int:
        """Return where the name of somebody begins to whom the speaker belongs, “Kritiker Elms”; 0 if there is none."""
        name, actor = next(reversed(self.within(start + 1, end)), (None, None))
        if not name or not actor or name.end != end or not self.in_german:
            return 0
        words = self.article.text[name.start : end]
        return name.start if words.endswith("s") and words not in names_of(actor) else 0

    def belongs(self, name: Named, actor: Actor, end: int, *, verb_first: bool) -> bool:
        """Return whether the words behind a name make it part of another's: “Mali Air”, “MIF boss X”."""
        behind, nouns = self.article.text[name.end : end].split(), speaker_nouns()
        is_noun = verb_first and self.article.text.startswith(str(actor.name), name.start)
        if actor.kind == "state" and behind and not is_noun:
            return not behind[-1].lower().endswith(nouns.officials)
        return len(behind) > 1 and nouns.kind_of(behind[-1]) in ("", "media")

    def in_full(self, start: int, end: int, last: int) -> tuple[str, str]:
        """Return the words for a speaker as a whole name, and its abbreviation, which the article may explain later."""
        words = self.article.text[start:end].strip('„“”"«»')
        if whole := pattern("whole name").match(self.article.text, start, max(end, last) + 20):
            return whole[1], whole[2]
        if short := pattern("abbreviation").match(self.article.text, end):
            return words, short[1]
        at = self.article.text.find(f" ({words})") if words.isupper() else -1
        meant = pattern("before an abbreviation").search(self.article.text, max(at - 90, 0), at) if at >= 0 else None
        return (meant[1], words) if meant else (words, "")

    def body(self, start: int, end: int) -> str:
        """Return the id of the last body that a passage names; empty if it names none."""
        return next((actor.id for _, actor in reversed(self.within(start, end)) if actor.kind != "person"), "")

    def called(self, noun: str) -> list[Source]:
        """Return the sources that the article names and that a noun for a document may mean."""
        named = dict.fromkeys(name for _, name in self.article.mentioning("source"))
        return [one for one in self.collection.get_all(Source, named) if noun.lower() in one.name.lower()]

    def unknown(self, speech: Speech, last_at: int) -> "Newcomer":
        """Return the words for a speaker whom no register holds, with what is around them in the sentence."""
        assert speech.speaker
        (start, end), text, kind_of = speech.speaker, self.article.text, speaker_nouns().kind_of
        owner = 0 if speech.led else self.owner(start, end)
        words, short = self.in_full(start, owner - 1 if owner else end, speech.end)
        *before, last = words.split()
        belonging = pattern("belonging").match(text, end, speech.end) if kind_of(last) == "person" else None
        if any(kind_of(word) not in ("", "person") for word in before):
            belonging = pattern("in names").match(text, end, last_at)
        elif speech.led or (start == speech.start and kind_of(last) not in ("", "person", "group")):
            belonging = pattern("in bodies").match(text, end, last_at)  # “Rat für Bahnfragen”
        head, serves = words.partition("-")[0], self.body(start, belonging.end(1) if belonging else end)
        bodies: tuple[NewRecord, ...] = ()
        is_state = states(self.draft.primary)[0].find(head)
        if head.isupper() and 1 < len(head) < len(words) and not (serves or is_state):  # “ein MNM-Sprecher”
            name, known_as = self.in_full(start, start + len(head), start)
            bodies = newcomer(Newcomer(name, "", "die", False, False, known_as, "", "", ""), self.draft).new
            serves = next((one.id for one in bodies if one.noun == "actor"), "")
        article = pattern("article").search(text, max(start - 40, 0), start)
        role = pattern("role behind").match(text, end)
        role = role if role and kind_of(role[2]) == "person" else None
        return Newcomer(
            words,
            text[owner - 1 : end] if owner else belonging[1] if belonging else "",
            article[1].lower() if article else "",
            quoted=not {*'„“”"«»'}.isdisjoint((text[start - 1 : start], text[end : end + 1])),
            reports=speech.led or bool(pattern("publishes").search(text, speech.start, speech.end)),
            short=short,
            role=role[1].removesuffix(f" {text[start : speech.end].split()[-1]}") if role else "",
            serves=serves,
            elsewhere=self.body(end, role.end()) if role else "",
            bodies=bodies,
        )

    def media(self, start: int, end: int) -> tuple[Actor, ...]:
        """Return the media that a passage names, besides the article's own."""
        actors = dict.fromkeys(actor for _, actor in self.within(start, end) if actor.kind == "media")
        return tuple(one for one in actors if self._own.isdisjoint((one.id, slug(one.name))))

    def documents(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return (offset, noun in lower case) for each document that a passage refers to, outside of names."""
        names = [name for name, _ in self.within(start, end)]
        found = [(match.start(1), match[1].lower()) for match in documents().finditer(self.article.text, start, end)]
        return [(at, noun) for at, noun in found if not any(name.start <= at < name.end for name in names)]

    def sources(self, actor: Actor) -> list[Source]:
        """Return the sources that the actor publishes or that appeared in it, but not the article itself."""
        published = self.collection.linked(actor, "publishes", Source)
        found = dict.fromkeys((*published, *_contained(self.collection).get(str(actor.name), ())))
        return [source for source in found if source.id != self.dossier.source]

    def documents_of(self, actors: tuple[Actor, ...], nouns: list[str]) -> list[Source]:
        """Return the sources of some actors whose titles hold one of the nouns for a document."""
        near = dict.fromkeys(other for actor in actors for other in (actor, *kin_of(self.collection, actor).near))
        found = dict.fromkeys(source for actor in near for source in self.sources(actor))
        return [source for source in found if any(noun[:6] in source.name.lower() for noun in nouns)]

    def governments(self, country: str) -> Iterator[Choice]:
        """Yield the governments of a state that registers hold, and the state, which may be new."""
        held = [one for one in self.collection.of(Actor) if one.country == country]
        bodies = [one for one in held if pattern("government").fullmatch(one.name)]
        known = [one for one in held if one.kind == "state"]
        yield from (Choice(str(one.name), {"said_by": one.id}) for one in (*bodies, *known))
        for state in [one for one in states(self.draft.primary)[1].values() if one["country"] == country and not known]:
            new = NewRecord("actor", self.draft.register_id("actor", str(state["name"])), state)
            yield Choice(str(state["name"]), {"said_by": new.id}, (new,))

    def by_role(self, words: str) -> Iterator[Actor]:
        """Yield the actors whose post, description or name the words may stand for: “das Ministerium”, “Quellen”."""
        near = {other for _, actor in self.within(0, 1 << 31) for other in kin_of(self.collection, actor).near}
        lower, called = tuple(words.lower().split()), self.collection.get(Actor, slug(words))  # “Polizeiangaben”
        for actor in sorted(near.union([called] if called else []), key=lambda actor: actor.id):
            head = pattern("belongs").split(str(actor.name).lower())[0]  # not “Nations” of “Mission of the Nations”
            body = actor.kind != "person" and any(word.endswith(lower[-1]) for word in head.split(" "))
            if body or any(word.startswith(role) for role in kin_of(self.collection, actor).words for word in lower):
                yield actor


@derived
def _contained(collection: Collection) -> Mapping[str, list[Source]]:
    """Map the names of publications to the sources that appeared in them."""
    found: dict[str, list[Source]] = defaultdict(list)
    for source in collection.of(Source):
        found[str(source.container_title or source.title)].append(source)
    return found


class Newcomer(NamedTuple):
    """Words for a speaker whom no register holds, and what they belong to, their abbreviation, and a role behind them.

    `reports`: as of publications, words are taken from them; `serves`, `elsewhere`: bodies in the words and the role,
    of which `bodies` are new.
    """

    words: str
    belonging: str
    article: str
    quoted: bool
    reports: bool
    short: str
    role: str
    serves: str
    elsewhere: str
    bodies: tuple[NewRecord, ...] = ()


def newcomer(new: Newcomer, draft: Draft) -> Choice:
    """Propose the words as the name of an actor, or of a document, that no register holds."""
    nouns, (*before, last) = speaker_nouns(), new.words.split()
    if documents().fullmatch(f"in {last}") and nouns.kind_of(last) != "media":
        source = NewRecord("source", draft.register_id("source", new.words), {"title": new.words, "located": "no"})
        return Choice(new.words, {"via": (source.id,)}, (source,))
    words = LANGUAGES[draft.primary]
    whole = not (words.genitives | words.prepositions).isdisjoint(before)  # “Rat der Häfen”
    roles = max((at for at, word in enumerate(before, 1) if nouns.kind_of(word) and not whole), default=0)
    role, name = " ".join(before[:roles]), " ".join((*before[roles:], last))
    role = pattern("case").sub("", role) if draft.primary == "de" else role  # “mit Präsidenten Ole Kern”
    ends_as = nouns.kind_of(before[0] if whole else last)
    nameless = ends_as in ("person", "group") or (last.islower() and not ends_as)
    kind = nouns.kind_of(role)
    if nameless and not role:
        name = pattern("case" if new.article in ("des", "dem", "den") else "dative").sub("", name)
    if kind in ("", "person"):
        body = "organization" if last.isupper() or new.quoted or (not role and new.article and " " in name) else ""
        kind = ends_as or ("media" if body and new.reports and not new.short else body) or "person"
    plural = last.endswith("s") if last.islower() else not new.reports
    kind = (
        "group" if nameless and plural and not new.article else kind
    )  # “Vertreter sagten”, “some passengers reported”
    weak, strong = _ENDINGS.get(new.article, ("", ""))
    first, _, rest = (role if kind == "person" else name).partition(" ")
    if rest and weak and first.lower().removesuffix(weak).endswith(nouns.adjectives):
        first = f"{first.removesuffix(weak)}{strong} {rest}"  # “das Weiße Haus”
        role, name = (first, name) if kind == "person" else (role, first)
    small = (name,) if name[0].islower() and name not in speech_verbs().lowercase else ()
    name = (name[0].upper() if small else name[0]) + name[1:] + new.belonging
    fields: dict[str, str | tuple[str, ...]] = {"name": name, "kind": kind}
    if nameless:
        fields["anonymity"] = "collective" if kind == "group" else "unnamed"
    elif kind == "person":
        posts = tuple(_post(*each) for each in ((role, new.serves), (new.role, new.elsewhere)) if each[0])
        fields |= ({"aliases": (last,)} if " " in name else {}) | ({"positions": posts} if posts else {})
    elif aliases := tuple(filter(None, (*small, new.short))):
        fields["aliases"] = aliases
    body = new.elsewhere or new.serves
    voices = body and kind == "person" and pattern("speaks for").search(f"{name} {role} {new.role}")
    fields |= {"speaks_for": body} if voices else {}
    bodies = new.bodies if kind == "person" and (voices or role) else ()
    actor = NewRecord("actor", draft.register_id("actor", name), fields)
    if kind == "media":
        source = _source(name, actor.id, draft)
        return Choice(name, {"said_by": actor.id, "via": (source.id,)}, (actor, source))
    return Choice(name, {"said_by": actor.id}, (actor, *bodies))


def persons(draft: Draft) -> Iterator[Proposal]:
    """Propose persons whom the text names with a role or title, and no register holds."""
    names, done, text = NamesInArticle(draft), set[str](), draft.article.text
    words = LANGUAGES.get(draft.primary)
    for found in pattern("titled").finditer(text, draft.header) if words else ():
        start, others = found.start(), starters() | words.adverbs if words else starters()
        while " " in (called := text[start : found.end()]) and (first := called.partition(" ")[0]).lower() in others:
            start += len(first) + 1
        role = names.body(start, found.end())
        new = newcomer(Newcomer(called, "", "", False, False, "", "", role, ""), draft).new[0]
        name, held = str(new.fields.get("name")), names.within(start, found.end())
        is_person = " " in name and new.fields.get("positions") and not pattern("calendar").search(name)
        if is_person and new.id not in done and not any(actor.kind == "person" for _, actor in held):
            done.add(new.id)
            span = draft.article.sentences[max(draft.article.sentences.at(start), 0)]
            yield Proposal("actor", new.id, new.fields, *span, Tier.LIKELY, "newcomer", ((start, found.end()),))


def _post(post: str, body: str) -> str:
    """Return a position, with the body to which the post belongs if a register has that."""
    head = pattern("belongs").split(post)[0]
    return f"{{post: {head}, organization: {body}}}" if body and pattern("plain").fullmatch(head) else post


def publication(actor: Actor, draft: Draft) -> Choice:
    """Propose a source that appeared in a publication which has none yet."""
    source = _source(str(actor.name), actor.id, draft)
    return Choice(str(actor.name), {"via": (source.id,)}, (source,))


def _source(name: str, publisher: str, draft: Draft) -> NewRecord:
    fields = {"container-title": name, "publisher": publisher, "located": "no"}
    return NewRecord("source", draft.register_id("source", name), fields)
