"""Fibres as arrays."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.cable_bundle import bundle_of
from quietmuscle.mechanism.cable_bundle import internode_capacity
from quietmuscle.mechanism.cable_bundle import internode_matrix
from quietmuscle.mechanism.cable_nouns import Axon
from quietmuscle.mechanism.cable_nouns import Damage
from quietmuscle.mechanism.cable_nouns import Surroundings

HEALTHY = Axon(nodes=7)
BARED = Axon(
    nodes=7,
    damage=Damage(first_internode=2, internodes=2, lamellae_left=0.05, sodium_s_per_cm2=0.1),
    surroundings=Surroundings(potassium_mmol=5.0, sodium_open=0.9),
)
THIN = Axon(nodes=7, damage=Damage(first_internode=3, internodes=1, lamellae_left=0.5))


def test_damaged_internodes_stand_last_and_alike_ones_together():
    bundle = bundle_of([BARED, HEALTHY, THIN])
    assert bundle.bared == slice(15, 18)
    assert [each.lamellae_left for each in bundle.wraps] == [1.0, 0.5, 0.05] or [
        each.lamellae_left for each in bundle.wraps
    ] == [1.0, 0.05, 0.5]
    covered = np.concatenate(
        [np.arange(each.columns.start, each.columns.stop) for each in bundle.wraps]
    )
    assert sorted(covered) == list(range(18))
    damaged = list(
        zip(
            bundle.fibre_of_internode[bundle.bared],
            bundle.number_of_internode[bundle.bared],
            strict=True,
        )
    )
    assert sorted(damaged) == [(0, 2), (0, 3), (2, 3)]
    assert (bundle.fibre_of_node[bundle.left] == bundle.fibre_of_internode).all()


def test_surroundings_reach_their_own_fibre_alone():
    bundle = bundle_of([BARED, HEALTHY])
    sodium = bundle.node_us[1]
    assert sodium[0] == pytest.approx(0.9 * sodium[-1])
    assert bundle.node_mv[1, 0] - bundle.node_mv[1, -1] == pytest.approx(26.7 * np.log(5 / 4))
    assert bundle.bared_us[0].max() == pytest.approx(
        0.1 * 0.9 * bundle.internode.surface_cm2.max() * 1e6
    )


def test_an_internode_keeps_what_flows():
    """Rows add up to what flows out: through the myelin, and to the nodes at its ends."""
    bundle = bundle_of([HEALTHY])
    matrix = internode_matrix(bundle, 0.1)
    assert matrix == pytest.approx(matrix.T)
    assert np.linalg.eigvalsh(matrix).min() > 0
    out = matrix.sum()
    joined = 2 * (bundle.node.to_axon_us + bundle.node.to_space_us)
    assert out == pytest.approx(joined + bundle.internode.myelin_us.sum() / 0.1)
    capacity = internode_capacity(bundle, 0.1)
    assert capacity.sum() == pytest.approx(bundle.internode.myelin_nf.sum() / 0.1)


def test_fibres_side_by_side_are_alike():
    with pytest.raises(ValueError, match="same measures"):
        bundle_of([HEALTHY, Axon(nodes=9)])
