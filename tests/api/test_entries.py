from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone

import pytest
from entries import TODAY

from quietmuscle import api
from quietmuscle.model.site import Side


def test_a_place_is_enough(diary) -> None:
    episode = api.log(diary, "calf.left")
    assert str(episode.sites[0]) == "calf.left"
    assert episode.moment.logical_day == TODAY
    assert list(api.history(diary)) == [episode]


def test_all_that_can_be_told(diary) -> None:
    tokyo = timezone(timedelta(hours=9))
    episode = api.log(
        diary,
        api.SiteRef("calf", Side.LEFT),
        "hand.both",
        when=datetime(2026, 11, 20, 23, 5, tzinfo=tokyo),
        zone="Asia/Tokyo",
        kind=api.FeltKind.FLICKER,
        count=3,
        intensity_0_10=2,
        bother_0_10=0,
        lasted=api.Lasted.SECONDS,
        painful=False,
        weak=True,
        stiff=False,
        doing=api.Doing.RESTING,
        note="after a walk",
    )
    assert episode.moment.instant_utc == datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
    assert episode.moment.offset_s == 9 * 3600
    assert (episode.kind, episode.count, episode.weak) == (api.FeltKind.FLICKER, 3, True)
    assert (episode.lasted, episode.doing) == (api.Lasted.SECONDS, api.Doing.RESTING)
    assert (episode.intensity_0_10, episode.bother_0_10) == (2, 0)
    assert (episode.painful, episode.stiff, episode.note) == (False, False, "after a walk")


def test_a_day_without_an_hour(diary) -> None:
    episode = api.log(diary, "calf.left", on=date(2026, 11, 20))
    assert episode.moment.logical_day == date(2026, 11, 20)
    assert not episode.moment.time_known


def test_a_time_without_a_zone_is_refused(diary) -> None:
    with pytest.raises(api.QuietMuscleError, match="Please give a time with its zone"):
        api.log(diary, "calf.left", when=datetime(2026, 11, 20, 14, 5))
    assert list(api.history(diary)) == []


def test_days(diary) -> None:
    yesterday = TODAY - timedelta(days=1)
    assert api.log_none(diary).none_today
    assert api.log_none(diary, yesterday).day == yesterday
    assert api.answer(diary, "sleep", 4).value(api.DayItem.SLEEP) == 4
    assert api.answer(diary, api.DayItem.SLEEP, None).value(api.DayItem.SLEEP) is None
    assert api.answer(diary, "heat", 5, yesterday).day == yesterday
    api.log(diary, "calf.left", count=3)
    assert api.day(diary).count.twitches == 3
    assert api.day(diary, yesterday).count.twitches == 0
    found = api.counts(diary, TODAY - timedelta(days=2), TODAY)
    assert [each.twitches for each in found] == [None, 0, 3]


@pytest.mark.parametrize("end", [date.min, date.max])
def test_days_beyond_the_calendar_are_refused(diary, end: date) -> None:
    for ask in (lambda: api.day(diary, end), lambda: api.counts(diary, end, end)):
        with pytest.raises(api.QuietMuscleError, match="is too far away"):
            ask()


def test_an_item_that_is_none_is_refused(diary) -> None:
    with pytest.raises(api.QuietMuscleError, match="There is no item mood; the items are sleep"):
        api.answer(diary, "mood", 3)


def test_history_goes_on_past_a_page(diary, monkeypatch) -> None:
    monkeypatch.setattr("quietmuscle.flow.entries.LARGEST_PAGE", 2)
    kept = [api.log(diary, "calf.left", on=TODAY - timedelta(days=back)) for back in range(5)]
    assert list(api.history(diary)) == kept
    assert list(api.history(diary, limit=3)) == kept[:3]
    assert list(api.history(diary, first=kept[1].moment.logical_day)) == kept[:2]
    assert list(api.history(diary, last=kept[3].moment.logical_day)) == kept[3:]
    assert list(api.history(diary, site="thumb")) == []
    assert list(api.history(diary, words="walk")) == []
    assert list(api.history(diary, deleted=True)) == []
