from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from uuid import UUID

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.query import LARGEST_PAGE
from quietmuscle.model.query import Cursor
from quietmuscle.model.query import EpisodeQuery


def test_without_wishes_one_gets_the_newest_fifty_that_are_kept():
    query = EpisodeQuery()
    assert query.limit == 50
    assert not query.deleted
    assert (query.first_day, query.last_day, query.kind, query.after) == (None,) * 4
    assert query.site_codes == ()


@pytest.mark.parametrize("limit", [1, LARGEST_PAGE])
def test_pages_that_fit(limit):
    assert EpisodeQuery(limit=limit).limit == limit


@pytest.mark.parametrize("limit", [0, -1, LARGEST_PAGE + 1, 10**30])
def test_pages_of_no_or_of_endless_length_are_refused(limit):
    with pytest.raises(ValueNotUnderstoodError, match="1 to 500 entries"):
        EpisodeQuery(limit=limit)


@pytest.mark.parametrize("words", ["x" * 201, "a\0b", "\ud800"], ids=["long", "nul", "half"])
def test_words_that_no_search_needs_are_refused(words):
    with pytest.raises(ValueNotUnderstoodError):
        EpisodeQuery(words=words)


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_days_that_no_person_means_are_refused(day):
    with pytest.raises(ValueNotUnderstoodError, match="too far away"):
        EpisodeQuery(first_day=day)
    with pytest.raises(ValueNotUnderstoodError, match="too far away"):
        EpisodeQuery(last_day=day)
    edges = EpisodeQuery(first_day=date(1900, 1, 1), last_day=date(2199, 12, 31))
    assert edges.last_day == date(2199, 12, 31)


def test_a_first_day_after_the_last_is_refused():
    day, later = date(2026, 11, 20), date(2026, 11, 21)
    with pytest.raises(ValueNotUnderstoodError, match="2026-11-21, is later than"):
        EpisodeQuery(first_day=later, last_day=day)
    assert EpisodeQuery(first_day=day, last_day=day).first_day == day


@pytest.mark.parametrize("instant", [datetime(2026, 1, 1), datetime.max.replace(tzinfo=UTC)])
def test_a_cursor_at_no_instant_is_refused(instant):
    with pytest.raises(ValueNotUnderstoodError):
        Cursor(instant_utc=instant, id=UUID(int=1))
