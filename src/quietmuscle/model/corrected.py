"""The nouns of a corrected measurement: two counts side by side, and events with what is said."""

from __future__ import annotations

from dataclasses import dataclass

from quietmuscle.model.kept_measurement import Correction
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many twitches, in how much usable time, and how many a minute.

    The rate is over `usable_s` and its interval that of a Poisson rate, with
    95 %; both are None where nothing can be said.
    """

    twitches: int
    usable_s: float
    rate_per_min: float | None
    rate_interval_95: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedSummary:
    """What the machine counted, and what is counted with the person's corrections.

    `taken_out` and `put_in` are how many twitches the person took out and put in,
    one by one; `left_out_s` is how long the stretches are that the person leaves
    out, and `left_out` how many twitches of the machine lie in them.
    """

    machine: Counted
    corrected: Counted
    taken_out: int
    put_in: int
    left_out: int = 0
    left_out_s: float = 0.0

    @property
    def is_corrected(self) -> bool:
        """Whether the person's count differs from the machine's in a twitch or in its time."""
        return bool(self.taken_out or self.put_in or self.left_out_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """An event with what is said of it: by the machine, by the person, or by both.

    `number` is that of the machine's list and `machine` what stands there; both
    are None for an event that the person added. `correction` is None where the
    person said nothing. `is_left_out` is one that begins in a stretch that the
    person leaves out.
    """

    onset_s: float
    kind: EventKind
    number: int | None
    machine: Event | None
    correction: Correction | None
    is_left_out: bool = False

    @property
    def is_twitch(self) -> bool:
        """Whether it counts as a twitch now."""
        return self.kind is EventKind.FASCICULATION and not self.is_left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedMeasurement:
    """A kept measurement with its count, the machine's and the corrected one."""

    kept: KeptMeasurement
    summary: CorrectedSummary
