"""Names that several actors bear: whom an article means by one, it has said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mkdocs_dossier.article.names import Named


def decided(named: Sequence[Named], mentioned: Iterable[tuple[int, str]], header: int) -> Iterator[Named]:
    """The names found in an article, in order, each with whom it can mean.

    A shared name means the one of its bearers that has been named before by a name of their own. Title and lead shorten
    what the text below them gives in full: there, it may also stand behind. Where it is none or several of them, all
    that remain are in `others`.

    Args:
        named: The names, in order.
        mentioned: Where mentions say that an actor is meant, with the actor's id.
        header: Where title and lead end.

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
