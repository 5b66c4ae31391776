from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from typing import TYPE_CHECKING

import numpy as np
import pytest
from entries import TODAY
from entries import a_medicine_change

from quietmuscle import api
from quietmuscle.model.settings import Settings
from quietmuscle.model.site import Side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def diary(location, clock) -> Iterator[api.Workspace]:
    with api.open_diary(location.folder, clock=clock) as diary:
        diary.diary.preferences.put_settings(Settings(zone="Europe/London"))
        yield diary


def test_a_place_is_enough(diary) -> None:
    episode = api.log(diary, "calf.left")
    assert str(episode.sites[0]) == "calf.left"
    assert episode.moment.logical_day == TODAY
    assert list(api.history(diary)) == [episode]


def test_all_that_can_be_told(diary) -> None:
    tokyo = timezone(timedelta(hours=9))
    episode = api.log(
        diary,
        api.SiteRef("calf", Side.LEFT),
        "hand.both",
        when=datetime(2026, 11, 20, 23, 5, tzinfo=tokyo),
        zone="Asia/Tokyo",
        kind=api.FeltKind.FLICKER,
        count=3,
        intensity_0_10=2,
        bother_0_10=0,
        lasted=api.Lasted.SECONDS,
        painful=False,
        weak=True,
        stiff=False,
        doing=api.Doing.RESTING,
        note="after a walk",
    )
    assert episode.moment.instant_utc == datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
    assert episode.moment.offset_s == 9 * 3600
    assert (episode.kind, episode.count, episode.weak) == (api.FeltKind.FLICKER, 3, True)
    assert (episode.lasted, episode.doing) == (api.Lasted.SECONDS, api.Doing.RESTING)
    assert (episode.intensity_0_10, episode.bother_0_10) == (2, 0)
    assert (episode.painful, episode.stiff, episode.note) == (False, False, "after a walk")


def test_a_day_without_an_hour(diary) -> None:
    episode = api.log(diary, "calf.left", on=date(2026, 11, 20))
    assert episode.moment.logical_day == date(2026, 11, 20)
    assert not episode.moment.time_known


def test_a_time_without_a_zone_is_refused(diary) -> None:
    with pytest.raises(api.QuietMuscleError, match="Please give a time with its zone"):
        api.log(diary, "calf.left", when=datetime(2026, 11, 20, 14, 5))
    assert list(api.history(diary)) == []


def test_days(diary) -> None:
    yesterday = TODAY - timedelta(days=1)
    assert api.log_none(diary).none_today
    assert api.log_none(diary, yesterday).day == yesterday
    assert api.answer(diary, "sleep", 4).value(api.DayItem.SLEEP) == 4
    assert api.answer(diary, api.DayItem.SLEEP, None).value(api.DayItem.SLEEP) is None
    assert api.answer(diary, "heat", 5, yesterday).day == yesterday
    api.log(diary, "calf.left", count=3)
    assert api.day(diary).count.twitches == 3
    assert api.day(diary, yesterday).count.twitches == 0
    found = api.counts(diary, TODAY - timedelta(days=2), TODAY)
    assert [each.twitches for each in found] == [None, 0, 3]


@pytest.mark.parametrize("end", [date.min, date.max])
def test_days_beyond_the_calendar_are_refused(diary, end: date) -> None:
    for ask in (lambda: api.day(diary, end), lambda: api.counts(diary, end, end)):
        with pytest.raises(api.QuietMuscleError, match="is too far away"):
            ask()


def test_an_item_that_is_none_is_refused(diary) -> None:
    with pytest.raises(api.QuietMuscleError, match="There is no item mood; the items are sleep"):
        api.answer(diary, "mood", 3)


def test_history_goes_on_past_a_page(diary, monkeypatch) -> None:
    monkeypatch.setattr("quietmuscle.flow.entries.LARGEST_PAGE", 2)
    kept = [api.log(diary, "calf.left", on=TODAY - timedelta(days=back)) for back in range(5)]
    assert list(api.history(diary)) == kept
    assert list(api.history(diary, limit=3)) == kept[:3]
    assert list(api.history(diary, first=kept[1].moment.logical_day)) == kept[:2]
    assert list(api.history(diary, last=kept[3].moment.logical_day)) == kept[3:]
    assert list(api.history(diary, site="thumb")) == []
    assert list(api.history(diary, words="walk")) == []
    assert list(api.history(diary, deleted=True)) == []


def test_out_and_in(diary, tmp_path: Path, clock) -> None:
    kept = api.log(diary, "calf.left")
    assert api.export(diary, tmp_path / "diary.zip").counts.episodes == 1
    with api.open_diary(tmp_path / "other", clock=clock) as other:
        assert api.import_(other, tmp_path / "diary.zip").added == 1
        assert list(api.history(other)) == [kept]


def test_a_page_for_the_neurologist(diary, tmp_path: Path) -> None:
    api.log(diary, "calf.left", on=date(2026, 11, 20))
    page = api.report(diary, tmp_path / "page.pdf", last=date(2026, 11, 21))
    assert page.last == date(2026, 11, 21)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")


def test_tables_for_a_spreadsheet(diary, tmp_path: Path) -> None:
    api.log(diary, "calf.left")
    written = api.tables(diary, tmp_path / "tables.zip")
    assert written.size_bytes == written.file.stat().st_size > 0


def test_backups(diary) -> None:
    assert api.backups(diary) == ()
    kept = api.log(diary, "calf.left")
    made = api.backup(diary)
    api.log(diary, "thumb.right")
    replaced = api.restore(diary, made.name)
    assert list(api.history(diary)) == [kept]
    assert api.backups(diary) == (replaced, made)


def test_the_usual_diary_is_the_one_of_the_environment(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("QUIETMUSCLE_HOME", str(tmp_path / "mine"))
    with api.open_diary() as diary:
        api.log(diary, "calf.left")
    assert (tmp_path / "mine" / "diary.sqlite3").exists()


def test_the_care_check_needs_no_diary() -> None:
    result = api.care('{"schema": 1, "answers": {"breathing": "yes"}}')
    assert (result.tier, result.rules) == ("T0", ("E01",))
    assert api.care(api.CareScenario(answers={"breathing": api.Answer.YES})) == result


def test_an_array_is_measured_in_one_line() -> None:
    quiet = np.random.default_rng(1).standard_normal(20_000)
    assert api.measure(quiet, rate_hz=2000.0).summary.fasciculations == 0
    with pytest.raises(api.QuietMuscleError, match="rate"):
        api.measure(quiet)


def test_every_name_is_there() -> None:
    assert [name for name in api.__all__ if not hasattr(api, name)] == []


def test_facts_and_kinds_need_no_diary() -> None:
    found = api.facts()
    assert any(each.id == "two_weeks" for each in found.statements)
    assert api.kind({"warning": ["weakness"]}).outcome == "care"


def test_medicines_are_listed_checked_and_compared(diary) -> None:
    change = a_medicine_change(name="Baclofem")
    diary.diary.medicines.put(change, change_id=change.id, recorded_at_utc=diary.clock.now_utc())
    assert [course.name for course in api.medicines(diary).courses] == ["Baclofem"]
    assert api.medicine_check(diary).not_in_list == ("Baclofem",)
    assert api.medicine_comparisons(diary) == ()  # today is not over
    found = api.medicine_search("Baclofem").found[0]
    assert (found.id, found.exact) == ("baclofen", False)


def test_blood_results_and_their_units(diary) -> None:
    kept = api.log_lab(diary, "potassium", 4.1, "mmol/L", range_low=3.5, on=TODAY)
    (read,) = api.labs(diary)
    assert read.result == kept
    with pytest.raises(api.QuietMuscleError, match="usual in mg/dL"):
        api.log_lab(diary, "calcium", 9.4, "mmol/L")
    api.log_lab(diary, "calcium", 9.4, "mmol/L", unit_confirmed=True)
    with pytest.raises(api.QuietMuscleError, match="We know magnesium"):
        api.log_lab(diary, "gold", 1.0, "mmol/L")
