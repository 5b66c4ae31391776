"""What the diary shows over a range of days: the Trends page in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.place import last_day_over
from quietmuscle.flow.place import today_of
from quietmuscle.infer.course import FEWEST_LOGGED_DAYS
from quietmuscle.infer.course import daily_course
from quietmuscle.infer.recent_change import BEFORE
from quietmuscle.infer.recent_change import WEEK
from quietmuscle.infer.recent_change import recent_change
from quietmuscle.infer.weekly_digest import weekly_digest
from quietmuscle.model.course import Course
from quietmuscle.model.course import DayValue
from quietmuscle.model.course import RecentChange
from quietmuscle.model.course import WeekDigest
from quietmuscle.model.day import DayCount
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import check_day
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.query import HourCount
from quietmuscle.model.query import SiteCount

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.store.diary import Diary


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """What the diary shows from the first to the last day of a range.

    `counts` holds one for each day. `course` is None where we cannot tell one
    yet. `item_values` are the answers to `item`, on the days on which it was
    told. `change` compares the week that ends with the last day with the four
    weeks before, also where these lie before the range. `open_day` is today
    where it is in the range: it is not over, so it is in `counts`, and neither
    in the course, nor in the change, nor in the weeks.
    """

    first: date
    last: date
    open_day: date | None
    counts: tuple[DayCount, ...]
    course: Course | None
    change: RecentChange
    weeks: tuple[WeekDigest, ...]
    sites: tuple[SiteCount, ...]
    hours: tuple[HourCount, ...]
    item: DayItem | None
    item_values: tuple[DayValue, ...]
    medicine_changes: tuple[MedicineChange, ...]

    @property
    def logged_days(self) -> int:
        """On how many days something was told about twitches."""
        return sum(count.twitches is not None for count in self.counts)


def trends(
    workspace: Workspace,
    *,
    first: date | None,
    last: date | None,
    item: DayItem | None = None,
    device_zone: str | None = None,
) -> Trends:
    """What the diary shows in a range of days.

    A first day of None is the first of which anything is known, a last day of
    None is today. Days that lie ahead are left out: nobody can have told of
    them. ValueNotUnderstoodError where nothing remains.
    """
    for day in (first, last):
        if day is not None:
            check_day(day)
    diary = workspace.diary
    today = today_of(workspace, device_zone)
    last = min(last or today, today)
    if first is None:
        first = min(diary.tallies.first_day() or last, last)
    if first > last:
        raise ValueNotUnderstoodError(
            Message(_("The first day must not be after the last one, nor lie ahead."))
        )
    counts = diary.tallies.counts(first, last)
    last_over = last_day_over(last, today)
    whole = tuple(count for count in counts if count.day <= last_over)
    return Trends(
        first=first,
        last=last,
        open_day=None if last == last_over else last,
        counts=counts,
        course=daily_course(whole),
        change=_change(diary, whole, last_over),
        weeks=weekly_digest(whole),
        sites=diary.tallies.sites(first, last),
        hours=diary.tallies.hours(first, last),
        item=item,
        item_values=() if item is None else day_values(diary, item, first, last),
        medicine_changes=tuple(
            change
            for change in diary.medicines.all()
            if change.action.is_change and first <= change.day <= last
        ),
    )


def bring_in_parts() -> None:
    """Load what the first course needs: numpy and scipy take half a second and more.

    Whoever looks at Trends first then need not wait for them.
    """
    days = (date(2000, 1, 1) + timedelta(days=place) for place in range(FEWEST_LOGGED_DAYS))
    daily_course(tuple(DayCount(day=day, twitches=1, entries=1) for day in days))


def day_values(diary: Diary, item: DayItem, first: date, last: date) -> tuple[DayValue, ...]:
    """The answers to one item in a range, on the days on which it was told."""
    return tuple(
        DayValue(day=log.day, value=value)
        for log in diary.days.between(first, last)
        if (value := log.value(item)) is not None
    )


def _change(diary: Diary, counts: tuple[DayCount, ...], last: date) -> RecentChange:
    """The recent change; a short range is asked for the weeks before it."""
    earliest = last - WEEK - BEFORE + timedelta(days=1)
    if not counts or counts[0].day > earliest:
        counts = diary.tallies.counts(earliest, last)
    return recent_change(counts, last)
