from __future__ import annotations

import io
import tracemalloc

import numpy as np
import pytest
from recordings import all_of
from recordings import emg
from recordings import sentences

from quietmuscle.base.errors import RateNotToldError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.table import has_axes
from quietmuscle.capture.table import read_table
from quietmuscle.capture.units import scale_given
from quietmuscle.capture.wishes import Wishes
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalUnit

EMG = emg(1.0)[:, 0]
TIMES = np.arange(2000) / 2000


def read(text, **wishes):
    return read_table(lambda: io.BytesIO(text.encode()), Wishes(**wishes))


def table(heading, *columns, separator=",", digits=6):
    rows = [
        separator.join(f"{cell:.{digits}f}" for cell in row) for row in zip(*columns, strict=True)
    ]
    return "\n".join([heading, *rows] if heading else rows) + "\n"


def test_a_table_with_heading_and_clock():
    source = read(
        table("time (ms);EMG (mV)", TIMES * 1000, EMG / 1000, separator=";").replace(".", ",")
    )
    assert (source.header.rate_hz, source.header.unit) == (2000, SignalUnit.MICROVOLT)
    assert (source.header.channels, source.header.samples) == (("EMG",), 2000)
    assert sentences(source) == "The times in the file give 2000 samples per second."
    assert np.allclose(all_of(source)[:, 0], EMG, atol=1e-3)


def test_a_table_without_heading_needs_a_rate_or_a_clock():
    with pytest.raises(RateNotToldError, match="rate_hz"):
        read(table("", EMG))
    source = read(table("", EMG), rate_hz=2000)
    assert (source.header.channels, source.header.unit) == (("1",), None)
    clocked = read(table("", TIMES, EMG))
    assert clocked.header.rate_hz == pytest.approx(2000)
    assert "taken to be in s." in sentences(clocked)


def test_a_rate_in_the_first_lines_is_used_and_said():
    source = read("Sampling rate: 2 kHz\n" + table("EMG_uV", EMG))
    assert (source.header.rate_hz, source.header.samples) == (2000, 2000)
    assert "The file says 2000 samples per second in its first lines." in sentences(source)


def test_a_rate_that_is_given_goes_before_a_clock_that_contradicts_it():
    source = read(table("time,EMG", TIMES * 1e6, EMG), rate_hz=1000)
    assert (source.header.rate_hz, source.header.samples) == (1000, 2000)
    assert sentences(source).startswith(
        "The file says 2000 samples per second; we went by the 1000"
    )
    for times in (TIMES * 2e4, TIMES * 0 + 5):
        assert len(all_of(read(table("time,EMG", times, EMG), rate_hz=1000))) == 2000


def test_a_rate_that_is_given_and_fits_the_clock_keeps_its_gaps():
    kept = np.r_[0:500, 800:2000]
    source = read(table("t (s),EMG", TIMES[kept], EMG[kept]), rate_hz=2000)
    assert (source.header.rate_hz, source.header.samples) == (2000, 2000)
    assert np.isnan(all_of(source)[500:800]).all()


@pytest.mark.parametrize("step", [10.0, 3e9])
def test_times_of_no_usual_unit_are_asked_for(step):
    with pytest.raises(RateNotToldError, match=r"unit of the times.*rate_hz"):
        read(table("time,EMG", np.arange(2000) * step, EMG))


def test_an_unlikely_rate_is_asked_for():
    with pytest.raises(RateNotToldError, match=r"unlikely.*rate_hz"):
        read(table("time (s),EMG", TIMES * 2000, EMG))


def test_a_phone_with_an_uneven_clock():
    times = np.cumsum(np.random.default_rng(8).uniform(0.005, 0.015, 3000))
    x = np.sin(2 * np.pi * 6 * times)
    heading = "Time (s),Acceleration x (g),Acceleration y (g),Acceleration z (g)"
    source = read(table(heading, times, x, x * 0, x * 0 + 1))
    assert (source.header.modality, source.header.channels[0]) == (Modality.ACCEL, "Acceleration x")
    assert source.header.rate_hz == pytest.approx(100, rel=0.02)
    assert "brought onto an even one" in sentences(source)
    values = all_of(source)
    grid = times[0] + np.arange(len(values)) / source.header.rate_hz
    assert len(values) == source.header.samples
    assert np.abs(values[9:-9, 0] - 9.80665 * np.sin(2 * np.pi * 6 * grid)[9:-9]).max() < 0.2
    assert np.allclose(values[9:-9, 2], 9.80665)


def test_the_pull_of_the_earth_tells_the_unit():
    for gravity, unit in ((1.0, "g"), (9.81, "m/s²")):
        columns = [np.full(500, share * gravity) for share in (0.6, 0.0, 0.8)]
        source = read(table("t (s),x,y,z", TIMES[:500] * 20, *columns))
        assert source.header.unit is SignalUnit.METRE_PER_SECOND_SQUARED
        assert f"recording is in {unit}." in sentences(source)
        assert np.linalg.norm(all_of(source)[0]) == pytest.approx(9.81, rel=0.01)
    without = read(table("t (s),x,y,z", TIMES[:500] * 20, *[EMG[:500]] * 3))
    assert without.header.unit is None


def test_gaps_and_samples_before_their_time_are_told():
    kept = np.r_[0:500, 800:2000]
    source = read(table("t (s),EMG", TIMES[kept], EMG[kept]))
    assert "gaps in this recording" in sentences(source)
    values = all_of(source)
    assert len(values) == source.header.samples == 2000
    assert np.isnan(values[500:800]).all()
    assert np.allclose(values[kept, 0], EMG[kept], atol=1e-5)
    late = TIMES.copy()
    late[1000] = late[990]
    assert "1 sample came before its time" in sentences(read(table("t (s),EMG", late, EMG)))


def test_units_that_are_given_and_units_that_differ():
    both = table("t (s),EMG a (mV),EMG b (uV)", TIMES, EMG, EMG)
    values = all_of(read(both))
    assert np.allclose(values[:, 0], values[:, 1] * 1000)
    given = read(both, scale=scale_given("V"))
    assert np.allclose(all_of(given)[:, 1], EMG * 1e6, rtol=1e-3, atol=10)


@pytest.mark.parametrize("values", [np.zeros(50), np.full(50, np.nan), np.ones(1)])
def test_constant_missing_and_single_samples(values):
    text = table("EMG (uV)", values)
    if np.isnan(values).all():
        with pytest.raises(ValueNotUnderstoodError):
            read(text, rate_hz=1000)
    else:
        assert len(all_of(read(text, rate_hz=1000))) == len(values)


def test_without_a_channel_it_is_refused():
    with pytest.raises(ValueNotUnderstoodError, match="no channel"):
        read(table("time (s),ECG (mV)", TIMES, EMG))


def test_axes_are_found_without_reading_all():
    assert has_axes(lambda: io.BytesIO(table("x,y,z", EMG, EMG, EMG).encode()))
    assert not has_axes(lambda: io.BytesIO(table("EMG", EMG).encode()))


def test_memory_does_not_grow_with_length(tmp_path):
    path = tmp_path / "long.csv"
    rows = 400_000
    with path.open("w") as file:
        file.write("time (s),EMG (uV)\n")
        for start in range(0, rows, 10_000):
            file.writelines(f"{n / 2000:.4f},{n % 97 - 48}\n" for n in range(start, start + 10_000))
    tracemalloc.start()
    try:
        source = read_table(lambda: path.open("rb"))
        samples = sum(len(block) for block in source.blocks(4096))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert samples == source.header.samples == rows
    assert peak < 12 << 20
