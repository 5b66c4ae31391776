"""Where it twitched: the body from front and back, tinted by number of twitches.

The picture stands on a page and, as it is, in a PDF: each path carries a class
for the page's themes and colours of its own. It has one hue in five steps that
also stand apart in grey. A place within a region is tinted as a patch, and its
region in a pale tone, so that the eye finds it; places of the face, the hands
and the feet, too small for the whole body, are shown beside it, where there
are any.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil
from math import log10
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.knowledge.sites import region_of
from quietmuscle.knowledge.sites import site
from quietmuscle.knowledge.sites import site_name
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.report.body import WHOLE_BODY
from quietmuscle.report.body import BodyView
from quietmuscle.report.body import view_name
from quietmuscle.report.curves import path_data
from quietmuscle.report.drawings import drawing
from quietmuscle.report.ink import INK
from quietmuscle.report.ink import art_markup
from quietmuscle.report.window import Box

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.model.query import SiteCount
    from quietmuscle.report.drawings import Drawing
    from quietmuscle.report.drawings import Place

STEPS = 5
HEAT = ("#e1e9e0", "#c5ddd9", "#8fc0ba", "#559b95", "#1b6b68", "#0c4442")
"""The colours: pale for "somewhere in this part", then the five steps."""

_PATCH_VIEWS = {
    BodyView.FRONT: (
        BodyView.NECK_FRONT,
        BodyView.SHOULDER,
        BodyView.UPPER_ARM_FRONT,
        BodyView.FOREARM_FRONT,
        BodyView.CHEST,
        BodyView.BELLY,
        BodyView.HIP,
        BodyView.THIGH_FRONT,
        BodyView.LOWER_LEG_FRONT,
    ),
    BodyView.BACK: (
        BodyView.NECK_BACK,
        BodyView.UPPER_ARM_BACK,
        BodyView.FOREARM_BACK,
        BodyView.UPPER_BACK,
        BodyView.LOWER_BACK,
        BodyView.THIGH_BACK,
        BodyView.LOWER_LEG_BACK,
    ),
}
_INSETS = (
    (BodyView.FACE, SiteRef("face", Side.MIDDLE), _("Face")),
    (BodyView.HAND_PALM, SiteRef("hand", Side.RIGHT), _("Right palm")),
    (BodyView.HAND_PALM, SiteRef("hand", Side.LEFT), _("Left palm")),
    (BodyView.HAND_BACK, SiteRef("hand", Side.RIGHT), _("Right hand, back")),
    (BodyView.HAND_BACK, SiteRef("hand", Side.LEFT), _("Left hand, back")),
    (BodyView.FOOT_TOP, SiteRef("foot", Side.RIGHT), _("Right foot, top")),
    (BodyView.FOOT_TOP, SiteRef("foot", Side.LEFT), _("Left foot, top")),
    (BodyView.FOOT_SOLE, SiteRef("foot", Side.RIGHT), _("Right sole")),
    (BodyView.FOOT_SOLE, SiteRef("foot", Side.LEFT), _("Left sole")),
)
LEGEND, SOMEWHERE = _("Number of twitches"), _("A place in this part twitched")
_LETTERS = {Side.LEFT: _("L"), Side.RIGHT: _("R")}
_WIDTH, FIGURE, _TOP, _COLUMNS, _ROW, _SWATCH = 328, 164, 22, 3, 124, 18
_TEXT = f'class="heat-words" fill="{INK}" font-family="system-ui, sans-serif"'
_TEXT_PX, _SMALL_TEXT_PX = 14, 13


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatStep:
    """One of the five tones: the numbers of twitches that it stands for."""

    number: int
    least: int
    most: int


def heat_steps(most: int) -> tuple[HeatStep, ...]:
    """Five even steps of round numbers that reach the largest count."""
    size = max(1, ceil(most / STEPS))
    if size > 3:
        unit = 10 ** int(log10(size))
        size = next(unit * part for part in (1, 2, 3, 4, 5, 6, 8, 10) if unit * part >= size)
    return tuple(
        HeatStep(number=number, least=(number - 1) * size + 1, most=number * size)
        for number in range(1, STEPS + 1)
    )


def heat_map(
    counts: Iterable[SiteCount], *, language: str = SOURCE_LANGUAGE, id_prefix: str = "heat-map"
) -> str:
    """The picture as an SVG element; its title and description are for screen readers.

    A place on both sides is tinted on both, with its full number. Places that
    we do not know, from a newer catalogue, are left out of the picture.
    """
    tints = Tints.of(counts)
    figures = "".join(
        _named_figure(view, tints, number * FIGURE, language)
        for number, view in enumerate(WHOLE_BODY)
    )
    below, height = _insets(tints, _TOP + 2 * FIGURE, language)
    legend, height = _legend(tints, height, language)
    title, words = say(Message(_("Where it twitched")), language), say(tints.words(), language)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="heat-map" role="img" '
        f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'aria-labelledby="{id_prefix}-title {id_prefix}-words">'
        f'<title id="{id_prefix}-title">{escape(title)}</title>'
        f'<desc id="{id_prefix}-words">{escape(words)}</desc>'
        f"{figures}{below}{legend}</svg>"
    )


@dataclass(frozen=True, slots=True)
class Tints:
    """How many twitches each place had, sides apart, and what tone that is."""

    counts: Counter[SiteRef]
    regions_of_sites: frozenset[SiteRef]
    steps: tuple[HeatStep, ...]

    @classmethod
    def of(cls, counts: Iterable[SiteCount]) -> Tints:
        """The tints of counts; places that we do not know are left out."""
        found: Counter[SiteRef] = Counter()
        for count in counts:
            for ref in _each_side(count.site):
                found[ref] += count.twitches
        found = +found
        regions = {region_of(ref) for ref in found if not site(ref.code).is_region}
        return cls(
            counts=found,
            regions_of_sites=frozenset(ref for region in regions for ref in _each_side(region)),
            steps=heat_steps(max(found.values(), default=0)),
        )

    def tone(self, ref: SiteRef) -> int | None:
        """The tone of a place: a step, 0 for pale, None for untouched."""
        count = self.counts[ref]
        if count:
            return next(step.number for step in self.steps if count <= step.most)
        return 0 if ref in self.regions_of_sites else None

    def words(self) -> Message:
        """The places with the most twitches, in words."""
        most = self.counts.most_common(3)
        if not most:
            return Message(_("No places yet."))
        parts = [
            Message(_("{place}: {count}"), {"place": site_name(ref), "count": count})
            for ref, count in most
        ]
        sentences = {
            1: _("Most twitches: {first}."),
            2: _("Most twitches: {first}; {second}."),
            3: _("Most twitches: {first}; {second}; {third}."),
        }
        names = ("first", "second", "third")
        return Message(sentences[len(parts)], dict(zip(names, parts, strict=False)))


def _each_side(ref: SiteRef) -> tuple[SiteRef, ...]:
    try:
        sides = site(ref.code).sides
    except NotFoundError:
        return ()
    if ref.side is Side.BOTH:
        return (SiteRef(ref.code, Side.LEFT), SiteRef(ref.code, Side.RIGHT))
    return (ref,) if ref.side in sides else ()


def figure(view: BodyView, tints: Tints, x: float, top: float) -> str:
    """The whole body from one side, with the patches that it can show, and no words."""
    drawn = drawing(view.value)
    details = (
        place
        for closer in _PATCH_VIEWS[view]
        for side in (Side.LEFT, Side.RIGHT)
        for place in drawing(closer.value, side).places
    )
    return nested(drawn, tints, (*drawn.places, *details), Box(x, top, FIGURE, 2 * FIGURE))


def figure_names(view: BodyView) -> tuple[Message, Message, Message]:
    """What stands over a figure: its sides as they are seen, and the view between them."""
    left, right = (Side.RIGHT, Side.LEFT) if view is BodyView.FRONT else (Side.LEFT, Side.RIGHT)
    return Message(_LETTERS[left]), view_name(view), Message(_LETTERS[right])


def _named_figure(view: BodyView, tints: Tints, x: float, language: str) -> str:
    places = (x + 14, x + FIGURE / 2, x + FIGURE - 14)
    names = zip(figure_names(view), places, strict=True)
    words = "".join(_words(name, at, 14, language) for name, at in names)
    return words + figure(view, tints, x, _TOP)


def insets_shown(tints: Tints) -> tuple[tuple[Drawing, Message], ...]:
    """The face, hands and feet that have places tinted, each with its name."""
    return tuple(
        (drawn, Message(words))
        for view, region, words in _INSETS
        if region in tints.regions_of_sites
        for drawn in [drawing(view.value, region.side)]
        if any(tints.counts[place.ref] for place in drawn.places)
    )


def _insets(tints: Tints, top: float, language: str) -> tuple[str, float]:
    """The face, hands and feet that have places tinted, and where they end."""
    shown = insets_shown(tints)
    width = _WIDTH / _COLUMNS
    markup = ""
    for number, (drawn, words) in enumerate(shown):
        row, column = divmod(number, _COLUMNS)
        x, y = column * width, top + 10 + row * _ROW
        markup += nested(drawn, tints, drawn.places, Box(x + 6, y, width - 12, _ROW - 28))
        markup += _words(words, x + width / 2, y + _ROW - 12, language, size=_SMALL_TEXT_PX)
    return markup, top + 10 + ceil(len(shown) / _COLUMNS) * _ROW


def nested(drawn: Drawing, tints: Tints, places: Iterable[Place], at: Box) -> str:
    """A drawing with its tints, in its place on the picture."""
    toned = {place.ref: place for place in places if tints.tone(place.ref) is not None}
    patches = "".join(_patch(place, tints.tone(ref) or 0) for ref, place in toned.items())
    box = drawn.box
    return (
        f'<svg x="{at.x:g}" y="{at.y:g}" width="{at.width:g}" height="{at.height:g}" '
        f'viewBox="{box.x:g} {box.y:g} {box.width:g} {box.height:g}">'
        f"{art_markup(drawn, over=False)}{patches}{art_markup(drawn, over=True)}</svg>"
    )


def _patch(place: Place, tone: int) -> str:
    edge = "" if site(place.ref.code).is_region else f' stroke="{INK}" stroke-opacity=".5"'
    path = path_data(place.paint, closed=True)
    return f'<path class="heat-{tone}" fill="{HEAT[tone]}"{edge} d="{path}"/>'


def _legend(tints: Tints, top: float, language: str) -> tuple[str, float]:
    """What the tones mean, and where the picture ends."""
    if not tints.counts:
        return "", ceil(top)
    most = max(tints.counts.values())
    tones = tones_shown(tints)
    columns = STEPS if most < 10 else _COLUMNS
    markup = _words(Message(LEGEND), 1, top + 18, language, anchor="start")
    top += 28
    for number, (tone, words) in enumerate(tones):
        row, column = divmod(number, columns)
        markup += _swatch(tone, words, column * _WIDTH / columns, top + row * 26, language)
    top += ceil(len(tones) / columns) * 26
    if tints.regions_of_sites:
        words = Message(SOMEWHERE)
        markup += _swatch(0, words, 0, top, language)
        top += 26
    return markup, ceil(top)


def tones_shown(tints: Tints) -> tuple[tuple[int, Message], ...]:
    """The tones up to the largest count, each with the numbers that it stands for."""
    most = max(tints.counts.values(), default=0)
    return tuple((step.number, _range(step)) for step in tints.steps if step.least <= most)


def _range(step: HeatStep) -> Message:
    if step.least == step.most:
        return Message(str(step.least))
    return Message(_("{least}–{most}"), {"least": step.least, "most": step.most})


def _swatch(tone: int, words: Message, x: float, y: float, language: str) -> str:
    return (
        f'<rect class="heat-{tone}" x="{x + 1:g}" y="{y:g}" width="{_SWATCH}" height="{_SWATCH}" '
        f'rx="4" fill="{HEAT[tone]}" stroke="{INK}" stroke-opacity=".5"/>'
        + _words(words, x + _SWATCH + 6, y + 13, language, anchor="start")
    )


def _words(  # noqa: PLR0913 - a text has that many properties
    words: Message,
    x: float,
    y: float,
    language: str,
    *,
    anchor: str = "middle",
    size: int = _TEXT_PX,
) -> str:
    return (
        f'<text {_TEXT} font-size="{size}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">'
        f"{escape(say(words, language))}</text>"
    )
