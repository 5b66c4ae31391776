from __future__ import annotations

from dataclasses import FrozenInstanceError
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.episode import Episode
from quietmuscle.model.moment import moment_at
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

PLACES = tuple(SiteRef(f"place_{number}", Side.LEFT) for number in range(41))
ONE = Episode(
    id=UUID(int=1),
    moment=moment_at(datetime(2026, 11, 23, 12, tzinfo=UTC), ZoneInfo("UTC"), time(4)),
    sites=PLACES[:1],
)


def test_a_bare_entry_tells_where_and_when_and_nothing_else():
    told = {name: getattr(ONE, name) for name in ONE.__dataclass_fields__}
    for name in ("id", "moment", "sites"):
        del told[name]
    assert told.pop("note") == ""
    assert told.pop("attachments") == ()
    assert set(told.values()) == {None}


@pytest.mark.parametrize(("count", "twitches"), [(None, 1), (1, 1), (7, 7), (10_000, 10_000)])
def test_a_count_that_was_not_told_is_one(count, twitches):
    assert replace(ONE, count=count).twitches == twitches


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sites": ()}, "at least one place"),
        ({"sites": PLACES[:1] * 2}, "named once"),
        ({"sites": PLACES}, "at most 40"),
        ({"count": 0}, "0 does not fit"),
        ({"count": -5}, "-5 does not fit"),
        ({"count": 10_001}, "10001 does not fit"),
        ({"intensity_0_10": 11}, "0 to 10"),
        ({"bother_0_10": -1}, "0 to 10"),
        ({"note": "x" * 10_001}, "too long"),
        ({"note": "a\0b"}, "cannot be kept"),
        ({"attachments": tuple(UUID(int=n) for n in range(21))}, "At most 20"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_absurd_entries_are_refused(change, words):
    with pytest.raises(ValueNotUnderstoodError, match=words):
        replace(ONE, **change)


def test_full_entries_are_kept():
    full = replace(
        ONE,
        sites=PLACES[:40],
        note="é" * 10_000,
        attachments=tuple(UUID(int=n) for n in range(20)),
        intensity_0_10=0,
        bother_0_10=10,
    )
    assert len(full.sites) == 40


def test_an_entry_cannot_be_changed_in_place():
    with pytest.raises(FrozenInstanceError):
        ONE.count = 3


def test_entries_that_tell_the_same_are_the_same():
    assert replace(ONE) == ONE
    assert hash(replace(ONE)) == hash(ONE)
    assert replace(ONE, count=1) != ONE
