"""Find the records that must not be published: drafts, and records that only unpublished text refers to.

A reference is a field that names a record, a link in a text, or an actor's name found in an article. Three things are
unpublished: drafts with everything in their folders, withheld actors, and the rest of an excerpt. A record is held back
if one of these leads to it, directly or through other records, and nothing published does. A record that nothing refers
to stays: it is an editor's register.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from enum import StrEnum

from mkdocs_dossier.collection.articles import Shown
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.links import links_to_records
from mkdocs_dossier.evidence.transitive import reached
from mkdocs_dossier.model.kinds import BY_NOUN, KINDS, named_by
from mkdocs_dossier.model.records import Actor, Anchored, Dossier, Mention, Record, Relation, Statement

#: A link to a record in Markdown, needed for the unshown text of excerpts, which is not rendered.
_LINK = re.compile(rf"(?:\]\(|\]:)\s*<?((?i:{'|'.join(BY_NOUN)})):([a-z0-9/-]+)")


class Cause(StrEnum):
    """The cause that holds a record back: drafts alone, or also withheld actors and the rest of excerpts."""

    DRAFT = "draft"
    HIDDEN = "hidden"


@derived
def held_back(collection: Collection) -> Mapping[Record, Cause]:
    """Return each record that must not be published, with the cause, except withheld actors.

    A withheld actor stays in the collection without a page, so that its name is known and can be left out.
    """
    hidden, beyond = _unshown(collection)
    drafts = {dossier.id for dossier in collection.of(Dossier) if dossier.status == "draft"}
    if not (drafts or hidden or beyond):
        return {}
    references = _References(collection)
    by_drafts = references.held_back(drafts, set(), ())
    held = references.held_back(drafts, hidden, beyond) if hidden or beyond else by_drafts
    return {record: Cause.DRAFT if record in by_drafts else Cause.HIDDEN for record in collection if record in held}


def summaries(collection: Collection) -> Iterator[str]:
    """Count the records held back for each cause, but none that belong to a dossier: `Drafts hold back 3 actors.`"""
    causes = {Cause.DRAFT: "Drafts hold back", Cause.HIDDEN: "Withheld actors and excerpts hold back"}
    held = held_back(collection)
    for cause, words in causes.items():
        found = Counter(record.noun for record, why in held.items() if why is cause and not record.local)
        kinds = [(kind.noun, kind.section) for kind in (BY_NOUN[Dossier.noun], *KINDS) if found[kind.noun]]
        if kinds:
            counts = (f"{found[noun]} {noun if found[noun] == 1 else section}" for noun, section in kinds)
            yield f"{words} {', '.join(counts)}."


def _unshown(collection: Collection) -> tuple[set[Record], list[Record]]:
    """Return the records that a site shows nowhere, and those that the unpublished rest of excerpts refers to."""
    hidden: set[Record] = set(collection.withheld)
    beyond: list[Record] = []
    for dossier in collection.of(Dossier):
        if dossier.publish == "excerpt" and dossier.status != "draft":
            passages = collection.articles[dossier].passages
            shown = Shown(dossier, passages)
            for mention in collection.inside(dossier, Mention):
                words = passages.get(mention)
                if words is None or not shown.holds(words.start, words.end):
                    hidden.add(mention)
            beyond += _named_unshown(collection, dossier)
    return hidden, beyond


def _named_unshown(collection: Collection, dossier: Dossier) -> Iterator[Record]:
    """Yield the records that an excerpt's article names or links in its unpublished part."""
    named = (*collection.articles[dossier].unshown, *_LINK.findall(dossier.body))
    yield from filter(None, (collection.find(name, noun.lower(), dossier=dossier.id) for noun, name in named))


class _References:
    """The references between records, and the relations between actors."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._targets: defaultdict[Record, list[Record]] = defaultdict(list)
        self._relations: defaultdict[Record, list[tuple[Relation, Record]]] = defaultdict(list)
        for record in collection:
            if isinstance(record, Mention) and record.forbid:
                continue  # it names actors whom the article does not mean
            for link, _, name in named_by(record):
                if target := collection.find(name, *link.ref.kinds, dossier=record.dossier):
                    self._targets[record].append(target)
        for text_link in links_to_records(collection):
            if target := text_link.target(collection):
                self._targets[text_link.record].append(target)
        for dossier, article in collection.articles.items():
            self._targets[dossier] += collection.get_all(Actor, set(article.named.actors))
            found = (collection.find(name, noun) for noun, name in {(one.noun, one.id) for one in article.mentioned})
            self._targets[dossier] += filter(None, found)
            if dossier.publish == "excerpt" and dossier.status == "draft":
                self._targets[dossier] += _named_unshown(collection, dossier)
        for relation in collection.of(Relation):
            ends = collection.get_all(Actor, (relation.from_, relation.to))
            if len(ends) == 2:
                self._relations[ends[0]].append((relation, ends[1]))
                self._relations[ends[1]].append((relation, ends[0]))

    def held_back(self, drafts: Set[str], hidden: Set[Record], beyond: Iterable[Record]) -> set[Record]:
        """Return all records of the drafts, and those that only unpublished records or texts (`beyond`) refer to.

        `hidden` are records that are shown nowhere, though they are in no draft.
        """
        inside = {
            each for each in self.collection if (each.id if isinstance(each, Dossier) else each.dossier) in drafts
        }
        closed = {record for record in inside if record.local or isinstance(record, Dossier)}
        inside |= {relation for relation in self.collection.of(Relation) if self._rests_on(relation, closed)}

        def targets(record: Record) -> Iterator[Record]:
            return (target for target in self._targets.get(record, ()) if record not in hidden and target not in closed)

        shown = [record for record in self.collection if record not in inside and record not in hidden]
        published = set(reached((record for record in shown if self._belongs_to_dossier(record, hidden)), targets))
        behind, named = self._led_to((*inside, *hidden), beyond, published, inside)

        def in_registers(record: Record) -> Iterator[Record]:
            yield from targets(record)
            if record not in published:
                yield from (end for _, end in self._relations.get(record, ()) if end in behind and end not in named)

        registers = (record for record in shown if record not in behind and not isinstance(record, Relation))
        published.update(reached(registers, in_registers))
        held = {record for record in (*inside, *behind) if not (record in published or record.withheld)}
        return held | {relation for end in held for relation, _ in self._relations.get(end, ())}

    def _led_to(
        self, unpublished: Iterable[Record], beyond: Iterable[Record], published: Set[Record], inside: Set[Record]
    ) -> tuple[set[Record], set[Record]]:
        """Return the records that unpublished ones lead to, and those of them that anything but a relation names.

        A relation leads from one end to the other, unless that end is also related to a published actor.
        """
        tied = published | {
            end
            for actor in published
            if not actor.withheld
            for relation, end in self._relations.get(actor, ())
            if relation not in inside
        }
        named = {record for record in beyond if record not in published}
        behind = set(named)
        waiting = [*unpublished, *named]
        for record in waiting:  # grows while it is read
            targets = {target for target in self._targets.get(record, ()) if target not in published}
            named |= targets
            related = (end for _, end in self._relations.get(record, ()) if end not in tied)
            new = {*targets, *related} - behind
            behind |= new
            waiting += new
        return behind, named

    def _belongs_to_dossier(self, record: Record, hidden: Set[Record]) -> bool:
        """Return whether a record belongs to a dossier, even without a reference to it."""
        match record:
            case Relation():
                ends = self.collection.get_all(Actor, (record.from_, record.to))
                return bool(record.dossier or record.statements) and not any(end in hidden for end in ends)
            case Anchored() if record.quote and record.dossier:
                return True
        return record.local or isinstance(record, Dossier)

    def _rests_on(self, relation: Relation, closed: Set[Record]) -> bool:
        """Return whether only statements in `closed` support a relation."""
        said = [self.collection.get(Statement, name, relation.dossier) for name in relation.statements]
        return bool(said) and all(statement in closed for statement in said)
