"""A measurement as the person corrected it, beside the machine's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.model.kept_measurement import Correction
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from quietmuscle.model.kept_measurement import MachineResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many twitches, and how many a minute.

    The rate is over usable time and its interval that of a Poisson rate, with
    95 %; both are None where nothing can be said.
    """

    twitches: int
    rate_per_min: float | None
    rate_interval_95: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedSummary:
    """What the machine counted, and what is counted with the person's corrections.

    `taken_out` and `put_in` are how many twitches the person took out and put in.
    """

    machine: Counted
    corrected: Counted
    taken_out: int
    put_in: int

    @property
    def is_corrected(self) -> bool:
        """Whether the person's count differs from the machine's in any twitch."""
        return bool(self.taken_out or self.put_in)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """An event with what is said of it: by the machine, by the person, or by both.

    `number` is that of the machine's list and `machine` what stands there; both
    are None for an event that the person added. `correction` is None where the
    person said nothing.
    """

    onset_s: float
    kind: EventKind
    number: int | None
    machine: Event | None
    correction: Correction | None

    @property
    def is_twitch(self) -> bool:
        """Whether it counts as a twitch now."""
        return self.kind is EventKind.FASCICULATION


def corrected_summary(
    result: MachineResult, corrections: tuple[Correction, ...]
) -> CorrectedSummary:
    """The machine's count and the corrected one, each with its rate.

    The corrected rate is the corrected count over the machine's usable time:
    the person's word changes what was counted, not for how long could be
    looked. The interval is `poisson_interval_95`. Where the machine gives no
    rate, there is none with corrections either.
    """
    twitch = EventKind.FASCICULATION
    taken_out = sum(1 for each in corrections if each.was is twitch and each.kind is not twitch)
    put_in = sum(1 for each in corrections if each.was is not twitch and each.kind is twitch)
    summary = result.summary
    machine = Counted(
        twitches=summary.fasciculations,
        rate_per_min=summary.rate_per_min,
        rate_interval_95=summary.rate_interval_95,
    )
    if not taken_out and not put_in:
        return CorrectedSummary(machine=machine, corrected=machine, taken_out=0, put_in=0)
    from quietmuscle.measure.rate import poisson_interval_95  # brings SciPy

    twitches = max(0, summary.fasciculations - taken_out + put_in)
    minutes = result.usable_s / 60
    is_known = summary.rate_per_min is not None and minutes > 0
    return CorrectedSummary(
        machine=machine,
        corrected=Counted(
            twitches=twitches,
            rate_per_min=twitches / minutes if is_known else None,
            rate_interval_95=poisson_interval_95(twitches, minutes) if is_known else None,
        ),
        taken_out=taken_out,
        put_in=put_in,
    )


def shown_events(
    events: tuple[Event, ...], corrections: tuple[Correction, ...]
) -> tuple[ShownEvent, ...]:
    """All events in the order of time, with the corrections that belong to them."""
    said = {each.event: each for each in corrections if each.event is not None}
    of_machine = [
        ShownEvent(
            onset_s=event.onset_s,
            kind=said[number].kind if number in said else event.kind,
            number=number,
            machine=event,
            correction=said.get(number),
        )
        for number, event in enumerate(events)
    ]
    added = [
        ShownEvent(onset_s=each.onset_s, kind=each.kind, number=None, machine=None, correction=each)
        for each in corrections
        if each.onset_s is not None
    ]
    return tuple(sorted([*of_machine, *added], key=lambda one: one.onset_s))
