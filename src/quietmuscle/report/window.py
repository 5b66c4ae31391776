"""What of a line can be seen through a window: the part of a drawing that a closer look shows.

A closer look borrows the lines of the whole body. Most of a line lies beyond
its window, and a phone would keep all of it for each look. A stretch that lies
wholly beyond one edge is drawn straight: nothing inside changes, neither a
stroke nor a fill, since a straight line between two points beyond an edge
stays beyond it.
"""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING
from typing import NamedTuple

from quietmuscle.report.curves import straight

if TYPE_CHECKING:
    from quietmuscle.report.curves import Curve
    from quietmuscle.report.curves import Point

PEN = 2.0
"""The units around a window within which a stroke may still reach into it: more than half a pen."""


class Box(NamedTuple):
    """A part of a drawing, as in an SVG viewBox."""

    x: float
    y: float
    width: float
    height: float


def seen_through(curves: tuple[Curve, ...], box: Box, *, closed: bool) -> tuple[Curve, ...]:
    """The line with what lies beyond the window drawn straight; the ends of an open one left out.

    Empty where all of it lies beyond. A closed line around the window stays: it
    fills it.
    """
    parts: list[_Part] = []
    for curve in curves:
        edges = _beyond(curve, box)
        if parts and parts[-1].edges & edges:
            parts[-1] = parts[-1].up_to(curve.end, edges)
        else:
            parts.append(_Part(straight(curve.start, curve.end) if edges else curve, edges))
    if len(parts) == 1 and parts[0].edges:
        return ()
    if not closed:
        parts = _without_start(_without_start(parts)[::-1])[::-1]
    return tuple(part.curve for part in parts)


class _Part(NamedTuple):
    """A curve that may be seen, or a stretch beyond these edges of the window, drawn straight."""

    curve: Curve
    edges: frozenset[int]

    def up_to(self, end: Point, edges: frozenset[int]) -> _Part:
        """The stretch made longer by what lies beyond the same edges, or some of them."""
        return _Part(straight(self.curve.start, end), self.edges & edges)


def _without_start(parts: list[_Part]) -> list[_Part]:
    """The parts from the first on that may be seen."""
    return list(dropwhile(lambda part: part.edges, parts))


def _beyond(curve: Curve, box: Box) -> frozenset[int]:
    """The edges of the window beyond which the whole curve lies; it stays among its four points."""
    left, top = box.x - PEN, box.y - PEN
    right, bottom = box.x + box.width + PEN, box.y + box.height + PEN
    lies = (
        all(point.x < left for point in curve),
        all(point.x > right for point in curve),
        all(point.y < top for point in curve),
        all(point.y > bottom for point in curve),
    )
    return frozenset(edge for edge, beyond in enumerate(lies) if beyond)
