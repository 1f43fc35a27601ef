"""Check that no published text names somebody whose name is withheld."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from mkdocs_dossier.article.loosenames import LooseIndex, PathIndex
from mkdocs_dossier.article.names import Named
from mkdocs_dossier.article.quotes import Lookup
from mkdocs_dossier.article.sourcelines import line_numbers
from mkdocs_dossier.article.spans import with_overlapping
from mkdocs_dossier.checks.articles import with_lines
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.links import addresses_and_labels, texts_in, visible_text
from mkdocs_dossier.model.records import Dossier, Mention, Record

#: Fields that hold the article's words: the article itself is searched.
_OF_THE_ARTICLE = frozenset({"title", "lead", "quote", "prefix", "suffix"})
_BY_MENTION = "take it out of the article; if somebody else is meant, add a mention with actor: and forbid: yes"
_BY_HAND = "write it without the name"
#: Characters of Markdown, with which a text may read differently from how it is written.
_MARKUP = frozenset("*_`[<&\\\n")


def withheld_named(collection: Collection) -> Iterator[Finding]:
    """Find withheld names in articles, texts, ids, addresses and file names."""
    withheld = collection.withheld
    if not withheld:
        return
    index = cache(lambda language: LooseIndex(withheld, language))
    paths = PathIndex(withheld, collection.language)
    for dossier, article in collection.articles.items():
        names = index(collection.language_of(dossier))
        yield from _in_article(dossier, article, names.find(article.text))
        yield from _in_attributes(dossier, article, names, paths)
    hidden, files = frozenset(withheld), set[str]()
    for record in collection:
        if record not in hidden:
            yield from _in_texts(record, index(collection.language_of(record)), paths)
            yield from _in_ids(record, paths)
            if record.origin.path not in files:
                files.add(record.origin.path)
                yield from _in_file_name(record, paths)


def _in_article(dossier: Dossier, article: Article, found: list[Named]) -> Iterator[Finding]:
    """Yield one finding per actor and line, except for names that a mention says mean somebody else."""
    forbidden = ((at.start, at.end, mention.actor) for mention, at in article.passages.of(Mention) if mention.forbid)
    reported: set[tuple[object, str]] = set()
    places = cache(lambda text, words: list(Lookup(text).places(words, whole=False)))
    body = dossier.body if found else ""
    line_at = line_numbers(body)
    lead, header = len(dossier.title) + 1, len(dossier.title) + len(dossier.lead) + 1
    for name, meant in with_overlapping(found, forbidden):
        if not {"", name.actor}.isdisjoint(meant):
            continue
        at, line = ("title",) if name.start < lead else ("lead",), None
        if name.start >= lead and not (dossier.lead and name.start <= header):
            # Its words occur as often before it in the Markdown, as far as that spells them alike.
            words = article.text[name.start : name.end]
            shown, written = places(article.text, words), places(body, words) or [0]
            before = bisect_left(shown, name.start) - bisect_left(shown, header)
            at, line = ("body",), line_at(written[min(before, len(written) - 1)])
        if ((at, line), name.actor) not in reported:
            reported.add(((at, line), name.actor))
            yield Finding(dossier, f"the article names actor “{name.actor}”, who is withheld", _BY_MENTION, at, line)


def _in_attributes(dossier: Dossier, article: Article, names: LooseIndex, paths: PathIndex) -> Iterator[Finding]:
    """Search the addresses and descriptions of an article's links and images, which are not part of its text."""
    for values, what, hint in zip(
        addresses_and_labels(article.rendered.body),
        ("an address in the article names", "the description of an image or link names"),
        ("give the file another name; if it is somebody else's address, leave the link out", _BY_HAND),
        strict=True,
    ):
        for value, line in with_lines(dossier, dict.fromkeys(values)):
            for actor in _named(value, names, paths):
                yield Finding(dossier, f"{what} actor “{actor}”, who is withheld", hint, ("body",), line)


def _in_texts(record: Record, names: LooseIndex, paths: PathIndex) -> Iterator[Finding]:
    for way, text in texts_in(record):
        if way[0] in _OF_THE_ARTICLE and (isinstance(record, Dossier) or way[0] not in ("title", "lead")):
            continue
        texts = getattr(text, "translations", {}).values() or (text,)
        for actor in dict.fromkeys(actor for each in texts for actor in _named(each, names, paths)):
            yield Finding(record, f"its {way[0]} names actor “{actor}”, who is withheld", _BY_HAND, way)


def _named(text: str, names: LooseIndex, paths: PathIndex) -> dict[str, None]:
    """Return the ids of the actors whom a text names as written, as shown, or in an address."""
    ways = [" ".join(text.split())]
    if not _MARKUP.isdisjoint(text):
        ways.append(visible_text(text))
    found = dict.fromkeys(name.actor for way in ways for name in names.find(way))
    if "/" in text or "." in text:
        found |= dict.fromkeys(actor for word in text.split() for actor in paths.find_in(unquote(word)))
    return found


def _in_ids(record: Record, paths: PathIndex) -> Iterator[Finding]:
    for actor in dict.fromkeys(actor for used in (record.id, *record.formerly) for actor in paths.find_in(used)):
        hint = "give it another id: addresses contain it"
        yield Finding(record, f"its id is the name of actor “{actor}”, who is withheld", hint)


def _in_file_name(record: Record, paths: PathIndex) -> Iterator[Finding]:
    """Search the path of a record's file, which is published with it, except for the ids in it."""
    path = PurePosixPath(record.origin.path)
    own = "/".join(part for part in (*path.parent.parts, path.stem) if part not in (record.dossier, record.id))
    for actor in paths.find_in(own):
        hint = "rename it: the path is published with the record"
        yield Finding(record, f"the name of its file names actor “{actor}”, who is withheld", hint)
