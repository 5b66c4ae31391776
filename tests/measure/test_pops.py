"""An electrode that loses touch is told from a muscle, also from one that a needle hears."""

from __future__ import annotations

import numpy as np
import pytest
from emg_conditions import a_unit
from emg_conditions import source_of

from quietmuscle.measure.emg import measure_emg
from quietmuscle.measure.pops import pops
from quietmuscle.mechanism.emg_background import electrode_noise
from quietmuscle.mechanism.emg_shapes import free_potential
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import Quality

AT_S = (2.0, 4.5, 7.0, 9.25, 12.0)
SECONDS = 15


def noise(rate_hz: float, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return electrode_noise(round(SECONDS * rate_hz), rate_hz, 5.0, rng)


def with_pops(rate_hz: float, height_uv: float, decay_s: float) -> np.ndarray:
    found = noise(rate_hz)
    times = np.arange(found.size) / rate_hz
    for number, at in enumerate(AT_S):
        first = round(at * rate_hz)
        sign = (-1) ** number
        found[first:] += sign * height_uv * np.exp(-(times[first:] - at) / decay_s)
    return found


@pytest.mark.parametrize("rate_hz", [1000.0, 2048.0, 4096.0])
@pytest.mark.parametrize(("height_uv", "decay_s"), [(150.0, 0.004), (400.0, 0.02), (3000.0, 0.05)])
def test_pops_are_found_where_they_are(rate_hz, height_uv, decay_s) -> None:
    found = pops(with_pops(rate_hz, height_uv, decay_s)[:, None], rate_hz)
    assert [each.start_s for each in found] == pytest.approx([at - 0.02 for at in AT_S], abs=0.002)
    assert all(each.detail is EventDetail.MOVEMENT for each in found)
    assert all(0.05 < each.stop_s - each.start_s < 0.45 for each in found)


@pytest.mark.parametrize("rate_hz", [1000.0, 2048.0, 4096.0])
def test_potentials_are_no_pops(rate_hz) -> None:
    rng = np.random.default_rng(4)
    found = noise(rate_hz)
    for number in range(60):
        make = free_potential if number % 2 else a_unit
        shape = (
            free_potential(rng.uniform(40, 400), rate_hz, rng)
            if make is free_potential
            else a_unit(rng.uniform(40, 400), rng, rate_hz)
        )[:, 0]
        first = round((0.2 + 0.23 * number) * rate_hz)
        found[first : first + shape.size] += shape
    assert pops(found[:, None], rate_hz) == []


def test_the_spike_of_a_needle_is_no_pop() -> None:
    rate_hz = 4000.0
    found = noise(rate_hz)
    spike = np.r_[0.0, -0.15, -0.6, -1.0, -0.66, -0.1, 0.08, 0.12, 0.1, 0.06, 0.03] * 800
    for at in AT_S:
        found[round(at * rate_hz) :][: spike.size] += spike
    assert pops(found[:, None], rate_hz) == []


def test_nothing_and_silence_hold_none() -> None:
    assert pops(np.zeros((0, 1)), 2000.0) == []
    assert pops(np.zeros((5000, 2)), 2000.0) == []
    assert pops(np.ones((10, 1)), 2000.0) == []


def test_a_pop_is_told_as_movement_and_its_time_is_not_used() -> None:
    rate_hz = 2048.0
    found = measure_emg(source_of(with_pops(rate_hz, 600.0, 0.01)[:, None], rate_hz))
    assert found.summary.fasciculations == 0
    assert Quality.MOVEMENT in found.quality
    assert found.usable_s < found.duration_s - 0.2
