from __future__ import annotations

import json
from uuid import UUID

import pytest


def test_a_place_is_enough(cli) -> None:
    told = cli("log", "calf.left")
    assert (told.code, told.err) == (0, "")
    assert told.out == "Saved: 2026-11-23 08:30  left calf\n"


def test_all_that_was_told_is_kept(cli) -> None:
    told = cli(
        "log", "calf.left", "hand.both", "--when", "2026-11-20T14:05", "--kind", "flicker",
        "--count", "3", "--intensity", "0", "--bother", "10", "--lasted", "seconds", "--doing",
        "resting", "--painful", "--not-weak", "--note", "after a walk", "--json",
    )  # fmt: skip
    assert told.code == 0
    kept = json.loads(told.out)
    assert UUID(kept.pop("id")).version == 7
    assert kept == {
        "moment": {
            "instant_utc": "2026-11-20T14:05:00Z",
            "zone": "Europe/London",
            "offset_s": 0,
            "logical_day": "2026-11-20",
            "time_known": True,
        },
        "sites": [{"code": "calf", "side": "left"}, {"code": "hand", "side": "both"}],
        "kind": "flicker",
        "count": 3,
        "intensity_0_10": 0,
        "bother_0_10": 10,
        "lasted": "seconds",
        "painful": True,
        "weak": False,
        "stiff": None,
        "doing": "resting",
        "note": "after a walk",
        "attachments": [],
    }


def test_a_day_without_a_time_stays_without(cli) -> None:
    told = cli("log", "thumb.right", "--when", "yesterday", "--json")
    moment = json.loads(told.out)["moment"]
    assert moment["logical_day"] == "2026-11-22"
    assert moment["time_known"] is False


def test_a_day_without_twitches(cli) -> None:
    told = cli("log", "--none", "--when", "2026-11-20")
    assert told.out == "Saved: no twitches on 2026-11-20.\n"
    assert json.loads(cli("day", "2026-11-20", "--json").out)["count"]["twitches"] == 0
    assert json.loads(cli("log", "--none", "--json").out) == {
        "day": "2026-11-23",
        "answers": [],
        "none_today": True,
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["log"], "Please choose at least one place."),
        (["log", "calf"], "A place is written as site and side, such as calf.left, not calf."),
        (["log", "tail.middle"], "We do not know the body site tail.middle."),
        (["log", "calf.left", "--count", "0"], "The number of twitches goes from 1 to 10000"),
        (["log", "calf.left", "--when", "2026-12-24"], "2026-12-24 is still to come."),
        (["log", "calf.left", "--when", "soon"], "We do not understand the time soon."),
        (["log", "--none", "calf.left"], "“None” is said of a whole day"),
        (["log", "--none", "--when", "14:05"], "“None” is said of a whole day"),
        (["log", "calf.left", "--kind", "zap"], "Invalid value for '--kind': 'zap' is not one of"),
        (["log", "calf.left", "--bother", "11"], "Invalid value for '--bother'"),
    ],
)
def test_a_refusal_is_one_sentence_and_nothing_is_kept(cli, words, sentence) -> None:
    told = cli(*words)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"quietmuscle: {sentence}")
    assert told.err.count("\n") == 1
    assert json.loads(cli("history", "--json").out)["episodes"] == []


def test_none_of_a_day_with_entries_is_refused(cli) -> None:
    cli("log", "calf.left")
    told = cli("log", "--none")
    assert told.code == 2
    assert told.err.startswith("quietmuscle: This day has entries.")
