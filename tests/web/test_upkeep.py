from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import structlog

from quietmuscle.base.clock import StoppedClock
from quietmuscle.base.errors import DiskFullError
from quietmuscle.base.text import Message
from quietmuscle.flow.record import EpisodeDraft
from quietmuscle.flow.record import delete_episode
from quietmuscle.flow.record import record_episode
from quietmuscle.model.site import read_site
from quietmuscle.store.backup import backups
from quietmuscle.web import upkeep
from quietmuscle.web.upkeep import keep_up
from quietmuscle.web.upkeep import look_after


def later(workspace, days):
    clock = StoppedClock(workspace.clock.now_utc() + timedelta(days=days))
    return replace(workspace, clock=clock)


def test_one_backup_is_made_each_day(workspace, location):
    look_after(workspace)
    look_after(workspace)
    assert [each.reason for each in backups(location)] == ["daily"]
    look_after(later(workspace, 1))
    assert len(backups(location)) == 2


def test_the_bin_is_emptied_after_its_time(workspace):
    entry = UUID(int=5)
    draft = EpisodeDraft(id=entry, sites=(read_site("neck.middle"),))
    record_episode(workspace, draft, change_id=UUID(int=1))
    delete_episode(workspace, entry, change_id=UUID(int=2))
    with structlog.testing.capture_logs() as lines:
        look_after(later(workspace, 29))
        assert not [line for line in lines if line["event"] == "bin_emptied"]
        look_after(later(workspace, 31))
    (line,) = [line for line in lines if line["event"] == "bin_emptied"]
    assert line["entries"] == 1


@pytest.mark.parametrize("fault", [DiskFullError(Message("the note says zebra")), OSError("zebra")])
def test_a_fault_is_written_down_without_its_words_and_the_diary_stays_open(
    workspace, monkeypatch, fault
):
    def fails(*_arguments):
        raise fault

    monkeypatch.setattr(upkeep, "take_care", fails)
    with structlog.testing.capture_logs() as lines:
        look_after(workspace)
    (line,) = lines
    assert (line["event"], line["kind"]) == ("upkeep_failed", type(fault).__name__)
    assert "zebra" not in str(line)
    assert workspace.diary.tallies.entries() == 0


def test_the_diary_is_looked_after_at_once_and_again_until_it_closes(workspace, monkeypatch):
    turns = []
    monkeypatch.setattr(upkeep, "look_after", turns.append)
    monkeypatch.setattr(upkeep, "bring_in_parts", lambda: turns.append("parts"))
    with keep_up(workspace, every_s=0.01, ready_s=0):
        deadline = time.monotonic() + 10
        while len(turns) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
    done = len(turns)
    assert done >= 3
    assert turns[:3] == [workspace, "parts", workspace]
    assert turns.count("parts") == 1
    time.sleep(0.05)
    assert len(turns) == done


def test_parts_that_fail_do_not_end_the_upkeep(workspace, monkeypatch):
    turns = []
    monkeypatch.setattr(upkeep, "look_after", turns.append)
    monkeypatch.setattr(upkeep, "bring_in_parts", lambda: 1 / 0)
    with structlog.testing.capture_logs() as lines, keep_up(workspace, every_s=0.01, ready_s=0):
        deadline = time.monotonic() + 10
        while len(turns) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
    assert len(turns) >= 3
    assert [line["kind"] for line in lines] == ["ZeroDivisionError"]


def test_a_diary_that_closes_at_once_brings_in_no_parts(workspace, monkeypatch):
    monkeypatch.setattr(upkeep, "bring_in_parts", lambda: pytest.fail("nobody needs them"))
    with keep_up(workspace, ready_s=60):
        pass
