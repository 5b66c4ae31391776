from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import preferences
from quietmuscle.model.settings import MSType
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.settings import Theme

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def test_a_new_diary_begins_with_our_settings(workspace: Workspace):
    assert preferences.settings(workspace) == Settings()


def test_settings_are_kept(workspace: Workspace):
    wanted = Settings(theme=Theme.DARK, day_start=time(6, 30), zone="Asia/Tokyo", country="JP")
    assert preferences.change_settings(workspace, wanted) == wanted
    assert preferences.settings(workspace) == wanted


def test_a_language_without_words_is_refused_and_nothing_changes(workspace: Workspace):
    with pytest.raises(ValueNotUnderstoodError, match="no words in that language yet: tlh"):
        preferences.change_settings(workspace, Settings(language="tlh", theme=Theme.DARK))
    assert preferences.settings(workspace) == Settings()


def test_a_person_is_empty_until_told_and_then_kept(workspace: Workspace):
    assert preferences.person(workspace) == Person()
    told = Person(name="Ada", ms_type=MSType.NOT_SURE, questions=("Is it a spasm?",))
    assert preferences.change_person(workspace, told) == told
    assert preferences.person(workspace) == told


def test_zones_to_choose_from_can_all_be_chosen(workspace: Workspace):
    zones = preferences.zone_choices()
    assert {"Europe/London", "America/New_York", "UTC"} <= set(zones)
    for zone in zones[:: len(zones) // 20]:
        preferences.change_settings(workspace, Settings(zone=zone))
