from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from recordings import all_of
from recordings import npy_bytes
from recordings import sentences
from recordings import zip_of

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.blocks import PIECE_SAMPLES
from quietmuscle.capture.numpy_files import read_npy
from quietmuscle.capture.numpy_files import read_npz
from quietmuscle.capture.units import scale_given
from quietmuscle.capture.wishes import Wishes
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalUnit

GIVEN = Wishes(rate_hz=2000)
VALUES = np.random.default_rng(6).integers(-999, 999, (PIECE_SAMPLES + 10, 3))


@pytest.fixture
def write(tmp_path):
    def written(content):
        path = tmp_path / "a.npy"
        path.write_bytes(content)
        return path

    return written


@pytest.mark.parametrize("kind", ["<i2", ">i4", "<f4", "<f8", "u2"])
@pytest.mark.parametrize("lie", [np.ascontiguousarray, np.asfortranarray, np.transpose])
def test_arrays_are_read_however_they_lie(write, kind, lie):
    values = np.abs(VALUES).astype(kind)
    source = read_npy(write(npy_bytes(lie(values))), GIVEN)
    assert (source.header.samples, len(source.header.channels)) == values.shape
    assert np.array_equal(all_of(source, 5000), values)
    assert ("each in a row" in sentences(source)) == (lie is np.transpose)


def test_one_channel(write):
    assert np.array_equal(all_of(read_npy(write(npy_bytes(VALUES[:, 0])), GIVEN)), VALUES[:, :1])


def test_a_rate_is_asked_for_and_a_unit_taken(write):
    path = write(npy_bytes(np.ones(9)))
    with pytest.raises(ValueNotUnderstoodError, match="rate_hz"):
        read_npy(path)
    source = read_npy(path, Wishes(rate_hz=100, scale=scale_given("g")))
    assert (source.header.modality, all_of(source)[0, 0]) == (Modality.ACCEL, 9.80665)


def test_what_would_have_to_be_run_is_refused(write):
    with pytest.raises(ValueNotUnderstoodError, match="does not hold samples"):
        read_npy(write(npy_bytes(np.array([{"a": 1}], object))), GIVEN)


def test_files_that_are_cut_off_promise_terabytes_or_are_damaged_are_refused(write):
    whole = npy_bytes(np.zeros(1000))
    with pytest.raises(ValueNotUnderstoodError, match="ends earlier"):
        read_npy(write(whole[:-1]), GIVEN)
    vast = whole.replace(b"(1000,), }   ", b"(10**12,),}  ").replace(b"10**12", b"999999999999")
    for content in (whole[:9], whole[:40], vast, b"\x93NUMPY\x09\x09" + whole[8:]):
        with pytest.raises(ValueNotUnderstoodError, match=r"damaged|ends earlier"):
            read_npy(write(content), GIVEN)


def test_an_npz_file_tells_rate_and_unit(tmp_path):
    np.savez_compressed(tmp_path / "a.npz", emg=VALUES, fs=2048, unit="mV")
    source = read_npz(tmp_path / "a.npz")
    assert (source.header.rate_hz, source.header.unit) == (2048, SignalUnit.MICROVOLT)
    assert np.array_equal(all_of(source), VALUES * 1000)
    np.savez(tmp_path / "b.npz", whatever=np.asfortranarray(VALUES))
    assert np.array_equal(all_of(read_npz(tmp_path / "b.npz", GIVEN)), VALUES)


def test_an_npz_file_without_samples_is_refused(tmp_path):
    np.savez(tmp_path / "a.npz", a=VALUES, b=VALUES)
    with pytest.raises(ValueNotUnderstoodError, match="several arrays"):
        read_npz(tmp_path / "a.npz")
    for rate in (npy_bytes(np.ones(3)), npy_bytes(np.zeros(9000))):
        path = zip_of(tmp_path / "b.npz", data__npy=npy_bytes(VALUES), fs__npy=rate)
        with pytest.raises(ValueNotUnderstoodError, match="damaged"):
            read_npz(path)


def test_memory_does_not_grow_with_length(tmp_path):
    np.save(tmp_path / "long.npy", np.zeros((2_000_000, 2), np.int16))
    tracemalloc.start()
    try:
        source = read_npy(tmp_path / "long.npy", GIVEN)
        assert sum(len(block) for block in source.blocks(4096)) == 2_000_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 6 << 20
