"""How often a diary suggests what is not there, and how often it finds what is.

    ./run python benchmarks/insights.py               2,000 diaries a cell, about ten minutes
    ./run python benchmarks/insights.py --runs 200    a quick look

Ten things are told of each day; none has to do with twitches, or one has (0.3
on the log scale for each standard deviation). Beside ours: every correlation at
p < 0.05 over the same lags, the same with Benjamini and Hochberg's correction,
and a report after 3 days with and 3 without.
"""

from __future__ import annotations

import argparse
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from quietmuscle.infer.associations import LAGS
from quietmuscle.infer.insights import insights
from quietmuscle.infer.peer_methods import correlated
from quietmuscle.infer.peer_methods import three_and_three
from quietmuscle.infer.trial_simulation import fading
from quietmuscle.model.insight import InsightDay

FACTORS = 10
FIRST = date(2026, 1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How long the diary is, how it sticks, and how strong the one true thing is."""

    name: str
    days: int = 60
    memory: float = 0.5
    sticky_factors: float = 0.5
    usual: float = 12.0
    drift: float = 0.0
    strength: float = 0.0


CELLS = (
    Cell(name="60 complete days"),
    Cell(name="60 complete days, memory 0", memory=0.0),
    Cell(name="60 complete days, memory 0.8 everywhere", memory=0.8, sticky_factors=0.8),
    Cell(name="60 complete days, a trend", drift=1.0),
    Cell(name="60 complete days, rare (0.5 a day)", usual=0.5),
    Cell(name="90 complete days", days=90),
    Cell(name="180 complete days, memory 0.8", days=180, memory=0.8),
    Cell(name="60 complete days, one true thing", strength=-0.3),
    Cell(name="90 complete days, one true thing", days=90, strength=-0.3),
    Cell(name="180 complete days, one true thing", days=180, strength=-0.3),
)


def made_up(cell: Cell, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Counts (days,) and what was told of them (things, days), until so many days are complete."""
    random = np.random.default_rng([seed, cell.days])
    whole = cell.days * 5 // 4
    told = np.array([fading(random, whole, cell.sticky_factors, 1.0) for _ in range(FACTORS)])
    passing = fading(random, whole, cell.memory, 0.5)
    day = np.arange(whole) / whole
    weekday = random.normal(0, 0.2, 7)[np.arange(whole) % 7]
    expected = cell.usual * np.exp(
        passing - 0.125 + cell.drift * (day - 0.5) + weekday + cell.strength * told[0]
    )
    counts = random.negative_binomial(4, 4 / (4 + expected)).astype(float)
    counts[random.random(whole) < 0.1] = np.nan
    # People answer on a scale of five words.
    answers = np.clip(np.round(told + 3), 1, 5)
    answers[random.random(answers.shape) < 0.05] = np.nan
    # The diary ends with its last complete day.
    end = int(np.searchsorted(np.cumsum(~np.isnan(counts)), cell.days)) + 1
    return counts[:end], answers[:, :end]


def run_of(cell: Cell, seed: int) -> tuple[bool, bool, bool, bool, bool]:
    """Ours false, ours found, and whether each of the three others claims something false."""
    counts, answers = made_up(cell, seed)
    days = tuple(
        InsightDay(
            day=FIRST + timedelta(days=ahead),
            twitches=None if np.isnan(count) else float(count),
            factors={
                f"thing {place}": float(value)
                for place, value in enumerate(answers[:, ahead])
                if not np.isnan(value)
            },
        )
        for ahead, count in enumerate(counts)
    )
    named = {idea.factor for idea in insights(days, seed).ideas}
    others = answers[1:] if cell.strength else answers
    filled = np.where(np.isnan(others), 3.0, others)
    return (
        bool(named - ({"thing 0"} if cell.strength else set())),
        bool(cell.strength and "thing 0" in named),
        correlated(counts, filled, len(LAGS)),
        benjamini_hochberg(counts, filled),
        three_and_three(counts, filled),
    )


def benjamini_hochberg(counts: np.ndarray, told: np.ndarray) -> bool:
    """Whether any correlation stands after the usual correction at 5 %."""
    from scipy.stats import pearsonr

    kept = ~np.isnan(counts)
    found = []
    for factor in told:
        for lag in LAGS:
            both = kept[lag:]
            one, two = counts[lag:][both], factor[: len(factor) - lag][both]
            if np.ptp(one) and np.ptp(two):
                found.append(float(pearsonr(one, two).pvalue))
    ordered = np.sort(found)
    return bool((ordered <= 0.05 * np.arange(1, len(ordered) + 1) / len(ordered)).any())


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--runs", type=int, default=2000)
    wanted = words.parse_args()
    print(f"Any false idea, in per cent of {wanted.runs} diaries (wanted of ours: <= 8)")
    print(f"{'':42s} {'ours':>6} {'p<.05':>6} {'BH':>6} {'3+3':>6} {'found':>6}")
    with ProcessPoolExecutor() as pool:
        for cell in CELLS:
            runs = list(pool.map(run_of, [cell] * wanted.runs, range(wanted.runs), chunksize=16))
            false, found, plain, corrected, three = (
                100 * sum(each) / wanted.runs for each in zip(*runs, strict=True)
            )
            mark = "ok" if false <= 8 else "FALLS SHORT"
            power = f"{found:6.1f}" if cell.strength else "      "
            print(
                f"{cell.name:42s} {false:6.1f} {plain:6.1f} {corrected:6.1f} {three:6.1f} {power} "
                f" {mark}",
                flush=True,
            )


if __name__ == "__main__":
    main()
