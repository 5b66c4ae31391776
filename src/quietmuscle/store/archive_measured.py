"""The measurements of an archive: their events are whole, and corrections are of such."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from quietmuscle.model.kept_measurement import MOST_EVENTS
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.measurement import EventKind
from quietmuscle.store.archive_form import MEASURED_EVENTS
from quietmuscle.store.archive_form import REVISIONS
from quietmuscle.store.archive_zip import not_fitting
from quietmuscle.store.measurements import EVENTS_A_ROW

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from uuid import UUID

    from quietmuscle.model.revision import Revision
    from quietmuscle.store.archive_form import EventsLine

_KINDS = tuple(EventKind)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_TWITCH = _NUMBERS[EventKind.FASCICULATION]


def kinds_of_events(lines: Iterable[EventsLine], measurements: set[str]) -> dict[UUID, bytes]:
    """The kinds of all events by measurement, a byte each: an archive may hold millions.

    Refused where they belong to no measurement, are too many, or their lines do
    not count from nothing on.
    """
    found: dict[UUID, bytes] = {}
    for of, of_one in groupby(lines, key=lambda line: line.measurement):
        kinds = bytearray()
        for number, line in enumerate(of_one):
            kinds += bytes(_NUMBERS[event.kind] for event in line.events)
            if (
                str(of) not in measurements
                or line.number != number
                or not 0 < len(line.events) <= EVENTS_A_ROW
                or len(kinds) > MOST_EVENTS
            ):
                raise not_fitting(MEASURED_EVENTS)
        found[of] = bytes(kinds)
    return found


def check_corrections(
    member: str, measurements: Iterable[KeptMeasurement], kinds: dict[UUID, bytes]
) -> None:
    """Refuse what is said of events that are not there, or that the machine called otherwise."""
    for kept in measurements:
        there = kinds.get(kept.id, b"")
        for each in kept.corrections:
            if each.event is not None and (
                each.event >= len(there) or _KINDS[there[each.event]] is not each.was
            ):
                raise not_fitting(member)
        for part in kept.left_out:
            within = there[part.first_event : part.stop_event]
            if part.stop_event > len(there) or part.twitches != within.count(_TWITCH):
                raise not_fitting(member)


def checked_history(history: Iterable[Revision], kinds: dict[UUID, bytes]) -> Iterator[Revision]:
    """A history in which the corrections of a measurement are of events that there are."""
    for revision in history:
        if isinstance(revision.before, KeptMeasurement):
            check_corrections(REVISIONS, (revision.before,), kinds)
        yield revision
