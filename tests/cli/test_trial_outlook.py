"""What an experiment could find, told before it is started."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from entries import TODAY
from tried import log_days

from quietmuscle.cli.trial_outlook import WAYS
from quietmuscle.flow import trial_outlook
from quietmuscle.flow.workspace import Workspace
from quietmuscle.infer.trial_power import Power
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.store.diary import open_diary

POWER = Power(halving=0.8, third=0.4, usual=9.0, logged_days=30, rare=False, give_or_take=0.09)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes seconds to reckon, and has tests of its own."""
    rare = Power(halving=0.2, third=0.1, usual=1.0, logged_days=20, rare=True)
    monkeypatch.setattr(
        trial_outlook, "_power", lambda days, *_plan: rare if days[0].value < 2 else POWER
    )
    monkeypatch.setattr(trial_outlook, "_assumed", lambda *_plan: POWER)


def logged(location, clock, counts: list[int | None]) -> None:
    diary = open_diary(location, clock.now_utc())
    workspace = Workspace(diary=diary, clock=clock)
    log_days(workspace, TODAY - timedelta(days=len(counts)), counts)
    diary.close()


def test_it_is_told_from_the_diarys_own_days(cli, location, clock) -> None:
    logged(location, clock, [*[9] * 15, *[None] * 15])
    told = cli("trial", "outlook", "warm_compress").out
    assert told.startswith("63 days in all, compared are pairs of single days.")
    assert "a halving about 8 times in 10" in told
    assert "may be off by about 1 in 10" in told
    assert "You logged 15 of 30 days." in told
    found = json.loads(cli("trial", "outlook", "mindfulness", "--units", "12", "--json").out)
    assert (found["units"], found["pace"], found["power"]["third"]) == (12, "slow", 0.4)


def test_rare_twitches_are_led_elsewhere(cli, location, clock) -> None:
    logged(location, clock, [1] * 20)
    assert "fewer than two twitches a day" in cli("trial", "outlook", "warm_compress").out


def test_without_days_it_says_so(cli) -> None:
    told = cli("trial", "outlook", "warm_compress", "--any-time").out
    assert "Days that were logged: 0; at least 14 are needed." in told
    sensor = ("--outcome", "sensor", "--place", "calf.left", "--made-with", "camera")
    assert "too few days of this" in cli("trial", "outlook", "warm_compress", *sensor).out
    assert "halving" in cli("trial", "outlook", "warm_compress", "--outcome", "score").out


def test_each_way_of_measuring_can_be_named() -> None:
    assert list(WAYS) == [each.value for each in MadeWith]


def test_what_cannot_be_planned_is_refused(cli) -> None:
    refused = cli("trial", "outlook", "warm_compress", "--outcome", "sensor")
    assert (refused.code, "of which place" in refused.err) == (2, True)
    assert cli("trial", "outlook", "baclofen").code == 2
