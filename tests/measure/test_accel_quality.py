"""What of a phone's recording can be used."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_quality import filled
from quietmuscle.measure.accel_quality import finest_step
from quietmuscle.measure.accel_quality import quality_of
from quietmuscle.measure.accel_quality import whole
from quietmuscle.model.measurement import Quality

RATE_HZ = 100.0


def noise() -> np.ndarray:
    return np.random.default_rng(1).standard_normal((1000, 3)) + np.array([0, 0, 9.8])


def test_a_gap_is_bridged_and_not_used():
    raw = noise()
    raw[400:450, 1] = np.nan
    known = whole(raw, RATE_HZ)
    assert not known[390:460].any()
    assert known[:380].all()
    assert np.isfinite(filled(raw)).all()
    assert quality_of(raw, known, RATE_HZ) == {Quality.MISSING_SAMPLES}


def test_single_samples_that_are_missing_cost_no_time():
    raw = noise()
    raw[::37, 1] = np.nan
    known = whole(raw, RATE_HZ)
    assert known.all()
    assert quality_of(raw, known, RATE_HZ) == {Quality.MISSING_SAMPLES}


def test_what_is_stuck_is_not_used_and_a_moment_is_nothing():
    raw = noise()
    raw[200:250] = raw[200]
    assert whole(raw, RATE_HZ).all()
    raw[200:500] = raw[200]
    known = whole(raw, RATE_HZ)
    assert not known[210:490].any()
    assert quality_of(raw, known, RATE_HZ) == {Quality.FLAT}


def test_an_axis_that_never_moves_is_told():
    raw = noise()
    raw[:, 1] = 0.0
    known = whole(raw, RATE_HZ)
    assert known.all()
    assert quality_of(raw, known, RATE_HZ) == {Quality.FLAT}


def test_a_sensor_that_rounds_is_not_stuck_while_all_is_calm():
    calm = np.round(0.02 * (noise() - np.array([0, 0, 9.8])), 1) + np.array([0, 0, 9.8])
    calm[[100, 480, 730], 0] += 0.1
    assert whole(calm, RATE_HZ).all()
    assert not whole(np.full((3000, 3), 9.8), RATE_HZ).any()


def test_the_end_of_the_range_is_told():
    raw = noise()
    raw[300:310, 0] = 19.6
    known = whole(raw, RATE_HZ)
    assert Quality.CLIPPED in quality_of(raw, known, RATE_HZ)
    assert not known[300:310].any()
    assert quality_of(noise(), np.ones(1000, dtype=bool), RATE_HZ) == frozenset()


def test_the_finest_step_is_seen_where_values_repeat():
    coarse = np.round(0.3 * (noise() - np.array([0, 0, 9.8]))) * 0.5
    assert finest_step(coarse) == pytest.approx([0.5, 0.5, 0.5])
    assert finest_step(noise()) == pytest.approx([0, 0, 0])
