"""Learn, how a twitch arises: five steps from a healthy nerve to what a phone records."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.background import BackgroundTask

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow import preferences
from quietmuscle.flow.why_steps import KNOWN_FOR_MS
from quietmuscle.flow.why_steps import NEVER_SAID
from quietmuscle.flow.why_steps import STEPS
from quietmuscle.flow.why_steps import Slider
from quietmuscle.flow.why_steps import Step
from quietmuscle.flow.why_steps import settled
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import facts
from quietmuscle.report.charts import NARROW_PX
from quietmuscle.report.charts import WIDE_PX
from quietmuscle.report.line_chart import line_chart
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part(prefix="/learn/why")

NOTCHES = 8
"""A slider has about so many notches between its ends for those who tap."""
TITLES = {
    "healthy": _("A healthy fibre"),
    "myelin_lost": _("Myelin lost: in this model, not enough"),
    "remodelled": _("Changed over time"),
    "reflex": _("Another cause: a reflex"),
    "felt_and_seen": _("What you feel and see"),
}
LABELS = {
    "diameter_um": _("Thickness of the fibre"),
    "temperature_c": _("Temperature"),
    "myelin_percent": _("How much myelin is left"),
    "internodes": _("How many bare pieces in a row"),
    "sodium_beside_leak": _("How many new gates"),
    "slow_inward": _("How strongly a slow current flows in"),
    "noise": _("Strength of small random pushes"),
    "reflex_gain": _("Strength of the reflex"),
    "inward_share": _("How long nerve cells keep firing after a push"),
    "let_through_percent": _("How much of the reflex is let through"),
    "depth_mm": _("Depth under the skin"),
    "fibres": _("Muscle fibres that twitch together"),
    "twitches_per_min": _("Twitches a minute, on average"),
}
HINTS = {
    "diameter_um": _("In thousandths of a millimetre."),
    "myelin_percent": _("100 is the whole cover; 2 is nearly bare."),
    "internodes": _("A piece lies between two gaps; it is a little longer than a millimetre."),
    "sodium_beside_leak": _("15 means: the gates let in 15 times what leaks out."),
    "slow_inward": _("0 is none; 0.8 is what the study used."),
    "noise": _("0 is none. They are our own addition."),
    "reflex_gain": _("0 is none, 3 is strongest."),
    "inward_share": _("0 is not at all, 1 is longest."),
    "let_through_percent": _("100 is all of it, 0 is none."),
    "twitches_per_min": _("They come by chance: 20 seconds may hold more or fewer."),
}
PLAIN_UNITS = ("%", "°C", "mm")
"""Units that need no words; those of other sliders are told in their hints."""
FOUND = "found"
"""Asks the last step for what our program finds, too. A page comes without it and fetches it
once it is there, as it takes longer at first."""
BECAUSE = "why_loss_no_gates"
"""The reason of an answer: it stands below the pictures, under a heading of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A slider on the page: its words, where it stands, and the addresses of a notch away."""

    slider: Slider
    label: str
    hint: str | None
    value: float
    unit: str
    less: str | None
    more: str | None

    @property
    def shown(self) -> str:
        """Where it stands, with its unit."""
        return f"{self.value:g} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture in both layouts, with its title."""

    title: Message
    narrow: Markup
    wide: Markup


@router.get("", response_class=HTMLResponse)
def why_first(request: Request, house: ThisHouse) -> HTMLResponse:
    """The first step."""
    return _page(request, house, STEPS[0])


@router.get("/{name}", response_class=HTMLResponse)
def why_step(request: Request, house: ThisHouse, name: str) -> HTMLResponse:
    """A step with its sliders where the address puts them."""
    found = next((each for each in STEPS if each.name == name), None)
    if found is None:
        raise NotFoundError(Message(_("There is no such page. Your diary is safe.")))
    return _page(request, house, found)


def _page(request: Request, house: ThisHouse, step: Step) -> HTMLResponse:
    from quietmuscle.flow.why import as_recorded
    from quietmuscle.web.why_shown import shown

    values = tuple(_value(request, each) for each in step.sliders)
    language = preferences.settings(house.workspace).language
    is_found = FOUND in request.query_params
    felt = house.sensors.felt_and_seen if is_found else as_recorded
    told = shown(step.name, values, language, felt)
    number = STEPS.index(step)
    made = page(
        request,
        "learn_why.html",
        place="more",
        steps=tuple((each.name, TITLES[each.name]) for each in STEPS),
        step=step,
        number=number,
        before=STEPS[number - 1] if number else None,
        behind=STEPS[number + 1] if number + 1 < len(STEPS) else None,
        titles=TITLES,
        begins=tuple(fact(each) for each in step.begins),
        moved=_moved(step, values, is_found=is_found),
        whole=None if told.is_whole else _address(step, values, is_found=True),
        is_found=is_found,
        note=told.note,
        answers=tuple(fact(each) for each in told.codes if each != BECAUSE),
        because=fact(BECAUSE) if BECAUSE in told.codes else None,
        in_ms=tuple(fact(each) for each in step.in_ms),
        drawn=tuple(
            Drawn(
                title=chart.title,
                narrow=_svg(
                    line_chart(
                        chart,
                        width_px=NARROW_PX,
                        language=language,
                        id_prefix=f"why-narrow-{place}",
                    )
                ),
                wide=_svg(
                    line_chart(
                        chart, width_px=WIDE_PX, language=language, id_prefix=f"why-wide-{place}"
                    )
                ),
            )
            for place, chart in enumerate(told.charts)
        ),
        is_pair=told.is_pair,
        tables=told.tables,
        beside=tuple(fact(each) for each in step.beside),
        never=tuple(fact(each) for each in NEVER_SAID if each not in step.beside),
        for_ms=facts(KNOWN_FOR_MS),
    )
    if number and not is_found:
        # Who goes on reads the last step soon: what it needs comes while this one is read.
        made.background = BackgroundTask(house.sensors.bring)
    return made


def _svg(drawn: str) -> Markup:
    """Our own picture, whose words were escaped where it was drawn."""
    return Markup(drawn)  # noqa: S704 - report.svg escapes every word


def _value(request: Request, slider: Slider) -> float:
    """Where a slider stands; refused where it is no number or lies beyond its ends."""
    told = request.query_params.get(slider.name)
    if told is None:
        return slider.usual
    try:
        return settled(slider, float(told))
    except ValueError:
        raise ValueNotUnderstoodError(
            Message(_("{name} needs a number, such as {usual}."), {
                "name": slider.name, "usual": f"{slider.usual:g}",
            })
        ) from None  # fmt: skip


def _address(step: Step, values: tuple[float, ...], *, is_found: bool) -> str:
    """Where a step is with its sliders so."""
    asked = [f"{slider.name}={value:g}" for slider, value in zip(step.sliders, values, strict=True)]
    return f"/learn/why/{step.name}?" + "&".join([*asked, *([f"{FOUND}=yes"] if is_found else [])])


def _moved(step: Step, values: tuple[float, ...], *, is_found: bool) -> tuple[Moved, ...]:
    """The sliders with a notch less and more of each, the others staying."""

    def address(number: int, value: float) -> str:
        there = (*values[:number], value, *values[number + 1 :])
        return _address(step, there, is_found=is_found)

    found = []
    for number, (slider, value) in enumerate(zip(step.sliders, values, strict=True)):
        notch = max(slider.step, round((slider.high - slider.low) / NOTCHES / slider.step)
                    * slider.step)  # fmt: skip
        less, more = max(slider.low, value - notch), min(slider.high, value + notch)
        found.append(
            Moved(
                slider=slider,
                label=LABELS[slider.name],
                hint=HINTS.get(slider.name),
                value=value,
                unit=slider.unit if slider.unit in PLAIN_UNITS else "",
                less=address(number, less) if less < value else None,
                more=address(number, more) if more > value else None,
            )
        )
    return tuple(found)
