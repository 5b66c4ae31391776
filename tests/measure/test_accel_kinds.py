"""Trains of swings are told from twitches that come at random."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_kinds import Kinds
from quietmuscle.measure.accel_kinds import Swings
from quietmuscle.measure.accel_kinds import kinds_of

NO_HEART = np.zeros(0)


def kinds(
    at_s: np.ndarray,
    beats_s: np.ndarray = NO_HEART,
    ways: np.ndarray | None = None,
    height: float | np.ndarray = 30.0,
    **given: float,
) -> Kinds:
    count = at_s.size
    swings = Swings(
        at_s=at_s,
        height=np.full(count, height),
        size_ms2=np.full(count, given.get("size_ms2", 0.1)),
        sharp=np.full(count, given.get("sharp", 0.05)),
        way=np.tile([0.0, 0.6, 0.8], (count, 1)) if ways is None else ways,
    )
    return kinds_of(swings, beats_s, np.ones(count, dtype=bool))


def test_random_twitches_stay_twitches():
    odd = 0
    for seed in range(10):
        at_s = np.cumsum(np.random.default_rng(seed).exponential(2.0, 60))
        found = kinds(at_s, np.cumsum(np.full(150, 0.85)))
        odd += int((found.heart | found.moved | found.crowded).sum())
    assert odd <= 12


def test_steps_are_found_also_when_some_were_missed():
    rng = np.random.default_rng(1)
    at_s = np.cumsum(0.55 * (1 + 0.04 * rng.standard_normal(20)))
    kept = np.delete(at_s, [3, 9, 10])
    assert kinds(kept).moved.sum() + kinds(kept).heart.sum() >= 15


def test_what_keeps_a_pace_along_ever_other_lines_is_no_step():
    at_s = np.cumsum(0.55 * (1 + 0.04 * np.random.default_rng(1).standard_normal(20)))
    ways = np.eye(3)[np.random.default_rng(2).integers(0, 3, 20)]
    assert (kinds(at_s).moved | kinds(at_s).heart).all()
    assert not (kinds(at_s, ways=ways).moved | kinds(at_s, ways=ways).heart).any()


def test_the_echo_of_a_step_is_no_twitch():
    at_s = np.cumsum(0.55 * (1 + 0.04 * np.random.default_rng(1).standard_normal(16)))
    both = np.r_[at_s, at_s[::3] + 0.16]
    order = np.argsort(both)
    found = kinds(both[order], height=np.where(order < at_s.size, 40.0, 15.0))
    assert (found.moved | found.heart).sum() >= both.size - 2


def test_what_keeps_its_moment_of_the_beat_is_the_hearts():
    rng = np.random.default_rng(2)
    beats = np.cumsum(0.9 * (1 + 0.06 * rng.standard_normal(60)))
    at_s = beats[[2, 3, 9, 14, 15, 22, 30, 31, 40, 47]] + 0.3
    assert kinds(at_s, beats).heart.all()


def test_beats_among_many_twitches_are_seen_as_the_hearts():
    rng = np.random.default_rng(4)
    beats = np.cumsum(np.full(400, 0.9))
    mine = beats[rng.choice(400, 100, replace=False)] + 0.3
    others = rng.uniform(1, 358, 250)
    at_s = np.concatenate([mine, others])
    order = np.argsort(at_s)
    found = kinds(at_s[order], beats).heart[np.argsort(order)]
    assert found[:100].mean() > 0.9
    assert found[100:].mean() < 0.25


@pytest.mark.parametrize(("variation", "even"), [(0.05, True), (0.9, False)])
def test_crowds_are_no_single_twitches(variation, even):
    rng = np.random.default_rng(3)
    gaps = 0.17 * np.clip(1 + variation * rng.standard_normal(8), 0.4, 1.7)
    found = kinds(np.r_[1.0, 1.0 + np.cumsum(gaps), 20.0])
    assert found.crowded[:9].all()
    assert not found.crowded[9]
    assert bool(found.rhythmic[:9].all()) is even


def test_large_and_sharp_is_a_knock_and_less_so_unsure():
    at_s = np.array([3.0, 11.3, 17.0])
    assert kinds(at_s, size_ms2=2.0, sharp=0.4).moved.all()
    assert kinds(at_s, size_ms2=1.0, sharp=0.4).unsure.all()
    assert not kinds(at_s, size_ms2=2.0, sharp=np.nan).moved.any()
    assert not kinds(at_s, size_ms2=0.2, sharp=0.6).unsure.any()


def test_nothing_is_nothing():
    assert kinds(np.zeros(0)).moved.size == 0
