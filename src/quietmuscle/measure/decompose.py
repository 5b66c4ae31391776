"""An EMG taken apart into discharges, each with the unit that its shape belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.measure.candidates import HINT_Z
from quietmuscle.measure.candidates import SURE_Z
from quietmuscle.measure.candidates import candidates
from quietmuscle.measure.templates import HALF_S
from quietmuscle.measure.templates import JITTER
from quietmuscle.measure.templates import LEAST_GAIN
from quietmuscle.measure.templates import MOST_GAIN
from quietmuscle.measure.templates import MOST_UNITS
from quietmuscle.measure.templates import NOISE_ALLOWANCE
from quietmuscle.measure.templates import SHIFT_S
from quietmuscle.measure.templates import Match
from quietmuscle.measure.templates import Unit
from quietmuscle.measure.templates import best_match
from quietmuscle.measure.templates import extent_of
from quietmuscle.measure.templates import fits
from quietmuscle.measure.templates import strong_channels

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.measure.noise_colour import Noise
    from quietmuscle.measure.noise_colour import NoiseColour

ROUNDS = 3
"""How many potentials may lie upon each other."""
NEAR_S = 0.006
"""Half the stretch in which a candidate must still stand out after others were taken away."""
FIRST_DOUBT = 0.15
"""The share of a first potential's energy that its neighbours are not trusted with."""
FOUND_Z = 5.0
"""By how many standard deviations of what it makes of the noise a template must
stand out; a Gaussian passes 5 once in three and a half million looks."""


@dataclass(frozen=True, slots=True)
class Discharge:
    """A moment at which something discharged: sample, unit, gain, and how far it stands out.

    `energy` is its sum of squares in units of the noise.
    """

    at: int
    unit: int
    gain: float
    z: float
    energy: float


def decompose(
    samples: NDArray[float64],
    floor: Noise,
    z: NDArray[float64],
    rate_hz: float,
    units: list[Unit],
) -> list[Discharge]:
    """The discharges of an EMG in its band, in ascending order.

    The strongest candidates are taken first. One that fits a known template is
    subtracted as that unit's; one that does not becomes a template itself. A
    candidate that is a sum of two is taken apart over several rounds.

    Parameters
    ----------
    samples
        (samples, channels), filtered.
    floor
        The noise at each sample and its colour.
    z
        How far the energy stands out at each sample.
    units
        Templates that are known already; new ones are appended, known ones learn.
    """
    half = round(HALF_S * rate_hz)
    shifts = round(SHIFT_S * rate_hz)
    near = round(NEAR_S * rate_hz)
    margin = half + shifts
    total, channels = samples.shape
    near_values = 2 * near * channels
    rest = samples.copy()
    doubt = np.zeros(total)
    found = candidates(z, rate_hz, HINT_Z)
    discharges: list[Discharge] = []
    for number in np.argsort(-found.z, kind="stable"):
        at, height = int(found.at[number]), float(found.z[number])
        if not 2 * half <= at < total - 2 * half:
            continue
        noise = floor.sd[at]
        for _ in range(ROUNDS):
            core = slice(at - near, at + near)
            energy = float(((rest[core] / noise) ** 2).sum()) - float(doubt[core].sum())
            stands_out = (energy - near_values) / np.sqrt(2 * near_values)
            if stands_out < HINT_Z:
                break
            match = best_match(units, rest[at - margin : at + margin], noise, shifts)
            if (
                match is not None
                and _height(units, match, noise, floor.colour) >= FOUND_Z
                and fits(match)
            ):
                unit, where = units[match.unit], at + match.shift
                part = slice(where - half, where + half)
                snippet = rest[part].copy()
                rest[part] -= match.gain * unit.shape
                doubt[part] += ((JITTER * match.gain * unit.shape / noise) ** 2).sum(axis=1)
                unit.learn(snippet / match.gain, rate_hz)
                discharges.append(Discharge(where, match.unit, match.gain, height, match.explained))
                continue
            pair = _pair(rest, at, floor, units, rate_hz)
            if pair is not None:
                for where, number_, gain, explained in pair:
                    rest[where - half : where + half] -= gain * units[number_].shape
                    doubt[where - half : where + half] += (
                        (JITTER * gain * units[number_].shape / noise) ** 2
                    ).sum(axis=1)
                    discharges.append(Discharge(where, number_, gain, height, explained))
                continue
            if min(height, stands_out) >= SURE_Z and len(units) < MOST_UNITS:
                centre = _centre(rest, at, half, shifts)
                part = slice(centre - half, centre + half)
                snippet = rest[part] * extent_of(rest[part], rate_hz, noise)[:, None]
                units.append(Unit(shape=snippet, channels=strong_channels(snippet, noise)))
                rest[part] -= snippet
                strength = float(((snippet / noise) ** 2).sum())
                doubt[centre - 2 * half : centre + 2 * half] += FIRST_DOUBT * strength / (4 * half)
                discharges.append(Discharge(centre, len(units) - 1, 1.0, height, strength))
            break
    discharges = _looked_at_again(discharges, rest, floor, units, rate_hz)
    discharges.sort(key=lambda each: each.at)
    return discharges


def _height(units: list[Unit], match: Match, noise: NDArray[float64], colour: NoiseColour) -> float:
    """How far a match stands out of what its template makes of the noise, in its deviations."""
    unit = units[match.unit]
    shape = unit.shape[:, unit.channels] / noise[unit.channels]
    return float(np.sqrt(max(0.0, match.explained)) / colour.spread(shape))


def _looked_at_again(
    discharges: list[Discharge],
    rest: NDArray[float64],
    floor: Noise,
    units: list[Unit],
    rate_hz: float,
) -> list[Discharge]:
    """The discharges, those of a shape seen once taken apart where two known ones explain it.

    The strongest candidates come first, and a sum of two is strong: when it was
    looked at, its parts were not yet known.
    """
    half = round(HALF_S * rate_hz)
    found: list[Discharge] = []
    for each in discharges:
        unit = units[each.unit]
        if unit.seen > 1:
            found.append(each)
            continue
        part = slice(each.at - half, each.at + half)
        rest[part] += each.gain * unit.shape
        pair = _pair(rest, each.at, floor, units, rate_hz)
        if pair is None:
            rest[part] -= each.gain * unit.shape
            found.append(each)
            continue
        for at, number, gain, explained in pair:
            rest[at - half : at + half] -= gain * units[number].shape
            found.append(Discharge(at, number, gain, each.z, explained))
    return found


def _pair(
    rest: NDArray[float64],
    at: int,
    floor: Noise,
    units: list[Unit],
    rate_hz: float,
) -> list[tuple[int, int, float, float]] | None:
    """Two known potentials that lie upon each other and together explain a candidate, else None.

    Given are for each its middle, its unit, its gain and what it explains.
    """
    half, shifts = round(HALF_S * rate_hz), round(2 * SHIFT_S * rate_hz)
    known = [number for number, unit in enumerate(units) if unit.seen > 1]
    if len(known) < 2 or not half + shifts <= at < rest.shape[0] - half - shifts:
        return None
    noise = floor.sd[at]
    shapes = [units[number] for number in known]
    wide = rest[at - half - shifts : at + half + shifts].copy()
    found: list[tuple[int, int, float, float]] = []
    for _ in range(2):
        match = best_match(shapes, wide, noise, shifts)
        if match is None or not LEAST_GAIN < match.gain < MOST_GAIN:
            return None
        if _height(shapes, match, noise, floor.colour) < FOUND_Z:
            return None
        first = shifts + match.shift
        wide[first : first + 2 * half] -= match.gain * shapes[match.unit].shape
        found.append((at + match.shift, known[match.unit], match.gain, match.explained))
    left = float(((wide[shifts:-shifts] / noise) ** 2).sum())
    energy = sum(float(((gain * units[n].shape / noise) ** 2).sum()) for _, n, gain, _ in found)
    values = 2 * half * rest.shape[1]
    return found if left <= NOISE_ALLOWANCE * values + JITTER**2 * energy else None


def _centre(rest: NDArray[float64], at: int, half: int, shifts: int) -> int:
    """The middle of a potential's energy near a candidate."""
    power = (rest[at - half : at + half] ** 2).sum(axis=1)
    power = np.maximum(0.0, power - np.median(power))
    if power.sum() <= 0:
        return at
    middle = float((power * np.arange(power.size)).sum() / power.sum()) - half
    return at + int(np.clip(round(middle), -shifts, shifts))
