"""Soft lines: smooth curves through points, as SVG paths.

A line is drawn the way a hand draws it, through points that are easy to set
and to move. Between two points it is a cubic Bézier curve of a centripetal
Catmull-Rom spline, which neither loops nor overshoots (Yuksel and others,
"Parameterization and applications of Catmull-Rom curves", 2011).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)(!?)(?:@([a-z][a-z0-9_]*))?")


class Point(NamedTuple):
    """A place on the drawing, in its units, y downwards."""

    x: float
    y: float


class Curve(NamedTuple):
    """A cubic Bézier curve: where it starts, its two handles, where it ends."""

    start: Point
    handle_1: Point
    handle_2: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Line:
    """A smooth line with the names of some of its points.

    `knots` gives the number of the point that a name stands for.
    """

    curves: tuple[Curve, ...]
    knots: dict[str, int]

    def between(self, first: str, last: str) -> tuple[Curve, ...]:
        """The part between two named points, in the order asked for."""
        start, end = self.knots[first], self.knots[last]
        if start <= end:
            return self.curves[start:end]
        return reverse(self.curves[end:start])


def read_line(text: str, *, closed: bool = False, axis: float | None = None) -> Line:
    """The line through the points of a text such as "164,10 150,12@crown 140,30!".

    A mark ! makes a corner of a point, @ gives it a name. A closed line comes
    back to its first point. A line that ends on the `axis` is half of a
    symmetrical one: it meets its mirror image without a corner.
    """
    points: list[Point] = []
    corners: list[bool] = []
    knots: dict[str, int] = {}
    for word in text.split():
        match = _POINT.fullmatch(word)
        if match is None:
            raise ValueError(f"This is not a point of a line: {word}")
        if match[4]:
            knots[match[4]] = len(points)
        points.append(Point(float(match[1]), float(match[2])))
        corners.append(bool(match[3]))
    if closed:
        points, corners = [*points, points[0]], [*corners, corners[0]]
        before, after = points[-2], points[1]
    else:
        before, after = _across(points[0], points[1], axis), _across(points[-1], points[-2], axis)
    return Line(curves=_smooth([before, *points, after], corners), knots=knots)


def _across(end: Point, neighbour: Point, axis: float | None) -> Point:
    """The point beyond an end of a line: its neighbour mirrored, if it ends on the axis."""
    return Point(2 * axis - neighbour.x, neighbour.y) if axis == end.x else end


def _smooth(points: list[Point], corners: list[bool]) -> tuple[Curve, ...]:
    """The curves between all points but the first and the last, which only guide."""
    curves = []
    for place in range(1, len(points) - 2):
        before, start, end, after = points[place - 1 : place + 3]
        curves.append(
            Curve(
                start,
                _handle(start if corners[place - 1] else before, start, end),
                _handle(end if corners[place] else after, end, start),
                end,
            )
        )
    return tuple(curves)


def _handle(before: Point, here: Point, towards: Point) -> Point:
    """The handle at a point, on the side of the point that the curve goes towards."""
    near = hypot(towards.x - here.x, towards.y - here.y) ** 0.5
    far = hypot(before.x - here.x, before.y - here.y) ** 0.5
    if far == 0 or near == 0:
        return Point(here.x + (towards.x - here.x) / 3, here.y + (towards.y - here.y) / 3)
    share = 3 * far * (far + near)
    own = 2 * far * far + 3 * far * near + near * near
    return Point(
        (far * far * towards.x - near * near * before.x + own * here.x) / share,
        (far * far * towards.y - near * near * before.y + own * here.y) / share,
    )


def reverse(curves: tuple[Curve, ...]) -> tuple[Curve, ...]:
    """The same line, drawn from its end to its start."""
    return tuple(Curve(c.end, c.handle_2, c.handle_1, c.start) for c in reversed(curves))


def mirror(curves: tuple[Curve, ...], width: float) -> tuple[Curve, ...]:
    """The same line on the other side of a drawing of this width."""
    return tuple(Curve(*(Point(width - point.x, point.y) for point in curve)) for curve in curves)


def straight(start: Point, end: Point) -> Curve:
    """The straight line between two points: its handles lie on its ends."""
    return Curve(start, start, end, end)


def path_data(curves: tuple[Curve, ...], *, closed: bool = False) -> str:
    """The line as the `d` of an SVG path, to a tenth of a unit, in few characters."""
    words: list[str] = []
    at: Point | None = None
    for curve in curves:
        start, *rest = (_rounded(point) for point in curve)
        if at is None:
            words.append("M" + _numbers(start))
        elif at != start:
            words.append("L" + _numbers(start))
        steps = [Point(point.x - start.x, point.y - start.y) for point in rest]
        is_straight = curve.handle_1 == curve.start and curve.handle_2 == curve.end
        words.append("l" + _numbers(steps[-1]) if is_straight else "c" + _numbers(*steps))
        at = rest[-1]
    return "".join(words) + ("z" if closed else "")


def polygon_data(corners: tuple[Point, ...]) -> str:
    """Straight lines from corner to corner as the `d` of an SVG path."""
    return "M" + "L".join(_numbers(corner) for corner in corners) + "z"


def outline_points(curves: tuple[Curve, ...], *, steps: int = 8) -> tuple[Point, ...]:
    """Points along a line, close enough to measure with."""
    return tuple(_at(curve, step / steps) for curve in curves for step in range(steps))


def _at(curve: Curve, share: float) -> Point:
    rest = 1 - share
    weights = (rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3)
    return Point(
        sum(weight * point.x for weight, point in zip(weights, curve, strict=True)),
        sum(weight * point.y for weight, point in zip(weights, curve, strict=True)),
    )


def _rounded(point: Point) -> Point:
    return Point(round(point.x, 1), round(point.y, 1))


def _numbers(*points: Point) -> str:
    """The coordinates in a row; a minus sign parts them as well as a blank does."""
    numbers = (f"{round(value, 1) + 0.0:g}" for point in points for value in point)
    return " ".join(numbers).replace(" -", "-")
