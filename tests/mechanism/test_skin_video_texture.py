"""How skin looks: fine grain, dark marks and hairs, within the range of a picture."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.skin_video_texture import FINER
from quietmuscle.mechanism.skin_video_texture import skin_texture

SHAPE = (110, 120)


def skin(seed=1, *, hairs=0, marks=0, roughness=1.0):
    return skin_texture(
        np.random.default_rng(seed), SHAPE, hairs=hairs, marks=marks, roughness=roughness
    )


def test_a_texture_is_finer_than_the_picture_and_within_its_range():
    made = skin(hairs=40, marks=20, roughness=30)
    assert made.shape == (SHAPE[0] * FINER, SHAPE[1] * FINER)
    assert made.dtype == np.float32
    assert (made.min(), made.max()) == (10, 245)


def test_skin_without_roughness_hairs_and_marks_is_even():
    assert np.all(skin(roughness=0) == 140)


def test_the_contrast_of_furrows_and_pores_grows_with_the_roughness():
    smooth, rough = skin(roughness=0.5), skin(roughness=1.0)
    # The four grains together: √(10² + 7² + 6² + 5²) = 14.5.
    assert rough.std() == pytest.approx(14.5, abs=2.5)
    assert rough - 140 == pytest.approx((smooth - 140) * 2, abs=0.001)


def test_the_grain_is_fine_enough_to_be_followed():
    made = skin()
    assert np.diff(made, axis=0).std() > 1
    assert np.diff(made, axis=1).std() > 1


def test_a_mark_is_a_dark_round_spot():
    made = skin(3, marks=1, roughness=0)
    darkest = np.array(np.unravel_index(made.argmin(), made.shape))
    assert 80 - 1 <= made.min() <= 115 + 1
    spot = np.argwhere(made < 139)
    assert np.abs(spot - darkest).max() < 30
    assert spot.mean(axis=0) == pytest.approx(darkest, abs=1)
    assert made.max() == 140


def test_hairs_are_dark_lines_and_more_hairs_cover_more():
    shares = []
    for hairs in (1, 8):
        made = skin(4, hairs=hairs, roughness=0)
        assert 80 <= made.min() < 110
        assert made.max() == 140
        shares.append((made < 125).mean())
    assert 0 < shares[0] < shares[1] < 0.5


def test_a_hair_is_much_longer_than_it_is_wide():
    place = np.argwhere(skin(4, hairs=1, roughness=0) < 125).astype(float)
    # In pixels about as many as its length times its width of a few points.
    reach = np.hypot(*np.ptp(place, axis=0))
    assert reach > 20
    assert len(place) < 9 * reach


def test_the_same_seed_gives_the_same_skin_and_another_seed_another():
    assert np.array_equal(skin(5, hairs=3, marks=2), skin(5, hairs=3, marks=2))
    assert not np.array_equal(skin(5), skin(6))
