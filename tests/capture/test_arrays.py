from __future__ import annotations

import numpy as np
import pytest
from recordings import all_of
from recordings import sentences

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.arrays import read_array
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalUnit


def test_an_array_is_a_signal():
    values = np.arange(30.0).reshape(10, 3)
    source = read_array(values, rate_hz=2000, unit="mV", channels=("a", "b", "c"))
    assert source.header.channels == ("a", "b", "c")
    assert (source.header.rate_hz, source.header.samples) == (2000, 10)
    assert (source.header.modality, source.header.unit) == (Modality.EMG, SignalUnit.MICROVOLT)
    assert np.array_equal(all_of(source, 4), values * 1000)


def test_channels_may_lie_in_rows():
    values = np.arange(30, dtype=np.int16).reshape(3, 10)
    source = read_array(values, rate_hz=2000)
    assert source.header.unit is None
    assert sentences(source) == "The array was taken to hold 3 channels, each in a row."
    assert np.array_equal(all_of(source), values.T)


def test_the_unit_tells_the_sensor():
    assert read_array([1.0] * 9, rate_hz=100, unit="g").header.modality is Modality.ACCEL
    assert all_of(read_array([1.0] * 9, rate_hz=100, unit="g"))[0, 0] == 9.80665


def test_one_sample_is_a_signal():
    assert all_of(read_array([5.0], rate_hz=1000)).tolist() == [[5.0]]


@pytest.mark.parametrize(
    ("array", "sentence"),
    [
        ([], "empty"),
        (np.zeros((0, 3)), "empty"),
        (np.zeros((2, 2, 2)), "does not hold samples"),
        (5.0, "does not hold samples"),
        (["a", "b"], "does not hold samples"),
        ([1j, 2j], "does not hold samples"),
        ([object()], "does not hold samples"),
        (np.zeros((900, 800)), "800 channels"),
    ],
)
def test_what_holds_no_samples_is_refused(array, sentence):
    with pytest.raises(ValueNotUnderstoodError, match=sentence):
        read_array(array, rate_hz=1000)
