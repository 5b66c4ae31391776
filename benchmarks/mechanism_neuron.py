"""The published fibre in NEURON, the programs' oracle: run by mechanism.py in NEURON's own Python.

    python benchmarks/mechanism_neuron.py FOLDER

FOLDER holds AXNODE.mod of ModelDB 3810 and the four *_motor.mod of ModelDB 243841,
compiled by nrnivmodl. It prints one JSON object: speed, peak, rest and seconds of the
fibre of McIntyre at two step lengths, and of the motor fibre of Gaines, whole and
damaged, which rests for 400 ms first.
"""

from __future__ import annotations

import json
import math
import sys
import time
from typing import Any

import neuron
import numpy as np
from neuron import h

DIAMETER, AXON, NODE, SPACING, PARANODE, LAMELLAE = 10.0, 6.9, 3.3, 1150.0, 46.0, 120
RHO = 0.7e6
MYELIN_UF, MYELIN_S = 0.1, 0.001
NODES = 21
DAMAGED = range(9, 12)
REST_MS, COARSE_MS = 400.0, 0.05


def space_mohm(diameter: float, width: float) -> float:
    area = math.pi * ((diameter / 2 + width) ** 2 - (diameter / 2) ** 2)
    return RHO * 0.01 / area


def build(*, is_motor: bool = False, left: float = 1.0) -> tuple[list[Any], list[Any]]:
    """The fibre section by section, as MRGaxon.hoc has it; three internodes keep `left`."""
    sections, nodes = [], []
    here = {"left": 1.0}

    def section(  # noqa: PLR0913, PLR0917 - NEURON's own names for what a section has
        diameter: float,
        length: float,
        resistivity: float,
        capacity: float,
        space: float,
        conductance: float,
        charge: float,
    ) -> Any:
        made = h.Section()
        made.nseg, made.diam, made.L, made.Ra, made.cm = 1, diameter, length, resistivity, capacity
        made.insert("extracellular")
        for layer, values in enumerate(((space, conductance, charge), (1e9, 1e9, 0.0))):
            made.xraxial[layer], made.xg[layer], made.xc[layer] = values
        if sections:
            made.connect(sections[-1](1), 0)
        sections.append(made)
        return made

    def wrapped(diameter: float, length: float, width: float, leak: float) -> None:
        share = diameter / DIAMETER
        made = section(
            DIAMETER, length, RHO / share**2 / 1e4, 2 * share, space_mohm(diameter, width),
            MYELIN_S / (2 * LAMELLAE * here["left"]), MYELIN_UF / (2 * LAMELLAE * here["left"]),
        )  # fmt: skip
        if is_motor:
            made.insert("mysa_motor" if length == 3 else "stin_motor")
        else:
            made.insert("pas")
            made.g_pas, made.e_pas = leak * share, -80

    stin = (SPACING - 1 - 6 - 2 * PARANODE) / 6
    for number in range(NODES):
        node = section(NODE, 1, RHO / 1e4, 2, space_mohm(NODE, 0.002), 1e10, 0)
        node.insert("node_motor" if is_motor else "axnode")
        nodes.append(node)
        here["left"] = left if number in DAMAGED else 1.0
        if number < NODES - 1:
            wrapped(NODE, 3, 0.002, 1e-3)
            for length in (PARANODE, *[stin] * 6, PARANODE):
                wrapped(AXON, length, 0.004, 1e-4)
            wrapped(NODE, 3, 0.002, 1e-3)
    return sections, nodes


def rise_ms(potential: np.ndarray, step_ms: float) -> float:
    before = np.flatnonzero((potential[1:] > -20) & (potential[:-1] <= -20))[0]
    low, high = potential[before], potential[before + 1]
    return (before + (-20 - low) / (high - low)) * step_ms


def run(step_ms: float, duration_ms: float) -> dict[str, float]:
    _kept_alive, nodes = build()
    h.celsius, h.dt, h.steps_per_ms = 37, step_ms, 1 / step_ms
    shock = h.IClamp(nodes[2](0.5))
    shock.delay, shock.dur, shock.amp = 1, 0.1, 2
    kept = [h.Vector().record(each(0.5)._ref_v) for each in nodes]  # noqa: SLF001 - so NEURON has it
    h.finitialize(-80)
    h.fcurrent()
    begun, cpu = time.perf_counter(), time.process_time()
    while h.t < duration_ms - step_ms / 2:
        h.fadvance()
    took, cpu = time.perf_counter() - begun, time.process_time() - cpu
    potential = np.array([each.as_numpy() for each in kept]).T
    distance_mm = 5 * SPACING / 1000
    return {
        "speed_m_per_s": distance_mm
        / (rise_ms(potential[:, 17], step_ms) - rise_ms(potential[:, 12], step_ms)),
        "peak_mv": float(potential[:, 15].max()),
        "rest_mv": float(potential[1, 10]),
        "wall_s": took,
        "cpu_s": cpu,
    }


def run_motor(step_ms: float, left: float) -> dict[str, float]:
    """The motor fibre at its true rest, then an impulse over its damage."""
    _kept_alive, nodes = build(is_motor=True, left=left)
    h.celsius, h.dt = 37, COARSE_MS
    shock = h.IClamp(nodes[2](0.5))
    shock.delay, shock.dur, shock.amp = REST_MS + 0.2, 0.1, 2
    h.finitialize(-85.9411)
    h.fcurrent()
    while h.t < REST_MS - COARSE_MS / 2:
        h.fadvance()
    rest_mv = nodes[NODES // 2](0.5).v
    h.dt = step_ms
    rows = []
    while h.t < REST_MS + 3.0:
        h.fadvance()
        rows.append([each(0.5).v for each in nodes])
    potential = np.array(rows)
    passed = {each: rise_ms(potential[:, each], step_ms) for each in (4, 7, 8, 13)}
    return {
        "rest_mv": rest_mv,
        "speed_m_per_s": 3 * SPACING / 1000 / (passed[7] - passed[4]),
        "crossing_ms": passed[13] - passed[8],
    }


if __name__ == "__main__":
    h.load_file("stdrun.hoc")
    neuron.load_mechanisms(sys.argv[1])
    told = {"version": neuron.__version__}
    told["5 us, 20 ms"] = run(0.005, 20.0)
    told["1 us, 3 ms"] = run(0.001, 3.0)
    told["motor, damaged"] = run_motor(0.005, 0.05)
    print(json.dumps(told))
