"""What an experiment could find is told from the person's own days, and kept honest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import TODAY
from measured import a_measurement
from shelves import put_measurement
from tried import log_days

from quietmuscle.flow import trial_outlook
from quietmuscle.flow.trial_outlook import outlook
from quietmuscle.flow.trial_outlook import sensor_sources
from quietmuscle.infer.trial_power import Power
from quietmuscle.model.kept_trial import SensorSource
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
    outlook(workspace, pace=Pace.FAST, outcome=Outcome.TWITCHES)
    assert len(asked) == 1


def test_no_more_than_eight_weeks_are_looked_at(
    workspace: Workspace, asked: list[tuple[Reading | None, ...]]
) -> None:
    log_days(workspace, TODAY - 100 * DAY, [1] * 100)
    found = outlook(workspace, pace=Pace.SLOW, outcome=Outcome.TWITCHES, units=8)
    assert (found.looked_at_days, len(asked[0]), found.rare) == (56, 56, True)
    assert found.days == 63


@pytest.mark.parametrize("outcome", [Outcome.TWITCHES, Outcome.MINUTES, Outcome.SCORE])
def test_with_too_little_nothing_is_foretold(workspace: Workspace, outcome: Outcome) -> None:
    log_days(workspace, TODAY - 5 * DAY, [4] * 5)
    found = outlook(workspace, pace=Pace.MEDIUM, outcome=outcome)
    assert (found.power, found.rare) == (None, False)


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
