"""Follow chains of references of any length, circles included, and collect values along them."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TypeVar

N = TypeVar("N")
V = TypeVar("V")


def reached(roots: Iterable[N], onward: Callable[[N], Iterable[N]]) -> dict[N, None]:
    """Return the roots and all nodes that they lead to, each once, depth-first."""
    found: dict[N, None] = {}
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found[node] = None
            waiting += onward(node)
    return found


def in_order(starts: Iterable[N], onward: Callable[[N], Iterable[N]]) -> tuple[list[N], list[list[N]]]:
    """Return all nodes that the starts lead to, each after those it leads to, and the circles. Depth-first."""
    ordered: dict[N, None] = {}
    circles: list[list[N]] = []
    for start in starts:
        path: dict[N, None] = {}
        waiting = [(start, False)]
        while waiting:
            node, leaving = waiting.pop()
            if leaving:
                del path[node]
                ordered[node] = None
            elif node in path:
                steps = list(path)
                circles.append(steps[steps.index(node) :])
            elif node not in ordered:
                path[node] = None
                waiting.append((node, True))
                waiting += [(other, False) for other in onward(node)]
    return list(ordered), circles


def gathered(
    nodes: Iterable[N], onward: Callable[[N], Sequence[N]], own: Callable[[N], Sequence[V]]
) -> dict[N, tuple[V, ...]]:
    """Gather for each node, and each reachable one, its `own` values and those of all nodes reachable from it.

    Takes time linear in the number of references and the lengths of the results, without recursion. Each value is
    there once: its own before those of the nodes that it names, in their order. The nodes of a circle share one tuple.
    """
    found: dict[N, tuple[V, ...]] = {}
    for circle in _components(nodes, onward := cache(onward)):
        inside = [value for member in circle for value in own(member)]
        behind = (found[node] for member in circle for node in onward(member) if found.get(node))
        others = list({id(values): values for values in behind}.values())
        every = (*inside, *(value for values in others for value in values))
        # The nodes of a chain share one tuple.
        values = others[0] if len(others) == 1 and not inside else tuple(dict.fromkeys(every))
        found.update(dict.fromkeys(circle, values))
    return found


def _components(nodes: Iterable[N], onward: Callable[[N], Sequence[N]]) -> Iterable[list[N]]:
    """Return the strongly connected components, each after those it leads to: Kosaraju's algorithm."""
    first_to_last = in_order(nodes, onward)[0][::-1]
    naming: dict[N, list[N]] = {node: [] for node in first_to_last}
    for node in first_to_last:
        for other in onward(node):
            naming[other].append(node)
    first_of: dict[N, N] = {}
    components: dict[N, list[N]] = {}
    for node in first_to_last:
        if node not in first_of:
            whole = reached([node], lambda one: (other for other in naming[one] if other not in first_of))
            first_of.update(dict.fromkeys(whole, node))
        components.setdefault(first_of[node], []).append(node)
    return reversed(components.values())
