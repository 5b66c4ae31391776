"""How well twitches are found under a phone on the muscle, beside what one would take instead.

    ./run python benchmarks/measure_accel.py              20 runs of each condition
    ./run python benchmarks/measure_accel.py --runs 5     quicker
    ./run python benchmarks/measure_accel.py --long       also the speed, and an 8-hour file
    ./run python benchmarks/measure_accel.py --only "3 x"

Each run is a minute of three axes with a body, a phone and an orientation of its
own. Sizes are the largest value of a twitch by the noise of one axis (RMS, from
0 Hz to half the rate). A twitch is found when one is reported within 150 ms of
its begin. The conditions marked 2 are of a second generator, which shares no
shape and no constant with the first. The seeds were not used while the detector
was made. No patient was measured: these are simulations.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy import signal

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "helpers"))

from accel_conditions import as_read
from accel_conditions import found_twitches
from accel_conditions import hits
from accel_conditions import minute
from accel_conditions import source_of
from accel_conditions import times_of
from accel_conditions import true_twitches

from measure_accel_bound import bounds
from measure_accel_second import second
from quietmuscle.measure.accel import measure_accel
from quietmuscle.mechanism.synthetic_accel import Body
from quietmuscle.mechanism.synthetic_accel import Happens
from quietmuscle.mechanism.synthetic_accel import PhoneSensor
from quietmuscle.mechanism.synthetic_accel import Uneven
from quietmuscle.mechanism.synthetic_accel import synthetic_accel
from quietmuscle.mechanism.synthetic_accel_truth import Happening
from quietmuscle.model.recording import SignalSource

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

FIRST_SEED = 90_000
MERGE_S = 0.15

Run = Callable[[int], tuple[SignalSource, list[float]]]


def first_kind(**given: object) -> Run:
    """Minutes of the first generator."""

    def run(seed: int) -> tuple[SignalSource, list[float]]:
        recording = minute(seed, **given)  # type: ignore[arg-type]
        return as_read(recording), true_twitches(recording)

    return run


def with_else(what: Happening, size_mg: float, length_s: float, count: int, hz: float) -> Run:
    """Minutes in which something else happens."""

    def run(seed: int) -> tuple[SignalSource, list[float]]:
        rng = np.random.default_rng([seed, 5])
        at_s = times_of(count, rng, apart_s=length_s + 1.0)
        also = tuple(
            Happens(what=what, onset_s=float(at), size_mg=size_mg, duration_s=length_s, rate_hz=hz)
            for at in at_s
        )
        return as_read(minute(seed, also=also)), []

    return run


def second_kind(**given: object) -> Run:
    """Minutes of the second generator."""

    def run(seed: int) -> tuple[SignalSource, list[float]]:
        recording = second(seed, **given)  # type: ignore[arg-type]
        return source_of(recording.samples, recording.rate_hz), recording.twitches

    return run


def with_heart(
    uneven: Uneven, heart_mg: float, size_mg: float = 0.0, rate_hz: float = 200.0
) -> Run:
    """Minutes with a heart of a size, and 15 twitches of a size at the skin, or none."""

    def run(seed: int) -> tuple[SignalSource, list[float]]:
        rng = np.random.default_rng([seed, 6])
        happens = tuple(
            Happens(what=Happening.TWITCH, onset_s=float(at), size_mg=size_mg)
            for at in times_of(15 if size_mg else 0, rng)
        )
        body = Body(heart_per_min=rng.uniform(50, 100), heart_mg=heart_mg, uneven=uneven)
        phone = PhoneSensor(rate_hz=rate_hz)
        recording = synthetic_accel(happens, duration_s=60.0, seed=seed, body=body, phone=phone)
        return as_read(recording), true_twitches(recording)

    return run


CONDITIONS: dict[str, Run] = {
    "table, nothing": first_kind(body=False),
    "heart and breath alone": first_kind(),
    **{f"twitches {ratio} x noise": first_kind(ratio=ratio) for ratio in (2, 3, 4, 6, 12, 30)},
    **{
        f"heart 3 mg, {size} mg, {hz} Hz": with_heart(Uneven(), 3, size, hz)
        for size in (15, 30, 60)
        for hz in (100, 200)
    },
    **{f"early beats, {mg} mg": with_heart(Uneven(early=0.1), mg) for mg in (3, 8)},
    **{f"fibrillation, {mg} mg": with_heart(Uneven(variation=0.22), mg) for mg in (3, 8)},
    "fibrillation 8 mg, 30 mg": with_heart(Uneven(variation=0.22), 8, 30),
    "1 a minute, 4 x": first_kind(ratio=4, per_min=1),
    "60 a minute, 4 x": first_kind(ratio=4, per_min=60),
    "uneven clock, 4 x": first_kind(ratio=4, phone=PhoneSensor(jitter=0.1, lost=0.01)),
    **{
        f"{hz} Hz, {ratio} x": first_kind(ratio=ratio, phone=PhoneSensor(rate_hz=hz))
        for hz in (50, 100, 400)
        for ratio in (3, 4, 8)
    },
    "tremor": with_else(Happening.TREMOR, 200, 15, 1, 6.0),
    "clonus": with_else(Happening.CLONUS, 100, 4, 2, 6.0),
    "spasm": with_else(Happening.SPASM, 200, 4, 2, 6.0),
    "willed contraction": with_else(Happening.VOLUNTARY, 200, 8, 2, 6.0),
    "taps": with_else(Happening.TAP, 1500, 0, 8, 6.0),
    "phone moved": with_else(Happening.MOVED, 500, 1.5, 3, 6.0),
    "phone rings": with_else(Happening.VIBRATION, 100, 0.6, 4, 6.0),
    "steps nearby": with_else(Happening.STEP, 10, 10, 2, 1.8),
    "2 table": second_kind(body=False),
    "2 heart and breath alone": second_kind(),
    **{f"2 twitches {ratio} x noise": second_kind(ratio=ratio) for ratio in (2, 3, 4, 6, 12)},
    "2 60 a minute, 4 x": second_kind(ratio=4, per_min=60),
    **{f"2 {hz} Hz, 3 x": second_kind(ratio=3, rate_hz=float(hz)) for hz in (100, 400)},
    **{
        f"2 {what}": second_kind(what=what)
        for what in ("tremor", "clonus", "spasm", "voluntary", "walking", "taps", "moved")
    },
}


@dataclass
class Score:
    """Hits, false alarms and misses, minutes, and what was named instead."""

    matched: int = 0
    false: int = 0
    missed: int = 0
    minutes: float = 0.0
    runs: int = 0
    named: Counter[str] = field(default_factory=Counter)

    def add(self, found: list[float], truth: list[float], minutes: float) -> None:
        """One run more."""
        matched, false, missed = hits(found, truth)
        self.matched += matched
        self.false += false
        self.missed += missed
        self.minutes += minutes
        self.runs += 1

    def cell(self) -> str:
        """Recall, and false events a usable minute."""
        true = self.matched + self.missed
        recall = f"{self.matched / true:.2f}" if true else " -  "
        return f"{recall} {self.false / max(1e-9, self.minutes):6.2f}"


def magnitude(samples: NDArray[float64]) -> NDArray[float64]:
    """The three lines one would write: the size of the acceleration without its median."""
    size = np.sqrt((samples**2).sum(axis=1))
    return np.asarray(np.abs(size - np.median(size)))


def apart(at_s: NDArray[float64]) -> list[float]:
    """Edges nearer than 150 ms are one event."""
    kept: list[float] = []
    for at in at_s:
        if not kept or at - kept[-1] > MERGE_S:
            kept.append(float(at))
    return kept


def mad_threshold(samples: NDArray[float64], rate_hz: float) -> list[float]:
    """A threshold of five robust standard deviations on the magnitude."""
    size = magnitude(samples)
    above = size > 5 * 1.4826 * np.median(size)
    return apart(np.flatnonzero(np.diff(above.astype(int)) == 1) / rate_hz)


def find_peaks(samples: NDArray[float64], rate_hz: float) -> list[float]:
    """scipy.signal.find_peaks on the magnitude above 5 Hz."""
    sos = signal.butter(3, 5.0, "highpass", fs=rate_hz, output="sos")
    size = np.abs(signal.sosfiltfilt(sos, np.sqrt((samples**2).sum(axis=1))))
    level = 5 * 1.4826 * float(np.median(size))
    peaks, _ = signal.find_peaks(size, height=level, distance=max(1, round(0.2 * rate_hz)))
    return [float(at) for at in peaks / rate_hz]


def whole(source: SignalSource) -> NDArray[float64]:
    """All samples of a source, gaps filled with the last that was there."""
    samples = np.vstack(list(source.blocks(1 << 20)))
    return np.asarray(np.where(np.isfinite(samples), samples, np.nanmedian(samples, axis=0)))


def table(runs: int, only: str) -> dict[str, Score]:
    """Each condition by three detectors; printed, and ours given back."""
    print(f"{runs} runs a condition: recall, and false twitches a usable minute\n")
    print(f"{'':28}{'Quiet Muscle':>14}{'MAD, k = 5':>14}{'find_peaks':>14}   named otherwise")
    ours: dict[str, Score] = {}
    for name, run in CONDITIONS.items():
        if only not in name:
            continue
        mine, mad, peaks = Score(), Score(), Score()
        for number in range(runs):
            source, truth = run(FIRST_SEED + number)
            found = measure_accel(source)
            mine.add(found_twitches(found), truth, found.usable_s / 60)
            mine.named.update(
                str(event.detail or event.kind)
                for event in found.events
                if event.kind != "fasciculation"
            )
            samples, rate_hz = whole(source), source.header.rate_hz
            mad.add(mad_threshold(samples, rate_hz), truth, found.duration_s / 60)
            peaks.add(find_peaks(samples, rate_hz), truth, found.duration_s / 60)
        named = ", ".join(f"{what} {count}" for what, count in mine.named.most_common(4))
        cells = "".join(f"{each.cell():>14}" for each in (mine, mad, peaks))
        print(f"{name:28}{cells}   {named}", flush=True)
        ours[name] = mine
    return ours


def calibration(runs: int) -> None:
    """How often twitches of a confidence are true ones."""
    print("\nconfidence told, and share of true ones (both generators, 2 to 4 x noise)")
    told: list[tuple[float, bool]] = []
    for run in (
        *(CONDITIONS[f"{two}twitches {n} x noise"] for two in ("", "2 ") for n in (2, 3, 4)),
    ):
        for number in range(runs):
            source, truth = run(FIRST_SEED + number)
            for event in measure_accel(source).events:
                if event.kind == "fasciculation" or event.detail == "unsure":
                    near = any(abs(event.onset_s - at) <= MERGE_S for at in truth)
                    told.append((event.confidence, near))
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
        part = [near for sure, near in told if low <= sure < high]
        if part:
            print(f"  {low:.2f}-{min(1, high):.2f}: {np.mean(part):.2f} of {len(part)}")


def coverage(runs: int) -> None:
    """How often the interval holds the true rate of a muscle that twitches at random."""
    held = 0
    for number in range(runs):
        rng = np.random.default_rng([FIRST_SEED + number, 9])
        rate = rng.uniform(2, 20)
        recording = minute(FIRST_SEED + number, ratio=8, per_min=int(rng.poisson(rate)))
        low, high = measure_accel(as_read(recording)).summary.rate_interval_95 or (0.0, 0.0)
        held += low <= rate <= high
    print(f"\nthe interval holds the true rate in {held} of {runs} runs (wanted 93-97 %)")


def long_files() -> None:
    """The time of 30 minutes, and the memory of 8 hours."""
    rate_hz = 200.0

    def blocks(hours: float) -> Callable[[int], Iterator[NDArray[float64]]]:
        def made(size: int) -> Iterator[NDArray[float64]]:
            rng = np.random.default_rng(1)
            left = round(hours * 3600 * rate_hz)
            while left > 0:
                count = min(size, left)
                yield 0.015 * rng.standard_normal((count, 3)) + np.array([0.0, 0.0, 9.81])
                left -= count

        return made

    empty = source_of(np.zeros((1, 3)), rate_hz)
    for hours, label in ((0.5, "30 minutes"), (8.0, "8 hours")):
        started = time.perf_counter()
        found = measure_accel(SignalSource(header=empty.header, blocks=blocks(hours)))
        peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{label} at 200 Hz: {time.perf_counter() - started:.0f} s, peak {peak_mib:.0f} MiB, "
            f"{found.summary.rate_per_min or 0:.2f} false twitches a minute"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--only", default="", help="conditions whose name holds this, alone")
    options = parser.parse_args()
    bounds()
    table(options.runs, options.only)
    if options.only:
        return
    calibration(options.runs)
    coverage(5 * options.runs)
    if options.long:
        long_files()


if __name__ == "__main__":
    main()
