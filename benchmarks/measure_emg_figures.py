"""What the counts of an EMG are worth: intervals, rates, times, shapes, sureness, speed, memory.

    ./run python benchmarks/measure_emg_figures.py               100 recordings of a minute
    ./run python benchmarks/measure_emg_figures.py --runs 20     quicker
    ./run python benchmarks/measure_emg_figures.py --long        also 64 channels and 8 hours

The recordings hold fasciculations of one to four units whose shapes are drawn
freely (two to five phases, 3-25 ms, some with a late part), 6 to 60 a minute, in
noise of 2-8 uV, sampled 1000 to 4096 times a second. They come from another
source of shapes than the one that the detector was made with.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "helpers"))

from emg_conditions import source_of

from quietmuscle.measure.emg import measure_emg
from quietmuscle.mechanism.emg_background import electrode_noise
from quietmuscle.mechanism.emg_scenes import SceneKind
from quietmuscle.mechanism.emg_scenes import emg_scene
from quietmuscle.mechanism.emg_shapes import free_potential
from quietmuscle.mechanism.synthetic_emg import Train
from quietmuscle.mechanism.synthetic_emg import synthetic_emg
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalSource
from quietmuscle.model.recording import SignalUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy import float64
    from numpy.typing import NDArray

FIRST_SEED = 90_000
RATES_HZ = (1000.0, 1024.0, 2000.0, 2048.0, 4096.0)
WITHIN_S = 0.06
SECONDS = 60.0


def matches(found: list[float], truth: list[float]) -> list[tuple[int, int]]:
    """Which event is which true one: the nearest within 60 ms, each once."""
    pairs, free = [], set(range(len(found)))
    for number, true in enumerate(truth):
        near = [(abs(found[n] - true), n) for n in free if abs(found[n] - true) <= WITHIN_S]
        if near:
            free.discard(min(near)[1])
            pairs.append((min(near)[1], number))
    return pairs


def drawn_runs(runs: int) -> None:
    """Coverage, rate, time, shapes and sureness over many short recordings."""
    covered, errors, lags, right, shapes = [], [], [], 0, 0
    sure: list[tuple[float, bool]] = []
    hit = false = missed = 0
    for run in range(runs):
        rng = np.random.default_rng([FIRST_SEED, run])
        rate_hz = float(rng.choice(RATES_HZ))
        units, noise_uv = int(rng.integers(1, 5)), rng.uniform(2, 8)
        per_min = np.exp(rng.uniform(np.log(6), np.log(60)))
        peaks = rng.uniform(8 * noise_uv, 300, units)
        count = rng.poisson(per_min * SECONDS / 60)
        times = np.sort(rng.uniform(0, SECONDS, count))
        of_unit = rng.integers(0, units, count)
        recording = synthetic_emg(
            tuple(free_potential(peak, rate_hz, rng) for peak in peaks),
            tuple(Train(unit=u, kind="f", times_s=times[of_unit == u]) for u in range(units)),
            electrode_noise(round(SECONDS * rate_hz), rate_hz, noise_uv, rng)[:, None],
            rate_hz,
            rng,
        )
        measured = measure_emg(source_of(recording.samples_uv, rate_hz))
        low, high = measured.summary.rate_interval_95 or (0.0, 0.0)
        covered.append(low <= per_min <= high)
        events = [e for e in measured.events if e.kind == "fasciculation"]
        if count >= 10:
            errors.append(abs(len(events) - count) / count)
        pairs = matches([e.onset_s + e.duration_s / 2 for e in events],
                        [t.peak_s for t in recording.truth])  # fmt: skip
        lags += [
            abs(events[a].onset_s + events[a].duration_s / 2 - recording.truth[b].peak_s)
            for a, b in pairs
        ]
        numbers = {u: n for n, u in enumerate(sorted({e.unit_id or 0 for e in events}))}
        table = np.zeros((len(numbers), units))
        for a, b in pairs:
            table[numbers[events[a].unit_id or 0], recording.truth[b].unit] += 1
        right += int(table[linear_sum_assignment(-table)].sum())
        shapes += len(pairs)
        good = {a for a, _ in pairs}
        sure += [(e.confidence, n in good) for n, e in enumerate(events)]
        hit, false, missed = (
            hit + len(pairs),
            false + len(events) - len(pairs),
            missed + len(recording.truth) - len(pairs),
        )
    print(f"{runs} recordings: found {hit}, false {false}, missed {missed}")
    print(f"sensitivity                     {hit / (hit + missed):.3f}   wanted >= 0.90")
    print(f"precision                       {hit / (hit + false):.3f}")
    print(f"interval holds the true rate    {np.mean(covered):.3f}   wanted 0.93-0.97")
    print(f"error of the rate, usual        {np.median(errors):.3f}   wanted <= 0.10")
    print(f"error of the rate, 95 of 100    {np.quantile(errors, 0.95):.3f}")
    print(f"error of the time, usual        {1000 * np.median(lags):.1f} ms   wanted <= 10")
    print(f"in the right shape (SNR >= 8)   {right / max(1, shapes):.3f}   wanted >= 0.90")
    confidence, was = np.array(sure).T
    for low, high in ((0.0, 0.8), (0.8, 0.9), (0.9, 0.98), (0.98, 1.01)):
        inside = (confidence >= low) & (confidence < high)
        if inside.any():
            print(
                f"  told {confidence[inside].mean():.3f} sure: true {was[inside].mean():.3f} "
                f"({inside.sum()})"
            )


def negatives() -> None:
    """What holds no fasciculation."""
    rng = np.random.default_rng(FIRST_SEED)
    noise = electrode_noise(1800 * 2048, 2048.0, 5.0, rng)
    started, spent = time.perf_counter(), time.process_time()
    found = measure_emg(source_of(noise[:, None], 2048.0)).summary.fasciculations
    took, worked = time.perf_counter() - started, time.process_time() - spent
    print(f"noise, 30 minutes               {found / 30:.2f} a minute   wanted <= 0.20")
    print(f"30 minutes of one channel       {took:.1f} s (processor {worked:.1f})   wanted <= 5")
    scene = emg_scene(SceneKind.CONTRACTION, rng, seconds=300.0, rate_hz=2000.0)
    spectrum = np.abs(np.fft.rfft(scene.recording.samples_uv[:, 0]))
    phases = np.exp(2j * np.pi * rng.random(spectrum.size))
    shuffled = np.fft.irfft(spectrum * phases, n=scene.recording.samples_uv.shape[0])
    found = measure_emg(source_of(shuffled[:, None], 2000.0)).summary.fasciculations
    print(f"shuffled phases, 5 minutes      {found / 5:.2f} a minute   wanted <= 0.20")
    hearts = [
        measure_emg(
            source_of(
                emg_scene(SceneKind.HEARTBEAT, np.random.default_rng([FIRST_SEED, n]))
                .recording.samples_uv,
                2048.0,
            )
        ).summary.fasciculations
        for n in range(20)
    ]  # fmt: skip
    print(f"heart alone, 20 minutes         {sum(hearts) / 20:.2f} a minute   wanted 0")


def stream(seconds: float, rate_hz: float, channels: int) -> SignalSource:
    """Noise that is made as it is read."""

    def blocks(size: int) -> Iterator[NDArray[float64]]:
        rng = np.random.default_rng(1)
        left = round(seconds * rate_hz)
        while left > 0:
            yield rng.normal(0, 5, (min(size, left), channels))
            left -= size

    header = SignalHeader(
        modality=Modality.EMG,
        rate_hz=rate_hz,
        channels=tuple(str(n) for n in range(channels)),
        unit=SignalUnit.MICROVOLT,
    )
    return SignalSource(header=header, blocks=blocks)


def one_long(name: str, seconds: float, channels: int) -> str:
    """Time and memory for one recording; in a process of its own, so that the memory is its own."""
    started, spent = time.perf_counter(), time.process_time()
    measure_emg(stream(seconds, 2048.0, channels))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{name:32}{time.perf_counter() - started:.0f} s, of the processor "
        f"{time.process_time() - spent:.0f} s; peak memory {peak:.0f} MiB (wanted < 1024); "
        f"load {os.getloadavg()[0]:.1f}"
    )


def long_files() -> None:
    """Long recordings and many channels, made while they are read."""
    for wish in (("30 min of 64 channels", 1800.0, 64), ("8 hours", 28800.0, 1)):
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
            print(apart.submit(one_long, *wish).result(), flush=True)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    drawn_runs(options.runs)
    negatives()
    if options.long:
        long_files()


if __name__ == "__main__":
    main()
