"""A measurement as the person corrected it, beside the machine's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.model.corrected import CorrectedSummary
from quietmuscle.model.corrected import Counted
from quietmuscle.model.corrected import ShownEvent
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from quietmuscle.model.kept_measurement import Correction
    from quietmuscle.model.kept_measurement import LeftOut
    from quietmuscle.model.kept_measurement import MachineResult
    from quietmuscle.model.measurement import Event


def corrected_summary(
    result: MachineResult,
    corrections: tuple[Correction, ...],
    left_out: tuple[LeftOut, ...] = (),
) -> CorrectedSummary:
    """The machine's count and the corrected one, each with its rate.

    A twitch that begins in a stretch that is left out does not count, whatever
    is said of it. A correction changes what was counted, not for how long could
    be looked; a stretch that is left out changes both. Which time was usable is
    not kept, only how much: so the usable time falls by the share of the
    recording that is left out. Where a stretch was worse than the rest, that
    takes too much, and the rate is told too high; where it was better, too low. The
    interval is `poisson_interval_95`. Where the machine gives no rate, or less
    than `LEAST_USABLE_S` is left, there is none.
    """
    twitch = EventKind.FASCICULATION
    said = [each for each in corrections if not any(part.holds(each) for part in left_out)]
    taken_out = sum(1 for each in said if each.was is twitch and each.kind is not twitch)
    put_in = sum(1 for each in said if each.was is not twitch and each.kind is twitch)
    summary = result.summary
    machine = Counted(
        twitches=summary.fasciculations,
        usable_s=result.usable_s,
        rate_per_min=summary.rate_per_min,
        rate_interval_95=summary.rate_interval_95,
    )
    if not taken_out and not put_in and not left_out:
        return CorrectedSummary(machine=machine, corrected=machine, taken_out=0, put_in=0)
    from quietmuscle.measure.rate import LEAST_USABLE_S  # brings SciPy
    from quietmuscle.measure.rate import poisson_interval_95

    out = sum(part.twitches for part in left_out)
    out_s = sum(part.stop_s - part.start_s for part in left_out)
    share = min(1.0, out_s / result.duration_s) if result.duration_s > 0 else 0.0
    usable_s = result.usable_s * (1 - share)
    twitches = max(0, summary.fasciculations - out - taken_out + put_in)
    is_known = summary.rate_per_min is not None and usable_s > 0
    if left_out and usable_s < LEAST_USABLE_S:
        is_known = False
    minutes = usable_s / 60
    return CorrectedSummary(
        machine=machine,
        corrected=Counted(
            twitches=twitches,
            usable_s=usable_s,
            rate_per_min=twitches / minutes if is_known else None,
            rate_interval_95=poisson_interval_95(twitches, minutes) if is_known else None,
        ),
        taken_out=taken_out,
        put_in=put_in,
        left_out=out,
        left_out_s=out_s,
    )


def shown_events(
    events: tuple[Event, ...],
    corrections: tuple[Correction, ...],
    left_out: tuple[LeftOut, ...] = (),
) -> tuple[ShownEvent, ...]:
    """All events in the order of time, with the corrections that belong to them."""
    said = {each.event: each for each in corrections if each.event is not None}

    def is_out(onset_s: float) -> bool:
        return any(part.start_s <= onset_s < part.stop_s for part in left_out)

    of_machine = [
        ShownEvent(
            onset_s=event.onset_s,
            kind=said[number].kind if number in said else event.kind,
            number=number,
            machine=event,
            correction=said.get(number),
            is_left_out=is_out(event.onset_s),
        )
        for number, event in enumerate(events)
    ]
    added = [
        ShownEvent(
            onset_s=each.onset_s,
            kind=each.kind,
            number=None,
            machine=None,
            correction=each,
            is_left_out=is_out(each.onset_s),
        )
        for each in corrections
        if each.onset_s is not None
    ]
    return tuple(sorted([*of_machine, *added], key=lambda one: one.onset_s))
