"""Fasciculations in an EMG: from a source of samples to a measurement.

Steps, as in the measurement notes, section 5: which seconds are usable; the
band of EMG; hum out; sustained activity set aside; the floor of the noise; what
stands out of it, taken apart into units; the heart out, and once more; then
whole trains are judged. A recording is worked through in pieces that overlap,
so that memory does not grow with its length.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import signal

from quietmuscle.measure.activity import sustained_activity
from quietmuscle.measure.candidates import energy_z
from quietmuscle.measure.candidates import smallest_rms
from quietmuscle.measure.decompose import Discharge
from quietmuscle.measure.decompose import decompose
from quietmuscle.measure.emg_parameters import emg_parameters
from quietmuscle.measure.emg_pieces import OVERLAP_S
from quietmuscle.measure.emg_pieces import PIECE_S
from quietmuscle.measure.emg_pieces import filled_gaps
from quietmuscle.measure.emg_pieces import pieces_of
from quietmuscle.measure.emg_quality import usable_seconds
from quietmuscle.measure.emg_result import Found
from quietmuscle.measure.emg_result import Piece
from quietmuscle.measure.emg_result import measurement_of
from quietmuscle.measure.filters import emg_band
from quietmuscle.measure.heart import heart_beats
from quietmuscle.measure.heart import without_beats
from quietmuscle.measure.mains import without_hum
from quietmuscle.measure.multiplets import multiplets
from quietmuscle.measure.noise_colour import Noise
from quietmuscle.measure.noise_colour import noise_colour
from quietmuscle.measure.noise_floor import noise_sd
from quietmuscle.measure.pops import pops
from quietmuscle.measure.templates import Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy import bool_
    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.measure.activity_nouns import Activity
    from quietmuscle.model.measurement import Measurement
    from quietmuscle.model.recording import SignalSource

EDGE_S = 0.15
"""At the very ends filters and the fit of the hum are not to be trusted."""
SWING_S = 0.06
SWING_BAND_HZ = (0.7, 15.0)
SWING_RATE_HZ = 200.0
"""What is slow is looked at in steps of 5 ms."""
SWING_RATIO = 1.0
SWING_SD = 10.0
LEAST_RATE_HZ = 500.0
LEAST_S = 2.0
OWN_PARAMETERS = (
    ("piece_s", PIECE_S),
    ("overlap_s", OVERLAP_S),
    ("edge_s", EDGE_S),
    ("swing_s", SWING_S),
    ("swing_ratio", SWING_RATIO),
    ("swing_sd", SWING_SD),
    ("least_rate_hz", LEAST_RATE_HZ),
)


def measure_emg(
    source: SignalSource, progress: Callable[[float], object] | None = None
) -> Measurement:
    """What an EMG shows: events, rate with its interval, and how good the recording is.

    Parameters
    ----------
    source
        One to hundreds of channels; 1000 samples a second or more, 2000 better.
    progress
        Is told the seconds that are done.
    """
    rate_hz = source.header.rate_hz
    state = _State()
    if rate_hz >= LEAST_RATE_HZ:
        for piece, start, keep in pieces_of(source):
            _work_through(state, piece, start, keep, rate_hz)
            if progress is not None:
                progress((start + piece.shape[0]) / rate_hz)
    else:
        state.samples = sum(block.shape[0] for block in source.blocks(round(PIECE_S * rate_hz)))
    found = Found(pieces=tuple(state.pieces), units=tuple(state.units))
    return replace(
        measurement_of(found, source.header, state.samples),
        parameters=emg_parameters(source.header, OWN_PARAMETERS),
    )


@dataclass(slots=True)
class _State:
    """What goes from piece to piece."""

    units: list[Unit] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    samples: int = 0


def _work_through(
    state: _State,
    raw: NDArray[float64],
    start: int,
    keep: tuple[int, int],
    rate_hz: float,
) -> None:
    state.samples = max(state.samples, start + raw.shape[0])
    usable, quality = usable_seconds(raw, rate_hz)
    filled = filled_gaps(raw)
    if raw.shape[0] < LEAST_S * rate_hz or not usable.any():
        state.pieces.append(Piece(start=start, keep=keep, usable=usable, quality=quality))
        return
    band = emg_band(filled, rate_hz)
    clean, hum_hz = without_hum(band, rate_hz)
    jumps = pops(filled - (band - clean) if hum_hz else filled, rate_hz)
    activities = (*sustained_activity(clean, rate_hz), *jumps)
    quiet = _quiet(usable, activities, raw.shape[0], rate_hz)
    discharges, beats, noise = _discharges(clean, quiet, rate_hz, state.units)
    swing, swing_sd = _swings(filled, rate_hz)
    reach = round(SWING_S * rate_hz)
    kept, jolted, sizes = [], [], []
    for each in discharges:
        if not keep[0] <= start + each.at < keep[1] or not quiet[each.at]:
            continue
        size = float(np.ptp(state.units[each.unit].shape, axis=0).max()) * each.gain
        around = swing[max(0, each.at - reach) : each.at + reach]
        moved = float(np.ptp(around, axis=0).max())
        kept.append(each)
        sizes.append(size)
        jolted.append(moved > SWING_RATIO * size and moved > SWING_SD * swing_sd)
    state.pieces.append(
        Piece(
            start=start,
            keep=keep,
            usable=usable,
            quality=quality,
            discharges=tuple(kept),
            sizes=tuple(sizes),
            jolted=tuple(jolted),
            beats=tuple(int(at) for at in beats),
            activities=activities,
            groups_s=multiplets(clean, noise.sd, quiet, rate_hz),
            hum_hz=hum_hz,
            smallest=smallest_rms(clean / noise.sd, rate_hz, noise.colour)
            * float(np.median(noise.sd)),
        )
    )


def _quiet(
    usable: NDArray[bool_], activities: tuple[Activity, ...], total: int, rate_hz: float
) -> NDArray[bool_]:
    """The samples at which single discharges may be looked for."""
    quiet = np.repeat(usable, round(rate_hz))[:total]
    quiet = np.pad(quiet, (0, max(0, total - quiet.size)), mode="edge")
    edge = round(EDGE_S * rate_hz)
    quiet[:edge] = False
    quiet[total - edge :] = False
    for activity in activities:
        quiet[round(activity.start_s * rate_hz) : round(activity.stop_s * rate_hz)] = False
    return quiet


def _discharges(
    clean: NDArray[float64], quiet: NDArray[bool_], rate_hz: float, units: list[Unit]
) -> tuple[list[Discharge], NDArray[np.int_], Noise]:
    """The discharges, the heart's beats, and the noise; the heart is taken out first."""
    known = len(units)
    found, noise = _looked(clean, quiet, rate_hz, units)
    beats = heart_beats(found, rate_hz)
    if beats.size:
        clean, beats = without_beats(clean, beats, rate_hz)
        del units[known:]
        found, noise = _looked(clean, quiet, rate_hz, units)
    return found, beats, noise


def _looked(
    clean: NDArray[float64], quiet: NDArray[bool_], rate_hz: float, units: list[Unit]
) -> tuple[list[Discharge], Noise]:
    """One look at a piece: its discharges and its noise."""
    sd = noise_sd(clean, rate_hz)
    colour = noise_colour(clean / sd, quiet, rate_hz)
    z = np.where(quiet, energy_z(clean / sd, rate_hz, colour), -np.inf)
    noise = Noise(sd=sd, colour=colour)
    return decompose(clean, noise, z, rate_hz, units), noise


def _swings(raw: NDArray[float64], rate_hz: float) -> tuple[NDArray[float64], float]:
    """What is slower than muscle: the cable and the electrode; with its usual size."""
    step = max(1, int(rate_hz / SWING_RATE_HZ))
    starts = np.arange(0, raw.shape[0], step)
    means = np.add.reduceat(raw, starts, axis=0) / np.diff(np.r_[starts, raw.shape[0]])[:, None]
    sos = signal.butter(2, SWING_BAND_HZ, "bandpass", fs=rate_hz / step, output="sos")
    slow = signal.sosfiltfilt(sos, means, axis=0)
    usual = float(1.4826 * np.median(np.abs(slow), axis=0).max())
    return np.repeat(slow, step, axis=0)[: raw.shape[0]], usual
