"""A fibre at rest: the voltages at which no current flows anywhere.

Found by Newton's method from gates that have settled. Channels on bared membrane
are left out: a run begins with the fibre as it rests without them, so that one
that has no rest fires.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.mechanism.bounds import DivergedError
from quietmuscle.mechanism.cable_bundle import across
from quietmuscle.mechanism.cable_bundle import internode_matrix
from quietmuscle.mechanism.cable_fibre import COMPARTMENTS
from quietmuscle.mechanism.cable_gates import Gate
from quietmuscle.mechanism.cable_gates import rates

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from numpy import intp

    from quietmuscle.mechanism.cable_bundle import Bundle
    from quietmuscle.mechanism.cable_nouns import Axon

TURNS = 60
LARGEST_TURN_MV = 8.0
NEAR_MV = 1e-8
NUDGE_MV = 1e-4
NO_REST = Message(
    _("With these values the fibre finds no rest to begin from, so nothing is shown.")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Voltages at rest in mV: nodes (nodes,), internodes (20, internodes), axoplasm first."""

    nodes_mv: NDArray[float64]
    internodes_mv: NDArray[float64]


def rest_of(axons: Sequence[Axon], bundle: Bundle) -> Rest:
    """Where fibres rest without what their bared membrane grew.

    Raises
    ------
    DivergedError
        No rest was found within 60 turns.
    """
    start = axons[0].channels.start_mv
    nodes = np.full(bundle.fibre_of_node.size, start)
    inner = np.zeros((bundle.left.size, 2 * COMPARTMENTS))
    inner[:, :COMPARTMENTS] = start
    passive = np.empty((bundle.left.size, 2 * COMPARTMENTS, 2 * COMPARTMENTS))
    for wrap in bundle.wraps:
        passive[wrap.columns] = internode_matrix(bundle, wrap.lamellae_left)
    for _turn in range(TURNS):
        turn_nodes, turn_inner = _turned(axons, bundle, passive, nodes, inner)
        largest = max(np.abs(turn_nodes).max(), np.abs(turn_inner).max())
        scale = min(1.0, LARGEST_TURN_MV / largest) if largest > 0 else 1.0
        nodes = nodes + scale * turn_nodes
        inner = inner + scale * turn_inner
        if largest < NEAR_MV:
            return Rest(nodes_mv=nodes, internodes_mv=inner.T.copy())
    raise DivergedError(NO_REST)


def _turned(
    axons: Sequence[Axon],
    bundle: Bundle,
    passive: NDArray[float64],
    nodes: NDArray[float64],
    inner: NDArray[float64],
) -> tuple[NDArray[float64], NDArray[float64]]:
    """One turn of Newton's method: how far nodes and internodes have to move."""
    membrane = (inner[:, :COMPARTMENTS] - inner[:, COMPARTMENTS:]).T
    node_flow, node_slope = _with_slope(lambda v: _node_current(axons, bundle, v), nodes)
    flow, slope = _with_slope(lambda v: _internode_current(axons, bundle, v), membrane)
    left, right, joined = bundle.left, bundle.left + 1, bundle.node.to_axon_us
    matrices = passive + np.stack([across(each) for each in slope.T])
    first, last = 0, COMPARTMENTS - 1
    missing = -np.einsum("mij,mj->mi", passive, inner)
    missing[:, :COMPARTMENTS] -= flow.T
    missing[:, COMPARTMENTS:] += flow.T
    missing[:, first] += joined * nodes[left]
    missing[:, last] += joined * nodes[right]
    ends = np.zeros((2 * COMPARTMENTS, 2))
    ends[first, 0] = ends[last, 1] = joined
    both_ends = np.broadcast_to(ends, (left.size, *ends.shape))
    wanted = np.concatenate([missing[:, :, None], both_ends], axis=2)
    solved = np.linalg.solve(matrices, wanted)
    alone, by_left, by_right = solved[:, :, 0], solved[:, :, 1], solved[:, :, 2]
    system = np.asarray(np.diag(node_slope), dtype=float)
    lacking = -node_flow
    for node, end in ((left, first), (right, last)):
        np.add.at(system, (node, node), joined)
        np.add.at(system, (node, left), -joined * by_left[:, end])
        np.add.at(system, (node, right), -joined * by_right[:, end])
        np.add.at(lacking, node, joined * (inner[:, end] - nodes[node] + alone[:, end]))
    moved = np.asarray(np.linalg.solve(system, lacking), dtype=float)
    return moved, alone + moved[left, None] * by_left + moved[right, None] * by_right


def _with_slope(
    current: Callable[[NDArray[float64]], NDArray[float64]], potential: NDArray[float64]
) -> tuple[NDArray[float64], NDArray[float64]]:
    """A current at a potential, and how it grows with it."""
    here = current(potential)
    slope: NDArray[float64] = (current(potential + NUDGE_MV) - here) / NUDGE_MV
    return here, slope


def _settled(
    axons: Sequence[Axon], bundle: Bundle, fibres: NDArray[intp], potential: NDArray[float64]
) -> NDArray[float64]:
    """The share of each gate that is open in the end, (gates, …)."""
    found = np.empty((len(Gate), *potential.shape))
    for number, axon in enumerate(axons):
        here = fibres == number
        opening, closing = rates(
            potential[..., here] - bundle.shift_mv[number],
            axon.surroundings.temperature_c,
            axon.channels.sodium_half_mv,
        )
        found[..., here] = opening / (opening + closing)
    return found


def _node_current(
    axons: Sequence[Axon], bundle: Bundle, potential: NDArray[float64]
) -> NDArray[float64]:
    """What nodes let out, nA."""
    gate = _settled(axons, bundle, bundle.fibre_of_node, potential)
    sodium_mv, potassium_mv, leak_mv = bundle.node_mv
    persistent_us, sodium_us, slow_us, fast_us, leak_us = bundle.node_us
    inward = (
        persistent_us * gate[Gate.PERSISTENT] ** 3
        + sodium_us * gate[Gate.SODIUM] ** 3 * gate[Gate.SODIUM_SHUT]
    )
    outward = slow_us * gate[Gate.SLOW_POTASSIUM] + fast_us * gate[Gate.FAST_POTASSIUM] ** 4
    found: NDArray[float64] = (
        inward * (potential - sodium_mv)
        + outward * (potential - potassium_mv)
        + leak_us * (potential - leak_mv)
    )
    return found


def _internode_current(
    axons: Sequence[Axon], bundle: Bundle, potential: NDArray[float64]
) -> NDArray[float64]:
    """What channels of internodes let out, nA, and what the leak does beyond its matrix."""
    gate = _settled(axons, bundle, bundle.fibre_of_internode, potential)
    _sodium_mv, potassium_mv, leak_mv, hcn_mv = bundle.internode_mv
    slow_us, fast_us, hcn_us = bundle.internode_us
    outward = slow_us * gate[Gate.SLOW_POTASSIUM] + fast_us * gate[Gate.FAST_POTASSIUM] ** 4
    found: NDArray[float64] = (
        outward * (potential - potassium_mv)
        + hcn_us * gate[Gate.HCN] * (potential - hcn_mv)
        - bundle.internode.leak_us[:, None] * leak_mv
    )
    return found
