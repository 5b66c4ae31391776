from __future__ import annotations

from datetime import date
from datetime import timedelta

from entries import NOW_UTC
from entries import TODAY
from entries import an_episode
from entries import an_id

from quietmuscle.flow.day import day_record
from quietmuscle.model.day import DayItem


def test_a_day_with_all_that_was_told(workspace, monkeypatch) -> None:
    diary = workspace.diary
    monkeypatch.setattr("quietmuscle.flow.entries.LARGEST_PAGE", 2)  # so: three pages
    entries = [an_episode(NOW_UTC + timedelta(minutes=minute), count=2) for minute in range(5)]
    for each in [*entries, an_episode(NOW_UTC - timedelta(days=1))]:
        diary.episodes.put(each, change_id=an_id(), recorded_at_utc=NOW_UTC)
    diary.days.answer(TODAY, DayItem.SLEEP, 4, change_id=an_id(), recorded_at_utc=NOW_UTC)
    found = day_record(workspace, TODAY)
    assert found.episodes == tuple(reversed(entries))
    assert (found.count.twitches, found.count.entries) == (10, 5)
    assert found.log.value(DayItem.SLEEP) == 4


def test_a_day_that_nobody_told_of(workspace) -> None:
    found = day_record(workspace, date(2026, 1, 1))
    assert found.episodes == ()
    assert found.count.twitches is None
    assert found.log.is_empty
