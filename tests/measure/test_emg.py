"""Fasciculations found in EMG whose truth is known."""

from __future__ import annotations

import os
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from emg_conditions import RATE_HZ
from emg_conditions import condition
from emg_conditions import hits
from emg_conditions import source_of
from emg_conditions import true_fasciculations

from quietmuscle.capture.reading import read_signal
from quietmuscle.measure.emg import measure_emg
from quietmuscle.mechanism.discharges import bursts
from quietmuscle.mechanism.emg_background import electrode_noise
from quietmuscle.mechanism.emg_background import heart_beats
from quietmuscle.mechanism.emg_scenes import SceneKind
from quietmuscle.mechanism.emg_scenes import emg_scene
from quietmuscle.mechanism.emg_shapes import free_potential
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Quality


@pytest.mark.parametrize("name", list("ABCDEFG"))
def test_twitches_are_found_in_each_condition(name):
    recording = condition(name, seed=1001)
    found = measure_emg(source_of(recording.samples_uv, RATE_HZ))
    matched, false, missed = hits(found, true_fasciculations(recording))
    assert 2 * matched / (2 * matched + false + missed) >= 0.9


def test_a_voluntary_train_is_named_and_not_counted():
    false_of_all = 0
    for seed in (1002, 1003, 1004):
        recording = condition("F", seed=seed)
        found = measure_emg(source_of(recording.samples_uv, RATE_HZ))
        tonic = [event for event in found.events if event.detail is EventDetail.TONIC]
        assert {event.kind for event in tonic} == {EventKind.VOLUNTARY}
        assert 100 <= len(tonic) <= 130
        assert Quality.BACKGROUND_FIRING in found.quality
        false_of_all += hits(found, true_fasciculations(recording))[1]
    assert false_of_all <= 3 * 2


def noise(seconds: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return electrode_noise(round(seconds * RATE_HZ), RATE_HZ, 5.0, rng)


def test_noise_alone_holds_nothing():
    found = measure_emg(source_of(noise(300, 3)[:, None], RATE_HZ))
    assert found.summary.fasciculations <= 1
    assert found.usable_s == pytest.approx(300, abs=0.5)


@pytest.mark.parametrize("seed", [1, 2])
def test_noise_with_the_colour_of_a_muscle_at_work_holds_nothing(seed):
    rng = np.random.default_rng([7, seed])
    scene = emg_scene(SceneKind.CONTRACTION, rng, seconds=300.0, rate_hz=2000.0)
    spectrum = np.abs(np.fft.rfft(scene.recording.samples_uv[:, 0]))
    turned = spectrum * np.exp(2j * np.pi * rng.random(spectrum.size))
    coloured = np.fft.irfft(turned, n=scene.recording.samples_uv.shape[0])
    found = measure_emg(source_of(coloured[:, None], 2000.0))
    assert found.summary.fasciculations <= 1


def test_a_heart_alone_is_no_twitch():
    rng = np.random.default_rng(4)
    samples = noise(60, 4) + heart_beats(round(60 * RATE_HZ), RATE_HZ, 120.0, 70.0, rng)
    found = measure_emg(source_of(samples[:, None], RATE_HZ))
    assert found.summary.fasciculations == 0
    assert Quality.HEARTBEAT in found.quality


@pytest.mark.parametrize("hz", [50, 120, 150, 240])
def test_what_hums_for_a_while_is_mains_and_no_time_to_count_in(hz):
    samples = noise(30, hz)
    on = slice(round(10 * RATE_HZ), round(13 * RATE_HZ))
    samples[on] += 30 * np.sin(2 * np.pi * hz * np.arange(on.stop - on.start) / RATE_HZ)
    found = measure_emg(source_of(samples[:, None], RATE_HZ))
    assert {event.detail for event in found.events} == {EventDetail.MAINS}
    assert Quality.MAINS_HUM in found.quality
    assert found.usable_s == pytest.approx(27, abs=0.3)


@pytest.mark.parametrize("seed", [31, 34])
def test_groups_so_fast_that_their_potentials_run_together_are_no_fasciculations(seed):
    rng = np.random.default_rng(seed)
    samples = 4 * rng.standard_normal((round(40 * RATE_HZ), 1))
    shape = free_potential(150.0, RATE_HZ, rng)
    for at in bursts(1.5, (4, 9), 50.0, 39.0, rng):
        first = round(at * RATE_HZ)
        samples[first : first + len(shape)] += shape
    found = measure_emg(source_of(samples, RATE_HZ))
    groups = [event for event in found.events if event.detail is EventDetail.GROUPED]
    assert len(groups) >= 20
    assert found.summary.fasciculations <= 0.1 * len(groups)


def test_the_same_recording_gives_the_same_result():
    recording = condition("C", seed=1003)
    source = source_of(recording.samples_uv, RATE_HZ)
    assert measure_emg(source) == measure_emg(source)


def test_pieces_meet_without_a_gap_or_a_double_count():
    first, second = condition("A", seed=1004), condition("A", seed=1005)
    samples = np.vstack([first.samples_uv, second.samples_uv])
    truth = [*true_fasciculations(first), *(60 + at for at in true_fasciculations(second))]
    found = measure_emg(source_of(samples, RATE_HZ))
    matched, false, missed = hits(found, truth)
    assert (matched, missed) == (58, 0)
    assert false <= 1
    assert found.duration_s == pytest.approx(120)


def test_without_a_unit_no_claim_in_microvolts_is_made():
    recording = condition("A", seed=1006)
    found = measure_emg(source_of(recording.samples_uv / 7.3, RATE_HZ, unit=None))
    assert {event.amplitude for event in found.events} == {None}
    assert found.summary.smallest_detectable is None
    assert Quality.UNIT_UNKNOWN in found.quality
    assert found.summary.fasciculations == pytest.approx(29, abs=1)


@pytest.mark.parametrize(
    ("samples", "quality"),
    [
        (np.zeros((20_480, 1)), Quality.FLAT),
        (np.full((20_480, 1), 7.0), Quality.FLAT),
        (np.full((20_480, 1), np.nan), Quality.MISSING_SAMPLES),
        (np.ones((1, 1)), Quality.NOT_MEASURABLE),
    ],
)
def test_what_cannot_be_measured_is_said_to_be_so(samples, quality):
    found = measure_emg(source_of(samples, RATE_HZ))
    assert quality in found.quality
    assert Quality.NOT_MEASURABLE in found.quality
    assert found.summary.rate_per_min is None
    assert found.events == ()


def test_an_empty_file_and_a_rate_that_is_too_low_are_not_measurable():
    assert measure_emg(source_of(np.zeros((0, 1)), RATE_HZ)).usable_s == 0
    slow = measure_emg(source_of(np.zeros((3000, 1)), 100.0))
    assert Quality.LOW_RATE in slow.quality
    assert slow.duration_s == 30


def test_ten_channels_of_which_nine_are_off():
    recording = condition("A", seed=1007)
    samples = np.zeros((recording.samples_uv.shape[0], 10))
    samples[:, 3] = recording.samples_uv[:, 0]
    found = measure_emg(source_of(samples, RATE_HZ))
    matched, false, _ = hits(found, true_fasciculations(recording))
    assert matched >= 28
    assert false <= 1
    assert Quality.FLAT in found.quality


def test_a_thousand_samples_a_second_are_enough_to_find_twitches_and_fewer_are_told():
    rng = np.random.default_rng(12)
    scene = emg_scene(SceneKind.FASCICULATION, rng, seconds=30, rate_hz=1000.0)
    found = measure_emg(source_of(scene.recording.samples_uv, 1000.0))
    truth = [event.peak_s for event in scene.recording.truth]
    assert hits(found, truth)[0] >= 0.9 * len(truth)
    assert Quality.LOW_RATE not in found.quality
    slow = measure_emg(source_of(scene.recording.samples_uv[::2], 500.0))
    assert Quality.LOW_RATE in slow.quality


def test_what_is_clipped_is_told_and_no_time_to_count_in():
    samples = noise(20, 13)[:, None]
    loud = slice(round(5 * RATE_HZ), round(10 * RATE_HZ))
    samples[loud] = np.clip(50 * samples[loud], -60, 60)
    found = measure_emg(source_of(samples, RATE_HZ))
    assert Quality.CLIPPED in found.quality
    assert found.usable_s == pytest.approx(15, abs=0.6)
    assert found.summary.fasciculations == 0


def test_memory_does_not_grow_with_length():
    def peak(pieces):
        one = noise(60, 14)[:, None]
        source = source_of(one, RATE_HZ)
        long = replace(source, blocks=lambda size: (one[:size] for _ in range(pieces)))
        tracemalloc.start()
        try:
            found = measure_emg(long)
            return found, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    (short, of_short), (whole, of_whole) = peak(2), peak(5)
    assert (short.duration_s, whole.duration_s) == (pytest.approx(120), pytest.approx(300))
    assert of_whole < 1.1 * of_short


def test_eight_hours_of_which_the_first_and_the_last_minute_are_good():
    one = condition("A", seed=1009)
    good = one.samples_uv[: round(60 * RATE_HZ)]
    off = np.zeros_like(good)

    def blocks(size):
        assert size == len(good)
        yield good
        yield from (off for _minute in range(8 * 60 - 2))
        yield good

    found = measure_emg(replace(source_of(good, RATE_HZ), blocks=blocks))
    assert found.duration_s == pytest.approx(8 * 3600)
    assert found.usable_s == pytest.approx(120, abs=3)
    truth = true_fasciculations(one)
    assert hits(found, [*truth, *(8 * 3600 - 60 + at for at in truth)])[0] >= 2 * len(truth) - 2
    assert {Quality.FLAT} <= set(found.quality)


def test_a_unit_that_many_channels_see_counts_once():
    scene = emg_scene(
        SceneKind.FASCICULATION, np.random.default_rng(1), seconds=30, rate_hz=1000.0, channels=16
    )
    found = measure_emg(source_of(scene.recording.samples_uv, 1000.0))
    truth = [event.onset_s for event in scene.recording.truth]
    matched, false, _ = hits(found, truth)
    assert matched >= 0.9 * len(truth)
    assert false <= 1
    assert found.summary.distinct_units <= len({e.unit for e in scene.recording.truth}) + 1
    assert {event.channel for event in found.events} <= {str(n) for n in range(16)}


def test_missing_seconds_are_left_out_of_the_time():
    recording = condition("A", seed=1008)
    samples = recording.samples_uv.copy()
    samples[round(10 * RATE_HZ) : round(20 * RATE_HZ)] = np.nan
    found = measure_emg(source_of(samples, RATE_HZ))
    assert found.usable_s == pytest.approx(50, abs=1.1)
    assert not [event for event in found.events if 10 < event.onset_s < 20]


def test_progress_is_told():
    told = []
    measure_emg(source_of(noise(130, 9)[:, None], RATE_HZ), told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(130)


REAL = Path(os.environ.get("QUIETMUSCLE_EMGDB", "/nowhere"))


@pytest.mark.skipif(not REAL.is_dir(), reason="QUIETMUSCLE_EMGDB does not name a folder of emgdb")
def test_the_steady_trains_of_a_real_recording_are_told_and_not_counted():
    found = measure_emg(read_signal(REAL / "emg_neuropathy.hea"))
    twitches = [event.onset_s for event in found.events if event.kind is EventKind.FASCICULATION]
    for start, stop in ((0.5, 11.2), (19.0, 29.8)):
        assert not [at for at in twitches if start <= at <= stop]
        rates = [t.rate_hz for t in found.summary.firing if t.start_s < stop and t.stop_s > start]
        assert any(abs(rate - 10.5) <= 0.3 for rate in rates)
