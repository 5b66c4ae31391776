"""An experiment of the diary refuses what does not belong together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta
from uuid import UUID

import pytest
from entries import TODAY
from entries import an_id
from hypothesis import given
from tried import a_kept_pair
from tried import a_look
from tried import a_trial
from tried import trial_notes

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.kept_trial import KeptLook
from quietmuscle.model.kept_trial import TrialNote
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.kept_trial import empty_note
from quietmuscle.model.kept_trial import note_id
from quietmuscle.model.trial import Outcome

TRIAL = UUID("00000000-0000-7000-8000-000000000001")


def test_it_runs_until_its_end_or_until_it_is_stopped() -> None:
    trial = a_trial(TODAY)
    last = trial.protocol.last_day
    assert trial.last_day == last
    assert trial.state_on(last) is TrialState.RUNNING
    assert trial.state_on(last + timedelta(days=1)) is TrialState.ENDED
    stopped = replace(trial, stopped_on=TODAY)
    assert (stopped.last_day, stopped.state_on(TODAY)) == (TODAY, TrialState.STOPPED)


def test_what_does_not_belong_together_is_refused() -> None:
    trial, measured = a_trial(TODAY), a_trial(TODAY, outcome=Outcome.SENSOR)
    looks = tuple(KeptLook(taken_on=TODAY, look=a_look(number)) for number in (2, 1))
    for wrong in (
        {"id": an_id()},
        {"sensor": measured.sensor},
        {"stopped_on": TODAY - timedelta(days=1)},
        {"stopped_on": trial.protocol.last_day + timedelta(days=1)},
        {"looks": looks},
        {"looks": looks[:1] * 2},
        {"pairs": (a_kept_pair(2),)},
        {"pairs": (a_kept_pair(1), a_kept_pair(1))},
        {"pairs": tuple(map(a_kept_pair, range(1, trial.protocol.units + 2)))},
    ):
        with pytest.raises(ValueNotUnderstoodError, match="cannot be read"):
            replace(trial, **wrong)
    with pytest.raises(ValueNotUnderstoodError):
        replace(measured, sensor=None)
    assert replace(trial, looks=looks[::-1], stopped_on=TODAY).looks == looks[::-1]


def test_a_day_of_an_experiment_has_one_id_everywhere() -> None:
    assert note_id(TRIAL, date(2026, 11, 23)) == UUID("03ba0912-58c4-5d70-b8a1-6d75061a3174")


@given(note=trial_notes())
def test_no_two_days_share_an_id(note: TrialNote) -> None:
    other = empty_note(note.trial, note.day + timedelta(days=1))
    assert note.id != other.id
    with pytest.raises(ValueNotUnderstoodError, match="another day"):
        replace(note, id=other.id)


def test_what_no_day_can_hold_is_refused() -> None:
    note = empty_note(TRIAL, TODAY)
    for wrong in ({"minutes": -1}, {"minutes": 1441}, {"minutes": True}, {"score_0_10": 11}):
        with pytest.raises(ValueNotUnderstoodError):
            replace(note, **wrong)
    assert replace(note, minutes=1440, score_0_10=0).minutes == 1440
