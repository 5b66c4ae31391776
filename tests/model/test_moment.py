from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from zoneinfo import ZoneInfo

import drawn
import pytest
from hypothesis import given

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.zone import day_bounds_utc
from quietmuscle.base.zone import logical_day
from quietmuscle.model.moment import EARLIEST
from quietmuscle.model.moment import LATEST
from quietmuscle.model.moment import Moment
from quietmuscle.model.moment import check_instant
from quietmuscle.model.moment import moment_at
from quietmuscle.model.moment import moment_on

LONDON = ZoneInfo("Europe/London")
FOUR = time(4, 0)


def test_a_moment_keeps_how_it_was_lived():
    # Half past two at night in summer: still the day before.
    moment = moment_at(datetime(2026, 7, 1, 1, 30, tzinfo=UTC), LONDON, FOUR)
    assert moment == Moment(
        instant_utc=datetime(2026, 7, 1, 1, 30, tzinfo=UTC),
        zone="Europe/London",
        offset_s=3600,
        logical_day=date(2026, 6, 30),
        time_known=True,
    )
    assert moment.local == datetime(2026, 7, 1, 2, 30)


def test_the_two_half_past_ones_of_autumn_are_told_apart():
    first = moment_at(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), LONDON, FOUR)
    second = moment_at(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), LONDON, FOUR)
    assert first.local == second.local == datetime(2026, 10, 25, 1, 30)
    assert (first.offset_s, second.offset_s) == (3600, 0)


@pytest.mark.parametrize(
    ("zone", "offset_s"),
    [("Asia/Kathmandu", 20700), ("America/St_Johns", -12600), ("Pacific/Apia", 46800)],
)
def test_offsets_of_far_zones(zone, offset_s):
    moment = moment_at(datetime(2026, 1, 15, 12, tzinfo=UTC), ZoneInfo(zone), FOUR)
    assert moment.offset_s == offset_s


@given(drawn.instants, drawn.zones, drawn.day_starts)
def test_the_clock_shown_is_the_zones_own(instant, zone, day_start):
    moment = moment_at(instant, zone, day_start)
    # Long ago offsets had seconds, which are kept too.
    assert moment.local == instant.astimezone(zone).replace(tzinfo=None, fold=0)
    assert moment.logical_day == logical_day(instant, zone, day_start)
    assert moment.time_known


def test_a_move_of_zone_moves_no_moment():
    flight = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
    before = moment_at(flight, LONDON, FOUR)
    after = moment_at(flight, ZoneInfo("Asia/Tokyo"), FOUR)
    assert before.logical_day == date(2026, 11, 22)
    assert after.logical_day == date(2026, 11, 23)
    assert before.instant_utc == after.instant_utc


@pytest.mark.parametrize(
    ("day", "middle"),
    [
        (date(2026, 11, 23), datetime(2026, 11, 23, 16, 0, tzinfo=UTC)),
        (date(2026, 7, 1), datetime(2026, 7, 1, 15, 0, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 15, 30, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 15, 30, tzinfo=UTC)),
    ],
)
def test_of_a_day_alone_the_middle_is_kept(day, middle):
    moment = moment_on(day, LONDON, FOUR)
    assert moment.instant_utc == middle
    assert moment.logical_day == day
    assert not moment.time_known


@given(drawn.days, drawn.zones, drawn.day_starts)
def test_the_middle_of_a_day_lies_within_it(day, zone, day_start):
    moment = moment_on(day, zone, day_start)
    start, end = day_bounds_utc(day, zone, day_start)
    assert start <= moment.instant_utc <= end
    assert moment.instant_utc.microsecond == 0
    if start < end:
        assert logical_day(moment.instant_utc, zone, day_start) == day


def test_a_day_that_was_left_out_can_be_named():
    moment = moment_on(date(2011, 12, 30), ZoneInfo("Pacific/Apia"), FOUR)
    assert moment.instant_utc == datetime(2011, 12, 30, 12, tzinfo=UTC)
    assert moment.local == datetime(2011, 12, 31, 2)


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 11, 23, 12),
        datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Tokyo")),
    ],
)
def test_an_instant_without_utc_is_refused(instant):
    with pytest.raises(ValueNotUnderstoodError, match="must be given in UTC"):
        check_instant(instant)
    with pytest.raises(ValueNotUnderstoodError, match="must be given in UTC"):
        moment_at(instant, LONDON, FOUR)


@pytest.mark.parametrize(
    "instant",
    [
        datetime.min.replace(tzinfo=UTC),
        EARLIEST - timedelta(milliseconds=1),
        LATEST,
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_an_instant_no_person_means_is_refused(instant):
    with pytest.raises(ValueNotUnderstoodError, match=f"{instant.date()} is too far away"):
        moment_at(instant, ZoneInfo("Asia/Tokyo"), FOUR)


@pytest.mark.parametrize("instant", [EARLIEST, LATEST - timedelta(milliseconds=1)])
def test_the_outermost_instants_are_kept(instant):
    for zone in drawn.ZONES:
        assert moment_at(instant, ZoneInfo(zone), FOUR).instant_utc == instant


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_no_person_means_is_refused(day):
    with pytest.raises(ValueNotUnderstoodError, match="too far away"):
        moment_on(day, LONDON, FOUR)


@pytest.mark.parametrize("days_off", [-2, 2, 400])
def test_a_day_far_from_the_clock_is_refused(days_off):
    with pytest.raises(ValueNotUnderstoodError, match=r"the day \d{4}-\d\d-\d\d do not fit"):
        Moment(
            instant_utc=datetime(2026, 11, 23, 12, tzinfo=UTC),
            zone="Europe/London",
            offset_s=0,
            logical_day=date(2026, 11, 23) + timedelta(days=days_off),
        )


@pytest.mark.parametrize(
    ("zone", "offset_s"),
    [
        ("", 0),
        ("../UTC", 0),
        ("a b", 0),
        ("Europe/London\n", 0),
        ("x" * 65, 0),
        ("UTC", 86400),
        ("UTC", -86400),
        ("UTC", 10**30),
    ],
)
def test_a_zone_that_cannot_be_is_refused(zone, offset_s):
    with pytest.raises(ValueNotUnderstoodError, match="time zone"):
        Moment(
            instant_utc=datetime(2026, 11, 23, 12, tzinfo=UTC),
            zone=zone,
            offset_s=offset_s,
            logical_day=date(2026, 11, 23),
        )


def test_a_zone_of_a_newer_database_is_kept():
    moment = Moment(
        instant_utc=datetime(2026, 11, 23, 12, tzinfo=UTC),
        zone="America/Port-au-Prince_2",
        offset_s=86399,
        logical_day=date(2026, 11, 24),
    )
    assert moment.local == datetime(2026, 11, 24, 11, 59, 59)
