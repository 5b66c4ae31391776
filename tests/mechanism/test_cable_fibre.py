"""The measures and channels of published fibres."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.mechanism.cable_fibre import FIBRES
from quietmuscle.mechanism.cable_fibre import MCINTYRE
from quietmuscle.mechanism.cable_fibre import MOTOR
from quietmuscle.mechanism.cable_fibre import NODE_UM
from quietmuscle.mechanism.cable_fibre import fibre_of
from quietmuscle.mechanism.cable_fibre import parts_of


def test_the_fibre_of_ten_micrometres_is_the_published_one():
    fibre = fibre_of(10.0)
    assert (fibre.axon_um, fibre.node_um, fibre.spacing_um) == (6.9, 3.3, 1150.0)
    assert (fibre.paranode_um, fibre.lamellae) == (46.0, 120)


def test_a_fibre_that_nobody_published_is_refused():
    with pytest.raises(ValueNotUnderstoodError, match=r"5\.7, 7\.3, .* 16 µm; 9 µm is none"):
        fibre_of(9.0)


@pytest.mark.parametrize("diameter", FIBRES)
def test_the_compartments_fill_the_internode(diameter):
    fibre = fibre_of(diameter)
    _, parts = parts_of(fibre, MCINTYRE)
    length_um = parts.surface_cm2.sum() / (np.pi * diameter * 1e-8)
    assert length_um == pytest.approx(fibre.spacing_um - NODE_UM)
    assert parts.surface_cm2 == pytest.approx(parts.surface_cm2[::-1])


def test_units_by_hand():
    """A node of 3.3 µm by 1 µm; axoplasm of 70 Ω cm; a lamella of 0.1 µF/cm² a membrane."""
    node, parts = parts_of(fibre_of(10.0), MCINTYRE)
    area_cm2 = np.pi * 3.3e-4 * 1e-4
    assert node.capacity_nf == pytest.approx(2.0 * area_cm2 * 1e3)
    half_mohm = 70 * (0.5e-4 + 1.5e-4) / (np.pi * (1.65e-4) ** 2) / 1e6
    assert 1 / node.to_axon_us == pytest.approx(half_mohm)
    mysa_cm2 = np.pi * 10e-4 * 3e-4
    assert parts.myelin_nf[0] == pytest.approx(0.1 / 240 * mysa_cm2 * 1e3)
    assert parts.myelin_us[0] == pytest.approx(0.001 / 240 * mysa_cm2 * 1e6)
    assert parts.leak_us[0] == pytest.approx(1e-3 * np.pi * 3.3e-4 * 3e-4 * 1e6)


def test_gaines_counts_channels_by_the_surface_of_the_whole_fibre():
    _, parts = parts_of(fibre_of(10.0), MOTOR)
    assert parts.leak_us[1] == pytest.approx(2e-4 * parts.surface_cm2[1] * 1e6)
    assert parts.surface_cm2[1] / parts.axolemma_cm2[1] == pytest.approx(10 / 6.9)
