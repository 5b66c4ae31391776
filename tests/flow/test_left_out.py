"""A stretch that the person leaves out no longer counts, and can be taken in again."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from math import nan
from typing import TYPE_CHECKING

import pytest
from entries import an_id
from measured import a_correction
from measured import a_measurement
from measured import a_missed_twitch
from measured import some_events
from shelves import put_measurement

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import measurements
from quietmuscle.flow.left_out import Stretch
from quietmuscle.flow.left_out import leave_out
from quietmuscle.flow.left_out import take_in_again
from quietmuscle.model.revision import EntryKind

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_measurement import KeptMeasurement


@pytest.fixture
def kept(workspace: Workspace) -> KeptMeasurement:
    """Twitches at 3.25, 17.5 and 40.125 s, of which the second was taken out; one added at 30."""
    said = (a_correction(2), a_missed_twitch(30.0))
    return put_measurement(workspace.diary, replace(a_measurement(), corrections=said)).entry


def out(workspace: Workspace, kept: KeptMeasurement, start_s: float, stop_s: float) -> None:
    stretch = Stretch(id=an_id(), start_s=start_s, stop_s=stop_s)
    leave_out(workspace, kept.id, stretch, change_id=an_id())


def test_what_begins_in_it_counts_neither_for_the_machine_nor_for_the_person(
    workspace: Workspace, kept: KeptMeasurement
) -> None:
    out(workspace, kept, 15.0, 35.0)
    whole = measurements.kept_measurement(workspace, kept.id)
    assert (whole.summary.machine.twitches, whole.summary.corrected.twitches) == (3, 2)
    assert (whole.summary.left_out, whole.summary.left_out_s) == (1, 20.0)
    assert (whole.summary.taken_out, whole.summary.put_in) == (0, 0)
    assert whole.summary.corrected.usable_s == pytest.approx(58.5 * 40 / 60)
    assert whole.summary.corrected.rate_per_min == pytest.approx(2 / (58.5 * 40 / 60) * 60)
    assert [one.onset_s for one in whole.events if one.is_twitch] == [3.25, 40.125]
    assert [one.onset_s for one in whole.events if one.is_left_out] == [17.5, 30.0]
    assert whole.found == some_events()
    assert whole.kept.result == kept.result


def test_it_is_taken_in_again_and_the_history_knows_both(
    workspace: Workspace, kept: KeptMeasurement
) -> None:
    out(workspace, kept, 15.0, 35.0)
    (part,) = workspace.diary.measurements.get(kept.id).left_out
    take_in_again(workspace, kept.id, part.id, change_id=an_id())
    assert workspace.diary.measurements.get(kept.id) == kept
    history = workspace.diary.revisions.of(EntryKind.MEASUREMENT, str(kept.id))
    assert [len(each.before.left_out) for each in history[1:]] == [0, 1]


def test_an_end_beyond_the_recording_is_its_end_and_both_edges_hold(
    workspace: Workspace, kept: KeptMeasurement
) -> None:
    out(workspace, kept, 40.125, 1000.0)
    out(workspace, kept, 0.0, 3.25)
    parts = workspace.diary.measurements.get(kept.id).left_out
    assert [(part.start_s, part.stop_s, part.twitches) for part in parts] == [
        (0.0, 3.25, 0),
        (40.125, 60.0, 1),
    ]


@pytest.mark.parametrize(
    ("start_s", "stop_s"),
    [(20, 20), (30, 20), (60, 70), (-1, 5), (nan, 5), (1, nan), (inf, inf), (10, 16), (34, 50)],
)
def test_a_stretch_of_nothing_or_over_another_one_is_refused_and_nothing_changes(
    workspace: Workspace, kept: KeptMeasurement, start_s: float, stop_s: float
) -> None:
    out(workspace, kept, 15.0, 35.0)
    before = workspace.diary.measurements.get(kept.id)
    with pytest.raises(ValueNotUnderstoodError):
        out(workspace, kept, start_s, stop_s)
    assert workspace.diary.measurements.get(kept.id) == before


def test_hardly_anything_left_bears_no_rate(workspace: Workspace, kept: KeptMeasurement) -> None:
    out(workspace, kept, 0.0, 55.0)
    whole = measurements.kept_measurement(workspace, kept.id)
    assert whole.summary.corrected.rate_per_min is None
    assert whole.summary.machine.rate_per_min is not None


def test_what_is_not_there_cannot_be_left_out(workspace: Workspace) -> None:
    stretch = Stretch(id=an_id(), start_s=1.0, stop_s=2.0)
    with pytest.raises(NotFoundError):
        leave_out(workspace, an_id(), stretch, change_id=an_id())
    with pytest.raises(NotFoundError):
        take_in_again(workspace, an_id(), stretch.id, change_id=an_id())
