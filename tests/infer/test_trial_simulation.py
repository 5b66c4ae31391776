from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.infer.trial_simulation import DiaryTruth
from quietmuscle.infer.trial_simulation import check_truth
from quietmuscle.infer.trial_simulation import fading
from quietmuscle.infer.trial_simulation import made_up_counts
from quietmuscle.infer.trial_simulation import made_up_trial
from quietmuscle.model.trial import Pace

CALM = DiaryTruth(disturbance=0.0, evenness=1e6, weekday=0.0, lost=0.0)


def test_the_usual_count_and_the_ratio_are_as_told() -> None:
    assigned = np.tile([0.0, 1.0], 2000)
    counts = made_up_counts(replace(CALM, usual=20, ratio=0.5), assigned, 1)
    assert counts[assigned == 0].mean() == pytest.approx(20, rel=0.02)
    assert counts[assigned == 1].mean() == pytest.approx(10, rel=0.02)
    wild = made_up_counts(DiaryTruth(usual=20, lost=0.0), np.zeros(20_000), 2)
    assert wild.mean() == pytest.approx(20, rel=0.05)


def test_days_are_lost_as_told_and_bad_days_more() -> None:
    lost = made_up_counts(replace(CALM, lost=0.3), np.zeros(10_000), 3)
    assert np.isnan(lost).mean() == pytest.approx(0.3, abs=0.02)
    whole = made_up_counts(replace(CALM, lost=0.0), np.zeros(10_000), 3)
    bad = made_up_counts(replace(CALM, lost_when_bad=0.6), np.zeros(10_000), 3)
    worst = whole >= np.quantile(whole, 0.7)
    assert np.isnan(bad)[worst].mean() == pytest.approx(0.6, abs=0.02)
    assert not np.isnan(bad)[~worst].any()


def test_a_disturbance_fades_as_told() -> None:
    passing = fading(np.random.default_rng(1), 50_000, 0.8, 0.5)
    assert passing.std() == pytest.approx(0.5, rel=0.05)
    assert np.corrcoef(passing[1:], passing[:-1])[0, 1] == pytest.approx(0.8, abs=0.02)


def test_drift_and_a_bad_start() -> None:
    days = 4000
    drifting = made_up_counts(replace(CALM, usual=200, drift=0.6), np.zeros(days), 1)
    assert np.log(drifting[-400:].mean() / drifting[:400].mean()) == pytest.approx(0.54, abs=0.03)
    start = made_up_counts(replace(CALM, usual=1000, bad_start=1.0), np.zeros(60), 1)
    assert start[0] / start[-1] == pytest.approx(np.e, rel=0.12)


def test_one_seed_is_one_experiment() -> None:
    first, again = (made_up_trial(DiaryTruth(), pace=Pace.FAST, units=14, seed=5) for _ in "ab")
    assert first == again
    other = made_up_trial(DiaryTruth(), pace=Pace.FAST, units=14, seed=6)
    assert other.protocol.seed != first.protocol.seed
    assert other.protocol.arms != first.protocol.arms


@pytest.mark.parametrize(
    "change", [{"ratio": 0.0}, {"usual": -1.0}, {"memory": 1.0}, {"lost": float("nan")}]
)
def test_truths_that_no_diary_has_are_refused(change: dict[str, float]) -> None:
    check_truth(DiaryTruth())
    with pytest.raises(ValueNotUnderstoodError, match="must be between"):
        check_truth(replace(DiaryTruth(), **change))
