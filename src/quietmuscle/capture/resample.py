"""Samples of an uneven clock, brought onto an even one; gaps stay gaps.

Between measured samples a cubic spline runs exactly through each of them. Where
the clock has a gap, nothing is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.capture.blocks import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.capture.clock import Clock
    from quietmuscle.model.recording import Samples

OVERLAP_KNOTS = 48
"""A spline forgets its ends by a factor of 2 + √3 with each knot; 48 are far below rounding."""

PIECE_ROWS = 8192
CLOSE_STEPS = 0.25
"""Samples nearer than this to each other are averaged: a spline between them would swing out."""

EDGE_STEPS = 0.5
"""How far before the first sample of a stretch, or behind its last, a point may lie."""


def with_gaps(pieces: Iterator[Samples], clock: Clock) -> Iterator[Samples]:
    """The samples of an even clock as they are, with NaN for those that were lost.

    The first column of each piece is the time in s.
    """
    last_s: float | None = None
    for piece in pieces:
        rows = piece[np.isfinite(piece[:, 0])]
        if not len(rows):
            continue
        times = rows[:, 0]
        steps = np.diff(times, prepend=times[0] if last_s is None else last_s)
        last_s = float(times[-1])
        begin = 0
        for place in np.flatnonzero(steps > clock.longest_step_s).tolist():
            if place > begin:
                yield rows[begin:place, 1:]
            yield from missing(round(steps[place] / clock.step_s) - 1, rows.shape[1] - 1)
            begin = place
        yield rows[begin:, 1:]


def resampled(pieces: Iterator[Samples], clock: Clock) -> Iterator[Samples]:
    """The samples of an uneven clock on the even grid of its mean rate.

    The first column of each piece is the time in s. Stretches between gaps are
    interpolated each for itself.
    """
    done = 0
    stretch: Samples | None = None
    for rows in _in_order(pieces):
        known = rows if stretch is None else np.concatenate([stretch, rows])
        breaks = np.flatnonzero(np.diff(known[:, 0]) > clock.longest_step_s) + 1
        *whole, known = np.split(known, breaks)
        for each in whole:
            done, parts = _filled(each, clock, done, until_s=None)
            yield from parts
        stretch = known
        if len(known) > PIECE_ROWS:
            done, parts = _filled(known, clock, done, until_s=known[-OVERLAP_KNOTS, 0])
            yield from parts
            stretch = known[-2 * OVERLAP_KNOTS :]
    if stretch is not None:
        done, parts = _filled(stretch, clock, done, until_s=None)
        yield from parts
        yield from missing(clock.samples - done, stretch.shape[1] - 1)


def _in_order(pieces: Iterator[Samples]) -> Iterator[Samples]:
    """Pieces without samples that have no time, or an earlier one than those before."""
    last_s = -np.inf
    for piece in pieces:
        rows = piece[np.isfinite(piece[:, 0])]
        highest = np.maximum.accumulate(np.concatenate([[last_s], rows[:, 0]]))
        rows = rows[rows[:, 0] >= highest[:-1]]
        last_s = float(highest[-1])
        if len(rows):
            yield rows


def _filled(
    stretch: Samples, clock: Clock, done: int, *, until_s: float | None
) -> tuple[int, list[Samples] | Iterator[Samples]]:
    """The grid up to the end of a stretch, or up to a time in it; and how far it now goes."""
    times = (stretch[:, 0] - clock.start_s) / clock.step_s
    begin = max(done, int(np.ceil(times[0] - EDGE_STEPS)))
    last = times[-1] + EDGE_STEPS if until_s is None else (until_s - clock.start_s) / clock.step_s
    end = min(clock.samples, int(np.floor(last)) + 1)
    gap = min(begin, clock.samples) - done
    if end <= begin:
        return done, []
    return end, _chain(gap, _spline(times, stretch[:, 1:], np.arange(begin, end)))


def _chain(gap: int, filled: Samples) -> Iterator[Samples]:
    """A gap, and what comes after it."""
    yield from missing(gap, filled.shape[1])
    yield filled


def _spline(
    times: Samples, values: Samples, grid: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> Samples:
    """A cubic spline through samples, at the points of a grid; what is NaN stays so."""
    from scipy.interpolate import CubicSpline

    group = np.concatenate([[0], np.cumsum(np.diff(times) > CLOSE_STEPS)])
    count = np.bincount(group)
    knots = np.bincount(group, times) / count
    result = np.empty((len(grid), values.shape[1]))
    for place, column in enumerate(values.T):
        means = np.bincount(group, column) / count
        known = np.isfinite(means)
        if known.sum() < 2:
            result[:, place] = means[known][0] if known.all() and known.size == 1 else np.nan
            continue
        result[:, place] = CubicSpline(knots[known], means[known])(grid)
        if not known.all():
            nearest = np.searchsorted((knots[1:] + knots[:-1]) / 2, grid)
            result[~known[nearest], place] = np.nan
    return result
