from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
from recordings import all_of
from recordings import pack_212
from recordings import sentences

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.blocks import PIECE_SAMPLES
from quietmuscle.capture.reading import read_signal
from quietmuscle.capture.units import scale_given
from quietmuscle.capture.wfdb import holds_record
from quietmuscle.capture.wfdb import read_wfdb
from quietmuscle.capture.wfdb import read_wfdb_zip
from quietmuscle.capture.wishes import Wishes
from quietmuscle.model.recording import SignalUnit

REAL = Path(os.environ.get("QUIETMUSCLE_EMGDB", "nowhere"))


@pytest.fixture
def record(tmp_path):
    def written(head, **files):
        for name, content in files.items():
            (tmp_path / f"{name}.dat").write_bytes(content)
        (tmp_path / "r.hea").write_text(head, "utf-8")
        return tmp_path / "r.hea"

    return written


def numbers_of(samples, channels, top):
    return np.random.default_rng(4).integers(-top + 1, top, (samples, channels))


@pytest.mark.parametrize("form", ["16", "212"])
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("samples", [1, 2, 7, PIECE_SAMPLES + 3])
def test_numbers_come_back_calibrated(record, form, channels, samples):
    numbers = numbers_of(samples, channels, 2047)
    content = numbers.astype("<i2").tobytes() if form == "16" else pack_212(numbers.ravel())
    line = f"r.dat {form}+4 100(10)/mV\n"
    source = read_wfdb(
        record(f"r {channels} 2000 {samples}\n{line * channels}", r=b"head" + content)
    )
    assert (source.header.samples, source.header.unit) == (samples, SignalUnit.MICROVOLT)
    assert np.allclose(all_of(source), (numbers - 10) / 100 * 1000, atol=1e-9)


def test_by_its_numbers_as_well_as_by_its_head(record):
    head = record("r 1 2000\nr.dat 16 1(0)/uV 0 0 0 0 0 EMG", r=np.arange(9, dtype="<i2").tobytes())
    (renamed := head.with_name("renamed.txt")).write_bytes(head.read_bytes())
    for path in (head, head.with_suffix(".dat"), renamed):
        source = read_wfdb(path)
        assert source.header.channels == ("EMG",)
        assert all_of(source)[:, 0].tolist() == list(range(9))


@pytest.mark.parametrize(("form", "mark"), [("16", -32768), ("212", -2048)])
def test_a_sample_that_is_marked_as_invalid_is_missing(record, form, mark):
    numbers = np.array([1, mark, 3, 4])
    content = numbers.astype("<i2").tobytes() if form == "16" else pack_212(numbers)
    values = all_of(read_wfdb(record(f"r 1 2000 4\nr.dat {form} 1/uV", r=content)))[:, 0]
    assert np.array_equal(values, [1, np.nan, 3, 4], equal_nan=True)


def test_signals_may_lie_in_several_files(record):
    one, two = numbers_of(50, 2, 2047), numbers_of(50, 1, 2047)
    head = "r 3 2000 50\na.dat 212 1/uV\na.dat 212 1/uV\nb.dat 16 1/uV 16 0 0 0 0 ECG\n"
    source = read_wfdb(record(head, a=pack_212(one.ravel()), b=two.astype("<i2").tobytes()))
    assert source.header.channels == ("1", "2")
    assert sentences(source).endswith("left out: ECG.")
    assert np.array_equal(all_of(source), one)


@pytest.fixture
def zipped(tmp_path):
    def written(**files):
        path = tmp_path / "r.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name.replace("__", "/").replace("_", "."), content)
        return path

    return written


@pytest.mark.parametrize("form", ["16", "212"])
def test_head_and_numbers_in_one_zip_file_are_the_same_record(record, zipped, form):
    numbers = numbers_of(PIECE_SAMPLES + 3, 3, 2047)
    content = numbers.astype("<i2").tobytes() if form == "16" else pack_212(numbers.ravel())
    head = f"r 3 2000 {len(numbers)}\n" + f"r.dat {form}+4 100(10)/mV\n" * 3
    path = zipped(leg__r_dat=b"head" + content, leg__r_hea=head, leg__notes_txt="tired")
    assert holds_record(path)
    beside, within = read_wfdb(record(head, r=b"head" + content)), read_wfdb_zip(path)
    assert within.header == beside.header
    assert np.array_equal(all_of(within), all_of(beside))
    assert np.array_equal(all_of(within), all_of(beside)), "it can be read twice"
    assert read_signal(path).header.samples == len(numbers)


def test_what_a_computer_put_into_a_zip_file_is_no_record(tmp_path):
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__MACOSX/._r.hea", b"\0\5")
        archive.writestr("._r.hea", b"\0\5")
        archive.writestr("r.csv", "1,2,3")
    assert not holds_record(path)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"r_hea": "r 1 2000\nr.dat 16 1/uV"}, "needs the file r.dat beside it"),
        ({"r_hea": "r 1 2000\nr.dat 16 1/uV", "s_hea": "s 0"}, "more than one record"),
        ({"r_hea": "r 1 2000 9\nr.dat 16 1/uV", "r_dat": b"1"}, "ends earlier"),
        ({"r_hea": "nothing at all", "r_dat": b"1"}, "."),
    ],
)
def test_a_zip_file_with_half_a_record_is_refused(zipped, files, words):
    with pytest.raises(ValueNotUnderstoodError, match=words):
        read_wfdb_zip(zipped(**files))


def test_a_zip_file_that_is_cut_or_altered_is_refused_while_it_is_read(zipped):
    numbers = numbers_of(40_000, 1, 2047).astype("<i2").tobytes()
    path = zipped(r_hea="r 1 2000\nr.dat 16 1/uV", r_dat=numbers)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(ValueNotUnderstoodError):
        all_of(read_wfdb_zip(path))


def test_what_is_given_goes_before_the_head(record):
    path = record("r 1\nr.dat 16 1/mV", r=np.ones(9, "<i2").tobytes())
    with pytest.raises(ValueNotUnderstoodError, match="rate_hz"):
        read_wfdb(path)
    source = read_wfdb(path, Wishes(rate_hz=4000, scale=scale_given("uV")))
    assert source.header.rate_hz == 4000
    assert all_of(source)[0, 0] == 1


def test_a_part_that_is_not_there_is_named(record):
    path = record("r 1 1000 5\ngone.dat 16 1/uV")
    with pytest.raises(ValueNotUnderstoodError, match=r"needs the file gone\.dat beside it"):
        read_wfdb(path)
    path.rename(path.with_name("other.hea"))
    with pytest.raises(ValueNotUnderstoodError, match=r"needs the file r\.hea beside it"):
        read_wfdb(path.with_suffix(".dat"))


def test_files_that_end_early_are_refused(record):
    with pytest.raises(ValueNotUnderstoodError, match="ends earlier"):
        read_wfdb(record("r 1 1000 10\nr.dat 16 1/uV", r=bytes(19)))
    with pytest.raises(ValueNotUnderstoodError, match="ends earlier"):
        read_wfdb(record("r 1 1000 999999999999999\nr.dat 212 1/uV", r=bytes(3)))
    with pytest.raises(ValueNotUnderstoodError, match="empty"):
        read_wfdb(record("r 1 1000\nr.dat 16 1/uV", r=b""))
    blocks = read_wfdb(path := record("r 1 1000\nr.dat 16 1/uV", r=bytes(10**6))).blocks(999)
    next(blocks)
    path.with_suffix(".dat").write_bytes(b"1")
    with pytest.raises(ValueNotUnderstoodError, match="ends earlier"):
        list(blocks)


def test_a_head_that_contradicts_itself_is_refused(record):
    for head in ("r 2 1000\nr.dat 16\nr.dat 212", "r 3 1000\na.dat 16\nb.dat 16\na.dat 16"):
        with pytest.raises(ValueNotUnderstoodError, match="damaged"):
            read_wfdb(record(head, r=bytes(12), a=bytes(12), b=bytes(12)))


@pytest.mark.skipif(not REAL.is_dir(), reason="QUIETMUSCLE_EMGDB does not name a folder of emgdb")
@pytest.mark.parametrize(
    ("name", "samples", "first", "checksum"),
    [
        ("emg_healthy", 50860, -333, -29438),
        ("emg_myopathy", 110337, -50, -6380),
        ("emg_neuropathy", 147858, 900, 16686),
    ],
)
def test_real_records_have_the_checksums_of_their_heads(name, samples, first, checksum):
    # The heads tell the first number as 0, and the checksum over all numbers.
    source = read_wfdb(REAL / f"{name}.hea")
    numbers = np.round(all_of(source)[:, 0] * 10).astype(int)
    assert (source.header.rate_hz, len(numbers)) == (4000, samples)
    assert source.header.unit is SignalUnit.MICROVOLT
    assert numbers[0] == first
    assert (numbers.sum() - checksum) % 65536 == 0
