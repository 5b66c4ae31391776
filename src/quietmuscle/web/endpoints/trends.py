"""What the diary shows over a range of days, for programs."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from typing import Self

from fastapi import Query

from quietmuscle.flow.place import today_of
from quietmuscle.flow.trends import Trends
from quietmuscle.flow.trends import trends
from quietmuscle.model.course import Direction
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayStatus
from quietmuscle.web.endpoints.medicines import MedicineWire
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import PlaceText
from quietmuscle.web.wire import Wire

router = Part(tags=["trends"])

USUAL_DAYS = 42


class CountWire(Wire):
    """A day's twitches: 0 where there were none, null where nobody said."""

    day: Day
    twitches: int | None
    entries: int
    status: DayStatus


class PointWire(Wire):
    """What is expected on a day, and where that lies with 95 % probability."""

    day: Day
    expected_per_day: float
    low_95_per_day: float
    high_95_per_day: float


class TrendCourseWire(Wire):
    """The smooth course; where points lie farther apart than a step, nothing is claimed."""

    points: tuple[PointWire, ...]
    step_days: int
    logged_days: int


class ChangeWire(Wire):
    """The week that ends with the last day beside the 28 days before it."""

    last_day: Day
    direction: Direction
    could_be_chance: bool
    this_week_per_day: float | None
    this_week_logged_days: int
    before_per_day: float | None
    before_logged_days: int
    ratio: float | None
    ratio_low_95: float | None
    ratio_high_95: float | None


class WeekWire(Wire):
    """A week from Monday to Sunday with its middle day."""

    monday: Day
    days: int
    logged_days: int
    median_per_logged_day: float | None


class SiteWire(Wire):
    """How many twitches a place had."""

    site: PlaceText
    twitches: int


class HourWire(Wire):
    """How many twitches fell into an hour of a weekday (0 is Monday), local time."""

    weekday: int
    hour: int
    twitches: int


class ValueWire(Wire):
    """The answer to the item, on a day on which it was told."""

    day: Day
    value: int


class TrendsWire(Wire):
    """What the diary shows from the first to the last day."""

    first: Day
    last: Day
    open_day: Day | None
    counts: tuple[CountWire, ...]
    course: TrendCourseWire | None
    change: ChangeWire
    weeks: tuple[WeekWire, ...]
    sites: tuple[SiteWire, ...]
    hours: tuple[HourWire, ...]
    item: DayItem | None
    item_values: tuple[ValueWire, ...]
    medicine_changes: tuple[MedicineWire, ...]

    @classmethod
    def of(cls, found: Trends) -> Self:
        """The trends as they go over the wire."""
        return cls(
            first=found.first,
            last=found.last,
            open_day=found.open_day,
            counts=tuple(CountWire.model_validate(each) for each in found.counts),
            course=None if found.course is None else TrendCourseWire.model_validate(found.course),
            change=ChangeWire.model_validate(found.change),
            weeks=tuple(WeekWire.model_validate(each) for each in found.weeks),
            sites=tuple(
                SiteWire(site=str(each.site), twitches=each.twitches) for each in found.sites
            ),
            hours=tuple(HourWire.model_validate(each) for each in found.hours),
            item=found.item,
            item_values=tuple(ValueWire.model_validate(each) for each in found.item_values),
            medicine_changes=tuple(MedicineWire.of(each) for each in found.medicine_changes),
        )


@router.get("/trends")
def get_trends(
    workspace: ThisWorkspace,
    first: Annotated[Day | Absent, Query(description="Six weeks back where left out.")] = None,
    last: Annotated[Day | Absent, Query(description="Today where left out.")] = None,
    item: Annotated[DayItem | Absent, Query(description="An item of the day beneath.")] = None,
) -> TrendsWire:
    """Daily counts with their course, places, hours and changes of medicines in a range of days."""
    end = min(last or today_of(workspace), today_of(workspace))
    start = first or end - timedelta(days=USUAL_DAYS - 1)
    return TrendsWire.of(trends(workspace, first=start, last=end, item=item))
