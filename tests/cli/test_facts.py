from __future__ import annotations

import json


def test_facts_are_listed_with_status_and_sources(cli) -> None:
    told = cli("facts")
    assert told.code == 0
    assert "two_weeks [read; R1; 2026-11-23]" in told.out
    assert "SOURCES" in told.out
    assert "judgement: " in told.out.splitlines()[-1]


def test_facts_for_programs(cli) -> None:
    told = json.loads(cli("facts", "--json").out)
    fact = next(each for each in told["statements"] if each["id"] == "two_weeks")
    assert fact["sources"] == ["R1"]
    assert fact["status"] == "read"
    assert sum(each["count"] for each in told["shares"]) == len(told["statements"])
    assert {source["id"] for source in told["sources"]} >= {"R1", "M1", "own_kinds"}
