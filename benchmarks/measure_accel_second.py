"""A second phone on a muscle, which shares no shape and no constant with the first.

Twitches are pulses under a bell; hearts of random phase and shape; noise is that
of a drift (1/f) beneath a white one, of another size on each axis; tremor is
noise in a narrow band; clonus and spasm are bells and bursts; taps are sharp
exponentials. It serves `measure_accel.py` alone, and the detector was not
tuned on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy.typing import NDArray
from scipy import signal

if TYPE_CHECKING:
    from numpy.random import Generator


@dataclass(frozen=True)
class Second:
    """Samples in m/s², the noise of one axis, and when twitches begin."""

    samples: NDArray[float64]
    rate_hz: float
    noise: float
    twitches: list[float]


def noise_like_recorded(count: int, rng: Generator) -> NDArray[float64]:
    """White noise with a drift beneath, each axis for itself; RMS of the white part about 1."""
    white = rng.standard_normal((count, 3)) * rng.uniform(0.8, 1.25, 3)
    spectrum = np.fft.rfft(rng.standard_normal((count, 3)), axis=0)
    frequency = np.arange(len(spectrum))
    spectrum[1:] /= np.sqrt(frequency[1:])[:, None]
    spectrum[0] = 0
    drift = np.fft.irfft(spectrum, count, axis=0)
    found: NDArray[float64] = white + 0.7 * drift / drift.std(axis=0)
    return found


def way(rng: Generator) -> NDArray[float64]:
    """A direction."""
    found = rng.standard_normal(3)
    return np.asarray(found / np.linalg.norm(found))


def bell(
    time: NDArray[float64], at: float, hz: float, width: float, turn: float
) -> NDArray[float64]:
    """A swing under a bell."""
    late = time - at
    return np.asarray(np.exp(-0.5 * (late / width) ** 2) * np.cos(6.283185 * hz * late + turn))


def heart(time: NDArray[float64], size: float, rng: Generator) -> NDArray[float64]:
    """Beats whose pace wanders, of two or three bells each, of random phases."""
    parts = [
        (rng.uniform(0, 0.4), rng.uniform(7, 30), rng.uniform(0.015, 0.05), rng.uniform(0, 6.28))
        for _ in range(int(rng.integers(2, 4)))
    ]
    sizes = rng.uniform(0.4, 1.0, len(parts))
    ways = [way(rng) for _ in parts]
    found = np.zeros((time.size, 3))
    at, beat = rng.uniform(0, 1), rng.uniform(0.6, 1.15)
    wander = 0.0
    while at < time[-1]:
        wander = 0.9 * wander + 0.015 * rng.standard_normal()
        for (late, hz, width, turn), height, along in zip(parts, sizes, ways, strict=True):
            part = slice(*np.searchsorted(time, [at + late - 0.2, at + late + 0.2]))
            pulse = bell(time[part], at + late, hz, width, turn)
            found[part] += (size * height * rng.uniform(0.85, 1.15) * pulse)[:, None] * along
        at += beat * (1 + wander)
    return found


def second(  # noqa: PLR0913 - each is a property of the minute
    seed: int,
    *,
    ratio: float | None = None,
    per_min: float = 15.0,
    body: bool = True,
    what: str = "",
    rate_hz: float = 200.0,
    length_s: float = 60.0,
) -> Second:
    """A recording of the second kind; `ratio` is the largest value of a twitch by the noise."""
    rng = np.random.default_rng([seed, 4711])
    time = np.arange(round(length_s * rate_hz)) / rate_hz
    noise = rng.uniform(0.008, 0.03) * np.sqrt(rate_hz / 200)
    found = noise * noise_like_recorded(time.size, rng)
    found += 9.81 * way(rng)
    if body:
        found += heart(time, rng.uniform(0.5, 6.0) * noise, rng)
        breath = np.sin(6.283185 * rng.uniform(0.15, 0.4) * time + rng.uniform(0, 6.28))
        found += (rng.uniform(0.02, 0.25) * breath)[:, None] * way(rng)
    onsets: list[float] = []
    if ratio is not None:
        units = [
            (rng.uniform(7, 28), rng.uniform(0.02, 0.06), rng.uniform(0, 6.28), way(rng))
            for _ in range(int(rng.integers(1, 5)))
        ]
        at = 0.5
        while True:
            at += 0.35 + rng.exponential(max(0.05, 60 / per_min - 0.35))
            if at > length_s - 0.5:
                break
            hz, width, turn, along = units[int(rng.integers(len(units)))]
            pulse = bell(time, at + 2 * width, hz, width, turn)
            height = ratio * noise * rng.uniform(0.95, 1.05) / max(1e-9, np.abs(pulse).max())
            found += (height * pulse)[:, None] * along
            onsets.append(at)
    found += happening(time, what, noise, rng)
    return Second(found, rate_hz, noise, onsets)


def happening(  # noqa: C901 - one after the other
    time: NDArray[float64], what: str, noise: float, rng: Generator
) -> NDArray[float64]:
    """What is no twitch, by its name."""
    found = np.zeros((time.size, 3))
    rate_hz = 1 / (time[1] - time[0])
    start, length = rng.uniform(8, 25), rng.uniform(6, 20)
    on = (time > start) & (time < start + length)
    if what == "tremor":
        hz = rng.uniform(3.8, 12)
        sos = signal.butter(2, (hz - 0.6, hz + 0.6), "bandpass", fs=rate_hz, output="sos")
        wave = signal.sosfilt(sos, rng.standard_normal(time.size))
        found += (np.exp(rng.uniform(-2.5, 1.5)) * on * wave / wave.std())[:, None] * way(rng)
    if what == "clonus":
        hz, height, along = rng.uniform(5, 8), rng.uniform(0.2, 3.0), way(rng)
        for at in np.arange(start, start + 0.4 * length, 1 / hz):
            late = rng.normal(0, 0.006)
            found += (height * bell(time, at + late, 16.0, 0.022, 1.0))[:, None] * along
    if what == "spasm":
        for at in start + np.array([0.0, 15.0]):
            late = time - at
            swell = np.where(late > 0, np.exp(-np.maximum(late, 0) / 1.2), 0.0)
            found += (rng.uniform(0.3, 2.0) * swell)[:, None] * np.sin(
                np.cumsum(rng.normal(0.5, 0.35, (time.size, 3)), axis=0)
            )
    if what == "voluntary":
        swell = np.sin(np.pi * np.clip((time - start) / length, 0, 1)) ** 0.7
        sos = signal.butter(
            2, (10.0, min(30.0, 0.45 * rate_hz)), "bandpass", fs=rate_hz, output="sos"
        )
        rumble = signal.sosfilt(sos, rng.standard_normal((time.size, 3)), axis=0)
        found += rng.uniform(0.1, 0.8) * swell[:, None] * rumble / rumble.std()
    if what == "walking":
        pace, height, along = rng.uniform(1.5, 2.2), rng.uniform(5, 20) * noise, way(rng)
        for at in np.arange(start, start + length, 1 / pace):
            at_s = at + rng.normal(0, 0.02)
            part = np.where(time > at_s, np.exp(-np.maximum(time - at_s, 0) * 30), 0.0)
            found += (height * part * np.sin(6.283185 * 21.0 * (time - at_s)))[:, None] * along
    if what == "taps":
        for at in rng.uniform(2, time[-1] - 2, 8):
            part = np.where(time > at, np.exp(-np.maximum(time - at, 0) / 0.006), 0.0)
            found += (rng.uniform(3, 40) * part)[:, None] * way(rng)
    if what == "moved":
        for at in (15.0, 40.0):
            late = np.clip((time - at) / 1.0, 0, 1)
            found += (rng.uniform(1, 5) * late)[:, None] * way(rng)
            shake = np.sin(np.pi * late) * np.sin(6.283185 * 6.3 * time)
            found += (3 * shake)[:, None] * way(rng)
    return found
