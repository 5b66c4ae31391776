"""The days of an experiment as the diary holds them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import CALF
from entries import EYELID
from entries import NOW_UTC
from entries import TODAY
from entries import an_id
from measured import a_correction
from measured import a_measurement
from shelves import put_measurement
from shelves import put_trial
from shelves import tell_of_day
from tried import a_trial
from tried import log_days

from quietmuscle.flow.trial_days import counted_twitches
from quietmuscle.flow.trial_days import measured_twitches
from quietmuscle.flow.trial_days import trial_days
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.settings import Settings
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Reading

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

DAY = timedelta(days=1)


def test_none_today_is_0_and_a_day_that_nobody_logged_is_nothing(workspace: Workspace) -> None:
    log_days(workspace, TODAY, (3, 0, None, 5))
    assert counted_twitches(workspace, TODAY, TODAY + 3 * DAY) == {
        TODAY: Reading(value=3),
        TODAY + DAY: Reading(value=0),
        TODAY + 3 * DAY: Reading(value=5),
    }


def test_days_come_with_what_was_told_of_them(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY - DAY, (9, 3, None, 4, 6))
    tell_of_day(workspace.diary, trial, TODAY, followed=True)
    tell_of_day(workspace.diary, trial, TODAY + DAY, excuse=Excuse.ILLNESS)
    first, second, third = trial_days(workspace, trial, TODAY + 2 * DAY)
    assert (first.first, first.followed) == (Reading(value=3), True)
    assert (second.first, second.followed, second.excuse) == (None, None, Excuse.ILLNESS)
    assert (third.day, third.first) == (TODAY + 2 * DAY, Reading(value=4))
    assert trial_days(workspace, trial, TODAY - DAY) == ()
    end = trial.protocol.last_day
    assert trial_days(workspace, trial, end + 9 * DAY)[-1].day == end


@pytest.mark.parametrize(
    ("outcome", "wanted"), [(Outcome.MINUTES, Reading(value=25)), (Outcome.SCORE, Reading(value=0))]
)
def test_minutes_and_scores_are_the_experiments_own(
    workspace: Workspace, outcome: Outcome, wanted: Reading
) -> None:
    trial = a_trial(TODAY, outcome=outcome)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY, (7, 7))
    tell_of_day(workspace.diary, trial, TODAY, minutes=25, score_0_10=0)
    told, untold = trial_days(workspace, trial, TODAY + DAY)
    assert (told.first, untold.first) == (wanted, None)


def test_only_measurements_of_that_place_and_way_are_counted(workspace: Workspace) -> None:
    kept = a_measurement(corrections=(a_correction(),))
    put_measurement(workspace.diary, kept)
    put_measurement(workspace.diary, a_measurement(NOW_UTC - timedelta(hours=1)))
    source = SensorSource(site=kept.sites[0], made_with=kept.made_with)
    found = measured_twitches(workspace, source, TODAY - DAY, TODAY)
    twice = 2 * kept.result.summary.fasciculations
    assert twice > 0
    assert found == {TODAY: Reading(value=twice, minutes=2 * kept.result.usable_s / 60)}
    elsewhere = SensorSource(site=EYELID, made_with=kept.made_with)
    another_way = SensorSource(
        site=CALF,
        made_with=next(each for each in MadeWith if each is not kept.made_with),
    )
    assert measured_twitches(workspace, elsewhere, TODAY, TODAY) == {}
    assert measured_twitches(workspace, another_way, TODAY, TODAY) == {}


def test_recordings_that_overlap_keep_their_rate(workspace: Workspace) -> None:
    kept = a_measurement()
    source = SensorSource(site=kept.sites[0], made_with=kept.made_with)
    long = replace(kept, result=replace(kept.result, duration_s=90_000.0, usable_s=90_000.0))
    for _device in "ab":
        put_measurement(workspace.diary, replace(long, id=an_id()))
    (reading,) = measured_twitches(workspace, source, TODAY, TODAY).values()
    assert reading.minutes == 24 * 60
    rate = kept.result.summary.fasciculations / 1500
    assert reading.value / reading.minutes == pytest.approx(rate)


def test_who_travels_keeps_the_days_that_they_logged(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY, (3, 4))
    before = trial_days(workspace, trial, TODAY + DAY)
    workspace.diary.preferences.put_settings(Settings(zone="Pacific/Apia"))
    assert trial_days(workspace, trial, TODAY + DAY) == before
    assert datetime.now(UTC).tzinfo is UTC
