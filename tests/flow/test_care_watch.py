"""The watch over a diary that is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from entries import NOW_UTC
from entries import TODAY
from entries import a_medicine_change
from entries import an_episode
from shelves import put
from shelves import put_medicine

from quietmuscle.base.clock import StoppedClock
from quietmuscle.base.text import say
from quietmuscle.flow.care_watch import note_check
from quietmuscle.flow.care_watch import reason_words
from quietmuscle.flow.care_watch import set_aside
from quietmuscle.flow.care_watch import suggestion
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.settings import Settings
from quietmuscle.model.watch import WatchMemory
from quietmuscle.model.watch import WatchReason

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

R = WatchReason


def reasons(workspace: Workspace) -> tuple[WatchReason, ...]:
    found = suggestion(workspace, "Europe/London")
    return found.reasons if found else ()


def test_an_empty_diary_suggests_nothing_and_nothing_is_set_aside(workspace: Workspace) -> None:
    assert suggestion(workspace) is None
    set_aside(workspace)
    assert workspace.diary.preferences.watch_memory() == WatchMemory()


def test_a_new_weakness_is_told_set_aside_and_comes_back(workspace: Workspace) -> None:
    put(workspace.diary, replace(an_episode(), weak=True))
    assert reasons(workspace) == (R.WEAK_OR_STIFF,)
    set_aside(workspace, "Europe/London")
    assert reasons(workspace) == ()
    assert workspace.diary.preferences.watch_memory() == WatchMemory(
        quiet_since=TODAY, reasons=(R.WEAK_OR_STIFF,)
    )
    later = replace(workspace, clock=StoppedClock(instant_utc=NOW_UTC + timedelta(days=7)))
    assert reasons(later) == (R.WEAK_OR_STIFF,)


def test_after_a_check_only_what_is_more_serious_is_told(workspace: Workspace) -> None:
    note_check(workspace, "Europe/London")
    put(workspace.diary, replace(an_episode(), painful=True))
    assert reasons(workspace) == ()
    put(workspace.diary, replace(an_episode(), weak=True))
    assert reasons(workspace) == (R.WEAK_OR_STIFF, R.PAINFUL)
    note_check(workspace, "Europe/London")
    assert reasons(workspace) == ()


def test_what_the_lists_alone_call_urgent_is_told_in_calm_mode(workspace: Workspace) -> None:
    workspace.diary.preferences.put_settings(Settings(calm_mode=True))
    put_medicine(workspace.diary, a_medicine_change(TODAY - timedelta(days=90), name="Baclofen"))
    assert reasons(workspace) == ()
    missed = replace(a_medicine_change(TODAY, name="Baclofen"), action=MedicineAction.MISSED)
    put_medicine(workspace.diary, missed)
    assert reasons(workspace) == (R.URGENT_BY_RULES,)


def test_another_cause_for_help_today_speaks_at_once_and_a_check_hears_it(
    workspace: Workspace,
) -> None:
    def missed(name: str) -> None:
        taken = a_medicine_change(TODAY - timedelta(days=90), name=name)
        put_medicine(workspace.diary, taken)
        put_medicine(
            workspace.diary,
            replace(a_medicine_change(TODAY, name=name), action=MedicineAction.MISSED),
        )

    missed("Baclofen")
    set_aside(workspace, "Europe/London")
    assert reasons(workspace) == ()
    note_check(workspace, "Europe/London")
    assert reasons(workspace) == (), "the check was about what had been set aside, too"
    memory = workspace.diary.preferences.watch_memory()
    assert memory.urgent
    workspace.diary.preferences.put_watch_memory(replace(memory, urgent=("T1 another",)))
    assert reasons(workspace) == (R.URGENT_BY_RULES,)


def test_a_rising_course_is_told(workspace: Workspace) -> None:
    for days in range(1, 36):
        for _turn in range(12 if days <= 7 else 2):
            put(workspace.diary, an_episode(NOW_UTC - timedelta(days=days)))
    assert reasons(workspace) == (R.RISING,)


def test_each_reason_has_words_of_its_own() -> None:
    words = [say(reason_words(each)) for each in WatchReason]
    assert len(set(words)) == len(words)
    assert all(each.endswith(".") for each in words)
