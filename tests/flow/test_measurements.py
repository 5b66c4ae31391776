"""Kept measurements are listed, told more of, corrected, deleted and brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import CALF
from entries import NOW_UTC
from entries import an_id
from measured import a_measurement
from measured import some_events
from shelves import add_photo
from shelves import put_measurement

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import measurements
from quietmuscle.flow.measurements import Details
from quietmuscle.flow.measurements import Said
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_measurement import KeptMeasurement

THIGH = SiteRef("thigh", Side.RIGHT)


@pytest.fixture
def kept(workspace: Workspace) -> KeptMeasurement:
    put_measurement(workspace.diary, kept := a_measurement())
    return kept


def test_twenty_a_page_the_newest_first(workspace: Workspace) -> None:
    for days in range(measurements.A_PAGE + 2):
        put_measurement(workspace.diary, a_measurement(NOW_UTC - timedelta(days=days)))
    first = measurements.kept_measurements(workspace)
    second = measurements.kept_measurements(workspace, first.next)
    assert (len(first.measurements), len(second.measurements)) == (measurements.A_PAGE, 2)
    assert second.next is None
    days = [each.kept.moment.logical_day for each in first.measurements + second.measurements]
    assert days == sorted(days, reverse=True)
    assert [each.kept for each in measurements.last_measurements(workspace, 1)] == [
        first.measurements[0].kept
    ]
    between = measurements.measurements_between(workspace, days[1], days[1])
    assert [each.kept.moment.logical_day for each in between] == [days[1]]


def test_corrections_stand_beside_what_the_machine_says(
    workspace: Workspace, kept: KeptMeasurement
) -> None:
    not_one, missed = an_id(), an_id()
    for correction_id, said in (
        (not_one, Said(kind=EventKind.OTHER, event=0)),
        (missed, Said(kind=EventKind.FASCICULATION, onset_s=30.0)),
        (an_id(), Said(kind=EventKind.FASCICULATION, event=1)),
    ):
        measurements.correct(workspace, kept.id, correction_id, said, change_id=an_id())
    whole = measurements.kept_measurement(workspace, kept.id)
    assert whole.found == some_events()
    assert whole.kept.result == kept.result
    assert (whole.summary.machine.twitches, whole.summary.corrected.twitches) == (3, 4)
    assert sum(each.is_twitch for each in whole.events) == 4

    measurements.take_back_correction(workspace, kept.id, missed, change_id=an_id())
    # What the machine says anyway is no correction, and replaces the one that was.
    again = Said(kind=EventKind.FASCICULATION, event=0)
    measurements.correct(workspace, kept.id, an_id(), again, change_id=an_id())
    whole = measurements.kept_measurement(workspace, kept.id)
    assert [each.event for each in whole.kept.corrections] == [1]
    history = workspace.diary.revisions.of(EntryKind.MEASUREMENT, str(kept.id))
    assert [len(each.before.corrections) for each in history[1:]] == [0, 1, 2, 3, 2]


@pytest.mark.parametrize(
    "said",
    [
        Said(kind=EventKind.OTHER, event=5),
        Said(kind=EventKind.OTHER),
        Said(kind=EventKind.OTHER, event=1, onset_s=3.0),
        Said(kind=EventKind.FASCICULATION, onset_s=61.0),
    ],
)
def test_a_correction_of_nothing_is_refused(
    workspace: Workspace, kept: KeptMeasurement, said: Said
) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        measurements.correct(workspace, kept.id, an_id(), said, change_id=an_id())
    assert workspace.diary.measurements.get(kept.id) == kept


def test_where_and_when_can_be_told_later(workspace: Workspace, kept: KeptMeasurement) -> None:
    told = Details(sites=(THIGH,), note="after a walk")
    saved = measurements.change_details(workspace, kept.id, told, change_id=an_id()).entry
    assert saved == replace(kept, sites=(THIGH,), note="after a walk")
    yesterday = kept.moment.logical_day - timedelta(days=1)
    told = Details(sites=(CALF,), day=yesterday)
    saved = measurements.change_details(workspace, kept.id, told, change_id=an_id()).entry
    assert (saved.moment.logical_day, saved.moment.time_known) == (yesterday, False)
    told = Details(sites=(), instant_utc=NOW_UTC, zone="Asia/Kathmandu")
    saved = measurements.change_details(workspace, kept.id, told, change_id=an_id()).entry
    assert (saved.moment.instant_utc, saved.moment.zone) == (NOW_UTC, "Asia/Kathmandu")


@pytest.mark.parametrize(
    "wrong",
    [{"sites": (SiteRef("tail", Side.MIDDLE),)}, {"instant_utc": NOW_UTC + timedelta(days=9)}],
)
def test_places_and_days_that_cannot_be_are_refused(
    workspace: Workspace, kept: KeptMeasurement, wrong
) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        measurements.change_details(
            workspace, kept.id, replace(Details(sites=()), **wrong), change_id=an_id()
        )


def test_a_recording_is_wanted_while_it_is_there_and_let_go_at_once(
    workspace: Workspace, kept: KeptMeasurement
) -> None:
    def wish(keep: bool) -> KeptMeasurement:
        details = Details(sites=kept.sites, keep_recording=keep)
        return measurements.change_details(workspace, kept.id, details, change_id=an_id()).entry

    with pytest.raises(ConflictError):
        wish(True)
    with pytest.raises(NotFoundError):
        measurements.recording_path(workspace, kept.id)
    add_photo(workspace.diary, b"the film", kept.id)
    assert wish(True).recording.is_kept
    assert measurements.recording_path(workspace, kept.id).read_bytes() == b"the film"
    file = measurements.recording_path(workspace, kept.id)
    assert not wish(False).recording.is_kept
    assert not file.exists()  # gone means gone, and at once
    assert not wish(False).recording.is_kept
    with pytest.raises(ConflictError):
        wish(True)


def test_deleted_and_brought_back(workspace: Workspace, kept: KeptMeasurement) -> None:
    measurements.delete_measurement(workspace, kept.id, change_id=an_id())
    with pytest.raises(NotFoundError):
        measurements.kept_measurement(workspace, kept.id)
    measurements.restore_measurement(workspace, kept.id, change_id=an_id())
    assert measurements.kept_measurement(workspace, kept.id).found == some_events()


def test_what_is_not_there_cannot_be_corrected(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        measurements.take_back_correction(workspace, an_id(), an_id(), change_id=an_id())
