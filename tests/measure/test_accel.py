"""Twitches under a phone, found in recordings whose truth is known."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from accel_conditions import as_read
from accel_conditions import found_twitches
from accel_conditions import hits
from accel_conditions import minute
from accel_conditions import source_of
from accel_conditions import true_twitches

from quietmuscle.measure.accel import measure_accel
from quietmuscle.measure.accel_result import CONTROL_LEAST_S
from quietmuscle.mechanism.synthetic_accel import Body
from quietmuscle.mechanism.synthetic_accel import Happens
from quietmuscle.mechanism.synthetic_accel import PhoneSensor
from quietmuscle.mechanism.synthetic_accel import Uneven
from quietmuscle.mechanism.synthetic_accel import synthetic_accel
from quietmuscle.mechanism.synthetic_accel_truth import Happening
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import SignalUnit


def test_twitches_are_found_beside_heart_and_breath():
    recording = minute(31, ratio=5)
    found = measure_accel(as_read(recording))
    matched, false, missed = hits(found_twitches(found), true_twitches(recording))
    assert matched >= 14
    assert false <= 1
    assert missed <= 1
    assert found.usable_s == pytest.approx(59.6, abs=0.5)
    low, high = found.summary.rate_interval_95
    assert low < 15 < high


def test_a_table_and_a_heart_alone_hold_nothing():
    for body in (True, False):
        found = measure_accel(as_read(minute(32, body=body)))
        assert found.summary.fasciculations == 0
        assert found.summary.rate_interval_95[1] == pytest.approx(3.0, abs=0.2)


@pytest.mark.parametrize("rate_hz", [100.0, 200.0])
@pytest.mark.parametrize("size_mg", [30, 60])
def test_strong_twitches_do_not_hide_the_heart(size_mg, rate_hz):
    # A usual heart, of 3 mg, beside twitches that are ten and twenty times larger.
    extra, told = 0, 0
    for seed in (50, 51):
        at_s = np.cumsum(0.6 + np.random.default_rng(seed).exponential(3.0, 14))
        happens = tuple(
            Happens(what=Happening.TWITCH, onset_s=float(at), size_mg=size_mg) for at in at_s
        )
        recording = synthetic_accel(
            happens, duration_s=60.0, seed=seed, body=Body(), phone=PhoneSensor(rate_hz=rate_hz)
        )
        found = measure_accel(as_read(recording))
        _, false, missed = hits(found_twitches(found), true_twitches(recording))
        extra += false
        told += Quality.HEARTBEAT in found.quality
        assert missed <= 1
    assert extra <= 2
    assert told >= 1


@pytest.mark.parametrize(
    "uneven", [Uneven(early=0.1), Uneven(variation=0.22)], ids=["early beats", "fibrillation"]
)
def test_a_heart_that_beats_unevenly_does_not_twitch(uneven):
    for seed, heart_mg in ((41, 4.0), (42, 8.0)):
        body = Body(heart_per_min=75.0, heart_mg=heart_mg, uneven=uneven)
        found = measure_accel(as_read(synthetic_accel((), duration_s=60.0, seed=seed, body=body)))
        assert found.summary.fasciculations <= 3
        assert Quality.HEARTBEAT in found.quality


@pytest.mark.parametrize(
    ("what", "size_mg", "hz", "kind"),
    [
        (Happening.TREMOR, 300.0, 5.0, EventKind.TREMOR),
        (Happening.CLONUS, 100.0, 6.0, EventKind.CLONUS),
        (Happening.SPASM, 300.0, 6.0, EventKind.SPASM),
        (Happening.VOLUNTARY, 200.0, 6.0, EventKind.VOLUNTARY),
        (Happening.MOVED, 500.0, 6.0, EventKind.ARTEFACT),
        (Happening.VIBRATION, 100.0, 6.0, EventKind.ARTEFACT),
    ],
)
def test_what_lasts_is_named_and_not_counted(what, size_mg, hz, kind):
    also = (Happens(what=what, onset_s=20.0, size_mg=size_mg, duration_s=4.0, rate_hz=hz),)
    found = measure_accel(as_read(minute(33, also=also)))
    named = [event for event in found.events if 18 < event.onset_s < 25 and event.duration_s > 1]
    assert kind in {event.kind for event in named}
    assert found.summary.fasciculations <= 1
    assert found.usable_s < 58


def test_the_same_file_gives_the_same_result_and_progress_is_told():
    source = as_read(minute(34, ratio=4, per_min=6, length_s=24.0))
    told: list[float] = []
    assert measure_accel(source, progress=told.append) == measure_accel(source)
    assert told[-1] == pytest.approx(24)


def test_pieces_meet_without_a_gap_or_a_double_count():
    recording = minute(35, ratio=8, per_min=60, length_s=130.0, body=False)
    found = measure_accel(as_read(recording))
    _, false, missed = hits(found_twitches(found), true_twitches(recording))
    assert missed <= 3
    assert false <= 1
    assert found.duration_s == pytest.approx(130)


def test_a_slow_phone_is_screening_only_and_a_slower_one_measures_nothing():
    found = measure_accel(
        as_read(minute(36, ratio=8, phone=PhoneSensor(rate_hz=50.0), length_s=30.0))
    )
    assert Quality.LOW_RATE in found.quality
    assert max(event.confidence for event in found.events) <= 0.5
    deaf = measure_accel(as_read(minute(36, ratio=8, phone=PhoneSensor(rate_hz=20.0))))
    assert {Quality.LOW_RATE, Quality.NOT_MEASURABLE} <= set(deaf.quality)
    assert deaf.summary.rate_per_min is None


def test_a_control_on_a_table_raises_what_is_believed():
    knocks = tuple(
        Happens(what=Happening.TWITCH, onset_s=3.0 + 6.1 * n + 0.7 * (n % 3), size_mg=60)
        for n in range(3)
    )
    shaken = as_read(minute(37, body=False, also=knocks, length_s=20.0))
    source = as_read(minute(38, ratio=5, length_s=40.0))
    alone, beside = measure_accel(source), measure_accel(source, control=shaken)
    assert alone.summary.fasciculations > 10
    assert beside.summary.fasciculations == 0
    assert "control_ms2" in dict(beside.parameters)
    assert beside.summary.smallest_detectable > alone.summary.smallest_detectable
    calm = measure_accel(source, control=as_read(minute(39, body=False, length_s=20.0)))
    assert calm.events == alone.events


def test_the_control_that_the_page_records_is_used():
    # The page Measure records 20 s on the table.
    knocks = tuple(
        Happens(what=Happening.TWITCH, onset_s=at, size_mg=60) for at in (3.1, 8.8, 16.0)
    )
    control = synthetic_accel(knocks, duration_s=20.0, seed=45)
    muscle = as_read(minute(38, ratio=5, per_min=4, length_s=15.0))
    found = measure_accel(muscle, control=as_read(control))
    assert dict(found.parameters)["control_ms2"] > 0.1
    assert dict(found.parameters)["control_usable_s"] == pytest.approx(19.6, abs=0.1)
    short = synthetic_accel((), duration_s=12.0, seed=46)
    beside_short = measure_accel(muscle, control=as_read(short))
    assert Quality.CONTROL_UNUSED in beside_short.quality
    assert Quality.CONTROL_UNUSED not in found.quality
    told = dict(beside_short.parameters)
    assert told["control_usable_s"] < CONTROL_LEAST_S
    assert "control_ms2" not in told


@pytest.mark.parametrize(
    ("samples", "quality"),
    [
        (np.zeros((0, 3)), Quality.TOO_SHORT),
        (np.ones((1, 3)), Quality.TOO_SHORT),
        (np.full((4000, 3), 9.8), Quality.FLAT),
        (np.full((4000, 3), np.nan), Quality.MISSING_SAMPLES),
    ],
)
def test_what_holds_nothing_is_not_measurable(samples, quality):
    found = measure_accel(source_of(samples, 200.0))
    assert {quality, Quality.NOT_MEASURABLE} <= set(found.quality)
    assert found.events == ()


def test_memory_does_not_grow_with_length():
    def peak(pieces):
        one = np.random.default_rng(15).normal((0.0, 0.0, 9.81), 0.02, (6000, 3))
        source = source_of(one, 100.0)
        long = replace(source, blocks=lambda size: (one[:size] for _ in range(pieces)))
        tracemalloc.start()
        try:
            found = measure_accel(long)
            return found, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    (short, of_short), (whole, of_whole) = peak(2), peak(5)
    assert (short.duration_s, whole.duration_s) == (pytest.approx(120), pytest.approx(300))
    assert of_whole < 1.1 * of_short


def test_without_a_unit_no_claim_in_metres_is_made():
    recording = minute(40, ratio=5, per_min=4, length_s=16.0)
    source = source_of(recording.samples_ms2 / 9.80665, 200.0)
    header = source.header
    bare = type(source)(
        header=type(header)(
            modality=header.modality, rate_hz=200.0, channels=header.channels, unit=None
        ),
        blocks=source.blocks,
    )
    found = measure_accel(bare)
    assert Quality.UNIT_UNKNOWN in found.quality
    assert {event.amplitude for event in found.events} == {None}
    assert found.summary.smallest_detectable is None
    assert measure_accel(source).summary.smallest_detectable_unit is (
        SignalUnit.METRE_PER_SECOND_SQUARED
    )
