"""What is known of pages that are kept: what has changed since throws away those that have read it, and no others."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs_dossier.build.inventory import Inventory, Known


def _kept(inventory: Inventory, states: dict[str, str], pages: dict[str, list[str]]) -> None:
    for path, read in pages.items():
        inventory.add(path, Known(path, "", inventory.numbers_of(read, states.__getitem__), ""))


def _untrue(
    inventory: Inventory, state_of: Callable[[str], str], is_refused: Callable[[str], bool] | None
) -> list[str]:
    changes = inventory.changes(state_of, is_refused)
    inventory.take_in(changes)
    return changes.untrue


def test_what_has_changed_throws_away_the_pages_that_have_read_it() -> None:
    states = {"a": "1", "b": "1", "c": "1"}
    inventory = Inventory()
    _kept(inventory, states, {"one": ["a", "b"], "two": ["b", "c"], "three": ["a"], "none": []})
    assert _untrue(inventory, states.__getitem__, None) == []
    states["b"] = "2"
    assert _untrue(inventory, states.__getitem__, None) == ["one", "two"]
    assert _untrue(inventory, states.__getitem__, None) == [], "the states of now are those that are known"
    assert _untrue(inventory, states.__getitem__, lambda name: name == "a") == ["one", "three"], "what is refused"


def test_a_key_that_no_page_has_read_any_more_is_forgotten() -> None:
    states = {"a": "1", "b": "1", "c": "1", "d": "1"}
    inventory = Inventory()
    _kept(inventory, states, {"one": ["a", "b"], "two": ["b", "c"]})
    inventory.discard("one")
    inventory.clear_up()
    assert sorted(filter(None, inventory.names)) == ["b", "c"]
    _kept(inventory, states, {"three": ["d", "a"]})
    assert sorted(inventory.names) == ["a", "b", "c", "d"], "and its number is given to another"
    again = Inventory(dict(inventory.pages), list(inventory.names), list(inventory.states))
    states["a"] = "2"
    assert _untrue(again, states.__getitem__, None) == _untrue(inventory, states.__getitem__, None) == ["three"]


def test_a_page_that_is_kept_again_has_read_what_it_has_read_now() -> None:
    states = {"a": "1", "b": "1"}
    inventory = Inventory()
    _kept(inventory, states, {"one": ["a"]})
    _kept(inventory, states, {"one": ["b"]})
    inventory.clear_up()
    assert list(filter(None, inventory.names)) == ["b"]
    states["a"] = "2"
    assert _untrue(inventory, states.__getitem__, None) == []
