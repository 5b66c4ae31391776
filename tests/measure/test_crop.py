"""The part of a picture around a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.measure.crop import CROP_SHARE
from quietmuscle.measure.crop import LEAST_CROP_PX
from quietmuscle.measure.crop import crop_around


@given(
    st.integers(2, 3000),
    st.integers(2, 3000),
    st.tuples(st.floats(-10, 3010), st.floats(-10, 3010)) | st.none(),
)
def test_a_crop_lies_in_the_picture_with_even_sides(width, height, place):
    crop = crop_around((width, height), place)
    assert crop.width % 2 == crop.height % 2 == 0
    assert 0 <= crop.left <= crop.left + crop.width <= width
    assert 0 <= crop.top <= crop.top + crop.height <= height
    if place is not None:
        assert crop.width >= min(LEAST_CROP_PX, width - 1)
        assert crop.height >= min(LEAST_CROP_PX, height - 1)
        if crop.left < place[0] - crop.width:  # it could not reach further
            assert crop.left + crop.width == width


def test_a_crop_is_a_third_around_the_place_or_the_whole_picture():
    crop = crop_around((1920, 1080), (1000.0, 500.0))
    assert (crop.width, crop.height) == (1920 * CROP_SHARE, 1080 * CROP_SHARE)
    assert (crop.left, crop.top) == (680, 320)
    whole = crop_around((641, 481), None)
    assert (whole.left, whole.top, whole.width, whole.height) == (0, 0, 640, 480)
