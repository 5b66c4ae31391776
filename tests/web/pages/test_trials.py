"""The way to an experiment, a step a page, and the list of all of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import TODAY
from entries import an_id
from measured import a_measurement
from shelves import put_measurement
from shelves import put_trial
from tried import a_trial
from tried import all_no
from tried import helped_counts
from tried import log_days

from quietmuscle.flow import trial_outlook
from quietmuscle.flow.suiting import change_health
from quietmuscle.infer.trial_power import Power
from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace

NEW = "/helps/experiments/new"


def words(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def sent(client: TestClient, address: str, **fields: str) -> str:
    answer = client.post(address, data=fields)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it could find takes seconds to reckon, and has tests of its own."""
    told = Power(halving=0.8, third=0.4, usual=9.0, logged_days=30, rare=False, give_or_take=0.09)
    monkeypatch.setattr(trial_outlook, "_power", lambda *_plan: told)
    assumed = replace(told, third=0.3, assumed=True)
    monkeypatch.setattr(trial_outlook, "_assumed", lambda *_plan: assumed)


def test_the_place_is_linked_and_an_empty_list_offers_the_one_next_step(
    client: TestClient,
) -> None:
    assert 'href="/helps/experiments"' in words(client, "/helps")
    page = words(client, "/helps/experiments")
    assert f'href="{NEW}"' in page
    assert "A lot decides for you" in page
    assert "chance alone" not in page


def test_only_what_suits_can_be_chosen(client: TestClient, workspace: Workspace) -> None:
    page = words(client, NEW)
    assert f"{NEW}/warm_compress" not in page
    assert "Not offered as things are" in page
    assert client.get(f"{NEW}/warm_compress").status_code == 409
    all_no(workspace)
    page = words(client, NEW)
    assert f'href="{NEW}/warm_compress"' in page
    assert "baclofen" not in page.casefold()
    assert "over within half a day" in page
    assert client.get(f"{NEW}/potassium_calcium").status_code == 404
    change_health(workspace, Health(numb_skin=Answer.YES))
    assert client.get(f"{NEW}/warm_compress").status_code == 409


def test_the_plan_offers_lengths_and_what_was_measured(
    client: TestClient, workspace: Workspace
) -> None:
    all_no(workspace)
    page = words(client, f"{NEW}/warm_compress")
    assert '<option value="28" selected>28 pairs, 63 days in all' in page
    assert 'value="sensor' not in page
    put_measurement(workspace.diary, a_measurement())
    assert 'value="sensor calf.left/' in words(client, f"{NEW}/warm_compress")
    slow = words(client, f"{NEW}/mindfulness")
    assert '<option value="10" selected>10 weeks, 77 days in all' in slow
    assert "any_time" not in slow


def test_what_it_could_find_is_told_before_the_start(
    client: TestClient, workspace: Workspace
) -> None:
    all_no(workspace)
    log_days(workspace, TODAY - timedelta(days=20), [9] * 20)
    page = sent(
        client,
        f"{NEW}/warm_compress",
        what_i_do='Ten "minutes"',
        outcome="twitches",
        units="28",
    )
    assert "finds a halving about 8 times in 10, and a drop of 30 % about 4 times" in page
    assert page.count('class="trial-found"') == 12
    assert "Do you have a fever today?" in page
    assert 'value="Ten "minutes""' in page
    score = sent(client, f"{NEW}/warm_compress", outcome="score")
    assert "days we made up" in score
    assert "a drop of 30 % about 3 times" in score
    assert "that you logged of the last" not in score
    for told in (page, score):
        assert "may be off by about 1 in 10" in told
        assert "If it does nothing at all" in told
    assert "20 days that you logged of the last 20" in page


@pytest.mark.parametrize(
    "fields",
    [{"units": "3"}, {"units": "many"}, {"outcome": "luck"}, {"outcome": "sensor calf"}],
)
def test_a_plan_that_cannot_be_is_refused(
    client: TestClient, workspace: Workspace, fields: dict[str, str]
) -> None:
    all_no(workspace)
    assert client.post(f"{NEW}/warm_compress", data=fields).status_code == 422


def test_an_odd_number_of_weeks_is_refused_before_the_start(
    client: TestClient, workspace: Workspace
) -> None:
    all_no(workspace)
    answer = client.post(f"{NEW}/mindfulness", data={"units": "11", "outcome": "score"})
    assert answer.status_code == 422
    assert "even number" in unescape(answer.text)


def test_each_that_is_not_offered_says_why(client: TestClient, workspace: Workspace) -> None:
    page = words(client, NEW)
    assert "Do you have a fever today" not in page  # that is asked at the start
    assert "kidney" in page
    change_health(workspace, Health(numb_skin=Answer.YES))
    assert "Skin that does not feel heat gets burnt without warning." in words(client, NEW)


def test_rare_twitches_are_led_elsewhere(
    client: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_no(workspace)
    rare = Power(halving=0.2, third=0.1, usual=1.0, logged_days=30, rare=True)
    monkeypatch.setattr(trial_outlook, "_power", lambda *_plan: rare)
    log_days(workspace, TODAY - timedelta(days=20), [1] * 20)
    page = sent(client, f"{NEW}/warm_compress", outcome="twitches")
    assert "fewer than two twitches a day" in page
    assert "miss even a halving" in page


@pytest.mark.parametrize(("strategy", "helps"), [("warm_compress", 4), ("magnesium", 5)])
def test_what_nothing_ends_with_is_told_with_the_promise_of_the_plan(
    client: TestClient, workspace: Workspace, strategy: str, helps: int
) -> None:
    all_no(workspace)
    page = sent(client, f"{NEW}/{strategy}", outcome="score")
    assert "“Cannot tell yet” or “Does not look promising”" in page
    assert f"about {helps} of 100 experiments “Helps”" in page


@pytest.mark.parametrize(("told", "sparse"), [(9, False), (6, True)])
def test_who_logs_few_days_is_told_that_there_will_be_no_answer(
    client: TestClient, workspace: Workspace, told: int, sparse: bool
) -> None:
    all_no(workspace)
    log_days(workspace, TODAY - timedelta(days=30), [*[8] * told, *[None] * (10 - told)] * 3)
    page = sent(client, f"{NEW}/warm_compress", outcome="twitches")
    assert ("fewer than 6 in 10" in page) is sparse


def test_a_plan_can_be_changed_as_it_was_filled_in(
    client: TestClient, workspace: Workspace
) -> None:
    all_no(workspace)
    plan = {"outcome": "score", "units": "35", "what_i_do": "After dinner", "any_time": "on"}
    page = sent(client, f"{NEW}/warm_compress/plan", **plan)
    assert 'value="After dinner"' in page
    assert 'value="score" checked' in page
    assert 'value="twitches" checked' not in page
    assert '<option value="35" selected>' in page
    assert page.count(" selected>") == 1
    assert 'name="any_time" checked' in page
    assert 'value="twitches" checked' in words(client, f"{NEW}/warm_compress")


@pytest.mark.parametrize(("wanted", "chosen"), [(22, 28), (35, 35), (99, 42), (1, 14)])
def test_a_length_can_be_wanted_beforehand(
    client: TestClient, workspace: Workspace, wanted: int, chosen: int
) -> None:
    all_no(workspace)
    page = words(client, f"{NEW}/warm_compress?units={wanted}")
    assert f'<option value="{chosen}" selected>' in page
    assert page.count(" selected>") == 1


def test_it_starts_once_with_a_lot_of_its_own(client: TestClient, workspace: Workspace) -> None:
    all_no(workspace)
    page = sent(client, f"{NEW}/warm_compress", outcome="twitches", units="14")
    found = re.search(r'action="(/helps/experiments/start/[^"]+)"', page)
    assert found
    start = {"outcome": "twitches", "units": "14", "what_i_do": "Ten minutes"}
    assert client.post(found[1], data=start).status_code == 409  # no word of a fever
    for fever, told in (("yes", "Come back when it is gone."), ("dont_know", "find out first")):
        page = sent(client, found[1], **start, fever=fever)
        assert told in page
        assert "That did not work" not in page
        assert 'name="what_i_do" value="Ten minutes"' in page
    assert workspace.diary.trials.all() == ()
    answer = client.post(found[1], data={**start, "fever": "no"})
    again = client.post(found[1], data={**start, "fever": "no"})
    assert answer.status_code == again.status_code == 303
    assert answer.headers["location"] == again.headers["location"]
    (trial,) = workspace.diary.trials.all()
    assert trial.protocol.units == 14
    assert trial.protocol.what_i_do == "Ten minutes"
    other = client.post(
        f"/helps/experiments/start/slow_breathing/{an_id()}", data={"outcome": "twitches"}
    )
    assert other.status_code == 409
    assert "is still running" in unescape(other.text)
    assert "has to wait" in words(client, NEW)
    listed = words(client, "/helps/experiments")
    assert f"/helps/experiments/{trial.id}" in listed
    assert f'href="{NEW}"' not in listed


def test_a_supplement_asks_whether_the_clinician_agrees(
    client: TestClient, workspace: Workspace
) -> None:
    all_no(workspace)
    workspace.diary.preferences.tell_no_medicines(TODAY)
    page = sent(client, f"{NEW}/magnesium", outcome="score", units="10")
    assert 'name="agreed" required' in page
    begin = f"/helps/experiments/start/magnesium/{an_id()}"
    assert client.post(begin, data={"outcome": "score"}).status_code == 409
    assert client.post(begin, data={"outcome": "score", "agreed": "on"}).status_code == 303


def test_a_measured_experiment_keeps_its_place(client: TestClient, workspace: Workspace) -> None:
    all_no(workspace)
    kept = a_measurement()
    put_measurement(workspace.diary, kept)
    begin = f"/helps/experiments/start/massage/{an_id()}"
    source = f"sensor {kept.sites[0]}/{kept.made_with.value}"
    assert client.post(begin, data={"outcome": source, "any_time": "on"}).status_code == 303
    (trial,) = workspace.diary.trials.all()
    assert trial.protocol.outcome is Outcome.SENSOR
    assert trial.protocol.pace is Pace.FAST
    assert trial.protocol.plan.any_time
    assert trial.sensor is not None
    assert trial.sensor.site == kept.sites[0]


def test_earlier_ones_are_listed_with_how_far_chance_reaches(
    client: TestClient, workspace: Workspace
) -> None:
    trial = a_trial(TODAY - timedelta(days=60))
    put_trial(workspace.diary, trial)
    log_days(workspace, trial.protocol.first_day, helped_counts(trial))
    page = words(client, "/helps/experiments")
    assert "Helps: this result would be rare by chance." in page
    assert "Began on 24 September 2026. Helps" in page
    assert "In one of your experiments results were looked at." in page
    assert "about 4 times in 100" in page
    assert NOW_UTC.date() == TODAY
