"""Made recordings, measured beside their truth."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.flow.made_recording import measured_beside_truth
from quietmuscle.mechanism.motor_unit import UnderSkin
from quietmuscle.mechanism.motor_unit import recorded

DISCHARGES_S = np.array([2.0, 4.5, 4.506, 8.0, 13.0])


def test_what_happened_is_found_by_electrodes_and_phone():
    told = measured_beside_truth(recorded(DISCHARGES_S, UnderSkin(seconds=16.0), 2))
    assert told.true_s == pytest.approx((2.0, 4.5, 8.0, 13.0))
    electrodes = told.electrodes
    assert (electrodes.right, electrodes.missed, electrodes.wrong) == (4, 0, 0)
    assert (told.phone.right, told.phone.missed) == (4, 0)
    assert told.phone.right + told.phone.wrong == len(told.phone.onsets_s)


def test_what_drowns_in_noise_is_missed_and_said_to_be():
    faint = UnderSkin(depth_mm=25.0, fibres=50, noise_uv=20.0, seconds=16.0)
    told = measured_beside_truth(recorded(DISCHARGES_S, faint, 2))
    assert told.electrodes.missed == 4
    assert told.electrodes.right == 0
