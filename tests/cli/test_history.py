from __future__ import annotations

import json


def test_an_empty_diary(cli) -> None:
    assert cli("history").out == "No entries.\n"
    assert json.loads(cli("history", "--json").out) == {"episodes": [], "next": None}


def test_the_newest_come_first(cli) -> None:
    cli("log", "calf.left", "--when", "2026-11-20T14:05", "--note", "two\nlines")
    cli("log", "thumb.right", "--when", "2026-11-22")
    assert cli("history").out.splitlines() == [
        "2026-11-22        right thumb",
        "2026-11-20 14:05  left calf  “two lines”",
    ]


def test_what_is_asked_for(cli) -> None:
    cli("log", "calf.left", "--when", "2026-11-20T14:05", "--note", "after a WALK")
    cli("log", "thumb.right", "--when", "yesterday")
    for words in (
        ["--site", "calf"],
        ["--words", "walk"],
        ["--to", "2026-11-21"],
        ["--from", "2026-11-20", "--to", "2026-11-20"],
    ):
        assert "left calf" in cli("history", *words).out
        assert "thumb" not in cli("history", *words).out
    assert "left calf" not in cli("history", "--from", "yesterday").out
    assert cli("history", "--deleted").out == "No entries.\n"


def test_a_longer_list_says_that_there_is_more(cli) -> None:
    for _ in range(3):
        cli("log", "calf.left")
    told = cli("history", "--limit", "2").out.splitlines()
    assert len(told) == 3
    assert told[-1] == "There are older entries; --limit shows more."
    assert json.loads(cli("history", "--limit", "2", "--json").out)["next"] is not None


def test_a_page_without_length_is_refused(cli) -> None:
    told = cli("history", "--limit", "0")
    assert (told.code, told.err) == (2, "quietmuscle: A page holds 1 to 500 entries.\n")


def test_a_side_behind_the_site_is_passed_over(cli) -> None:
    cli("log", "calf.left")
    assert "left calf" in cli("history", "--site", "calf.left").out


def test_a_site_that_we_do_not_know_is_said(cli) -> None:
    refused = cli("history", "--site", "wade")
    assert refused.code == 2
    assert (
        "We do not know the body site wade. `quietmuscle places` lists all of them." in refused.err
    )


def test_days_in_the_wrong_order_are_refused(cli) -> None:
    told = cli("history", "--from", "2026-11-21", "--to", "2026-11-20")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        "quietmuscle: The first day, 2026-11-21, is later than the last, 2026-11-20. "
        "Please change one.\n"
    )
