from __future__ import annotations

from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.infer.trial_schedule import arms_by_lot
from quietmuscle.infer.trial_schedule import block_schedules
from quietmuscle.infer.trial_schedule import other_lots
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Pace

SEEDS = st.text("0123456789abcdef", min_size=32, max_size=32)


@pytest.mark.parametrize(("blocks", "schedules"), [(6, 14), (8, 34), (10, 84)])
def test_as_many_schedules_as_published(blocks: int, schedules: int) -> None:
    found = block_schedules.__wrapped__(blocks)  # reckoned here, and not remembered
    assert len(found) == len(set(found)) == schedules
    assert {sum(each) for each in found} == {blocks // 2}
    assert not any(len(set(each[at : at + 3])) == 1 for each in found for at in range(blocks - 2))
    assert (1, 1, 0, 0, 1, 0) + (1, 0) * (blocks // 2 - 3) in found


def test_more_weeks_than_any_experiment_has_are_not_listed() -> None:
    assert block_schedules.__wrapped__(16) == ()
    assert len(block_schedules.__wrapped__(14)) == 518


@given(seed=SEEDS)
@settings(max_examples=30)
def test_each_pair_has_both_and_anyone_can_draw_the_coin_again(seed: str) -> None:
    arms = arms_by_lot(Pace.MEDIUM, 14, 2, 7, seed)
    assert arms[:7] == (Arm.RUN_IN,) * 7
    assert len(arms) == 7 + 14 * 4
    for pair in range(14):
        first, second, third, fourth = arms[7 + 4 * pair : 11 + 4 * pair]
        assert (first, third) == (second, fourth)
        assert {first, third} == {Arm.WITH, Arm.WITHOUT}
        heads = sha256(f"{seed} pair {pair + 1}".encode()).digest()[0] >= 128
        assert (first is Arm.WITH) == heads


def test_golden_lot() -> None:
    arms = arms_by_lot(Pace.FAST, 5, 1, 0, "0" * 32)
    assert "".join("+" if arm is Arm.WITH else "-" for arm in arms) == "+-+-+--++-"


def test_the_order_of_weeks_can_be_drawn_again_by_anyone() -> None:
    for seed in ("0" * 32, "00112233445566778899aabbccddeeff"):
        number = int(sha256(f"{seed} schedule".encode()).hexdigest(), 16) % 84
        blocks = arms_by_lot(Pace.SLOW, 10, 7, 0, seed)[::7]
        assert tuple(int(arm is Arm.WITH) for arm in blocks) == block_schedules(10)[number]


def test_all_orders_of_weeks_are_the_other_lots() -> None:
    ways, all_of_them = other_lots(Pace.SLOW, 10, 9, "ab")
    assert all_of_them is True
    assert ways.dtype == np.int8
    assert tuple(map(tuple, ways.tolist())) == block_schedules(10)


@given(seed=SEEDS)
@settings(max_examples=30)
def test_weeks_are_balanced_and_never_three_alike(seed: str) -> None:
    arms = arms_by_lot(Pace.SLOW, 10, 7, 7, seed)[7:]
    blocks = arms[::7]
    assert all(arms[7 * at : 7 * at + 7] == (block,) * 7 for at, block in enumerate(blocks))
    assert blocks.count(Arm.WITH) == 5
    assert not any(len(set(blocks[at : at + 3])) == 1 for at in range(8))


def test_the_coin_is_fair() -> None:
    heads = [arms_by_lot(Pace.FAST, 1, 1, 0, f"{n:032x}")[0] is Arm.WITH for n in range(4000)]
    assert abs(np.mean(heads) - 0.5) < 4 * 0.5 / 4000**0.5


def test_few_pairs_are_all_laid_out_and_many_are_drawn() -> None:
    few, all_of_them = other_lots(Pace.FAST, 6, 9999, "ab")
    assert all_of_them
    assert few.shape == (64, 12)
    assert few.dtype == np.int8
    assert len({tuple(row) for row in few}) == 64
    assert (few[:, ::2] + few[:, 1::2] == 1).all()
    assert other_lots(Pace.FAST, 6, 64, "ab")[1] is True
    assert other_lots(Pace.FAST, 6, 63, "ab")[1] is False
    many, all_of_them = other_lots(Pace.FAST, 28, 200, "ab")
    assert not all_of_them
    assert many.shape == (200, 56)
    assert (many[:, ::2] + many[:, 1::2] == 1).all()
    again, _all = other_lots(Pace.FAST, 28, 200, "ab")
    assert (many == again).all()
    coins = np.random.default_rng(0xAB).integers(0, 2, size=(200, 28))
    assert (many[:, ::2] == coins).all()
    other, _all = other_lots(Pace.FAST, 28, 200, "ac")
    assert (many != other).any()
