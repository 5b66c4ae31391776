from __future__ import annotations

import sys

import numpy as np
import pytest
from recordings import pictures

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.dicom import read_dicom
from quietmuscle.model.recording import Modality

pydicom = pytest.importorskip("pydicom")


@pytest.fixture
def clip(tmp_path):
    """A clip of some pictures; attributes are given as they stand in the file."""

    def written(images, photometric="MONOCHROME2", **attributes):
        from pydicom.dataset import Dataset
        from pydicom.dataset import FileMetaDataset
        from pydicom.uid import ExplicitVRLittleEndian
        from pydicom.uid import UltrasoundMultiFrameImageStorage
        from pydicom.uid import generate_uid

        data = Dataset()
        data.file_meta = FileMetaDataset()
        data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        data.file_meta.MediaStorageSOPClassUID = UltrasoundMultiFrameImageStorage
        data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID = generate_uid()
        data.SOPClassUID = UltrasoundMultiFrameImageStorage
        stack = np.stack(images)
        data.NumberOfFrames, data.Rows, data.Columns = stack.shape[:3]
        data.SamplesPerPixel = 3 if stack.ndim == 4 else 1
        if stack.ndim == 4:
            data.PlanarConfiguration = 0
        data.PhotometricInterpretation = photometric
        data.BitsAllocated = data.BitsStored = 8 * stack.itemsize
        data.HighBit, data.PixelRepresentation = data.BitsAllocated - 1, 0
        data.PixelData = stack.tobytes()
        for name, value in attributes.items():
            setattr(data, name, value)
        path = tmp_path / "clip.dcm"
        data.save_as(path, enforce_file_format=True)
        return path

    return written


def test_a_clip_comes_as_grey_pictures(clip):
    images = pictures(6)
    images[3] = images[2]
    source = read_dicom(clip(images, FrameTime="20"))
    frames = list(source.frames())
    assert source.header.modality is Modality.ULTRASOUND
    assert (source.header.width, source.header.height) == (64, 48)
    assert (source.header.rate_hz, source.header.duration_s) == pytest.approx((50, 0.12))
    assert [each.time_s for each in frames] == pytest.approx([0, 0.02, 0.04, 0.06, 0.08, 0.1])
    assert [each.is_repeat for each in frames] == [False, False, False, True, False, False]
    assert all(
        np.array_equal(each.image, image) for each, image in zip(frames, images, strict=True)
    )


def test_colours_and_wide_numbers_become_grey(clip):
    coloured = [np.stack([image, image, image], axis=2) for image in pictures(3)]
    frames = list(read_dicom(clip(coloured, "RGB", CineRate="30")).frames())
    assert np.array_equal(frames[1].image, pictures(3)[1])
    wide = [image.astype(np.uint16) * 257 for image in pictures(3)]
    frames = list(read_dicom(clip(wide, CineRate="30")).frames())
    assert np.array_equal(frames[1].image, pictures(3)[1])


def test_times_of_each_picture_go_first(clip):
    path = clip(pictures(3), FrameTimeVector=["0", "10", "40"], FrameTime="99")
    assert [each.time_s for each in read_dicom(path).frames()] == pytest.approx([0, 0.01, 0.05])


@pytest.mark.parametrize(
    ("attributes", "sentence"),
    [
        ({}, "how fast"),
        ({"FrameTime": "0"}, "how fast"),
        ({"FrameTime": "999999"}, "how fast"),
        ({"FrameTime": "20", "NumberOfFrames": 1}, "how fast"),
        ({"FrameTime": "20", "Rows": 0}, "no pictures"),
        ({"FrameTime": "20", "Rows": 60_000, "Columns": 60_000}, "too large"),
        ({"FrameTime": "20", "NumberOfFrames": 2_000_000_000}, "too large|how fast"),
        ({"FrameTime": "20", "NumberOfFrames": 900}, "damaged"),
    ],
)
def test_what_cannot_be_is_refused(clip, attributes, sentence):
    path = clip(pictures(3), **attributes)
    with pytest.raises(ValueNotUnderstoodError, match=sentence):
        list(read_dicom(path).frames())


def test_a_clip_that_is_cut_off_is_refused(clip):
    path = clip(pictures(3), FrameTime="20")
    content = path.read_bytes()
    for length in (140, 400, len(content) - 100):
        path.write_bytes(content[:length])
        with pytest.raises(ValueNotUnderstoodError):
            list(read_dicom(path).frames())


def test_without_the_part_that_reads_it_one_is_told(clip, monkeypatch):
    path = clip(pictures(3), FrameTime="20")
    monkeypatch.setitem(sys.modules, "pydicom", None)
    with pytest.raises(ValueNotUnderstoodError, match=r"one more part.*pydicom"):
        read_dicom(path)
