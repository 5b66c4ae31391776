"""Lines over one axis."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from quietmuscle.base.text import Message
from quietmuscle.report.line_chart import LineChart
from quietmuscle.report.line_chart import LineRow
from quietmuscle.report.line_chart import line_chart
from quietmuscle.report.line_chart import ticks

CHART = LineChart(
    title=Message("An impulse"),
    words=Message("It rises and falls."),
    x_label=Message("ms"),
    begin=0.0,
    end=4.0,
    rows=(
        LineRow(
            label=Message("before"),
            points=((0.0, -85.0), (1.0, 30.0), (4.0, -85.0)),
            low=-100.0,
            high=50.0,
        ),
        LineRow(label=Message("twitches"), marks=(1.0, 2.0)),
    ),
)


def drawn(chart=CHART, width=328):
    return line_chart(chart, width_px=width, language="en", id_prefix="p")


@pytest.mark.parametrize("width", [328, 684])
def test_it_is_whole_and_says_what_it_shows(width):
    found = ET.fromstring(drawn(width=width))
    assert found.get("role") == "img"
    assert found.get("aria-labelledby") == "p-title p-words"
    text = "".join(found.itertext())
    for words in ("An impulse", "It rises and falls.", "before", "twitches", "ms"):
        assert words in text


def test_the_line_peaks_where_its_points_do():
    (path,) = re.findall(r'class="chart-line"[^>]* d="M([^"]+)"', drawn())
    places = [tuple(map(float, each.split())) for each in path.split("L")]
    assert len(places) == 3
    # y runs downwards; a quarter of 4 ms lies a quarter of the way.
    assert min(places, key=lambda each: each[1]) == places[1]
    share = (places[1][0] - places[0][0]) / (places[2][0] - places[0][0])
    assert share == pytest.approx(0.25, abs=0.002)


def test_values_beyond_the_range_stay_inside():
    row = replace(CHART.rows[0], points=((0.0, -500.0), (4.0, 500.0)))
    (path,) = re.findall(
        r'class="chart-line"[^>]* d="M([^"]+)"', drawn(replace(CHART, rows=(row,)))
    )
    heights = [float(each.split()[1]) for each in path.split("L")]
    assert heights == [96.0, 26.0]


def test_words_for_heights_stand_in_place_of_numbers():
    named = replace(CHART.rows[0], names=((-85.0, Message("rest")), (25.0, Message("fires"))))
    before, after = (
        "".join(ET.fromstring(drawn(replace(CHART, rows=(each,)))).itertext())
        for each in (CHART.rows[0], named)
    )
    assert "-100" in before
    assert "-100" not in after
    assert "rest" in after
    assert "fires" in after
    (grid,) = re.findall(
        r'class="chart-grid"[^>]* d="([^"]+)"', drawn(replace(CHART, rows=(named,)))
    )
    # The word of rest stands where the line begins.
    (path,) = re.findall(
        r'class="chart-line"[^>]* d="M([^"]+)"', drawn(replace(CHART, rows=(named,)))
    )
    assert grid.split("H")[0].split()[1] == path.split("L")[0].split()[1]


def test_marks_are_bars():
    assert drawn().count("v26") == 2
    assert "chart-dot" not in drawn(replace(CHART, rows=CHART.rows[:1]))


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 4, 4, (0, 1, 2, 3, 4)),
        (-100, 50, 3, (-100, -50, 0, 50)),
        (0, 3.5, 8, (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5)),
        (0.2, 0.9, 4, (0.2, 0.4, 0.6, 0.8)),
    ],
)
def test_ticks_are_round(low, high, most, expected):
    assert ticks(low, high, most=most) == expected


def test_where_to_look_is_led_down_through_all_rows():
    chart = replace(CHART, guides=(1.0, 2.0))
    (path,) = re.findall(r'class="chart-guide"[^>]* d="([^"]+)"', drawn(chart))
    tops = re.findall(r"M([\d.]+) 26V([\d.]+)", path)
    marks = re.findall(r'class="chart-dot"[^>]* d="([^"]+)"', drawn(chart))[0]
    assert [x for x, _ in tops] == re.findall(r"M([\d.]+) ", marks)
    assert all(float(bottom) > 100 for _, bottom in tops)
    assert "chart-guide" not in drawn()
