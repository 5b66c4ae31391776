"""Bets stay honest though days are mended: pairs are settled once, before anybody sees the bets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from made_trials import FIRST
from made_trials import a_protocol
from made_trials import days_that_go

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.infer.trial_evidence import evidence
from quietmuscle.infer.trial_pairs import evidence_of
from quietmuscle.infer.trial_pairs import last_day_of_pair
from quietmuscle.infer.trial_pairs import pairs_until
from quietmuscle.infer.trial_pairs import settled_pairs
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial import Reading
from quietmuscle.model.trial import TrialDay
from quietmuscle.model.trial_answer import Alone
from quietmuscle.model.trial_answer import Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quietmuscle.model.trial import TrialProtocol

PROTOCOL = a_protocol(any_time=True)
DAYS = days_that_go(PROTOCOL, 4, 10)
PAIRS = 6
"""So many are enough for 64 lots, each of which can be gone through."""


def test_pairs_are_over_one_after_another() -> None:
    ends = [last_day_of_pair(PROTOCOL, number) for number in (1, 2, 28)]
    assert ends == [FIRST + timedelta(days=place) for place in (8, 10, 62)]
    assert ends[-1] == PROTOCOL.last_day
    days = (-1, 7, 8, 9, 10, 62, 400)
    assert [pairs_until(PROTOCOL, FIRST + timedelta(days=place)) for place in days] == (
        [0, 0, 1, 1, 2, 28, 28]
    )
    slow = a_protocol(Pace.SLOW)
    assert pairs_until(slow, slow.last_day) == 0
    assert evidence_of(slow, ()) is None


def test_pairs_of_two_days_each_end_later_and_all_of_them_may_be_kept() -> None:
    medium = a_protocol(Pace.MEDIUM, any_time=True)
    assert last_day_of_pair(medium, 21) == medium.last_day
    assert last_day_of_pair(medium, 1) == FIRST + timedelta(days=10)
    assert pairs_until(medium, FIRST + timedelta(days=10)) == 1
    kept = settled_pairs(PROTOCOL, DAYS, last_day=PROTOCOL.last_day)
    assert settled_pairs(PROTOCOL, (), last_day=PROTOCOL.last_day, before=kept) is kept


def test_bets_grow_on_the_scale_and_to_the_bounds_of_the_plan() -> None:
    pairs = tuple(Pair(number=number, difference=-1.5, enough=True) for number in (1, 2))
    found = evidence_of(PROTOCOL, pairs)
    assert found is not None
    assert found.needed_helps == pytest.approx(2 / 0.043)
    assert found.needed_worse == pytest.approx(2 / 0.008)
    score = evidence_of(a_protocol(any_time=True, outcome=Outcome.SCORE), pairs)
    assert score is not None
    assert score.helps == evidence(pairs, is_ratio=False, needed_helps=1, needed_worse=1).helps
    assert found.helps == evidence(pairs, is_ratio=True, needed_helps=1, needed_worse=1).helps
    assert score.helps != found.helps


def test_golden_pairs() -> None:
    told = tuple(day for place, day in enumerate(DAYS) if place != 9)  # a side of the second pair
    level = tuple(
        replace(day, first=Reading(value=3 if PROTOCOL.arm_on(day.day) is Arm.WITH else 7))
        for day in told
    )
    pairs = settled_pairs(PROTOCOL, level, last_day=last_day_of_pair(PROTOCOL, 6))
    expected = float(np.log(4 / 8))
    assert [pair.number for pair in pairs] == [1, 2, 3, 4, 5, 6]
    assert pairs[1].difference is None
    whole = [pair.difference for pair in pairs if pair.difference is not None]
    assert whole == pytest.approx([expected] * 5)
    # Five whole pairs are the fewest that may say anything.
    assert [pair.enough for pair in pairs] == [False] * 5 + [True]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.SCORE, 2.0),
        (Outcome.MINUTES, float(np.log(7 / 5))),
        (Outcome.SENSOR, float(np.log((6.5 / 3) / (4.5 / 2)))),
    ],
)
def test_each_outcome_has_its_scale(outcome: Outcome, expected: float) -> None:
    protocol = a_protocol(any_time=True, outcome=outcome)
    minutes = (3.0, 2.0) if outcome is Outcome.SENSOR else (None, None)
    days = tuple(
        TrialDay(
            day=day.day,
            first=Reading(value=6, minutes=minutes[0])
            if protocol.arm_on(day.day) is Arm.WITH
            else Reading(value=4, minutes=minutes[1]),
        )
        for day in DAYS
    )
    (pair,) = settled_pairs(protocol, days, last_day=last_day_of_pair(protocol, 1))
    assert pair.difference == pytest.approx(expected)


@given(
    mended=st.lists(st.none() | st.integers(0, 60), min_size=63, max_size=63),
    seen=st.integers(0, 28),
    later=st.integers(0, 28),
)
@settings(max_examples=40, deadline=None)
def test_what_was_settled_never_changes(mended: list[int | None], seen: int, later: int) -> None:
    kept = settled_pairs(PROTOCOL, DAYS, last_day=last_day_of_pair(PROTOCOL, seen))
    other = _told(PROTOCOL, mended)
    after = settled_pairs(PROTOCOL, other, last_day=last_day_of_pair(PROTOCOL, later), before=kept)
    assert after[:seen] == kept
    assert len(after) == max(seen, later)
    before, now = evidence_of(PROTOCOL, kept), evidence_of(PROTOCOL, after)
    assert before is not None
    assert now is not None
    assert now.highest_helps >= before.highest_helps
    assert now.highest_worse >= before.highest_worse


@pytest.mark.parametrize("numbers", [(2,), (1, 1), tuple(range(1, 30))])
def test_pairs_that_are_not_those_of_the_plan_are_refused(numbers: tuple[int, ...]) -> None:
    forged = tuple(Pair(number=number, difference=-1.0, enough=True) for number in numbers)
    with pytest.raises(ValueNotUnderstoodError, match="not those of its plan"):
        settled_pairs(PROTOCOL, DAYS, last_day=PROTOCOL.last_day, before=forged)


@pytest.fixture(scope="module")
def highest() -> dict[bool, list[float]]:
    """The highest that the bets were, for each lot, with pairs kept and with none kept.

    The strategy does nothing: counts are the same whatever the lot says. Each time
    the person has seen the bets she mends all days so far as suits her best.
    """
    counts = [7, 9, 8, 6, 7, 9, 8] + [18, 5] * PAIRS  # as clear as it can be by chance
    found: dict[bool, list[float]] = {True: [], False: []}
    for coins in product((True, False), repeat=PAIRS):
        protocol = _with_lot(coins)
        for keeps, each in found.items():
            told = list(counts)
            kept: tuple[Pair, ...] = ()
            most = 1.0
            for number in range(1, PAIRS + 1):
                days = _told(protocol, told)
                settled = settled_pairs(
                    protocol, days, last_day=last_day_of_pair(protocol, number), before=kept
                )
                bets = evidence_of(protocol, settled)
                assert bets is not None
                most = max(most, bets.helps)
                kept = settled if keeps else ()
                for place in range(7, 7 + 2 * number):
                    told[place] = 0 if protocol.arms[place] is Arm.WITH else 40
            each.append(most)
    return found


@pytest.mark.parametrize("alpha", [0.5, 0.25, 0.1, 0.05])
def test_whoever_mends_days_after_a_look_gains_nothing(
    highest: dict[bool, list[float]], alpha: float
) -> None:
    """Ville's inequality, over all lots: exact, and not by chance."""
    share = np.mean([most >= 1 / alpha for most in highest[True]])
    assert share <= alpha


def test_without_keeping_pairs_she_would_win_whatever_the_lot(
    highest: dict[bool, list[float]],
) -> None:
    assert min(highest[False]) > 4
    assert max(highest[True]) > 10  # so there is something to hold
    assert min(highest[True]) == 1


@pytest.mark.parametrize("with_first", [True, False])
@pytest.mark.parametrize(
    ("pair", "speaks"),
    [
        ((3, None), (Alone.FOR, Alone.AGAINST)),
        ((12, None), (Alone.AGAINST, Alone.FOR)),
        ((None, 3), (Alone.AGAINST, Alone.FOR)),
        ((None, 12), (Alone.FOR, Alone.AGAINST)),
        ((8, None), (Alone.NEITHER, Alone.NEITHER)),
        ((3, 12), (None, None)),
        ((None, None), (None, None)),
    ],
)
def test_a_side_left_alone_speaks_beside_the_median_before_its_pair(
    pair: tuple[int | None, int | None],
    speaks: tuple[Alone | None, Alone | None],
    with_first: bool,
) -> None:
    protocol = _with_lot((True, with_first))
    run_in: list[int | None] = [7, 9, 8, 6, None, 9, 8]
    counts = [*run_in, 8, 8, *pair]
    settled = settled_pairs(
        protocol, _told(protocol, counts), last_day=last_day_of_pair(protocol, 2)
    )
    assert settled[1].alone is speaks[0 if with_first else 1]
    assert (settled[1].difference is None) is (None in pair)


def test_with_nothing_logged_before_a_side_left_alone_speaks_for_neither() -> None:
    days = _told(PROTOCOL, [*[None] * 7, 3, None])
    (settled,) = settled_pairs(PROTOCOL, days, last_day=last_day_of_pair(PROTOCOL, 1))
    assert settled.alone is Alone.NEITHER


def _with_lot(coins: tuple[bool, ...]) -> TrialProtocol:
    sides = [arm for coin in coins for arm in ((Arm.WITH, Arm.WITHOUT)[:: 1 if coin else -1])]
    arms = PROTOCOL.arms
    return replace(PROTOCOL, arms=(*arms[:7], *sides, *arms[7 + len(sides) :]))


def _told(protocol: TrialProtocol, counts: Sequence[int | None]) -> tuple[TrialDay, ...]:
    return tuple(
        TrialDay(
            day=protocol.first_day + timedelta(days=place),
            first=None if count is None else Reading(value=count),
        )
        for place, count in enumerate(counts)
    )
