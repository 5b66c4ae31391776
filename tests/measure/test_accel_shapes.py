"""The family of shapes: pulses of a muscle under a mass, and bells of any phase."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_shapes import BELL_HZ
from quietmuscle.measure.accel_shapes import shapes
from quietmuscle.mechanism.synthetic_accel_shapes import FINE_HZ
from quietmuscle.mechanism.synthetic_accel_shapes import twitch_shape


@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 400.0])
def test_shapes_fit_below_half_of_the_rate_and_lie_about_their_middle(rate_hz):
    size = 1024
    family = shapes(np.fft.rfftfreq(size, 1 / rate_hz), rate_hz)
    assert len(family.bells) == len(family.is_brief) <= 2 * len(BELL_HZ)
    assert len(family.pulses) >= 12
    for spectrum in [*family.pulses, *family.bells]:
        power = np.roll(np.fft.irfft(spectrum, size), size // 2) ** 2
        middle = float((np.arange(size) * power).sum() / power.sum()) - size // 2
        assert abs(middle) / rate_hz < 0.02


def test_a_twitch_that_was_drawn_otherwise_is_like_one_of_them():
    # The same physics, integrated step by step, with values that lie between those of the family.
    drawn = twitch_shape(0.06, 16.0)[:: round(FINE_HZ / 200)]
    size = 512
    family = shapes(np.fft.rfftfreq(size, 1 / 200.0), 200.0)
    spectrum = np.fft.rfft(drawn, size)
    likeness = [
        np.abs(np.fft.irfft(spectrum * np.conj(pulse), size)).max()
        / np.linalg.norm(drawn)
        / np.linalg.norm(np.fft.irfft(pulse, size))
        for pulse in family.pulses
    ]
    assert max(likeness) > 0.97
