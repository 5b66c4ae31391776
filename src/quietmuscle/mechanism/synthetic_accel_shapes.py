"""What single movements look like to a sensor: a twitch, a heartbeat, a tap, a step.

Each function gives an acceleration over time on a fine grid, largest value 1.
Nothing in it has been measured on a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.mechanism.recursion import leaky_sum
from quietmuscle.mechanism.recursion import spring_and_damper

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

FINE_HZ = 4000.0
"""The grid on which shapes are drawn."""
TWITCH_LENGTH_S = 0.6
ONSET_S = 0.004
"""How long force takes to begin: without it the acceleration of a twitch would be endless."""
DAMPING = 0.35
"""Of a mass on soft tissue; no published value, a judgement."""


def twitch_shape(contraction_s: float, resonance_hz: float) -> NDArray[float64]:
    """The acceleration of a twitch under a mass on soft tissue.

    Parameters
    ----------
    contraction_s
        Time to the peak of force, 30-90 ms (Fuglevand et al. 1993): force is that
        of a critically damped system of second order, t/T exp(1 - t/T).
    resonance_hz
        Of the mass on the tissue beneath it.
    """
    time = np.arange(0, TWITCH_LENGTH_S, 1 / FINE_HZ)
    moved = _on_tissue(_onset(twitch_force(time, contraction_s)), resonance_hz)
    return _to_one(np.gradient(np.gradient(moved)))


def twitch_force(times_s: NDArray[float64], contraction_s: float) -> NDArray[float64]:
    """The force of a twitch over time since it began, largest 1: t/T exp(1 - t/T)."""
    since = np.maximum(times_s, 0.0) / contraction_s
    found: NDArray[float64] = since * np.exp(1 - since)
    return found


def heart_shape(frequency_hz: float, length_s: float) -> NDArray[float64]:
    """One complex of a heartbeat: a few swings that swell and fade."""
    time = np.arange(0, 4 * length_s, 1 / FINE_HZ)
    swell = (time / length_s) ** 2 * np.exp(-2 * time / length_s)
    return _to_one(swell * np.sin(2 * np.pi * frequency_hz * time))


def tap_shape(contact_s: float, resonance_hz: float) -> NDArray[float64]:
    """A finger on the glass: a push of some milliseconds, and the phone that sways after it."""
    time = np.arange(0, 0.5, 1 / FINE_HZ)
    push = np.where(time < contact_s, np.sin(np.pi * time / contact_s) ** 2, 0.0)
    sway = np.exp(-12 * time) * np.sin(2 * np.pi * resonance_hz * time)
    return _to_one(push + 0.2 * sway)


def step_shape(floor_hz: float) -> NDArray[float64]:
    """A footstep nearby, through floor and bed: a swing that fades within 0.2 s."""
    time = np.arange(0, 0.4, 1 / FINE_HZ)
    return _to_one((1 - np.exp(-time / 0.01)) * np.exp(-18 * time) * np.sin(6.28 * floor_hz * time))


def muscle_rumble(samples: int, rng: Generator) -> NDArray[float64]:
    """A working muscle: many twitches that overlap, a rumble of mostly 8-35 Hz; its RMS is 1."""
    # Seldom needed and slow to bring: the page's twitches do without it.
    from scipy import signal

    sos = signal.butter(2, (8.0, 35.0), "bandpass", fs=FINE_HZ, output="sos")
    rumble = signal.sosfilt(sos, rng.standard_normal(samples + 2000))[2000:]
    found: NDArray[float64] = rumble / max(1e-12, float(rumble.std()))
    return found


def _onset(force: NDArray[float64]) -> NDArray[float64]:
    """Force with a soft begin: two time constants of the coupling in series."""
    pole = np.exp(-1 / (ONSET_S * FINE_HZ))
    found = force
    for _ in range(3):
        found = leaky_sum((1 - pole) * found, pole)
    return found


def _on_tissue(moved: NDArray[float64], resonance_hz: float) -> NDArray[float64]:
    """How a mass follows the tissue that it lies on (spring and damper)."""
    omega = 2 * np.pi * resonance_hz
    return spring_and_damper(moved, omega, DAMPING, FINE_HZ)


def _to_one(shape: NDArray[float64]) -> NDArray[float64]:
    found: NDArray[float64] = shape / float(np.abs(shape).max())
    return found
