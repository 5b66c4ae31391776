from __future__ import annotations

import pytest

from quietmuscle.model.site import Side
from quietmuscle.report.body import BodyView
from quietmuscle.report.curves import Point
from quietmuscle.report.drawings import PHONE_PX
from quietmuscle.report.drawings import Drawing
from quietmuscle.report.drawings import drawing
from quietmuscle.report.drawings import read_drawing

SYMMETRICAL = """
width = 100
height = 200
near = "right"
[lines]
body = "50,10 20,60@arm 30,150@leg 50,190"
seam = "20,60 50,70"
[[art]]
kind = "skin"
of = ["body"]
shape = "half"
[[art]]
kind = "ink"
of = ["body", "seam"]
shape = "twin"
[[art]]
kind = "ink"
of = ["seam"]
over = false
[[target]]
code = "belly"
shape = "half"
paint = ["body arm leg"]
hit = "50,60 20,60 20,150 50,150"
[[target]]
code = "hand"
shape = "twin"
paint = ["body leg arm", "seam back"]
hit = "0,0 10,0 10,10"
"""

ONE_LIMB = """
width = 100
height = 80
of_side = "left"
[loops]
hand = "10,10 30,10 30,30"
[[art]]
kind = "skin"
of = ["hand"]
[[target]]
code = "thumb"
paint = ["hand"]
hit = "0,0 10,0 10,10"
"""


def test_a_symmetrical_drawing_has_both_halves() -> None:
    drawn = read_drawing(SYMMETRICAL)
    belly, right, left = drawn.places
    assert (belly.ref.side, right.ref.side, left.ref.side) == (
        Side.MIDDLE,
        Side.RIGHT,
        Side.LEFT,
    )
    assert belly.hit[0] == belly.hit[-1] == Point(50, 60)
    assert Point(80, 150) in belly.hit
    assert right.hit == (Point(0, 0), Point(10, 0), Point(10, 10))
    assert left.hit == (Point(100, 0), Point(90, 0), Point(90, 10))
    assert drawn.viewer_left is Side.RIGHT
    assert drawn.limb is None
    assert drawn.scale == 1


def test_fills_lie_under_the_tints_and_strokes_over_them() -> None:
    drawn = read_drawing(SYMMETRICAL)
    assert [(art.kind, art.over) for art in drawn.art] == [
        ("skin", False),
        *[("ink", True)] * 4,
        ("ink", False),
    ]
    assert drawn.art[0].path.endswith("z")
    assert not drawn.art[1].path.endswith("z")


def test_a_single_limb_is_flipped_for_the_other_side() -> None:
    left, right = read_drawing(ONE_LIMB), read_drawing(ONE_LIMB, Side.RIGHT)
    assert read_drawing(ONE_LIMB, Side.LEFT) == left
    assert left.places[0].ref.side is Side.LEFT
    assert right.places[0].ref.side is Side.RIGHT
    assert right.places[0].hit == (Point(100, 0), Point(90, 0), Point(90, 10))
    assert left.art[0].path.startswith("M10 10")
    assert right.art[0].path.startswith("M90 10")
    assert right.limb is Side.RIGHT
    assert right.viewer_left is None


def test_a_closer_look_shows_its_base_through_a_window() -> None:
    near, far = drawing("lower_leg_front"), drawing("lower_leg_front", Side.LEFT)
    assert near.limb is Side.RIGHT
    assert far.limb is Side.LEFT
    assert near.box.x + near.box.width / 2 < 164 < far.box.x + far.box.width / 2
    assert near.box.x == 328 - far.box.x - far.box.width
    assert {place.ref.side for place in far.places} == {Side.LEFT}
    assert near.scale > 2
    base = drawing("front")
    assert near.viewer_left is base.viewer_left is Side.RIGHT
    assert [art.kind for art in near.art if art.closed] == ["skin"]
    of_base = {curve for art in base.art for curve in art.curves}
    assert all(of_base & set(art.curves) for art in near.art)


def test_what_lies_beyond_the_window_is_left_out() -> None:
    leg, chest = drawing("lower_leg_front"), drawing("chest")
    base = drawing("front")
    assert len(leg.art) < len(base.art) / 2
    assert {art.path for art in leg.art} != {art.path for art in chest.art}


@pytest.mark.parametrize("view", list(BodyView))
def test_every_file_can_be_drawn_for_both_sides(view: BodyView) -> None:
    for side in (None, Side.LEFT, Side.RIGHT):
        drawn = drawing(view.value, side)
        assert isinstance(drawn, Drawing)
        assert drawn.art
        assert drawn.places
        assert drawn.shown_px <= PHONE_PX
        if drawn.limb is not None and side is not None:
            assert {place.ref.side for place in drawn.places} == {side}
