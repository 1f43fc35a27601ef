"""The network's drawing is reproducible, inside its frame and without overlaps; its page says the same as text."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from conftest import Loaded, Page
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.ties import Tie, ties_around, ties_of
from mkdocs_dossier.model.records import Actor
from mkdocs_dossier.site.graph import (
    MOST,
    MOST_AROUND,
    MOST_NARROW,
    NARROW,
    GraphNode,
    Network,
    network_of,
    networks_of,
)
from mkdocs_dossier.site.graph_layout import Box
from mkdocs_dossier.site.i18n import interface
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

KINDS = ("person", "state", "agency", "media")
NAMES = ("Rat", "Ministerium für Handel", "Ana Maria Ortiz", "Werft", "Nachrichtendienst der Küste", "Bo Li")
ARTICLE = "---\ntitle: Bericht\npublished: 2024-10-05\nlanguage: de\n---\n\nDas Wetter war trüb.\n"


def crowd(number: int) -> dict[str, str]:
    """Return a collection of `number` actors, each tied to one or two before it, some to many."""
    lines = ["actors:"]
    for index in range(number):
        name = f"{NAMES[index % len(NAMES)]} {index}"
        lines.append(f"  a{index}: {{name: {name}, kind: {KINDS[index % len(KINDS)]}}}")
    lines.append("relations:")
    pairs = [(index, other) for index in range(1, number) for other in sorted({index // 3, (index - 1) % 11 % index})]
    lines += [f"  r{index}-{other}: {{from: a{index}, to: a{other}, kind: ally}}" for index, other in pairs]
    lines.append("agreements:")
    for index in range(0, number - 4, 9):
        parties = ", ".join(f"{{actor: a{index + step}}}" for step in (0, 2, 4))
        lines.append(f"  v{index}: {{name: Vertrag {index}, kind: treaty, parties: [{parties}]}}")
    return {"dossier/alle.yml": "\n".join(lines) + "\n"}


def drawn(ties: tuple[Tie, ...], centre: Actor | None = None) -> Network:
    network = network_of(ties, interface("de").name, centre)
    assert network
    return network


def boxes(network: Network) -> Iterator[tuple[str, Box]]:
    """Yield the boxes that nodes and shown names take."""
    for node in network.nodes:
        yield f"{node.actor.id}, the point", _point(node)
        if node.label.shown:
            yield f"{node.actor.id}, the name", node.label.box


def _point(node: GraphNode) -> Box:
    return Box(node.x - node.radius, node.y - node.radius, node.x + node.radius, node.y + node.radius)


def faults(network: Network) -> list[str]:
    """Return the shapes that overlap another or leave the frame."""
    found = [
        f"{name} leaves the frame" for name, box in boxes(network) if not box.within(network.width, network.height)
    ]
    for (first, one), (second, other) in combinations(boxes(network), 2):
        if one.meets(other):
            found.append(f"{first} meets {second}")
    return found


@pytest.mark.parametrize("number", [2, 3, 20, 150, 300])
def test_names_do_not_collide_and_nothing_leaves_the_frame(loaded: Loaded, number: int) -> None:
    """With any number of actors, nothing overlaps or leaves the frame, and most names are shown."""
    network = drawn(ties_of(loaded(crowd(number))[0]))
    assert faults(network) == []
    shown = sum(node.label.shown for node in network.nodes)
    assert shown >= len(network.nodes) * 0.9
    assert len(network.nodes) == min(number, MOST)


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 20, 150])
def test_around_one_actor(loaded: Loaded, number: int) -> None:
    """An actor's own network has it in the middle, with all names shown and none overlapping."""
    collection, _ = loaded(crowd(number))
    for actor in collection.of(Actor)[:20]:
        if ties := ties_around(collection, actor):
            network = drawn(ties, actor)
            assert network.is_narrow
            assert faults(network) == []
            assert all(node.label.shown for node in network.nodes)
            assert network.nodes[0].actor is actor
            assert network.nodes[0].x == network.width / 2
            assert len(network.nodes) <= MOST_AROUND


@pytest.mark.parametrize(("number", "drawings"), [(2, 1), (8, 1), (20, 2), (60, 2), (300, 2)])
def test_a_free_drawing_fits_a_phone(loaded: Loaded, number: int, drawings: int) -> None:
    """A drawing of more than a few is made twice; that for phones shows all its names, and nothing overlaps in it."""
    collection, _ = loaded(crowd(number))
    *wide, narrow = networks_of(ties_of(collection), interface("de").name)
    assert len(wide) + 1 == drawings
    assert faults(narrow) == []
    assert narrow.is_narrow and narrow.width == NARROW
    assert not any("…" in node.label.text for network in (*wide, narrow) for node in network.nodes)
    assert len(narrow.nodes) == min(number, MOST_NARROW)
    assert all(network.width >= 560 and len(network.nodes) == min(number, MOST) for network in wide)


def test_names_of_36_letters_are_whole_on_phones(loaded: Loaded) -> None:
    """Only around one actor are names shortened to 28 letters."""
    name = "Quellen im Ministerium für Häfen neu"
    registers = f"actors: {{a: {{name: {name}, kind: group}}, b: {{name: Bund, kind: state}}}}\n"
    registers += "relations: {r: {from: a, to: b, kind: ally}}\n"
    (network,) = networks_of(ties_of(loaded({"dossier/alle.yml": registers})[0]), interface("de").name)
    assert len(name) == 36 and name in [node.label.text for node in network.nodes]
    assert faults(network) == []


def test_names_of_wide_letters_fit(loaded: Loaded) -> None:
    """Names of 28 letters of double width make the drawing wider; they do not leave it."""
    registers = f"actors: {{a: {{name: {'外' * 40}, kind: state}}, b: {{name: {'務' * 40}, kind: agency}}}}\n"
    registers += "relations: {r: {from: a, to: b, kind: ally}}\n"
    collection, _ = loaded({"dossier/alle.yml": registers})
    network = drawn(ties_of(collection), collection.of(Actor)[0])
    assert faults(network) == []
    assert network.width > NARROW
    (free,) = networks_of(ties_of(collection), interface("de").name)
    assert faults(free) == []
    assert free.width > NARROW


def test_the_most_tied_are_drawn(loaded: Loaded) -> None:
    """No actor that is left out has more ties than one that is drawn."""
    ties = ties_of(loaded(crowd(300))[0])
    network = drawn(ties)
    assert network.actors == 300
    here = {node.actor for node in network.nodes}
    counts = {actor: sum(actor in tie.ends for tie in ties) for tie in ties for actor in tie.ends}
    assert max(counts[a] for a in counts if a not in here) <= min(counts[a] for a in here)


def test_lines_join_their_nodes(loaded: Loaded) -> None:
    """Each kind of tie between two actors has a line of its own, parallel to the others."""
    registers = """
actors: {a: {name: Ada, kind: person, speaks_for: b}, b: {name: Bund, kind: state}}
agreements: {v: {name: Vertrag, kind: treaty, parties: [{actor: a}, {actor: b}]}}
"""
    network = drawn(ties_of(loaded({"dossier/alle.yml": registers})[0]))
    assert [line.family for line in network.lines] == ["relation", "agreement"]
    assert network.families == ["relation", "agreement"]
    assert network.shapes == ["person", "state"]
    one, other = network.lines
    assert (one.x1, one.y1) != (other.x1, other.y1)


def site_of(collection: Collection, language: str = "de") -> Site:
    return Site(collection, Addresses(language))


def page(site: Site, path: str) -> str:
    return next(site.render(page).html for page in site.pages if page.path == path)


def test_the_page_is_the_same_on_every_run(loaded: Loaded, tmp_path: Path) -> None:
    """The page is the same to the byte with another hash seed."""
    site = site_of(loaded({**crowd(40), "dossier/bericht/article.md": ARTICLE})[0])
    program = (
        "import sys; from pathlib import Path; from mkdocs_dossier.loading import load\n"
        "from mkdocs_dossier.site.rendering import Site; from mkdocs_dossier.site.urls import Addresses\n"
        "site = Site(load(Path(sys.argv[1]))[0], Addresses('de'))\n"
        "print(next(site.render(page).html for page in site.pages if page.noun == 'network'))"
    )
    for seed in ("1", "2"):
        command = [sys.executable, "-c", program, str(tmp_path / "dossier")]
        run = subprocess.run(
            command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        )
        assert run.stdout.decode().strip() == page(site, "netzwerk/index").strip()


def test_every_node_is_a_link(loaded: Loaded) -> None:
    """Nodes link the actors' pages by `xlink:href`, because instant navigation stumbles over `href` in SVG."""
    text = page(site_of(loaded(crowd(20))[0]), "netzwerk/index")
    assert text.count("xlink:href=") == 40  # twenty in the drawing for wide pages, twenty in that for phones
    assert 'xlink:href="../akteure/a7/"' in text
    assert 'role="group"' in text
    Page(text)


def test_a_large_network_says_what_it_leaves_out(loaded: Loaded) -> None:
    """A network that leaves out actors says how many it shows, and links the list of all."""
    text = page(site_of(loaded(crowd(300))[0]), "netzwerk/index")
    assert "150 von 300 gezeigt" in text
    assert '<a href="../akteure/">Alle Akteure</a>' in text
    assert "gezeigt" not in page(site_of(loaded(crowd(20))[0]), "netzwerk/index")


def test_the_table_says_the_same(loaded: Loaded) -> None:
    """The table below the drawing gives every tie in words with links to its records, and no withheld actor."""
    registers = """
actors:
  ada: {name: Ada, kind: person, positions: [{post: Ministerin, organization: amt}]}
  amt: {name: Amt, kind: agency}
  geheim: {name: Geheimer Name, kind: person, speaks_for: amt, withheld: yes}
relations: {r: {from: amt, to: ada, kind: supports}}
agreements: {v: {name: Vertrag, kind: treaty, parties: [{actor: ada}, {actor: amt}, {actor: geheim}]}}
"""
    annotations = "statements: {s: {quote: Das Wetter war trüb, said_by: ada, actors: [amt]}}\n"
    files = {"dossier/alle.yml": registers, "dossier/bericht/article.md": ARTICLE}
    collection, _ = loaded({**files, "dossier/bericht/annotations.yml": annotations})
    text = Page(page(site_of(collection), "netzwerk/index"))
    words = " ".join(text.text.split())
    for row in (
        "Ada hat oder hatte ein Amt bei (Ministerin) Amt",
        "Amt unterstützt Ada",
        "Ada hat ein Abkommen mit : Vertrag Amt",
        "Ada spricht über : 1 Amt",
    ):
        assert row.replace(" :", ":") in words.replace(" :", ":")
    assert "../bericht/#s" in text.links
    assert "../abkommen/v/" in text.links
    assert "Geheimer Name" not in text.text


def test_the_page_without_ties(loaded: Loaded) -> None:
    """A site without ties has the page, with a sentence instead of a drawing."""
    text = page(site_of(loaded({"dossier/alle.yml": "actors: {a: {name: Ada, kind: person}}\n"})[0]), "netzwerk/index")
    assert "Noch ist kein Akteur mit einem anderen verbunden." in text
    assert "<svg" not in text


def test_dossiers_and_actors_show_their_ties(loaded: Loaded) -> None:
    """An actor's page shows its neighbours, and a dossier's page the ties of its actors."""
    annotations = "statements: {s: {quote: Das Wetter war trüb, said_by: a1, actors: [a2, a3]}}\n"
    files = {**crowd(20), "dossier/bericht/article.md": ARTICLE, "dossier/bericht/annotations.yml": annotations}
    site = site_of(loaded(files)[0], "en")
    assert 'id="_ties"' in page(site, "bericht/index")
    assert "dx-network__actor--centre" in page(site, "actors/a1")
    assert "dossier-network" not in page(site, "actors/a1"), "what is seen whole needs no controls"
    assert "dossier-network" in page(site, "network/index")
    assert "<h1" in page(site, "network/index")
