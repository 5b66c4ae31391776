"""Swings and stretches become events, a rate and their quality."""

from __future__ import annotations

import pytest

from quietmuscle.measure.accel_bursts import Span
from quietmuscle.measure.accel_result import AccelFound
from quietmuscle.measure.accel_result import AccelPiece
from quietmuscle.measure.accel_result import Swing
from quietmuscle.measure.accel_result import control_size
from quietmuscle.measure.accel_result import measurement_of
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalUnit

HEADER = SignalHeader(
    modality=Modality.ACCEL,
    rate_hz=200.0,
    channels=("x", "y", "z"),
    unit=SignalUnit.METRE_PER_SECOND_SQUARED,
)


def swing(at_s: float, height: float = 40.0, size_ms2: float = 0.1) -> Swing:
    return Swing(
        at_s=at_s,
        onset_s=at_s - 0.03,
        duration_s=0.1,
        height=height,
        size_ms2=size_ms2,
        sharp=0.05,
    )


def found(*swings: Swing, spans: tuple[Span, ...] = (), usable_s: float = 120.0) -> AccelFound:
    piece = AccelPiece(
        keep_s=(0.0, 120.0),
        usable_s=usable_s,
        quality=frozenset(),
        swings=swings,
        spans=spans,
        pulse_ms2=0.02,
    )
    return AccelFound(pieces=(piece,), samples=24_000)


def tremor(start_s: float, stop_s: float) -> Span:
    return Span(start_s=start_s, stop_s=stop_s, kind=EventKind.TREMOR, confidence=0.8, size_ms2=1.0)


def test_the_rate_counts_twitches_over_usable_time():
    told = measurement_of(found(swing(10), swing(31.7), swing(77), usable_s=90.0), HEADER)
    assert told.summary.fasciculations == 3
    assert told.summary.rate_per_min == pytest.approx(2.0)
    assert told.summary.median_interval_s == pytest.approx((21.7 + 45.3) / 2)
    assert told.quality == ()
    assert {event.amplitude_unit for event in told.events} == {"m/s2"}


def test_weak_swings_are_unsure_and_weaker_ones_are_not_told():
    told = measurement_of(found(swing(10, 14.5), swing(40, 11.5), swing(70, 17)), HEADER)
    assert [event.kind for event in told.events] == [EventKind.OTHER, EventKind.FASCICULATION]
    assert told.events[0].detail is EventDetail.UNSURE
    assert told.events[0].confidence < told.events[1].confidence < 0.9


def test_swings_beside_a_tremor_are_part_of_it_and_its_pauses_are_bridged():
    spans = (tremor(20, 24), tremor(25.5, 30))
    told = measurement_of(found(swing(19.8), swing(30.3), swing(50), spans=spans), HEADER)
    assert [(event.kind, event.onset_s) for event in told.events] == [
        (EventKind.TREMOR, 20),
        (EventKind.FASCICULATION, pytest.approx(49.97)),
    ]
    assert told.events[0].duration_s == pytest.approx(10)


def test_a_control_tells_the_size_that_is_not_believed():
    table = found(*(swing(5 + 9.7 * n + n % 3, size_ms2=0.1 + 0.01 * n) for n in range(9)))
    size = control_size(table, HEADER)
    assert size == pytest.approx(0.18)
    assert control_size(found(), HEADER) is None
    assert control_size(found(swing(3), usable_s=10.0), HEADER) is None
    told = measurement_of(found(swing(10, size_ms2=0.17), swing(40, size_ms2=0.2)), HEADER, size)
    assert told.summary.fasciculations == 1
    assert told.summary.smallest_detectable >= 0.18


def test_deaf_recordings_are_not_measurable():
    told = measurement_of(found(swing(10), usable_s=0.0), HEADER)
    assert Quality.NOT_MEASURABLE in told.quality
    assert told.summary.rate_per_min is None
    assert told.summary.rate_interval_95 is None
