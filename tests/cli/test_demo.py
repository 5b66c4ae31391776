from __future__ import annotations

import json
from datetime import timedelta

from entries import an_episode
from shelves import put

from quietmuscle.base.clock import StoppedClock
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.main import run
from quietmuscle.store.diary import open_diary
from quietmuscle.store.lock import server_lock


def test_a_made_up_year_beside_the_diary(cli, server, in_london) -> None:
    cli("log", "calf.left")
    mine = cli("history", "--json").out
    folder = in_london.folder / "demo"
    told = cli("demo", "--no-browser", "--port", "9000")
    assert (told.code, told.out) == (0, f"A made-up year was written into {folder}.\n")
    (call,) = server.calls
    assert call["location"].folder == folder
    assert (call["demo"], call["port"], call["open_browser"]) == (True, 9000, False)
    assert cli("history", "--json").out == mine
    year = json.loads(cli("history", "--folder", str(folder), "--limit", "500", "--json").out)
    assert len(year["episodes"]) == 500
    assert cli("demo").out == ""  # it is there already


def test_it_opens_to_this_computer_only(cli, server, in_london) -> None:
    assert cli("demo", "--host", "0.0.0.0").code == 2
    assert server.calls == []
    assert not (in_london.folder / "demo").exists()


def test_a_made_up_year_that_is_open_is_not_made_anew(cli, server, in_london, clock) -> None:
    assert cli("demo").code == 0
    location = server.calls[0]["location"]
    diary = open_diary(location, clock.now_utc())
    put(diary, an_episode(clock.now_utc(), note="tried out"))
    entries = diary.tallies.entries()
    a_day_later = StoppedClock(instant_utc=clock.now_utc() + timedelta(days=1))
    with server_lock(location):
        tools = Tools(clock=a_day_later, serve=server, serve_home=server)
        assert run(["demo"], tools) == 2
    assert diary.tallies.entries() == entries
    diary.close()


def test_its_port_is_another_than_the_diarys(cli, server) -> None:
    cli("demo")
    cli("serve")
    assert [call["port"] for call in server.calls] == [8764, 8765]


def test_a_program_may_ask_for_json_and_then_hears_nothing_else(cli, server) -> None:
    told = cli("demo", "--json")
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("A made-up year was written")
    assert server.calls[0]["as_json"] is True
