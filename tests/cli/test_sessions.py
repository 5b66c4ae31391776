from __future__ import annotations

import json
from dataclasses import replace

from entries import a_session_use
from shelves import put_session

from quietmuscle.knowledge.sessions import sessions
from quietmuscle.store.diary import open_diary


def test_every_session_is_listed_with_its_steps(cli) -> None:
    lines = cli("sessions", "list").out.splitlines()
    assert len(lines) == len(sessions())
    assert lines[0].startswith("settle  Settle  ")
    found = json.loads(cli("sessions", "list", "--json").out)
    assert [each["id"] for each in found] == [each.id for each in sessions()]
    assert tuple(found[0]["steps"]) == sessions()[0].steps


def test_what_was_done_is_listed_with_the_bother_before_and_after(cli, location, clock) -> None:
    assert cli("sessions", "uses").out.strip() == "No session was done yet."
    diary = open_diary(location, clock.now_utc())
    use = replace(a_session_use(), bother_before_0_10=6, bother_after_0_10=None)
    put_session(diary, use)
    put_session(diary, replace(a_session_use(), session="of_a_newer_version"))
    diary.close()
    words = cli("sessions", "uses").out
    assert "Settle  bother before: 6, after: not told" in words
    assert f"{use.moment.local:%Y-%m-%d %H:%M}" in words
    assert "of_a_newer_version" in words
    found = json.loads(cli("sessions", "uses", "--json").out)
    assert {each["session"] for each in found} == {"settle", "of_a_newer_version"}
