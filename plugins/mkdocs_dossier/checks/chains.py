"""Check statements' chains: their origins, and whether the article's sentences agree with them."""

from collections import defaultdict
from collections.abc import Iterator

from mkdocs_dossier.article.names import names_of
from mkdocs_dossier.checks.finding import Finding, per_article
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.attribution import Attribution, attributions_in
from mkdocs_dossier.evidence.chains import chain_of, last_stations, named_in_chain, speakers_of
from mkdocs_dossier.evidence.independence import kin_of, origins_behind
from mkdocs_dossier.language.attribution.cues import Cue, CueKind
from mkdocs_dossier.model.records import Actor, Agreement, Dossier, Mention, Relation, Source, Statement

#: All kinds that decide whom which words mean.
NEEDED = (Actor, Agreement, Relation, Source, Mention, Statement)
#: Words before a name that make it a group's name.
_GROUPS = frozenset({"administration", "familie", "family", "kabinett", "lager", "regierung", "team"})


def origins_not_located(collection: Collection) -> Iterator[Finding]:
    """Find sources at which chains end and that nobody on the team has seen; one finding a source."""
    unseen = {source for source in collection.of(Source) if source.located == "no"}
    ending: dict[Source, list[Statement]] = defaultdict(list)
    for statement in collection.of(Statement) if unseen else ():
        for source in _last_sources(collection, statement):
            if source in unseen:
                ending[source].append(statement)
    for source, statements in ending.items():
        count = "1 statement ends" if len(statements) == 1 else f"{len(statements)} statements end"
        message = f"{count} here, and nobody has seen the original"
        yield Finding(source, message, "look for it, then write located: yes or located: partly", ("located",))


def _last_sources(collection: Collection, statement: Statement) -> Iterator[Source]:
    """Yield the last sources of a chain: those that cite no other, or whose publisher is the speaker."""
    ends = [station for station in last_stations(collection, statement) if isinstance(station, Source)]
    speakers = {speaker.id for speaker in speakers_of(collection, statement)}
    if not speakers:
        yield from ends
        return
    for record in dict.fromkeys((*named_in_chain(collection, statement), *ends)):
        if isinstance(record, Source) and record.publisher in speakers and not record.cites:
            yield record


@per_article
def without_origin(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find statements that name no origin and are not marked as the article's own."""
    bare = [
        statement
        for statement in collection.inside(dossier, Statement)
        if not (statement.said_by or statement.via or statement.mode == "own" or statement.repeats)
    ]
    hearsay = {read.statement: _hearsay_in(read) for read in attributions_in(collection, dossier)} if bare else {}
    for statement in bare:
        hint = "add said_by: or via: if the article names them, or mode: own if it claims it itself"
        if cue := hearsay.get(statement):
            words = " ".join(article.text[cue.start : cue.end].split())
            hint = f"add acknowledged: {{no-origin: …}} with a reason if the article names nobody either (“{words}”)"
        yield Finding(statement, "it names no origin", hint)


def _hearsay_in(read: Attribution) -> Cue | None:
    """Return the cue by which a statement's sentences attribute it to unnamed others."""
    if any(cue.kind is CueKind.NAMED for cue in read.cues):
        return None
    return next((cue for cue in read.cues if cue.kind in (CueKind.PASSIVE, CueKind.HEARSAY)), None)


@per_article
def unnamed_hops(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find sources and speakers in a statement's chain that its sentences do not name."""
    for read in attributions_in(collection, dossier):
        if _passive_cue(collection, read) is not None:
            continue  # `unattributed` reports it
        for record in read.missing:
            field = "said_by" if isinstance(record, Actor) and record.id in read.statement.said_by else "via"
            way = field, getattr(read.statement, field).index(record.id)
            message = f"{way[0]} names {record.noun} “{record.id}”, but its sentence does not"
            hint = "delete it, or add mentions: with the words that refer to it, or an alias"
            yield Finding(read.statement, message, hint, way)


@per_article
def unused_names(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find statements whose words attribute them to somebody who is not in their chain."""
    heads = _heads(collection, article)
    around: dict[Cue, list[Attribution]] = defaultdict(list)
    for read in attributions_in(collection, dossier):
        for cue in read.inside:
            if cue.kind is CueKind.NAMED and cue.name_start < cue.name_end and _is_head(article.text, cue, heads):
                around[cue].append(read)
    for cue, holding in around.items():
        _, actor = heads[cue.name_end]
        if not any(_accounts_for(collection, read, actor) for read in holding):
            smallest = min(holding, key=lambda read: (len(read.passage), read.statement.id))
            words = " ".join(article.text[cue.start : cue.end].split())
            hint = f"add said_by: {actor.id}, or a source of theirs to via:"
            message = f"its words “{words}” name actor “{actor.id}”, but its chain does not"
            yield Finding(smallest.statement, message, hint, ("quote",))


def _heads(collection: Collection, article: Article) -> dict[int, tuple[int, Actor]]:
    """Map the end of each name to its start and its actor: “der Minister Shin” is Shin."""
    heads = {name.end: (name.start, actor) for name in article.named if (actor := collection.get(Actor, name.actor))}
    for record, passage in article.passages.items():
        if isinstance(record, Mention):
            heads.pop(passage.end, None)
            actor = collection.get(Actor, record.actor)
            if actor is not None and not (record.forbid or actor.withheld):
                heads[passage.end] = passage.start, actor
    return heads


def _is_head(text: str, cue: Cue, heads: dict[int, tuple[int, Actor]]) -> bool:
    """Return whether the name is the speaker's: not if it is the owner of the word before it, or if two names meet."""
    if cue.name_end not in heads:
        return False
    start, actor = heads[cue.name_end]
    before = text[cue.name_start : start].split()
    if not before:
        return True
    name = text[start : cue.name_end]
    if name.endswith(("s", "'", "’")) and name not in names_of(actor):
        return False  # “Kritiker Putins”
    return before[-1].lower() not in _GROUPS and not (text[start - 1] == " " and start - 1 in heads)


def _accounts_for(collection: Collection, read: Attribution, actor: Actor) -> bool:
    """Return whether the statement's chain contains the actor, or somebody for whom an article may name it."""
    if actor.id in read.statement.said_by:
        return True
    meant = kin_of(collection, actor)
    for record in (hop.record for hop in chain_of(collection, read.statement)):
        if isinstance(record, Source):
            publisher = collection.get(Actor, record.publisher)
            if record.author in (str(actor.name), *actor.aliases) or (publisher and publisher in meant.near):
                return True
        elif record in meant.near or record in meant.states or actor in kin_of(collection, record).states:
            return True
    return False


@per_article
def unattributed(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find passages that say only that something “was reported”, but are annotated as if they said by whom."""
    for read in attributions_in(collection, dossier):
        cue = _passive_cue(collection, read)
        if cue is not None:
            way = ("said_by",) if read.statement.said_by else ("via",)
            words = " ".join(article.text[cue.start : cue.end].split())
            message = f"its words “{words}” name nobody, but {way[0]} does"
            yield Finding(read.statement, message, "delete it, and say in caveat: that the article names nobody", way)


def _passive_cue(collection: Collection, read: Attribution) -> Cue | None:
    """Return the passive cue of a statement if its sentences name nobody of its chain."""
    passive = next((cue for cue in read.inside if cue.kind is CueKind.PASSIVE), None)
    if passive is None or any(cue.kind is CueKind.NAMED for cue in read.cues):
        return None
    chain = named_in_chain(collection, read.statement)
    return passive if chain and len(read.missing) >= len(chain) else None


def corroborated_by_one(collection: Collection) -> Iterator[Finding]:
    """Find statements marked corroborated or confirmed that have fewer than two independent origins."""
    for statement in collection.of(Statement):
        if statement.status not in ("corroborated", "confirmed"):
            continue
        origins = origins_behind(collection, statement)
        if len(origins) < 2:
            found = "has no origin" if not origins else f"has only one origin, {origins[0].noun} “{origins[0].id}”"
            hint = "name an independent statement in supports:, or write status: unverified"
            yield Finding(statement, f"is called {statement.status}, but {found}", hint, ("status",))
