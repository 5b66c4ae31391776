"""Motoneurons that a reflex drives, or that do not switch off: regular, never single twitches."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.mechanism import motoneuron
from quietmuscle.mechanism.bounds import DivergedError
from quietmuscle.mechanism.motoneuron import Behaviour
from quietmuscle.mechanism.motoneuron import Reflex
from quietmuscle.mechanism.motoneuron import reflex_summary
from quietmuscle.mechanism.motoneuron import reflex_trace


@lru_cache
def seen(seed=0, **wanted):
    reflex = Reflex(**wanted)
    return reflex_summary(reflex, reflex_trace(reflex, seed))


TOUCHED = {"press_nm": 0.0, "touch_mv": 30.0, "duration_s": 3.0}
STRONG = {"reflex_gain": 2.0, "duration_s": 3.0}


def test_a_usual_reflex_answers_a_press_at_most_once():
    told = seen(duration_s=3.0)
    assert told.behaviour in {Behaviour.QUIET, Behaviour.SHORT}
    assert told.spikes < 12
    assert told.beat_hz is None


def test_nothing_done_nothing_happens():
    assert seen(press_nm=0.0, inward_share=1.0).behaviour is Behaviour.QUIET


def test_a_strong_reflex_beats_at_the_pace_of_clonus_while_the_foot_is_pressed():
    told = seen(**STRONG)
    assert told.behaviour is Behaviour.CLONUS
    assert 3 <= told.beat_hz <= 8
    assert told.outlasts_s < 0.3


def test_baclofen_ends_the_clonus_and_not_the_inward_current():
    """Li et al. 2004: at doses that people take it does not touch the inward current."""
    assert seen(presynaptic_share=0.5, **STRONG).behaviour is not Behaviour.CLONUS
    free, dosed = (
        seen(inward_share=0.8, presynaptic_share=share, **TOUCHED) for share in (1.0, 0.5)
    )
    assert free.behaviour is dosed.behaviour is Behaviour.SPASM


def test_the_inward_current_makes_a_short_touch_outlast_itself_as_a_steady_train():
    """Trains of upper motoneuron lesions are regular, 5-12 a second, and outlast their cause."""
    told = seen(inward_share=0.8, **TOUCHED)
    assert told.behaviour is Behaviour.SPASM
    assert told.outlasts_s > 2
    assert 5 <= told.train_hz <= 12
    assert told.train_variation < 0.25
    assert seen(inward_share=0.0, **TOUCHED).behaviour is Behaviour.QUIET


def test_it_never_fires_like_an_irritable_axon():
    """An axon's twitches are single and irregular; here intervals never lie below 20 ms."""
    trace = reflex_trace(Reflex(inward_share=0.9, **TOUCHED))
    for spikes in trace.spikes_s:
        assert np.all(np.diff(spikes) > 0.02)


def test_the_same_seed_gives_the_same_and_another_differs():
    reflex = Reflex(inward_share=0.8, **TOUCHED)
    one, again, other = (reflex_trace(reflex, seed) for seed in (3, 3, 4))
    assert all(np.array_equal(a, b) for a, b in zip(one.spikes_s, again.spikes_s, strict=True))
    assert not all(np.array_equal(a, b) for a, b in zip(one.spikes_s, other.spikes_s, strict=True))


def test_a_press_without_reflex_turns_the_foot_by_torque_over_stiffness():
    trace = reflex_trace(Reflex(reflex_gain=0.0, press_nm=6.0, stop_s=3.9))
    assert trace.ankle_degrees[-400] == pytest.approx(np.degrees(6.0 / 30.0), rel=0.01)


@pytest.mark.parametrize(
    "wrong", [{"reflex_gain": 4.0}, {"inward_share": -0.1}, {"duration_s": 60.0}]
)
def test_what_was_never_tried_is_refused(wrong):
    with pytest.raises(ValueNotUnderstoodError, match="was tried from"):
        Reflex(**wrong)


def test_a_press_that_ends_before_it_begins_is_refused():
    assert Reflex(start_s=2.0, stop_s=2.0).stop_s == 2.0
    with pytest.raises(ValueNotUnderstoodError, match=r"stop_s, 1 s, lies before start_s, 3 s"):
        Reflex(start_s=3.0, stop_s=1.0)


def test_a_foot_that_runs_away_is_shown_to_nobody(monkeypatch):
    monkeypatch.setattr(motoneuron, "STIFFNESS_NM", -40.0)
    with pytest.raises(DivergedError, match="nothing is shown"):
        reflex_trace(Reflex(duration_s=2.0))
