"""Simulations from Python."""

from __future__ import annotations

import pytest

from quietmuscle import api
from quietmuscle.mechanism.activity import Work


def test_a_scenario_or_its_text() -> None:
    of_text = api.simulate('{"work": {"work_s": 30}}')
    of_noun = api.simulate(api.SimulationScenario(work=Work(work_s=30.0)))
    assert of_text.summary == of_noun.summary
    assert of_text.summary.work is not None
    assert isinstance(of_text, api.Simulation)


def test_a_refusal_is_one_sentence() -> None:
    with pytest.raises(api.QuietMuscleError, match="names one of these"):
        api.simulate("{}")
