"""Ideas to test, on the command line."""

from __future__ import annotations

import json
from datetime import date
from datetime import timedelta


def a_diary(tmp_path, days=80):
    path = tmp_path / "days.json"
    told = [
        {
            "day": str(date(2026, 1, 5) + timedelta(days=ahead)),
            "twitches": 3 + 4 * (ahead * 5 % 3) + ahead % 2,
            "factors": {"stress": 1 + 2 * (ahead * 5 % 3), "heat": 1} if ahead % 7 else {},
        }
        for ahead in range(days)
    ]
    path.write_text(json.dumps({"schema": 1, "days": told}))
    return path


def test_ideas_are_told_in_words_and_in_json(cli, tmp_path):
    path = a_diary(tmp_path)
    words = cli("insights", str(path)).out
    assert "These are ideas to test, not answers." in words
    assert "more of “Stress” there were more twitches" in words
    assert "Told too seldom to look at: How warm it was." in words
    found = json.loads(cli("insights", str(path), "--json").out)
    assert found["ideas"][0]["factor"] == "stress"
    assert found["standing"] == "tested"


def test_a_short_diary_gets_no_ideas(cli, tmp_path):
    found = json.loads(cli("insights", str(a_diary(tmp_path, 40)), "--json").out)
    assert (found["standing"], found["ideas"]) == ("charts", [])


def test_what_is_no_diary_is_refused_in_one_sentence(cli, tmp_path):
    path = tmp_path / "days.json"
    path.write_text('{"schema": 1, "days": [{"day": "2026-01-05", "twitches": -3}]}')
    told = cli("insights", str(path), "--json")
    assert (told.code, told.out) == (2, "")
    assert "2026-01-05" in told.err


def test_without_a_file_it_is_the_diary(cli):
    found = json.loads(cli("insights", "--json").out)
    assert (found["standing"], found["complete_days"]) == ("nothing", 0)
    assert "0 complete days so far" in cli("insights").out
