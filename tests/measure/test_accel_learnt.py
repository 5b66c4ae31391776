"""Shapes that recur are learnt, and weaker swings of the same shape are known by them."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_learnt import along_a_line
from quietmuscle.measure.accel_learnt import learnt_shapes
from quietmuscle.measure.accel_learnt import likeness
from quietmuscle.measure.accel_learnt import slower

RATE_HZ = 200.0
TIME = np.arange(-26, 27) / RATE_HZ
PULSE = np.exp(-0.5 * (TIME / 0.03) ** 2) * np.cos(2 * np.pi * 14 * TIME + 0.7)
PULSE /= np.linalg.norm(PULSE)
STRONG = np.arange(500, 9000, 1100)
WEAK = STRONG + 550


def white(seed: int) -> np.ndarray:
    """Eight swings of 8 by the noise, and eight weaker ones between them, along one line."""
    found = np.random.default_rng(seed).standard_normal((9600, 3))
    for at, size in [*((at, 8.0) for at in STRONG), *((at, 5.5) for at in WEAK)]:
        found[at - 26 : at + 27] += size * PULSE[:, None] * [0.0, 0.6, 0.8]
    return found


def test_a_shape_is_learnt_with_its_line_and_finds_the_weaker_ones():
    samples = white(1)
    (known,) = learnt_shapes(samples, STRONG, RATE_HZ)
    assert known.members >= 6
    assert known.strength == pytest.approx(8, abs=1)
    way = np.linalg.svd(known.shape)[2][0]
    assert abs(way @ [0.0, 0.6, 0.8]) > 0.9
    alike = likeness(samples, [known], RATE_HZ)
    found = [alike[at - 6 : at + 7].max() > 1 for at in WEAK]
    assert sum(found) >= 6
    assert (alike[9000:] > 1).sum() == 0


def test_noise_has_no_shape_and_another_line_is_not_alike():
    noise = np.random.default_rng(2).standard_normal((9600, 3))
    assert learnt_shapes(noise, STRONG, RATE_HZ) == []
    known = learnt_shapes(white(3), STRONG, RATE_HZ)
    other = noise.copy()
    for at in STRONG:
        other[at - 26 : at + 27] += 8 * PULSE[:, None] * [1.0, 0.0, 0.0]
    assert likeness(other, known, RATE_HZ).max() < 1
    assert not likeness(noise, [], RATE_HZ).any()


def test_what_is_far_larger_is_not_alike_however_well_it_fits():
    samples = white(4)
    known = learnt_shapes(samples, STRONG, RATE_HZ)
    samples[4000:4053] += 40 * PULSE[:, None] * [0.0, 0.8, -0.5]
    assert likeness(samples, known, RATE_HZ)[4000:4053].max() < 1


def test_a_line_has_norm_one_and_slow_parts_are_kept():
    line = along_a_line(np.outer(PULSE, [0.0, 0.6, 0.8]))
    assert np.linalg.norm(line) == pytest.approx(1)
    fast = np.sin(2 * np.pi * 70 * np.arange(2000) / RATE_HZ)[:, None] * np.ones(3)
    assert np.abs(slower(fast, RATE_HZ)[300:-300]).max() < 0.1
