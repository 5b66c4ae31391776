"""How a filmed muscle and a hand-held camera move: twitches, pulse, breath, tremor, shake."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy import float64
from numpy.typing import NDArray

Path = NDArray[float64]

PEAKS_BY_TAIL = 4.89
"""A twitch t/T·e^(1−t/T) is back at a tenth of its peak after 4.89 T."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTwitch:
    """A twitch in the picture: the tissue around a place is drawn aside and returns.

    `spread` draws towards the place (negative) or away from it, as a bulge
    does, beside the draw in `direction_rad`.
    """

    onset_s: float
    duration_s: float
    place_px: tuple[float, float]
    amplitude_px: float
    radius_px: float
    direction_rad: float
    spread: float

    def course(self, time_s: float) -> float:
        """The share of the full displacement, 0 to 1: a motor unit's twitch (Fuglevand 1993)."""
        tau_s = self.duration_s / PEAKS_BY_TAIL
        since = (time_s - self.onset_s) / tau_s
        return since * math.exp(1 - since) if 0 < since < 20 else 0.0

    def displacement(self, time_s: float, x: Path, y: Path) -> tuple[Path, Path]:
        """How far each place is moved, in x and y."""
        share = self.course(time_s) * self.amplitude_px
        dx, dy = (x - self.place_px[0]) / self.radius_px, (y - self.place_px[1]) / self.radius_px
        near = share * np.exp(-(dx**2 + dy**2) / 2)
        return (
            near * (math.cos(self.direction_rad) + self.spread * dx),
            near * (math.sin(self.direction_rad) + self.spread * dy),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TwitchPlan:
    """How often twitches come, how large, wide and long they are (ranges)."""

    rate_per_min: float
    amplitude_px: tuple[float, float] = (0.5, 2.5)
    radius_px: tuple[float, float] = (18.0, 50.0)
    duration_s: tuple[float, float] = (0.12, 0.5)
    places: int = 3
    apart_s: float = 0.6


def twitches(  # noqa: PLR0913 - a plan, and where and when it takes place
    plan: TwitchPlan,
    rng: np.random.Generator,
    *,
    duration_s: float,
    width: int,
    height: int,
    top_share: float = 0.2,
) -> tuple[LocalTwitch, ...]:
    """Twitches at a few places, at irregular times (Poisson), never on top of each other."""
    places = [
        (float(rng.uniform(0.2, 0.8) * width), float(rng.uniform(top_share, 0.8) * height))
        for _ in range(plan.places)
    ]
    made: list[LocalTwitch] = []
    time_s = 1.0
    while plan.rate_per_min > 0:
        time_s += plan.apart_s + float(
            rng.exponential(max(60 / plan.rate_per_min - plan.apart_s, 0.1))
        )
        if time_s > duration_s - 1.0:
            break
        made.append(
            LocalTwitch(
                onset_s=time_s,
                duration_s=float(rng.uniform(*plan.duration_s)),
                place_px=places[int(rng.integers(len(places)))],
                amplitude_px=float(np.exp(rng.uniform(*np.log(plan.amplitude_px)))),
                radius_px=float(rng.uniform(*plan.radius_px)),
                direction_rad=float(rng.uniform(0, 2 * math.pi)),
                spread=float(rng.uniform(-0.8, 0.8)),
            )
        )
    return tuple(made)


def band_noise(
    rng: np.random.Generator, times_s: Path, *, low_hz: float, high_hz: float, rms: float
) -> Path:
    """A random course whose frequencies lie in a band, as the shake of a hand does."""
    waves = 24
    frequencies = rng.uniform(low_hz, high_hz, waves)
    phases = rng.uniform(0, 2 * math.pi, waves)
    weights = rng.rayleigh(1.0, waves)
    course = np.sin(2 * math.pi * np.outer(times_s, frequencies) + phases) @ weights
    spread = math.sqrt(float(np.sum(weights**2)) / 2)
    return np.asarray(course * (rms / spread))


def beats(rng: np.random.Generator, *, duration_s: float, rate_hz: float, variation: float) -> Path:
    """Times of heart beats; each interval differs a little."""
    count = int(duration_s * rate_hz * 2) + 4
    return np.cumsum(rng.normal(1, variation, count).clip(0.5, 1.5) / rate_hz) - 1 / rate_hz


def pulse_course(times_s: Path, beat_times_s: Path) -> Path:
    """The pulse wave, 0 to about 1: a steep rise, a slower fall, a small second wave."""
    since = times_s[:, None] - beat_times_s[None, :]
    first = np.exp(-((since - 0.12) ** 2) / (2 * 0.05**2))
    second = 0.35 * np.exp(-((since - 0.36) ** 2) / (2 * 0.07**2))
    return np.asarray((first + second).sum(axis=1))


def jolt_course(times_s: Path, onsets_s: Path) -> Path:
    """Knocks of the camera: a short, damped swing after each."""
    since = np.maximum(times_s[:, None] - onsets_s[None, :], 0)
    swing = np.exp(-since / 0.12) * np.sin(2 * math.pi * 4.5 * since)
    return np.asarray(swing.sum(axis=1))
