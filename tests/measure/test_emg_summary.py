"""The figures of an EMG's measurement."""

from __future__ import annotations

import pytest

from quietmuscle.measure.emg_summary import summary_of
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind


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
    assert summary_of(events, 60.0, 10.0).isolated_share == pytest.approx(3 / 5)


def test_a_doublet_is_not_isolated():
    events = [twitch(1.0, detail=EventDetail.DOUBLET), twitch(5.0)]
    assert summary_of(events, 60.0, 10.0).isolated_share == 0.5


def test_windows_with_two_units_are_counted():
    events = [twitch(1.0), twitch(4.0, unit=1), twitch(12.0), twitch(33.0), twitch(34.0)]
    assert summary_of(events, 60.0, 10.0).several_units_share == pytest.approx(1 / 6)


def test_the_quartiles_of_size():
    events = [twitch(float(n), size=10.0 * n) for n in range(1, 6)]
    assert summary_of(events, 60.0, 10.0).amplitude_quantiles == (20.0, 30.0, 40.0)


def test_only_fasciculations_are_counted():
    told = summary_of([twitch(1.0, kind=EventKind.VOLUNTARY)], 60.0, None)
    assert told.fasciculations == 0
    assert told.isolated_share is None
    assert told.amplitude_quantiles is None
    assert told.smallest_detectable_unit is None


def test_without_time_there_is_no_rate():
    told = summary_of([], 0.0, None)
    assert (told.rate_per_min, told.several_units_share) == (None, None)
