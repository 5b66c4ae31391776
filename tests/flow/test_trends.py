from __future__ import annotations

import subprocess
import sys
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import TODAY
from entries import a_medicine_change
from entries import an_episode
from entries import an_id

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow.trends import trends
from quietmuscle.model.course import DayValue
from quietmuscle.model.course import Direction
from quietmuscle.model.day import DayItem
from quietmuscle.model.query import HourCount
from quietmuscle.model.query import SiteCount
from quietmuscle.model.site import read_site

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

LONDON = "Europe/London"


def tell_twitches(workspace: Workspace, day: date, count: int) -> None:
    """A bout on a day at half past eight, kept."""
    at = NOW_UTC - (TODAY - day)
    told = an_episode(at, count=count)
    workspace.diary.episodes.put(told, change_id=an_id(), recorded_at_utc=NOW_UTC)


def answer(workspace: Workspace, day: date, item: DayItem, value: int) -> None:
    workspace.diary.days.answer(day, item, value, change_id=an_id(), recorded_at_utc=NOW_UTC)


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def told(workspace: Workspace) -> Workspace:
    """Six weeks: 12 a day, then 4 a day in the last one; two days were not logged."""
    for days in range(42):
        if days not in {3, 20}:
            tell_twitches(workspace, back(days), 4 if days < 7 else 12)
    return workspace


def test_an_empty_diary_has_empty_trends(workspace: Workspace) -> None:
    found = trends(workspace, first=None, last=None, device_zone=LONDON)
    assert (found.first, found.last) == (TODAY, TODAY)
    assert found.logged_days == 0
    assert found.course is None
    assert found.change.direction is Direction.CANNOT_TELL
    assert (found.sites, found.hours, found.item_values, found.medicine_changes) == ((), (), (), ())
    assert found.weeks == ()


def test_the_whole_diary_from_its_first_day(told: Workspace) -> None:
    found = trends(told, first=None, last=None, device_zone=LONDON)
    assert (found.first, found.last) == (back(41), TODAY)
    assert len(found.counts) == 42
    assert found.logged_days == 40
    assert found.course is not None
    assert [found.course.points[place].day for place in (0, -1)] == [back(41), back(1)]
    assert found.change.direction is Direction.FEWER
    assert found.sites == (SiteCount(site=read_site("calf.left"), twitches=34 * 12 + 6 * 4),)
    assert len(found.hours) == 14
    assert {hour.hour for hour in found.hours} == {8, 9}  # the clocks went back in October
    assert isinstance(found.hours[0], HourCount)
    assert sum(week.logged_days for week in found.weeks) == 39


def test_a_day_that_is_not_over_is_shown_and_compared_with_nothing(workspace: Workspace) -> None:
    for day in range(1, 36):
        tell_twitches(workspace, back(day), 14)
    tell_twitches(workspace, TODAY, 1)
    found = trends(workspace, first=back(34), last=None, device_zone=LONDON)
    assert found.open_day == found.counts[-1].day == TODAY
    assert found.counts[-1].twitches == 1
    assert found.change.this_week_per_day == found.change.before_per_day == 14
    assert found.change.direction is Direction.ABOUT_THE_SAME
    assert found.course is not None
    assert found.course.points[-1].expected_per_day == pytest.approx(14, rel=0.05)
    assert trends(workspace, first=back(34), last=back(1), device_zone=LONDON).open_day is None


def test_a_short_range_is_still_compared_with_the_weeks_before_it(told: Workspace) -> None:
    found = trends(told, first=back(6), last=TODAY, device_zone=LONDON)
    assert len(found.counts) == 7
    assert found.course is None
    assert found.change.before_logged_days == 27
    assert found.change.direction is Direction.FEWER


def test_the_change_is_that_at_the_end_of_the_range(told: Workspace) -> None:
    found = trends(told, first=back(41), last=back(7), device_zone=LONDON)
    assert found.change.last_day == back(7)
    assert found.change.direction is Direction.ABOUT_THE_SAME


def test_an_item_comes_with_its_answers(told: Workspace) -> None:
    answer(told, back(50), DayItem.SLEEP, 1)
    answer(told, back(5), DayItem.SLEEP, 2)
    answer(told, back(5), DayItem.STRESS, 5)
    answer(told, back(2), DayItem.SLEEP, 4)
    found = trends(told, first=back(41), last=TODAY, item=DayItem.SLEEP, device_zone=LONDON)
    assert found.item_values == (
        DayValue(day=back(5), value=2),
        DayValue(day=back(2), value=4),
    )


def test_medicine_changes_of_the_range(told: Workspace) -> None:
    for days in (60, 30):
        change = a_medicine_change(back(days))
        told.diary.medicines.put(change, change_id=an_id(), recorded_at_utc=NOW_UTC)
    found = trends(told, first=back(41), last=TODAY, device_zone=LONDON)
    assert [change.day for change in found.medicine_changes] == [back(30)]


def test_days_ahead_are_left_out(told: Workspace) -> None:
    found = trends(told, first=back(3), last=TODAY + timedelta(days=9), device_zone=LONDON)
    assert found.last == TODAY
    assert found.counts[-1].day == TODAY


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (TODAY, back(1)),
        (TODAY + timedelta(days=1), None),
        (date(1, 1, 1), None),
        (None, date(1, 1, 1)),
        (None, date(9999, 12, 31)),
    ],
)
def test_ranges_without_a_day_are_refused(workspace: Workspace, first, last) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        trends(workspace, first=first, last=last, device_zone=LONDON)


def test_a_range_before_the_first_entry_is_empty(told: Workspace) -> None:
    found = trends(told, first=None, last=date(2020, 5, 1), device_zone=LONDON)
    assert (found.first, found.last) == (date(2020, 5, 1), date(2020, 5, 1))
    assert isinstance(found.last, date)
    assert not isinstance(found.last, datetime)


def test_the_parts_are_brought_in_before_they_are_needed() -> None:
    program = (
        "import sys; from quietmuscle.flow import trends; "
        "assert 'numpy' not in sys.modules; trends.bring_in_parts(); "
        "assert {'numpy', 'scipy.special', 'scipy.linalg.lapack'} <= sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
