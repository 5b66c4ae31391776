"""How high noise alone reaches: false alarms as rare as was asked, twitches or not."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies

from quietmuscle.measure.video_alarm import FALSE_PER_MIN
from quietmuscle.measure.video_alarm import GAUSSIAN
from quietmuscle.measure.video_alarm import Alarm
from quietmuscle.measure.video_alarm import alarm

RATE_HZ = 10.0


def heights(seed, *, tail=1.0, count=600, side=14):
    """Strengths of two directions of noise; with a tail beyond 1 it is heavier than Gaussian."""
    noise = np.random.default_rng(seed).standard_normal((count, side, side, 2))
    size = np.sqrt((noise**2).sum(axis=-1))
    return np.asarray(size**tail, np.float32)


@pytest.mark.parametrize("tail", [1.0, 1.3])
def test_noise_goes_above_the_bar_about_as_often_as_was_asked(tail):
    above = 0
    for seed in range(12):
        z = heights(seed, tail=tail)
        bar = alarm(z, RATE_HZ).bar(false_per_min=2.0)
        above += int((z > bar).sum())
    # 12 minutes, 24 expected.
    assert 6 <= above <= 60


def test_twitches_do_not_raise_the_bar():
    z = heights(1)
    quiet = alarm(z, RATE_HZ).bar()
    for at in range(20, 600, 25):
        z[at : at + 3, 5:8, 5:8] += 20
    assert alarm(z, RATE_HZ).bar() == pytest.approx(quiet, rel=0.12)


def test_nor_do_many_of_them_in_a_small_picture():
    z = heights(3, side=5, count=200)
    quiet = alarm(z, RATE_HZ).bar()
    for at in range(8, 200, 18):
        z[at : at + 3, 1:4, 1:4] += 30
    assert alarm(z, RATE_HZ).bar() == pytest.approx(quiet, rel=0.25)


def test_heavier_noise_has_a_higher_bar():
    assert alarm(heights(2, tail=1.4), RATE_HZ).bar() > 1.5 * alarm(heights(2), RATE_HZ).bar()


@given(
    middle=strategies.floats(1, 100),
    step=strategies.floats(0.5, 50),
    often=strategies.floats(0.05, 5),
)
def test_the_bar_is_where_gumbels_law_puts_it_and_falls_with_less_room(middle, step, often):
    told = Alarm(middle=middle, step=step, peaks_per_min=1000)
    bar = told.bar(often)
    far = (bar**2 - middle) / step - math.log(math.log(2))
    assert -math.expm1(-math.exp(-far)) == pytest.approx(often / 1000, rel=1e-6)
    assert told.bar(often, share=0.1) < bar < told.bar(often / 2)


def test_the_median_is_exceeded_half_the_time():
    told = Alarm(middle=16, step=2, peaks_per_min=10)
    assert told.bar(false_per_min=5) == pytest.approx(4)
    assert told.bar(false_per_min=1000) == pytest.approx(4)


@pytest.mark.parametrize("shape", [(0, 5, 5), (10, 3, 3), (50, 1, 1)])
def test_where_little_is_seen_noise_is_taken_as_gaussian(shape):
    told = alarm(np.zeros(shape, np.float32), RATE_HZ)
    assert (told.middle, told.step) == GAUSSIAN
    assert math.isfinite(told.bar())
    assert FALSE_PER_MIN < 1
