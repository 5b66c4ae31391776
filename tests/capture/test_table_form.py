from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.table_form import cells
from quietmuscle.capture.table_form import form_of


@pytest.mark.parametrize(
    ("text", "separator", "comma", "columns"),
    [
        ("1,2\n3,4", ",", False, 2),
        ("1.5;2\n3;4", ";", False, 2),
        ("1,5;2\n3;4,25", ";", True, 2),
        ("1,5\t2\n3\t4", "\t", True, 2),
        ("1 2  3\n4 5 6", " ", False, 3),
        ("-0,5\n0,25\n1,05", ";", True, 1),
        ("EMG\n12,5\n7\n3,25", ";", True, 1),
        ("0.5\n1.5", "\t", False, 1),
        ('"1,5","2"\n"3","4"', ",", False, 2),
        ("1e-3,nan\n,2", ",", False, 2),
    ],
)
def test_separators_and_decimals_are_told_apart(text, separator, comma, columns):
    form = form_of(text.split("\n"))
    if text.startswith('"'):
        assert form.columns >= 2
    else:
        assert (form.separator, form.has_decimal_comma, form.columns) == (separator, comma, columns)
        assert form.first_line == (1 if form.names else 0)


@given(
    st.sampled_from([("\t", False), (";", False), (",", False), ("\t", True), (";", True)]),
    st.integers(2, 6),
    st.integers(5, 20),
)
def test_what_was_written_is_found_again(way, columns, rows):
    separator, comma = way
    lines = [
        separator.join(f"{(row * 7 + n) / 8 + 0.125:.3f}" for n in range(columns))
        for row in range(rows)
    ]
    names = [f"channel {n}" for n in range(columns)]
    written = [line.replace(".", ",") if comma else line for line in lines]
    form = form_of([separator.join(names), *written])
    assert (form.separator, form.has_decimal_comma) == way
    assert (form.names, form.first_line) == (tuple(names), 1)


@pytest.mark.parametrize(
    ("before", "rate_hz"),
    [
        ("%Sample Rate = 250.0 Hz", 250),
        ("Sampling frequency: 2 kHz", 2000),
        ("fs=1000", 1000),
        ("Abtastrate;4000", 4000),
        ("# Subject 7", None),
        ("sampling rate 1.2.3", None),
        ("sampling rate 0", None),
    ],
)
def test_a_rate_in_the_first_lines_is_found(before, rate_hz):
    form = form_of([before, "", "a;b", "1;2", "3;4"])
    assert (form.told_rate_hz, form.names, form.first_line) == (rate_hz, ("a", "b"), 3)


@pytest.mark.parametrize(
    "lines",
    [["hello", "world"], [""], ["# only", "# remarks"], ["a"] * 300 + ["1"], ["1"] + ["x"] * 50],
)
def test_what_is_no_table_is_refused(lines):
    with pytest.raises(ValueNotUnderstoodError, match="no table of numbers"):
        form_of(lines)


def test_a_million_channels_are_refused():
    with pytest.raises(ValueNotUnderstoodError, match="30000 channels"):
        form_of([",".join(["1"] * 30_000)] * 3)


def test_cells_without_quotation_marks():
    assert cells('"a ";"b;c";d', ";") == ["a", "b;c", "d"]
    assert cells(" 1   2 ", " ") == ["1", "2"]
