"""The patch of membrane: its equations against a plain solution, its noise, its refusals."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.mechanism import point_lesion
from quietmuscle.mechanism.bounds import DivergedError
from quietmuscle.mechanism.point_lesion import PointLesion
from quietmuscle.mechanism.point_lesion import PointRun
from quietmuscle.mechanism.point_lesion import Pulse
from quietmuscle.mechanism.point_lesion import point_discharge
from quietmuscle.mechanism.point_lesion import point_discharges

PULSE = Pulse(start_ms=20.0, duration_ms=5.0, size_ua_per_cm2=50.0)
FIRING = PointLesion()
ONCE = PointLesion(slow_inward_ms_per_cm2=0.0)


def published(time_ms, state):
    """The equations as they were published, written again."""
    v, w, z = state
    sent = 50.0 if 20 <= time_ms < 25 else 0.0
    m = 0.5 * (1 + math.tanh((v + 1.2) / 18))
    current = 30 * m * (v - 50) + 20 * w * (v + 100) + 2 * (v + 70) + 0.8 * z * (v - 50)
    w_end, z_end = 0.5 * (1 + math.tanh((v + 10) / 10)), 0.5 * (1 + math.tanh((v + 45) / 10))
    return (
        (sent - current) / 2,
        0.15 * (w_end - w) * math.cosh((v + 10) / 20),
        0.05 * (z_end - z) * math.cosh((v + 45) / 20),
    )


def test_it_follows_the_published_equations():
    trace = point_discharge(FIRING, PointRun(duration_ms=60.0, pulses=(PULSE,), step_ms=0.01))
    times = np.arange(1, 6001) * 0.01
    plain = solve_ivp(
        published, (0, 60), (-70, 0, 0), t_eval=times, rtol=1e-8, atol=1e-8, max_step=0.5
    )
    rises = np.flatnonzero((plain.y[0][1:] > 0) & (plain.y[0][:-1] <= 0))
    assert rises.size >= 4
    assert trace.spikes_ms == pytest.approx(times[rises], abs=0.25)
    assert trace.potential_mv.max() == pytest.approx(plain.y[0].max(), abs=0.5)


@pytest.mark.parametrize("step_ms", [0.025, 0.1])
def test_the_step_does_not_matter(step_ms):
    run = PointRun(duration_ms=400.0, pulses=(PULSE,))
    usual = point_discharge(FIRING, run)
    other = point_discharge(FIRING, replace(run, step_ms=step_ms))
    assert other.spikes_ms.size == pytest.approx(usual.spikes_ms.size, rel=0.07)
    assert other.spikes_ms[0] == pytest.approx(usual.spikes_ms[0], abs=0.3)


def test_many_at_once_are_the_same_as_each_alone():
    lesions = (FIRING, ONCE, PointLesion(calcium_ratio=0.8, potassium_outside_mmol=5.0))
    run = PointRun(duration_ms=80.0, pulses=(PULSE,))
    together = point_discharges(lesions, run)
    for number, lesion in enumerate(lesions):
        assert together[:, number] == pytest.approx(
            point_discharge(lesion, run).potential_mv, abs=1e-9
        )


def test_noise_is_that_of_its_seed_and_size():
    quiet = PointLesion(sodium_ms_per_cm2=4.0, slow_inward_ms_per_cm2=0.0, noise_ua_per_cm2=2.0)
    run = PointRun(duration_ms=3000.0)
    one, again, other = (point_discharge(quiet, run, seed).potential_mv for seed in (1, 1, 2))
    assert (one == again).all()
    assert (one != other).any()
    twice = point_discharge(replace(quiet, noise_ua_per_cm2=4.0), run, 1).potential_mv
    assert twice.std() == pytest.approx(2 * one.std(), rel=0.1)
    # Held at rest the patch is a resistance of 1/leak behind 1 ms: the noise loses a tenth.
    assert one.std() == pytest.approx(2.0 / 2.0 * math.sqrt(5 / 6), rel=0.15)


def test_without_noise_the_seed_does_nothing():
    run = PointRun(duration_ms=50.0)
    assert (
        point_discharge(FIRING, run, 1).potential_mv == point_discharge(FIRING, run, 2).potential_mv
    ).all()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: PointLesion(leak_ms_per_cm2=0.0),
        lambda: PointLesion(slow_inward_ms_per_cm2=1.3),
        lambda: PointLesion(potassium_outside_mmol=9.0),
        lambda: PointLesion(sodium_ms_per_cm2=math.nan),
        lambda: PointRun(duration_ms=120_001.0),
        lambda: PointRun(duration_ms=10.0, step_ms=0.2),
        lambda: Pulse(start_ms=-1.0, duration_ms=1.0, size_ua_per_cm2=10.0),
    ],
)
def test_what_was_never_tried_is_refused(wrong):
    with pytest.raises(ValueNotUnderstoodError, match="was tried from"):
        wrong()


def test_more_steps_than_anybody_waits_for_are_refused():
    assert PointRun(duration_ms=120_000.0).step_ms == 0.05
    with pytest.raises(ValueNotUnderstoodError, match="4800000 steps, and 2400000 is the most"):
        PointRun(duration_ms=120_000.0, step_ms=0.025)


def test_many_patches_that_run_away_are_shown_to_nobody(monkeypatch):
    monkeypatch.setattr(point_lesion, "SODIUM_MV", 1e9)
    with pytest.raises(DivergedError, match="nothing is shown"):
        point_discharges([FIRING, ONCE], PointRun(duration_ms=40.0, pulses=(PULSE,)))
