"""Diaries with a known truth: counts that scatter about a course, with a memory."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

import numpy as np

from quietmuscle.model.day import DayCount

LAST_DAY = date(2026, 11, 22)


def some_counts(*twitches: int | None, last_day: date = LAST_DAY) -> tuple[DayCount, ...]:
    """Daily counts that end on a day."""
    first = last_day - timedelta(days=len(twitches) - 1)
    return tuple(
        DayCount(day=first + timedelta(days=place), twitches=count, entries=int(bool(count)))
        for place, count in enumerate(twitches)
    )


def course_of(shape: str, days: int, per_day: float = 12.0) -> np.ndarray:
    """An expected count for each day."""
    day = np.arange(days)
    log_factor = {
        "flat": 0 * day,
        "wave": 0.5 * np.sin(2 * np.pi * day / days),
        "falling": -1.2 * day / days,
        "relapse": -0.4 + np.exp(-(((day - 0.6 * days) / 14) ** 2) / 2),
    }[shape]
    return per_day * np.exp(log_factor)


def simulated_counts(
    expected: np.ndarray,
    *,
    seed: int,
    memory: float = 0.0,
    disturbance: float = 0.5,
    evenness: float = 4.0,
    missing: float = 0.15,
) -> tuple[DayCount, ...]:
    """Counts about a course, as in the model; a memory of 0 leaves the disturbance out."""
    chance = np.random.default_rng(seed)
    days = len(expected)
    passing = np.zeros(days)
    if memory:
        shocks = chance.normal(scale=disturbance * (1 - memory**2) ** 0.5, size=days)
        passing[0] = chance.normal(scale=disturbance)
        for day in range(1, days):
            passing[day] = memory * passing[day - 1] + shocks[day]
        passing -= disturbance**2 / 2
    mean = expected * np.exp(passing)
    twitches = chance.negative_binomial(evenness, evenness / (evenness + mean))
    logged = chance.random(days) >= missing
    return some_counts(
        *(int(count) if told else None for count, told in zip(twitches, logged, strict=True))
    )
