"""A made-up diary: what a year of twitches might look like to the one who wrote it down.

A forward model, not a finding. A latent course (how twitchy the nerves are)
wanders from day to day; counts are drawn around it, and what else is told
leans on it a little. The medicine's dates have nothing to do with the counts:
nobody shall read an effect out of a made-up diary.

The form of the counts, negative binomial around a course with day-to-day
memory, is usual for diaries of symptoms; the figures are our own guesses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.base.ids import uuid7
from quietmuscle.base.zone import DEFAULT_DAY_START
from quietmuscle.base.zone import day_start_utc
from quietmuscle.mechanism.diary_entries import day_of_entries
from quietmuscle.mechanism.diary_entries import drifting_places
from quietmuscle.model.day import DAY_QUESTIONS
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Episode
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

DAYS_OF_A_YEAR = 365
TWITCHES_A_DAY = 7.0
"""The usual count on a usual day."""
QUIET_DAYS = 0.04
"""The share of days that are quiet whatever the course."""

MEMORY = 0.85
"""How much of today's course is yesterday's: a first-order autoregression."""
COURSE_SD = 0.5
"""The spread of the course, on the scale of logarithms."""
DISPERSION = 6.0
"""The negative binomial's size: the variance is mean + mean² / size."""
BAD_MONTH_FACTOR = 2.2
CLEAR_OF_THE_BAD_MONTH_DAYS = 50
WEEKDAY_FACTORS = (1.06, 1.0, 0.98, 1.0, 1.08, 1.0, 0.88)
"""Monday to Sunday; their mean is 1."""
SEASON_FACTOR = 1.15
"""How much the warmest week differs from the mean."""

MISSING_STARTS = 0.032
MISSING_GOES_ON = 0.6
MISSING_ON_BAD_DAYS = 0.8
"""How much more likely a gap begins, on the scale of log-odds, where the course is one SD up."""
NONE_IS_TOLD = 0.85
ITEM_IS_TOLD = 0.8
DAY_IS_TOLD = 0.9

_LEANINGS = {
    # Each item follows the course with this correlation; the rest is its own.
    DayItem.SLEEP: -0.25,
    DayItem.STRESS: 0.25,
    DayItem.FATIGUE: 0.3,
    DayItem.FLUIDS: -0.1,
    DayItem.CAFFEINE: 0.1,
    DayItem.MOVEMENT: -0.15,
    DayItem.HEAT: 0.0,
    DayItem.MEDICINES: 0.0,
}
_CUTS = {
    # Where a standard normal number is cut into the answers, from least to most.
    DayItem.SLEEP: (-1.6, -0.7, 0.2, 1.2),
    DayItem.STRESS: (-1.0, 0.0, 0.9, 1.8),
    DayItem.FATIGUE: (-1.5, -0.5, 0.5, 1.4),
    DayItem.FLUIDS: (-1.8, -0.6, 0.5, 1.4),
    DayItem.CAFFEINE: (-1.3, -0.5, 0.5, 1.5),
    DayItem.MOVEMENT: (-0.6, 0.2, 0.9, 1.6),
    DayItem.HEAT: (-1.4, -0.6, 0.7, 1.5),
    DayItem.MEDICINES: (-2.2, -1.4),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryYear:
    """A made-up diary, entries and days in the order of time."""

    zone: str
    episodes: tuple[Episode, ...]
    days: tuple[DayLog, ...]
    medicines: tuple[MedicineChange, ...]


def diary_year(
    seed: int,
    last_day: date,
    zone: ZoneInfo,
    *,
    length_days: int = DAYS_OF_A_YEAR,
    twitches_a_day: float = TWITCHES_A_DAY,
) -> DiaryYear:
    """The diary of a made-up person up to and with a day; the same seed gives the same diary.

    It begins with a twitch, as diaries do. It has a bad month, days without an
    entry (in runs, and more of them when it is bad), days told to be without
    twitches, and one change of medicine.
    """
    import numpy as np

    draw = np.random.default_rng(seed)
    first_day = last_day - timedelta(days=length_days - 1)
    days = [first_day + timedelta(days=number) for number in range(length_days)]
    course = _course(draw, length_days)
    worst_day = int(draw.uniform(0.35, 0.65) * length_days)
    bad_month = _bad_month(worst_day, length_days)
    mean = twitches_a_day * np.exp(course + bad_month + _calendar(days))
    counts = draw.negative_binomial(DISPERSION, DISPERSION / (DISPERSION + mean))
    counts[draw.uniform(size=length_days) < QUIET_DAYS] = 0
    badness = (course + bad_month) / COURSE_SD
    told = _told_days(draw, badness)
    told[0], counts[0] = True, max(1, counts[0])
    places = drifting_places(draw, length_days)
    episodes: list[Episode] = []
    logs: list[DayLog] = []
    for number, day in enumerate(days):
        if not told[number]:
            continue
        if counts[number]:
            episodes += day_of_entries(
                draw, day, zone, int(counts[number]), float(badness[number]), places[number]
            )
        log = _day_log(draw, day, float(badness[number]), without=not counts[number])
        if not log.is_empty:
            logs.append(log)
    return DiaryYear(
        zone=zone.key,
        episodes=tuple(episodes),
        days=tuple(logs),
        medicines=_medicines(draw, days, worst_day, zone),
    )


def _course(draw: Generator, length_days: int) -> NDArray[float64]:
    """A stationary first-order autoregression of zero mean."""
    import numpy as np

    steps = draw.normal(0, COURSE_SD * np.sqrt(1 - MEMORY**2), length_days)
    course = np.empty(length_days)
    before = draw.normal(0, COURSE_SD)
    for number, step in enumerate(steps):
        before = MEMORY * before + step
        course[number] = before
    return course


def _bad_month(worst_day: int, length_days: int) -> NDArray[float64]:
    """A month that is worse, with soft edges."""
    import numpy as np

    distance = (np.arange(length_days) - worst_day) / 15
    return np.asarray(np.log(BAD_MONTH_FACTOR) * np.exp(-(distance**4)))


def _calendar(days: list[date]) -> NDArray[float64]:
    """What the weekday and the season do: warmest at the end of July, in the north."""
    import numpy as np

    weekday = np.log([WEEKDAY_FACTORS[day.weekday()] for day in days])
    return np.asarray(weekday + np.log(SEASON_FACTOR) * warmth(days))


def warmth(days: list[date]) -> NDArray[float64]:
    """The season as a number from -1 (end of January) to 1 (end of July)."""
    import numpy as np

    turns = np.array([day.timetuple().tm_yday - 208 for day in days]) / 365.25
    return np.asarray(np.cos(2 * np.pi * turns))


def _told_days(draw: Generator, badness: NDArray[float64]) -> list[bool]:
    """On which days the diary was opened at all: gaps come in runs."""
    import numpy as np

    base = np.log(MISSING_STARTS / (1 - MISSING_STARTS))
    starts = 1 / (1 + np.exp(-(base + MISSING_ON_BAD_DAYS * badness)))
    told: list[bool] = []
    missing = False
    for chance, start in zip(draw.uniform(size=len(badness)), starts, strict=True):
        missing = bool(chance < (MISSING_GOES_ON if missing else start))
        told.append(not missing)
    return told


def _day_log(draw: Generator, day: date, badness: float, *, without: bool) -> DayLog:
    """What was told about a day."""
    import numpy as np

    own = draw.normal(size=len(DAY_QUESTIONS))
    is_told = draw.uniform(size=len(DAY_QUESTIONS)) < ITEM_IS_TOLD
    day_told, none_told = draw.uniform(size=2) < (DAY_IS_TOLD, NONE_IS_TOLD)
    lean = float(np.clip(badness, -2, 2))
    answers = []
    for place, question in enumerate(DAY_QUESTIONS):
        weight = _LEANINGS[question.item]
        level = weight * lean + np.sqrt(1 - weight**2) * own[place]
        if question.item is DayItem.HEAT:
            level += warmth([day])[0]
        choice = int(np.searchsorted(_CUTS[question.item], level))
        if day_told and is_told[place]:
            answers.append(DayAnswer(item=question.item, value=question.choices[choice].value))
    return DayLog(day=day, answers=tuple(answers), none_today=bool(without and none_told))


def _medicines(
    draw: Generator, days: list[date], worst_day: int, zone: ZoneInfo
) -> tuple[MedicineChange, ...]:
    """A medicine taken since before the diary, its dose raised once.

    The change keeps clear of the bad month, whose end would look like its work.
    """
    clear = [
        day
        for number, day in enumerate(days)
        if abs(number - worst_day) > CLEAR_OF_THE_BAD_MONTH_DAYS and 0.1 < number / len(days) < 0.9
    ]
    choices = clear or days
    changed = choices[int(draw.integers(len(choices)))]
    line = (
        (days[0] - timedelta(days=60), MedicineAction.STARTED, "10 mg at night"),
        (changed, MedicineAction.DOSE_CHANGED, "20 mg at night"),
    )
    return tuple(
        MedicineChange(
            id=uuid7(day_start_utc(day, zone, DEFAULT_DAY_START), int.from_bytes(draw.bytes(10))),
            day=day,
            name="Baclofen",
            catalogue_id="baclofen",
            action=action,
            dose=dose,
        )
        for day, action, dose in line
    )
