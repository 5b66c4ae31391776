from __future__ import annotations

from dataclasses import replace
from datetime import date

from entries import an_episode
from hypothesis import given
from hypothesis import strategies as st
from simulated import some_counts

from quietmuscle.infer.summary import count_summary
from quietmuscle.infer.summary import episode_summary
from quietmuscle.infer.summary import item_summaries
from quietmuscle.infer.summary import parts_of_day
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.query import HourCount
from quietmuscle.model.summary import DoingCount
from quietmuscle.model.summary import ItemSummary
from quietmuscle.model.summary import KindCount
from quietmuscle.model.summary import LastedCount
from quietmuscle.model.summary import PartCount
from quietmuscle.model.summary import PartOfDay
from quietmuscle.model.summary import Scores
from quietmuscle.model.summary import Ticked


def test_counts_leave_out_the_days_that_were_not_logged() -> None:
    found = count_summary(some_counts(8, None, 0, 3, None, 8, 2))
    assert (found.first, found.last, found.days) == (date(2026, 11, 16), date(2026, 11, 22), 7)
    assert (found.logged_days, found.days_without) == (5, 1)
    assert (found.median_per_logged_day, found.least, found.most) == (3.0, 0, 8)
    assert found.worst_day == date(2026, 11, 21)


def test_without_logged_days_nothing_is_claimed() -> None:
    found = count_summary(some_counts(None, None))
    assert (found.logged_days, found.days_without) == (0, 0)
    assert (found.median_per_logged_day, found.least, found.most, found.worst_day) == (None,) * 4


def test_a_diary_without_twitches_has_no_worst_day() -> None:
    found = count_summary(some_counts(0, 0))
    assert (found.most, found.days_without, found.worst_day) == (0, 2, None)


def test_entries_tell_only_what_was_told() -> None:
    plain = an_episode()
    found = episode_summary(
        [
            plain,
            replace(plain, weak=True, intensity_0_10=2, kind=FeltKind.CRAMP, doing=Doing.RESTING),
            replace(plain, weak=False, intensity_0_10=7, kind=FeltKind.FLICKER),
            replace(plain, weak=True, kind=FeltKind.FLICKER, lasted=Lasted.BLINK),
        ]
    )
    assert found.entries == 4
    assert (found.weak, found.painful) == (Ticked(yes=2, told=3), Ticked(yes=0, told=0))
    assert found.strength == Scores(told=2, median=4.5, highest=7)
    assert found.bother is None
    assert found.kinds == (
        KindCount(answer=FeltKind.FLICKER, entries=2),
        KindCount(answer=FeltKind.CRAMP, entries=1),
    )
    assert found.lasted == (LastedCount(answer=Lasted.BLINK, entries=1),)
    assert found.doing == (DoingCount(answer=Doing.RESTING, entries=1),)


def test_no_entries_have_an_empty_summary() -> None:
    found = episode_summary(())
    assert (found.entries, found.strength, found.kinds) == (0, None, ())
    assert found.stiff == Ticked(yes=0, told=0)


def test_hours_fall_into_quarters_of_the_day() -> None:
    hours = [HourCount(weekday=3, hour=hour, twitches=1 + hour) for hour in (0, 5, 6, 23)]
    assert parts_of_day(hours) == (
        PartCount(part=PartOfDay.NIGHT, twitches=7),
        PartCount(part=PartOfDay.MORNING, twitches=7),
        PartCount(part=PartOfDay.AFTERNOON, twitches=0),
        PartCount(part=PartOfDay.EVENING, twitches=24),
    )


def test_items_that_were_told_have_their_usual_answer() -> None:
    def log(day: int, *answers: tuple[DayItem, int]) -> DayLog:
        told = tuple(DayAnswer(item=item, value=value) for item, value in answers)
        return DayLog(day=date(2026, 11, day), answers=told)

    found = item_summaries(
        [
            log(1, (DayItem.MEDICINES, 2), (DayItem.SLEEP, 1)),
            log(2, (DayItem.SLEEP, 4)),
            log(3),
            log(4, (DayItem.SLEEP, 5)),
            log(5, (DayItem.SLEEP, 1)),
        ]
    )
    assert found == (
        ItemSummary(item=DayItem.SLEEP, told_days=4, usual=1, lowest_days=2, highest_days=1),
        ItemSummary(item=DayItem.MEDICINES, told_days=1, usual=2, lowest_days=0, highest_days=1),
    )


@given(st.lists(st.none() | st.integers(0, 99), min_size=1, max_size=60))
def test_the_median_lies_within_the_range(twitches) -> None:
    found = count_summary(some_counts(*twitches))
    if found.median_per_logged_day is not None:
        assert found.least is not None
        assert found.most is not None
        assert found.least <= found.median_per_logged_day <= found.most
        assert found.logged_days >= found.days_without
    assert (found.worst_day is None) is not any(twitches)
