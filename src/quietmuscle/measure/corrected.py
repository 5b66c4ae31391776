"""A measurement as the person corrected it, beside the machine's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.model.corrected import CorrectedSummary
from quietmuscle.model.corrected import Counted
from quietmuscle.model.corrected import ShownEvent
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from quietmuscle.model.kept_measurement import Correction
    from quietmuscle.model.kept_measurement import MachineResult
    from quietmuscle.model.measurement import Event


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
