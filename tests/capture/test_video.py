from __future__ import annotations

import tracemalloc
import wave

import av
import numpy as np
import pytest
from recordings import film
from recordings import pictures
from recordings import sentences
from recordings import turned

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture import video
from quietmuscle.capture.video import read_film
from quietmuscle.capture.video import read_part
from quietmuscle.model.recording import Modality

CODECS = [
    ("a.mp4", "libx264"), ("a.mov", "libx264"), ("a.webm", "libvpx"), ("a.avi", "mjpeg"),
    ("b.avi", "mpeg4"), ("a.mkv", "libvpx-vp9"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "codec"), CODECS)
def test_films_come_as_grey_pictures_at_their_times(tmp_path, name, codec):
    images = pictures(20)
    source = read_film(film(tmp_path / name, images, codec=codec))
    frames = list(source.frames())
    header = source.header
    assert (header.width, header.height, header.rate_hz) == (64, 48, pytest.approx(25))
    assert header.duration_s == pytest.approx(0.8, abs=0.05)
    assert len(frames) == 20
    assert np.allclose([each.time_s for each in frames], np.arange(20) / 25, atol=2e-3)
    assert all(each.image.dtype == np.uint8 for each in frames)
    assert frames[0].is_key
    for frame, image in zip(frames, images, strict=True):
        assert np.corrcoef(frame.image.ravel(), image.ravel())[0, 1] > 0.95
    assert len(list(source.frames())) == 20


def test_key_frames_are_marked(tmp_path):
    frames = list(read_film(film(tmp_path / "a.mp4", pictures(20), gop=5)).frames())
    assert [place for place, each in enumerate(frames) if each.is_key] == [0, 5, 10, 15]


def test_pictures_that_only_repeat_the_last_are_marked(tmp_path):
    images = pictures(6)
    shown = [images[place] for place in (0, 1, 1, 2, 3, 3, 3, 4)]
    frames = list(read_film(film(tmp_path / "a.mp4", shown, gop=50)).frames())
    assert [each.is_repeat for each in frames] == [
        False,
        False,
        True,
        False,
        False,
        True,
        True,
        False,
    ]


def test_an_uneven_film_keeps_its_times(tmp_path):
    ticks = [0, 33, 66, 150, 170, 200, 300, 333, 366, 400]
    source = read_film(film(tmp_path / "a.mp4", pictures(10), ticks=ticks))
    assert [round(each.time_s * 1000) for each in source.frames()] == ticks
    assert "true times were used" in sentences(source)


@pytest.mark.parametrize(("quarter", "corner"), [(1, (0, -1)), (2, (-1, -1)), (3, (-1, 0))])
def test_a_film_that_is_shown_turned_stands_upright(tmp_path, quarter, corner):
    source = read_film(turned(film(tmp_path / "a.mp4", pictures(4)), quarter))
    image = next(source.frames()).image
    assert image.shape == (source.header.height, source.header.width)
    assert image.shape == ((64, 48) if quarter % 2 else (48, 64))
    corners = {place: int(image[place]) for place in ((0, 0), (0, -1), (-1, 0), (-1, -1))}
    assert max(corners, key=corners.get) == corner


def test_a_browsers_film_that_tells_no_length_has_one_that_was_counted(tmp_path):
    path = tmp_path / "a.webm"
    with av.open(str(path), "w", format="webm", options={"live": "1"}) as out:
        stream = out.add_stream("libvpx", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for image in pictures(20):
            out.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="gray")))
        out.mux(stream.encode())
    with av.open(str(path)) as film_itself:
        assert film_itself.duration is None
    source = read_film(path)
    assert source.header.duration_s == pytest.approx(0.8, abs=0.05)
    assert len(list(source.frames())) == 20


def test_ultrasound_is_read_as_a_film(tmp_path):
    path = film(tmp_path / "a.mp4", pictures(4))
    assert read_film(path, modality=Modality.ULTRASOUND).header.modality is Modality.ULTRASOUND


def test_4k_is_read(tmp_path):
    image = np.full((2160, 3840), 90, np.uint8)
    source = read_film(film(tmp_path / "a.avi", [image, image], codec="mjpeg"))
    assert (source.header.width, source.header.height) == (3840, 2160)
    assert next(source.frames()).image.shape == (2160, 3840)


def test_sound_without_pictures_is_refused(tmp_path):
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 4096), np.float32), "fltp", "mono")
        frame.rate = 44_100
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    with pytest.raises(ValueNotUnderstoodError, match="no picture in this file"):
        read_film(path)


def test_a_sound_file_is_no_film(tmp_path):
    path = tmp_path / "a.mp4"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(100))
    with pytest.raises(ValueNotUnderstoodError, match="not a recording"):
        read_film(path)


def test_a_film_of_no_length_is_refused(tmp_path):
    with av.open(str(tmp_path / "a.avi"), "w") as container:
        stream = container.add_stream("mjpeg", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuvj420p"
        container.start_encoding()
    with pytest.raises(ValueNotUnderstoodError, match=r"no pictures|no picture|damaged"):
        read_film(tmp_path / "a.avi")


@pytest.mark.parametrize("name", ["a.mp4", "a.webm"])
def test_a_film_that_is_cut_off_is_refused(tmp_path, name):
    codec = "libx264" if name == "a.mp4" else "libvpx"
    noise = np.random.default_rng(1)
    images = [noise.integers(0, 255, (48, 64), np.uint8) for _ in range(100)]
    path = film(tmp_path / name, images, codec=codec)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ValueNotUnderstoodError, match=r"damaged|ends earlier"):
        list(read_film(path).frames())


def test_pictures_beyond_any_camera_are_refused(tmp_path):
    path = film(tmp_path / "a.avi", pictures(2), codec="mjpeg")
    content = path.read_bytes()
    assert content.count(b"\xff\xc0\x00\x11\x08\x00\x30\x00\x40") == 2
    path.write_bytes(content.replace(b"\x08\x00\x30\x00\x40", b"\x08\x75\x30\x75\x30"))
    with pytest.raises(ValueNotUnderstoodError, match=r"too large|no pictures|damaged"):
        read_film(path)


def test_a_film_whose_size_changes_is_refused(tmp_path):
    small, large = pictures(3), pictures(3, 96, 128)
    one = film(tmp_path / "a.ts", small, codec="mpeg2video")
    two = film(tmp_path / "b.ts", large, codec="mpeg2video")
    both = tmp_path / "both.ts"
    both.write_bytes(one.read_bytes() + two.read_bytes())
    with pytest.raises(ValueNotUnderstoodError, match="size of the picture changes"):
        list(read_film(both).frames())


def test_times_that_are_missing_are_counted_on_and_those_that_go_back_left_out(
    tmp_path, monkeypatch
):
    source = read_film(film(tmp_path / "a.mp4", pictures(8)))
    times = [2.0, 2.04, None, 2.01, 2.08, 2.16, None, 2.3]
    image = pictures(1)[0]

    def told(_film, _stream):
        return (video._Picture(time_s=each, image=image, is_key=False) for each in times)

    monkeypatch.setattr(video, "_pictures", told)
    found = [each.time_s for each in source.frames()]
    assert found == pytest.approx([0, 0.04, 0.08, 0.16, 0.2, 0.3])


def test_memory_does_not_grow_with_length(tmp_path):
    path = film(tmp_path / "a.mp4", pictures(15, 240, 320) * 20)
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_film(path).frames()) == 300
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 << 20


PARTS = [
    ("a.mp4", "libx264"),
    ("a.webm", "libvpx"),
    ("a.avi", "mjpeg"),
    ("b.avi", "mpeg4"),
    ("a.mkv", "libvpx-vp9"),
]


@pytest.mark.parametrize(("name", "codec"), PARTS)
def test_a_part_of_a_film_has_the_pictures_and_times_of_the_whole(tmp_path, name, codec):
    path = film(tmp_path / name, pictures(60), codec=codec, gop=7)
    whole = [each for each in read_film(path).frames() if 1.2 <= each.time_s <= 1.6]
    part = list(read_part(path, 1.2, 1.6))
    assert [each.time_s for each in part] == pytest.approx([each.time_s for each in whole])
    assert len(part) >= 10
    for one, other in zip(part, whole, strict=True):
        assert np.array_equal(one.image, other.image)
    from_start = list(read_part(path, -1.0, 0.1))
    assert (from_start[0].time_s, len(from_start)) == (0.0, 3)
    assert list(read_part(path, 99.0, 100.0)) == []


def test_a_film_that_tells_no_way_to_a_moment_is_read_from_its_start(tmp_path, monkeypatch):
    path = film(tmp_path / "a.mp4", pictures(60), gop=7)
    monkeypatch.setattr(video, "_after_seeking", lambda _path, _from_s: iter(()))
    assert [each.time_s for each in read_part(path, 1.2, 1.3)] == pytest.approx([1.2, 1.24, 1.28])
