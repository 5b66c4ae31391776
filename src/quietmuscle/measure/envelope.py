"""The envelope of a stretch of a signal: what can be drawn of it without losing an extreme."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

import numpy as np
from numpy import float64
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The lowest and the highest sample of each step of a stretch.

    Step k begins at `start_s + k * step_s`. Where `is_samples`, each step holds
    one sample, and `low` equals `high`. A step without any sample is NaN.
    """

    start_s: float
    step_s: float
    is_samples: bool
    low: NDArray[float64]
    high: NDArray[float64]


@dataclass(slots=True)
class EnvelopeMaker:
    """Takes a signal block by block, so that its length does not matter.

    Of the samples from `first` up to `stop`, counted from the start of the
    recording, at most `most` steps are made.
    """

    first: int
    stop: int
    most: int
    per_step: int = field(init=False)
    low: NDArray[float64] = field(init=False)
    high: NDArray[float64] = field(init=False)

    def __post_init__(self) -> None:
        """Make room for the steps."""
        length = max(0, self.stop - self.first)
        self.per_step = max(1, -(-length // max(1, self.most)))
        steps = -(-length // self.per_step)
        self.low = np.full(steps, np.nan)
        self.high = np.full(steps, np.nan)

    def take(self, samples: NDArray[float64], at: int) -> None:
        """Take samples of shape (samples,) of which the first is number `at`."""
        begin, end = max(at, self.first), min(at + samples.size, self.stop)
        if begin >= end:
            return
        inside = samples[begin - at : end - at]
        offset = begin - self.first
        step = offset // self.per_step
        # The first step may be shorter: an earlier block began it.
        starts = np.arange(step * self.per_step - offset, inside.size, self.per_step)
        starts[0] = 0
        into = slice(step, step + starts.size)
        self.low[into] = np.fmin(self.low[into], np.fmin.reduceat(inside, starts))
        self.high[into] = np.fmax(self.high[into], np.fmax.reduceat(inside, starts))

    def envelope(self, rate_hz: float) -> Envelope:
        """What was taken, in seconds from the start of the recording."""
        return Envelope(
            start_s=self.first / rate_hz,
            step_s=self.per_step / rate_hz,
            is_samples=self.per_step == 1,
            low=self.low,
            high=self.high,
        )
