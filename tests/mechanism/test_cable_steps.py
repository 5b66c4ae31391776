"""Stepping: against one large matrix, and each fibre as if it were alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.mechanism import cable_steps
from quietmuscle.mechanism.bounds import DivergedError
from quietmuscle.mechanism.cable_bundle import bundle_of
from quietmuscle.mechanism.cable_bundle import internode_capacity
from quietmuscle.mechanism.cable_bundle import internode_matrix
from quietmuscle.mechanism.cable_fibre import MCINTYRE
from quietmuscle.mechanism.cable_nouns import Axon
from quietmuscle.mechanism.cable_nouns import CableRun
from quietmuscle.mechanism.cable_nouns import Damage
from quietmuscle.mechanism.cable_nouns import Shock
from quietmuscle.mechanism.cable_nouns import Surroundings
from quietmuscle.mechanism.cable_steps import run_fibres

SHOCK = (Shock(node=1, start_ms=0.2),)
PASSIVE = replace(
    MCINTYRE,
    node_sodium=0.0,
    node_persistent=0.0,
    node_slow_potassium=0.0,
    node_leak_mv=-80.0,
)


def whole_matrix(axon, share_ms):
    """The same fibre without channels as one full matrix: what a step solves, and its charges."""
    bundle = bundle_of([axon])
    node, size = bundle.node, axon.nodes + 20 * (axon.nodes - 1)
    matrix, charge = np.zeros((size, size)), np.zeros((size, size))
    for each in range(axon.nodes):
        matrix[each, each] = bundle.node_us[4, each]
        charge[each, each] = node.capacity_nf / share_ms
    for internode in range(axon.nodes - 1):
        left = axon.damage.lamellae_left if internode in axon.damage.places else 1.0
        here = slice(axon.nodes + 20 * internode, axon.nodes + 20 * (internode + 1))
        matrix[here, here] = internode_matrix(bundle, left)
        charge[here, here] = internode_capacity(bundle, left) / share_ms
        for at_node, inner in ((internode, here.start), (internode + 1, here.start + 9)):
            matrix[at_node, at_node] += node.to_axon_us
            matrix[at_node, inner] = matrix[inner, at_node] = -node.to_axon_us
    return matrix, charge


@pytest.mark.parametrize("implicitness", [0.5, 1.0])
def test_without_channels_it_is_one_large_system_solved(implicitness):
    axon = Axon(
        nodes=6,
        channels=PASSIVE,
        damage=Damage(first_internode=2, internodes=2, lamellae_left=0.1),
        shocks=(Shock(node=1, start_ms=0.0, duration_ms=0.2, size_na=1.0),),
    )
    run = CableRun(duration_ms=1.0, step_us=10.0, implicitness=implicitness)
    (trace,) = run_fibres([axon], run)
    matrix, charge = whole_matrix(axon, 0.01 * implicitness)
    inverse = np.linalg.inv(matrix + charge)
    away = np.zeros(len(matrix))  # from the rest, which is -80 mV everywhere
    for step in range(100):
        sent = np.zeros(len(matrix))
        sent[1] = 1.0 if step < 20 else 0.0
        away = away + (inverse @ (charge @ away + sent) - away) / implicitness
    assert trace.node_mv[-1] + 80 == pytest.approx(away[:6], abs=1e-6)
    assert away[:6].max() > 0.2


def test_several_at_once_are_the_same_as_each_alone():
    axons = [
        Axon(nodes=9, shocks=SHOCK),
        Axon(
            nodes=9,
            damage=Damage(
                first_internode=3,
                internodes=2,
                lamellae_left=0.05,
                sodium_s_per_cm2=0.15,
                slow_inward_s_per_cm2=0.001,
            ),
            surroundings=Surroundings(temperature_c=34.0, calcium_ratio=0.9, potassium_mmol=4.5),
            shocks=(Shock(node=2, start_ms=0.5, size_na=3.0),),
        ),
    ]
    run = CableRun(duration_ms=3.0)
    together = run_fibres(axons, run)
    for axon, trace in zip(axons, together, strict=True):
        (alone,) = run_fibres([axon], run)
        assert trace.node_mv == pytest.approx(alone.node_mv, abs=1e-6)
        assert trace.bared_mv == pytest.approx(alone.bared_mv, abs=1e-6)
    assert together[0].bared_mv.shape == (300, 0)
    assert together[1].bared_mv.shape == (300, 2)


def test_damaged_internodes_come_in_their_order():
    damage = Damage(first_internode=4, internodes=3, lamellae_left=0.3)
    (trace,) = run_fibres([Axon(nodes=11, damage=damage, shocks=SHOCK)], CableRun(duration_ms=2.0))
    peaks = trace.bared_mv.argmax(axis=0)
    assert list(peaks) == sorted(peaks)


def test_long_runs_keep_fewer_rows(monkeypatch):
    monkeypatch.setattr(cable_steps, "MOST_ROWS", 150)
    axon = Axon(nodes=5, channels=MCINTYRE, shocks=SHOCK)
    (thin,) = run_fibres([axon], CableRun(duration_ms=4.0))
    monkeypatch.undo()
    (whole,) = run_fibres([axon], CableRun(duration_ms=4.0))
    assert len(whole.times_ms) == 400
    assert thin.times_ms == pytest.approx(whole.times_ms[2::3][:133])
    assert np.array_equal(thin.node_mv, whole.node_mv[2::3][:133])


def test_what_runs_away_is_refused():
    wild = replace(MCINTYRE, sodium_mv=9000.0)
    axon = Axon(nodes=5, channels=wild, shocks=SHOCK)
    with pytest.raises(DivergedError, match="nothing is shown"):
        run_fibres([axon], CableRun(duration_ms=2.0))


@pytest.fixture
def taken(monkeypatch):
    """The steps that were taken; from the sixth on, a potential is no number."""
    advance = cable_steps._Fibres.advance
    steps = []

    def running_away(fibres, step):
        advance(fibres, step)
        steps.append(step)
        if step >= 5:
            fibres.nodes[:] = np.nan

    monkeypatch.setattr(cable_steps._Fibres, "advance", running_away)
    return steps


def test_a_short_run_that_runs_away_is_shown_to_nobody(taken):
    with pytest.raises(DivergedError, match="nothing is shown"):
        run_fibres([Axon(nodes=5)], CableRun(duration_ms=1.0))
    assert len(taken) == 100


def test_a_long_run_that_runs_away_ends_soon(taken):
    with pytest.raises(DivergedError, match="nothing is shown"):
        run_fibres([Axon(nodes=5)], CableRun(duration_ms=50.0))
    assert len(taken) <= 1001
