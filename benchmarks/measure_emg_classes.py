"""What we say an EMG holds, beside what it holds: a table of confusion.

    ./run python benchmarks/measure_emg_classes.py             20 recordings of each class
    ./run python benchmarks/measure_emg_classes.py --runs 5    quicker

Rows are what a recording holds, columns what is said of it: the kind of event
that takes most of it (a stretch counts as eight discharges a second), or
"nothing" with fewer than two events. The shapes are drawn freely, not by the
model that the detector was made with; sampling rates are 1000 to 4096 Hz. What
tells tremor, clonus and runs of high frequency apart was set on scenes of this
same maker, with other seeds: for them the table tells less of real recordings.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "helpers"))

from typing import TYPE_CHECKING

from emg_conditions import source_of

from quietmuscle.measure.emg import measure_emg
from quietmuscle.mechanism.emg_scenes import SceneKind
from quietmuscle.mechanism.emg_scenes import emg_scene

if TYPE_CHECKING:
    from quietmuscle.model.measurement import Measurement

FIRST_SEED = 70_000
RATES_HZ = (1000.0, 1024.0, 2000.0, 2048.0, 4096.0)
PER_SECOND = 8.0
FEWEST = 2.0
SAID = (
    "nothing",
    "fasciculation",
    "tonic_firing",
    "spasm",
    "tremor",
    "clonus",
    "grouped",
    "high_frequency",
    "heartbeat",
    "movement",
    "mains",
)
RIGHT = {
    "rest": {"nothing"},
    "fasciculation": {"fasciculation"},
    "doublets": {"fasciculation"},
    "firing": {"tonic_firing"},
    "contraction": {"spasm", "tonic_firing"},
    "heartbeat": {"nothing", "heartbeat"},
    "mains": {"nothing", "mains"},
    "movement": {"nothing", "movement"},
}
"""What is right where it is not the class itself. A contraction that is willed and one that
is not look alike in EMG: the result says so."""


def said(found: Measurement) -> str:
    """The one word for a recording."""
    weight: dict[str, float] = {}
    for event in found.events:
        name = str(event.kind)
        if event.detail is not None and event.detail not in {"doublet", "unsure"}:
            name = str(event.detail)
        weight[name] = weight.get(name, 0.0) + max(1.0, PER_SECOND * event.duration_s)
    name, most = max(weight.items(), key=lambda each: each[1], default=("nothing", 0.0))
    return name if most >= FEWEST else "nothing"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--first", type=int, default=FIRST_SEED)
    options = parser.parse_args()
    print(f"{options.runs} recordings of a minute for each class; rows: truth, columns: said\n")
    print(f"{'':16}" + "".join(f"{name[:9]:>10}" for name in SAID) + "     right")
    for kind in SceneKind:
        row: Counter[str] = Counter()
        for run in range(options.runs):
            rng = np.random.default_rng([options.first, run, list(SceneKind).index(kind)])
            rate_hz = float(rng.choice(RATES_HZ))
            samples = emg_scene(kind, rng, rate_hz=rate_hz).recording.samples_uv
            row[said(measure_emg(source_of(samples, rate_hz)))] += 1
        right = sum(row[name] for name in RIGHT.get(kind, {str(kind)})) / options.runs
        cells = "".join(f"{row[name] or '.':>10}" for name in SAID)
        print(f"{kind!s:16}{cells}{right:>10.2f}", flush=True)


if __name__ == "__main__":
    main()
