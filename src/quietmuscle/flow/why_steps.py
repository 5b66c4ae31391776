"""The five steps of how a twitch arises: their sliders, and what is written beside them.

Nothing here computes: a page is laid out from it before the models are brought.
"""

from __future__ import annotations

from dataclasses import dataclass

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

_OF_A_MEMBRANE = (
    "why_not_heat",
    "why_heat_in_people",
    "why_not_4ap",
    "why_not_magnesium",
    "why_magnesium_in_people",
)

NEVER_SAID = (
    "why_not_your_nerve",
    *_OF_A_MEMBRANE,
    "why_not_tired",
    "why_sensors_see_one_unit",
)
"""What no step may be taken to say: what belongs to a step stands beside it, the rest is folded."""

KNOWN_FOR_MS = "why_ms"
"""The topic of what is known for MS, in the order of its support."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slider:
    """A quantity that can be moved: from where to where, by which steps, and where it stands."""

    name: str
    low: float
    high: float
    step: float
    usual: float
    unit: str


HEAT = Slider(name="temperature_c", low=33.0, high=40.0, step=0.5, usual=37.0, unit="°C")
DIAMETER = Slider(name="diameter_um", low=5.7, high=16.0, step=0.1, usual=10.0, unit="µm")
MYELIN = Slider(name="myelin_percent", low=2.0, high=100.0, step=0.5, usual=6.0, unit="%")
STRETCH = Slider(name="internodes", low=1.0, high=5.0, step=1.0, usual=3.0, unit="")
SODIUM = Slider(name="sodium_beside_leak", low=5.0, high=50.0, step=0.5, usual=15.0, unit="×")
INWARD = Slider(name="slow_inward", low=0.0, high=1.2, step=0.1, usual=0.4, unit="mS/cm²")
NOISE = Slider(name="noise", low=0.0, high=14.0, step=1.0, usual=12.0, unit="µA/cm²")
GAIN = Slider(name="reflex_gain", low=0.0, high=3.0, step=0.1, usual=2.0, unit="×")
AROUSED = Slider(name="inward_share", low=0.0, high=1.0, step=0.1, usual=0.3, unit="")
LET_THROUGH = Slider(name="let_through_percent", low=0.0, high=100.0, step=5.0, usual=100, unit="%")
DEPTH = Slider(name="depth_mm", low=3.0, high=25.0, step=1.0, usual=10.0, unit="mm")
FIBRE_COUNT = Slider(name="fibres", low=50.0, high=800.0, step=50.0, usual=200.0, unit="")
PER_MINUTE = Slider(name="twitches_per_min", low=0.0, high=60.0, step=1.0, usual=15.0, unit="/min")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the explanation: what it begins with, its function's sliders, what it cannot say.

    `begins`, `beside` and `in_ms`, where in MS this would be, are ids of facts; those of
    `beside` are among NEVER_SAID.
    """

    name: str
    begins: tuple[str, ...]
    sliders: tuple[Slider, ...]
    beside: tuple[str, ...]
    in_ms: tuple[str, ...] = ()


STEPS = (
    Step(
        name="healthy",
        begins=("why_begins_healthy", "why_same_fibre"),
        sliders=(DIAMETER, HEAT),
        beside=("why_not_your_nerve",),
    ),
    Step(
        name="myelin_lost",
        begins=("why_begins_lost",),
        sliders=(MYELIN, STRETCH, HEAT),
        beside=("why_not_your_nerve", "why_not_heat", "why_heat_in_people"),
        in_ms=("why_where_ms_is", "why_flickers_in_ms"),
    ),
    Step(
        name="remodelled",
        begins=("why_begins_remodelled",),
        sliders=(SODIUM, INWARD, NOISE),
        beside=("why_not_your_nerve", *_OF_A_MEMBRANE),
        in_ms=("why_fires_in_ms",),
    ),
    Step(
        name="reflex",
        begins=("why_begins_reflex",),
        sliders=(GAIN, AROUSED, LET_THROUGH),
        beside=("why_not_your_nerve",),
        in_ms=("why_more_causes",),
    ),
    Step(
        name="felt_and_seen",
        begins=("why_begins_felt",),
        sliders=(DEPTH, FIBRE_COUNT, PER_MINUTE),
        beside=("why_not_your_nerve", "why_sensors_see_one_unit"),
    ),
)


def settled(slider: Slider, value: float) -> float:
    """The value, refused where it lies beyond the slider.

    Raises
    ------
    ValueNotUnderstoodError
        It names the slider and its range.
    """
    if not slider.low <= value <= slider.high:
        raise ValueNotUnderstoodError(
            Message(
                _("{name} goes from {low} to {high} {unit}; {value} lies outside."),
                {
                    "name": slider.name,
                    "low": f"{slider.low:g}",
                    "high": f"{slider.high:g}",
                    "unit": slider.unit,
                    "value": f"{value:g}",
                },
            )
        )
    return value
