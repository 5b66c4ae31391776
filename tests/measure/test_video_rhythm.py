"""What moves all the time is taken out; what comes now and then stays."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.video_rhythm import calmed
from quietmuscle.measure.video_rhythm import rhythm_period_s
from quietmuscle.measure.video_rhythm import spread_of
from quietmuscle.measure.video_rhythm import without_baseline

RATE_HZ = 30.0
TIMES_S = np.arange(300) / RATE_HZ


def hum(seed, columns=128):
    return np.random.default_rng(seed).normal(0, 0.02, (300, columns)).astype(np.float32)


def wave(hz):
    return np.sin(2 * np.pi * hz * TIMES_S).astype(np.float32)


@pytest.mark.parametrize("count", [1, 2, 7, 300])
def test_a_series_that_stands_still_is_its_own_baseline(count):
    still = np.full((count, 3), 5, np.float32)
    assert without_baseline(still, RATE_HZ) == pytest.approx(0, abs=1e-5)


def test_a_drift_goes_and_a_short_twitch_stays_as_high_as_it_was():
    series = (0.5 * TIMES_S)[:, None].astype(np.float32)
    series[150:156] += 2
    rest = without_baseline(series, RATE_HZ)[60:240, 0]
    assert rest[90:96] == pytest.approx(2, abs=0.25)
    assert np.delete(rest, range(90, 96)) == pytest.approx(0, abs=0.25)


def test_a_lasting_step_is_gone_a_second_later():
    series = np.where(TIMES_S < 5, 0, 4).astype(np.float32)[:, None]
    rest = without_baseline(series, RATE_HZ)[:, 0]
    assert rest[(TIMES_S < 3.5) | (TIMES_S > 6.5)] == pytest.approx(0, abs=1e-6)


def test_a_constant_that_is_added_changes_nothing():
    series = hum(1)
    moved = without_baseline(series + np.float32(8), RATE_HZ)
    assert moved == pytest.approx(without_baseline(series, RATE_HZ), abs=1e-5)


def test_the_spread_is_that_of_the_noise_and_rare_twitches_do_not_count():
    assert spread_of(np.array([[-2, 0], [2, 0], [2, 0]], np.float32)) == pytest.approx(
        [2 / 0.6745, 0]
    )
    noise = np.random.default_rng(2).standard_normal((4000, 1)).astype(np.float32)
    noise[::50] = 100
    assert spread_of(noise) == pytest.approx(1, abs=0.08)


@pytest.mark.parametrize("hz", [1.2, 5.0, 7.5])
def test_a_course_has_the_period_of_its_wave_whatever_its_height(hz):
    for height in (0.01, 1, 300):
        found = rhythm_period_s(np.asarray(height * wave(hz) + 7 * height, np.float32), RATE_HZ)
        assert found == pytest.approx(1 / hz, abs=0.02)


def test_beats_have_the_period_of_one_beat_and_not_of_two():
    since = TIMES_S % 0.8
    beats = np.exp(-((since - 0.3) ** 2) / (2 * 0.08**2))
    assert rhythm_period_s(beats.astype(np.float32), RATE_HZ) == pytest.approx(0.8, abs=0.04)


@pytest.mark.parametrize("course", [np.zeros(300), np.full(300, 3.0), np.ones(3), np.arange(300)])
def test_what_does_not_repeat_has_no_period(course):
    assert rhythm_period_s(course.astype(np.float32), RATE_HZ) is None
    assert rhythm_period_s(hum(3)[:, 0], RATE_HZ) is None


def test_a_tremor_is_taken_out_and_told_with_its_period_size_and_place():
    series = hum(4)
    series[:, :40] += 0.2 * wave(5)[:, None]
    series[:, 10] += 0.3 * wave(5)
    calm = calmed(series, RATE_HZ)
    first = calm.rhythms[0]
    assert first.period_s == pytest.approx(0.2, abs=0.01)
    assert first.size == pytest.approx(0.5 / np.sqrt(2), abs=0.04)
    assert first.place == 5
    assert calm.series[:, :40].std(axis=0).max() < 0.05


def test_a_twitch_beside_a_rhythm_stays():
    series = hum(5)
    series[:, :40] += 0.3 * wave(5)[:, None]
    series[150:156, 60:70] += 1
    calm = calmed(series, RATE_HZ)
    assert calm.series[150:156, 60:70].mean() == pytest.approx(1, abs=0.2)
    assert calm.series[20:140, :40].std() < 0.06
    # What is shown of its size is not calmed.
    assert calm.raw[20:140, :40].std() == pytest.approx(0.3 / np.sqrt(2), rel=0.2)


def test_a_few_twitches_are_no_rhythm_and_still_stand_out():
    series = hum(6)
    for at in (40, 71, 150, 233):
        series[at : at + 6, 8:26] += 1
    calm = calmed(series, RATE_HZ)
    assert calm.rhythms == ()
    assert calm.series[150:156, 8:26].mean() > 20 * np.median(spread_of(calm.series))


def test_a_wide_unrest_without_a_period_is_taken_out_too():
    series = hum(9)
    noise = np.random.default_rng(10).normal(0, 0.3, 300).astype(np.float32)
    calm = calmed(series + noise[:, None], RATE_HZ)
    assert calm.rhythms == ()
    assert calm.series.std() < 0.1


def test_where_nothing_moves_nothing_is_left_and_no_number_is_missing():
    calm = calmed(np.full((300, 8), 2, np.float32), RATE_HZ)
    assert calm.series.shape == (300, 8)
    assert calm.series == pytest.approx(0, abs=1e-5)
    assert calm.rhythms == ()
