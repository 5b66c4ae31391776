"""How a filmed muscle and a hand move: courses with known shapes, times and sizes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.mechanism.skin_video_motion import PEAKS_BY_TAIL
from quietmuscle.mechanism.skin_video_motion import LocalTwitch
from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.mechanism.skin_video_motion import band_noise
from quietmuscle.mechanism.skin_video_motion import beats
from quietmuscle.mechanism.skin_video_motion import jolt_course
from quietmuscle.mechanism.skin_video_motion import pulse_course
from quietmuscle.mechanism.skin_video_motion import twitches

TWITCH = LocalTwitch(
    onset_s=2.0,
    duration_s=0.4,
    place_px=(10.0, 20.0),
    amplitude_px=3.0,
    radius_px=5.0,
    direction_rad=math.pi / 2,
    spread=0.0,
)
PEAK_S = 2.0 + 0.4 / PEAKS_BY_TAIL


def rng(seed=1):
    return np.random.default_rng(seed)


def test_a_twitch_is_none_before_its_onset_full_at_its_peak_and_a_tenth_at_its_end():
    assert [TWITCH.course(time) for time in (0.0, 2.0, 30.0)] == [0, 0, 0]
    assert TWITCH.course(PEAK_S) == pytest.approx(1)
    assert TWITCH.course(2.4) == pytest.approx(0.1, abs=0.001)
    assert max(TWITCH.course(time) for time in np.linspace(2, 4, 500)) <= 1


def test_the_place_of_a_twitch_moves_by_its_amplitude_along_its_direction():
    x, y = TWITCH.displacement(PEAK_S, np.array([10.0]), np.array([20.0]))
    assert (x[0], y[0]) == pytest.approx((0, 3), abs=1e-9)
    aside = replace(TWITCH, direction_rad=0.0)
    x, y = aside.displacement(PEAK_S, np.array([10.0]), np.array([20.0]))
    assert (x[0], y[0]) == pytest.approx((3, 0), abs=1e-9)


def test_a_radius_away_the_motion_is_smaller_by_the_root_of_e_and_far_away_there_is_none():
    _, y = TWITCH.displacement(PEAK_S, np.array([15.0, 10.0, 90.0]), np.array([20.0, 15.0, 20.0]))
    assert y == pytest.approx([3 / math.sqrt(math.e)] * 2 + [0], abs=1e-9)


@pytest.mark.parametrize("spread", [0.5, -0.5])
def test_a_bulge_moves_both_sides_apart_and_a_pull_together(spread):
    bulge = replace(TWITCH, spread=spread)
    x, _ = bulge.displacement(PEAK_S, np.array([5.0, 10.0, 15.0]), np.full(3, 20.0))
    side = 3 * spread / math.sqrt(math.e)
    assert x == pytest.approx([-side, 0, side], abs=1e-9)


def test_twitches_keep_their_distance_and_stay_away_from_both_ends():
    plan = TwitchPlan(rate_per_min=90, places=2)
    made = twitches(plan, rng(), duration_s=60, width=200, height=100, top_share=0.5)
    onsets = np.array([one.onset_s for one in made])
    assert onsets[0] >= 1 + plan.apart_s
    assert onsets[-1] <= 59
    assert np.diff(onsets).min() >= plan.apart_s
    assert 1 < len({one.place_px for one in made}) <= 2
    assert all(40 <= one.place_px[0] <= 160 and 50 <= one.place_px[1] <= 80 for one in made)


def test_each_twitch_keeps_to_the_ranges_of_its_plan():
    plan = TwitchPlan(rate_per_min=90, amplitude_px=(1, 2), radius_px=(7, 9), duration_s=(0.2, 0.3))
    made = twitches(plan, rng(2), duration_s=60, width=200, height=100)
    assert len(made) > 40
    for values, (least, most) in (
        ([one.amplitude_px for one in made], plan.amplitude_px),
        ([one.radius_px for one in made], plan.radius_px),
        ([one.duration_s for one in made], plan.duration_s),
    ):
        assert least <= min(values) < max(values) <= most


def test_the_rate_of_twitches_is_that_of_the_plan():
    plan = TwitchPlan(rate_per_min=20)
    made = twitches(plan, rng(3), duration_s=3600, width=100, height=100)
    assert len(made) / 60 == pytest.approx(20, abs=1.5)


def test_no_rate_or_no_time_gives_no_twitch():
    still, often = TwitchPlan(rate_per_min=0), TwitchPlan(rate_per_min=60)
    assert twitches(still, rng(), duration_s=60, width=9, height=9) == ()
    assert twitches(often, rng(), duration_s=2, width=9, height=9) == ()


def test_the_same_seed_gives_the_same_twitches():
    first, again, other = (
        twitches(TwitchPlan(rate_per_min=30), rng(seed), duration_s=30, width=99, height=99)
        for seed in (4, 4, 5)
    )
    assert first == again != other


def test_the_shake_of_a_hand_has_its_size_and_lies_in_its_band():
    times = np.arange(6000) / 100
    course = band_noise(rng(), times, low_hz=3, high_hz=12, rms=0.7)
    assert course.std() == pytest.approx(0.7, rel=0.1)
    power = np.abs(np.fft.rfft(course * np.hanning(6000))) ** 2
    hz = np.fft.rfftfreq(6000, 0.01)
    assert power[(hz > 2.8) & (hz < 12.2)].sum() > 0.999 * power.sum()
    assert not band_noise(rng(), times, low_hz=3, high_hz=12, rms=0).any()


def test_heart_beats_begin_at_once_last_to_the_end_and_come_at_their_rate():
    even = beats(rng(), duration_s=10, rate_hz=2, variation=0)
    assert even[:4] == pytest.approx([0, 0.5, 1, 1.5])
    assert even[-1] > 10
    uneven = np.diff(beats(rng(), duration_s=300, rate_hz=1.25, variation=0.05))
    assert uneven.mean() == pytest.approx(0.8, rel=0.02)
    assert uneven.std() / uneven.mean() == pytest.approx(0.05, rel=0.2)
    wild = np.diff(beats(rng(), duration_s=300, rate_hz=1, variation=3))
    assert (wild.min(), wild.max()) == pytest.approx((0.5, 1.5))


def test_a_pulse_wave_has_its_peak_and_a_smaller_second_one():
    times = np.arange(0, 1, 0.01)
    course = pulse_course(times, np.array([0.0]))
    assert times[course.argmax()] == pytest.approx(0.12)
    assert course.max() == pytest.approx(1, abs=0.01)
    assert course[36] == pytest.approx(0.35, abs=0.01)
    assert course[24] < 0.2
    assert course[-1] < 1e-6
    both = pulse_course(times, np.array([0.0, 0.3]))
    assert both == pytest.approx(course + pulse_course(times - 0.3, np.array([0.0])))
    assert not pulse_course(times, np.array([])).any()


def test_a_knock_swings_once_forth_and_back_and_dies_away():
    times = np.arange(0, 3, 0.005)
    course = jolt_course(times, np.array([1.0]))
    assert not course[times <= 1].any()
    forth, back = course.argmax(), course.argmin()
    assert 1 < times[forth] < times[back] < 1.3
    assert course[forth] == pytest.approx(0.69, abs=0.05)
    assert abs(course[back]) < course[forth] / 2
    assert np.abs(course[times > 2]).max() < 0.001
    assert not jolt_course(times, np.array([])).any()
