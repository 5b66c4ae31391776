from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from uuid import UUID

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.day import DayLog
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.revision import Revision
from quietmuscle.model.revision import type_of_entry

USUAL = {
    "change_id": UUID(int=1),
    "kind": EntryKind.DAY,
    "entry_id": "2026-11-23",
    "number": 1,
    "recorded_at_utc": datetime(2026, 11, 23, tzinfo=UTC),
    "action": Action.CREATED,
}


def test_every_kind_of_entry_has_its_type():
    assert set(type_of_entry) == set(EntryKind)
    assert type_of_entry[EntryKind.DAY] is DayLog


def test_the_first_change_has_nothing_before_it():
    assert Revision(**USUAL).before is None
    earlier = DayLog(day=date(2026, 11, 23), none_today=True)
    assert Revision(**USUAL | {"before": earlier}).before == earlier


@pytest.mark.parametrize(
    "instant", [datetime(2026, 11, 23), datetime.max.replace(tzinfo=UTC)], ids=["naive", "far"]
)
def test_a_time_of_recording_that_no_clock_shows_is_refused(instant):
    with pytest.raises(ValueNotUnderstoodError):
        Revision(**USUAL | {"recorded_at_utc": instant})


def test_the_words_that_diaries_keep_stay():
    assert [kind.value for kind in EntryKind] == [
        "episode",
        "day",
        "medicine_change",
        "session_use",
        "lab_result",
        "care_check",
        "measurement",
        "trial",
        "trial_note",
    ]
    assert [action.value for action in Action] == [
        "created",
        "edited",
        "deleted",
        "restored",
        "purged",
    ]
