"""Stretches of a measured recording that the person leaves out, and takes in again."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_measurement import LeftOut
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.saved import Saved


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a recording to leave out, in seconds from its start."""

    id: UUID
    start_s: float
    stop_s: float


def leave_out(
    workspace: Workspace,
    measurement_id: UUID,
    stretch: Stretch,
    *,
    change_id: UUID,
) -> Saved[KeptMeasurement]:
    """A stretch that no longer counts.

    What the engine found is kept. An end beyond the recording's becomes its end.
    Raises ValueNotUnderstoodError where the stretch is empty or a part of it is left out
    already, and NotFoundError where there is no such measurement.
    """
    kept = workspace.diary.measurements.get(measurement_id)
    start_s, stop_s = stretch.start_s, min(stretch.stop_s, kept.result.duration_s)
    if not 0 <= start_s < stop_s:  # nor is it, where one of them is no number
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "This stretch ends before it begins, or lies outside the recording, which "
                    "lasts {duration} s. Nothing was changed."
                ),
                {"duration": f"{kept.result.duration_s:.1f}"},
            )
        )
    found = workspace.diary.measurements.events(measurement_id)
    onsets = [each.onset_s for each in found]
    first, stop = bisect_left(onsets, start_s), bisect_left(onsets, stop_s)
    part = LeftOut(
        id=stretch.id,
        told_at_utc=workspace.clock.now_utc(),
        start_s=start_s,
        stop_s=stop_s,
        first_event=first,
        stop_event=stop,
        twitches=sum(1 for each in found[first:stop] if each.kind is EventKind.FASCICULATION),
    )

    def without(before: KeptMeasurement | None) -> KeptMeasurement:
        here = _there(before)
        others = [each for each in here.left_out if each.id != part.id]
        parts = sorted([*others, part], key=lambda each: (each.start_s, each.stop_s))
        return replace(here, left_out=tuple(parts))

    return workspace.diary.measurements.change(
        measurement_id,
        without,
        change_id=change_id,
        recorded_at_utc=workspace.clock.now_utc(),
    )


def take_in_again(
    workspace: Workspace, measurement_id: UUID, stretch_id: UUID, *, change_id: UUID
) -> Saved[KeptMeasurement]:
    """A stretch that counts again; nothing changes where it did already."""

    def with_it(before: KeptMeasurement | None) -> KeptMeasurement:
        here = _there(before)
        return replace(
            here, left_out=tuple(each for each in here.left_out if each.id != stretch_id)
        )

    return workspace.diary.measurements.change(
        measurement_id,
        with_it,
        change_id=change_id,
        recorded_at_utc=workspace.clock.now_utc(),
    )


def _there(before: KeptMeasurement | None) -> KeptMeasurement:
    if before is None:
        raise NotFoundError(Message(_("There is no such measurement. It may have been deleted.")))
    return before
