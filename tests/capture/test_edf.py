from __future__ import annotations

import tracemalloc

import edfio
import numpy as np
import pytest
from recordings import all_of
from recordings import edf_bytes
from recordings import emg
from recordings import sentences

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.blocks import PIECE_SAMPLES
from quietmuscle.capture.edf import modality_of_edf
from quietmuscle.capture.edf import read_edf
from quietmuscle.capture.units import scale_given
from quietmuscle.capture.wishes import Wishes
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalUnit


@pytest.fixture
def write(tmp_path):
    def written(content, name="recording.edf"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written


@pytest.mark.parametrize("kind", ["Edf", "Bdf"])
def test_files_of_another_program_are_read(tmp_path, kind):
    values = emg(5, 2)
    signal = getattr(edfio, f"{kind}Signal")
    signals = [
        signal(values[:, 0], 2000, label="EMG left", physical_dimension="uV"),
        signal(values[:, 1] / 1000, 2000, label="EMG right", physical_dimension="mV"),
        signal(np.sin(np.arange(500)), 100, label="Resp", physical_dimension="V"),
    ]
    notes = [edfio.EdfAnnotation(1, 0.5, "twitch")]
    getattr(edfio, kind)(signals, annotations=notes).write(tmp_path / "file")
    source = read_edf(tmp_path / "file")
    assert source.header.channels == ("EMG left", "EMG right")
    assert source.header.rate_hz == 2000
    assert source.header.unit is SignalUnit.MICROVOLT
    assert source.header.samples == 10_000
    assert sentences(source).endswith("left out: Resp.")
    assert np.abs(all_of(source) - values).max() < (0.01 if kind == "Edf" else 1e-4)


@pytest.mark.parametrize("width", [2, 3])
def test_numbers_keep_their_sign_and_size(write, width):
    top = 2 ** (8 * width - 1) - 1
    numbers = np.array([[[0, 1, -1, top, -top - 1] + [7] * 995]])
    source = read_edf(write(edf_bytes(numbers, units=("",), width=width)))
    assert np.allclose(all_of(source)[:, 0], numbers[0, 0], rtol=1e-12, atol=1e-6)
    assert source.header.unit is None


@pytest.mark.parametrize("width", [2, 3])
def test_what_lies_between_the_parts_of_a_recording_is_missing(write, width):
    numbers = np.random.default_rng(1).integers(-99, 99, (3, 2, 500))
    content = edf_bytes(
        numbers, labels=("a", "b"), units=("uV", "uV"), onsets_s=(2, 3, 4.5), width=width
    )
    source = read_edf(write(content))
    values = all_of(source)
    assert source.header.samples == len(values) == 1750
    assert np.allclose(values[:1000], np.concatenate(numbers[:2].transpose(0, 2, 1)), atol=1e-6)
    assert np.isnan(values[1000:1250]).all()
    assert np.allclose(values[1250:], numbers[2].T, atol=1e-6)


@pytest.mark.parametrize("onsets_s", [(5, 4, 3), (0, 5, 2), (0, 1, 900000)])
def test_times_that_contradict_each_other_are_refused(write, onsets_s):
    content = edf_bytes(np.zeros((3, 1, 500), int), onsets_s=onsets_s)
    with pytest.raises(ValueNotUnderstoodError, match="contradict"):
        all_of(read_edf(write(content)))


def test_an_interrupted_recording_without_times_is_refused(write):
    content = edf_bytes(np.zeros((2, 1, 500), int), onsets_s=(0, 1))
    for broken in (content.replace(b"+1\x14", b"one"), content.replace(b"EDF Ann", b"EDF Bnn")):
        with pytest.raises(ValueNotUnderstoodError, match="damaged"):
            all_of(read_edf(write(broken)))


def test_a_record_of_great_length_comes_in_parts(write):
    numbers = np.random.default_rng(2).integers(-999, 999, (1, 2, PIECE_SAMPLES))
    content = edf_bytes(numbers, record_s=30, labels=("a", "b"), units=("uV", "uV"))
    source = read_edf(write(content))
    assert np.allclose(all_of(source, 5000), numbers[0].T, atol=1e-9)
    assert max(len(each) for each in source.blocks(10**9)) == PIECE_SAMPLES


def test_a_unit_that_is_given_goes_before_the_file(write):
    path = write(edf_bytes(np.full((1, 1, 1000), 5), units=("uV",)))
    values = all_of(read_edf(path, Wishes(scale=scale_given("mV"))))
    assert np.allclose(values, 5000)


def test_a_rate_that_cannot_be_is_asked_for(write):
    path = write(edf_bytes(np.zeros((2, 1, 500), int), record_s=1000))
    with pytest.raises(ValueNotUnderstoodError, match=r"0.5 samples in a second.*rate_hz"):
        read_edf(path)
    assert read_edf(path, Wishes(rate_hz=1000)).header.rate_hz == 1000


def test_a_recording_without_samples_is_refused(write):
    with pytest.raises(ValueNotUnderstoodError, match="empty"):
        read_edf(write(edf_bytes(np.zeros((0, 1, 500), int))))


def test_a_file_that_shrinks_while_it_is_read_is_refused(write):
    path = write(edf_bytes(np.zeros((200, 1, 1000), int)))
    blocks = read_edf(path).blocks(1000)
    next(blocks)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(ValueNotUnderstoodError, match="ends earlier"):
        list(blocks)


def test_what_most_channels_were_made_with_is_told(write):
    assert modality_of_edf(write(edf_bytes(np.zeros((1, 1, 500), int)))) is Modality.EMG
    moved = edf_bytes(np.zeros((1, 1, 500), int), labels=("x",), units=("g",))
    assert modality_of_edf(write(moved)) is Modality.ACCEL


def test_memory_does_not_grow_with_length(tmp_path):
    one = edf_bytes(np.random.default_rng(0).integers(-99, 99, (1, 1, 2000)))
    path = tmp_path / "long.edf"
    records = 3600
    with path.open("wb") as file:
        file.write(one[:236] + str(records).ljust(8).encode() + one[244:512])
        for _ in range(records):
            file.write(one[512:])
    tracemalloc.start()
    try:
        source = read_edf(path)
        samples = sum(len(block) for block in source.blocks(4096))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert samples == source.header.samples == records * 2000
    assert peak < 8 << 20
