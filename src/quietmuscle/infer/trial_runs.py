"""Many made-up experiments of one truth: what we say, and what others would have said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.infer.peer_methods import before_and_after
from quietmuscle.infer.peer_methods import correlated
from quietmuscle.infer.peer_methods import three_and_three
from quietmuscle.infer.peer_methods import weekly_abab
from quietmuscle.infer.peer_methods import welch_at_end
from quietmuscle.infer.peer_methods import welch_daily
from quietmuscle.infer.trial_answer import trial_answer
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import ENGINE
from quietmuscle.infer.trial_design import RUN_IN_DAYS
from quietmuscle.infer.trial_simulation import made_up_counts
from quietmuscle.infer.trial_simulation import made_up_trial
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_file import TRIAL_SCHEMA
from quietmuscle.model.trial_file import Share
from quietmuscle.model.trial_file import SimulatedTrials

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from quietmuscle.infer.trial_simulation import DiaryTruth
    from quietmuscle.model.trial import Pace
    from quietmuscle.model.trial_answer import TrialAnswer

    Floats = NDArray[np.float64]

FACTORS = 10
LAGS = 2
"""What a diary that correlates everything is given: so many factors, each at so many lags."""


def simulated_trials(  # noqa: PLR0913 - a design, a truth, and how often
    truth: DiaryTruth,
    *,
    pace: Pace,
    units: int,
    runs: int,
    seed: int,
    any_time: bool = False,
    progress: Callable[[int], object] = lambda _done: None,
) -> SimulatedTrials:
    """What so many experiments said whose truth is known; run `i` has the seed `seed + i`."""
    design = DESIGNS[pace]
    answers = []
    peers: Counter[str] = Counter()
    for run in range(runs):
        answers.append(_answer(truth, pace, units, seed + run, any_time=any_time))
        peers.update(peers_that_claim(truth, design.days_in_all(units), seed + run))
        progress(run + 1)
    verdicts = Counter(answer.verdict for answer in answers)
    effects = [answer.effect for answer in answers if answer.effect is not None]
    return SimulatedTrials(
        schema=TRIAL_SCHEMA,
        engine=ENGINE,
        runs=runs,
        seed=seed,
        true_ratio=truth.ratio,
        verdicts=tuple(
            Share(what=verdict.value, share=verdicts[verdict] / runs) for verdict in Verdict
        ),
        stopped_early=_share(
            [
                bool(answer.looks and answer.looks[-1].number < len(design.look_shares))
                for answer in answers
            ]
        ),
        holds_95=_share([one.low_95 <= truth.ratio <= one.high_95 for one in effects])
        if effects
        else None,
        holds_80=_share([one.low_80 <= truth.ratio <= one.high_80 for one in effects])
        if effects
        else None,
        median_ratio=float(np.median([one.middle for one in effects])) if effects else None,
        peers=tuple(Share(what=name, share=peers[name] / runs) for name in PEERS),
    )


PEERS = (
    "weekly_abab_welch_any_day",
    "weekly_abab_welch_at_end",
    "before_and_after",
    "correlation_p_05",
    "three_days_and_three",
)


def peers_that_claim(truth: DiaryTruth, days: int, seed: int) -> tuple[str, ...]:
    """Which of the others' ways say that something works, on a diary of so many days.

    What they try has the true ratio; the factors of the last two are noise, so
    each claim of theirs is false.
    """
    abab = weekly_abab(days, RUN_IN_DAYS)
    counts = made_up_counts(truth, abab, seed)
    started = (np.arange(days) >= 2 * RUN_IN_DAYS).astype(float)
    before = made_up_counts(truth, started, seed)
    plain = made_up_counts(truth, np.zeros(days), seed)
    factors = _factors(days, seed)
    claims = (
        welch_daily(counts, abab, RUN_IN_DAYS),
        welch_at_end(counts, abab, RUN_IN_DAYS),
        before_and_after(before),
        correlated(plain, factors, LAGS),
        three_and_three(plain, factors),
    )
    return tuple(name for name, claim in zip(PEERS, claims, strict=True) if claim)


def _factors(days: int, seed: int) -> Floats:
    """Day items that have nothing to do with twitches, and stick from day to day."""
    rng = np.random.default_rng([seed, 1])
    steps = rng.normal(size=(FACTORS, days))
    for day in range(1, days):
        steps[:, day] = 0.5 * steps[:, day - 1] + 0.75**0.5 * steps[:, day]
    return np.asarray(steps)


def _answer(truth: DiaryTruth, pace: Pace, units: int, seed: int, *, any_time: bool) -> TrialAnswer:
    made = made_up_trial(truth, pace=pace, units=units, seed=seed, any_time=any_time)
    return trial_answer(made.protocol, made.days, last_day=made.protocol.last_day)


def _share(held: list[bool]) -> float:
    return sum(held) / len(held)
