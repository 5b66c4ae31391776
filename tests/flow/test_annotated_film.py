"""A film with its twitches ringed."""

from __future__ import annotations

import dataclasses
import sys

import av
import numpy as np
import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow.annotated_film import ringed
from quietmuscle.flow.annotated_film import write_annotated_film
from quietmuscle.flow.measure import measure_array
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.recording import Modality

WIDTH, HEIGHT, RATE_HZ = 161, 91, 20
TWITCH = Event(
    onset_s=1.0,
    duration_s=0.1,
    kind=EventKind.FASCICULATION,
    confidence=0.9,
    location_px=(100.0, 30.0),
)
PULSE = dataclasses.replace(TWITCH, onset_s=2.5, kind=EventKind.OTHER, location_px=(30.0, 60.0))


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    path = tmp_path_factory.mktemp("film") / "calf.avi"
    with av.open(path, mode="w") as out:
        stream = out.add_stream("ffv1", rate=RATE_HZ)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "gray"
        for _each in range(3 * RATE_HZ):
            grey = np.full((HEIGHT, WIDTH), 128, np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="gray")))
        out.mux(stream.encode())
    return path


@pytest.fixture(scope="module")
def found():
    silent = measure_array(np.zeros(4000), rate_hz=1000.0, unit="uV")
    return dataclasses.replace(
        silent, file="calf.avi", modality=Modality.VIDEO, events=(TWITCH, PULSE)
    )


def pictures(path):
    with av.open(path) as film:
        return [(each.time, each.to_ndarray(format="gray")) for each in film.decode(video=0)]


def test_each_twitch_is_ringed_where_and_while_it_was_and_nothing_else_is(film, found, tmp_path):
    out = tmp_path / "seen.mp4"
    write_annotated_film(film, found, out)
    seen = pictures(out)
    assert len(seen) == 3 * RATE_HZ
    assert [at for at, _image in seen] == pytest.approx(np.arange(len(seen)) / RATE_HZ, abs=2e-3)
    marked = [at for at, image in seen if np.abs(image.astype(int) - 128).max() > 60]
    assert (marked[0], marked[-1]) == pytest.approx((0.8, 1.7), abs=0.051)
    image = next(image for at, image in seen if at >= 1.0).astype(int)
    y, x = np.nonzero(image > 200)
    assert (x.mean(), y.mean()) == pytest.approx((100.0, 30.0), abs=1.5)
    assert abs(image[30, 100] - 128) < 10, "what twitches is not covered"
    assert list(tmp_path.iterdir()) == [out]
    assert sys.platform == "win32" or out.stat().st_mode & 0o077 == 0, "others may read it"


def test_a_twitch_without_a_place_frames_the_picture():
    grey = np.full((40, 60), 128, np.uint8)
    drawn = ringed(grey, 1.0, [dataclasses.replace(TWITCH, location_px=None)])
    assert (drawn[0, 0], drawn[39, 59], drawn[20, 30]) == (255, 255, 128)
    assert ringed(grey, 2.0, [TWITCH]) is grey


def test_what_is_no_film_is_refused_and_what_was_there_stays(film, found, tmp_path):
    out = tmp_path / "seen.mp4"
    out.write_bytes(b"of yesterday")
    with pytest.raises(ValueNotUnderstoodError):
        write_annotated_film(film, dataclasses.replace(found, modality=Modality.EMG), out)
    cut = tmp_path / "cut.avi"
    cut.write_bytes(film.read_bytes()[:300])
    with pytest.raises(ValueNotUnderstoodError):
        write_annotated_film(cut, found, out)
    assert out.read_bytes() == b"of yesterday"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["cut.avi", "seen.mp4"]
