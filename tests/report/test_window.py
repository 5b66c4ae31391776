from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.report.curves import Curve
from quietmuscle.report.curves import Point
from quietmuscle.report.curves import outline_points
from quietmuscle.report.curves import read_line
from quietmuscle.report.curves import straight
from quietmuscle.report.window import PEN
from quietmuscle.report.window import Box
from quietmuscle.report.window import seen_through

BOX = Box(40, 40, 20, 20)
STEPS = 30
coordinates = st.integers(min_value=0, max_value=100)
lines = st.lists(st.tuples(coordinates, coordinates), min_size=3, max_size=12, unique=True)


def line(*points: tuple[float, float], closed: bool = False) -> tuple[Curve, ...]:
    return read_line(" ".join(f"{x},{y}" for x, y in points), closed=closed).curves


def inside(points: tuple[Point, ...], margin: float = 0.0) -> set[Point]:
    return {
        point
        for point in points
        if BOX.x - margin <= point.x <= BOX.x + BOX.width + margin
        and BOX.y - margin <= point.y <= BOX.y + BOX.height + margin
    }


def fills(curves: tuple[Curve, ...], x: float, y: float) -> bool:
    """Whether a point lies in a closed line, by the corners of a fine polygon (even and odd)."""
    corners = outline_points(curves, steps=STEPS)
    crossed = 0
    for one, two in zip(corners, (*corners[1:], *corners[:1]), strict=True):
        if (one.y > y) != (two.y > y):
            crossed += x < one.x + (y - one.y) / (two.y - one.y) * (two.x - one.x)
    return crossed % 2 == 1


@given(lines)
def test_all_of_a_stroke_that_shows_is_kept_and_nothing_new_shows(points):
    whole = line(*points)
    seen = seen_through(whole, BOX, closed=False)
    before, after = (outline_points(curves, steps=STEPS) for curves in (whole, seen))
    assert inside(before, PEN) <= set(after)
    assert inside(after) <= set(before)
    assert len(seen) <= len(whole)


@given(lines, st.floats(min_value=40, max_value=60), st.floats(min_value=40, max_value=60))
def test_what_is_filled_inside_the_window_stays_filled(points, x, y):
    whole = line(*points, closed=True)
    assert fills(seen_through(whole, BOX, closed=True), x, y) == fills(whole, x, y)


def test_a_stretch_beyond_one_edge_is_drawn_straight():
    whole = line((50, 50), (80, 50), (90, 60), (80, 70), (75, 55), (50, 55))
    seen = seen_through(whole, BOX, closed=False)
    assert seen == (whole[0], straight(whole[1].start, whole[3].end), whole[4])


def test_the_ends_of_a_stroke_that_lie_beyond_are_left_out():
    whole = line((50, 0), (50, 20), (50, 50), (50, 80), (50, 100))
    assert seen_through(whole, BOX, closed=False) == whole[1:3]


def test_a_line_around_a_corner_is_not_cut_across_the_window():
    whole = line((0, 45), (0, 0), (45, 0), (55, 0), closed=True)
    seen = seen_through(whole, BOX, closed=True)
    assert len(seen) > 1
    assert {curve.end for curve in seen} <= {curve.end for curve in whole}


def test_of_a_line_beyond_one_edge_nothing_is_left():
    assert seen_through(line((0, 0), (10, 90), (20, 0)), BOX, closed=False) == ()
    assert seen_through(line((0, 0), (10, 90), (20, 0), closed=True), BOX, closed=True) == ()


def test_a_fill_around_the_whole_window_stays():
    around = line((0, 0), (100, 0), (100, 100), (0, 100), closed=True)
    assert fills(seen_through(around, BOX, closed=True), 50, 50)


def test_what_is_nearer_than_a_pen_may_show():
    near, far = BOX.x - PEN + 0.1, BOX.x - PEN - 0.1
    assert seen_through(line((near, 45), (near, 50)), BOX, closed=False)
    assert not seen_through(line((far, 45), (far, 50)), BOX, closed=False)
