"""Swings and stretches become events, a rate and their quality."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_bursts import Span
from quietmuscle.measure.accel_result import DEAF_MS2
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


def found(
    *swings: Swing,
    spans: tuple[Span, ...] = (),
    usable_s: float = 120.0,
    pulse_ms2: float = 0.02,
) -> AccelFound:
    piece = AccelPiece(
        keep_s=(0.0, 120.0),
        usable=((0.0, usable_s),),
        quality=frozenset(),
        swings=swings,
        spans=spans,
        pulse_ms2=pulse_ms2,
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
    told = measurement_of(found(swing(10, 10.5), swing(40, 8.5), swing(70, 12.5)), HEADER)
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


def test_deaf_recordings_are_not_measurable_and_say_not_that_there_was_none():
    usual = measurement_of(found(swing(10)), HEADER)
    assert usual.summary.rate_per_min == pytest.approx(0.5)
    deaf = found(swing(10), pulse_ms2=0.02 * 1.02 * DEAF_MS2 / usual.summary.smallest_detectable)
    told = measurement_of(deaf, HEADER)
    assert told.summary.smallest_detectable == pytest.approx(1.02 * DEAF_MS2)
    assert {Quality.NOT_MEASURABLE, Quality.NOISY} <= set(told.quality)
    assert told.summary.rate_per_min is None
    assert told.summary.rate_interval_95 is None
    assert len(told.events) == 1
    at_hand = found(pulse_ms2=0.02 * 0.98 * DEAF_MS2 / usual.summary.smallest_detectable)
    assert Quality.NOT_MEASURABLE not in measurement_of(at_hand, HEADER).quality


def test_too_little_time_bears_no_rate():
    assert measurement_of(found(usable_s=9.0), HEADER).summary.rate_per_min is None
    assert measurement_of(found(usable_s=11.0), HEADER).summary.rate_per_min == 0


@pytest.mark.parametrize("seed", range(4))
def test_time_in_which_nothing_is_counted_is_not_usable(seed):
    # Tremors of 4 s with pauses of 2 s or more between them, and twitches at random, 80 a minute.
    rng = np.random.default_rng(seed)
    begins = np.cumsum(4 + rng.choice([2.0, 5.0, 9.0], 14))
    spans = tuple(tremor(float(at), float(at) + 4) for at in begins if at < 115)
    times = np.cumsum(0.35 + rng.exponential(0.4, 300))
    free = [at for at in times if at < 120 and not any(s.start_s < at < s.stop_s for s in spans)]
    seen = found(*(swing(float(at)) for at in free), spans=spans)
    told = measurement_of(seen, HEADER)
    low, high = told.summary.rate_interval_95
    assert low < 80 < high
    assert told.usable_s < 120 - sum(span.stop_s - span.start_s for span in spans)


def test_runs_that_crowd_are_unsure_and_their_time_is_not_usable():
    told = measurement_of(found(*(swing(10 + 0.2 * n) for n in range(8)), swing(50)), HEADER)
    run, alone = told.events
    assert run.kind in {EventKind.CLONUS, EventKind.SPASM}
    assert run.detail is EventDetail.UNSURE
    assert alone.kind is EventKind.FASCICULATION
    assert told.usable_s == pytest.approx(120 - run.duration_s)


def test_what_is_not_sure_of_a_stretch_is_said():
    unsure = Span(
        start_s=20,
        stop_s=24,
        kind=EventKind.SPASM,
        confidence=0.5,
        size_ms2=1.0,
        is_sure=False,
    )
    told = measurement_of(found(spans=(unsure, tremor(60, 64))), HEADER)
    assert [event.detail for event in told.events] == [EventDetail.UNSURE, None]
