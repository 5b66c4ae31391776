from __future__ import annotations

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.wfdb_header import is_header
from quietmuscle.capture.wfdb_header import parse_header
from quietmuscle.model.recording import SignalUnit

TWO = """# a remark
rec 2 360/500(3) 650000 12:00:00 01/01/2000
rec.dat 212+24 200(1024)/uV 11 1000 995 -22131 0 EMG left leg

other.dat 16 0 16
"""


def test_the_head_tells_what_is_there():
    header = parse_header(TWO)
    assert (header.rate_hz, header.samples) == (360, 650_000)
    one, two = header.signals
    assert (one.name, one.file, one.format, one.first_byte) == (
        "EMG left leg",
        "rec.dat",
        "212",
        24,
    )
    assert (one.gain, one.baseline, one.scale.factor) == (200, 1024, 1)
    assert (two.name, two.gain, two.baseline, two.scale.unit) == ("2", 1, 0, None)


@pytest.mark.parametrize(
    ("line", "gain", "baseline", "unit", "factor"),
    [
        ("r.dat 16 10000/mv 16 7", 10000, 7, SignalUnit.MICROVOLT, 1000),
        ("r.dat 16 -5e2(-3)/V 16 7", -500, -3, SignalUnit.MICROVOLT, 1e6),
        ("r.dat 16 50", 50, 0, SignalUnit.MICROVOLT, 1000),
        ("r.dat 16 50/degC", 50, 0, None, 1),
        ("r.dat 16", 1, 0, None, 1),
    ],
)
def test_calibration(line, gain, baseline, unit, factor):
    signal = parse_header(f"r 1 1000\n{line}").signals[0]
    assert (signal.gain, signal.baseline) == (gain, baseline)
    assert (signal.scale.unit, signal.scale.factor) == (unit, factor)


def test_a_head_may_tell_neither_rate_nor_length():
    header = parse_header("r 1\nr.dat 16")
    assert (header.rate_hz, header.samples) == (None, None)


@pytest.mark.parametrize("form", ["80", "8", "24", "16x4", "212:3", "310"])
def test_other_formats_are_refused_clearly(form):
    with pytest.raises(ValueNotUnderstoodError, match=f"format {form}; Quiet Muscle reads .* 212"):
        parse_header(f"r 1 1000\nr.dat {form} 200")


@pytest.mark.parametrize("name", ["../r.dat", "a/b.dat", "..", "C:r.dat", "a\\b.dat", "-", "~"])
def test_no_file_outside_the_folder_is_named(name):
    with pytest.raises(ValueNotUnderstoodError, match="outside its own folder"):
        parse_header(f"r 1 1000\n{name} 16 200")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "damaged"),
        ("# nothing", "damaged"),
        ("r/2 1 1000\npart 5\npart 6", "several"),
        ("r 1000000 1000", "1000000 channels"),
        ("r 0 1000", "0 channels"),
        ("r", "0 channels"),
        ("r x 1000", "damaged"),
        ("r 2 1000\nr.dat 16", "damaged"),
        ("r 1 fast\nr.dat 16", "damaged"),
        ("r 1 0\nr.dat 16", "damaged"),
        ("r 1 1000 many\nr.dat 16", "damaged"),
        ("r 1 1000\nr.dat", "damaged"),
        ("r 1 1000\nr.dat x", "damaged"),
        ("r 1 1000\nr.dat 16 nan", "damaged"),
        ("r 1 1000\nr.dat 16 1e300", "damaged"),
        ("r 1 1000\nr.dat 16 200 16 x", "damaged"),
    ],
)
def test_a_head_that_cannot_be_is_refused(text, sentence):
    with pytest.raises(ValueNotUnderstoodError, match=sentence):
        parse_header(text)


def test_a_head_is_told_from_a_table():
    assert is_header(TWO)
    assert is_header("r/2 1 1000\npart 5\npart 6")
    for table in ("1 2\n3 4", "a 1\n2 3", "time,emg\n0,1", "emg 5\n", "", "x y\n1 2\n"):
        assert not is_header(table)
