from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import TODAY
from entries import a_care_check
from entries import a_lab_result
from entries import a_medicine_change
from entries import an_episode
from entries import an_id
from measured import a_measurement
from pdfs import is_accessible
from pdfs import words_of_pdf
from shelves import put_care_check
from shelves import put_lab
from shelves import put_measurement
from shelves import put_medicine
from shelves import put_trial
from tried import a_trial
from tried import helped_counts
from tried import log_days
from tried import on_day

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import say
from quietmuscle.flow import neurologist_page as flow
from quietmuscle.model.course import Direction
from quietmuscle.model.day import DayItem
from quietmuscle.model.settings import Person

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

LONDON = "Europe/London"


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


def gather(workspace: Workspace, last_day: date | None = None):
    return flow.gather(workspace, last_day=last_day, device_zone=LONDON)


def tell(workspace: Workspace, days_back: int, count: int, **more: object) -> None:
    told = replace(an_episode(NOW_UTC - timedelta(days=days_back), count=count), **more)
    workspace.diary.episodes.put(told, change_id=an_id(), recorded_at_utc=NOW_UTC)


@pytest.fixture
def told(workspace: Workspace) -> Workspace:
    """Sixty days of five twitches, one of them weak; a medicine, an answer, a name."""
    for days in range(60):
        tell(workspace, days, 5, weak=days == 3)
    diary = workspace.diary
    diary.medicines.put(a_medicine_change(back(9)), change_id=an_id(), recorded_at_utc=NOW_UTC)
    diary.days.answer(back(1), DayItem.SLEEP, 4, change_id=an_id(), recorded_at_utc=NOW_UTC)
    diary.preferences.put_person(Person(name="Ada"))
    return workspace


def test_it_gathers_the_last_six_weeks(told: Workspace) -> None:
    page = gather(told)
    assert (page.first, page.last, page.summary.logged_days) == (back(42), back(1), 42)
    assert page.summary.median_per_logged_day == 5
    assert page.course is not None
    assert page.change.direction is Direction.ABOUT_THE_SAME
    assert [count.twitches for count in page.sites] == [42 * 5]
    assert (page.episodes.entries, page.episodes.weak.yes) == (42, 1)
    assert sum(part.twitches for part in page.parts_of_day) == 42 * 5
    assert [(item.item, item.usual) for item in page.items] == [(DayItem.SLEEP, 4)]
    assert [change.name for change in page.medicine_changes] == ["Baclofen"]
    assert (page.person.name, page.made_on) == ("Ada", TODAY)


def test_a_page_of_an_earlier_day_knows_nothing_of_later_ones(told: Workspace) -> None:
    page = gather(told, back(10))
    assert (page.first, page.last) == (back(51), back(10))
    assert page.medicine_changes == ()
    assert page.episodes.weak.yes == 0
    assert page.change.last_day == back(10)


def test_a_young_diary_begins_with_its_first_day(workspace: Workspace) -> None:
    tell(workspace, 2, 5)
    page = gather(workspace)
    assert (page.first, page.summary.days, page.summary.logged_days) == (back(2), 2, 1)


def test_a_day_before_the_diary_began_has_an_empty_page(told: Workspace) -> None:
    page = gather(told, date(2020, 5, 1))
    assert (page.first, page.last, page.summary.logged_days) == (page.last, date(2020, 5, 1), 0)


def test_a_diary_that_begins_today_has_a_page_of_today(workspace: Workspace) -> None:
    tell(workspace, 0, 5)
    page = gather(workspace)
    assert (page.first, page.last, page.summary.logged_days) == (TODAY, TODAY, 1)


def test_a_day_ahead_is_yesterday_and_a_day_no_person_means_is_refused(told: Workspace) -> None:
    assert gather(told, TODAY + timedelta(days=9)).last == back(1)
    with pytest.raises(ValueNotUnderstoodError):
        gather(told, date(1, 1, 1))


def test_entries_are_read_page_after_page(told: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quietmuscle.flow.entries.LARGEST_PAGE", 10)
    assert gather(told).episodes.entries == 42


def test_the_page_is_one_accessible_page(told: Workspace) -> None:
    data = flow.neurologist_page(told, device_zone=LONDON)
    assert is_accessible(data)
    words = words_of_pdf(data)
    assert "Muscle twitches, 12 Oct to 22 Nov 2026 A diary: 42 of 42 days logged Ada" in words
    assert "1 entry ticked as “felt weak”, of 42" in words


def test_an_empty_diary_has_a_page(workspace: Workspace) -> None:
    words = words_of_pdf(flow.neurologist_page(workspace, language="en", device_zone=LONDON))
    assert "0 of 42 days logged In short No twitches were logged in these weeks." in words


def test_blood_results_up_to_the_last_day_are_on_the_page(told: Workspace) -> None:
    early = a_lab_result(TODAY - timedelta(days=9))
    for result in (early, a_lab_result(TODAY)):
        put_lab(told.diary, result)
    assert gather(told, last_day=TODAY - timedelta(days=2)).labs == (early,)
    assert "Blood results" in words_of_pdf(flow.neurologist_page(told, device_zone=LONDON))


def test_the_newest_care_check_is_on_the_page(told: Workspace) -> None:
    assert gather(told).care_check is None
    newest = a_care_check(NOW_UTC - timedelta(days=3))
    for check in (a_care_check(NOW_UTC - timedelta(days=9)), newest):
        put_care_check(told.diary, check)
    assert gather(told).care_check == newest
    words = words_of_pdf(flow.neurologist_page(told, device_zone=LONDON))
    assert "Warning signs, care check of 20 November 2026" in words


def ask_all(workspace: Workspace, last_day: date | None = None) -> list[str]:
    """What is printed where every question is chosen."""
    asked = flow.askable_questions(workspace, last_day=last_day, device_zone=LONDON)
    marks = {each.mark for each in asked}
    assert len(marks) == len(asked)
    page = flow.gather(workspace, last_day=last_day, device_zone=LONDON, ask=marks)
    return [say(each) for each in page.medicine_questions]


def test_what_to_ask_about_medicines_is_printed_only_where_it_was_chosen(told: Workspace) -> None:
    first, *others = flow.askable_questions(told, device_zone=LONDON)
    assert others
    assert gather(told).medicine_questions == ()
    page = flow.gather(told, device_zone=LONDON, ask=[first.mark, "another"])
    assert page.medicine_questions == (first.question,)
    words = words_of_pdf(flow.neurologist_page(told, device_zone=LONDON, ask=[first.mark]))
    assert "Questions about medicines 1. " in words
    plain = words_of_pdf(flow.neurologist_page(told, device_zone=LONDON))
    assert "Questions about medicines" not in plain


def test_what_to_ask_about_medicines_is_on_the_page_as_of_its_last_day(told: Workspace) -> None:
    put_medicine(told.diary, a_medicine_change(back(40), name="Tizanidine"))
    put_medicine(told.diary, a_medicine_change(back(3), name="Ciprofloxacin"))
    asked = ask_all(told)
    assert asked[0].startswith("I take Ciprofloxacin and Tizanidine.")
    before = ask_all(told, back(10))
    assert before
    assert not any("Ciprofloxacin" in each for each in before)


def test_an_experiment_that_is_over_is_on_the_page_and_one_that_runs_is_not(
    workspace: Workspace,
) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY, helped_counts(trial))
    last = trial.last_day
    assert gather(on_day(workspace, last)).tried == ()
    over = on_day(workspace, last + timedelta(days=1))
    (tried,) = gather(over).tried
    assert (tried.first, tried.last, tried.stopped) == (TODAY, last, False)
    assert say(tried.name) == "A warm compress"
    assert gather(over, TODAY).tried == (), "an earlier page knows nothing of it"
    assert gather(on_day(workspace, last + timedelta(days=400))).tried == ()


def measured_on(workspace: Workspace, days_back: int) -> None:
    put_measurement(workspace.diary, a_measurement(NOW_UTC - timedelta(days=days_back)))


def days_measured(workspace: Workspace, last_day: date | None = None) -> list[date]:
    page = gather(workspace, last_day)
    return [each.kept.moment.logical_day for each in page.measured]


def test_what_was_measured_is_of_all_six_weeks_and_of_today(workspace: Workspace) -> None:
    tell(workspace, 2, 5)
    for days in (0, 5, 42, 43):
        measured_on(workspace, days)
    assert gather(workspace).first == back(2)
    assert days_measured(workspace) == [TODAY, back(5), back(42)]
    assert days_measured(workspace, TODAY) == [TODAY, back(5), back(42)]
    assert days_measured(workspace, back(3)) == [back(5), back(42), back(43)]


def test_a_diary_of_measurements_only_has_them_on_its_page(workspace: Workspace) -> None:
    measured_on(workspace, 0)
    words = words_of_pdf(flow.neurologist_page(workspace, language="en", device_zone=LONDON))
    assert "What was measured is under “Self-measured”." in words
    assert "left calf, 23 November 2026: 3 twitches" in words
