"""From discharges to a measurement."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.decompose import Discharge
from quietmuscle.measure.emg_result import Found
from quietmuscle.measure.emg_result import Piece
from quietmuscle.measure.emg_result import _confidence
from quietmuscle.measure.emg_result import measurement_of
from quietmuscle.measure.templates import Unit
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalUnit

RATE_HZ = 1000.0


def measured(times_s, seconds=120, unit=SignalUnit.MICROVOLT, smallest=10.0, groups_s=()):
    shape = np.zeros((44, 1))
    shape[17:27, 0] = 50 * np.sin(np.linspace(0, 2 * np.pi, 10))
    header = SignalHeader(modality=Modality.EMG, rate_hz=RATE_HZ, channels=("a",), unit=unit)
    piece = Piece(
        start=0,
        keep=(0, round(seconds * RATE_HZ)),
        usable=np.ones(seconds, dtype=bool),
        quality=frozenset(),
        discharges=tuple(Discharge(round(at * RATE_HZ), 0, 1.0, 12.0, 400.0) for at in times_s),
        sizes=tuple(100.0 for _ in times_s),
        jolted=tuple(False for _ in times_s),
        groups_s=groups_s,
        smallest=smallest,
    )
    found = Found(pieces=(piece,), units=(Unit(shape=shape, seen=len(times_s)),))
    return measurement_of(found, header, round(seconds * RATE_HZ))


TIMES = [3.1, 11.7, 12.9, 29.3, 41.8, 60.2, 88.8, 101.5]


def test_the_rate_is_counted_over_usable_minutes():
    found = measured(TIMES)
    assert found.usable_s == 120
    assert found.summary.rate_per_min == 4.0
    low, high = found.summary.rate_interval_95
    assert low < 4.0 < high
    assert found.summary.distinct_units == 1


def test_an_event_begins_before_its_middle_and_has_a_size():
    first = measured(TIMES).events[0]
    assert first.onset_s == pytest.approx(3.1 - 0.004, abs=0.002)
    assert first.duration_s == pytest.approx(0.008, abs=0.003)
    assert (first.amplitude, first.amplitude_unit) == (100.0, "uV")
    assert 0.9 < first.confidence <= 0.99


def test_two_discharges_of_a_unit_within_110_ms_are_a_doublet():
    found = measured([*TIMES, 60.235])
    assert found.summary.fasciculations == len(TIMES)
    assert found.summary.doublets == 1
    assert [e.detail for e in found.events if e.detail] == [EventDetail.DOUBLET]


def test_groups_whose_potentials_run_together_are_not_counted():
    groups = tuple((at - 0.01, at + 0.06) for at in TIMES[:3])
    found = measured(TIMES, groups_s=groups)
    assert found.summary.fasciculations == len(TIMES) - 3
    assert [e.detail for e in found.events if e.detail] == [EventDetail.GROUPED] * 3


def test_what_is_to_be_said_is_said():
    assert measured(TIMES).quality == ()
    assert measured(TIMES[:4], seconds=30).quality == (Quality.TOO_SHORT,)
    assert Quality.UNIT_UNKNOWN in measured(TIMES, unit=None).quality
    assert Quality.NOISY in measured(TIMES, smallest=60.0).quality


def test_no_event_leaves_an_interval_from_zero():
    found = measured([])
    assert found.summary.rate_per_min == 0
    assert found.summary.rate_interval_95[0] == 0
    assert found.summary.median_interval_s is None


def test_what_came_once_is_less_sure_than_what_comes_again() -> None:
    sure = [_confidence(seen) for seen in (1, 2, 4, 8)]
    assert sure == sorted(sure)
    assert sure[0] == pytest.approx(0.87, abs=0.01)
    assert sure[1] == pytest.approx(0.96, abs=0.01)
    assert _confidence(10**9) <= 1.0
