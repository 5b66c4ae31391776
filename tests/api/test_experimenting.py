from __future__ import annotations

import pytest
from made_trials import a_protocol
from made_trials import days_that_go

from quietmuscle import api
from quietmuscle.base.wire import to_json
from quietmuscle.infer.trial_simulation import DiaryTruth
from quietmuscle.model.insight import InsightFile
from quietmuscle.model.insight import Standing
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_file import TrialFile


def test_an_experiment_as_an_object_or_as_text() -> None:
    protocol = a_protocol()
    file = TrialFile(schema=1, protocol=protocol, days=days_that_go(protocol, 3, 12))
    assert api.trial_analyse(file).answer.verdict is Verdict.HELPS
    assert api.trial_analyse(to_json(file)) == api.trial_analyse(file)
    with pytest.raises(api.QuietMuscleError):
        api.trial_analyse(b"{}")


def test_insights_as_an_object_or_as_text() -> None:
    empty = InsightFile(schema=1, days=())
    assert api.insights(empty).standing is Standing.NOTHING
    assert api.insights(to_json(empty)) == api.insights(empty)


def test_simulations_are_seeded_and_bounded() -> None:
    found = api.trial_simulate(DiaryTruth(ratio=0.5), pace=Pace.FAST, units=14, runs=2)
    assert (found.runs, found.true_ratio) == (2, 0.5)
    with pytest.raises(api.QuietMuscleError, match="must be between"):
        api.trial_simulate(DiaryTruth(memory=2.0), pace=Pace.FAST, units=14, runs=1)
