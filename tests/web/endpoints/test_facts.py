from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.knowledge.facts import all_facts

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_programs_get_every_fact_with_its_sources(client: TestClient) -> None:
    told = client.get("/api/facts").json()
    statements = {each["id"]: each for each in told["statements"]}
    assert statements.keys() >= {fact.id for fact in all_facts()}
    assert statements["two_weeks"]["status"] == "read"
    assert statements["emergency_stroke"]["rules"] == ["E02"]
    known = {each["id"] for each in told["sources"]}
    assert all(set(each["sources"]) <= known for each in statements.values())
    assert [each["status"] for each in told["shares"]] == [
        "read",
        "recalled",
        "computed",
        "judgement",
    ]
