"""What is outside its range, or ran away, is refused."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.mechanism.bounds import DivergedError
from quietmuscle.mechanism.bounds import Range
from quietmuscle.mechanism.bounds import check_ranges
from quietmuscle.mechanism.bounds import check_settled
from quietmuscle.mechanism.bounds import check_steps


@dataclass(frozen=True)
class Warm:
    heat_c: float


RANGES = {"heat_c": Range(low=30.0, high=45.0, unit="°C")}


@pytest.mark.parametrize("heat", [30.0, 37.0, 45.0])
def test_what_was_tried_passes(heat):
    check_ranges(Warm(heat), RANGES)


@pytest.mark.parametrize("heat", [29.999, 45.001, float("nan"), float("inf")])
def test_what_was_not_tried_is_refused_with_its_range(heat):
    with pytest.raises(ValueNotUnderstoodError, match="heat_c was tried from 30 to 45 °C"):
        check_ranges(Warm(heat), RANGES)


def test_a_run_may_have_so_many_steps_and_no_more():
    check_steps(100.0, 0.5, 200)
    with pytest.raises(ValueNotUnderstoodError, match="would take 202 steps, and 200 is the most"):
        check_steps(101.0, 0.5, 200)


def test_potentials_of_a_membrane_pass():
    check_settled(np.array([-90.0, 40.0]))


@pytest.mark.parametrize("potential", [[-90.0, float("nan")], [float("inf")], [401.0], [-401.0]])
def test_what_ran_away_is_shown_to_nobody(potential):
    with pytest.raises(DivergedError, match="nothing is shown"):
        check_settled(potential)
