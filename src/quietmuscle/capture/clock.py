"""The clock of a recording: how many samples a second it really has, and where it has gaps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.text import _
from quietmuscle.capture.refusal import rate_wanted
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.table_columns import SECONDS_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.model.recording import Modality
    from quietmuscle.model.recording import Samples

INFERRED_HZ = {"emg": (200.0, 20_000.0), "accel": (10.0, 2_000.0)}
"""Rates by which the unit of a clock is inferred; each range holds only one unit."""

STEADY_SHARE = 0.05
"""Steps that deviate by less than this share, beside rounding, are even."""

EVEN_SHARE = 0.95
"""A clock of which so many steps are even is even: its samples are taken as they are."""

GAP_STEPS = 2.5
"""A longer step is a gap: a point in it would be farther than a step from what was measured."""

FIRST_GAP_STEPS = 5.0
MOST_BACKWARD = 0.01
MOST_GAP = 20
FINEST_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What the times of a recording say.

    `step_s` is the mean of the steps that are not gaps, `rounded_s` to what the
    times are rounded. `rows` are the times that were told, `samples` is the length
    of the even grid.
    """

    start_s: float
    step_s: float
    rounded_s: float
    is_even: bool
    has_gaps: bool
    rows: int
    samples: int
    backward: int

    @property
    def longest_step_s(self) -> float:
        """Steps longer than this are gaps."""
        return (1.5 if self.is_even else GAP_STEPS) * self.step_s + self.rounded_s


def inferred_unit(start: Samples, modality: Modality) -> str | None:
    """The unit of a clock that nobody named: the one by which the rate is usual."""
    steps = np.diff(start[np.isfinite(start)])
    rising = steps[steps > 0]
    if not rising.size:
        return None
    typical = float(np.median(rising))
    usual = steps[(steps >= 0) & (steps <= FIRST_GAP_STEPS * typical)]
    lowest, highest = INFERRED_HZ[modality.value]
    step = float(usual.mean())
    fitting = (
        unit for unit, seconds in SECONDS_OF.items() if lowest <= 1 / (step * seconds) <= highest
    )
    return next(fitting, None)


def clock_of(times: Iterator[Samples]) -> Clock:
    """The clock of a recording, from all its times in s; NaN are passed over."""
    tally = _Tally()
    for piece in times:
        known = piece[np.isfinite(piece)]
        if known.size:
            tally.add(known)
    return tally.clock()


class _Tally:
    """What is kept of the times while they go by."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self.typical_s = self.rounded_s = 0.0
        self.first_s = self.last_s = math.nan
        self.rows = self.steps = self.backward = 0
        self.even = self.usual = 0
        self.even_sum_s = self.usual_sum_s = self.longest_s = 0.0

    def add(self, known: Samples) -> None:
        """Take in more times."""
        self.rows += len(known)
        if math.isnan(self.first_s):
            self.first_s = self.last_s = float(known[0])
        steps = np.diff(known, prepend=self.last_s)[1 if self.rows == len(known) else 0 :]
        if not steps.size:
            return
        self.last_s = float(known[-1])
        if not self.typical_s and (steps > 0).any():
            self.typical_s = float(np.median(steps[steps > 0]))
            self.rounded_s = _rounding_seen_s(known, steps, self.typical_s)
        off = np.abs(steps - self.typical_s)
        even = steps[off <= STEADY_SHARE * self.typical_s + self.rounded_s * 1.01]
        usual = steps[(steps >= 0) & (steps <= FIRST_GAP_STEPS * self.typical_s)]
        self.steps += len(steps)
        self.backward += int((steps < 0).sum())
        self.even += len(even)
        self.even_sum_s += float(even.sum())
        self.usual += len(usual)
        self.usual_sum_s += float(usual.sum())
        self.longest_s = max(self.longest_s, float(steps.max()))

    def clock(self) -> Clock:
        """What all times say together."""
        if self.usual_sum_s <= 0:
            raise rate_wanted(
                _(
                    "The times in this file do not go forward. "
                    "Please give the sampling rate (rate_hz)."
                )
            )
        is_even = self.even >= EVEN_SHARE * self.steps and self.even_sum_s > 0
        step_s = self.even_sum_s / self.even if is_even else self.usual_sum_s / self.usual
        span = (self.last_s - self.first_s) / step_s
        if (
            self.backward > max(3, MOST_BACKWARD * self.rows)
            or not 0 < span <= MOST_GAP * self.rows + 10_000
        ):
            raise refusal(_("The times in this file contradict each other. It may be damaged."))
        clock = Clock(
            start_s=self.first_s,
            step_s=step_s,
            rounded_s=self.rounded_s,
            is_even=is_even and not self.backward,
            has_gaps=False,
            rows=self.rows,
            samples=round(span) + 1,
            backward=self.backward,
        )
        return replace(clock, has_gaps=self.longest_s > clock.longest_step_s)


def _rounding_seen_s(times: Samples, steps: Samples, typical_s: float) -> float:
    """To what times are rounded, where it shows: 1 ms does not show at 1000 samples a second."""
    off = np.abs(steps - typical_s) > STEADY_SHARE * typical_s
    return _rounded_s(times) if np.mean(off) > 1 - EVEN_SHARE else 0.0


def _rounded_s(times: Samples) -> float:
    """To what times are rounded; 0 where they are finer than can be told."""
    some = times[:2000] - times[0]
    for digits in range(FINEST_DIGITS):
        scaled = some * 10.0**digits
        if np.allclose(scaled, np.round(scaled), rtol=0, atol=1e-3):
            return float(10.0**-digits)
    return 0.0
