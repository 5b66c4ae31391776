from __future__ import annotations

import io

import numpy as np
import pytest
from recordings import edf_bytes

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.edf_header import read_header

WHOLE = edf_bytes(np.zeros((3, 2, 500), int), labels=("EMG", "pulse"), units=("µV", "V"))


def header_of(content):
    return read_header(io.BytesIO(content), len(content))


def changed(place, text):
    return WHOLE[:place] + text.encode() + WHOLE[place + len(text) :]


def test_the_head_tells_what_is_there():
    header = header_of(WHOLE)
    assert (header.bytes_a_sample, header.first_record, header.records) == (2, 768, 3)
    assert (header.record_bytes, header.record_s) == (2000, 1.0)
    assert [(each.label, each.samples, each.first_byte) for each in header.signals] == [
        ("EMG", 500, 0),
        ("pulse", 500, 1000),
    ]
    assert [each.scale.factor for each in header.signals] == [1, 1e6]
    assert (header.signals[0].gain, header.signals[0].offset) == (1, 0)
    assert not header.is_interrupted


def test_a_count_that_was_never_written_is_taken_from_the_size():
    assert header_of(changed(236, "-1      ")).records == 3
    assert header_of(changed(236, "0       ")).records == 3


def test_a_decimal_comma_is_understood():
    assert header_of(changed(244, "0,5     ")).record_s == 0.5


@pytest.mark.parametrize("length", [0, 100, 255, 256, 500, 767])
def test_a_head_that_is_cut_off_is_refused(length):
    with pytest.raises(ValueNotUnderstoodError, match="ends earlier"):
        header_of(WHOLE[:length])


def test_data_that_are_cut_off_are_refused():
    with pytest.raises(ValueNotUnderstoodError, match="ends earlier"):
        header_of(WHOLE[:-1])
    with pytest.raises(ValueNotUnderstoodError, match="ends earlier"):
        header_of(changed(236, "-1      ")[:1000])


@pytest.mark.parametrize(
    ("place", "text", "sentence"),
    [
        (236, "99999999", "ends earlier"),
        (236, "many    ", "damaged"),
        (244, "0       ", "damaged"),
        (244, "-1      ", "damaged"),
        (244, "nan     ", "damaged"),
        (244, "1e99999 ", "damaged"),
        (252, "9999", "9999 channels"),
        (252, "0   ", "0 channels"),
        (252, "-1  ", "-1 channels"),
        (252, "512 ", "ends earlier"),
        (256 + 2 * 216, "99999999", "ends earlier"),
        (256 + 2 * 216, "-5      ", "damaged"),
    ],
)
def test_a_head_that_promises_what_cannot_be_is_refused(place, text, sentence):
    with pytest.raises(ValueNotUnderstoodError, match=sentence):
        header_of(changed(place, text))


@pytest.mark.parametrize("place", [256 + 2 * 104, 256 + 2 * 112, 256 + 2 * 120])
def test_a_signal_without_calibration_has_no_unit(place):
    for text in ("        ", "x       "):
        signal = header_of(changed(place, text)).signals[0]
        assert signal.gain is None
        assert signal.scale.unit is None
    flat = header_of(changed(256 + 2 * 104, "7       7       7       ")).signals[0]
    assert flat.gain != 0
    same = WHOLE[:464] + b"7       " * 2 + b"7       " * 2 + WHOLE[496:]
    assert header_of(same).signals[0].gain is None
