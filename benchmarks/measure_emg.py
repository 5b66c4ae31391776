"""How well fasciculations are found in EMG, beside what one would take instead.

    ./run python benchmarks/measure_emg.py              20 runs of each condition
    ./run python benchmarks/measure_emg.py --runs 5     quicker
    ./run python benchmarks/measure_emg.py --peers      also NeuroKit2 and BioSPPy, if installed

The peers are no dependencies and live in an environment of their own:

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install neurokit2==0.2.13 biosppy==2.2.4 peakutils
    PYTHONPATH=src /tmp/peers/bin/python benchmarks/measure_emg.py --peers

Every peer sees the same samples; `emg_peers.py` says how each is asked. A peer
that fails on a recording has found nothing there, and its fault is printed.

The conditions are A to G of the measurement notes: a minute at 2048 Hz with 29
fasciculations of three units (peaks 49, 75 and 198 uV), other muscles and other
waveforms in each run. A: rest, noise of 5 uV; B: 10 uV; C: hum; D: a heart;
E: steps of the noise; F: a voluntary unit; G: movement. An event is found when
one is reported within 60 ms.

The seeds of these runs were not used while the detector was made.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "helpers"))

from emg_conditions import RATE_HZ
from emg_conditions import condition
from emg_conditions import source_of
from emg_conditions import true_fasciculations

from emg_peers import Detector
from emg_peers import biosppy_detectors
from emg_peers import merged
from emg_peers import neurokit_detectors
from quietmuscle.measure.emg import measure_emg
from quietmuscle.mechanism.emg_background import electrode_noise

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

FIRST_SEED = 50_000
WITHIN_S = 0.06
TARGETS = {"A": 0.98, "B": 0.95, "C": 0.95, "D": 0.95, "E": 0.90, "F": 0.85, "G": 0.95}


@dataclass
class Score:
    """Hits, false alarms and misses, and the time that it took."""

    matched: int = 0
    false: int = 0
    missed: int = 0
    seconds: float = 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision."""
        return 2 * self.matched / max(1, 2 * self.matched + self.false + self.missed)


def ours(samples: NDArray[float64]) -> list[float]:
    """Quiet Muscle."""
    found = measure_emg(source_of(samples, RATE_HZ))
    return [event.onset_s for event in found.events if event.kind == "fasciculation"]


def global_mad(samples: NDArray[float64]) -> list[float]:
    """A threshold of five robust standard deviations, the three lines one would write."""
    signal = samples[:, 0] - np.median(samples[:, 0])
    above = np.abs(signal) > 5 * 1.4826 * np.median(np.abs(signal))
    return merged(np.flatnonzero(np.diff(above.astype(int)) == 1) / RATE_HZ)


def fixed(samples: NDArray[float64]) -> list[float]:
    """A fixed threshold of 100 uV."""
    above = np.abs(samples[:, 0]) > 100
    return merged(np.flatnonzero(np.diff(above.astype(int)) == 1) / RATE_HZ)


def score(detector: Detector, name: str, runs: int) -> Score:
    """A detector on the runs of one condition."""
    total = Score()
    for run in range(runs):
        recording = condition(name, FIRST_SEED + run)
        started = time.perf_counter()
        try:
            found = detector(recording.samples_uv)
        except Exception as fault:  # noqa: BLE001 - a peer that fails has found nothing
            print(f"  {fault!r:.80}")
            found = []
        total.seconds += time.perf_counter() - started
        truth = true_fasciculations(recording)
        free = set(range(len(found)))
        for true in truth:
            near = [(abs(found[n] - true), n) for n in free if abs(found[n] - true) <= WITHIN_S]
            if near:
                free.discard(min(near)[1])
                total.matched += 1
            else:
                total.missed += 1
        total.false += len(free)
    return total


def noise_alone(minutes: float) -> float:
    """False events a minute in noise alone."""
    rng = np.random.default_rng(FIRST_SEED)
    samples = electrode_noise(round(minutes * 60 * RATE_HZ), RATE_HZ, 5.0, rng)
    return len(ours(samples[:, None])) / minutes


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--slow-runs", type=int, help="runs for NeuroKit2, which is slow")
    options = parser.parse_args()
    detectors: dict[str, Detector] = {
        "Quiet Muscle": ours,
        "global MAD, k = 5": global_mad,
        "fixed, 100 uV": fixed,
    }
    if options.peers:
        detectors |= neurokit_detectors(RATE_HZ) | biosppy_detectors(RATE_HZ)
    print(f"F1 of {options.runs} runs a condition; false events a minute in brackets\n")
    print(f"{'':24}" + "".join(f"{name:>15}" for name in TARGETS))
    print(f"{'wanted':24}" + "".join(f"{wanted:>15.2f}" for wanted in TARGETS.values()))
    best = dict.fromkeys(TARGETS, 0.0)
    for label, detector in detectors.items():
        slow = label.startswith("NeuroKit2") and options.slow_runs
        runs = options.slow_runs if slow else options.runs
        scores = [score(detector, name, runs) for name in TARGETS]
        cells = "".join(f"{each.f1:>8.3f} ({each.false / runs:4.1f})" for each in scores)
        per_minute = sum(each.seconds for each in scores) / (runs * len(scores))
        print(f"{label:24}{cells}   {per_minute:.2f} s a minute", flush=True)
        if detector is not ours:
            best = {
                name: max(best[name], each.f1) for name, each in zip(TARGETS, scores, strict=True)
            }
    print(
        f"{'the best of the others':24}" + "".join(f"{each:>8.3f}       " for each in best.values())
    )
    print(
        f"\nnoise alone, 30 minutes: {noise_alone(30):.2f} false events a minute (wanted <= 0.20)"
    )
    started = time.perf_counter()
    rng = np.random.default_rng(1)
    ours(electrode_noise(round(1800 * RATE_HZ), RATE_HZ, 5.0, rng)[:, None])
    print(f"30 minutes of one channel: {time.perf_counter() - started:.1f} s (wanted <= 5 s)")


if __name__ == "__main__":
    main()
