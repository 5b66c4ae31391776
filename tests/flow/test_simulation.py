"""Scenarios as files hold them."""

from __future__ import annotations

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.flow.simulation import KINDS
from quietmuscle.flow.simulation import ChannelSet
from quietmuscle.flow.simulation import FibreWish
from quietmuscle.flow.simulation import SimulationScenario
from quietmuscle.mechanism.cable_fibre import FIBRES
from quietmuscle.mechanism.cable_nouns import NODES


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_usual_values_and_comes_back_as_it_was(kind):
    scenario = from_json(SimulationScenario, f'{{"{kind}": {{}}}}')
    assert from_json(SimulationScenario, to_json(scenario)) == scenario


def test_a_fibre_is_read_whole():
    scenario = from_json(
        SimulationScenario,
        """{"schema": 1, "seed": 4, "fibre": {"channels": "mcintyre", "diameter_um": 5.7,
        "damage": {"internodes": 2, "lamellae_left": 0.03}, "shocks": [{"node": 2, "start_ms": 1}],
        "surroundings": {"temperature_c": 38.5}, "run": {"duration_ms": 10, "step_us": 5}}}""",
    )
    assert scenario.fibre.channels is ChannelSet.MCINTYRE
    assert scenario.fibre.damage.lamellae_left == 0.03
    assert scenario.fibre.shocks[0].node == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "names one of these: patch, fibre, reflex, work, recording"),
        ('{"work": {}, "reflex": {}}', "names one of these"),
        ('{"schema": 2, "work": {}}', "scenario of schema 1"),
        ('{"seed": -1, "work": {}}', "a seed of 0 or more"),
        ('{"work": {"work_s": 900}}', "work_s was tried from 0 to 120 s; 900 lies outside"),
        ('{"fibre": {"surroundings": {"temperature_c": 60}}}', "from 30 to 45 °C"),
        ('{"fibre": {"run": {"duration_ms": 1e9}}}', "duration_ms was tried from 1 to 2000 ms"),
        ('{"patch": {"membrane": {"leak": 2}}}', "no such field"),
        ('{"patch": {"membrane": {"leak_ms_per_cm2": "2"}}}', "give a number"),
        ('{"patch": {"membrane": {"leak_ms_per_cm2": NaN}}}', "number|lies outside"),
        ("[", "not whole JSON"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(text, words):
    with pytest.raises(ValueNotUnderstoodError, match=words):
        from_json(SimulationScenario, text)


def test_the_reference_names_every_fibre_there_is():
    told = " ".join(FibreWish.__doc__.split())
    *most, last = [f"{each:g}" for each in FIBRES]
    assert f"one of {', '.join(most)} and {last}." in told
    assert f"{NODES[0]} to {NODES[1]} `nodes`" in told
