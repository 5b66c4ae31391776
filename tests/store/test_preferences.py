"""The two single records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entries import people
from entries import settings as all_settings
from hypothesis import given
from hypothesis import settings

from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary


def test_a_new_diary_has_the_settings_that_we_begin_with(any_diary: Diary) -> None:
    assert any_diary.preferences.settings() == Settings()
    assert any_diary.preferences.person() == Person()


@given(wanted=all_settings, person=people)
@settings(max_examples=30, deadline=None)
def test_the_last_ones_put_are_kept(shared_diary: Diary, wanted: Settings, person: Person) -> None:
    shared_diary.preferences.put_settings(wanted)
    shared_diary.preferences.put_person(person)

    assert shared_diary.preferences.settings() == wanted
    assert shared_diary.preferences.person() == person
