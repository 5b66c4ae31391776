from __future__ import annotations

import numpy as np
import pytest
from recordings import sentences

from quietmuscle.base.errors import RateNotToldError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.capture.arrays import read_array
from quietmuscle.capture.plausible import settled_rate
from quietmuscle.capture.plausible import with_plausible_amplitude
from quietmuscle.capture.plausible import with_remarks
from quietmuscle.model.recording import Modality


def test_the_rate_of_the_file_is_believed_where_it_can_be():
    assert settled_rate(2048.0, None, Modality.EMG) == (2048.0, ())
    assert settled_rate(100.0, None, Modality.ACCEL) == (100.0, ())


@pytest.mark.parametrize(
    ("told_hz", "modality"), [(5.0, Modality.EMG), (1e6, Modality.EMG), (1.0, Modality.ACCEL)]
)
def test_an_unlikely_rate_is_asked_for(told_hz, modality):
    with pytest.raises(RateNotToldError, match=r"unlikely.*rate_hz"):
        settled_rate(told_hz, None, modality)


def test_a_rate_that_nobody_told_is_asked_for():
    with pytest.raises(RateNotToldError, match=r"does not say.*rate_hz"):
        settled_rate(None, None, Modality.EMG)


def test_a_rate_that_is_given_goes_before_the_file_and_that_is_said():
    rate_hz, remarks = settled_rate(1000.0, 2000.0, Modality.EMG)
    assert rate_hz == 2000
    assert remarks[0].values == {"told": "1000", "given": "2000"}
    assert settled_rate(1999.0, 2000.0, Modality.EMG) == (2000.0, ())
    assert settled_rate(5.0, 5.0, Modality.EMG) == (5.0, ())


@pytest.mark.parametrize("given_hz", [0.0, -5.0, float("nan"), float("inf"), 1e9])
def test_a_rate_that_is_given_must_be_possible(given_hz):
    with pytest.raises(ValueNotUnderstoodError, match="not possible"):
        settled_rate(1000.0, given_hz, Modality.EMG)


@pytest.mark.parametrize(
    ("size", "unit", "is_refused"),
    [
        (20.0, "uV", False), (20.0, "V", True), (2e-5, "uV", True), (2e-5, "V", False),
        (0.02, "mV", False), (1.0, "g", False), (1e4, "m/s2", True), (0.0, "uV", False),
    ],
)  # fmt: skip
def test_values_that_cannot_be_in_their_unit_are_asked_for(size, unit, is_refused):
    values = np.random.default_rng(3).normal(0, size, 3000)
    source = read_array(values, rate_hz=1000, unit=unit)
    if is_refused:
        with pytest.raises(ValueNotUnderstoodError, match=r"hardly be in the unit.*\(unit\)"):
            with_plausible_amplitude(source)
    else:
        assert with_plausible_amplitude(source) is source


def test_without_a_unit_nothing_is_claimed_of_values():
    source = read_array(np.full(100, 1e30), rate_hz=1000)
    assert with_plausible_amplitude(source) is source
    nothing_known = read_array(np.full(100, np.nan), rate_hz=1000, unit="uV")
    assert with_plausible_amplitude(nothing_known) is nothing_known


def test_remarks_are_added():
    source = with_remarks(read_array(np.ones(9), rate_hz=1000), Message("One."), Message("Two."))
    assert sentences(source) == "One. | Two."
