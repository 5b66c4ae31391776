"""Whole EMG recordings of one class each, with their truth: what a detector must tell apart.

Each scene is a short recording in which one thing happens: fasciculations, a
muscle at work, tremor, a heart. The figures are those of the literature that
the mechanism notes name; where there are none, they are chosen by us.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import TypeAlias

import numpy as np
from numpy import float64
from numpy.random import Generator
from numpy.typing import NDArray

from quietmuscle.mechanism.discharges import DOUBLET_S
from quietmuscle.mechanism.discharges import ECHO_S
from quietmuscle.mechanism.discharges import NEURONAL_INTERVAL_S
from quietmuscle.mechanism.discharges import bursts
from quietmuscle.mechanism.discharges import poisson_discharges
from quietmuscle.mechanism.discharges import regular_discharges
from quietmuscle.mechanism.discharges import with_doublets
from quietmuscle.mechanism.emg_background import electrode_noise
from quietmuscle.mechanism.emg_background import heart_beats
from quietmuscle.mechanism.emg_background import mains_hum
from quietmuscle.mechanism.emg_background import movement
from quietmuscle.mechanism.emg_shapes import free_potential
from quietmuscle.mechanism.synthetic_emg import SyntheticEmg
from quietmuscle.mechanism.synthetic_emg import Train
from quietmuscle.mechanism.synthetic_emg import synthetic_emg

if TYPE_CHECKING:
    from collections.abc import Mapping

POOL = (10, 20)
NOISE_UV = (2.0, 8.0)
SECONDS_S = (DOUBLET_S, ECHO_S, NEURONAL_INTERVAL_S)
"""After so long comes a second discharge of the same unit, where one does."""


class SceneKind(StrEnum):
    """What happens in a scene."""

    REST = "rest"
    FASCICULATION = "fasciculation"
    DOUBLETS = "doublets"
    FIRING = "firing"
    CONTRACTION = "contraction"
    TREMOR = "tremor"
    CLONUS = "clonus"
    SPASM = "spasm"
    GROUPED = "grouped"
    HIGH_FREQUENCY = "high_frequency"
    HEARTBEAT = "heartbeat"
    MAINS = "mains"
    MOVEMENT = "movement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From when to when many units are at work, in seconds."""

    start_s: float
    stop_s: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmgScene:
    """A synthetic recording with its discharges and, where many units work, its stretches."""

    recording: SyntheticEmg
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a scene adds to noise: peaks of its units in µV, their trains, stretches, artefacts."""

    peaks_uv: tuple[float, ...] = ()
    trains: tuple[Train, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    background_uv: NDArray[float64] | float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """How long a scene lasts, and how often it is sampled."""

    seconds: float
    rate_hz: float

    @property
    def samples(self) -> int:
        return round(self.seconds * self.rate_hz)


_Maker: TypeAlias = Callable[[_Setting, Generator], _Part]


def emg_scene(
    kind: SceneKind,
    rng: Generator,
    *,
    seconds: float = 60.0,
    rate_hz: float = 2048.0,
    channels: int = 1,
) -> EmgScene:
    """A recording in µV in which one thing happens, at one or more channels in a row."""
    setting = _Setting(seconds=seconds, rate_hz=rate_hz)
    part = _MAKERS[kind](setting, rng)
    potentials = tuple(
        free_potential(peak, rate_hz, rng, channels=channels) for peak in part.peaks_uv
    )
    noise_uv = rng.uniform(*NOISE_UV)
    background = np.column_stack(
        [electrode_noise(setting.samples, rate_hz, noise_uv, rng) for _ in range(channels)]
    )
    artefact = np.broadcast_to(np.asarray(part.background_uv), (setting.samples,))
    return EmgScene(
        recording=synthetic_emg(
            potentials, part.trains, background + artefact[:, None], rate_hz, rng
        ),
        stretches=part.stretches,
    )


def _rest(_setting: _Setting, _rng: Generator) -> _Part:
    return _Part()


def _fasciculation(setting: _Setting, rng: Generator) -> _Part:
    units = int(rng.integers(1, 5))
    per_min = np.exp(rng.uniform(np.log(6), np.log(60))) / units
    return _Part(
        peaks_uv=tuple(rng.uniform(50, 300, units)),
        trains=tuple(
            Train(
                unit=unit,
                kind=SceneKind.FASCICULATION,
                times_s=poisson_discharges(per_min, setting.seconds, rng),
            )
            for unit in range(units)
        ),
    )


def _doublets(setting: _Setting, rng: Generator) -> _Part:
    plain = _fasciculation(setting, rng)
    interval = float(rng.choice(SECONDS_S))
    return _Part(
        peaks_uv=plain.peaks_uv,
        trains=tuple(
            Train(
                unit=train.unit,
                kind=SceneKind.FASCICULATION,
                times_s=with_doublets(train.times_s, 0.3, interval, rng),
            )
            for train in plain.trains
        ),
    )


def _firing(setting: _Setting, rng: Generator) -> _Part:
    start, stop = _when(setting, rng, 5.0, 30.0)
    times = regular_discharges(rng.uniform(5, 15), rng.uniform(0.06, 0.2), start, stop, rng)
    return _Part(
        peaks_uv=(rng.uniform(50, 300),),
        trains=(Train(unit=0, kind=SceneKind.FIRING, times_s=times),),
        stretches=(Stretch(start_s=start, stop_s=stop, kind=SceneKind.FIRING),),
    )


def _many(
    setting: _Setting, rng: Generator, kind: SceneKind, lasts_s: tuple[float, float],
    rates_hz: tuple[float, float],
) -> _Part:  # fmt: skip
    """Many units that fire, each at its own rate, recruited one after the other."""
    start, stop = _when(setting, rng, *lasts_s)
    units = int(rng.integers(*POOL))
    rise = 0.2 * (stop - start)
    trains = [
        Train(
            unit=unit,
            kind=kind,
            times_s=regular_discharges(
                rng.uniform(*rates_hz),
                0.18,
                start + rise * unit / units,
                stop - rise * unit / units,
                rng,
            ),
        )
        for unit in range(units)
    ]
    return _Part(
        peaks_uv=tuple(rng.uniform(20, 200, units)),
        trains=tuple(trains),
        stretches=(Stretch(start_s=start, stop_s=stop, kind=kind),),
    )


def _contraction(setting: _Setting, rng: Generator) -> _Part:
    return _many(setting, rng, SceneKind.CONTRACTION, (4.0, 15.0), (8.0, 18.0))


def _spasm(setting: _Setting, rng: Generator) -> _Part:
    return _many(setting, rng, SceneKind.SPASM, (0.8, 5.0), (9.0, 27.0))


def _beating(
    setting: _Setting, rng: Generator, kind: SceneKind, beats_hz: tuple[float, float],
    duty: tuple[float, float],
) -> _Part:  # fmt: skip
    """Many units that fire in bursts of one rhythm."""
    start, stop = _when(setting, rng, 4.0, 20.0)
    beat_hz, share = rng.uniform(*beats_hz), rng.uniform(*duty)
    units = int(rng.integers(*POOL))
    beats = regular_discharges(beat_hz, 0.06, start, stop, rng)
    trains = []
    for unit in range(units):
        spikes = [
            beat + np.sort(rng.beta(2, 2, int(rng.integers(1, 4)))) * share / beat_hz
            for beat in beats
        ]
        trains.append(Train(unit=unit, kind=kind, times_s=np.sort(np.concatenate(spikes))))
    return _Part(
        peaks_uv=tuple(rng.uniform(20, 200, units)),
        trains=tuple(trains),
        stretches=(Stretch(start_s=start, stop_s=stop, kind=kind),),
    )


def _tremor(setting: _Setting, rng: Generator) -> _Part:
    return _beating(setting, rng, SceneKind.TREMOR, (3.5, 12.0), (0.5, 0.9))


def _clonus(setting: _Setting, rng: Generator) -> _Part:
    return _beating(setting, rng, SceneKind.CLONUS, (5.0, 8.0), (0.2, 0.4))


def _grouped(setting: _Setting, rng: Generator) -> _Part:
    times = bursts(
        rng.uniform(0.8, 4.0), (3, 9), rng.uniform(15, 60), setting.seconds, rng, variation=0.15
    )
    return _Part(
        peaks_uv=(rng.uniform(50, 300),),
        trains=(Train(unit=0, kind=SceneKind.GROUPED, times_s=times),),
    )


def _high_frequency(setting: _Setting, rng: Generator) -> _Part:
    """Runs of one unit at 150-300 Hz that begin and end abruptly."""
    starts = poisson_discharges(rng.uniform(6, 20), setting.seconds - 2, rng)
    hz = rng.uniform(150, 300)
    stretches = [
        Stretch(start_s=float(at), stop_s=float(at + rng.uniform(0.1, 1.0)),
                kind=SceneKind.HIGH_FREQUENCY)
        for at in starts
    ]  # fmt: skip
    times = [
        each.start_s + np.cumsum(np.linspace(1, 1.3, int((each.stop_s - each.start_s) * hz)) / hz)
        for each in stretches
    ]
    joined = np.sort(np.concatenate(times)) if times else np.zeros(0)
    return _Part(
        peaks_uv=(rng.uniform(50, 300),),
        trains=(Train(unit=0, kind=SceneKind.HIGH_FREQUENCY, times_s=joined),),
        stretches=tuple(stretches),
    )


def _heartbeat(setting: _Setting, rng: Generator) -> _Part:
    return _Part(
        background_uv=heart_beats(
            setting.samples, setting.rate_hz, rng.uniform(30, 300), rng.uniform(48, 110), rng
        )
    )


def _mains(setting: _Setting, rng: Generator) -> _Part:
    base = float(rng.choice([50.0, 60.0]))
    harmonics = {base: rng.uniform(10, 100), 3 * base: rng.uniform(1, 20), 5 * base: 3.0}
    return _Part(background_uv=mains_hum(setting.samples, setting.rate_hz, harmonics, rng))


def _movement(setting: _Setting, rng: Generator) -> _Part:
    jolts = rng.uniform(1, setting.seconds - 1, int(rng.integers(4, 12)))
    return _Part(
        background_uv=movement(setting.samples, setting.rate_hz, jolts, (200.0, 1200.0), rng)
    )


def _when(
    setting: _Setting, rng: Generator, shortest_s: float, longest_s: float
) -> tuple[float, float]:
    """From when to when something lasts, inside a scene."""
    lasts = rng.uniform(shortest_s, min(longest_s, setting.seconds - 4))
    start = rng.uniform(2, setting.seconds - 2 - lasts)
    return float(start), float(start + lasts)


_MAKERS: Mapping[SceneKind, _Maker] = {
    SceneKind.REST: _rest,
    SceneKind.FASCICULATION: _fasciculation,
    SceneKind.DOUBLETS: _doublets,
    SceneKind.FIRING: _firing,
    SceneKind.CONTRACTION: _contraction,
    SceneKind.TREMOR: _tremor,
    SceneKind.CLONUS: _clonus,
    SceneKind.SPASM: _spasm,
    SceneKind.GROUPED: _grouped,
    SceneKind.HIGH_FREQUENCY: _high_frequency,
    SceneKind.HEARTBEAT: _heartbeat,
    SceneKind.MAINS: _mains,
    SceneKind.MOVEMENT: _movement,
}
