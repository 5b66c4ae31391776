"""What a diary's shelf of counts says of entries, worked out again from the entries themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.model.day_signs import DaySigns
from quietmuscle.model.episode import Doing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.model.episode import Episode
    from quietmuscle.model.site import SiteRef


def signs_of(episodes: Iterable[Episode]) -> tuple[DaySigns, ...]:
    """The ticks of each day with entries, in order."""
    days: dict[object, list[Episode]] = {}
    for each in episodes:
        days.setdefault(each.moment.logical_day, []).append(each)
    return tuple(
        DaySigns(
            day=found[0].moment.logical_day,
            painful=any(each.painful for each in found),
            weak_or_stiff=any(each.weak or each.stiff for each in found),
            most_bother_0_10=max(
                (each.bother_0_10 for each in found if each.bother_0_10 is not None), default=None
            ),
            at_night=any(each.doing in {Doing.ASLEEP, Doing.FALLING_ASLEEP} for each in found),
        )
        for _day, found in sorted(days.items())  # type: ignore[type-var]
    )


def sites_of(episodes: Iterable[Episode]) -> tuple[SiteRef, ...]:
    """The places that entries name, each once."""
    return tuple(dict.fromkeys(ref for each in episodes for ref in each.sites))
