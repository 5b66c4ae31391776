"""Our drawings of the body, read from their TOML files.

A drawing is made of named soft lines (see curves.py). Symmetrical drawings
hold one half only: the half on the viewer's left; the other is its mirror
image. Drawings of one hand or foot are flipped for the other. A file has

- `width`, `height`: the drawing's units.
- `near` (symmetrical): whose side the drawn half is, seen from the person:
  "right" on a front view, "left" on a back view. `of_side` (one limb): the
  side as which it is drawn.
- `lines`, `loops`: open and closed lines by name. `lines_of` borrows those of
  another file.
- `art`: what is drawn, in order. `kind` says how it looks, `of` which lines:
  "body", "body neck knee" (the part between two knots), "body back" (from its
  end). `shape` is "half" (joined to its mirror image), "twin" (drawn on both
  sides) or "once". `over` lays it over the tinted places.
- `target`: the places to point at. `paint` gives the lines around what is
  tinted; `hit` the corners of the larger area that takes the touch.

A closer look at a part is a file with a `base`: it shows the base's art through
a `view` (x, y, width, height), with places of its own; `limb` says that only
the limb of one side is meant. `shown_px` is the width in CSS pixels at which a
small phone shows it (360 wide, less its margins, leaves 328); the sizes of the
hit areas are measured at that width.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from typing import Any

from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.report.curves import Curve
from quietmuscle.report.curves import Line
from quietmuscle.report.curves import Point
from quietmuscle.report.curves import mirror
from quietmuscle.report.curves import path_data
from quietmuscle.report.curves import read_line
from quietmuscle.report.curves import reverse
from quietmuscle.report.window import Box
from quietmuscle.report.window import seen_through

if TYPE_CHECKING:
    from collections.abc import Iterator

PHONE_PX = 328
CLOSED_KINDS = frozenset({"skin", "hair", "lip", "mouth"})
OTHER_SIDE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Art:
    """One piece of a drawing: a line, and how it looks."""

    kind: str
    curves: tuple[Curve, ...]
    over: bool

    @property
    def closed(self) -> bool:
        """Whether it is filled; otherwise it is a stroke."""
        return self.kind in CLOSED_KINDS

    @property
    def path(self) -> str:
        """The line as the `d` of an SVG path."""
        return path_data(self.curves, closed=self.closed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of a drawing that can be pointed at and tinted.

    `paint` is the outline of what is tinted; `hit` holds the corners of the
    area that takes the touch, which may reach beyond it.
    """

    ref: SiteRef
    paint: tuple[Curve, ...]
    hit: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing, ready to be shown, with both sides where it has both.

    `viewer_left` is the person's side at the viewer's left: right on a front view;
    None for a hand or foot on its own. `limb` is the side of a single limb.
    """

    box: Box
    shown_px: float
    art: tuple[Art, ...]
    places: tuple[Place, ...]
    viewer_left: Side | None
    limb: Side | None

    @property
    def scale(self) -> float:
        """CSS pixels a unit, as a small phone shows it."""
        return self.shown_px / self.box.width


@lru_cache(maxsize=64)
def drawing(name: str, side: Side | None = None) -> Drawing:
    """The drawing of a file; a limb is drawn as the limb of this side."""
    return read_drawing(_text_of(name), side)


def read_drawing(text: str, side: Side | None = None) -> Drawing:
    """The drawing that a TOML text describes."""
    fields = tomllib.loads(text)
    if "base" not in fields:
        return _own_drawing(fields, side)
    base = drawing(fields["base"])
    width = base.box.width
    stage = _Stage.of({"width": width, "near": base.viewer_left, **fields}, None)
    x, y, *size = (float(number) for number in fields["view"].replace(",", " ").split())
    places = stage.all_places(fields["target"])
    limb = (stage.near if side is None else side) if fields.get("limb", False) else None
    if limb is not None:
        places = tuple(place for place in places if place.ref.side is limb)
        x = x if limb is stage.near else width - x - size[0]
    box = Box(x, y, *size)
    return Drawing(
        box=box,
        shown_px=float(fields["shown_px"]),
        art=tuple(_art_seen(base.art, box)),
        places=places,
        viewer_left=stage.near,
        limb=limb,
    )


def _own_drawing(fields: dict[str, Any], side: Side | None) -> Drawing:
    stage = _Stage.of(fields, side)
    return Drawing(
        box=Box(0.0, 0.0, stage.width, float(fields["height"])),
        shown_px=float(fields.get("shown_px", fields["width"])),
        art=stage.all_art(fields["art"]),
        places=stage.all_places(fields["target"]),
        viewer_left=None if stage.one_limb else stage.near,
        limb=stage.near if stage.one_limb else None,
    )


def _text_of(name: str) -> str:
    folder = files("quietmuscle.report").joinpath("drawings")
    return folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Stage:
    """A file's lines, drawn; art and places are cut out of them.

    `near` is whose side the drawn half is; on a drawing of one limb, whose
    limb it shows.
    """

    width: float
    lines: dict[str, Line]
    near: Side
    one_limb: bool
    flipped: bool

    @classmethod
    def of(cls, fields: dict[str, Any], side: Side | None) -> _Stage:
        one_limb = "of_side" in fields
        drawn = Side(fields["of_side" if one_limb else "near"])
        near = side if one_limb and side is not None else drawn
        width = float(fields["width"])
        texts = fields.get("lines", {})
        if "lines_of" in fields:
            texts = tomllib.loads(_text_of(fields["lines_of"]))["lines"] | texts
        axis = None if one_limb else width / 2
        lines = {name: read_line(text, axis=axis) for name, text in texts.items()}
        for name, text in fields.get("loops", {}).items():
            lines[name] = read_line(text, closed=True)
        return cls(width, lines, near, one_limb, flipped=near is not drawn)

    def all_art(self, entries: list[dict[str, Any]]) -> tuple[Art, ...]:
        return tuple(piece for entry in entries for piece in self._art(entry))

    def all_places(self, entries: list[dict[str, Any]]) -> tuple[Place, ...]:
        return tuple(place for entry in entries for place in self._places(entry))

    def _art(self, entry: dict[str, Any]) -> tuple[Art, ...]:
        closed = entry["kind"] in CLOSED_KINDS
        groups = [entry["of"]] if closed else [[piece] for piece in entry["of"]]
        return tuple(
            Art(
                kind=entry["kind"],
                curves=curves,
                over=entry.get("over", not closed),
            )
            for group in groups
            for curves in self._shapes(group, entry.get("shape", "once"))
        )

    def _places(self, entry: dict[str, Any]) -> tuple[Place, ...]:
        shape = entry.get("shape", "once")
        if shape == "twin":
            sides = [self.near, OTHER_SIDE[self.near]]
        else:
            sides = [self.near if self.one_limb else Side.MIDDLE]
        shapes = zip(
            sides,
            self._shapes(entry["paint"], shape),
            self._polygons(entry["hit"], shape),
            strict=True,
        )
        return tuple(
            Place(ref=SiteRef(entry["code"], side), paint=paint, hit=hit)
            for side, paint, hit in shapes
        )

    def _shapes(self, pieces: list[str], shape: str) -> tuple[tuple[Curve, ...], ...]:
        near = tuple(curve for piece in pieces for curve in self._piece(piece))
        far = mirror(near, self.width)
        if shape == "half":
            return (near + reverse(far),)
        if shape == "twin":
            return (near, far)
        return (far,) if self.flipped else (near,)

    def _polygons(self, corners: str, shape: str) -> tuple[tuple[Point, ...], ...]:
        near = tuple(
            Point(*(float(number) for number in corner.split(","))) for corner in corners.split()
        )
        far = tuple(Point(self.width - corner.x, corner.y) for corner in near)
        if shape == "half":
            return (near + far[::-1],)
        if shape == "twin":
            return (near, far)
        return (far,) if self.flipped else (near,)

    def _piece(self, words: str) -> tuple[Curve, ...]:
        name, *rest = words.split()
        line = self.lines[name]
        if not rest:
            return line.curves
        if rest == ["back"]:
            return reverse(line.curves)
        first, last = rest
        return line.between(first, last)


def _art_seen(pieces: tuple[Art, ...], box: Box) -> Iterator[Art]:
    """What of a drawing's art can be seen through a window, with nothing that lies beyond."""
    for art in pieces:
        curves = seen_through(art.curves, box, closed=art.closed)
        if curves:
            yield replace(art, curves=curves)
