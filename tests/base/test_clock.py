from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta

from quietmuscle.base.clock import StoppedClock
from quietmuscle.base.clock import SystemClock


def test_the_computers_clock_says_now_in_utc():
    before = datetime.now(UTC)
    now = SystemClock().now_utc()
    after = datetime.now(UTC)
    assert before - timedelta(milliseconds=1) < now <= after
    assert now.utcoffset() == timedelta(0)


def test_the_computers_clock_counts_milliseconds(monkeypatch):
    class Fixed(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 23, 8, 30, 15, 123_987, tzinfo=tz)

    monkeypatch.setattr("quietmuscle.base.clock.datetime", Fixed)
    assert SystemClock().now_utc() == datetime(2026, 11, 23, 8, 30, 15, 123_000, tzinfo=UTC)


def test_a_stopped_clock_stands():
    instant = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    stopped = StoppedClock(instant_utc=instant)
    assert stopped.now_utc() is instant
    assert stopped.now_utc() is instant
