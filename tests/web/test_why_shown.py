"""Answers of the five steps as pictures and tables."""

from __future__ import annotations

import pytest

from quietmuscle.flow import why
from quietmuscle.flow.why_answers import Line
from quietmuscle.flow.why_steps import STEPS
from quietmuscle.web.why_shown import around
from quietmuscle.web.why_shown import shown


def usual(name):
    step = next(each for each in STEPS if each.name == name)
    return shown(name, tuple(each.usual for each in step.sliders), "en")


@pytest.mark.parametrize("name", [each.name for each in STEPS])
def test_each_step_has_pictures_within_their_axes_and_whole_tables(name):
    found = usual(name)
    assert found.codes
    assert found.is_whole
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
    chart = shown("myelin_lost", (2.0, 3.0, 37.0), "en").charts[0]
    assert "rises at each" in usual("myelin_lost").charts[0].words.sentence
    assert "does not reach the last" in chart.words.sentence


def test_a_bare_stretch_is_seen_pushed_beside_left_alone():
    found = usual("myelin_lost")
    assert found.is_pair
    pushed, alone = found.charts
    assert (pushed.begin, pushed.end) == (alone.begin, alone.end)
    assert pushed.rows[1].label == alone.rows[0].label
    assert pushed.rows[1].names == alone.rows[0].names
    assert max(mv for _ms, mv in pushed.rows[1].points) > -40
    assert max(mv for _ms, mv in alone.rows[0].points) < -80
    assert found.tables[1].rows[0][0] == "pushed once"


def test_a_rise_in_the_bare_stretch_is_told_to_be_only_pushed():
    assert "waited for the push of its neighbour" in usual("myelin_lost").note.sentence
    whole = shown("myelin_lost", (100.0, 3.0, 37.0), "en").note.sentence
    assert "stays lower" not in whole
    assert "No gap begins by itself" in whole


def test_what_takes_long_is_left_out_of_a_first_answer():
    first, whole = (
        shown("felt_and_seen", (10.0, 200.0, 15.0), "en", each)
        for each in (why.as_recorded, why.felt_and_seen)
    )
    assert not first.is_whole
    assert whole.is_whole
    assert first.codes == ()
    assert first.tables == whole.tables[1:]
    assert len(first.tables[0].rows) == len(first.charts[0].guides)
    before, after = first.charts[0], whole.charts[0]
    # Nothing moves when the rest comes.
    assert [bool(each.points) for each in before.rows] == [bool(each.points) for each in after.rows]
    assert [each.marks for each in before.rows[2::2]] == [(), ()]
    assert before.rows[2].label.sentence == "Not looked for yet"
    assert after.guides == before.guides == after.rows[0].marks


@pytest.mark.parametrize(
    ("largest", "end"), [(32.0, 50.0), (0.8, 1.0), (5.0, 5.0), (0.012, 0.02), (0.0, 1e-9)]
)
def test_an_axis_around_nought_ends_at_a_round_number(largest, end):
    line = Line(name="x", points=((0.0, -largest), (1.0, largest / 2)))
    assert around(line) == (pytest.approx(-end), pytest.approx(end))


def test_the_push_is_at_nought():
    pushed, _alone = usual("remodelled").charts
    assert pushed.rows[0].marks == (0.0,)
    peak_ms = max(pushed.rows[1].points, key=lambda point: point[1])[0]
    assert 0 < peak_ms < 10


def test_nothing_that_fires_is_told_as_never():
    (table,) = shown("remodelled", (15.0, 0.4, 0.0), "en").tables
    assert table.rows == (("never", "–"),)
    alone = shown("remodelled", (15.0, 0.4, 0.0), "en").charts[1]
    assert alone.rows[0].label.sentence == "It never began to fire in 20 seconds"
