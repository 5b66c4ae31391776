"""The entries of one made-up day: when, where, and what else was told."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import TypeVar

from quietmuscle.base.ids import uuid7
from quietmuscle.base.zone import DEFAULT_DAY_START
from quietmuscle.base.zone import day_bounds_utc
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.moment import moment_at
from quietmuscle.model.moment import moment_on
from quietmuscle.model.site import SiteRef
from quietmuscle.model.site import read_site

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

T = TypeVar("T")

_SHARES_BY_HOUR = (1, 2, 4, 5, 4, 3, 3, 3, 4, 3, 3, 4, 4, 5, 6, 8, 11, 14, 13, 8, 4, 2, 1, 1)
"""How entries spread over the day, hour by hour from 04:00: a peak towards ten in the evening."""

SINGLE = 0.72
"""The share of entries that stand for one twitch."""
TIME_IS_KNOWN = 0.96
CLOSER_LOOK = 0.7
"""How often a person goes on from the region to the place within it."""
SECOND_PLACE = 0.07
NOTE = 0.05
PLACES_DRIFT = 0.04
"""How far, on the scale of logarithms, each place's share moves from one day to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that twitches: the region that is tapped first, the site within it, its share."""

    first_tap: str
    site: str
    share: float
    kinds: tuple[FeltKind, ...] = (FeltKind.FLICKER, FeltKind.RIPPLE, FeltKind.FLICKER)


_EYE = (FeltKind.FLICKER, FeltKind.FLICKER, FeltKind.BEATING)
_LARGE = (FeltKind.JERK, FeltKind.FLICKER, FeltKind.SPASM)
_CALF = (FeltKind.RIPPLE, FeltKind.FLICKER, FeltKind.FLICKER, FeltKind.CRAMP)

PLACES = (
    Place(first_tap="lower_leg.left", site="calf.left", share=30, kinds=_CALF),
    Place(first_tap="face.middle", site="upper_eyelid.right", share=17, kinds=_EYE),
    Place(first_tap="lower_leg.right", site="calf.right", share=9, kinds=_CALF),
    Place(first_tap="thigh.left", site="thigh_front.left", share=9, kinds=_LARGE),
    Place(first_tap="foot.left", site="arch_of_foot.left", share=7),
    Place(first_tap="hand.right", site="thumb_ball.right", share=6),
    Place(first_tap="upper_arm.left", site="biceps.left", share=5),
    Place(first_tap="face.middle", site="lower_eyelid.left", share=4, kinds=_EYE),
    Place(first_tap="thigh.left", site="hamstring.left", share=4, kinds=_LARGE),
    Place(first_tap="upper_back.middle", site="shoulder_blade.right", share=3),
    Place(first_tap="lower_leg.left", site="shin_outer.left", share=2),
    Place(first_tap="shoulder.right", site="shoulder_outer.right", share=2),
    Place(first_tap="belly.middle", site="lower_belly.middle", share=1),
    Place(first_tap="buttock.left", site="buttock.left", share=1, kinds=_LARGE),
)
"""What this made-up person's body does, the favourites first."""

NOTES = (
    "after a long walk",
    "while reading in bed",
    "on the bus home",
    "woke me up",
    "stopped when I stood up",
    "came back twice",
    "could see it under the skin",
    "could feel it, not see it",
    "after the stairs",
    "warm bath helped a little",
    "no idea why",
    "slept badly",
    "long day at work",
    "visitors all day",
    "hot and sticky today",
    "forgot to drink enough",
    "second coffee",
    "while watching television",
    "after gardening",
    "gone after a minute",
    "worse than yesterday",
    "less than last week",
    "just before sleep",
    "during the phone call",
    "when I crossed my legs",
    "leg felt tired before",
    "showed it to my sister",
    "filmed it",
    "after physiotherapy",
    "stretching stopped it",
    "sat too long",
    "first one for days",
)


def drifting_places(draw: Generator, length_days: int) -> NDArray[float64]:
    """The share of each place on each day; favourites stay, but not for ever alike.

    Shape (days, places); each row sums to 1.
    """
    import numpy as np

    steps = draw.normal(0, PLACES_DRIFT, (length_days, len(PLACES)))
    shares = np.array([place.share for place in PLACES]) * np.exp(np.cumsum(steps, axis=0) * 0.5)
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def day_of_entries(  # noqa: PLR0913, PLR0917 - each is one fact about the day
    draw: Generator,
    day: date,
    zone: ZoneInfo,
    twitches: int,
    badness: float,
    shares: NDArray[float64],
) -> list[Episode]:
    """The entries that a day's twitches were told in, in the order of time."""
    sizes: list[int] = []
    while sum(sizes) < twitches:
        size = 1 if draw.uniform() < SINGLE else 1 + int(draw.geometric(0.4))
        sizes.append(min(size, twitches - sum(sizes)))
    instants = _instants(draw, day, zone, len(sizes))
    return [
        _entry(draw, instant, zone, day, size, badness, shares)
        for instant, size in zip(instants, sizes, strict=True)
    ]


def _instants(draw: Generator, day: date, zone: ZoneInfo, number: int) -> list[datetime]:
    """Instants of a day, to the second, rising."""
    import numpy as np

    start, end = day_bounds_utc(day, zone, DEFAULT_DAY_START)
    shares = np.array(_SHARES_BY_HOUR) / sum(_SHARES_BY_HOUR)
    hours = draw.choice(len(shares), size=number, p=shares)
    seconds = np.sort(hours * 3600 + draw.integers(0, 3600, size=number))
    last = int((end - start).total_seconds()) - 1
    return [start + timedelta(seconds=min(int(second), last)) for second in seconds]


def _entry(  # noqa: PLR0913, PLR0917 - each is one fact about the entry
    draw: Generator,
    instant: datetime,
    zone: ZoneInfo,
    day: date,
    size: int,
    badness: float,
    shares: NDArray[float64],
) -> Episode:
    place = PLACES[int(draw.choice(len(PLACES), p=shares))]
    sites = [_as_pointed_at(draw, place)]
    if draw.uniform() < SECOND_PLACE:
        other = _as_pointed_at(draw, PLACES[int(draw.choice(len(PLACES), p=shares))])
        sites += [] if other in sites else [other]
    moment = moment_at(instant, zone, DEFAULT_DAY_START)
    bare = Episode(
        id=uuid7(instant, int.from_bytes(draw.bytes(10))),
        moment=moment
        if draw.uniform() < TIME_IS_KNOWN
        else moment_on(day, zone, DEFAULT_DAY_START),
        sites=tuple(sites),
        count=size if size > 1 or draw.uniform() < 0.1 else None,
    )
    return _with_details(draw, bare, place, moment.local.hour, badness)


def _as_pointed_at(draw: Generator, place: Place) -> SiteRef:
    """The place itself, or its region where the first tap was the last."""
    closer = draw.uniform() < CLOSER_LOOK
    return read_site(place.site if closer else place.first_tap)


def _with_details(
    draw: Generator, bare: Episode, place: Place, hour: int, badness: float
) -> Episode:
    """An entry with what a person may add on the sheet: often nothing, rarely all."""
    kind, intensity, bother, lasted, felt, doing, note = (
        draw.uniform(size=7) < (0.55, 0.5, 0.35, 0.35, 0.2, 0.4, NOTE)
    ).tolist()
    level = draw.normal(3.2 + 0.5 * badness, 1.5)
    bothered = 0.7 * level + draw.normal(0.5, 1.2)
    painful, weak, stiff = (draw.uniform(size=3) < (0.08, 0.12, 0.2)).tolist()
    return replace(
        bare,
        kind=_one_of(draw, place.kinds) if kind else None,
        intensity_0_10=_score(level) if intensity else None,
        bother_0_10=_score(bothered) if bother else None,
        lasted=_one_of(draw, _LASTED) if lasted else None,
        painful=painful if felt else None,
        weak=weak if felt else None,
        stiff=stiff if felt else None,
        doing=_one_of(draw, _doing_at(hour)) if doing else None,
        note=_one_of(draw, NOTES) if note else "",
    )


_LASTED = (
    *(Lasted.BLINK,) * 3,
    *(Lasted.SECONDS,) * 5,
    *(Lasted.MINUTES,) * 3,
    Lasted.HOURS,
    Lasted.STILL_GOING,
)
_BY_DAY = (Doing.SITTING, Doing.SITTING, Doing.MOVING, Doing.RESTING, Doing.AFTER_EXERCISE)
_IN_THE_EVENING = (Doing.RESTING, Doing.RESTING, Doing.SITTING, Doing.STRETCHING, Doing.OTHER)
_AT_NIGHT = (Doing.FALLING_ASLEEP, Doing.FALLING_ASLEEP, Doing.RESTING, Doing.ASLEEP)


def _doing_at(hour: int) -> Sequence[Doing]:
    if 7 <= hour < 18:
        return _BY_DAY
    return _IN_THE_EVENING if 18 <= hour < 22 else _AT_NIGHT


def _score(level: float) -> int:
    return min(10, max(0, round(level)))


def _one_of(draw: Generator, choices: Sequence[T]) -> T:
    return choices[int(draw.integers(len(choices)))]
