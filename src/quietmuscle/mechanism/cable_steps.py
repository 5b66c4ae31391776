"""Fibres in time: each step solves all voltages at once.

Within an internode nothing but its own voltages and those of its two nodes counts.
So each internode is solved in advance for whatever its nodes do (a Schur
complement), and a step has to solve the nodes alone: a symmetric system of three
diagonals. The membrane of nodes is held implicitly; the channels of internodes,
weak beside their capacity, go by the potentials of the steps before.

As in NEURON's way of stepping, gates stand half a step beside potentials (Hines
1984). Balanced at the middle of a step, that is of second order in it; at its end,
of first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import lapack

from quietmuscle.mechanism.bounds import check_settled
from quietmuscle.mechanism.cable_bundle import bundle_of
from quietmuscle.mechanism.cable_bundle import internode_capacity
from quietmuscle.mechanism.cable_bundle import internode_matrix
from quietmuscle.mechanism.cable_fibre import COMPARTMENTS
from quietmuscle.mechanism.cable_gates import BARED_GATES
from quietmuscle.mechanism.cable_gates import INTERNODE_GATES
from quietmuscle.mechanism.cable_gates import NODE_GATES
from quietmuscle.mechanism.cable_gates import at
from quietmuscle.mechanism.cable_gates import gate_tables
from quietmuscle.mechanism.cable_nouns import CableTrace
from quietmuscle.mechanism.cable_rest import rest_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float64
    from numpy import intp
    from numpy.typing import NDArray

    from quietmuscle.mechanism.cable_bundle import Bundle
    from quietmuscle.mechanism.cable_gates import Gate
    from quietmuscle.mechanism.cable_gates import GateTables
    from quietmuscle.mechanism.cable_nouns import Axon
    from quietmuscle.mechanism.cable_nouns import CableRun

FIRST, LAST, SPACE = 0, COMPARTMENTS - 1, COMPARTMENTS
MIDDLE = 4
"""The compartment whose potential stands for an internode."""
MOST_ROWS = 25_000
LOOK_EVERY = 1000


def run_fibres(axons: Sequence[Axon], run: CableRun) -> tuple[CableTrace, ...]:
    """Fibres of the same measures over time, each as if alone; several cost little more than one.

    Raises
    ------
    DivergedError
        A potential ran away.
    ValueError
        The fibres differ in their measures, channels or nodes.
    """
    fibres = _Fibres(axons, run)
    step_ms = run.step_us / 1000
    steps = round(run.duration_ms / step_ms)
    every = -(-steps // MOST_ROWS)
    rows = steps // every
    nodes = np.empty((rows, fibres.nodes.size))
    bared = np.empty((rows, fibres.bared_middle.size))
    for step in range(rows * every):
        fibres.advance(step)
        row, is_between = divmod(step + 1, every)
        if not is_between:
            nodes[row - 1] = fibres.nodes
            bared[row - 1] = fibres.bared_middle
        if step % LOOK_EVERY == 0:
            check_settled(fibres.nodes)
    check_settled(nodes)
    return _traces(axons, fibres.bundle, step_ms * every, nodes, bared)


class _Fibres:
    """The state of fibres side by side, and how it moves by a step."""

    def __init__(self, axons: Sequence[Axon], run: CableRun) -> None:
        bundle = bundle_of(axons)
        rest = rest_of(axons, bundle)
        step_ms = run.step_us / 1000
        self.bundle = bundle
        self._share = run.implicitness
        self._right = bundle.left + 1
        self._held(bundle, run.implicitness * step_ms)
        self._shocks = [
            (
                round(each.start_ms / step_ms),
                round((each.start_ms + each.duration_ms) / step_ms),
                number * axon.nodes + each.node,
                each.size_na,
            )
            for number, axon in enumerate(axons)
            for each in axon.shocks
        ]
        self.nodes = rest.nodes_mv.copy()
        # What a step multiplies: voltages of internodes, (20, internodes), and their currents.
        self._all = np.empty((3 * COMPARTMENTS, bundle.left.size))
        self._inner, self._current = self._all[: 2 * SPACE], self._all[2 * SPACE :]
        self._inner[:] = rest.internodes_mv
        self._solved = np.empty_like(self._inner)
        self._membrane = self._inner[:SPACE] - self._inner[SPACE:]
        self._membrane_before = self._membrane
        self._begin_gates(axons, step_ms)

    @property
    def bared_middle(self) -> NDArray[float64]:
        """The membrane potential in the middle of each damaged internode."""
        found: NDArray[float64] = self._membrane[MIDDLE, self.bundle.bared]
        return found

    def advance(self, step: int) -> None:
        """Move by one step."""
        self._internode_currents()
        for columns, solver in self._solvers:
            np.matmul(solver, self._all[:, columns], out=self._solved[:, columns])
        solved, bundle = self._solved, self.bundle
        nodes = self._solved_nodes(step)
        solved += self._by_left * nodes[bundle.left]
        solved += self._by_right * nodes[self._right]
        if self._share < 1:
            self.nodes = self.nodes + (nodes - self.nodes) / self._share
            solved -= self._inner
            solved /= self._share
            self._inner += solved
        else:
            self.nodes = nodes
            self._inner[:] = solved
        self._membrane_before = self._membrane
        self._membrane = self._inner[:SPACE] - self._inner[SPACE:]
        self._move_gates()

    def _held(self, bundle: Bundle, share_ms: float) -> None:
        """All that no step changes: the internodes solved, and what they leave to the nodes."""
        joined = bundle.node.to_axon_us
        size = bundle.left.size
        self._solvers = []
        self._by_left = np.empty((2 * COMPARTMENTS, size))
        self._by_right = np.empty((2 * COMPARTMENTS, size))
        sent = np.vstack([np.eye(COMPARTMENTS), -np.eye(COMPARTMENTS)])
        for wrap in bundle.wraps:
            capacity = internode_capacity(bundle, wrap.lamellae_left) / share_ms
            inverse = np.linalg.inv(capacity + internode_matrix(bundle, wrap.lamellae_left))
            self._solvers.append((wrap.columns, np.hstack([inverse @ capacity, inverse @ sent])))
            self._by_left[:, wrap.columns] = joined * inverse[:, [FIRST]]
            self._by_right[:, wrap.columns] = joined * inverse[:, [LAST]]
        self._charge = bundle.node.capacity_nf / share_ms
        self._diagonal = self._charge + bundle.node_us[4]
        np.add.at(self._diagonal, bundle.left, joined * (1 - self._by_left[FIRST]))
        np.add.at(self._diagonal, self._right, joined * (1 - self._by_right[LAST]))
        self._beside = np.zeros(bundle.fibre_of_node.size - 1)
        self._beside[bundle.left] = -joined * self._by_right[FIRST]
        self._node_leak = bundle.node_us[4] * bundle.node_mv[2]
        self._leak = bundle.internode.leak_us[:, None] * bundle.internode_mv[2]

    def _begin_gates(self, axons: Sequence[Axon], step_ms: float) -> None:
        """Tables for every fibre, one after the other, and all gates settled."""
        bundle = self.bundle
        wanted = [
            (each.surroundings.temperature_c, shift)
            for each, shift in zip(axons, bundle.shift_mv, strict=True)
        ]
        different = sorted(set(wanted))
        half_mv = axons[0].channels.sodium_half_mv
        tables = [gate_tables(step_ms, heat, shift, half_mv) for heat, shift in different]
        offset = np.array([different.index(each) for each in wanted])
        offset *= tables[0].kept.shape[1]
        self._node_offset = offset[bundle.fibre_of_node]
        self._inner_offset = offset[bundle.fibre_of_internode]
        self._node_table = _joined(tables, NODE_GATES)
        self._inner_table = _joined(tables, INTERNODE_GATES)
        self._bared_table = _joined(tables, BARED_GATES)
        self._has_channels = bool(bundle.internode_us.any())
        self._is_remodelled = bool(bundle.bared_us.any())
        settled = np.concatenate([each.settled for each in tables], axis=1)
        inner = at(self._membrane) + self._inner_offset
        self._node_gates = settled[NODE_GATES][:, at(self.nodes) + self._node_offset]
        self._inner_gates = settled[INTERNODE_GATES][:, inner]
        self._bared_gates = settled[BARED_GATES][:, inner[:, bundle.bared]]

    def _internode_currents(self) -> None:
        """What channels of internodes send into the axon, in nA, at the potential to come."""
        if not (self._has_channels or self._is_remodelled):
            self._current[:] = self._leak
            return
        bundle, current = self.bundle, self._current
        sodium_mv, potassium_mv, _leak_mv, hcn_mv = bundle.internode_mv
        slow_us, fast_us, hcn_us = bundle.internode_us
        slow, fast, hcn = self._inner_gates
        potential = self._membrane
        if self._share < 1:
            potential = potential + self._share * (potential - self._membrane_before)
        outward = fast * fast
        outward *= outward
        outward *= fast_us
        outward += slow_us * slow
        np.subtract(potassium_mv, potential, out=current)
        current *= outward
        current += self._leak
        current += hcn_us * hcn * (hcn_mv - potential)
        if self._is_remodelled:
            sodium, shut, inward = self._bared_gates
            sodium_us, inward_us = bundle.bared_us
            total = sodium * sodium * sodium * shut * sodium_us + inward_us * inward
            bared = bundle.bared
            current[:, bared] += total * (sodium_mv[bared] - potential[:, bared])

    def _solved_nodes(self, step: int) -> NDArray[float64]:
        """The potentials of all nodes within the step, in mV."""
        bundle = self.bundle
        persistent_us, sodium_us, slow_us, fast_us, _leak_us = bundle.node_us
        sodium_mv, potassium_mv, _leak_mv = bundle.node_mv
        persistent, sodium, shut, slow, fast = self._node_gates
        inward = sodium * sodium
        inward *= sodium
        inward *= shut
        inward *= sodium_us
        inward += persistent * persistent * persistent * persistent_us
        outward = fast * fast
        outward *= outward
        outward *= fast_us
        outward += slow_us * slow
        given = self._charge * self.nodes
        given += self._node_leak
        given += inward * sodium_mv
        given += outward * potassium_mv
        joined = bundle.node.to_axon_us
        given[bundle.left] += joined * self._solved[FIRST]
        given[self._right] += joined * self._solved[LAST]
        for begin, end, where, size_na in self._shocks:
            if begin <= step < end:
                given[where] += size_na
        inward += outward
        inward += self._diagonal
        found: NDArray[float64] = lapack.dptsv(inward, self._beside, given)[2]
        return found

    def _move_gates(self) -> None:
        kept, gained = self._node_table[:, :, at(self.nodes) + self._node_offset]
        self._node_gates *= kept
        self._node_gates += gained
        if not (self._has_channels or self._is_remodelled):
            return
        here = at(self._membrane) + self._inner_offset
        kept, gained = self._inner_table[:, :, here]
        self._inner_gates *= kept
        self._inner_gates += gained
        if self._is_remodelled:
            kept, gained = self._bared_table[:, :, here[:, self.bundle.bared]]
            self._bared_gates *= kept
            self._bared_gates += gained


def _joined(tables: Sequence[GateTables], gates: Sequence[Gate]) -> NDArray[float64]:
    """What is kept and gained, (2, gates, potentials), the tables one after the other."""
    return np.concatenate(
        [np.stack([each.kept[gates], each.gained[gates]]) for each in tables], axis=2
    )


def _traces(
    axons: Sequence[Axon],
    bundle: Bundle,
    row_ms: float,
    nodes: NDArray[float64],
    bared: NDArray[float64],
) -> tuple[CableTrace, ...]:
    """What each fibre did."""
    times = np.arange(1.0, len(nodes) + 1) * row_ms
    whose, which = (
        each[bundle.bared] for each in (bundle.fibre_of_internode, bundle.number_of_internode)
    )
    return tuple(
        CableTrace(
            times_ms=times,
            node_mv=nodes[:, bundle.fibre_of_node == number],
            bared_mv=bared[:, _in_order(whose, which, number)],
        )
        for number in range(len(axons))
    )


def _in_order(whose: NDArray[intp], which: NDArray[intp], number: int) -> NDArray[intp]:
    """The columns of one fibre's damaged internodes, from the first to the last."""
    mine = np.flatnonzero(whose == number)
    found: NDArray[intp] = mine[np.argsort(which[mine])]
    return found
