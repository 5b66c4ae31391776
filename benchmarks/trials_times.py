"""How long an experiment's answer and ideas to test take, on one core.

    ./run python benchmarks/trials_times.py            ten seconds
    ./run python benchmarks/trials_times.py --times 1  a quick look

The longest plan of each pace, with every day logged: fitting the model alone, and
the whole answer of one that is over (all planned looks with all draws of the lot,
bets where there can be any, the estimate, the verdict). Ideas come from ten years
with twelve things told of each day. Each is done once before it is timed; the
figure is the slowest of some times, in seconds of the processor.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from figures import Figure
from figures import machine
from figures import print_figures
from quietmuscle.infer.insights import insights
from quietmuscle.infer.trial_answer import trial_answer
from quietmuscle.infer.trial_days import course_of
from quietmuscle.infer.trial_days import first_readings
from quietmuscle.infer.trial_days import numbers
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import protocol_of
from quietmuscle.infer.trial_effect import all_between
from quietmuscle.infer.trial_effect import count_posterior
from quietmuscle.infer.trial_effect import score_posterior
from quietmuscle.model.insight import InsightDay
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial import Reading
from quietmuscle.model.trial import TrialDay
from quietmuscle.model.trial import TrialProtocol

if TYPE_CHECKING:
    from collections.abc import Callable

FIT_S = 0.25
ANSWER_S = 1.0
IDEAS_S = 2.0
FIRST = date(2016, 1, 4)
YEARS = 10
THINGS = 12


def slowest_s(work: Callable[[], object], times: int) -> float:
    """Seconds of the processor, the slowest of some times after one that does not count."""
    work()
    took = []
    for _ in range(times):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return max(took)


def longest(pace: Pace, outcome: Outcome) -> tuple[TrialProtocol, tuple[TrialDay, ...]]:
    """The longest plan of a pace, all its days logged."""
    protocol = protocol_of(
        trial_id=UUID(int=7),
        made_at_utc=datetime(2016, 1, 1, tzinfo=UTC),
        strategy="made_up",
        what_i_do="",
        pace=pace,
        units=DESIGNS[pace].most,
        outcome=outcome,
        first_day=FIRST,
        seed="ab" * 16,
        any_time=pace is not Pace.SLOW,
    )
    random = np.random.default_rng(1)
    count = len(protocol.arms)
    values = (
        random.negative_binomial(4, 4 / 16, count)
        if outcome.is_counted
        else np.clip(np.round(random.normal(5, 1.5, count)), 0, 10)
    )
    days = tuple(
        TrialDay(day=FIRST + timedelta(days=ahead), first=Reading(value=float(value)))
        for ahead, value in enumerate(values)
    )
    return protocol, days


def answer_figures(times: int) -> list[Figure]:
    """The fit and the whole answer of each pace, for counts and for scores."""
    found = []
    for pace, design in DESIGNS.items():
        for outcome in (Outcome.TWITCHES, Outcome.SCORE):
            protocol, days = longest(pace, outcome)
            course = course_of(protocol, days, protocol.last_day)
            numbered = numbers(course, first_readings(course))
            fit = count_posterior if outcome.is_counted else score_posterior
            held = all_between(design.half_lives_days)
            name = f"{pace.value}, {outcome.value}"
            how = f"{len(days)} days, slowest of {times}"
            fitted_s = slowest_s(partial(fit, numbered, held), times)
            whole = partial(trial_answer, protocol, days, last_day=protocol.last_day)
            whole_s = slowest_s(whole, times)
            found += [
                Figure(name=f"fit: {name}", value=fitted_s, unit="s", how=how, target=FIT_S),
                Figure(name=f"answer: {name}", value=whole_s, unit="s", how=how, target=ANSWER_S),
            ]
    return found


def ideas_figure(times: int) -> Figure:
    """Ideas from ten years with twelve things told of each day."""
    random = np.random.default_rng(2)
    days = tuple(
        InsightDay(
            day=FIRST + timedelta(days=ahead),
            twitches=float(random.negative_binomial(4, 0.25)),
            factors={f"thing {each}": float(random.integers(1, 6)) for each in range(THINGS)},
        )
        for ahead in range(YEARS * 365)
    )
    return Figure(
        name="ideas to test",
        value=slowest_s(lambda: insights(days, 0), times),
        unit="s",
        how=f"{YEARS} years, {THINGS} things, slowest of {times}",
        target=IDEAS_S,
    )


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--times", type=int, default=5)
    times = words.parse_args().times
    sys.stdout.write(f"{machine()}\n\n")
    print_figures([*answer_figures(times), ideas_figure(times)], [])


if __name__ == "__main__":
    main()
