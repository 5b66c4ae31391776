"""Pictures of the body to point at: what a page needs to draw them.

A picture comes as data, not as a page: paths for what is drawn, and one target
for each place, with its name, the area that takes the touch and the outline
that is tinted. The page makes each target a button that can be reached by
finger, keyboard and voice.

Left is the person's own left: on a front view it is on the viewer's right. The
words for both edges come with the picture (`edges`).

A page draws a picture as an SVG element with the picture's `view_box` that
holds `under`, then a group for each target (class "body-target", its
`hit_path` of class "hit", its `paint_path` of class "paint"), then `over`.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.sites import site_name
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.report.curves import path_data
from quietmuscle.report.curves import polygon_data
from quietmuscle.report.drawings import OTHER_SIDE
from quietmuscle.report.drawings import drawing
from quietmuscle.report.ink import art_markup

if TYPE_CHECKING:
    from collections.abc import Collection

    from quietmuscle.report.drawings import Drawing
    from quietmuscle.report.drawings import Place


class BodyView(StrEnum):
    """The pictures that we have: the whole body, and closer looks at its parts."""

    FRONT = "front"
    BACK = "back"
    FACE = "face"
    NECK_FRONT = "neck_front"
    NECK_BACK = "neck_back"
    SHOULDER = "shoulder"
    UPPER_ARM_FRONT = "upper_arm_front"
    UPPER_ARM_BACK = "upper_arm_back"
    FOREARM_FRONT = "forearm_front"
    FOREARM_BACK = "forearm_back"
    HAND_PALM = "hand_palm"
    HAND_BACK = "hand_back"
    CHEST = "chest"
    BELLY = "belly"
    UPPER_BACK = "upper_back"
    LOWER_BACK = "lower_back"
    HIP = "hip"
    THIGH_FRONT = "thigh_front"
    THIGH_BACK = "thigh_back"
    LOWER_LEG_FRONT = "lower_leg_front"
    LOWER_LEG_BACK = "lower_leg_back"
    FOOT_TOP = "foot_top"
    FOOT_SOLE = "foot_sole"


WHOLE_BODY = (BodyView.FRONT, BodyView.BACK)

_CLOSER_LOOKS: dict[str, tuple[BodyView, ...]] = {
    "face": (BodyView.FACE,),
    "neck": (BodyView.NECK_FRONT, BodyView.NECK_BACK),
    "shoulder": (BodyView.SHOULDER,),
    "upper_arm": (BodyView.UPPER_ARM_FRONT, BodyView.UPPER_ARM_BACK),
    "forearm": (BodyView.FOREARM_FRONT, BodyView.FOREARM_BACK),
    "hand": (BodyView.HAND_PALM, BodyView.HAND_BACK),
    "chest": (BodyView.CHEST,),
    "belly": (BodyView.BELLY,),
    "upper_back": (BodyView.UPPER_BACK,),
    "lower_back": (BodyView.LOWER_BACK,),
    "hip": (BodyView.HIP,),
    "thigh": (BodyView.THIGH_FRONT, BodyView.THIGH_BACK),
    "lower_leg": (BodyView.LOWER_LEG_FRONT, BodyView.LOWER_LEG_BACK),
    "foot": (BodyView.FOOT_TOP, BodyView.FOOT_SOLE),
}

_VIEW_NAMES = {
    BodyView.FRONT: _("Front"),
    BodyView.BACK: _("Back"),
    BodyView.FACE: _("Face"),
    BodyView.NECK_FRONT: _("Neck from the front"),
    BodyView.NECK_BACK: _("Neck from the back"),
    BodyView.SHOULDER: _("Shoulder"),
    BodyView.UPPER_ARM_FRONT: _("Upper arm from the front"),
    BodyView.UPPER_ARM_BACK: _("Upper arm from the back"),
    BodyView.FOREARM_FRONT: _("Palm side of the forearm"),
    BodyView.FOREARM_BACK: _("Back of the forearm"),
    BodyView.HAND_PALM: _("Palm"),
    BodyView.HAND_BACK: _("Back of the hand"),
    BodyView.CHEST: _("Chest"),
    BodyView.BELLY: _("Belly"),
    BodyView.UPPER_BACK: _("Upper back"),
    BodyView.LOWER_BACK: _("Lower back"),
    BodyView.HIP: _("Hip and groin"),
    BodyView.THIGH_FRONT: _("Thigh from the front"),
    BodyView.THIGH_BACK: _("Thigh from the back"),
    BodyView.LOWER_LEG_FRONT: _("Lower leg from the front"),
    BodyView.LOWER_LEG_BACK: _("Lower leg from the back"),
    BodyView.FOOT_TOP: _("Foot from above"),
    BodyView.FOOT_SOLE: _("Sole of the foot"),
}

_SIDES = {Side.LEFT: _("your left"), Side.RIGHT: _("your right")}
_INNER, _OUTER = _("inner side"), _("outer side")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTarget:
    """A place to point at, with all that a page needs to draw it.

    `hit_path` takes the touch and is not painted: at least 48 CSS pixels each
    way and 8 from its neighbours as a small phone shows it. `paint_path` is
    the outline that is tinted. The centre is that of the hit area.
    """

    ref: SiteRef
    name: Message
    hit_path: str
    paint_path: str
    centre_x: float
    centre_y: float
    selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPicture:
    """One picture with its targets, in the units of its view box.

    `shown_px` is its width in CSS pixels on a small phone (of 328 in all): two
    closer looks stand side by side where both are narrow. `under` and `over`
    are SVG markup to put below and above the targets; both ignore the pointer.
    `edges` are the words for the viewer's left and right edge; a hand or a foot
    needs none.
    """

    view: BodyView
    name: Message
    view_box: str
    width: float
    height: float
    shown_px: float
    under: str
    over: str
    targets: tuple[SiteTarget, ...]
    edges: tuple[Message, Message] | None


def target_map(
    view: BodyView, *, side: Side | None = None, selected: Collection[SiteRef] = ()
) -> BodyPicture:
    """A picture to point at; of a limb, the one of this side.

    A place chosen on both sides is selected on both.
    """
    picture = _picture(view, side)
    if not selected:
        return picture
    targets = tuple(
        replace(target, selected=bool({target.ref, _on_both(target.ref)} & set(selected)))
        for target in picture.targets
    )
    return replace(picture, targets=targets)


def region_targets(view: BodyView) -> tuple[SiteTarget, ...]:
    """The large targets of a whole-body view: the regions that it shows."""
    if view not in WHOLE_BODY:
        raise ValueError(f"{view} does not show the whole body")
    return target_map(view).targets


def zoomed_views(region: SiteRef, *, selected: Collection[SiteRef] = ()) -> tuple[BodyPicture, ...]:
    """The closer looks at a region; none where it is not divided.

    For a region chosen on both sides the left limb stands for both.
    """
    side = None if region.side is Side.MIDDLE else region.side
    shown = Side.LEFT if side is Side.BOTH else side
    return tuple(
        target_map(view, side=shown, selected=selected)
        for view in _CLOSER_LOOKS.get(region.code, ())
    )


def view_name(view: BodyView) -> Message:
    """What a picture shows, in words."""
    return Message(_VIEW_NAMES[view])


@lru_cache(maxsize=len(BodyView) * 3)
def _picture(view: BodyView, side: Side | None) -> BodyPicture:
    """The picture with nothing selected: the same each time, so drawn once."""
    drawn = drawing(view.value, side)
    box = drawn.box
    return BodyPicture(
        view=view,
        name=view_name(view),
        view_box=f"{box.x:g} {box.y:g} {box.width:g} {box.height:g}",
        width=box.width,
        height=box.height,
        shown_px=drawn.shown_px,
        under=art_markup(drawn, over=False),
        over=art_markup(drawn, over=True),
        targets=tuple(_target(place) for place in drawn.places),
        edges=_edges(drawn),
    )


def _edges(drawn: Drawing) -> tuple[Message, Message] | None:
    """What lies at the viewer's left and right: a side of the person, or of the limb."""
    if drawn.viewer_left is None:
        return None
    left, right = drawn.viewer_left, OTHER_SIDE[drawn.viewer_left]
    if drawn.limb is None:
        return (Message(_SIDES[left]), Message(_SIDES[right]))
    inner_first = drawn.limb is right
    return (Message(_INNER), Message(_OUTER)) if inner_first else (Message(_OUTER), Message(_INNER))


def _target(place: Place) -> SiteTarget:
    return SiteTarget(
        ref=place.ref,
        name=site_name(place.ref),
        hit_path=polygon_data(place.hit),
        paint_path=path_data(place.paint, closed=True),
        centre_x=round(sum(corner.x for corner in place.hit) / len(place.hit), 1),
        centre_y=round(sum(corner.y for corner in place.hit) / len(place.hit), 1),
    )


def _on_both(ref: SiteRef) -> SiteRef:
    return SiteRef(ref.code, Side.BOTH)
