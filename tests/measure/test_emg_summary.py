"""The figures of an EMG's measurement."""

from __future__ import annotations

import pytest

from quietmuscle.measure.emg_summary import summary_of
from quietmuscle.measure.usable_time import UsableTime
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

MINUTE = UsableTime(((0.0, 60.0),))


def twitch(at, unit=0, size=100.0, detail=None, kind=EventKind.FASCICULATION):
    return Event(
        onset_s=at,
        duration_s=0.01,
        kind=kind,
        detail=detail,
        confidence=0.9,
        amplitude=size,
        amplitude_unit="uV",
        unit_id=unit,
    )


def test_a_discharge_is_isolated_when_its_unit_rests_on_both_sides():
    events = [twitch(1.0), twitch(1.2), twitch(5.0), twitch(5.1, unit=1), twitch(9.0)]
    assert summary_of(events, MINUTE, 10.0).isolated_share == pytest.approx(3 / 5)


def test_a_doublet_is_not_isolated():
    events = [twitch(1.0, detail=EventDetail.DOUBLET), twitch(5.0)]
    assert summary_of(events, MINUTE, 10.0).isolated_share == 0.5


def test_windows_with_two_units_are_counted():
    events = [twitch(1.0), twitch(4.0, unit=1), twitch(12.0), twitch(33.0), twitch(34.0)]
    assert summary_of(events, MINUTE, 10.0).several_units_share == pytest.approx(1 / 6)


def test_the_quartiles_of_size():
    events = [twitch(float(n), size=10.0 * n) for n in range(1, 6)]
    assert summary_of(events, MINUTE, 10.0).amplitude_quantiles == (20.0, 30.0, 40.0)


def test_only_fasciculations_are_counted():
    told = summary_of([twitch(1.0, kind=EventKind.VOLUNTARY)], MINUTE, None)
    assert told.fasciculations == 0
    assert told.isolated_share is None
    assert told.amplitude_quantiles is None
    assert told.smallest_detectable_unit is None


def test_without_time_there_is_no_rate():
    told = summary_of([], UsableTime(()), None)
    assert (told.rate_per_min, told.several_units_share) == (None, None)


def test_only_windows_that_are_usable_count_on_both_sides():
    events = [twitch(at + 1.0, unit=unit) for at in (0, 30, 60) for unit in (0, 1)]
    usable = UsableTime(((0.0, 20.0), (35.0, 60.0), (70.0, 110.0)))
    told = summary_of(events, usable, 10.0)
    assert told.several_units_share == pytest.approx(1 / 8)
    assert summary_of(events, UsableTime(((0.0, 55.0),)), 10.0).several_units_share is None


def test_a_few_seconds_bear_no_rate():
    told = summary_of([twitch(1.0)], UsableTime(((0.0, 9.0),)), 10.0)
    assert (told.fasciculations, told.rate_per_min, told.rate_interval_95) == (1, None, None)
