"""Sliders of the five steps."""

from __future__ import annotations

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow.why_steps import HEAT
from quietmuscle.flow.why_steps import STEPS
from quietmuscle.flow.why_steps import settled


def test_a_slider_ends_somewhere():
    assert settled(HEAT, 40) == 40
    for value in (32.9, 41, float("nan")):
        with pytest.raises(ValueNotUnderstoodError, match="goes from 33 to 40 °C"):
            settled(HEAT, value)


def test_names_are_those_of_one_slider_each():
    names = [slider.name for step in STEPS for slider in step.sliders]
    assert len({step.name for step in STEPS}) == len(STEPS) == 5
    assert {slider.name: slider for step in STEPS for slider in step.sliders}.keys() == set(names)
