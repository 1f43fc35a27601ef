"""Decide whom an article means by a name that several actors share, from the names before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mkdocs_dossier.article.names import Named


def decided(named: Sequence[Named], mentioned: Iterable[tuple[int, str]], header: int) -> Iterator[Named]:
    """Yield the names found in an article, in order, each with the actors it can mean.

    A shared name means the actor that was named before by an unshared name; in title and lead, which shorten names, the
    unshared name may also follow. If it is none or several of them, `others` has all that remain.

    Args:
        named: The names, in order.
        mentioned: (offset, actor's id) for each mention of an actor.
        header: The end of title and lead.
    """
    own = sorted([(name.start, name.actor) for name in named if not name.others] + list(mentioned))
    everybody = {actor for _, actor in own}
    before: set[str] = set()
    at = 0
    for name in named:
        while at < len(own) and own[at][0] <= name.start:
            before.add(own[at][1])
            at += 1
        bearers = (name.actor, *name.others)
        meant = [actor for actor in bearers if actor in (everybody if name.start < header else before)]
        yield replace(name, actor=meant[0], others=()) if name.others and len(meant) == 1 else name
