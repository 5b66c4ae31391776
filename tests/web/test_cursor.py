from __future__ import annotations

import re
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.query import Cursor
from quietmuscle.web.cursor import CURSOR_FORM
from quietmuscle.web.cursor import read_cursor
from quietmuscle.web.cursor import spell_cursor

INSTANTS = st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)


@given(INSTANTS, st.uuids())
def test_a_cursor_survives_its_spelling(instant: datetime, entry_id: UUID):
    cursor = Cursor(instant_utc=instant, id=entry_id)
    assert read_cursor(spell_cursor(cursor)) == cursor
    assert re.search(CURSOR_FORM, spell_cursor(cursor))


def test_the_spelling_needs_no_escape_but_that_of_the_colon():
    cursor = Cursor(instant_utc=datetime(2026, 11, 20, 14, 3, tzinfo=UTC), id=UUID(int=5))
    text = spell_cursor(cursor)
    assert text == "2026-11-20T14:03:00Z~00000000-0000-0000-0000-000000000005"
    assert quote(text, safe=":") == text


def test_an_instant_of_another_zone_is_spelled_in_utc():
    east = datetime.fromisoformat("2026-11-20T23:00:00+09:00")
    assert east - east.replace(tzinfo=UTC) == timedelta(hours=-9)
    text = spell_cursor(Cursor(instant_utc=east.astimezone(UTC), id=UUID(int=5)))
    assert text.startswith("2026-11-20T14:00:00Z~")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Z~",
        "2026-11-20T14:03:00Z~",
        "2026-11-20T14:03:00Z~no-id",
        "yesterdayZ~00000000-0000-0000-0000-000000000005",
        "0001-01-01T00:00:00Z~00000000-0000-0000-0000-000000000005",
    ],
)
def test_any_other_text_is_refused(text: str):
    with pytest.raises(ValueNotUnderstoodError):
        read_cursor(text)
