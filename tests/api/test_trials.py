from __future__ import annotations

from datetime import timedelta

import pytest
from entries import TODAY
from tried import all_no
from tried import on_day

from quietmuscle import api
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Excuse


def test_an_experiment_from_its_start_to_its_stop(diary) -> None:
    assert api.trials(diary).trials == ()
    assert api.trial_today(diary) is None
    with pytest.raises(api.QuietMuscleError, match="not offered to you"):
        api.start_trial(diary, "warm_compress", fever="no")
    all_no(diary)
    assert any(each.may_be_tried for each in api.trial_choices(diary))
    ahead = api.trial_outlook(diary, "warm_compress", units=14, any_time=True)
    assert (ahead.units, ahead.days, ahead.power) == (14, 35, None)
    begun = api.start_trial(diary, "warm_compress", units=14, fever="no", outcome="score")
    assert api.trial(diary, begun.id) == begun
    line = api.trial_today(diary)
    assert line is not None
    assert line.arm is Arm.RUN_IN
    note = api.trial_followed(diary, True, score_0_10=3)
    assert (note.day, note.followed, note.score_0_10) == (TODAY, True, 3)
    later = on_day(diary, TODAY + timedelta(days=2))
    ill = api.trial_followed(later, None, on=TODAY, excuse="illness", minutes=5)
    assert (ill.followed, ill.excuse, ill.score_0_10) == (None, Excuse.ILLNESS, 3)
    assert (api.pause_trial(later, 3), api.resume_trial(later)) == (3, 3)
    stopped = api.stop_trial(later)
    assert stopped.last_day == TODAY + timedelta(days=2)
    assert api.trial_file(later, begun.id).protocol.seal == begun.seal
    with pytest.raises(api.QuietMuscleError, match="No experiment is running"):
        api.stop_trial(later)
