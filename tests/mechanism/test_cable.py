"""Answers of a nerve fibre. Rows V1-V4 and V8-V12 of the validation table."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from quietmuscle.mechanism.cable import Place
from quietmuscle.mechanism.cable import ask
from quietmuscle.mechanism.cable import rises_ms
from quietmuscle.mechanism.cable import speed_m_per_s
from quietmuscle.mechanism.cable_fibre import MCINTYRE
from quietmuscle.mechanism.cable_nouns import Axon
from quietmuscle.mechanism.cable_nouns import CableRun
from quietmuscle.mechanism.cable_nouns import Damage
from quietmuscle.mechanism.cable_nouns import Shock
from quietmuscle.mechanism.cable_nouns import Surroundings

SHOCK = (Shock(node=2, start_ms=0.2),)
NEURON_M_PER_S = 51.467
"""NEURON 9.0.2 on the published fibre, 5 µs a step, nodes 12 to 17: benchmarks/mechanism.py."""
NEURON_PEAK_MV = 28.465


@lru_cache
def healthy(channels=MCINTYRE, diameter=10.0, step_us=5.0, implicitness=1.0):
    axon = Axon(channels=channels, diameter_um=diameter, shocks=SHOCK)
    run = CableRun(duration_ms=1.5, step_us=step_us, implicitness=implicitness)
    return ask([axon], run)[0]


def gets_through(axons, step_us=10.0):
    return [
        each.answer.gets_through for each in ask(axons, CableRun(duration_ms=6.0, step_us=step_us))
    ]


def blocked_from_c(channels, internodes, lamellae_left, heats):
    """The lowest of these temperatures at which the impulse is blocked."""
    passed = gets_through(
        [
            Axon(
                channels=channels,
                damage=Damage(internodes=internodes, lamellae_left=lamellae_left),
                surroundings=Surroundings(temperature_c=heat),
                shocks=SHOCK,
            )
            for heat in heats
        ]
    )
    assert passed == sorted(passed, reverse=True)
    return next((heat for heat, each in zip(heats, passed, strict=True) if not each), np.inf)


def remodelled(sodium, slow_inward=0.001, **surroundings):
    return Axon(
        damage=Damage(
            lamellae_left=0.05,
            sodium_s_per_cm2=sodium,
            slow_inward_s_per_cm2=slow_inward,
        ),
        surroundings=Surroundings(**surroundings),
    )


def fires(axons, step_us=10.0):
    return [
        each.answer.arrived > 0 for each in ask(axons, CableRun(duration_ms=25, step_us=step_us))
    ]


def test_v1_speed_and_peak_are_those_of_neuron():
    """The same fibre in NEURON, stepped as NEURON steps."""
    found = healthy()
    speed = speed_m_per_s(found.axon, found.trace, 12, 17)
    assert speed == pytest.approx(NEURON_M_PER_S, rel=0.005)
    assert found.trace.node_mv[:, 15].max() == pytest.approx(NEURON_PEAK_MV, abs=0.1)


def test_a_damaged_motor_fibre_is_that_of_neuron_too():
    """NEURON 9.0.2 on the published channels of Gaines et al. 2018, rested for 400 ms."""
    axon = Axon(damage=Damage(lamellae_left=0.05), shocks=SHOCK)
    (found,) = ask([axon], CableRun(duration_ms=2.5, step_us=5.0, implicitness=1.0))
    assert found.answer.rest_mv == pytest.approx(-84.9775, abs=0.01)
    assert speed_m_per_s(axon, found.trace, 4, 7) == pytest.approx(45.991, rel=0.002)
    assert found.answer.crossing_ms == pytest.approx(0.4803, rel=0.002)


@pytest.mark.parametrize(("diameter", "expected"), [(5.7, 25.1), (12.8, 70.7), (16.0, 92.0)])
def test_v2_thick_fibres_are_faster(diameter, expected):
    """Regression values of NEURON on the published fibres at 1 µs a step."""
    found = healthy(diameter=diameter, step_us=2.0, implicitness=0.5)
    reference = healthy(step_us=2.0, implicitness=0.5)
    speeds = [speed_m_per_s(each.axon, each.trace, 12, 17) for each in (found, reference)]
    assert speeds[0] == pytest.approx(expected, rel=0.035)
    # The step costs each of them the same share: beside the fibre of 10 µm it falls out.
    assert speeds[0] / speeds[1] == pytest.approx(expected / 55.0, rel=0.015)


def test_v3_peak_and_rest_of_mcintyre():
    """McIntyre et al. 2002 as published: rest -80 mV, peak +28.5 mV at 5 µs a step."""
    found = healthy().answer
    assert found.peak_mv == pytest.approx(28.5, abs=0.5)
    assert found.rest_mv == pytest.approx(-80.0, abs=0.5)


def test_a_finer_step_is_better_balanced_in_its_middle():
    """Of second order: half the step leaves about a quarter of the error."""
    speeds = [
        speed_m_per_s(each.axon, each.trace, 12, 17)
        for each in (healthy(step_us=us, implicitness=0.5) for us in (8.0, 4.0, 1.0))
    ]
    assert (speeds[2] - speeds[0]) / (speeds[2] - speeds[1]) > 2.8


def test_v4_the_cycle_of_recovery():
    """McIntyre et al. 2002: hard to excite, then easier than at rest, then a little harder."""

    def threshold(sizes, delay_ms):
        first = (Shock(node=6, start_ms=0.5),) if delay_ms else ()
        axons = [
            Axon(
                nodes=13,
                channels=MCINTYRE,
                shocks=(*first, Shock(node=6, start_ms=0.5 + delay_ms, size_na=size)),
            )
            for size in sizes
        ]
        told = ask(axons, CableRun(duration_ms=1.5 + delay_ms))
        wanted = 2 if delay_ms else 1
        return next(
            size
            for size, each in zip(sizes, told, strict=True)
            if rises_ms(each.trace.times_ms, each.trace.node_mv[:, 2]).size >= wanted
        )

    rest = threshold(np.arange(0.9, 1.1, 0.01), 0.0)
    change = {
        delay: threshold(rest * np.arange(low, low + 0.26, 0.02), delay) / rest - 1
        for delay, low in ((1.6, 0.9), (2.2, 0.85), (4.0, 0.74), (30.0, 0.94))
    }
    assert change[1.6] > 0 > change[2.2]  # relatively refractory until 1.9 ± 0.3 ms
    assert change[4.0] == pytest.approx(-0.15, abs=0.03)
    assert change[30.0] == pytest.approx(0.067, abs=0.03)


def test_v8_heat_blocks_and_how_much_depends_steeply_on_myelin():
    """Rasminsky 1973, Schauf and Davis 1974: half a degree decides, for some damage."""
    heats = [35.0, 36.0, 37.0, 38.0, 39.0, 41.0, 43.0]
    edges = [blocked_from_c(MCINTYRE, 3, left, heats) for left in (0.034, 0.037, 0.04, 0.045)]
    assert edges == sorted(edges)
    assert 36 <= edges[0] <= 38 < edges[3]
    fine = blocked_from_c(MCINTYRE, 3, 0.036, list(np.arange(36.0, 39.01, 0.5)))
    assert 36.5 <= fine <= 39


def test_v9_warmth_and_calcium_take_safety_away():
    """Schauf and Davis 1974, Davis 2008: cooler, or with less calcium, more gets through."""
    shares = np.arange(0.034, 0.054, 0.002)

    def least_myelin(**surroundings):
        passed = gets_through(
            [
                Axon(
                    damage=Damage(lamellae_left=share),
                    surroundings=Surroundings(**surroundings),
                    shocks=SHOCK,
                )
                for share in shares
            ]
        )
        return next(share for share, each in zip(shares, passed, strict=True) if each)

    usual = least_myelin()
    assert least_myelin(temperature_c=34.0) < usual < least_myelin(temperature_c=39.0)
    assert least_myelin(calcium_ratio=0.8) < usual < least_myelin(sodium_open=0.9)


def test_v10_losing_myelin_never_makes_it_fire():
    """Nothing fires by itself while only myelin is lost, however much of it."""
    shares = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005]
    told = ask(
        [Axon(damage=Damage(lamellae_left=share)) for share in shares], CableRun(duration_ms=50.0)
    )
    assert [each.answer.fires_by_itself for each in told] == [False] * len(shares)
    assert max(each.trace.node_mv.max() for each in told) < -70


@pytest.mark.parametrize("step_us", [5.0, 10.0])
def test_v11_where_it_begins_to_fire_does_not_depend_on_the_step(step_us):
    """A regression value of a prototype of ours: 0.0955 S/cm², within 3 %."""
    sodium = np.array([0.0955 * 0.965, 0.0955 * 1.03])
    assert fires([remodelled(each) for each in sodium], step_us) == [False, True]


def test_v12_a_human_dose_of_4_aminopyridine_changes_nothing():
    """Half of the channels are blocked at 300 µM; a human dose brings 0.31 µM."""
    open_share = 1 - 0.31 / (0.31 + 300)
    sodium = 0.0955 * np.arange(0.95, 1.01, 0.01)
    usual = fires([remodelled(each) for each in sodium])
    dosed = fires([remodelled(each, fast_potassium_open=open_share) for each in sodium])
    flooded = fires([remodelled(0.088), remodelled(0.088, fast_potassium_open=0.5)])
    assert usual == dosed
    assert True in usual
    assert False in usual
    assert flooded == [False, True]  # what a bath of it does in a dish


def test_heat_does_not_make_it_fire_cold_does():
    sodium = 0.0955
    told = fires([remodelled(sodium, temperature_c=heat) for heat in (34.0, 37.0, 40.0)])
    assert told == [True, True, False]


def test_a_remodelled_membrane_fires_by_itself_and_both_ways():
    (told,) = ask([remodelled(0.2, 0.0)], CableRun(duration_ms=110.0))
    assert told.answer.fires_by_itself
    assert told.answer.starts_at == Place(internode=10)
    assert told.answer.arrived == told.answer.returned > 1
    assert told.answer.gets_through is None


def test_an_impulse_slows_where_myelin_is_lost():
    told = ask(
        [
            Axon(shocks=SHOCK),
            Axon(damage=Damage(lamellae_left=0.06), shocks=SHOCK),
            Axon(damage=Damage(lamellae_left=0.02), shocks=SHOCK),
        ],
        CableRun(duration_ms=4.0),
    )
    whole, slowed, blocked = (each.answer for each in told)
    assert whole.gets_through
    assert whole.crossing_ms is None
    assert whole.speed_m_per_s == pytest.approx(49, abs=3)
    assert slowed.gets_through
    assert slowed.crossing_ms > 2 * slowed.crossing_healthy_ms
    assert not blocked.gets_through
    assert (blocked.arrived, blocked.crossing_ms) == (0, None)
    assert blocked.speed_m_per_s == pytest.approx(47, abs=4)
    assert whole.fires_by_itself is None


def test_rises_lie_between_the_steps():
    times = np.array([1.0, 2.0, 3.0, 4.0])
    assert rises_ms(times, np.array([-60.0, 20.0, -60.0, -20.0])) == pytest.approx([1.5])
