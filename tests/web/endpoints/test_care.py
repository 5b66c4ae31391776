"""The care check for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entries import an_id

from quietmuscle.knowledge.care_rules import care_ruleset

if TYPE_CHECKING:
    from starlette.testclient import TestClient

EMERGENCY = {"answers": {"injury": "yes", "vision": "dont_know"}}
WEAK = {"sites": ["calf.left"], "zone": "Europe/London", "weak": True}


def test_every_question_is_listed(client: TestClient) -> None:
    told = client.get("/api/care/questions").json()
    assert [each["id"] for each in told["questions"]] == list(care_ruleset().questions)
    assert told["ruleset_version"] == care_ruleset().version


def test_a_scenario_is_weighed_by_what_it_tells_alone(client: TestClient) -> None:
    client.put(f"/api/episodes/{an_id()}", json=WEAK)
    nothing = client.post("/api/care/evaluate", json={}).json()
    assert nothing["tier"] is nothing["at_least"] is None
    assert "breathing" in nothing["missing"]
    told = client.post(
        "/api/care/evaluate", json={**EMERGENCY, "profile": {"country": "GB"}}
    ).json()
    assert told["tier"] == "T0"
    assert told["reasons"][0] == {
        "code": "fired", "tier": "T0", "rule": "E15", "questions": ["injury"], "unknown": [],
    }  # fmt: skip
    assert told["do"][0].startswith("Call 999")
    assert told["say"]


def test_medicines_diary_and_profile_are_understood(client: TestClient) -> None:
    told = client.post(
        "/api/care/evaluate",
        json={
            "answers": {"takes_lithium": "no"},
            "medicines": [{"name": "Lithium", "started_days_ago": 90}],
            "medicines_complete": True,
            "diary": {"weak_or_stiff_last_14_days": True},
            "profile": {"age_years": 50},
        },
    ).json()
    assert told["at_least"] == "T2"
    assert told["contradictions"] == ["takes_lithium"]


def test_what_makes_no_sense_is_refused_without_repeating_it(client: TestClient) -> None:
    for wrong in (
        {"answers": {"no_such_question": "yes"}},
        {"answers": {"injury": "perhaps"}},
        {"medicines": [{"name": "x", "started_days_ago": -1}]},
        {"medicines": [{"name": " "}]},
        {"profile": {"age_years": 131}},
        {"more": 1},
    ):
        assert client.post("/api/care/evaluate", json=wrong).status_code == 422


def test_a_finished_check_is_kept_listed_deleted_and_taken_back(client: TestClient) -> None:
    address = f"/api/care/checks/{an_id()}"
    assert client.put(address, json={"answers": {"injury": "no"}}).status_code == 409
    kept = client.put(address, json=EMERGENCY).json()
    assert kept["tier"] == "T0"
    assert {"question": "vision", "answer": "dont_know"} in kept["answers"]
    assert client.get(address).json() == kept
    listed = client.get("/api/care/checks").json()
    assert listed == {"checks": [kept], "next": None}
    assert client.delete(address).json() == kept
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/restore").json() == kept
    after = f"{kept['moment']['instant_utc']}~{kept['id']}"
    assert client.get("/api/care/checks", params={"after": after}).json()["checks"] == []


def test_a_long_list_comes_in_pages(client: TestClient) -> None:
    for _turn in range(21):
        client.put(f"/api/care/checks/{an_id()}", json=EMERGENCY)
    first = client.get("/api/care/checks").json()
    rest = client.get("/api/care/checks", params={"after": first["next"]}).json()
    assert (len(first["checks"]), len(rest["checks"]), rest["next"]) == (20, 1, None)


def test_the_watch_suggests_and_is_set_aside(client: TestClient) -> None:
    nothing = {"suggested": False, "reasons": [], "words": []}
    assert client.get("/api/care/watch").json() == nothing
    client.put(f"/api/episodes/{an_id()}", json=WEAK)
    told = client.get("/api/care/watch").json()
    assert told["reasons"] == ["weak_or_stiff"]
    assert told["words"] == ["You have newly marked a place as weak or stiff."]
    assert client.post("/api/care/watch/set-aside").json() == nothing
