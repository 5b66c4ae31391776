"""A measurement beside the last one of the same muscle that was made in the same way."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quietmuscle.flow.measurements import summed
from quietmuscle.measure.change import rate_ratio
from quietmuscle.model.measured_change import MeasuredChange
from quietmuscle.model.query import Cursor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.flow.measurements import WholeMeasurement
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.corrected import SummedMeasurement
    from quietmuscle.model.kept_measurement import KeptMeasurement

A_LOOK = 100
MOST_LOOKED = 2000
"""So many measurements are looked back at; years of them."""

AS_SMALL = 1.5
"""Recordings whose smallest visible twitch differs by more see different ones. Judgement."""


def change_of(
    workspace: Workspace, now: SummedMeasurement | WholeMeasurement
) -> MeasuredChange | None:
    """What changed since the last measurement that may be compared; None where there is none.

    Only the same places, the same way of measuring with the same version of the
    method, and the same posture are compared, each over its usable time.
    """
    minutes = now.summary.corrected.usable_s / 60
    if not now.kept.sites or now.summary.corrected.rate_per_min is None or minutes <= 0:
        return None
    earlier = tuple(each for each in _earlier(workspace, now.kept) if may_be_compared(each, now))
    if not earlier:
        return None
    before = earlier[0]
    rates = [each.summary.corrected.rate_per_min or 0.0 for each in earlier]
    return MeasuredChange(
        before=before.kept.id,
        before_day=before.kept.moment.logical_day,
        before_per_min=rates[0],
        now_per_min=now.summary.corrected.rate_per_min,
        ratio=rate_ratio(
            now.summary.corrected.twitches,
            minutes,
            before.summary.corrected.twitches,
            before.summary.corrected.usable_s / 60,
        ),
        earlier_count=len(earlier),
        earlier_low=min(rates),
        earlier_high=max(rates),
        sees_less=_differ_in_sight(before.kept, now.kept),
        posture_told=now.kept.recording.posture is not None,
    )


def may_be_compared(before: SummedMeasurement, now: SummedMeasurement | WholeMeasurement) -> bool:
    """Whether two measurements differ in nothing but the time."""
    one, other = before.kept, now.kept
    return (
        before.summary.corrected.rate_per_min is not None
        and before.summary.corrected.usable_s > 0
        and set(one.sites) == set(other.sites)
        and one.result.modality is other.result.modality
        and one.result.engine_version == other.result.engine_version
        and one.recording.posture is other.recording.posture
    )


def _earlier(workspace: Workspace, kept: KeptMeasurement) -> Iterator[SummedMeasurement]:
    """What was measured before, the newest first."""

    def all_before() -> Iterator[KeptMeasurement]:
        after: Cursor | None = _after(kept)
        while after is not None:
            found = workspace.diary.measurements.find(after=after, limit=A_LOOK)
            yield from found
            last = found[-1] if len(found) == A_LOOK else None
            after = _after(last) if last else None

    return map(summed, islice(all_before(), MOST_LOOKED))


def _after(kept: KeptMeasurement) -> Cursor:
    return Cursor(instant_utc=kept.moment.instant_utc, id=kept.id)


def _differ_in_sight(one: KeptMeasurement, other: KeptMeasurement) -> bool:
    """Whether one recording could see clearly smaller twitches than the other."""
    smallest = [each.result.summary.smallest_detectable or 0.0 for each in (one, other)]
    units = {each.result.summary.smallest_detectable_unit for each in (one, other)}
    return len(units) == 1 and min(smallest) > 0 and max(smallest) > AS_SMALL * min(smallest)
