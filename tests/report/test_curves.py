from __future__ import annotations

import re
from math import hypot

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.report.curves import Point
from quietmuscle.report.curves import mirror
from quietmuscle.report.curves import outline_points
from quietmuscle.report.curves import path_data
from quietmuscle.report.curves import polygon_data
from quietmuscle.report.curves import read_line
from quietmuscle.report.curves import reverse
from quietmuscle.report.curves import straight

coordinates = st.integers(min_value=-4000, max_value=4000).map(lambda tenths: tenths / 10)
points = st.lists(
    st.tuples(coordinates, coordinates), min_size=2, max_size=12, unique_by=lambda point: point
)


def spell(found: list[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in found)


def ends_in(path: str) -> list[tuple[float, float]]:
    """Where the pen rests, in an SVG path of M, L and relative c, read anew."""
    places: list[tuple[float, float]] = []
    x = y = 0.0
    for command, text in re.findall(r"([MLc])([^MLcz]*)", path):
        numbers = [float(word) for word in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text)]
        if command == "c":
            assert len(numbers) == 6
            x, y = x + numbers[4], y + numbers[5]
        else:
            assert len(numbers) == 2
            x, y = numbers
        places.append((x, y))
    return places


@given(points)
@settings(deadline=None)
def test_a_line_goes_through_its_points(found: list[tuple[float, float]]) -> None:
    line = read_line(spell(found))
    assert [line.curves[0].start, *(curve.end for curve in line.curves)] == [
        Point(*point) for point in found
    ]


@given(points)
@settings(deadline=None)
def test_the_path_rests_at_the_points(found: list[tuple[float, float]]) -> None:
    rests = ends_in(path_data(read_line(spell(found)).curves))
    assert len(rests) == len(found)
    for rest, point in zip(rests, found, strict=True):
        assert rest == pytest.approx(point, abs=1e-6)


@given(points)
@settings(deadline=None)
def test_a_closed_line_comes_back(found: list[tuple[float, float]]) -> None:
    curves = read_line(spell(found), closed=True).curves
    assert curves[-1].end == curves[0].start
    assert path_data(curves, closed=True).endswith("z")


@given(points)
@settings(deadline=None)
def test_handles_stay_near_their_curve(found: list[tuple[float, float]]) -> None:
    for curve in read_line(spell(found), closed=True).curves:
        length = hypot(curve.end.x - curve.start.x, curve.end.y - curve.start.y)
        for handle, end in ((curve.handle_1, curve.start), (curve.handle_2, curve.end)):
            assert hypot(handle.x - end.x, handle.y - end.y) <= length + 1e-6


@given(points)
@settings(deadline=None)
def test_mirroring_and_reversing_twice_change_nothing(found: list[tuple[float, float]]) -> None:
    curves = read_line(spell(found)).curves
    assert reverse(reverse(curves)) == curves
    twice = mirror(mirror(curves, 328), 328)
    for curve, again in zip(curves, twice, strict=True):
        for point, same in zip(curve, again, strict=True):
            assert same == pytest.approx(point, abs=1e-9)


def test_the_tangent_at_a_smooth_point_is_one_direction() -> None:
    before, after = read_line("0,0 10,10 20,0").curves
    assert before.handle_2.y == pytest.approx(10)
    assert after.handle_1.y == pytest.approx(10)
    assert before.handle_2.x < 10 < after.handle_1.x


def test_a_corner_breaks_the_line() -> None:
    before, after = read_line("0,0 10,10! 20,0").curves
    assert before.handle_2.y < 10
    assert after.handle_1.y < 10


def test_half_of_a_symmetrical_line_meets_its_mirror_image_straight() -> None:
    half = read_line("164,10 150,14 140,30 150,60 164,64", axis=164).curves
    assert half[0].handle_1.y == pytest.approx(10)
    assert half[-1].handle_2.y == pytest.approx(64)
    assert read_line("164,10 150,14 140,30").curves[0].handle_1.y > 10


def test_a_part_between_two_knots_goes_either_way() -> None:
    line = read_line("0,0 10,0@a 20,5 30,0@b 40,0")
    there = line.between("a", "b")
    assert (there[0].start, there[-1].end) == (Point(10, 0), Point(30, 0))
    assert line.between("b", "a") == reverse(there)
    with pytest.raises(KeyError):
        line.between("a", "nowhere")


@pytest.mark.parametrize("word", ["1;2", "a,b", "1,2@", "1,2@A", "1,2!!", "1"])
def test_what_is_no_point_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="not a point"):
        read_line(f"0,0 {word}")


def test_a_gap_is_bridged_by_a_straight_line() -> None:
    first, second = read_line("0,0 10,0").curves, read_line("20,0 30,0").curves
    assert ends_in(path_data(first + second)) == [(0, 0), (10, 0), (20, 0), (30, 0)]
    assert "L20 0" in path_data(first + second)


def test_a_straight_line_is_written_as_one() -> None:
    assert path_data((straight(Point(1, 2), Point(4.04, 0)),)) == "M1 2l3-2"


def test_paths_are_short() -> None:
    assert path_data(read_line("0,0 -9,0").curves) == "M0 0c-3 0-6 0-9 0"
    assert polygon_data((Point(1, 2), Point(3.14, -4), Point(0, 0))) == "M1 2L3.1-4L0 0z"


def test_points_along_a_line_lie_on_it() -> None:
    along = outline_points(read_line("0,0 9,0").curves, steps=3)
    assert [round(point.x, 6) for point in along] == [0, 3, 6]
    assert {point.y for point in along} == {0}
