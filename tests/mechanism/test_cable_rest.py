"""A fibre at rest."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.cable_bundle import bundle_of
from quietmuscle.mechanism.cable_fibre import MCINTYRE
from quietmuscle.mechanism.cable_nouns import Axon
from quietmuscle.mechanism.cable_nouns import CableRun
from quietmuscle.mechanism.cable_nouns import Damage
from quietmuscle.mechanism.cable_nouns import Surroundings
from quietmuscle.mechanism.cable_rest import rest_of
from quietmuscle.mechanism.cable_steps import run_fibres


def nodes_at_rest(axon):
    return rest_of([axon], bundle_of([axon])).nodes_mv


def test_v3_the_rest_of_mcintyre():
    """McIntyre et al. 2002: -80 mV."""
    assert nodes_at_rest(Axon(channels=MCINTYRE)) == pytest.approx(np.full(21, -80.0), abs=0.5)


def test_the_rest_of_gaines():
    """The published code begins at -85.94 mV."""
    assert nodes_at_rest(Axon())[10] == pytest.approx(-85.94, abs=0.1)


def test_potassium_outside_depolarises():
    potentials = [
        nodes_at_rest(Axon(nodes=7, surroundings=Surroundings(potassium_mmol=each)))[3]
        for each in (3.0, 4.0, 5.0)
    ]
    assert potentials == sorted(potentials)
    assert potentials[2] - potentials[0] > 5


def test_what_rests_stays():
    axon = Axon(nodes=9, damage=Damage(first_internode=3, internodes=2, lamellae_left=0.02))
    (trace,) = run_fibres([axon], CableRun(duration_ms=5.0))
    assert np.abs(trace.node_mv - nodes_at_rest(axon)).max() < 0.05
