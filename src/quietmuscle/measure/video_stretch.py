"""One stretch of a tracked video, looked at as a whole: even in time, calmed, its stirs named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from quietmuscle.measure.video_bank import REDRAWN_S
from quietmuscle.measure.video_kinds import NamedStir
from quietmuscle.measure.video_kinds import named
from quietmuscle.measure.video_rhythm import Rhythm
from quietmuscle.measure.video_rhythm import calmed
from quietmuscle.measure.video_rhythm import without_baseline
from quietmuscle.measure.video_stir import stirs
from quietmuscle.measure.video_sway import without_sway

if TYPE_CHECKING:
    from quietmuscle.measure.video_track import TrackedFrame

FASTEST_HZ = 60.0
"""A twitch of 0.1 s needs no more pictures a second."""
MISFIT_EXCESS = 6.0
"""Spreads above the middle at which a picture fits too badly: blurred, hidden, or lost."""
MISFIT_TIMES = 6.0
"""So many times the usual misfit can still be told from: noise grows with its root, to two and a
half times. A twitch itself fits a little worse, and makes a codec spend less on the rest."""
LEAST_MISFIT = 0.1
JOLT_PX = 1.5
"""A sudden move of the camera (reduced pixels) that is told as one."""
JOLT_EXCESS = 4.0
"""Times its usual sudden motion at which a camera was knocked."""
SETTLED_S = 0.2
"""After a knock a codec takes so long to draw the picture anew, and nothing small can be told."""
LEAST_SIGHT = 0.5
"""Blocks that show less of a motion are left out: black around a scan, a blank wall."""
FEWEST_SEEN = 0.05
FROZEN_S = 5.0
"""A picture that stays the very same for longer comes from a camera that hangs: even at a low bit
rate a codec shows some of a camera's noise."""
FROZEN_SHARE = 0.8
"""A stretch of which more is the very same picture, and in which nothing stirs, is frozen too: a
codec's key frames draw a picture that hangs anew."""
GUARD_S = 0.1
"""Around pictures that cannot be used, motion is not to be trusted either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What one stretch shows. `jolts` are (onset, duration); `noise` is in reduced pixels."""

    times_s: NDArray[np.float64]
    is_usable: NDArray[np.bool_]
    stirs: tuple[NamedStir, ...]
    rhythms: tuple[Rhythm, ...]
    jolts: tuple[tuple[float, float], ...]
    noise: NDArray[float32]
    bar: float
    missing_share: float
    moved_share: float
    light_range: float
    is_frozen: bool


def stretch(frames: list[TrackedFrame]) -> Stretch:
    """What a list of tracked pictures shows; they should last ten seconds or more."""
    given = np.array([frame.time_s for frame in frames])
    rate_hz = min(FASTEST_HZ, 1 / float(np.median(np.diff(given))))
    times = np.arange(given[0], given[-1] + 1e-9, 1 / rate_hz)
    seen = np.array([frame.is_seen for frame in frames])
    fields = _even(np.stack([frame.field.ravel() for frame in frames]), given, times, seen)
    camera = _even(np.stack([frame.camera for frame in frames]), given, times, seen)
    misfit = np.array([frame.misfit for frame in frames])
    usable = np.interp(times, given, _fits(misfit, seen).astype(float)) > 0.99
    # A gap in time is no picture at all.
    next_one = np.clip(np.searchsorted(given, times), 1, len(given) - 1)
    gaps = (given[next_one] - given[next_one - 1]) >= max(0.12, 2.5 / rate_hz)
    usable &= ~gaps
    frozen = _frozen(frames)
    usable &= np.interp(times, given, frozen.astype(float)) < 0.01
    hangs = np.mean([frame.is_repeat for frame in frames]) > FROZEN_SHARE
    jolts = _jolts(without_baseline(camera, rate_hz), times, rate_hz)
    for onset_s, duration_s in jolts:
        usable &= (times < onset_s) | (times > onset_s + duration_s + SETTLED_S)
    guard = _widened(~usable, round(GUARD_S * rate_hz))
    sight = _sight(frames)
    still, _sway = without_sway(fields, sight)
    calm = calmed(_without_flaws(still), rate_hz)
    found = stirs(calm, sight, rate_hz, float(times[0]), _redrawn(frames, times))
    told = named(found.found, again=found.again)
    kept = tuple(
        one
        for one in told
        if not guard[min(round((one.stir.peak_s - times[0]) * rate_hz), len(times) - 1)]
    )
    light = np.array([frame.brightness for frame in frames])
    return Stretch(
        times_s=times,
        is_usable=~guard & (bool(kept) | ~hangs),
        stirs=kept,
        rhythms=calm.rhythms,
        jolts=jolts,
        noise=found.noise,
        bar=found.bar,
        missing_share=float(gaps.mean()),
        moved_share=float(1 - seen.mean()),
        light_range=float((light.max() - light.min()) / max(light.mean(), 1)),
        is_frozen=bool(frozen.any() or (hangs and not kept)),
    )


def _redrawn(frames: list[TrackedFrame], times: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which times lie near a key picture."""
    keys = np.array([frame.time_s for frame in frames if frame.is_key])
    return np.asarray((np.abs(times[:, None] - keys) <= REDRAWN_S).any(axis=1))


def _without_flaws(series: NDArray[float32]) -> NDArray[float32]:
    """A series whose single pictures that stray are no longer seen: the median of three."""
    before, here, after = series[:-2], series[1:-1], series[2:]
    middle = np.maximum(np.minimum(before, here), np.minimum(np.maximum(before, here), after))
    return np.concatenate([series[:1], middle, series[-1:]])


def _sight(frames: list[TrackedFrame]) -> NDArray[np.bool_]:
    """The blocks that have something to see in most pictures; all, where hardly any has."""
    seen = np.median(np.stack([frame.sight for frame in frames[::10]]), axis=0) >= LEAST_SIGHT
    return np.asarray(seen if seen.mean() > FEWEST_SEEN else np.ones_like(seen))


def _even(
    values: NDArray[float32],
    given: NDArray[np.float64],
    times: NDArray[np.float64],
    seen: NDArray[np.bool_],
) -> NDArray[float32]:
    """Values at even times, on straight lines between the pictures that were seen."""
    if seen.sum() >= 2:
        given, values = given[seen], values[seen]
    at = np.interp(times, given, np.arange(len(given)))
    low = np.minimum(at.astype(int), len(given) - 2)
    share = (at - low).astype(np.float32)[:, None]
    return np.asarray(values[low] * (1 - share) + values[low + 1] * share, np.float32)


def _fits(misfit: NDArray[np.float64], seen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    usual = float(np.median(misfit[seen])) if seen.any() else 0.0
    spread = float(np.median(np.abs(misfit[seen] - usual))) / 0.6745 if seen.any() else 0.0
    limit = max(usual + MISFIT_EXCESS * spread, MISFIT_TIMES * usual, LEAST_MISFIT)
    return np.asarray(seen & (misfit <= limit))


def _frozen(frames: list[TrackedFrame]) -> NDArray[np.bool_]:
    """Which pictures belong to a run of the very same picture that is too long."""
    from scipy.ndimage import find_objects
    from scipy.ndimage import label

    frozen = np.zeros(len(frames), bool)
    labels, _ = label(np.array([frame.is_repeat for frame in frames]))
    for (run,) in find_objects(labels):
        frozen[run] = frames[run.stop - 1].time_s - frames[run.start].time_s > FROZEN_S
    return frozen


def _widened(mask: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    from scipy.ndimage import binary_dilation

    return np.asarray(binary_dilation(mask, iterations=by) if by else mask)


def _jolts(
    sudden: NDArray[float32], times: NDArray[np.float64], rate_hz: float
) -> tuple[tuple[float, float], ...]:
    """Onset and duration of knocks of the camera."""
    from scipy.ndimage import binary_closing
    from scipy.ndimage import find_objects
    from scipy.ndimage import label

    size = np.hypot(sudden[:, 0], sudden[:, 1])
    limit = max(JOLT_PX, JOLT_EXCESS * float(np.median(size)))
    reach = np.ones(max(1, round(0.3 * rate_hz)))
    labels, _ = label(
        binary_closing(np.pad(size > limit, reach.size), reach)[reach.size : -reach.size]
    )
    return tuple(
        (float(times[part.start]), (part.stop - part.start) / rate_hz)
        for (part,) in find_objects(labels)
    )
