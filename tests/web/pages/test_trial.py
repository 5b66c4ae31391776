"""One experiment: its line, its days, its breaks, its end and its result."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from entries import TODAY
from shelves import put_trial
from shelves import tell_of_day
from tried import a_trial
from tried import all_no
from tried import helped_counts
from tried import log_days

from quietmuscle.base.wire import to_json
from quietmuscle.flow.suiting import answer_health
from quietmuscle.flow.suiting import change_health
from quietmuscle.infer.trial_design import sealed
from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.health import HealthItem
from quietmuscle.model.settings import Settings
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_trial import KeptTrial

DAY = timedelta(days=1)


def words(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def running(workspace: Workspace, days_over: int, outcome: Outcome = Outcome.TWITCHES) -> KeptTrial:
    trial = a_trial(TODAY - days_over * DAY, outcome=outcome)
    put_trial(workspace.diary, trial)
    return trial


def address_of(trial: KeptTrial) -> str:
    return f"/helps/experiments/{trial.id}"


def note(workspace: Workspace, trial: KeptTrial):
    return workspace.diary.trials.note(trial.id, TODAY)


def test_the_run_in_asks_only_to_log(client: TestClient, workspace: Workspace) -> None:
    page = words(client, address_of(running(workspace, 0)))
    assert "Today: as usual" in page
    assert "all stays as usual" in page
    assert "Day 1 of 35" in page
    assert "Did you do it?" not in page
    assert "results are hidden" in page


def test_today_has_one_line_with_answers_of_one_touch(
    client: TestClient, workspace: Workspace
) -> None:
    workspace.diary.preferences.put_settings(Settings(introduced=True))
    assert "trial-line" not in words(client, "/")
    trial = running(workspace, 8)
    side = "with" if trial.protocol.arms[8] is Arm.WITH else "without"
    page = words(client, "/")
    assert f"Today: {side}. " in page
    assert 'name="referrer" content="same-origin"' in page
    tell = f"{address_of(trial)}/day/{TODAY}"
    answer = client.post(tell, data={"followed": "yes", "back": "today"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert note(workspace, trial).followed is True
    assert 'value="" aria-pressed="true">Yes' in words(client, "/")
    client.post(tell, data={"followed": "no"})
    assert note(workspace, trial).followed is False
    client.post(tell, data={"followed": ""})
    assert note(workspace, trial).followed is None
    assert "trial-line" not in words(client, "/offline/today")


@pytest.mark.parametrize(
    ("outcome", "field", "value"),
    [(Outcome.SCORE, "score", "7"), (Outcome.MINUTES, "minutes", "30")],
)
def test_scores_and_minutes_are_told_with_one_touch(
    client: TestClient, workspace: Workspace, outcome: Outcome, field: str, value: str
) -> None:
    trial = running(workspace, 3, outcome)
    page = words(client, address_of(trial))
    assert f'name="{field}" value="{value}"' in page
    answer = client.post(f"{address_of(trial)}/day/{TODAY}", data={field: value})
    assert answer.headers["location"] == address_of(trial)
    told = note(workspace, trial)
    assert (told.score_0_10 or told.minutes) == int(value)
    wrong = client.post(f"{address_of(trial)}/day/{TODAY}", data={field: "9999"})
    assert wrong.status_code == 422


def on_a_side(workspace: Workspace, arm: Arm, strategy: str = "warm_compress") -> KeptTrial:
    """An experiment whose today is with, or without."""
    at = a_trial(TODAY).protocol.arms.index(arm)
    trial = a_trial(TODAY - at * DAY)
    trial = replace(trial, protocol=sealed(replace(trial.protocol, strategy=strategy)))
    put_trial(workspace.diary, trial)
    return trial


def test_a_fever_is_told_with_one_touch_and_taken_back(
    client: TestClient, workspace: Workspace
) -> None:
    workspace.diary.preferences.put_settings(Settings(introduced=True))
    all_no(workspace)
    trial = on_a_side(workspace, Arm.WITH)
    for address in ("/", address_of(trial)):
        page = words(client, address)
        assert 'name="excuse" value="illness" aria-pressed="false">I have a fever today' in page
        assert "Skin that does not feel heat gets burnt" in page
        assert "Did you do it?" in page
    tell = f"{address_of(trial)}/day/{TODAY}"
    client.post(tell, data={"excuse": "illness", "back": "today"})
    assert note(workspace, trial).excuse is Excuse.ILLNESS
    page = words(client, "/")
    assert 'name="excuse" value="" aria-pressed="true">I have a fever today' in page
    assert "Today: leave it out" in page
    assert "Today: with" not in page
    assert "the day is done with" in page
    assert "Call the emergency number if a fever" in page
    assert "Did you do it?" not in page
    client.post(tell, data={"excuse": ""})
    assert note(workspace, trial).excuse is None


def test_on_days_without_nothing_is_asked_of_fever(
    client: TestClient, workspace: Workspace
) -> None:
    all_no(workspace)
    page = words(client, address_of(on_a_side(workspace, Arm.WITHOUT)))
    assert "fever today" not in page
    assert "Has something changed" not in page
    assert "Did the day go as usual?" in page


def test_what_changes_by_the_day_is_asked_on_days_with_it(
    client: TestClient, workspace: Workspace
) -> None:
    all_no(workspace)
    trial = on_a_side(workspace, Arm.WITH, strategy="massage")
    asked = "Do you have a blood clot in a leg"
    assert asked not in words(client, address_of(trial))  # it was answered today
    answer_health(workspace, HealthItem.BLOOD_CLOT, None)
    page = words(client, address_of(trial))
    assert asked in page
    assert "the clot could come loose" in page
    assert "Did you do it?" not in page
    tell = f"{address_of(trial)}/health/blood_clot"
    assert client.post(tell, data={"said": "no"}).status_code == 303
    page = words(client, address_of(trial))
    assert asked not in page
    assert "Did you do it?" in page
    client.post(tell, data={"said": "yes"})  # it is answered: a late second tap changes nothing
    assert "not offered to you any more" not in words(client, address_of(trial))
    answer_health(workspace, HealthItem.BLOOD_CLOT, None)
    assert client.post(f"{address_of(trial)}/health/pump", data={"said": "yes"}).status_code == 303
    assert workspace.diary.preferences.health().answer(HealthItem.PUMP) is Answer.NO
    client.post(tell, data={"said": "yes"})
    assert "not offered to you any more" in words(client, address_of(trial))


def test_what_changes_by_the_day_is_not_asked_on_days_without_it(
    client: TestClient, workspace: Workspace
) -> None:
    all_no(workspace)
    answer_health(workspace, HealthItem.BLOOD_CLOT, None)
    page = words(client, address_of(on_a_side(workspace, Arm.WITHOUT, strategy="massage")))
    assert "blood clot" not in page
    assert "answer a few questions" not in page


def test_what_has_to_be_answered_anew_is_said_in_the_line(
    client: TestClient, workspace: Workspace
) -> None:
    page = words(client, address_of(running(workspace, 9)))
    assert "please answer a few questions about your health again" in page


def test_a_day_as_usual_has_nothing_to_follow(client: TestClient, workspace: Workspace) -> None:
    trial = running(workspace, 9)
    usual = words(client, f"{address_of(trial)}?day={TODAY - 9 * DAY}")
    assert "Was it as the line said?" not in usual
    assert "Was it as the line said?" in words(client, f"{address_of(trial)}?day={TODAY}")


def test_any_day_can_be_told_of_later(client: TestClient, workspace: Workspace) -> None:
    trial = running(workspace, 9)
    day = TODAY - 2 * DAY
    page = words(client, f"{address_of(trial)}?day={day}")
    assert f'action="{address_of(trial)}/day/{day}"' in page
    told = {"followed": "no", "excuse": "illness"}
    client.post(f"{address_of(trial)}/day/{day}", data=told)
    kept = workspace.diary.trials.note(trial.id, day)
    assert (kept.followed, kept.excuse) == (False, Excuse.ILLNESS)
    ahead = client.post(f"{address_of(trial)}/day/{TODAY + DAY}", data={"followed": "yes"})
    assert ahead.status_code == 422
    odd = client.post(f"{address_of(trial)}/day/{day}", data={"excuse": "holiday"})
    assert odd.status_code == 422


def test_a_break_and_its_end(client: TestClient, workspace: Workspace) -> None:
    trial = running(workspace, 9)
    assert client.post(f"{address_of(trial)}/pause", data={"days": "3"}).status_code == 303
    page = words(client, address_of(trial))
    assert "Today: a break, so do as you usually do" in page
    workspace.diary.preferences.put_settings(Settings(introduced=True))
    assert "Today: a break, so do as you usually do" in words(client, "/")
    assert "Go on from today" in page
    client.post(f"{address_of(trial)}/resume")
    assert note(workspace, trial).excuse is None
    assert client.post(f"{address_of(trial)}/pause", data={"days": "99"}).status_code == 422


def test_stopping_is_asked_once_and_blames_nobody(client: TestClient, workspace: Workspace) -> None:
    trial = running(workspace, 9)
    assert "need no reason" in words(client, f"{address_of(trial)}/stop")
    assert client.post(f"{address_of(trial)}/stop").headers["location"] == address_of(trial)
    page = words(client, address_of(trial))
    assert "It could not tell" in page
    assert "Pairs or weeks with enough logged days: 0." in page
    assert "you did nothing wrong" in page
    assert "What you can do now" in page
    assert "Cannot tell yet" not in page
    assert "Today:" not in page
    assert workspace.diary.trials.get(trial.id).stopped_on == TODAY
    assert "Stopped on" in words(client, address_of(trial))


def test_counts_stay_hidden_between_looks(client: TestClient, workspace: Workspace) -> None:
    trial = running(workspace, 12)
    log_days(workspace, trial.protocol.first_day, [77] * 12)
    page = words(client, address_of(trial))
    # What a person reads: ids of the diary and of files hold any two digits now and then.
    assert "77" not in re.sub(r"<[^>]+>", " ", page.partition("<main")[2])
    assert "12 of 12 days were logged" in page
    assert "2 of 14 pairs are done" in page
    assert "trial-result" not in page


def test_a_result_in_words_picture_and_table(client: TestClient, workspace: Workspace) -> None:
    trial = running(workspace, 36)
    log_days(workspace, trial.protocol.first_day, helped_counts(trial))
    tell_of_day(workspace.diary, trial, trial.last_day, followed=True)
    page = words(client, address_of(trial))
    assert "Helps: this result would be rare by chance" in page
    assert "Best guess for days with it:" in page
    assert 'role="img"' in page
    assert "What it does not mean" in page
    assert "Look 1 on" in page
    assert re.search(r"For you: about [56](\.\d)? twitches a day on days with it", page)
    assert "This was decided at look" in page
    assert "planned, and not needed any more" in page
    assert "What you can do now" not in page
    assert "Of 1,000 other ways" in page
    assert "A break" not in page


def test_a_plan_that_was_altered_says_so(client: TestClient, workspace: Workspace) -> None:
    from sqlalchemy import update

    from quietmuscle.store.tables import trial as table

    trial = running(workspace, 36)
    altered = replace(trial.protocol, what_i_do="Something else")
    with workspace.diary.database.writing() as connection:
        connection.execute(update(table).values(protocol=to_json(altered).decode()))
    page = words(client, address_of(trial))
    assert "was changed after it began" in page
    assert "trial-result" not in page
    assert "was changed after it began" in words(client, "/helps/experiments")


def test_what_is_forbidden_by_now_is_said_in_the_line(
    client: TestClient, workspace: Workspace
) -> None:
    trial = running(workspace, 9)
    change_health(workspace, Health(numb_skin=Answer.YES))
    page = words(client, address_of(trial))
    assert "not offered to you any more" in page


def test_one_that_is_not_there(client: TestClient) -> None:
    answer = client.get(f"/helps/experiments/{'0' * 8}-0000-7000-8000-{'0' * 12}")
    assert answer.status_code == 404
    assert "no such experiment" in unescape(answer.text)
