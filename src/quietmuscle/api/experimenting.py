"""Experiments and insights on files alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quietmuscle.flow.trial_file import Analysed
    from quietmuscle.infer.trial_simulation import DiaryTruth
    from quietmuscle.model.insight import InsightFile
    from quietmuscle.model.insight import Insights
    from quietmuscle.model.trial import Pace
    from quietmuscle.model.trial_file import SimulatedTrials
    from quietmuscle.model.trial_file import TrialFile


def insights(diary: InsightFile | str | bytes, *, seed: int = 0) -> Insights:
    """Ideas to test from a diary, or from the JSON text of one; questions, not answers."""
    from quietmuscle.flow.insights import insights_of
    from quietmuscle.flow.insights import read_days

    return insights_of(read_days(diary) if isinstance(diary, str | bytes) else diary, seed)


def trial_analyse(trial: TrialFile | str | bytes) -> Analysed:
    """What an experiment says: a sealed plan with its days, or the JSON text of one."""
    from quietmuscle.flow.trial_file import analyse
    from quietmuscle.flow.trial_file import read_trial

    return analyse(read_trial(trial) if isinstance(trial, str | bytes) else trial)


def trial_simulate(
    truth: DiaryTruth, *, pace: Pace, units: int, runs: int, seed: int = 0
) -> SimulatedTrials:
    """What so many made-up experiments say whose truth is known, beside others' methods."""
    from quietmuscle.infer.trial_runs import simulated_trials
    from quietmuscle.infer.trial_simulation import check_truth

    check_truth(truth)
    return simulated_trials(truth, pace=pace, units=units, runs=runs, seed=seed)
