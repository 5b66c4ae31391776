"""A file of electrodes becomes a measurement."""

from __future__ import annotations

import numpy as np
import pytest
from emg_conditions import RATE_HZ
from emg_conditions import condition
from emg_conditions import true_fasciculations

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow.measure import measure_array
from quietmuscle.flow.measure import measure_file
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
    assert told


def test_an_array_gives_what_its_file_gives(file, recording):
    of_file = measure_file(file)
    of_array = measure_array(recording.samples_uv[:, 0], rate_hz=RATE_HZ, unit="uV")
    assert of_array.events == of_file.events
    assert of_array.summary == of_file.summary


def test_what_cannot_be_read_and_other_kinds_are_refused(tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(ValueNotUnderstoodError):
        measure_file(empty)
    phone = tmp_path / "phone.csv"
    rows = [f"{n / 100},{0.01 * (n % 7)},0.02,9.81" for n in range(500)]
    phone.write_text("\n".join(["time (s),x (m/s^2),y (m/s^2),z (m/s^2)", *rows]))
    with pytest.raises(ValueNotUnderstoodError, match="EMG"):
        measure_file(phone)
