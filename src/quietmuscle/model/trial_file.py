"""An experiment as a file holds it, and what a simulation of many is asked and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.trial import TrialDay
from quietmuscle.model.trial import TrialProtocol
from quietmuscle.model.trial_answer import Look
from quietmuscle.model.trial_answer import Pair

TRIAL_SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialFile:
    """A sealed protocol with the days that it brought.

    `looks` and `pairs` are those that were kept and stay as they were. `last_day` is the
    last day that is over; left out, it is the newest day that is told.
    """

    schema: int
    protocol: TrialProtocol
    days: tuple[TrialDay, ...] = ()
    looks: tuple[Look, ...] = ()
    pairs: tuple[Pair, ...] = ()
    last_day: date | None = None

    def __post_init__(self) -> None:
        """Refuse a file of a later version."""
        if self.schema != TRIAL_SCHEMA:
            raise ValueNotUnderstoodError(
                Message(
                    _(
                        "This experiment is written in form {schema}, and this version reads form "
                        "{known}. Nothing was weighed. Please use a newer Quiet Muscle."
                    ),
                    {"schema": self.schema, "known": TRIAL_SCHEMA},
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How often something was said, of all runs."""

    what: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedTrials:
    """What many made-up experiments said, all with the same truth.

    `verdicts` are shares of all runs. `holds_95` and `holds_80` are the shares
    of intervals that hold the true ratio, `median_ratio` the middle of all
    middles. `peers` tells how often other ways of answering would have said
    that the strategy does something, on diaries of the same truth.
    """

    schema: int
    engine: str
    runs: int
    seed: int
    true_ratio: float
    verdicts: tuple[Share, ...]
    stopped_early: float
    holds_95: float | None
    holds_80: float | None
    median_ratio: float | None
    peers: tuple[Share, ...]
