"""Twitches of motor units and their recordings. Rows V15 and V16 of the validation table."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.mechanism.motor_unit import RATE_HZ
from quietmuscle.mechanism.motor_unit import UNITS
from quietmuscle.mechanism.motor_unit import UnderSkin
from quietmuscle.mechanism.motor_unit import recorded
from quietmuscle.mechanism.motor_unit import train_force
from quietmuscle.mechanism.motor_unit import unit_contraction_s
from quietmuscle.mechanism.motor_unit import unit_force
from quietmuscle.mechanism.synthetic_accel_truth import Happening

TIMES_S = np.arange(0, 1, 0.001)


def test_v16_forces_and_times_are_those_of_fuglevand():
    """Fuglevand et al. 1993: forces 1 to 100, contraction times 90 to 30 ms."""
    assert unit_force(1) == pytest.approx(1)
    assert unit_force(UNITS) == pytest.approx(100)
    assert unit_contraction_s(1) == pytest.approx(0.090)
    assert unit_contraction_s(UNITS) == pytest.approx(0.030)


def test_a_twitch_peaks_at_its_contraction_time():
    force = train_force(np.array([0.1]), TIMES_S, UNITS)
    assert force.max() == pytest.approx(100, rel=1e-3)
    assert TIMES_S[force.argmax()] == pytest.approx(0.130, abs=0.001)
    assert (force[:100] == 0).all()


def test_two_twitches_close_together_add_up():
    alone = train_force(np.array([0.1]), TIMES_S, 1)
    both = train_force(np.array([0.1, 0.105]), TIMES_S, 1)
    assert both.max() == pytest.approx(2 * alone.max(), rel=0.01)


def test_v15_what_electrodes_see_has_the_size_of_surface_recordings():
    """5-500 µV for 200 fibres at 5 to 15 mm, smaller the deeper."""

    def size_uv(depth_mm):
        skin = UnderSkin(depth_mm=depth_mm, noise_uv=0.0, seconds=10.0)
        return float(np.ptp(recorded(np.array([5.0]), skin, 1).emg.samples_uv))

    sizes = [size_uv(depth) for depth in (5.0, 10.0, 12.0, 15.0)]
    assert sizes == sorted(sizes, reverse=True)
    assert 5 < sizes[3] < sizes[0] < 500


def test_both_recordings_hold_the_same_twitches():
    discharges = np.array([2.0, 4.5, 8.0, 29.0])
    made = recorded(discharges, UnderSkin(seconds=10.0), 3)
    assert [each.onset_s for each in made.emg.truth] == [2.0, 4.5, 8.0]
    felt = [each.onset_s for each in made.accel.truth if each.happening is Happening.TWITCH]
    assert felt == pytest.approx([2.0, 4.5, 8.0])
    assert made.emg.samples_uv.shape == (round(10 * RATE_HZ), 1)
    assert np.array_equal(
        made.emg.samples_uv, recorded(discharges, UnderSkin(seconds=10.0), 3).emg.samples_uv
    )


def test_what_was_never_tried_is_refused():
    with pytest.raises(ValueNotUnderstoodError, match="depth_mm was tried from 3 to 25 mm"):
        UnderSkin(depth_mm=1.0)
