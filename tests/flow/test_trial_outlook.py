"""What an experiment could find is told from the person's own days, and kept honest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import CALF
from entries import TODAY
from measured import a_measurement
from shelves import put_measurement
from shelves import put_trial
from shelves import tell_of_day
from tried import a_trial
from tried import log_days

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import trial_outlook
from quietmuscle.flow.trial_outlook import outlook
from quietmuscle.flow.trial_outlook import sensor_sources
from quietmuscle.flow.trial_outlook import strategy_outlook
from quietmuscle.flow.wipe import wipe_diary
from quietmuscle.infer.trial_power import Power
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial import Reading

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Reading | None, ...]]:
    """What the reckoning was given; it has tests of its own, and takes seconds."""
    given = []

    def reckon(readings: tuple[Reading | None, ...], **_plan: object) -> Power:
        given.append(readings)
        usual = sum(each.value for each in readings if each) / len(readings)
        return Power(halving=0.8, third=0.4, usual=usual, logged_days=len(readings), rare=usual < 2)

    trial_outlook._power.cache_clear()
    monkeypatch.setattr(trial_outlook, "power_of", reckon)
    return given


def test_it_rests_on_the_days_until_yesterday(
    workspace: Workspace, asked: list[tuple[Reading | None, ...]]
) -> None:
    log_days(workspace, TODAY - 20 * DAY, [*[6, 0, None, 8] * 5, 99])
    found = outlook(workspace, pace=Pace.FAST, outcome=Outcome.TWITCHES)
    assert (found.units, found.days) == (28, 63)
    assert (found.logged_days, found.looked_at_days, found.rare) == (15, 20, False)
    assert asked == [(Reading(value=6), Reading(value=0), None, Reading(value=8)) * 5]
    assert not found.is_sparse  # 15 of 20
    outlook(workspace, pace=Pace.FAST, outcome=Outcome.TWITCHES)
    assert len(asked) == 1


def test_a_share_near_the_fewest_is_sparse_and_assumed_days_are_not(workspace: Workspace) -> None:
    log_days(workspace, TODAY - 30 * DAY, [*[8] * 13, *[None] * 7] * 2)
    found = outlook(workspace, pace=Pace.FAST, outcome=Outcome.TWITCHES)
    assert (found.logged_days, found.looked_at_days) == (23, 30)
    assert not found.is_sparse
    assert replace(found, logged_days=20).is_sparse
    assert not replace(found, logged_days=20, outcome=Outcome.SENSOR).is_sparse
    assert not outlook(workspace, pace=Pace.FAST, units=14, outcome=Outcome.SCORE).is_sparse


def test_no_more_than_eight_weeks_are_looked_at(
    workspace: Workspace, asked: list[tuple[Reading | None, ...]]
) -> None:
    log_days(workspace, TODAY - 100 * DAY, [1] * 100)
    found = outlook(workspace, pace=Pace.SLOW, outcome=Outcome.TWITCHES, units=8)
    assert (found.looked_at_days, len(asked[0]), found.rare) == (56, 56, True)
    assert found.days == 63


def test_with_too_little_nothing_is_foretold(workspace: Workspace) -> None:
    log_days(workspace, TODAY - 5 * DAY, [4] * 5)
    found = outlook(workspace, pace=Pace.MEDIUM, outcome=Outcome.TWITCHES)
    assert (found.power, found.rare) == (None, False)


@pytest.mark.parametrize("outcome", [Outcome.MINUTES, Outcome.SCORE])
def test_of_what_was_never_asked_days_are_assumed(workspace: Workspace, outcome: Outcome) -> None:
    found = outlook(workspace, pace=Pace.FAST, units=14, outcome=outcome)
    assert found.power is not None
    assert found.power.assumed
    assert found.logged_days == 0


def test_what_earlier_experiments_asked_is_reckoned_from(
    workspace: Workspace, asked: list[tuple[Reading | None, ...]]
) -> None:
    first = TODAY - 40 * DAY
    trial = a_trial(first, outcome=Outcome.SCORE)
    put_trial(workspace.diary, trial)
    for ahead in range(30):
        tell_of_day(workspace.diary, trial, first + ahead * DAY, score_0_10=ahead % 5)
    found = outlook(workspace, pace=Pace.FAST, outcome=Outcome.SCORE)
    assert found.power is not None
    assert not found.power.assumed
    usual = [
        None if arm is Arm.WITH else Reading(value=place % 5)
        for place, arm in enumerate(trial.protocol.arms[:30])
    ]
    assert asked[0][:30] == tuple(usual)
    assert found.logged_days == sum(each is not None for each in usual)
    assert found.looked_at_days == 40
    minutes = outlook(workspace, pace=Pace.FAST, units=14, outcome=Outcome.MINUTES)
    assert minutes.power is not None
    assert minutes.power.assumed


@pytest.mark.parametrize(
    "plan",
    [
        {"strategy": "warm_compress", "units": 3},
        {"strategy": "mindfulness", "units": 11},
        {"strategy": "mindfulness", "any_time": True},
        {"strategy": "warm_compress", "outcome": Outcome.SENSOR},
        {
            "strategy": "warm_compress",
            "sensor": SensorSource(site=CALF, made_with=MadeWith.CAMERA),
        },
    ],
)
def test_a_plan_that_cannot_be_has_no_outlook(workspace: Workspace, plan) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        strategy_outlook(workspace, **plan)


def test_a_strategy_is_looked_at_with_its_own_pace(workspace: Workspace) -> None:
    found = strategy_outlook(workspace, "mindfulness", units=12)
    assert (found.pace, found.units, found.outcome) == (Pace.SLOW, 12, Outcome.TWITCHES)
    with pytest.raises(NotFoundError):
        strategy_outlook(workspace, "baclofen")


def test_what_was_reckoned_is_forgotten_with_the_diary(
    workspace: Workspace, asked: list[tuple[Reading | None, ...]]
) -> None:
    log_days(workspace, TODAY - 20 * DAY, [5, 9] * 10)
    outlook(workspace, pace=Pace.FAST, outcome=Outcome.TWITCHES)
    wipe_diary(workspace)
    assert trial_outlook._power.cache_info().currsize == 0
    assert len(asked) == 1


def test_an_empty_diary_foretells_nothing(workspace: Workspace) -> None:
    found = outlook(workspace, pace=Pace.FAST, outcome=Outcome.TWITCHES)
    assert (found.power, found.logged_days) == (None, 0)
    assert sensor_sources(workspace) == ()


def test_the_place_that_was_measured_most_comes_first(
    workspace: Workspace, asked: list[tuple[Reading | None, ...]]
) -> None:
    now = workspace.clock.now_utc()
    for ahead in range(15):
        put_measurement(workspace.diary, a_measurement(now - ahead * DAY))
    kept = a_measurement()
    (source,) = sensor_sources(workspace)
    assert source == SensorSource(site=kept.sites[0], made_with=kept.made_with)
    found = outlook(workspace, pace=Pace.FAST, outcome=Outcome.SENSOR, sensor=source)
    assert (found.logged_days, found.looked_at_days) == (14, 14)
    assert asked[0][0] is not None
    assert asked[0][0].minutes == kept.result.usable_s / 60
