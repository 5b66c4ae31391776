"""Experiments over HTTP: started once, told of, paused, stopped; hidden until it is time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from entries import TODAY
from shelves import put_trial
from tried import a_trial
from tried import all_no

from quietmuscle.infer.trial_power import Power
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.web.endpoints import trials

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace

ID = str(UUID(int=7))
PLAN = {"strategy": "warm_compress", "units": 14, "fever": "no"}


def change_id(number: int) -> dict[str, str]:
    return {"Change-Id": str(UUID(int=number))}


def test_it_is_started_once_and_keeps_its_lot(client: TestClient, workspace: Workspace) -> None:
    assert client.put(f"/api/trials/{ID}", json=PLAN).status_code == 409
    all_no(workspace)
    begun = client.put(f"/api/trials/{ID}", json=PLAN, headers=change_id(1))
    assert (begun.status_code, begun.headers["change-id"]) == (200, str(UUID(int=1)))
    assert begun.json()["state"] == "running"
    again = client.put(f"/api/trials/{ID}", json=PLAN, headers=change_id(1))
    assert again.json() == begun.json()
    other = client.put(f"/api/trials/{UUID(int=8)}", json=PLAN)
    assert (other.status_code, other.json()["error"]) == (409, "ConflictError")
    assert [each["id"] for each in client.get("/api/trials").json()["trials"]] == [ID]
    assert client.get("/api/trial-today").json()["today"]["arm"] == "run_in"
    assert client.get(f"/api/trials/{ID}/file").status_code == 409


def test_measurements_are_chosen_by_place_and_way(client: TestClient, workspace: Workspace) -> None:
    all_no(workspace)
    source = {"place": "calf.left", "made_with": "camera"}
    wanted = {**PLAN, "outcome": "sensor", "sensor": source}
    begun = client.put(f"/api/trials/{ID}", json=wanted).json()
    assert begun["sensor"] == {"site": {"code": "calf", "side": "left"}, "made_with": "camera"}
    assert begun["second_outcome"] == "twitches"


@pytest.mark.parametrize(
    "wrong",
    [{"strategy": "Baclofen!"}, {"units": "14"}, {"outcome": "luck"}, {"seed": "0" * 32}],
)
def test_a_plan_that_cannot_be_is_refused(client: TestClient, wrong: dict[str, str]) -> None:
    assert client.put(f"/api/trials/{ID}", json={**PLAN, **wrong}).status_code == 422


def test_a_day_keeps_what_is_not_sent_again(client: TestClient, workspace: Workspace) -> None:
    all_no(workspace)
    assert client.get("/api/trial-today").json() == {"today": None}
    client.put(f"/api/trials/{ID}", json=PLAN)
    day = f"/api/trials/{ID}/days/{TODAY}"
    assert client.get(day).json()["followed"] is None
    client.put(day, json={"followed": True})
    told = client.put(day, json={"score_0_10": 4, "excuse": "illness"}).json()
    assert (told["followed"], told["score_0_10"], told["excuse"]) == (True, 4, "illness")
    assert client.put(day, json={"excuse": None}).json()["excuse"] is None
    assert client.put(day, json={"score_0_10": 11}).status_code == 422
    ahead = f"/api/trials/{ID}/days/{TODAY + timedelta(days=1)}"
    assert client.put(ahead, json={"followed": True}).status_code == 422
    assert client.get(f"/api/trials/{UUID(int=9)}/days/{TODAY}").status_code == 404


def test_a_pause_and_the_stop(client: TestClient, workspace: Workspace) -> None:
    all_no(workspace)
    client.put(f"/api/trials/{ID}", json=PLAN)
    assert client.post(f"/api/trials/{ID}/pause", json={"days": 3}).json() == {"days": 3}
    assert client.post(f"/api/trials/{ID}/resume").json() == {"days": 3}
    stopped = client.post(f"/api/trials/{ID}/stop").json()
    assert (stopped["state"], stopped["last_day"]) == ("stopped", str(TODAY))
    assert client.post(f"/api/trials/{ID}/pause", json={"days": 3}).status_code == 409
    assert client.get(f"/api/trials/{ID}/file").json()["schema"] == 1


def test_what_it_could_find_is_asked_for(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quietmuscle.flow import trial_outlook

    told = Power(halving=0.8, third=0.4, usual=9.0, logged_days=30, rare=False)
    monkeypatch.setattr(trial_outlook, "_power", lambda *_plan: told)
    empty = client.get("/api/trial-outlook?strategy=warm_compress").json()
    assert (empty["power"], empty["units"], empty["days"]) == (None, 28, 63)
    assert client.get("/api/trial-outlook?strategy=baclofen").status_code == 404
    plans: list[tuple[object, ...]] = []
    monkeypatch.setattr(trial_outlook, "_assumed", lambda *plan: plans.append(plan) or told)
    asked = "/api/trial-outlook?strategy=warm_compress&units=14&outcome=score&any_time=true"
    assert client.get(asked).json()["power"]["halving"] == 0.8
    assert plans == [(Pace.FAST, 14, Outcome.SCORE, True)]
    measured = "/api/trial-outlook?strategy=warm_compress&outcome=sensor"
    assert client.get(measured).status_code == 422
    found = client.get(f"{measured}&place=calf.left&made_with=camera").json()
    assert (found["outcome"], found["power"]) == ("sensor", None)
    assert client.get("/api/trial-outlook?strategy=warm_compress&units=9").status_code == 422
    assert trials.MOST_UNITS > 60


def test_what_can_be_tried(client: TestClient, workspace: Workspace) -> None:
    all_no(workspace)
    choices = {
        each["strategy"]: each for each in client.get("/api/trial-choices").json()["choices"]
    }
    assert choices["warm_compress"]["may_be_tried"]
    assert choices["massage"]["pace"] == "fast"


def test_one_that_is_over_tells_all(client: TestClient, workspace: Workspace) -> None:
    trial = a_trial(TODAY - timedelta(days=40))
    put_trial(workspace.diary, trial)
    found = client.get(f"/api/trials/{trial.id}").json()
    assert (found["state"], found["answer"]["verdict"]) == ("ended", "cannot_tell")
    assert client.get(f"/api/trials/{trial.id}/file").json()["protocol"]["seal"] == found["seal"]
    for paper in ("protocol", "report"):
        answer = client.get(f"/api/trials/{trial.id}/{paper}.pdf")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
