"""The network of actors as a drawing: a place for every actor, lines between them, and labels that do not overlap."""

import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mkdocs_dossier.evidence.ties import FAMILIES, Family, How, Strand, Tie
from mkdocs_dossier.model.records import Actor, Record
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.site.graph_layout import Box, Point, fitted, halves, in_ring_order, spread

#: The most actors drawn, those with the most ties first; fewer on phones and around one actor: those are narrower.
MOST = 150
MOST_NARROW = 40
MOST_AROUND = 24

_SHAPES = ("person", "state")
#: Sizes of a label in pixels, at the style sheet's font size; the longest are in characters.
_LETTER = 7.2
_LINE = 17.0
_LONGEST = 36
_LONGEST_AROUND = 28
_GAP = 3.0
#: Width in pixels of a drawing that fits a phone.
NARROW = 344.0
#: Such a drawing has this many times the area of its nodes and names; more if names find no room.
_CLOSE = (2.3, 3.2, 4.5)
#: A drawing of all actors that is not taller than this, in pixels, is for wide pages, too.
_SHORT = 420.0
#: Around one actor, in pixels: the least height from node to node, and the least room between shapes.
_STEP = 34.0
_AIR = 9.0


@dataclass(frozen=True, slots=True)
class Label:
    """A node's name: its text anchor and bounding box."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box
    shown: bool = True
    """False where there is no room: the label then appears only while the pointer is on its node."""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """An actor as a point; `ties` counts every actor it is tied to, drawn or not."""

    actor: Actor
    x: float
    y: float
    radius: float
    ties: int
    label: Label
    shape: str


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of tie between two nodes; other kinds of the same tie run parallel to it."""

    tie: Tie
    family: Family
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class GraphRow:
    """A row of the table: who does what to whom, and the records that say so."""

    who: Actor
    how: How
    kind: str
    whom: Actor
    records: tuple[Record, ...]
    post: Text | None


@dataclass(frozen=True, slots=True)
class Network:
    """A drawing of `width` by `height` pixels, and the number of actors in all."""

    width: float
    height: float
    nodes: tuple[GraphNode, ...]
    lines: tuple[Line, ...]
    actors: int
    centre: Actor | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether it fits the width of a phone and shows every name: it needs no zoom."""
        return self.width <= NARROW and all(node.label.shown for node in self.nodes)

    @property
    def families(self) -> list[Family]:
        """The kinds of ties in the drawing."""
        drawn = {line.family for line in self.lines}
        return [family for family in dict.fromkeys(FAMILIES.values()) if family in drawn]

    @property
    def shapes(self) -> list[str]:
        """The shapes of nodes in the drawing."""
        return sorted({node.shape for node in self.nodes}, key=["person", "state", "body"].index)


def networks_of(ties: Sequence[Tie], name: Callable[[Actor], str], centre: Actor | None = None) -> list[Network]:
    """Return the drawing for wide pages and that for phones, or a single one that serves both; none without ties."""
    narrow = network_of(ties, name, centre, is_narrow=True)
    is_small = narrow is not None and narrow.height <= _SHORT and len(narrow.nodes) == narrow.actors
    wide = None if centre or is_small else network_of(ties, name)
    return [network for network in (wide, narrow) if network]


def network_of(
    ties: Sequence[Tie], name: Callable[[Actor], str], centre: Actor | None = None, *, is_narrow: bool = False
) -> Network | None:
    """Draw the actors of the ties freely, or in a ring around `centre`; None without ties.

    Equal ties give equal drawings. If `is_narrow`, a free one fits a phone; a ring always does.
    """
    degree, everyone = _ranked(ties, centre)
    if not everyone:
        return None
    drawn = everyone[: MOST_AROUND if centre else MOST_NARROW if is_narrow else MOST]
    index = {actor: position for position, actor in enumerate(drawn)}
    shown = [tie for tie in ties if tie.one in index and tie.other in index]
    links = [(index[tie.one], index[tie.other]) for tie in shown]
    sizes = [round(min(4 + 1.8 * math.sqrt(degree[actor]), 16.0), 1) for actor in drawn]
    longest = _LONGEST_AROUND if centre else _LONGEST
    texts = [text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…" for text in map(name, drawn)]
    if centre:
        width, height, points, labels = _around(texts, sizes, links)
    else:
        width, height, points, labels = _freely(texts, sizes, links, is_narrow=is_narrow)
    nodes = tuple(
        GraphNode(actor, x, y, size, degree[actor], label, actor.kind if actor.kind in _SHAPES else "body")
        for actor, (x, y), size, label in zip(drawn, points, sizes, labels, strict=True)
    )
    lines = tuple(line for tie in shown for line in _lines(tie, nodes[index[tie.one]], nodes[index[tie.other]]))
    return Network(width, height, nodes, lines, len(everyone), centre)


def _ranked(ties: Sequence[Tie], centre: Actor | None) -> tuple[dict[Actor, int], list[Actor]]:
    """Return the number of ties of each actor, and all actors, those with the most ties first."""
    degree: dict[Actor, int] = {}
    weight: dict[Actor, int] = {}
    for tie in ties:
        for actor in tie.ends:
            degree[actor] = degree.get(actor, 0) + 1
            weight[actor] = weight.get(actor, 0) + tie.count
    return degree, sorted(degree, key=lambda a: (a is not centre, -degree[a], -weight[a], a.id))


def table_of(ties: Sequence[Tie], centre: Actor | None = None) -> list[GraphRow]:
    """Return a row for each tie drawn; around one actor also its ties that the drawing has no room for."""
    drawn = set(_ranked(ties, centre)[1][: MOST_AROUND if centre else MOST])
    shown = (tie for tie in ties if (centre and centre in tie.ends) or drawn.issuperset(tie.ends))
    return sorted(rows_of(shown), key=lambda row: (row.who is not centre, row.who.id, row.whom.id))


def rows_of(ties: Iterable[Tie]) -> Iterator[GraphRow]:
    """Yield the rows of every tie: one actor's acts of one kind towards another share a row."""
    for tie in ties:
        alike: dict[tuple[Actor, How, str, str], list[Strand]] = {}
        for strand in tie.strands:
            # Agreements are named, one a row; statements are only counted.
            own = "" if strand.how == "statement" else f"{strand.record.key} {strand.post or ''}"
            kind = str(getattr(strand.record, "kind", "")) if strand.how == "relation" else ""
            alike.setdefault((strand.who, strand.how, kind, own), []).append(strand)
        for (who, how, kind, _), strands in alike.items():
            records = tuple(dict.fromkeys(strand.record for strand in strands))
            yield GraphRow(who, how, kind, strands[0].whom, records, strands[0].post)


def _length(text: str) -> float:
    """Estimate a text's width in pixels: East Asian characters are two letters wide, combining marks have no width."""
    letters = 0.0
    for letter in text:
        letters += 0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
    return round(letters * _LETTER, 1)


_Drawn = tuple[float, float, list[Point], list[Label]]


def _freely(
    texts: Sequence[str], sizes: Sequence[float], links: Sequence[tuple[int, int]], *, is_narrow: bool
) -> _Drawn:
    """Place linked actors near each other, in a frame for phones or a wide one."""
    # The box of a node with the label below it.
    room = [(max(_length(text), 2 * r) + 12, 2 * r + _GAP + _LINE + 8) for text, r in zip(texts, sizes, strict=True)]
    area = math.fsum(w * h for w, h in room)
    places = spread(len(texts), links)
    if is_narrow:
        width = max(NARROW, *(w for w, _ in room))
        for close in _CLOSE:
            drawn = _placed(texts, sizes, room, places, width, area * close / width)
            if all(label.shown for label in drawn[3]):
                break
        return drawn
    # A few are placed further apart than many.
    area *= 1.4 + 3.6 / (1 + len(texts) / 30)
    width = float(round(min(max(math.sqrt(area * 1.8), 560), 1160)))
    return _placed(texts, sizes, room, places, width, area / width)


def _placed(
    texts: Sequence[str],
    sizes: Sequence[float],
    room: Sequence[Point],
    places: Sequence[Point],
    width: float,
    height: float,
) -> _Drawn:
    """Place the nodes, with the `room` that each needs, in a frame, and find a place for each name."""
    height = float(round(max(height, 240)))
    middles = fitted(places, room, width, height)
    points = [(round(x, 1), round(y - (_GAP + _LINE) / 2, 1)) for x, y in middles]
    taken = [Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, sizes, strict=True)]
    labels = []
    for text, (x, y), r in zip(texts, points, sizes, strict=True):
        around = list(_places(text, x, y, r))
        free = (
            label
            for label in around
            if label.box.within(width, height) and not any(label.box.meets(box) for box in taken)
        )
        label = next(free, None)
        if label is not None:
            taken.append(label.box)
        labels.append(label or _hidden(around, width))
    return width, height, points, labels


def _places(text: str, x: float, y: float, r: float) -> Iterator[Label]:
    """Yield the possible places of a label, best first: below its node, above, right, left, then at the corners."""
    across, up, down = r + _GAP + 2, y - r - _GAP, y + r + _GAP
    yield _label(text, x, down + _LINE / 2, "middle")
    yield _label(text, x, up - _LINE / 2, "middle")
    yield _label(text, x + across, y, "start")
    yield _label(text, x - across, y, "end")
    for height in (down + _LINE / 2, up - _LINE / 2):
        yield _label(text, x - r, height, "start")
        yield _label(text, x + r, height, "end")


def _label(text: str, x: float, y: float, anchor: str) -> Label:
    length = _length(text)
    left = {"start": x, "middle": x - length / 2, "end": x - length}[anchor]
    box = Box(left, y - _LINE / 2, left + length, y + _LINE / 2)
    return Label(text, round(x, 1), round(y + 4.5, 1), anchor, box)


def _hidden(places: Sequence[Label], width: float) -> Label:
    """Return the hidden label of a node without room: at its right, or left where it would leave the frame."""
    right, left = places[2], places[3]
    return replace(right if right.box.right <= width else left, shown=False)


def _around(texts: Sequence[str], sizes: Sequence[float], links: Sequence[tuple[int, int]]) -> _Drawn:
    """Place the first in the middle, the others in a ring that fits a phone; names stand on its outer side."""
    others = in_ring_order(len(texts) - 1, [(one - 1, other - 1) for one, other in links if one and other])
    lengths = [_length(text) for text in texts]
    width = float(math.ceil(max(NARROW, max(lengths) + 2 * _GAP)))
    middle = width / 2
    reach = middle - max(sizes) - _GAP
    places = {0: (middle, 0.0)}
    extent = [sizes[0], sizes[0] + _GAP + _LINE]
    for half, way in enumerate((-1, 1)):
        taken = [(middle - lengths[0] / 2, middle + lengths[0] / 2, extent[half])]
        least = {True: _STEP, False: _STEP}
        for place, aside in halves(len(others))[half]:
            index = others[place] + 1
            x, r = round(middle + reach * aside, 1), sizes[index]
            start = _clamped(x, lengths[index], width) - lengths[index] / 2
            parts = ((x - r, x + r, -r, r), (start, start + lengths[index], r + _GAP, r + _GAP + _LINE))
            # As near the middle as the shapes placed before leave room; each is (left, right, its outer edge).
            y = least[aside > 0]
            for left, right, near, _ in parts:
                y = max(
                    [y, *(far + _AIR - near for one, other, far in taken if left < other + _AIR and one < right + _AIR)]
                )
            taken += [(left, right, y + far) for left, right, _, far in parts]
            least[aside > 0] = y + _STEP
            places[index] = (x, y * way)
        extent[half] = max(far for *_, far in taken)
    height = float(math.ceil(extent[0] + extent[1] + 2 * _GAP))
    points = [(places[index][0], round(places[index][1] + extent[0] + _GAP, 1)) for index in range(len(texts))]
    labels = []
    for index, (text, (x, y), r) in enumerate(zip(texts, points, sizes, strict=True)):
        away = (r + _GAP + _LINE / 2) * (-1 if places[index][1] < 0 else 1)
        labels.append(_label(text, _clamped(x, lengths[index], width), y + away, "middle"))
    return width, height, points, labels


def _clamped(x: float, length: float, width: float) -> float:
    """Return the middle of a text that stands as near to `x` as the frame allows."""
    edge = length / 2 + _GAP
    return min(max(x, edge), width - edge)


def _lines(tie: Tie, one: GraphNode, other: GraphNode) -> Iterator[Line]:
    """Yield a parallel line for each kind of a tie."""
    dx, dy = other.x - one.x, other.y - one.y
    length = math.sqrt(dx * dx + dy * dy) or 1.0
    counts = tie.counts
    for position, (family, count) in enumerate(counts.items()):
        aside = (position - (len(counts) - 1) / 2) * 5
        x, y = -dy / length * aside, dx / length * aside
        ends = (one.x + x, one.y + y, other.x + x, other.y + y)
        x1, y1, x2, y2 = (round(number, 1) for number in ends)
        yield Line(tie, family, x1, y1, x2, y2, round(min(1 + 0.6 * math.sqrt(count), 4.0), 1))
