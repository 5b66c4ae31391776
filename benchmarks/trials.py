"""How often experiments are right: error rates, power and coverage, beside others' methods.

    ./run python benchmarks/trials.py               2,000 runs a cell; an hour on 2 idle cores
    ./run python benchmarks/trials.py --runs 200    a quick look
    ./run python benchmarks/trials.py --only power  one table: errors, power, coverage, few

Every run makes up a diary whose truth is known and lets the whole experiment be
answered as a person's would be. The peers' methods see diaries of the same
truth: a weekly ABAB tested by Welch's t on any day (and at its end), a plain
before-and-after, correlations at p < 0.05, and a report after 3 days with and
3 without.

The lot alone decides "helps" and "makes it worse", so where only these are
counted the model of the days is not fitted; where only the interval is looked at
no lot is drawn. The first runs of each cell go both ways, which must agree.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from time import monotonic
from unittest.mock import patch

# One thread a process: the runs themselves are spread over the cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from quietmuscle.infer import trial_answer as answering
from quietmuscle.infer.trial_answer import trial_answer
from quietmuscle.infer.trial_days import course_of
from quietmuscle.infer.trial_days import first_readings
from quietmuscle.infer.trial_days import numbers
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_effect import PRIOR_SPREAD_LOG_RATIO
from quietmuscle.infer.trial_effect import count_effect
from quietmuscle.infer.trial_fit import Posterior
from quietmuscle.infer.trial_runs import PEERS
from quietmuscle.infer.trial_runs import peers_that_claim
from quietmuscle.infer.trial_simulation import DiaryTruth
from quietmuscle.infer.trial_simulation import MadeUpTrial
from quietmuscle.infer.trial_simulation import made_up_trial
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import Effect
from quietmuscle.model.trial_answer import Verdict

FAST, MEDIUM, SLOW = Pace
DECIDED = ("false", "helps", "worse")
HOLDING = ("holds", "holds_off")
CLAIMS = {Verdict.HELPS, Verdict.WORSE}
BOTH_WAYS = 10
SEEDS = 100_000
"""Each cell has so many seeds of its own."""
NOT_FITTED = Posterior(shares=np.ones(1), means=np.zeros(1), spreads=np.ones(1))
"""Stands where a posterior would be, in runs that only ask what the lot decided."""
SENSOR = DiaryTruth(usual=12, disturbance=0.3, evenness=15, ratio=0.7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One truth and one design, and what is wanted of it (low and high, in per cent)."""

    table: str
    name: str
    truth: DiaryTruth = field(default_factory=DiaryTruth)
    pace: Pace = FAST
    units: int | None = None
    last_pairs: int | None = None
    figure: str = "false"
    low: float | None = None
    high: float | None = None
    any_time: bool = False
    peers: bool = False
    drawn: bool = False
    """Whether each run draws its ratio and half-life from what the model holds before."""


def _errors() -> list[Cell]:
    truths = [
        ("memory 0", DiaryTruth(memory=0.0)),
        ("memory 0.5", DiaryTruth()),
        ("memory 0.8", DiaryTruth(memory=0.8)),
        ("a trend", DiaryTruth(drift=0.8)),
        ("begun in a bad week", DiaryTruth(bad_start=0.8)),
        ("weekdays differ", DiaryTruth(weekday=0.5)),
        ("30 % lost, the bad days", DiaryTruth(lost=0.12, lost_when_bad=0.6)),
        ("rare: 0.5 a day", DiaryTruth(usual=0.5)),
    ]
    cells = [
        Cell(table="errors", name=f"{pace.value}, {name}", truth=truth, pace=pace, high=6.0,
             peers=pace is FAST)
        for pace in Pace
        for name, truth in truths
    ]  # fmt: skip
    cells.append(
        Cell(table="errors", name="fast, looked at on any day, memory 0.8", any_time=True,
             truth=DiaryTruth(memory=0.8), high=6.0)
    )  # fmt: skip
    return cells


CELLS = (
    *_errors(),
    Cell(table="power", name="fast, halved, 28 pairs", truth=DiaryTruth(ratio=0.5), figure="helps",
         low=80.0, peers=True),
    Cell(table="power", name="medium, halved, 21 pairs", pace=MEDIUM, figure="helps", low=75.0,
         truth=DiaryTruth(ratio=0.5, half_life_days=0.5)),
    Cell(table="power", name="slow, halved, 10 weeks", pace=SLOW, figure="helps", low=58.0,
         truth=DiaryTruth(ratio=0.5, half_life_days=1.0)),
    Cell(table="power", name="fast, -30 %, sensor-like", truth=SENSOR, figure="helps", low=70.0),
    Cell(table="power", name="fast, -30 %, diary", truth=DiaryTruth(ratio=0.7), figure="helps"),
    Cell(table="power", name="wrong way at ratio 0.7", truth=DiaryTruth(ratio=0.7), figure="worse",
         high=0.5),
    Cell(table="power", name="'no difference' at ratio 0.7", truth=SENSOR, figure="no_difference",
         high=5.0),
    Cell(table="coverage", name="fast, at once", truth=DiaryTruth(ratio=0.5), figure="holds"),
    Cell(table="coverage", name="fast, does nothing", figure="holds"),
    Cell(table="coverage", name="fast, half-life 0.5",
         truth=DiaryTruth(ratio=0.5, half_life_days=0.5), figure="holds"),
    Cell(table="coverage", name="fast, half-life 0.25",
         truth=DiaryTruth(ratio=0.5, half_life_days=0.25), figure="holds"),
    Cell(table="coverage", name="fast, at once, memory 0.8",
         truth=DiaryTruth(ratio=0.5, memory=0.8), figure="holds"),
    Cell(table="coverage", name="fast, at once, rare: 1.5 a day",
         truth=DiaryTruth(ratio=0.5, usual=1.5), figure="holds"),
    Cell(table="coverage", name="fast, at once, sensor-like", truth=SENSOR, figure="holds"),
    Cell(table="coverage", name="medium, half-life 1", pace=MEDIUM,
         truth=DiaryTruth(ratio=0.5, half_life_days=1.0), figure="holds"),
    Cell(table="coverage", name="medium, half-life 0.5", pace=MEDIUM,
         truth=DiaryTruth(ratio=0.5, half_life_days=0.5), figure="holds"),
    Cell(table="coverage", name="slow, half-life 2", pace=SLOW,
         truth=DiaryTruth(ratio=0.5, half_life_days=2.0), figure="holds"),
    Cell(table="coverage", name="fast, half-life 1 (twice 0.5)",
         truth=DiaryTruth(ratio=0.5, half_life_days=1.0), figure="holds_off"),
    Cell(table="coverage", name="medium, half-life 2 (twice 1)", pace=MEDIUM,
         truth=DiaryTruth(ratio=0.5, half_life_days=2.0), figure="holds_off"),
    Cell(table="coverage", name="fast, any ratio and half-life", figure="holds", drawn=True),
    Cell(table="coverage", name="medium, any ratio and half-life", pace=MEDIUM, figure="holds",
         drawn=True),
    Cell(table="few", name="4 pairs, a tenth left", figure="cannot_tell", low=100.0, last_pairs=4,
         truth=DiaryTruth(ratio=0.1, disturbance=0.1, lost=0.0)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """What one run said; None where it was not asked."""

    verdict: Verdict | None
    effect: Effect | None
    ratio: float = 1.0
    peers: tuple[str, ...] = ()


def run_of(cell: Cell, seed: int) -> Run:
    """One made-up experiment, answered as far as its cell asks."""
    units = cell.units or DESIGNS[cell.pace].usual
    truth = _drawn(cell, seed) if cell.drawn else cell.truth
    made = made_up_trial(truth, pace=cell.pace, units=units, seed=seed, any_time=cell.any_time)
    if cell.last_pairs is not None:
        end = 7 + cell.last_pairs * DESIGNS[cell.pace].days_of_unit
        first_day = made.protocol.first_day
        made = replace(made, days=tuple(d for d in made.days if (d.day - first_day).days < end))
    run = _in_short(cell, made)
    if seed % SEEDS < BOTH_WAYS:
        whole = _whole(made)
        same = (
            run.effect == whole.effect
            if cell.figure in HOLDING
            else (run.verdict is whole.verdict)
            or (cell.figure in DECIDED and {run.verdict, whole.verdict}.isdisjoint(CLAIMS))
        )
        if not same:
            raise AssertionError(f"{cell.name}, seed {seed}: the short way says something else")
    peers = peers_that_claim(cell.truth, len(made.protocol.arms), seed) if cell.peers else ()
    return replace(run, ratio=truth.ratio, peers=peers)


def _drawn(cell: Cell, seed: int) -> DiaryTruth:
    """The cell's truth with a ratio and a half-life that are drawn as the model's prior says."""
    rng = np.random.default_rng([seed, 2])
    half_lives = DESIGNS[cell.pace].half_lives_days
    ratio = float(np.exp(rng.normal(0.0, PRIOR_SPREAD_LOG_RATIO)))
    return replace(
        cell.truth, ratio=ratio, half_life_days=rng.uniform(min(half_lives), max(half_lives))
    )


def _whole(made: MadeUpTrial) -> Run:
    found = trial_answer(made.protocol, made.days, last_day=made.protocol.last_day)
    return Run(found.verdict, found.effect)


def _in_short(cell: Cell, made: MadeUpTrial) -> Run:
    """What a cell asks, and nothing besides."""
    if cell.figure in DECIDED:
        with patch.object(answering, "count_posterior", return_value=NOT_FITTED):
            return Run(_whole(made).verdict, None)
    if cell.figure in HOLDING:
        course = course_of(made.protocol, made.days, made.protocol.last_day)
        days = numbers(course, first_readings(course))
        return Run(None, count_effect(days, made.protocol.plan.half_lives_days))
    return _whole(made)


def line_of(cell: Cell, runs: list[Run]) -> str:
    """A cell's figures with what is wanted, and the simulation's own uncertainty."""
    count = len(runs)
    if cell.figure in HOLDING:
        told = [(run.ratio, run.effect) for run in runs if run.effect is not None]
        high = 100 * sum(one.low_95 <= ratio <= one.high_95 for ratio, one in told) / count
        low = 100 * sum(one.low_80 <= ratio <= one.high_80 for ratio, one in told) / count
        fits = high >= 85 if cell.figure == "holds_off" else 92 <= high <= 98 and 76 <= low <= 87
        wanted = ">= 85" if cell.figure == "holds_off" else "92-98 and 76-87"
        middle = sorted(one.middle for _ratio, one in told)[count // 2]
        truth = sorted(ratio for ratio, _one in told)[count // 2]
        return (
            f"{cell.name:42s} 95 %: {high:5.1f}  80 %: {low:5.1f}  (middle {middle:.2f} of "
            f"{truth:.2g})  wanted {wanted}: {'ok' if fits else 'FALLS SHORT'}"
        )
    verdicts = Counter(run.verdict.value for run in runs if run.verdict is not None)
    share = verdicts["helps"] + verdicts["worse"] if cell.figure == "false" else 0
    share = 100 * (share or (0 if cell.figure == "false" else verdicts[cell.figure])) / count
    sure = 100 * (share / 100 * (1 - share / 100) / count) ** 0.5
    fits = (cell.low is None or share >= cell.low) and (cell.high is None or share <= cell.high)
    wanted = "" if cell.low is None else f">= {cell.low:g}"
    wanted += "" if cell.high is None else f"<= {cell.high:g}"
    mark = (": ok" if fits else ": FALLS SHORT") if wanted else ""
    line = f"{cell.name:42s} {share:5.1f} % (+-{sure:.1f})  wanted {wanted}{mark}"
    if cell.peers:
        claims = Counter(name for run in runs for name in run.peers)
        line += "\n" + "\n".join(
            f"    {name:38s} {100 * claims[name] / count:5.1f} %" for name in PEERS
        )
    return line


def main() -> None:
    """Print every table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--runs", type=int, default=2000)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--only", choices=["errors", "power", "coverage", "few"])
    wanted = words.parse_args()
    table = ""
    with ProcessPoolExecutor() as pool:
        for number, cell in enumerate(CELLS):
            if wanted.only and cell.table != wanted.only:
                continue
            if cell.table != table:
                table = cell.table
                print(f"\n{table}, {wanted.runs} runs a cell, in per cent")
            start = monotonic()
            first = wanted.seed + SEEDS * number
            seeds = range(first, first + wanted.runs)
            runs = list(pool.map(run_of, [cell] * len(seeds), seeds, chunksize=8))
            print(line_of(cell, runs), flush=True)
            print(f"{cell.name}: {monotonic() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
