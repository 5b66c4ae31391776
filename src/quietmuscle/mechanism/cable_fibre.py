"""A myelinated motor fibre as a double cable: its measures and its channels.

An internode is ten compartments: attachment (MYSA), paranode (FLUT), six of the
internode proper (STIN), paranode, attachment. Each has two voltages, in the
axoplasm and in the thin space beneath the myelin; at a node that space is open.

Sources: McIntyre, Richardson and Grill 2002 (ModelDB 3810) for measures, passive
constants and the channels of `MCINTYRE`; Gaines et al. 2018 (ModelDB 243841) for
those of `MOTOR`, which adds fast potassium, slow potassium and HCN channels to
the internode of a human motor fibre.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

COMPARTMENTS = 10
"""Of one internode."""
RESISTIVITY_OHM_CM = 70.0
CAPACITY_UF_PER_CM2 = 2.0
MYELIN_UF_PER_CM2 = 0.1
MYELIN_S_PER_CM2 = 0.001
"""Of one membrane; a lamella has two."""
NODE_UM = 1.0
MYSA_UM = 3.0
NARROW_UM = 0.002
WIDE_UM = 0.004
"""The space beneath the myelin, at the attachment and elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fibre:
    """The measures of a fibre in µm; `spacing_um` is from node to node."""

    diameter_um: float
    axon_um: float
    node_um: float
    spacing_um: float
    paranode_um: float
    lamellae: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """Conductances at full opening in S/cm², and potentials in mV.

    `per_axolemma` tells that those of the internode are per cm² of axon; Gaines et
    al. give them per cm² of the whole fibre's surface. `sodium_half_mv` is that of
    the opening rate of the fast sodium current.
    """

    node_sodium: float = 3.0
    node_persistent: float = 0.01
    node_slow_potassium: float = 0.08
    node_fast_potassium: float = 0.0
    node_leak: float = 0.007
    mysa_leak: float = 1e-3
    mysa_fast_potassium: float = 0.0
    internode_leak: float = 1e-4
    internode_fast_potassium: float = 0.0
    internode_slow_potassium: float = 0.0
    internode_hcn: float = 0.0
    per_axolemma: bool = True
    sodium_half_mv: float = 21.4
    sodium_mv: float = 50.0
    potassium_mv: float = -90.0
    node_leak_mv: float = -90.0
    internode_leak_mv: float = -80.0
    hcn_mv: float = -54.9
    start_mv: float = -80.0


MCINTYRE = Channels()
"""McIntyre, Richardson and Grill 2002."""

MOTOR = Channels(
    node_fast_potassium=0.02568,
    mysa_leak=2e-3,
    mysa_fast_potassium=0.15074,
    internode_leak=2e-4,
    internode_fast_potassium=0.02568,
    internode_slow_potassium=0.002581,
    internode_hcn=0.002232,
    per_axolemma=False,
    sodium_half_mv=20.4,
    internode_leak_mv=-90.0,
    start_mv=-85.9411,
)
"""The motor fibre of Gaines et al. 2018."""

FIBRES = MappingProxyType(
    {
        fibre.diameter_um: fibre
        for fibre in (
            Fibre(
                diameter_um=diameter,
                axon_um=axon,
                node_um=node,
                spacing_um=spacing,
                paranode_um=paranode,
                lamellae=lamellae,
            )
            for diameter, axon, node, spacing, paranode, lamellae in (
                (5.7, 3.4, 1.9, 500.0, 35.0, 80),
                (7.3, 4.6, 2.4, 750.0, 38.0, 100),
                (8.7, 5.8, 2.8, 1000.0, 40.0, 110),
                (10.0, 6.9, 3.3, 1150.0, 46.0, 120),
                (11.5, 8.1, 3.7, 1250.0, 50.0, 130),
                (12.8, 9.2, 4.2, 1350.0, 54.0, 135),
                (14.0, 10.4, 4.7, 1400.0, 56.0, 140),
                (15.0, 11.5, 5.0, 1450.0, 58.0, 145),
                (16.0, 12.7, 5.5, 1500.0, 60.0, 150),
            )
        )
    }
)
"""The nine fibres that were published, by their diameter in µm."""


def fibre_of(diameter_um: float) -> Fibre:
    """A published fibre; refused where none of this diameter was."""
    found = FIBRES.get(diameter_um)
    if found is None:
        raise ValueNotUnderstoodError(
            Message(
                _("Fibres were published of {known} µm; {value} µm is none of them."),
                {"known": ", ".join(f"{each:g}" for each in FIBRES), "value": f"{diameter_um:g}"},
            )
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node: its surface in cm², its capacity in nF, and what joins it to its neighbours."""

    area_cm2: float
    capacity_nf: float
    to_axon_us: float
    """µS from its middle to the middle of the next compartment's axoplasm."""
    to_space_us: float
    """µS from the open end of the space to its first compartment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Internode:
    """One internode with its whole myelin; arrays are (10,) or, between neighbours, (9,)."""

    axolemma_cm2: NDArray[float64]
    surface_cm2: NDArray[float64]
    """Of the whole fibre."""
    capacity_nf: NDArray[float64]
    leak_us: NDArray[float64]
    myelin_nf: NDArray[float64]
    myelin_us: NDArray[float64]
    along_axon_us: NDArray[float64]
    along_space_us: NDArray[float64]


def parts_of(fibre: Fibre, channels: Channels) -> tuple[Node, Internode]:
    """The electrical parts of a fibre."""
    stin_um = (fibre.spacing_um - NODE_UM - 2 * MYSA_UM - 2 * fibre.paranode_um) / 6
    length = np.array([MYSA_UM, fibre.paranode_um, *[stin_um] * 6, fibre.paranode_um, MYSA_UM])
    wide = [fibre.axon_um] * 8
    axon = np.array([fibre.node_um, *wide, fibre.node_um])
    space = np.array([NARROW_UM, *[WIDE_UM] * 8, NARROW_UM])
    is_mysa = np.arange(COMPARTMENTS) % (COMPARTMENTS - 1) == 0
    axolemma = np.pi * axon * length * 1e-8
    surface = np.pi * fibre.diameter_um * length * 1e-8
    leak = np.where(is_mysa, channels.mysa_leak, channels.internode_leak)
    membranes = 2 * fibre.lamellae
    half_axon = _axon_mohm(axon, length / 2)
    half_space = _space_mohm(axon, space, length / 2)
    node_axon = float(_axon_mohm(np.array([fibre.node_um]), np.array([NODE_UM / 2]))[0])
    node_space = float(
        _space_mohm(np.array([fibre.node_um]), np.array([NARROW_UM]), np.array([NODE_UM / 2]))[0]
    )
    node_cm2 = np.pi * fibre.node_um * NODE_UM * 1e-8
    return (
        Node(
            area_cm2=node_cm2,
            capacity_nf=CAPACITY_UF_PER_CM2 * node_cm2 * 1e3,
            to_axon_us=float(1 / (node_axon + half_axon[0])),
            to_space_us=float(1 / (node_space + half_space[0])),
        ),
        Internode(
            axolemma_cm2=axolemma,
            surface_cm2=surface,
            capacity_nf=CAPACITY_UF_PER_CM2 * axolemma * 1e3,
            leak_us=leak * (axolemma if channels.per_axolemma else surface) * 1e6,
            myelin_nf=MYELIN_UF_PER_CM2 / membranes * surface * 1e3,
            myelin_us=MYELIN_S_PER_CM2 / membranes * surface * 1e6,
            along_axon_us=1 / (half_axon[1:] + half_axon[:-1]),
            along_space_us=1 / (half_space[1:] + half_space[:-1]),
        ),
    )


def _axon_mohm(diameter_um: NDArray[float64], length_um: NDArray[float64]) -> NDArray[float64]:
    """The resistance of axoplasm: MΩ."""
    found: NDArray[float64] = (
        RESISTIVITY_OHM_CM * 1e4 * length_um / (np.pi / 4 * diameter_um**2) * 1e-6
    )
    return found


def _space_mohm(
    diameter_um: NDArray[float64], space_um: NDArray[float64], length_um: NDArray[float64]
) -> NDArray[float64]:
    """The resistance of the ring between axon and myelin: MΩ."""
    ring_um2 = np.pi * ((diameter_um / 2 + space_um) ** 2 - (diameter_um / 2) ** 2)
    found: NDArray[float64] = RESISTIVITY_OHM_CM * 1e4 * length_um / ring_um2 * 1e-6
    return found
