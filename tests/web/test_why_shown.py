"""Answers of the five steps as pictures and tables."""

from __future__ import annotations

import pytest

from quietmuscle.flow.why_steps import STEPS
from quietmuscle.web.why_shown import shown


def usual(name):
    step = next(each for each in STEPS if each.name == name)
    return shown(name, tuple(each.usual for each in step.sliders), "en")


@pytest.mark.parametrize("name", [each.name for each in STEPS])
def test_each_step_has_pictures_within_their_axes_and_whole_tables(name):
    found = usual(name)
    assert found.codes
    for chart in found.charts:
        assert chart.begin < chart.end
        for row in chart.rows:
            assert all(chart.begin <= x <= chart.end for x, _ in row.points)
            assert all(chart.begin <= x <= chart.end for x in row.marks)
            assert row.low < row.high
    for table in found.tables:
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_an_impulse_that_is_blocked_is_said_to_be():
    chart = shown("myelin_lost", (2.0, 3.0, 37.0), "en").charts[-1]
    assert "does not come to the last" in chart.words.sentence
    way, chart = usual("myelin_lost").charts
    assert len(way.rows[1].marks) == 2
    assert "rises at each" in chart.words.sentence


def test_nothing_that_fires_is_told_as_never():
    (table,) = shown("remodelled", (15.0, 0.4, 0.0), "en").tables
    assert table.rows == (("never", "–"),)
