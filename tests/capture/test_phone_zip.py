from __future__ import annotations

import numpy as np
import pytest
from recordings import all_of
from recordings import sentences
from recordings import zip_of

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.phone_zip import read_phone_zip
from quietmuscle.capture.phone_zip import table_in
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalUnit

PHYPHOX = (
    '"Time (s)"\t"Acceleration x (m/s^2)"\t"Acceleration y (m/s^2)"\t"Acceleration z (m/s^2)"\n'
)
LOGGER = "time,seconds_elapsed,z,y,x\n"


def logger_rows(rate_hz, gravity):
    start_ns = 1_763_900_000_000_000_000
    return LOGGER + "".join(
        f"{start_ns + round(n / rate_hz * 1e9)},{n / rate_hz},{gravity},0.01,{n % 2 * 0.02}\n"
        for n in range(600)
    )


def test_phyphox(tmp_path):
    rows = "".join(f"{n / 200:.9E}\t{n:.3E}\t2.0E0\t9.81E0\n" for n in range(500))
    members = {"Raw Data__csv": PHYPHOX + rows, "meta/device__csv": "a,b\n1,2\n"}
    source = read_phone_zip(zip_of(tmp_path / "p.zip", **members))
    assert (source.header.modality, source.header.unit) == (
        Modality.ACCEL,
        SignalUnit.METRE_PER_SECOND_SQUARED,
    )
    assert source.header.rate_hz == pytest.approx(200)
    assert np.allclose(all_of(source)[499], [499, 2, 9.81])


def test_sensor_logger_takes_the_table_with_gravity(tmp_path):
    members = {
        "Accelerometer__csv": logger_rows(100, 0.0),
        "TotalAcceleration__csv": logger_rows(100, 1.0),
        "Gyroscope__csv": logger_rows(100, 5.0),
        "Metadata__csv": "device,platform\nphone,ios\n",
    }
    path = zip_of(tmp_path / "s.zip", **members)
    assert table_in(path).filename == "TotalAcceleration.csv"
    source = read_phone_zip(path)
    assert (source.header.channels, source.header.rate_hz) == (("x", "y", "z"), pytest.approx(100))
    assert "is in g." in sentences(source)
    assert all_of(source)[0].tolist() == pytest.approx([0, 0.0980665, 9.80665])


def test_by_its_axes_where_no_name_tells(tmp_path):
    members = {
        "notes__txt": "nothing",
        "b__csv": "emg\n1\n2\n3\n",
        "c__csv": "x,y,z\n1,2,3\n4,5,6\n",
    }
    assert table_in(zip_of(tmp_path / "a.zip", **members)).filename == "c.csv"


def test_without_a_table_of_movement_it_is_refused(tmp_path):
    for members in ({"a__txt": "words", "b__csv": "1\n2\n3\n"}, {"picture__png": "x"}, {}):
        with pytest.raises(ValueNotUnderstoodError, match="no table of movement"):
            table_in(zip_of(tmp_path / "a.zip", **members))
