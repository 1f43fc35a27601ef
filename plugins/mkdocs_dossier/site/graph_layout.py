"""Positions of a network's actors: bit-identical on every computer, without randomness or a library.

Only operations that IEEE 754 rounds exactly (+ - * / and the square root) decide; sines are rounded at once, and floats
are never added with `sum`, which differs between versions of Python.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

#: A point or a displacement.
Point = tuple[float, float]

_ROUNDS = 150
_PUSHES = 80
_GOLDEN = 2.399963
#: Strength of the pull to the middle, which keeps disconnected nodes from drifting away.
_GRAVITY = 0.12


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, width: float, height: float) -> bool:
        """Return whether it lies inside a frame that begins at zero."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


def spread(number: int, links: Sequence[tuple[int, int]]) -> list[Point]:
    """Place `number` nodes, linked ones near each other (Fruchterman and Reingold, 1991); n² steps, 150 times.

    Nodes start on a spiral in their order, so the first ones start in the middle: pass the most linked ones first.
    """
    xs = [round(math.sqrt(index + 0.5) * math.cos(index * _GOLDEN), 6) for index in range(number)]
    ys = [round(math.sqrt(index + 0.5) * math.sin(index * _GOLDEN), 6) for index in range(number)]
    furthest = math.sqrt(number) * 0.4
    for turn in range(_ROUNDS):
        fx = [-x * _GRAVITY for x in xs]
        fy = [-y * _GRAVITY for y in ys]
        for one in range(number):
            x, y, pushed_x, pushed_y = xs[one], ys[one], 0.0, 0.0
            for other in range(one + 1, number):
                dx, dy = x - xs[other], y - ys[other]
                square = dx * dx + dy * dy + 0.01
                dx, dy = dx / square, dy / square
                pushed_x, pushed_y = pushed_x + dx, pushed_y + dy
                fx[other] -= dx
                fy[other] -= dy
            fx[one] += pushed_x
            fy[one] += pushed_y
        for one, other in links:
            dx, dy = xs[one] - xs[other], ys[one] - ys[other]
            pull = math.sqrt(dx * dx + dy * dy) * 0.5
            fx[one], fy[one] = fx[one] - dx * pull, fy[one] - dy * pull
            fx[other], fy[other] = fx[other] + dx * pull, fy[other] + dy * pull
        step = furthest * (1 - turn / _ROUNDS)
        for index in range(number):
            force = math.sqrt(fx[index] * fx[index] + fy[index] * fy[index])
            scale = min(step / force, 0.2) if force else 0.0
            xs[index], ys[index] = xs[index] + fx[index] * scale, ys[index] + fy[index] * scale
    return list(zip(xs, ys, strict=True))


def fitted(points: Sequence[Point], sizes: Sequence[Point], width: float, height: float) -> list[Point]:
    """Stretch the points to a frame, and push them apart until the boxes around them, of these sizes, do not overlap.

    All are within the frame; where room is short, some boxes still overlap.
    """
    halves = [(w / 2, h / 2) for w, h in sizes]
    across, down = _evened([x for x, _ in points]), _evened([y for _, y in points])
    xs = [w + share * (width - 2 * w) for share, (w, _) in zip(across, halves, strict=True)]
    ys = [h + share * (height - 2 * h) for share, (_, h) in zip(down, halves, strict=True)]
    for _ in range(_PUSHES):
        if not _push(xs, ys, halves):
            break
        for index, (w, h) in enumerate(halves):
            xs[index] = min(max(xs[index], w), width - w)
            ys[index] = min(max(ys[index], h), height - h)
    return list(zip(xs, ys, strict=True))


def _evened(places: Sequence[float]) -> list[float]:
    """Scale to 0–1, half by value and half by rank, so that crowded points get more room."""
    least, most = min(places), max(places)
    if len(places) == 1 or most == least:
        return [0.5] * len(places)
    ranks = {index: rank for rank, index in enumerate(sorted(range(len(places)), key=lambda i: (places[i], i)))}
    return [
        ((place - least) / (most - least) + ranks[index] / (len(places) - 1)) / 2 for index, place in enumerate(places)
    ]


def _push(xs: list[float], ys: list[float], halves: Sequence[Point]) -> bool:
    """Push all overlapping boxes apart, each pair along the shorter way; return whether any overlapped."""
    met = False
    for one in range(len(xs)):
        for other in range(one + 1, len(xs)):
            dx, dy = xs[other] - xs[one], ys[other] - ys[one]
            over_x = halves[one][0] + halves[other][0] - abs(dx)
            over_y = halves[one][1] + halves[other][1] - abs(dy)
            if over_x > 0.05 and over_y > 0.05:
                met = True
                if over_x < over_y:
                    move = over_x / 2 if dx >= 0 else -over_x / 2
                    xs[one], xs[other] = xs[one] - move, xs[other] + move
                else:
                    move = over_y / 2 if dy >= 0 else -over_y / 2
                    ys[one], ys[other] = ys[one] - move, ys[other] + move
    return met


def halves(number: int) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """Deal a number of places of a ring, clockwise from the top right, out to its upper and its lower half.

    Each half lists its places from the middle outwards: (index of the place, how far aside it lies as a share of half
    the ring's width, negative to the left).
    """
    right, left = list(range((number + 1) // 2)), list(range((number + 1) // 2, number))[::-1]
    found: tuple[list[tuple[int, int, float]], ...] = ([], [])
    for way, side, upper in ((1, right, (len(right) + 1) // 2), (-1, left, max(len(left) // 2, 1))):
        for half, places in zip(found, (side[:upper][::-1], side[upper:]), strict=True):
            for rank, place in enumerate(places):
                share = (rank + 0.5) / len(places)
                half.append((rank, place, way * math.sqrt(1 - 0.8 * share * share)))
    above, below = ([(place, aside) for _, place, aside in sorted(half)] for half in found)
    return above, below


def in_ring_order(number: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """Return an order that places linked nodes next to each other where possible: each follows a neighbour."""
    linked: dict[int, set[int]] = {index: set() for index in range(number)}
    for one, other in links:
        linked[one].add(other)
        linked[other].add(one)
    order: list[int] = []
    left = dict.fromkeys(range(number))
    while left:
        last = order[-1] if order else None
        beside = [index for index in left if last is not None and last in linked[index]]
        chosen = min(beside or left, key=lambda index: (len(linked[index]), index))
        order.append(chosen)
        del left[chosen]
    return order
