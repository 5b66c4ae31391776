from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

from entries import a_medicine_change
from hypothesis import given
from hypothesis import strategies as st
from pictures import of_class
from pictures import starts
from pictures import words_of_picture
from simulated import LAST_DAY

from quietmuscle.report.axes import TimeAxis
from quietmuscle.report.chart_markers import in_order
from quietmuscle.report.chart_markers import markers

TIME = TimeAxis(first=LAST_DAY - timedelta(days=99), last=LAST_DAY, left=30, right=330)
STRETCHES = ((40.0, 100.0), (130.0, 150.0))


def changes(*days_back: int, names: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
    return tuple(
        a_medicine_change(LAST_DAY - timedelta(days=back), name=names[place])
        for place, back in enumerate(days_back)
    )


def drawn(*days_back: int) -> ET.Element:
    markup = markers(changes(*days_back), TIME, STRETCHES)
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{markup}</svg>')


def test_each_change_has_a_number_above_its_line() -> None:
    root = drawn(10, 60)
    assert words_of_picture(root) == ["1", "2"]
    first, second = of_class(root, "chart-marker")
    assert starts(first) == [(148.5, 40), (148.5, 130)]
    assert second.get("d") == "M298.5 40V100M298.5 130V150"
    assert first.get("stroke-dasharray")


def test_near_changes_share_a_number() -> None:
    assert words_of_picture(drawn(60, 59, 58, 10)) == ["1–3", "4"]


def test_numbers_follow_days_and_then_names() -> None:
    told = changes(5, 9, 9, names="cbA")
    assert [change.name for change in in_order(told)] == ["A", "b", "c"]


@given(st.lists(st.integers(0, 99), max_size=40))
def test_numbers_neither_meet_nor_leave_any_change_out(days_back: list[int]) -> None:
    told = changes(*days_back, names="M" * 40)
    root = ET.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg">{markers(told, TIME, STRETCHES)}</svg>'
    )
    numbers = [words.split("–") for words in words_of_picture(root)]
    assert [int(pair[0]) for pair in numbers] == [
        1 + int(pair[-1]) for pair in [["0"], *numbers[:-1]][: len(numbers)]
    ]
    assert not numbers or int(numbers[-1][-1]) == len(told)
    frames = [
        (float(frame.get("x") or 0), float(frame.get("width") or 0))
        for frame in of_class(root, "chart-marker-frame")
    ]
    for (x, width), (later, _width) in pairwise(frames):
        assert x + width <= later
    assert all(x + width <= TIME.right + 0.1 for x, width in frames)
