"""Values are gathered along references in graphs of any size and shape."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from mkdocs_dossier.evidence.transitive import gathered

Graph = Mapping[str, Sequence[str]]

GRAPHS: dict[str, Graph] = {
    "a chain": {"a": "b", "b": "c", "c": ""},
    "a diamond": {"a": "bc", "b": "d", "c": "d", "d": ""},
    "a circle": {"a": "b", "b": "c", "c": "a"},
    "itself": {"a": "a"},
    "a circle with a way in and a way out": {"in": ["a"], "a": "b", "b": ["a", "out"], "out": ""},
    "two circles that meet": {"a": "b", "b": "ac", "c": "d", "d": "c"},
    "two circles with one node": {"a": "b", "b": "ac", "c": "b"},
    "a way back to the middle": {"a": "b", "b": "c", "c": "d", "d": "b"},
    "nothing": {},
}


def _reached(graph: Graph, start: str) -> set[str]:
    """Return the nodes that a node leads to, by a plain search."""
    seen, waiting = {start}, [start]
    while waiting:
        for other in graph[waiting.pop()]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


@pytest.mark.parametrize("name", GRAPHS)
def test_each_node_has_the_values_it_leads_to(name: str) -> None:
    graph = GRAPHS[name]
    found = gathered(graph, lambda node: graph[node], lambda node: [node])
    assert {node: set(values) for node, values in found.items()} == {node: _reached(graph, node) for node in graph}
    assert all(len(values) == len(set(values)) for values in found.values())


def test_random_graphs_give_the_values_of_a_plain_search() -> None:
    """In 300 random graphs, with and without circles, each node has the values that a plain search finds."""
    chance = random.Random(15)
    for size in range(300):
        nodes = [str(number) for number in range(size % 12)]
        graph = {node: chance.sample(nodes, chance.randint(0, min(3, len(nodes)))) for node in nodes}
        found = gathered(graph, lambda node, graph=graph: graph[node], lambda node: [node] if int(node) % 2 else [])
        for node in nodes:
            assert set(found[node]) == {other for other in _reached(graph, node) if int(other) % 2}


def test_own_values_come_first_and_the_rest_in_order() -> None:
    graph = {"a": "bc", "b": "d", "c": "de", "d": "", "e": ""}
    assert gathered(graph, lambda node: graph[node], lambda node: [node])["a"] == ("a", "b", "d", "c", "e")


def test_nodes_that_are_only_referred_to_are_included() -> None:
    graph = {"a": "b", "b": "c", "c": ""}
    assert gathered("a", lambda node: graph[node], lambda node: [node])["b"] == ("b", "c")


def test_a_chain_of_any_length_shares_one_result() -> None:
    """A chain of 100,000 nodes needs no recursion, and all nodes share one tuple."""
    last = 100_000
    found = gathered(range(last), lambda node: [node + 1] if node < last else [], lambda node: [node] * (node == last))
    assert found[0] == (last,)
    assert found[0] is found[last]
