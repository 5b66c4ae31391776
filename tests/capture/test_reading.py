from __future__ import annotations

import os
import random
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from recordings import all_of
from recordings import edf_bytes
from recordings import emg
from recordings import film
from recordings import npy_bytes
from recordings import pack_212
from recordings import pictures
from recordings import zip_of

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.reading import guess_modality
from quietmuscle.capture.reading import read_signal
from quietmuscle.capture.reading import read_video
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalUnit

REAL = Path(os.environ.get("QUIETMUSCLE_EMGDB", "nowhere"))
NUMBERS = np.random.default_rng(9).integers(-99, 99, (2, 1, 2000))
PHONE = "time (s),x,y,z\n" + "".join(f"{n / 100},{n % 3},0.1,9.8\n" for n in range(300))
TABLE = "time (s);EMG (mV)\n" + "".join(f"{n / 2000:.4f};{n % 7 / 100}\n" for n in range(900))

SIGNALS = {
    "a.edf": edf_bytes(NUMBERS),
    "d.edf": edf_bytes(NUMBERS, onsets_s=(0, 2)),
    "a.bdf": edf_bytes(NUMBERS, width=3),
    "a.csv": TABLE.encode(),
    "phone.csv": PHONE.encode(),
    "a.npy": npy_bytes(emg(0.5)),
}


@pytest.fixture
def folder(tmp_path):
    """A recording of every kind."""
    for name, content in SIGNALS.items():
        (tmp_path / name).write_bytes(content)
    numbers = NUMBERS.ravel()
    (tmp_path / "r.dat").write_bytes(numbers.astype("<i2").tobytes())
    (tmp_path / "r.hea").write_text("r 1 2000 4000\nr.dat 16 1/uV\n")
    (tmp_path / "s.dat").write_bytes(pack_212(numbers))
    (tmp_path / "s.hea").write_text("s 1 2000 4000\ns.dat 212 1/uV\n")
    np.savez_compressed(tmp_path / "a.npz", data=emg(0.5), fs=2000, unit="uV")
    zip_of(tmp_path / "phone.zip", Accelerometer__csv=PHONE)
    film(tmp_path / "a.mp4", pictures(8))
    film(tmp_path / "a.webm", pictures(8), codec="libvpx")
    film(tmp_path / "a.avi", pictures(8), codec="mjpeg")
    return tmp_path


EMG = ["a.edf", "d.edf", "a.bdf", "a.csv", "r.hea", "r.dat", "s.hea", "a.npz"]
VIDEO = ["a.mp4", "a.webm", "a.avi"]


@pytest.mark.parametrize("name", EMG)
def test_recordings_of_electrodes(folder, name):
    source = read_signal(folder / name)
    assert guess_modality(folder / name) is source.header.modality is Modality.EMG
    assert (source.header.unit, source.header.rate_hz) == (
        SignalUnit.MICROVOLT,
        pytest.approx(2000),
    )
    assert len(all_of(source)) == source.header.samples


@pytest.mark.parametrize("name", ["phone.csv", "phone.zip"])
def test_recordings_of_phones(folder, name):
    source = read_signal(folder / name)
    assert guess_modality(folder / name) is source.header.modality is Modality.ACCEL
    assert source.header.unit is SignalUnit.METRE_PER_SECOND_SQUARED


@pytest.mark.parametrize("name", VIDEO)
def test_films(folder, name):
    assert guess_modality(folder / name) is Modality.VIDEO
    assert read_video(folder / name).header.modality is Modality.VIDEO
    clip = read_video(folder / name, modality=Modality.ULTRASOUND)
    assert clip.header.modality is Modality.ULTRASOUND
    assert len(list(clip.frames())) == 8


def test_what_does_not_fit_what_was_chosen_is_refused(folder):
    for read in (
        lambda: read_signal(folder / "a.mp4"),
        lambda: read_signal(folder / "a.edf", modality=Modality.VIDEO),
        lambda: read_video(folder / "a.edf"),
        lambda: read_video(folder / "a.mp4", modality=Modality.EMG),
    ):
        with pytest.raises(ValueNotUnderstoodError, match=r"does not fit.*\(modality\)"):
            read()
    with pytest.raises(ValueNotUnderstoodError, match="unit does not fit"):
        read_signal(folder / "a.edf", modality=Modality.ACCEL, unit="mV")


def test_rate_and_unit_can_be_given(folder):
    with pytest.raises(ValueNotUnderstoodError, match="rate_hz"):
        read_signal(folder / "a.npy")
    source = read_signal(folder / "a.npy", rate_hz=2000, unit="mV")
    assert np.allclose(all_of(source), emg(0.5) * 1000)
    assert np.allclose(
        all_of(read_signal(folder / "a.edf", unit="mV"))[:, 0], NUMBERS.ravel() * 1000
    )


def test_values_that_cannot_be_in_their_unit_are_asked_for(folder):
    wrong = edf_bytes(NUMBERS, units=("V",))
    (folder / "a.edf").write_bytes(wrong)
    with pytest.raises(ValueNotUnderstoodError, match=r"hardly be in the unit.*\(unit\)"):
        read_signal(folder / "a.edf")
    assert read_signal(folder / "a.edf", unit="V").header.unit is SignalUnit.MICROVOLT


def tried(path):
    """A file, read as whatever it may be; only our own refusals may come of it."""
    said = []
    for read in (
        lambda: list(read_signal(path, rate_hz=1000).blocks(5000)),
        lambda: list(read_signal(path).blocks(5000)),
        lambda: list(read_video(path).frames()),
        lambda: guess_modality(path),
    ):
        try:
            read()
        except ValueNotUnderstoodError as error:
            said.append(str(error))
    assert all(20 < len(each) < 300 for each in said)


def spoiled(content, chance):
    """Bytes with some flipped, cut out, doubled, or cut off."""
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(max(1, len(spoilt)))
        # Heads are short and matter most.
        place = place if chance.random() < 0.3 else place % 600
        what = chance.randrange(5)
        if what == 0 and place < len(spoilt):
            spoilt[place] ^= 1 << chance.randrange(8)
        elif what == 1:
            spoilt[place : place + chance.randint(1, 9)] = bytes(
                chance.choices(b"0123459 \0\xff-", k=5)
            )
        elif what == 2:
            del spoilt[place : place + chance.randint(1, 300)]
        elif what == 3:
            spoilt[place:place] = spoilt[place : place + chance.randint(1, 300)]
        elif chance.random() < 0.3:
            del spoilt[place:]
    return bytes(spoilt)


@pytest.mark.parametrize("name", [*EMG, "phone.csv", "phone.zip", "a.npy", *VIDEO])
def test_spoiled_files_are_read_or_refused(folder, name):
    chance = random.Random(name)  # the same on every computer
    content = (folder / name).read_bytes()
    start = time.monotonic()
    for _ in range(40):
        (folder / name).write_bytes(spoiled(content, chance))
        tried(folder / name)
    assert time.monotonic() - start < 120


@given(content=st.binary(max_size=600))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path, content):
    for start in (b"", b"0       ", b"\xffBIOSEMI", b"\x93NUMPY\x01\0", b"PK\x03\x04", b"r 1 1\n"):
        (tmp_path / "a").write_bytes(start + content)
        tried(tmp_path / "a")


@given(text=st.text(st.sampled_from('0123456789.,;\t\n "-+eExyzt()mVg#'), max_size=400))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_is_read_or_refused(tmp_path, text):
    (tmp_path / "a").write_text(text, "utf-8")
    tried(tmp_path / "a")


@pytest.mark.parametrize("name", [*EMG, "a.npy", *VIDEO])
def test_a_file_of_no_bytes_is_refused(folder, name):
    (folder / name).write_bytes(b"")
    with pytest.raises(ValueNotUnderstoodError, match="empty"):
        (read_video if name in VIDEO else read_signal)(folder / name)


@pytest.mark.parametrize("name", ["a.edf", "a.bdf", "a.csv", "a.npz"])
@pytest.mark.parametrize("other", ["a.mp4", "b.npy", "c.edf", "no ending"])
def test_a_renamed_recording_is_read_as_what_it_is(folder, name, other):
    whole = all_of(read_signal(folder / name))
    renamed = (folder / name).rename(folder / other)
    assert np.array_equal(all_of(read_signal(renamed)), whole, equal_nan=True)


def test_a_zip_that_holds_itself_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.zip", b"PK\x03\x04")
    with pytest.raises(ValueNotUnderstoodError, match="no table"):
        read_signal(tmp_path / "a.zip")


@pytest.mark.skipif(not REAL.is_dir(), reason="QUIETMUSCLE_EMGDB does not name a folder of emgdb")
def test_real_records():
    heads = sorted(REAL.glob("*.hea"))
    assert heads
    for head in heads:
        source = read_signal(head)
        assert (source.header.rate_hz, source.header.unit) == (4000, SignalUnit.MICROVOLT)
        assert len(all_of(source)) == source.header.samples
