"""Four eyes: whether a record is unchanged since somebody compared it with the article."""

import hashlib
from collections.abc import Callable, Iterator

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.chains import chain_of
from mkdocs_dossier.model.records import Figure, Statement

#: The length of a digest in hexadecimal digits: enough to notice a change, short enough to type.
_DIGITS = 8

#: From a kind and a name to a name.
Called = Callable[[str, str], str]


def digest_of(collection: Collection, record: Statement | Figure, called: Called = lambda noun, name: name) -> str:
    """Return the first digits of a SHA-256 of what a second pair of eyes compares: quote, value, speakers, chain.

    `called` returns what the record of a kind and name is to be called, if one is about to be renamed.
    """
    return hashlib.sha256("\n".join(_compared(collection, record, called)).encode()).hexdigest()[:_DIGITS]


def _compared(collection: Collection, record: Statement | Figure, called: Called) -> Iterator[str]:
    yield " ".join((collection.words_of(record) or record.quote).split())
    if isinstance(record, Statement):
        hops = [hop.record for hop in chain_of(collection, record)]
        yield from (f"{hop.noun} {called(hop.noun, hop.key)}" for hop in hops)
        yield record.act or "claim"
    else:
        yield from (str(record.value or ""), record.unit, called("quantity", record.quantity))
        yield from (called("figure", name) for name in (record.derived_from.figures if record.derived_from else ()))


def is_checked(collection: Collection, record: Statement | Figure) -> bool:
    """Return whether somebody checked the record and nothing that they compared has changed since."""
    return record.checked is not None and record.checked.of == digest_of(collection, record)
