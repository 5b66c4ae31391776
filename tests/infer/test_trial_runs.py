from __future__ import annotations

import pytest

from quietmuscle.infer.trial_runs import PEERS
from quietmuscle.infer.trial_runs import peers_that_claim
from quietmuscle.infer.trial_runs import simulated_trials
from quietmuscle.infer.trial_simulation import DiaryTruth
from quietmuscle.model.trial import Pace


@pytest.fixture(scope="module")
def nothing():
    seen: list[int] = []
    found = simulated_trials(
        DiaryTruth(), pace=Pace.FAST, units=14, runs=24, seed=0, progress=seen.append
    )
    assert seen == list(range(1, 25))
    return found


def test_we_rarely_claim_what_is_not_there_and_others_often_do(nothing) -> None:
    """How these twenty-four fell: another rule would have them fall otherwise.

    No twenty-four runs can tell an error rate from twice that rate. The rate is held
    exactly, over all lots, in test_trial_answer.py.
    """
    verdicts = {each.what: each.share for each in nothing.verdicts}
    assert sum(verdicts.values()) == pytest.approx(1)
    assert (verdicts["helps"], verdicts["worse"]) == (2 / 24, 0)
    peers = {each.what: each.share for each in nothing.peers}
    assert tuple(peers) == PEERS
    assert peers["three_days_and_three"] > 0.9
    assert peers["correlation_p_05"] > 0.3
    assert peers["weekly_abab_welch_any_day"] >= peers["weekly_abab_welch_at_end"]


def test_intervals_hold_the_truth(nothing) -> None:
    assert nothing.holds_95 >= 22 / 24
    assert 16 / 24 <= nothing.holds_80 <= 23 / 24
    assert 0.9 < nothing.median_ratio < 1.1


def test_a_clear_help_is_found() -> None:
    truth = DiaryTruth(ratio=0.3, disturbance=0.2, evenness=50, lost=0.0)
    found = simulated_trials(truth, pace=Pace.FAST, units=14, runs=10, seed=1)
    assert next(each.share for each in found.verdicts if each.what == "helps") >= 0.9
    assert found.stopped_early > 0.5
    assert found.median_ratio == pytest.approx(0.3, abs=0.1)


def test_one_seed_is_one_answer() -> None:
    assert peers_that_claim(DiaryTruth(), 63, 4) == peers_that_claim(DiaryTruth(), 63, 4)
