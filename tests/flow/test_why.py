"""The five steps of the explanation say what the models do, and nothing else."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from dataclasses import fields
from itertools import product

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import why
from quietmuscle.flow import why_steps
from quietmuscle.flow.why_answers import MOST_POINTS
from quietmuscle.flow.why_steps import HEAT
from quietmuscle.flow.why_steps import KNOWN_FOR_MS
from quietmuscle.flow.why_steps import MYELIN
from quietmuscle.flow.why_steps import NEVER_SAID
from quietmuscle.flow.why_steps import STEPS
from quietmuscle.flow.why_steps import STRETCH
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import facts
from quietmuscle.mechanism.cable import ask
from quietmuscle.mechanism.cable_nouns import Axon
from quietmuscle.mechanism.cable_nouns import CableRun
from quietmuscle.mechanism.cable_nouns import Damage
from quietmuscle.mechanism.cable_nouns import Surroundings
from quietmuscle.mechanism.motoneuron import Behaviour
from quietmuscle.mechanism.point_regimes import Regime


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_each_step_is_a_function_of_at_most_three_sliders(step):
    function = getattr(why, step.name)
    moved = [
        each
        for each in inspect.signature(function).parameters.values()
        if each.kind is not inspect.Parameter.KEYWORD_ONLY
    ]
    assert [each.name for each in moved] == [each.name for each in step.sliders]
    assert [each.default for each in moved] == [each.usual for each in step.sliders]
    assert 1 <= len(step.sliders) <= 3
    for each in step.sliders:
        assert each.low <= each.usual <= each.high


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_each_end_of_the_sliders_is_answered(step, end):
    found = getattr(why, step.name)(*(getattr(each, end) for each in step.sliders))
    assert found.codes
    assert all(code.startswith("why_") for code in found.codes)
    for line in found.lines:
        assert 2 <= len(line.points) <= MOST_POINTS
    assert {"codes", "lines"} <= {each.name for each in fields(found)}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_beyond_a_slider_is_refused(step):
    slider = step.sliders[0]
    with pytest.raises(ValueNotUnderstoodError, match=f"{slider.name} goes from"):
        getattr(why, step.name)(slider.high + 1)


def test_every_code_is_a_fact_of_which_we_say_how_we_know_it():
    source = inspect.getsource(why) + inspect.getsource(why_steps)
    codes = set(re.findall(r'"(why_[a-z0-9_]+)"', source)) - {KNOWN_FOR_MS}
    assert len(codes) > 25
    for code in codes:
        assert fact(code).sources
    assert len(facts(KNOWN_FOR_MS)) >= 4
    told = {each.id for topic in ("why_steps", "why_answers", "why_never") for each in facts(topic)}
    assert told == codes


def test_what_no_step_may_be_taken_to_say_stands_beside_those_it_belongs_to():
    for step in STEPS:
        assert "why_not_your_nerve" in step.beside
        assert set(step.beside) <= set(NEVER_SAID)
        if HEAT in step.sliders and step.name != "healthy":
            assert "why_not_heat" in step.beside
    fires = next(each for each in STEPS if each.name == "remodelled")
    assert {"why_not_heat", "why_not_4ap", "why_not_magnesium"} <= set(fires.beside)


def test_what_the_model_computes_is_told_as_computed():
    for each in facts("why_answers"):
        assert each.status is FactStatus.COMPUTED


def test_a_thick_fibre_is_faster():
    thin, thick = why.healthy(5.7), why.healthy(16.0)
    assert thick.told.speed_m_per_s > 3 * thin.told.speed_m_per_s
    assert thin.damaged_mm is None
    # The impulse comes by node after node.
    assert [ms for _, ms in thin.passed] == sorted(ms for _, ms in thin.passed)


def test_a_thickness_between_is_the_nearest_that_was_published():
    assert why.healthy(9.9).diameter_um == 10.0


def test_less_myelin_is_slower_then_blocked_and_never_fires():
    whole, slower, blocked = (why.myelin_lost(each) for each in (100.0, 6.0, 2.0))
    assert "why_still_passes" in whole.codes
    assert whole.times_as_long == pytest.approx(1, abs=0.02)
    assert "why_slower" in slower.codes
    assert slower.times_as_long > 2
    assert "why_blocked" in blocked.codes
    assert blocked.times_as_long is None
    assert len(blocked.passed) < len(slower.passed)
    for each in (whole, slower, blocked):
        assert {"why_loss_never_fires", "why_loss_no_gates"} <= set(each.codes)
        levels = [mv for _ms, mv in each.alone.points]
        assert max(levels) - min(levels) < 0.1
        # The same place of the same fibre, pushed.
        assert max(mv for _ms, mv in each.lines[1].points) > max(levels) + 5
    assert blocked.damaged_mm == (pytest.approx(9 * 1.15), pytest.approx(12 * 1.15))


def test_left_alone_it_is_silent_wherever_the_sliders_stand():
    """All ends and the first places of the sliders, for longer than the page looks."""
    sliders = (MYELIN, STRETCH, HEAT)
    places = [*product(*((each.low, each.high) for each in sliders))]
    places.append(tuple(each.usual for each in sliders))
    axons = [
        Axon(
            damage=Damage(
                first_internode=why.DAMAGED_FROM, internodes=round(long), lamellae_left=left / 100
            ),
            surroundings=Surroundings(temperature_c=heat),
        )
        for left, long, heat in places
    ]
    assert all(why.is_silent(each) for each in ask(axons, CableRun(duration_ms=20.0)))


def test_a_fibre_that_grew_gates_is_not_silent():
    """What `is_silent` must notice: 0.3 S/cm² of sodium on the bare stretch fires by itself."""
    grown = Damage(first_internode=why.DAMAGED_FROM, lamellae_left=0.05, sodium_s_per_cm2=0.3)
    (found,) = ask([Axon(damage=grown)], CableRun(duration_ms=20.0))
    assert not why.is_silent(found)


def test_warmth_blocks_what_just_passed():
    assert "why_slower" in why.myelin_lost(5.0, 3, 36.0).codes
    assert "why_blocked" in why.myelin_lost(5.0, 3, 40.0).codes


def test_a_remodelled_membrane_has_its_regimes():
    told = [why.remodelled(ratio, 0.8, 0.0).regime for ratio in (5.0, 12.0, 25.0, 45.0)]
    assert told == [
        Regime.FAILURE,
        Regime.SINGLE,
        Regime.AFTERDISCHARGE,
        Regime.SPONTANEOUS,
    ]


def test_without_a_slow_current_nothing_fires_on():
    found = why.remodelled(45.0, 0.0, 0.0)
    assert found.regime is Regime.SINGLE
    assert "why_needs_slow_current" in found.codes
    assert found.twitches_s == ()


def test_noise_near_the_threshold_makes_twitches_and_its_seed_decides_which():
    found = why.remodelled()
    assert {"why_noise_makes_twitches", "why_jolts_are_ours"} <= set(found.codes)
    assert len(found.twitches_s) == round(found.events_per_min / 3)
    assert why.remodelled(seed=1).twitches_s != found.twitches_s


def test_jolts_do_nothing_where_there_are_few_new_gates():
    found = why.remodelled(5.0)
    assert found.codes == ("why_membrane_fails", "why_jolts_do_nothing")
    assert found.twitches_s == ()
    assert "why_jolts_do_nothing" not in why.remodelled(5.0, noise=0.0).codes


def test_a_reflex_beats_and_what_lets_less_of_it_through_ends_that():
    assert why.reflex().pressed.behaviour is Behaviour.CLONUS
    assert why.reflex(let_through_percent=40.0).pressed.behaviour is not Behaviour.CLONUS
    train = why.reflex(1.0, 0.8)
    assert train.touched.behaviour is Behaviour.SPASM
    assert "why_train_outlasts" in train.codes
    assert len(train.first_cell_s) > 10


def test_what_lies_deep_and_small_is_missed():
    found = why.felt_and_seen(10.0, 200.0, 30.0)
    assert len(found.beside.true_s) >= 3
    assert found.beside.electrodes.missed == 0
    deep = why.felt_and_seen(25.0, 50.0, 30.0)
    assert deep.beside.electrodes.missed == len(deep.beside.true_s)
    assert "why_some_missed" in deep.codes


def test_where_nothing_twitched_nothing_is_said_to_be_found():
    found = why.felt_and_seen(twitches_per_min=0.0)
    assert found.beside.true_s == ()
    assert "why_nothing_twitched" in found.codes


def test_a_recording_is_shown_as_it_will_be_measured():
    before, after = why.as_recorded(12.0, 100.0, 30.0), why.felt_and_seen(12.0, 100.0, 30.0)
    assert before.beside is None
    assert before.codes == ()
    assert (before.lines, before.true_s) == (after.lines, after.true_s)
    assert after.true_s == after.beside.true_s


@pytest.mark.parametrize(
    ("depth_mm", "fibres", "said", "electrodes", "phone"),
    [
        (19, 200, "misses 1 in 7 at 19 mm", 0, 6),
        (7, 50, "misses 1 in 5 at 7 mm", 0, 8),
        (13, 50, "nearly all at 13 mm", 0, 41),
    ],
)
def test_how_deep_sensors_see_is_as_it_is_told(depth_mm, fibres, said, electrodes, phone):
    text = fact("why_sensors_end").text
    assert said in text
    told = [why.felt_and_seen(depth_mm, fibres, 30.0, seed=seed).beside for seed in range(6)]
    assert sum(len(each.true_s) for each in told) == int(re.search("over (.*) twitches", text)[1])
    assert sum(each.electrodes.missed for each in told) == electrodes
    assert sum(each.phone.missed for each in told) == pytest.approx(phone, abs=1)


def test_what_takes_long_is_not_brought_for_the_first_picture():
    """scipy.signal takes two thirds of a second of a processor."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import sys; from quietmuscle.flow import why\n"
                "why.as_recorded(); print('scipy.signal' in sys.modules)\n"
                "why.bring_sensors(); print('scipy.signal' in sys.modules)"
            ),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    ("depth_mm", "fibres", "said", "least", "most"),
    [
        (5, 200, "groups of 200 it also takes 3 to 6 other movements a minute", 3, 6),
        (13, 200, "groups of 200 it also takes 3 to 6 other movements a minute", 3, 6),
        (5, 800, "largest groups just under the skin, 12", 11, 13),
    ],
)
def test_what_a_phone_takes_for_a_twitch_is_as_it_is_told(depth_mm, fibres, said, least, most):
    assert said in fact("why_sensors_end").text
    told = [why.felt_and_seen(depth_mm, fibres, 30.0, seed=seed).beside for seed in range(6)]
    minutes = len(told) * why.RECORD_S / 60
    assert least <= sum(each.phone.wrong for each in told) / minutes <= most
