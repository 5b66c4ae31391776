"""What is known of medicines, over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def tell(client: TestClient, number: int, name: str, day: str, action: str = "started") -> None:
    body = {"day": day, "name": name, "action": action}
    assert client.put(f"/api/medicines/{UUID(int=number)}", json=body).status_code == 200


def test_a_search_offers_and_only_a_whole_name_is_exact(client: TestClient):
    found = client.get("/api/known-medicines", params={"text": "alburetol"}).json()["found"]
    assert found[0] == {
        "id": "salbutamol",
        "found_by": "albuterol",
        "name": "salbutamol",
        "exact": False,
    }
    found = client.get("/api/known-medicines", params={"text": "LIORESAL"}).json()["found"]
    assert (found[0]["id"], found[0]["exact"]) == ("baclofen", True)
    assert client.get("/api/known-medicines", params={"text": ""}).json()["found"] == []
    assert client.get("/api/known-medicines").status_code == 422


def test_a_known_medicine_comes_with_its_facts_and_sources(client: TestClient):
    told = client.get("/api/known-medicines/fampridine").json()
    assert (told["name"], told["us_name"], told["grade"]) == ("fampridine", "dalfampridine", "A")
    assert told["rxcui"] == ["p:897026"]
    assert {"name": "Ampyra", "markets": ["us"]} in told["brands"]
    eu = next(fact for fact in told["facts"] if fact["id"] == "fampridine_eu")
    assert (eu["evidence"], eu["status"], eu["sources"]) == ("label_read", "read", ["R32"])


def test_an_unknown_medicine_is_one_to_ask_about(client: TestClient):
    answer = client.get("/api/known-medicines/wundermittel")
    assert answer.status_code == 404
    assert "ask your pharmacist" in answer.json()["sentence"]


def test_the_check_of_what_is_taken(client: TestClient):
    tell(client, 1, "Tizanidine", "2026-01-01")
    tell(client, 2, "Ciprofloxacin", "2026-11-20")
    tell(client, 3, "Wundermittel", "2026-02-01")
    told = client.get("/api/medicine-check").json()
    assert told["not_in_list"] == ["Wundermittel"]
    assert [each["interaction"]["id"] for each in told["combinations"]] == ["tizanidine_cyp1a2"]
    assert told["combinations"][0]["interaction"]["weight"] == "today"
    assert told["questions"][0]["because"] == ["tizanidine_cyp1a2"]
    assert [each["id"] for each in told["taken"]] == ["ciprofloxacin", "tizanidine", None]


def test_a_medicine_entered_twice_is_pointed_out(client: TestClient):
    tell(client, 1, "Baclofen", "2026-01-01")
    tell(client, 2, "baclofen", "2026-02-01")
    assert client.get("/api/medicine-check").json()["started_twice"] == [
        {"name": "baclofen", "first_on": "2026-01-01", "again_on": "2026-02-01"}
    ]


@pytest.mark.parametrize("logged", [0, 3])
def test_too_few_days_are_no_comparison(client: TestClient, logged: int):
    tell(client, 1, "Baclofen", "2026-11-01")
    for day in range(2, 2 + logged):
        assert client.put(f"/api/days/2026-11-{day:02}/none").status_code == 200
    (found,) = client.get("/api/medicine-comparisons").json()["comparisons"]
    assert (found["name"], found["outcome"], found["ratio"]) == ("Baclofen", "too_few_days", None)
    assert found["after_logged_days"] == logged
    assert found["medicine_change"] == str(UUID(int=1))


def test_without_changes_nothing_is_compared(client: TestClient):
    assert client.get("/api/medicine-comparisons").json() == {"comparisons": []}
