"""Check that no published text names somebody whose name is withheld."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from mkdocs_dossier.article.loosenames import LooseIndex, PathIndex
from mkdocs_dossier.article.names import Named
from mkdocs_dossier.article.quotes import Lookup
from mkdocs_dossier.article.sourcelines import line_numbers
from mkdocs_dossier.article.spans import with_overlapping
from mkdocs_dossier.checks.articles import fault_of_image, with_lines
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.links import addresses_and_labels, texts_in, visible_text
from mkdocs_dossier.model.kinds import Way
from mkdocs_dossier.model.records import Dossier, Mention, Record

#: Fields that hold the article's words: the article itself is searched.
_OF_THE_ARTICLE = frozenset({"title", "lead", "quote", "prefix", "suffix"})
_BY_MENTION = "take it out of the article; if somebody else is meant, add a mention with actor: and forbid: yes"
_BY_HAND = "write it without the name"
#: A name in a network, an address of mail or on the web, in running text.
_HANDLE = re.compile(r"/|[@#]\w|\w\.\w")
#: A part of a host's name with letters beyond ASCII, as it is requested.
_PUNYCODE = re.compile(r"\bxn--([a-z0-9-]{1,59})", re.IGNORECASE)
#: A link's address of an actor, which is not published if the actor is withheld.
_LINKED = re.compile(r"\bactor:[a-z0-9-]+", re.IGNORECASE)
#: A run of letters in an image's file, such as a caption in its metadata.
_READABLE = re.compile(r"[^\W\d_][^\x00-\x1f\x7f-\x9f\ufffd]{5,}")
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
        yield from _in_images(dossier, article, paths)
    hidden, files = frozenset(withheld), set[str]()
    for record in collection:
        if record not in hidden:
            yield from _in_texts(record, index(collection.language_of(record)), paths)
            named = (actor for used in (record.id, *record.formerly) for actor in paths.find_in(used))
            yield from _findings(record, "its id is the name of", named, "give it another id: addresses contain it")
            if record.origin.path not in files:
                files.add(record.origin.path)
                yield from _in_file_name(record, paths)


def withheld_in_page(collection: Collection, markdown: str) -> Iterator[tuple[str, str]]:
    """Yield (actor's id, words) for each place at which the Markdown of a page of the site names a withheld actor."""
    if withheld := collection.withheld:
        text = _LINKED.sub(lambda link: " " * len(link[0]), markdown)
        text = re.sub(r"\|(?= *\S+ +[^|\s])", "\n", text)  # a cell of one word may have half of a name
        text = re.sub(r"(?m)^(?!#)(.*\S)\n(?![\s|#]|[*+-] )", r"\1 ", text)
        found = LooseIndex(withheld, collection.language).find(text)
        yield from ((name.actor, markdown[name.start : name.end]) for name in found)


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
    addresses, labels = addresses_and_labels(article.rendered.body)
    addresses += [word for word in article.text.split() if _HANDLE.search(word) and not names.find(word)]
    for values, what, hint in zip(
        (addresses, labels),
        ("an address in the article names", "the description of an image or link names"),
        ("give the file another name; if it is somebody else's address, leave the link out", _BY_HAND),
        strict=True,
    ):
        for value, line in with_lines(dossier, dict.fromkeys(values)):
            yield from _findings(dossier, what, _named(value, names, paths), hint, ("body",), line)


def _in_images(dossier: Dossier, article: Article, paths: PathIndex) -> Iterator[Finding]:
    """Search the metadata in the files of an article's images, which are published as they are."""
    for image, line in with_lines(dossier, article.rendered.images):
        if fault_of_image(dossier, image) is None:
            data = (dossier.folder / unquote(image)).read_bytes().replace(b"\0", b"").decode("utf-8", "replace")
            named, hint = paths.find_in("\n".join(_READABLE.findall(data))), "remove the metadata from the image"
            yield from _findings(dossier, f"the file of the image {image} names", named, hint, ("body",), line)


def _in_texts(record: Record, names: LooseIndex, paths: PathIndex) -> Iterator[Finding]:
    for way, text in texts_in(record):
        if way[0] in _OF_THE_ARTICLE and (isinstance(record, Dossier) or way[0] not in ("title", "lead")):
            continue
        texts = getattr(text, "translations", {}).values() or (text,)
        named = (actor for each in texts for actor in _named(each, names, paths))
        yield from _findings(record, f"its {way[0]} names", named, _BY_HAND, way)


def _named(text: str, names: LooseIndex, paths: PathIndex) -> Iterator[str]:
    """Yield the ids of the actors whom a text names as written, as shown, or in an address."""
    ways = [" ".join(_LINKED.sub("", text).split())]
    if not _MARKUP.isdisjoint(text):
        ways.append(visible_text(text))
    yield from (name.actor for way in ways for name in names.find(way))
    handles = (unquote(unquote(word)) for word in text.split() if _HANDLE.search(word))
    shown = (_PUNYCODE.sub(lambda part: part[1].encode().decode("punycode", "replace"), word) for word in handles)
    yield from (actor for word in shown for actor in paths.find_in(word))


def _in_file_name(record: Record, paths: PathIndex) -> Iterator[Finding]:
    """Search the path of a record's file, which is published with it, except for the ids in it."""
    path = PurePosixPath(record.origin.path)
    own = "/".join(part for part in (*path.parent.parts, path.stem) if part not in (record.dossier, record.id))
    hint = "rename it: the path is published with the record"
    yield from _findings(record, "the name of its file names", paths.find_in(own), hint)


def _findings(
    record: Record, what: str, actors: Iterable[str], hint: str, at: Way = (), line: int | None = None
) -> Iterator[Finding]:
    for actor in dict.fromkeys(actors):
        yield Finding(record, f"{what} actor “{actor}”, who is withheld", hint, at, line)
