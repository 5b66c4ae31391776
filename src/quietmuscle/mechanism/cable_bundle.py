"""Fibres side by side as arrays: what conducts where, ready for a solver.

Nodes of all fibres stand in one row, and internodes in one row of columns, those
that lost myelin last: columns with the same myelin lie next to each other and share
a matrix. Fibres do not touch; each is a question of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy import intp
from numpy.typing import NDArray

from quietmuscle.mechanism.cable_fibre import COMPARTMENTS
from quietmuscle.mechanism.cable_fibre import Internode
from quietmuscle.mechanism.cable_fibre import Node
from quietmuscle.mechanism.cable_fibre import fibre_of
from quietmuscle.mechanism.cable_fibre import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quietmuscle.mechanism.cable_nouns import Axon

NERNST_MV = 26.7
"""RT/F at 37 °C."""
USUAL_POTASSIUM_MMOL = 4.0
CALCIUM_MV = 9.3
"""How far all gates move for e times the calcium: Frankenhaeuser and Hodgkin 1957, 6-9.3 mV."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """Columns of internodes that have the same share of their myelin."""

    columns: slice
    lamellae_left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Fibres of the same measures and channels, side by side.

    Conductances are in µS at full opening, potentials in mV. Arrays end with
    (nodes,) or with (internodes,), those of compartments with (10, internodes).
    """

    node: Node
    internode: Internode
    fibre_of_node: NDArray[intp]
    fibre_of_internode: NDArray[intp]
    number_of_internode: NDArray[intp]
    left: NDArray[intp]
    """The node before each internode; the one behind it is the next."""
    wraps: tuple[Wrap, ...]
    bared: slice
    """The columns that are damaged."""
    node_us: NDArray[float64]
    """(5, nodes): persistent and fast sodium, slow and fast potassium, leak."""
    node_mv: NDArray[float64]
    """(3, nodes): where sodium, potassium and the leak reverse."""
    internode_us: NDArray[float64]
    """(3, 10, internodes): slow and fast potassium, HCN."""
    internode_mv: NDArray[float64]
    """(4, internodes): where sodium, potassium, the leak and HCN reverse."""
    bared_us: NDArray[float64]
    """(2, 10, damaged): fast sodium and slow inward current."""
    shift_mv: NDArray[float64]
    """How far calcium moves the gates of each fibre."""


def bundle_of(axons: Sequence[Axon]) -> Bundle:
    """Fibres as arrays.

    Raises
    ------
    ValueError
        The fibres differ in their measures, channels or nodes.
    """
    first = axons[0]
    if {(each.diameter_um, each.channels, each.nodes) for each in axons} != {
        (first.diameter_um, first.channels, first.nodes)
    }:
        raise ValueError("fibres side by side have the same measures, channels and nodes")
    node, internode = parts_of(fibre_of(first.diameter_um), first.channels)
    columns = sorted(
        (
            (number in each.damage.places, -_left(each, number), which, number)
            for which, each in enumerate(axons)
            for number in range(first.nodes - 1)
        )
    )
    fibres = np.array([each[2] for each in columns], dtype=np.intp)
    numbers = np.array([each[3] for each in columns], dtype=np.intp)
    of_node = np.repeat(np.arange(len(axons)), first.nodes)
    damaged = sum(each[0] for each in columns)
    bared = slice(len(columns) - damaged, len(columns))
    return Bundle(
        node=node,
        internode=internode,
        fibre_of_node=of_node,
        fibre_of_internode=fibres,
        number_of_internode=numbers,
        left=fibres * first.nodes + numbers,
        wraps=_wraps([-each[1] for each in columns]),
        bared=bared,
        node_us=_node_us(axons, node)[:, of_node],
        node_mv=_reversals(axons)[:3, of_node],
        internode_us=_internode_us(axons, internode)[:, :, fibres],
        internode_mv=_reversals(axons)[[0, 1, 3, 4]][:, fibres],
        bared_us=_bared_us(axons, internode)[:, :, fibres[bared]],
        shift_mv=np.array([CALCIUM_MV * log(each.surroundings.calcium_ratio) for each in axons]),
    )


def internode_matrix(bundle: Bundle, lamellae_left: float) -> NDArray[float64]:
    """What conducts within an internode, µS: (20, 20), axoplasm first, then the space.

    The nodes at its ends are held; leaks are in it, channels are not.
    """
    parts, node = bundle.internode, bundle.node
    size = 2 * COMPARTMENTS
    found = np.zeros((size, size))
    for start, along, end in (
        (0, parts.along_axon_us, node.to_axon_us),
        (COMPARTMENTS, parts.along_space_us, node.to_space_us),
    ):
        here = np.arange(start, start + COMPARTMENTS - 1)
        found[here, here] += along
        found[here + 1, here + 1] += along
        found[here, here + 1] -= along
        found[here + 1, here] -= along
        found[start, start] += end
        found[start + COMPARTMENTS - 1, start + COMPARTMENTS - 1] += end
    space = np.arange(COMPARTMENTS, size)
    found[space, space] += parts.myelin_us / lamellae_left
    return found + across(parts.leak_us)


def internode_capacity(bundle: Bundle, lamellae_left: float) -> NDArray[float64]:
    """What charges within an internode, nF: (20, 20)."""
    space = np.r_[np.zeros(COMPARTMENTS), bundle.internode.myelin_nf / lamellae_left]
    found: NDArray[float64] = across(bundle.internode.capacity_nf) + np.diag(space)
    return found


def across(values: NDArray[float64]) -> NDArray[float64]:
    """Something that joins axoplasm and space in each compartment, as a (20, 20) matrix."""
    inside = np.diag(values)
    return np.block([[inside, -inside], [-inside, inside]])


def _left(axon: Axon, number: int) -> float:
    return axon.damage.lamellae_left if number in axon.damage.places else 1.0


def _wraps(shares: list[float]) -> tuple[Wrap, ...]:
    """Runs of columns with the same share of myelin."""
    edges = [0, *(k for k in range(1, len(shares)) if shares[k] != shares[k - 1]), len(shares)]
    return tuple(
        Wrap(columns=slice(begin, end), lamellae_left=shares[begin])
        for begin, end in pairwise(edges)
    )


def _reversals(axons: Sequence[Axon]) -> NDArray[float64]:
    """Where currents reverse, (5, fibres): sodium, potassium, leaks of node and internode, HCN.

    Potassium outside moves that of potassium and of the leaks, which are mostly potassium's.
    """
    found = []
    for each in axons:
        moved = NERNST_MV * log(each.surroundings.potassium_mmol / USUAL_POTASSIUM_MMOL)
        channels = each.channels
        found.append(
            [
                channels.sodium_mv,
                channels.potassium_mv + moved,
                channels.node_leak_mv + moved,
                channels.internode_leak_mv + moved,
                channels.hcn_mv,
            ]
        )
    return np.array(found).T


def _node_us(axons: Sequence[Axon], node: Node) -> NDArray[float64]:
    """Conductances of a node of each fibre, (5, fibres)."""
    found = [
        [
            each.channels.node_persistent * each.surroundings.sodium_open,
            each.channels.node_sodium * each.surroundings.sodium_open,
            each.channels.node_slow_potassium * each.surroundings.slow_potassium_ratio,
            each.channels.node_fast_potassium * each.surroundings.fast_potassium_open,
            each.channels.node_leak,
        ]
        for each in axons
    ]
    return np.array(found).T * node.area_cm2 * 1e6


def _internode_us(axons: Sequence[Axon], parts: Internode) -> NDArray[float64]:
    """Conductances of the compartments of an internode of each fibre, (3, 10, fibres)."""
    channels = axons[0].channels
    area = parts.axolemma_cm2 if channels.per_axolemma else parts.surface_cm2
    fast = np.full(COMPARTMENTS, channels.internode_fast_potassium)
    fast[[0, -1]] = channels.mysa_fast_potassium
    slow = np.array([each.surroundings.slow_potassium_ratio for each in axons])
    open_share = np.array([each.surroundings.fast_potassium_open for each in axons])
    found = np.stack(
        [
            np.outer(np.full(COMPARTMENTS, channels.internode_slow_potassium), slow),
            np.outer(fast, open_share),
            np.full((COMPARTMENTS, len(axons)), channels.internode_hcn),
        ]
    )
    scaled: NDArray[float64] = found * area[:, None] * 1e6
    return scaled


def _bared_us(axons: Sequence[Axon], parts: Internode) -> NDArray[float64]:
    """Channels that a bared membrane grew, (2, 10, fibres)."""
    grown = np.array(
        [
            [
                each.damage.sodium_s_per_cm2 * each.surroundings.sodium_open,
                each.damage.slow_inward_s_per_cm2,
            ]
            for each in axons
        ]
    )
    found: NDArray[float64] = grown.T[:, None, :] * parts.surface_cm2[None, :, None] * 1e6
    return found
