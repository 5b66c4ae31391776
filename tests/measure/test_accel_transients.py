"""Short swings with their place, length and size."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_bank import looked
from quietmuscle.measure.accel_bank import whitened
from quietmuscle.measure.accel_transients import sure_height
from quietmuscle.measure.accel_transients import transients

RATE_HZ = 200.0
ALL = np.ones(6000, dtype=bool)


def with_pulses(*at_s: float, size: float = 0.2, hz: float = 15.0) -> np.ndarray:
    band = 0.015 * np.random.default_rng(1).standard_normal((6000, 3))
    time = np.arange(6000) / RATE_HZ
    for at in at_s:
        pulse = np.sin(2 * np.pi * hz * (time - at)) * np.exp(-(((time - at) / 0.03) ** 2) / 2)
        band += (size / 1.3 * pulse)[:, None] * [0.0, 0.6, 0.8]
    return band


def found(band: np.ndarray) -> list:
    seen = looked(whitened(band, ALL, RATE_HZ, np.zeros(3)))
    return transients(band, seen, ALL, RATE_HZ, sure_height(RATE_HZ))


def test_each_swing_is_found_once_where_it_is():
    swings = found(with_pulses(5.0, 9.0, 9.3, 20.0))
    assert [each.at / RATE_HZ for each in swings] == pytest.approx([5.0, 9.0, 9.3, 20.0], abs=0.03)
    for each in swings:
        assert each.begin <= each.at < each.end
        assert 0.04 < (each.end - each.begin) / RATE_HZ < 0.3
        assert each.size_ms2 == pytest.approx(0.27, abs=0.08)
        assert each.sharp < 0.2


def test_what_is_sharp_is_told_where_the_rate_shows_it():
    (sharp,) = found(with_pulses(5.0, hz=60.0))
    assert sharp.sharp > 0.7
    band = with_pulses(5.0)[::2]
    seen = looked(whitened(band, ALL[::2], 100.0, np.zeros(3)))
    (slow,) = transients(band, seen, ALL[::2], 100.0, sure_height(100.0))
    assert slow.sharp is None


def test_what_is_not_quiet_is_not_looked_at():
    band = with_pulses(5.0)
    seen = looked(whitened(band, ALL, RATE_HZ, np.zeros(3)))
    assert transients(band, seen, ~ALL, RATE_HZ, 10.0) == []


def test_slower_phones_have_fewer_chances_and_faster_ones_more_room():
    assert sure_height(50.0) < sure_height(100.0) < sure_height(200.0) < sure_height(400.0)
