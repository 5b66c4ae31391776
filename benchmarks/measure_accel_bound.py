"""How many twitches anybody could find: the bound for a filter that knows what nobody knows.

    ./run python benchmarks/measure_accel_bound.py

An ideal matched filter that is told the shape of each twitch, its size and how
strong the noise is finds what noise hides least; no detector finds more at the
same false alarms. It is told the direction, too, or not. Noise is white, there is
no heart. Rates of false alarms are those of a normal process and of a chi process
of three axes (Rice 1945; Cramér and Leadbetter 1967, chapter 12), recall is that
of a normal and of a noncentral chi-squared value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import optimize
from scipy import stats

from measure_accel_second import bell
from quietmuscle.mechanism.synthetic_accel import STIFFNESS_N_PER_M
from quietmuscle.mechanism.synthetic_accel import TISSUE_KG
from quietmuscle.mechanism.synthetic_accel_moves import TWITCH_S
from quietmuscle.mechanism.synthetic_accel_shapes import FINE_HZ
from quietmuscle.mechanism.synthetic_accel_shapes import twitch_shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

FALSE_PER_MIN = 1.0
LEAST_HZ = 5.0
SHAPES = 400
PHONE_KG = 0.2


def first_shape(rng: Generator) -> NDArray[float64]:
    """A twitch of the first generator, on its fine grid."""
    resonance_hz = float(np.sqrt(STIFFNESS_N_PER_M / (TISSUE_KG + PHONE_KG)) / (2 * np.pi))
    return twitch_shape(float(rng.uniform(*TWITCH_S)), resonance_hz)


def second_shape(rng: Generator) -> NDArray[float64]:
    """A twitch of the second generator."""
    time = np.arange(0, 0.6, 1 / FINE_HZ)
    pulse = bell(time, 0.3, rng.uniform(7, 28), rng.uniform(0.02, 0.06), rng.uniform(0, 6.28))
    return np.asarray(pulse / np.abs(pulse).max())


def strength(shape: NDArray[float64], rate_hz: float, ratio: float) -> tuple[float, float]:
    """The height of a twitch behind its own filter by the noise, and how fast that changes.

    `ratio` is its largest value by the noise of one axis, from 0 Hz to half the rate.
    """
    power = np.abs(np.fft.rfft(shape, 1 << 15)) ** 2
    hz = np.fft.rfftfreq(1 << 15, 1 / FINE_HZ)
    power = np.where((hz >= LEAST_HZ) & (hz <= rate_hz / 2), power, 0.0)
    energy = 2 * float(power.sum()) / (1 << 15) / FINE_HZ
    pace_hz = float(np.sqrt((power * hz**2).sum() / power.sum()))
    return ratio * float(np.sqrt(energy * rate_hz)), pace_hz


def recall(height: float, pace_hz: float) -> tuple[float, float]:
    """The share that is found where the direction is known, and where it is not."""
    per_s = FALSE_PER_MIN / 60
    known = float(np.sqrt(2 * np.log(pace_hz / per_s)))

    def crossings(level: float) -> float:
        return 2 * pace_hz * level**2 * float(np.exp(-(level**2) / 2)) - per_s

    free = float(optimize.brentq(crossings, 1.5, 12.0))
    return float(stats.norm.sf(known - height)), float(stats.ncx2.sf(free**2, 3, height**2))


def bounds() -> None:
    """Print the bound for both generators, three rates and three sizes."""
    print(
        f"the bound: recall at {FALSE_PER_MIN:g} false a minute, shape known; direction known/not"
    )
    kinds: dict[str, Callable[[Generator], NDArray[float64]]] = {
        "first generator": first_shape,
        "second generator": second_shape,
    }
    for name, kind in kinds.items():
        for ratio in (2.0, 3.0, 4.0):
            cells = []
            for rate_hz in (100.0, 200.0, 400.0):
                rng = np.random.default_rng(3)
                told = [recall(*strength(kind(rng), rate_hz, ratio)) for _ in range(SHAPES)]
                along, free = np.mean(told, axis=0)
                cells.append(f"{rate_hz:.0f} Hz {along:.2f}/{free:.2f}")
            print(f"  {name:18} {ratio:g} x noise   " + "   ".join(cells), flush=True)
    print()


if __name__ == "__main__":
    bounds()
