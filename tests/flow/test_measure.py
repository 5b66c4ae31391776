"""A file of electrodes becomes a measurement."""

from __future__ import annotations

import numpy as np
import pytest
from accel_conditions import minute
from accel_conditions import true_twitches
from emg_conditions import RATE_HZ
from emg_conditions import condition
from emg_conditions import true_fasciculations
from recordings import film as written
from recordings import turned

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import measure
from quietmuscle.flow.measure import measure_array
from quietmuscle.flow.measure import measure_file
from quietmuscle.flow.measure import measure_recording
from quietmuscle.flow.synth_film import film
from quietmuscle.mechanism.skin_video import SkinVideoScene
from quietmuscle.mechanism.skin_video import skin_video
from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.mechanism.synthetic_accel import PhoneSensor
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import Modality


@pytest.fixture(scope="module")
def recording():
    return condition("A", seed=2001)


@pytest.fixture
def file(recording, tmp_path):
    path = tmp_path / "calf.npz"
    np.savez(path, data=recording.samples_uv, fs=RATE_HZ, unit="uV")
    return path


def test_a_file_is_measured(file, recording):
    told: list[float] = []
    found = measure_file(file, progress=told.append)
    assert (found.schema, found.file, found.modality) == (1, "calf.npz", Modality.EMG)
    assert found.summary.fasciculations == len(true_fasciculations(recording))
    assert found.duration_s == pytest.approx(60)
    assert told[-1] == 1.0


def test_how_far_it_is_is_told_as_a_share(file, monkeypatch):
    real, told = measure.measure_emg, []

    def halfway(source, progress):
        progress(30.0)  # engines tell seconds
        return real(source)

    monkeypatch.setattr(measure, "measure_emg", halfway)
    measure_file(file, progress=told.append)
    assert told == [pytest.approx(0.5)]


def test_an_array_gives_what_its_file_gives(file, recording):
    of_file = measure_file(file)
    of_array = measure_array(recording.samples_uv[:, 0], rate_hz=RATE_HZ, unit="uV")
    assert of_array.events == of_file.events
    assert of_array.summary == of_file.summary


def test_what_cannot_be_read_is_refused(tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(ValueNotUnderstoodError):
        measure_file(empty)


def test_a_phone_is_known_by_its_axes_and_may_bring_a_table_as_its_control(tmp_path):
    def written(name, recording):
        path = tmp_path / name
        rows = np.column_stack([recording.times_s, recording.samples_ms2])
        head = "time (s),x (m/s^2),y (m/s^2),z (m/s^2)"
        np.savetxt(path, rows, fmt="%.5f", delimiter=",", header=head, comments="")
        return path

    phone = PhoneSensor()
    recording = minute(51, ratio=6, phone=phone)
    muscle = written("muscle.csv", recording)
    table = written("table.csv", minute(52, body=False, phone=phone))
    found = measure_file(muscle)
    assert (found.modality, found.engine_version) == (Modality.ACCEL, "accel 4")
    assert found.summary.fasciculations == pytest.approx(len(true_twitches(recording)), abs=2)
    assert measure_file(muscle, control=table).events == found.events


def test_a_film_is_measured_with_its_size_and_how_far_it_is(tmp_path):
    scene = SkinVideoScene(
        width=192, height=160, duration_s=3.0, twitches=TwitchPlan(rate_per_min=10.0)
    )
    path = tmp_path / "skin.mp4"
    path.write_bytes(film(skin_video(scene, 1).source))
    told: list[float] = []
    found = measure_recording(path, progress=told.append)
    assert found.measurement.modality is Modality.VIDEO
    assert found.picture_px == (192, 160)
    assert found.measurement.duration_s == pytest.approx(3.0, abs=0.1)
    assert told == sorted(told)
    assert 0.9 < told[-1] <= 1.0


def speckle(high: int, wide: int, count: int) -> list[np.ndarray]:
    coarse = np.random.default_rng(3).integers(60, 200, (high // 8, wide // 8)).astype(np.uint8)
    return [np.kron(coarse, np.ones((8, 8), np.uint8))] * count


@pytest.mark.parametrize(("rate", "is_told"), [(25, True), (30, False)])
def test_a_slow_film_is_measured_and_its_slowness_told(tmp_path, rate, is_told):
    none = TwitchPlan(rate_per_min=0.0)
    scene = SkinVideoScene(width=128, height=112, rate_hz=rate, duration_s=4.5, twitches=none)
    path = tmp_path / "skin.mp4"
    path.write_bytes(film(skin_video(scene, 1).source))
    assert (Quality.LOW_RATE in measure_file(path).quality) is is_told


def test_a_film_in_portrait_is_measured_upright(tmp_path):
    path = turned(written(tmp_path / "a.mp4", speckle(96, 160, 30), rate=30), 1)
    assert measure_recording(path).picture_px == (96, 160)


def test_a_film_in_4k_is_measured(tmp_path):
    path = written(tmp_path / "a.avi", speckle(2160, 3840, 8), codec="mjpeg", rate=30)
    found = measure_recording(path)
    assert found.picture_px == (3840, 2160)
    assert found.measurement.duration_s == pytest.approx(8 / 30, abs=0.05)
