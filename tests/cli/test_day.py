from __future__ import annotations

import json


def test_a_day_that_nobody_told_of(cli) -> None:
    assert cli("day").out == "2026-11-23: not logged\n"


def test_answers_are_kept_and_shown_in_words(cli) -> None:
    cli("log", "calf.left", "--count", "3")
    told = cli("day", "today", "--answer", "sleep=4", "--answer", "fluids=1500")
    assert told.out.splitlines() == [
        "2026-11-23: 3 twitches",
        "  Sleep last night: Good",
        "  Drinks in all: about 1500 ml",
        "  2026-11-23 08:30  left calf · ×3",
    ]
    assert cli("day", "--answer", "sleep=").out.splitlines()[1].startswith("  Drinks in all")


def test_for_programs(cli) -> None:
    cli("log", "calf.left", "--when", "yesterday")
    told = json.loads(cli("day", "yesterday", "--json").out)
    assert told.keys() == {"count", "log", "episodes"}
    assert told["count"] == {"day": "2026-11-22", "twitches": 1, "entries": 1}
    assert len(told["episodes"]) == 1


def test_one_wrong_answer_keeps_none_of_them(cli) -> None:
    told = cli("day", "--answer", "sleep=4", "--answer", "mood=3")
    assert told.code == 2
    assert json.loads(cli("day", "--json").out)["log"]["answers"] == []


def test_a_value_that_is_not_offered_is_refused(cli) -> None:
    told = cli("day", "--answer", "sleep=9")
    assert told.code == 2
    assert told.err == "quietmuscle: sleep takes one of 1, 2, 3, 4, 5, not 9.\n"
