from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.zone import DEFAULT_DAY_START
from quietmuscle.base.zone import day_bounds_utc
from quietmuscle.base.zone import day_start_utc
from quietmuscle.base.zone import in_utc
from quietmuscle.base.zone import logical_day
from quietmuscle.base.zone import read_zone
from quietmuscle.base.zone import zone_names

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


ZONES = sorted(name for name in zone_names() if not name.startswith(("Etc/", "SystemV/")))
zones = st.sampled_from(ZONES).map(ZoneInfo)
day_starts = st.times(max_value=time(12, 0)).map(lambda wall: wall.replace(second=0, microsecond=0))
days = st.dates(min_value=date(1900, 1, 2), max_value=date(2199, 12, 30))


@st.composite
def turning_days(draw):
    """A zone and a day near one on which its clocks are turned."""
    zone = draw(zones)
    start = utc(draw(st.integers(1901, 2060)), 1, 1)
    offsets = [(start + timedelta(days=n)).astimezone(zone).utcoffset() for n in range(367)]
    turns = [n for n in range(366) if offsets[n] != offsets[n + 1]]
    day = draw(st.sampled_from(turns)) if turns else draw(st.integers(0, 365))
    return zone, start.date() + timedelta(days=day + draw(st.integers(-1, 2)))


zone_days = st.one_of(st.tuples(zones, days), turning_days())


@given(zone_days, day_starts)
@example((ZoneInfo("America/St_Johns"), date(2007, 11, 4)), time(0, 0))
@example((ZoneInfo("Pacific/Apia"), date(2011, 12, 30)), time(4, 0))
@example((ZoneInfo("Pacific/Kwajalein"), date(1969, 9, 30)), time(0, 0))
def test_days_follow_one_another_without_a_gap(zone_day, day_start):
    zone, day = zone_day
    start, end = day_bounds_utc(day, zone, day_start)
    assert start <= end
    assert day_start_utc(day + timedelta(days=1), zone, day_start) == end
    assert day_bounds_utc(day - timedelta(days=1), zone, day_start)[1] == start


@given(zone_days, day_starts, st.integers(min_value=0, max_value=999))
@example((ZoneInfo("America/St_Johns"), date(2007, 11, 4)), time(0, 0), 10)
def test_the_day_of_an_instant_is_the_only_one_whose_bounds_hold_it(zone_day, day_start, permille):
    zone, day = zone_day
    start, end = day_bounds_utc(day, zone, day_start)
    if start == end:
        return
    instant = start + (end - start) * permille / 1000
    assert logical_day(instant, zone, day_start) == day
    around = [day + timedelta(days=n) for n in (-2, -1, 0, 1, 2)]
    holding = []
    for near in around:
        first, after = day_bounds_utc(near, zone, day_start)
        if first <= instant < after:
            holding.append(near)
    assert holding == [day]


@given(
    zone_days,
    day_starts,
    st.integers(min_value=-48 * 3600, max_value=48 * 3600),
    st.integers(min_value=0, max_value=48 * 3600),
)
def test_a_later_instant_is_never_of_an_earlier_day(zone_day, day_start, first_s, later_s):
    zone, day = zone_day
    first = datetime.combine(day, time(12), tzinfo=UTC) + timedelta(seconds=first_s)
    later = first + timedelta(seconds=later_s)
    assert logical_day(first, zone, day_start) <= logical_day(later, zone, day_start)


@given(zone_days, day_starts)
def test_the_start_of_a_day_shows_the_boundary_or_just_skipped_it(zone_day, day_start):
    zone, day = zone_day
    start = day_start_utc(day, zone, day_start)
    boundary = datetime.combine(day, day_start)
    shown = start.astimezone(zone).replace(tzinfo=None)
    before = (start - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert shown >= boundary
    assert before < boundary
    assert start.microsecond == 0


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 27), 24), (date(2026, 3, 28), 23), (date(2026, 3, 29), 24)],
)
def test_the_night_the_clocks_go_forward_is_an_hour_short(day, hours):
    # 01:00 becomes 02:00 on the 29th: before 04:00, so the 28th loses the hour.
    start, end = day_bounds_utc(day, LONDON, DEFAULT_DAY_START)
    assert end - start == hours * HOUR


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 10, 23), 24), (date(2026, 10, 24), 25), (date(2026, 10, 25), 24)],
)
def test_the_night_the_clocks_go_back_is_an_hour_long(day, hours):
    start, end = day_bounds_utc(day, LONDON, DEFAULT_DAY_START)
    assert end - start == hours * HOUR


def test_with_a_day_from_midnight_the_turning_day_itself_differs():
    spring = day_bounds_utc(date(2026, 3, 29), LONDON, time(0))
    autumn = day_bounds_utc(date(2026, 10, 25), LONDON, time(0))
    assert spring == (utc(2026, 3, 29, 0), utc(2026, 3, 29, 23))
    assert autumn == (utc(2026, 10, 24, 23), utc(2026, 10, 26, 0))


def test_a_boundary_that_the_clocks_skip_is_the_first_instant_after():
    assert day_start_utc(date(2026, 3, 29), LONDON, time(1, 30)) == utc(2026, 3, 29, 1)
    assert day_start_utc(date(2026, 3, 29), LONDON, time(2, 0)) == utc(2026, 3, 29, 1)
    assert logical_day(utc(2026, 3, 29, 0, 59, 59), LONDON, time(1, 30)) == date(2026, 3, 28)
    assert logical_day(utc(2026, 3, 29, 1), LONDON, time(1, 30)) == date(2026, 3, 29)


def test_every_boundary_in_a_gap_is_its_end():
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    for minute in range(60):
        inside = time(1, minute)
        assert day_start_utc(date(2026, 3, 29), LONDON, inside) == utc(2026, 3, 29, 1)
    for minute in range(30):
        inside = time(2, minute)
        assert day_start_utc(date(2026, 10, 4), lord_howe, inside) == utc(2026, 10, 3, 15, 30)


def test_a_boundary_that_the_clocks_show_twice_is_the_first_time():
    assert day_start_utc(date(2026, 10, 25), LONDON, time(1, 30)) == utc(2026, 10, 25, 0, 30)
    # 01:15 in winter time comes after 01:30 in summer time: the day has begun.
    assert logical_day(utc(2026, 10, 25, 1, 15), LONDON, time(1, 30)) == date(2026, 10, 25)
    assert logical_day(utc(2026, 10, 25, 0, 15), LONDON, time(1, 30)) == date(2026, 10, 24)


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ((2026, 11, 23, 3, 59, 59), date(2026, 11, 22)),
        ((2026, 11, 23, 4, 0, 0), date(2026, 11, 23)),
        ((2026, 11, 24, 0, 0, 0), date(2026, 11, 23)),
        ((2026, 11, 24, 2, 30, 0), date(2026, 11, 23)),
    ],
)
def test_the_night_belongs_to_the_day_before(local, day):
    assert logical_day(utc(*local), LONDON, DEFAULT_DAY_START) == day


def test_clocks_set_back_over_midnight_do_not_bring_yesterday_back():
    # St John's, until 2011, turned its clocks at one minute past midnight.
    st_johns = ZoneInfo("America/St_Johns")
    last_minute = utc(2007, 11, 4, 2, 30, 30)
    assert last_minute.astimezone(st_johns).date() == date(2007, 11, 4)
    assert logical_day(last_minute, st_johns, time(0)) == date(2007, 11, 4)
    shown_again = utc(2007, 11, 4, 3, 0)
    assert shown_again.astimezone(st_johns).date() == date(2007, 11, 3)
    assert logical_day(shown_again, st_johns, time(0)) == date(2007, 11, 4)
    start, end = day_bounds_utc(date(2007, 11, 4), st_johns, time(0))
    assert (start, end - start) == (utc(2007, 11, 4, 2, 30), 25 * HOUR)


def test_clocks_that_move_by_half_an_hour():
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    short = day_bounds_utc(date(2026, 10, 3), lord_howe, DEFAULT_DAY_START)
    long = day_bounds_utc(date(2026, 4, 4), lord_howe, DEFAULT_DAY_START)
    assert short[1] - short[0] == 23.5 * HOUR
    assert long[1] - long[0] == 24.5 * HOUR
    assert short[1] == utc(2026, 10, 3, 17)


def test_a_day_that_a_whole_country_left_out():
    # Samoa had no 30 December 2011: the night of the 29th ended on the 31st.
    apia = ZoneInfo("Pacific/Apia")
    the_29th = day_bounds_utc(date(2011, 12, 29), apia, DEFAULT_DAY_START)
    the_30th = day_bounds_utc(date(2011, 12, 30), apia, DEFAULT_DAY_START)
    assert the_29th == (utc(2011, 12, 29, 14), utc(2011, 12, 30, 10))
    assert the_30th == (utc(2011, 12, 30, 10), utc(2011, 12, 30, 14))
    assert day_bounds_utc(date(2011, 12, 30), apia, time(0)) == (utc(2011, 12, 30, 10),) * 2


def test_a_zone_of_three_quarters_of_an_hour():
    kathmandu = ZoneInfo("Asia/Kathmandu")
    assert day_start_utc(date(2026, 11, 23), kathmandu, time(4)) == utc(2026, 11, 22, 22, 15)


def test_the_same_instant_is_of_two_days_in_two_zones():
    instant = utc(2026, 11, 23, 3, 30)
    assert logical_day(instant, LONDON, DEFAULT_DAY_START) == date(2026, 11, 22)
    assert logical_day(instant, ZoneInfo("Asia/Tokyo"), DEFAULT_DAY_START) == date(2026, 11, 23)


def test_a_zone_is_found_by_its_name():
    assert read_zone("Europe/London") == LONDON


@pytest.mark.parametrize(
    "name",
    [
        "",
        "London",
        "Europe",
        "Europe/Nowhere",
        "Europe/London\n",
        "Europe/London\0",
        "../../etc/passwd",
        "/etc/localtime",
        "localtime",
        "Factory",
        "posixrules",
        "posix/Europe/London",
        "right/Europe/London",
        "tzdata.zi",
        pytest.param("x" * 10_000, id="endless"),
        "é",
    ],
)
def test_what_is_no_zone_is_refused(name):
    with pytest.raises(ValueNotUnderstoodError, match="We do not know the time zone") as refusal:
        read_zone(name)
    assert len(str(refusal.value)) < 160


def test_the_names_to_choose_from_are_places_and_utc():
    names = zone_names()
    assert "Europe/London" in names
    assert names[-1] == "UTC"
    assert list(names[:-1]) == sorted(set(names[:-1]))
    assert "EST5EDT" not in names
    assert not any(name.startswith(("posix/", "right/")) for name in names)


def test_every_name_to_choose_from_is_read():
    assert {read_zone(name).key for name in zone_names()} == set(zone_names())


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-20T14:05:00+01:00", datetime(2026, 11, 20, 13, 5, tzinfo=UTC)),
        ("0001-01-01T00:00:00+00:00", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_an_instant_in_utc(text: str, utc: datetime) -> None:
    assert in_utc(datetime.fromisoformat(text)) == utc


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-14:00"])
def test_an_instant_beyond_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="is too far away"):
        in_utc(datetime.fromisoformat(text))


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueNotUnderstoodError, match="could be anywhere"):
        in_utc(datetime(2026, 11, 20, 14, 5))


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC", "Zulu", "Etc/Universal"])
def test_utc_has_one_name(name: str) -> None:
    assert read_zone(name).key == "UTC"


def test_other_zones_keep_theirs() -> None:
    assert read_zone("Etc/GMT+5").key == "Etc/GMT+5"
    assert read_zone("Europe/London").key == "Europe/London"
