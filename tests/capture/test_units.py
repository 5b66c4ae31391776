from __future__ import annotations

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.units import fits
from quietmuscle.capture.units import modality_of
from quietmuscle.capture.units import scale_given
from quietmuscle.capture.units import scale_in_name
from quietmuscle.capture.units import scale_of
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalUnit


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("uV", 1), ("µV", 1), ("μV", 1), ("microvolts", 1), ("mV", 1e3), ("mv", 1e3),
        ("millivolt", 1e3), ("V", 1e6), ("volts", 1e6), ("nV", 1e-3),
    ],
)  # fmt: skip
def test_voltages_become_microvolts(text, factor):
    scale = scale_of(text)
    assert scale is not None
    assert (scale.unit, scale.factor) == (SignalUnit.MICROVOLT, factor)


@pytest.mark.parametrize(
    ("text", "factor"),
    [("g", 9.80665), ("G", 9.80665), ("mg", 9.80665e-3), ("m/s^2", 1), ("m/s²", 1), ("m/s2", 1),
     ("m/s/s", 1), ("m s^-2", 1), ("m s⁻²", 1)],
)  # fmt: skip
def test_accelerations_become_metres_per_second_squared(text, factor):
    scale = scale_of(text)
    assert scale is not None
    assert scale.unit is SignalUnit.METRE_PER_SECOND_SQUARED
    assert scale.factor == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize("text", ["", "degC", "%", "rad/s", "Ω", "s"])
def test_what_is_no_such_unit_is_not_known(text):
    assert scale_of(text) is None


@pytest.mark.parametrize(
    ("name", "factor"),
    [("EMG (mV)", 1e3), ("EMG [µV]", 1), ("emg_uV", 1), ("Biceps mV ", 1e3), ("acc x (g)", 9.80665),
     ("Acceleration x (m/s^2)", 1)],
)  # fmt: skip
def test_a_heading_names_its_unit(name, factor):
    scale = scale_in_name(name)
    assert scale is not None
    assert scale.factor == pytest.approx(factor)


@pytest.mark.parametrize("name", ["EMG", "sensor g", "channel V", "EMG (left)", "", "uV"])
def test_a_heading_without_a_unit_names_none(name):
    assert scale_in_name(name) is None


def test_a_unit_that_is_given_must_be_known():
    assert scale_given("mV").factor == 1e3
    with pytest.raises(ValueNotUnderstoodError, match=r"“furlong” is not a unit we know.*uV, mV"):
        scale_given("furlong")


def test_units_belong_to_sensors():
    assert modality_of(SignalUnit.MICROVOLT) is Modality.EMG
    assert modality_of(SignalUnit.METRE_PER_SECOND_SQUARED) is Modality.ACCEL
    assert modality_of(None) is None
    assert fits(None, Modality.EMG)
    assert not fits(SignalUnit.MICROVOLT, Modality.ACCEL)
