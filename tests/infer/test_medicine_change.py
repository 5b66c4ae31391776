"""Twitches around a change of medicine: seen where they are there, and rarely where not."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from simulated import LAST_DAY
from simulated import course_of
from simulated import simulated_counts
from simulated import some_counts

from quietmuscle.infer.medicine_change import FEWEST_LOGGED_DAYS
from quietmuscle.infer.medicine_change import SIDE
from quietmuscle.infer.medicine_change import compare_changes
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.medicine_comparison import Comparison
from quietmuscle.model.medicine_comparison import MedicineComparison

BUSY = [11, 14, 9, 16, 12, 13, 10]
QUIET = [4, 6, 3, 5, 4, 2, 5]
DAYS = 2 * SIDE.days + 1
CHANGED_ON = LAST_DAY - SIDE


def changed(
    day: date, action: MedicineAction = MedicineAction.STARTED, number: int = 1
) -> MedicineChange:
    return MedicineChange(id=UUID(int=number), day=day, name="A", action=action)


def compared(
    *twitches: int | None, day: date = CHANGED_ON, others: tuple[MedicineChange, ...] = ()
) -> MedicineComparison:
    change = changed(day)
    found = compare_changes((change, *others), some_counts(*twitches), LAST_DAY)
    return next(each for each in found if each.change == change)


def test_golden_comparison() -> None:
    found = compared(*BUSY * 4, 99, *QUIET * 4)
    assert found.outcome is Comparison.FEWER
    assert (found.first, found.last) == (CHANGED_ON - SIDE, LAST_DAY)
    assert (found.before_logged_days, found.after_logged_days) == (28, 28)
    assert (found.before_per_day, found.after_per_day) == (85 / 7, 29 / 7)  # without the day itself
    assert found.ratio_low_95 is not None
    assert found.ratio_high_95 is not None
    assert found.ratio == pytest.approx(0.35, abs=0.05)
    assert 0.2 < found.ratio_low_95 < found.ratio_high_95 < 0.7


def test_more_is_more() -> None:
    found = compared(*QUIET * 4, 0, *BUSY * 4)
    assert found.outcome is Comparison.MORE
    assert found.outcome.can_tell


def test_the_same_is_no_clear_difference() -> None:
    found = compared(*BUSY * 4, 9, *BUSY * 4)
    assert found.outcome is Comparison.NO_CLEAR_DIFFERENCE
    assert not found.outcome.can_tell


def test_what_was_falling_already_is_no_difference() -> None:
    falling = [round(40 * 0.95**day) for day in range(DAYS)]
    found = compared(*falling)
    assert found.outcome is Comparison.NO_CLEAR_DIFFERENCE
    assert found.after_per_day is not None
    assert found.before_per_day is not None
    assert found.after_per_day < found.before_per_day / 2


@pytest.mark.parametrize("side", ["before", "after"])
def test_too_few_days_on_one_side(side: str) -> None:
    few: list[int | None] = [5] * (FEWEST_LOGGED_DAYS - 1)
    few += [None] * (SIDE.days - len(few))
    whole: list[int | None] = [5] * SIDE.days
    days = [*few, 5, *whole] if side == "before" else [*whole, 5, *few]
    found = compared(*days)
    assert found.outcome is Comparison.TOO_FEW_DAYS
    assert found.ratio is None


def test_just_enough_days() -> None:
    few: list[int | None] = [5] * FEWEST_LOGGED_DAYS
    few += [None] * (SIDE.days - len(few))
    assert compared(*few, 5, *few).ratio is not None


def test_nothing_logged_is_nothing_told() -> None:
    found = compared(*[None] * DAYS)
    assert (found.outcome, found.before_per_day, found.after_per_day) == (
        Comparison.TOO_FEW_DAYS,
        None,
        None,
    )


@pytest.mark.parametrize("days_away", [-9, -1, 0, 1, 9])
def test_another_change_too_near(days_away: int) -> None:
    other = changed(CHANGED_ON + timedelta(days=days_away), MedicineAction.STOPPED, 2)
    found = compared(*BUSY * 4, 9, *QUIET * 4, others=(other,))
    assert found.outcome is Comparison.OTHER_CHANGE_NEAR
    assert found.ratio is None


def test_another_change_farther_away_cuts_its_side_short() -> None:
    before = changed(CHANGED_ON - timedelta(days=15), MedicineAction.STOPPED, 2)
    after = changed(CHANGED_ON + timedelta(days=15), MedicineAction.STOPPED, 3)
    found = compared(*BUSY * 4, 9, *QUIET * 4, others=(before, after))
    assert (found.before_logged_days, found.after_logged_days) == (14, 14)
    assert found.outcome is not Comparison.OTHER_CHANGE_NEAR


def test_doses_missed_or_taken_as_needed_are_no_change() -> None:
    missed = changed(CHANGED_ON + timedelta(days=2), MedicineAction.MISSED, 2)
    taken = changed(CHANGED_ON - timedelta(days=2), MedicineAction.TAKEN, 3)
    found = compare_changes(
        (missed, changed(CHANGED_ON), taken), some_counts(*BUSY * 4, 9, *BUSY * 4), LAST_DAY
    )
    assert [each.change.id.int for each in found] == [1]


def test_the_newest_comes_first_and_what_lies_ahead_is_left_out() -> None:
    changes = tuple(
        changed(CHANGED_ON + timedelta(days=ahead), number=number)
        for number, ahead in enumerate((0, 5, 90))
    )
    found = compare_changes(changes, (), LAST_DAY)
    assert [each.change.id.int for each in found] == [1, 0]


@pytest.mark.parametrize("shape", ["flat", "wave", "falling"])
def test_chance_is_rarely_called_a_difference(shape: str) -> None:
    runs = 60
    told = sum(
        compare_changes(
            (changed(CHANGED_ON),),
            simulated_counts(course_of(shape, DAYS), seed=seed, memory=0.6),
            LAST_DAY,
        )[0].outcome.can_tell
        for seed in range(runs)
    )
    assert told <= 0.1 * runs


def test_a_large_difference_is_mostly_seen() -> None:
    runs = 30
    step = np.where(np.arange(DAYS) > SIDE.days, 0.25, 1.0)
    seen = sum(
        compare_changes(
            (changed(CHANGED_ON),),
            simulated_counts(course_of("flat", DAYS) * step, seed=seed, evenness=8.0),
            LAST_DAY,
        )[0].outcome
        is Comparison.FEWER
        for seed in range(runs)
    )
    assert seen >= 0.5 * runs
