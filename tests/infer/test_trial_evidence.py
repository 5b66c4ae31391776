from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import cosh
from math import exp
from math import log

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.infer.trial_evidence import POINTS
from quietmuscle.infer.trial_evidence import RATIOS
from quietmuscle.infer.trial_evidence import counted_together
from quietmuscle.infer.trial_evidence import evidence
from quietmuscle.infer.trial_evidence import stakes
from quietmuscle.model.trial_answer import Pair

GAINS = st.lists(st.floats(-4, 4), min_size=1, max_size=7)


@given(gains=GAINS)
@settings(max_examples=60)
def test_the_game_is_fair_over_all_lots(gains: list[float]) -> None:
    ends = [
        stakes(tuple(s * g for s, g in zip(signs, gains, strict=True)), (0.3, 1.0), 0.7)[-1]
        for signs in product((1, -1), repeat=len(gains))
    ]
    assert sum(ends) / len(ends) == pytest.approx(1)


@given(gains=GAINS)
@settings(max_examples=30)
def test_the_stake_never_goes_below_nothing_and_hangs_on_the_past_alone(gains: list[float]) -> None:
    whole = stakes(tuple(gains), (0.3, 1.0), 0.7)
    assert min(whole) > 0
    assert stakes(tuple(gains[:-1]), (0.3, 1.0), 0.7) == whole[:-1]


def pairs_of(difference: float | None, count: int, *, enough: bool = True) -> tuple[Pair, ...]:
    return tuple(
        Pair(number=number, difference=difference, enough=enough) for number in range(1, count + 1)
    )


def test_pairs_that_were_not_logged_on_either_side_are_not_betted_on() -> None:
    whole = evidence(pairs_of(-1.0, 6), is_ratio=True, needed_helps=20, needed_worse=100)
    gaps = pairs_of(None, 3) + pairs_of(-1.0, 6) + pairs_of(None, 2)
    assert evidence(gaps, is_ratio=True, needed_helps=20, needed_worse=100) == whole


def test_where_there_was_too_little_the_bets_say_no_help_but_harm() -> None:
    thin = pairs_of(-1.0, 6, enough=False)
    found = evidence(thin, is_ratio=True, needed_helps=20, needed_worse=100)
    assert found.helps > 5
    assert found.highest_helps == 1
    enough = (*thin[:-1], replace(thin[-1], enough=True))
    assert (
        evidence(enough, is_ratio=True, needed_helps=20, needed_worse=100).highest_helps
        == found.helps
    )
    harm = pairs_of(1.0, 6, enough=False)
    harmed = evidence(harm, is_ratio=True, needed_helps=20, needed_worse=100)
    assert harmed.highest_worse == harmed.worse > 5


def test_golden_bets() -> None:
    found = evidence(pairs_of(-0.7, 20), is_ratio=True, needed_helps=20, needed_worse=100)
    # Every gain is as large as the guess, so every bet is the same share of it.
    sizes = [-log(ratio) / 0.7 for ratio in RATIOS]
    assert found.helps == pytest.approx(sum((exp(x) / cosh(x)) ** 20 for x in sizes) / 4)
    assert (found.needed_helps, found.needed_worse) == (20, 100)
    assert found.worse < 0.01
    assert found.highest_worse == 1
    assert found.highest_helps == found.helps


def test_golden_bets_on_a_score() -> None:
    found = evidence(pairs_of(-1.5, 10), is_ratio=False, needed_helps=20, needed_worse=100)
    sizes = [points / 1.5 for points in POINTS]
    assert found.helps == pytest.approx(sum((exp(x) / cosh(x)) ** 10 for x in sizes) / 4)


def test_no_pairs_is_no_evidence() -> None:
    found = evidence((), is_ratio=False, needed_helps=20, needed_worse=100)
    assert (found.helps, found.worse) == (1, 1)


@pytest.mark.parametrize(
    ("evidences", "believed"),
    [
        ((25.0, 1.0), (True, False)),
        ((19.0, 1.0), (False, False)),
        ((20.0, 1.0), (True, False)),
        ((10.0,), (True,)),
        ((12.0, 11.0), (True, True)),
        ((0.1, 45.0, 12.0, 21.0), (False, True, False, True)),
        ((), ()),
    ],
)
def test_several_are_counted_together(
    evidences: tuple[float, ...], believed: tuple[bool, ...]
) -> None:
    assert counted_together(evidences) == believed
