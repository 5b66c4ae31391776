from __future__ import annotations

import json


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
