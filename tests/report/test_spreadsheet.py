from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from entries import DAY_START
from entries import EYELID
from entries import NOW_UTC
from entries import TODAY
from entries import a_lab_result
from entries import a_session_use
from entries import an_episode
from entries import episodes
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.day import day_count
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.moment import moment_at
from quietmuscle.model.moment import moment_on
from quietmuscle.report.spreadsheet import DAY_COLUMNS
from quietmuscle.report.spreadsheet import EPISODE_COLUMNS
from quietmuscle.report.spreadsheet import FORMULA_STARTS
from quietmuscle.report.spreadsheet import LAB_COLUMNS
from quietmuscle.report.spreadsheet import SESSION_COLUMNS
from quietmuscle.report.spreadsheet import days_csv
from quietmuscle.report.spreadsheet import episodes_csv
from quietmuscle.report.spreadsheet import labs_csv
from quietmuscle.report.spreadsheet import sessions_csv

KATHMANDU = ZoneInfo("Asia/Kathmandu")


def read(lines) -> list[dict[str, str]]:
    """A table as a spreadsheet reads it."""
    text = b"".join(lines).decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_an_entry_is_a_row_in_local_time() -> None:
    episode = replace(
        an_episode(count=3, note='said "ow",\nthen slept'),
        moment=moment_at(NOW_UTC, KATHMANDU, DAY_START),
        sites=(EYELID, *an_episode().sites),
        kind=FeltKind.FLICKER,
        painful=False,
        weak=True,
    )
    (row,) = read(episodes_csv([episode]))
    assert tuple(row) == EPISODE_COLUMNS
    assert row == {
        "day": "2026-11-23",
        "local_date": "2026-11-23",
        "local_time": "14:15:00",
        "zone": "Asia/Kathmandu",
        "instant_utc": "2026-11-23T08:30:00Z",
        "places": "eyelid.right calf.left",
        "place_names": "eyelid (right); left calf",
        "kind": "flicker",
        "twitches": "3",
        "intensity_0_10": "",
        "bother_0_10": "",
        "lasted": "",
        "painful": "no",
        "weak": "yes",
        "stiff": "",
        "doing": "",
        "note": 'said "ow",\nthen slept',
        "id": str(episode.id),
    }


def test_a_time_that_was_not_told_is_left_empty() -> None:
    episode = replace(an_episode(), moment=moment_on(TODAY, KATHMANDU, DAY_START))
    (row,) = read(episodes_csv([episode]))
    assert (row["day"], row["local_date"], row["local_time"]) == ("2026-11-23", "", "")


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_what_a_spreadsheet_would_take_for_a_formula_is_made_harmless(start: str) -> None:
    note = f'{start}HYPERLINK("http://example.org")'
    (row,) = read(episodes_csv([an_episode(note=note)]))
    assert row["note"] == f"'{note}"


def test_a_formula_sign_within_a_text_stays() -> None:
    (row,) = read(episodes_csv([an_episode(note="2+2=4, a@b")]))
    assert row["note"] == "2+2=4, a@b"


@settings(max_examples=30, deadline=None)
@given(st.lists(episodes(), max_size=3))
def test_whatever_was_told_comes_out_again(told) -> None:
    rows = read(episodes_csv(told))
    assert [row["id"] for row in rows] == [str(episode.id) for episode in told]
    for row, episode in zip(rows, told, strict=True):
        # Spreadsheets do not tell a lone return from a line break.
        assert row["note"].removeprefix("'") == episode.note or "\r" in episode.note
        assert not any(cell.startswith(FORMULA_STARTS) for cell in row.values())


def test_days_tell_none_zero_and_not_logged_apart() -> None:
    days = [
        (day_count(TODAY, 0, 0, none_today=False), DayLog(day=TODAY)),
        (day_count(TODAY, 0, 0, none_today=True), DayLog(day=TODAY, none_today=True)),
        (
            day_count(TODAY, 7, 2, none_today=False),
            DayLog(day=TODAY, answers=(DayAnswer(item=DayItem.FLUIDS, value=1500),)),
        ),
    ]
    rows = read(days_csv(days))
    assert tuple(rows[0]) == DAY_COLUMNS
    assert [(row["status"], row["twitches"], row["none_today"]) for row in rows] == [
        ("not_logged", "", "no"),
        ("none", "0", "yes"),
        ("twitches", "7", "no"),
    ]
    assert [row["fluids"] for row in rows] == ["", "", "1500"]


def test_a_use_of_a_session_is_a_line() -> None:
    use = a_session_use(before=None)
    (row,) = read(sessions_csv((use,)))
    assert tuple(row) == SESSION_COLUMNS
    assert row["local_time"] == f"{use.moment.local:%H:%M:%S}"
    assert (row["bother_before_0_10"], row["bother_after_0_10"]) == ("", "4")
    assert row["lasted_s"] == "725"


def test_a_blood_result_is_a_line_with_the_range_of_its_paper() -> None:
    whole, bare = a_lab_result(), replace(a_lab_result(), range_low=None, range_high=None)
    rows = read(labs_csv((whole, bare)))
    assert tuple(rows[0]) == LAB_COLUMNS
    assert (rows[0]["analyte"], rows[0]["value"], rows[0]["unit"]) == (
        "magnesium",
        "0.82",
        "mmol/L",
    )
    assert [(row["range_low"], row["range_high"]) for row in rows] == [("0.7", "1.05"), ("", "")]


def test_empty_tables_have_their_heads() -> None:
    assert read(episodes_csv(())) == []
    assert b"".join(days_csv(())).decode("utf-8").startswith("\ufeffday,status,twitches,")
