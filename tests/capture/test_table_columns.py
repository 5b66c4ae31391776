from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.capture.table_columns import columns_of
from quietmuscle.capture.table_form import TableForm
from quietmuscle.model.recording import Modality

ROWS = 200
RISING = np.arange(ROWS) / 100
NOISE = np.random.default_rng(5).normal(size=ROWS)


def found(names, *columns, modality=None, count=None):
    start = np.stack(columns, axis=1)
    form = TableForm(
        separator=",",
        has_decimal_comma=False,
        first_line=0,
        names=names,
        columns=start.shape[1],
        told_rate_hz=None,
    )
    return columns_of(form, start, modality)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Time (s)", "s"), ("time_ms", "ms"), ("t [µs]", "us"), ("Zeit", None), ("seconds", "s"),
        ("timestamp", None), ("Timestamp (ns)", "ns"), ("elapsed", "s"), ("ms", "ms"), ("T", None),
        ("seconds_elapsed", "s"),
    ],
)  # fmt: skip
def test_a_clock_is_known_by_its_heading(name, unit):
    columns = found((name, "EMG"), RISING, NOISE)
    assert (columns.clock, columns.clock_unit, columns.signals) == (0, unit, (1,))


def test_of_two_clocks_the_one_with_a_unit_is_taken():
    columns = found(("time", "seconds_elapsed", "z", "y", "x"), RISING, RISING, *[NOISE] * 3)
    assert (columns.clock, columns.clock_unit) == (1, "s")
    assert (columns.names, columns.signals) == (("x", "y", "z"), (4, 3, 2))
    assert columns.modality is Modality.ACCEL


def test_a_clock_that_does_not_rise_is_none():
    columns = found(("time", "EMG"), NOISE, NOISE)
    assert (columns.clock, columns.signals) == (None, (1,))


def test_without_headings_a_rising_first_column_is_the_clock():
    assert found((), RISING, NOISE).clock == 0
    assert found((), np.round(RISING, 1), NOISE).clock is None
    assert found((), np.floor(RISING * 50) / 100, NOISE).clock == 0
    assert found((), NOISE, NOISE).clock is None
    assert found((), RISING).clock is None
    assert found((), RISING**9, NOISE).clock is None


def test_numbers_of_rows_are_neither_clock_nor_signal():
    counted = found((), np.arange(ROWS, dtype=float), NOISE)
    assert (counted.clock, counted.signals) == (None, (1,))
    assert found(("sample", "EMG"), np.arange(ROWS) * 1.0, NOISE).signals == (1,)


@pytest.mark.parametrize(
    "names",
    [
        ("Acceleration x (m/s^2)", "Acceleration y (m/s^2)", "Acceleration z (m/s^2)"),
        ("accX", "accY", "accZ"),
        ("ACC_X", "ACC_Y", "ACC_Z"),
        ("x", "y", "z"),
    ],
)
def test_three_axes_are_a_phone(names):
    columns = found(names, NOISE, NOISE, NOISE)
    assert (columns.modality, columns.signals) == (Modality.ACCEL, (0, 1, 2))


def test_the_axes_of_other_sensors_are_left_out():
    names = ("gyroX", "gyroY", "gyroZ", "accX", "accY", "accZ", "Absolute acceleration")
    columns = found(names, *[NOISE] * 7)
    assert columns.signals == (3, 4, 5)
    assert columns.others == ("gyroX", "gyroY", "gyroZ")
    turning = ("x (rad/s)", "y (rad/s)", "z (rad/s)")
    assert found(turning, *[NOISE] * 3).modality is Modality.EMG
    electrodes = ("EMG x (mV)", "EMG y (mV)", "EMG z (mV)")
    assert found(electrodes, *[NOISE] * 3).modality is Modality.EMG


def test_what_was_asked_for_decides():
    assert found((), NOISE, NOISE, NOISE, modality=Modality.ACCEL).signals == (0, 1, 2)
    columns = found(("x", "y", "z"), NOISE, NOISE, NOISE, modality=Modality.EMG)
    assert columns.modality is Modality.EMG


def test_columns_with_the_unit_of_the_sensor_go_first():
    names = ("EMG (mV)", "notes", "ECG (mV)", "force")
    columns = found(names, *[NOISE] * 4)
    assert (columns.names, columns.scales[0].factor) == (("EMG",), 1000)
    assert columns.others == ("notes", "ECG (mV)", "force")
    assert found(("a", "b"), NOISE, np.full(ROWS, np.nan)).signals == (0,)
