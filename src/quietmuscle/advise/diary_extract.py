"""What the diary of the last two weeks says to the care check.

It only ever speaks towards "yes": that nothing was ticked does not mean that
nothing was there.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.base.errors import NotFoundError
from quietmuscle.knowledge.sites import region_of
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.day import DayItem
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from quietmuscle.model.day import DayLog
    from quietmuscle.model.day_signs import DaySigns

RECENT = timedelta(days=14)
"""How far back "recently" goes. Source: the two weeks of the NHS advice (R1)."""

PAUSE_DAYS = 14
"""So many days without an entry end a stretch of twitching. Judgement."""

BOTHERS_FROM_0_10 = 6
"""A bother of this or more counts as a disturbed day. Judgement."""

BAD_SLEEP_1_5 = 2
"""A sleep of this or less, with a twitch in the night, counts as disturbed. Judgement."""

FEWEST_DISTURBED_DAYS = 4
"""So many disturbed days there must be before they can be "most days". Judgement."""


def diary_extract(
    signs: Iterable[DaySigns],
    places: Iterable[SiteRef],
    logs: Iterable[DayLog],
    twitch_days: Iterable[date],
    today: date,
) -> DiaryExtract:
    """What the diary says of the last two weeks.

    Parameters
    ----------
    signs, logs
        Days with entries and days told of, in any range; the last two weeks count.
    places
        What the entries of the last two weeks name.
    twitch_days
        The days with twitches, the newest first; read no further than needed.
    today
        The logical day that it is now.
    """
    first = today - RECENT + timedelta(days=1)
    recent = [each for each in signs if first <= each.day <= today]
    told = [log for log in logs if first <= log.day <= today and not log.is_empty]
    return DiaryExtract(
        days_since_first_twitch=days_since_first(twitch_days, today),
        places_last_14_days=len(places_of(places)) or None,
        painful_last_14_days=any(each.painful for each in recent) or None,
        weak_or_stiff_last_14_days=any(each.weak_or_stiff for each in recent) or None,
        disturbed_most_days=_disturbed_most_days(recent, told) or None,
    )


def days_since_first(twitch_days: Iterable[date], today: date) -> int | None:
    """How long ago the present stretch of twitching began; None where there is none."""
    begun = None
    for day in twitch_days:
        if day > today:
            continue
        if ((begun or today) - day).days > PAUSE_DAYS:
            break
        begun = day
    return None if begun is None else (today - begun).days


def disturbed_days(signs: Iterable[DaySigns], logs: Iterable[DayLog]) -> frozenset[date]:
    """The days on which twitches hurt, bothered much, or came with a bad night."""
    bad_nights = {
        log.day
        for log in logs
        if (sleep := log.value(DayItem.SLEEP)) is not None and sleep <= BAD_SLEEP_1_5
    }
    return frozenset(
        each.day
        for each in signs
        if each.painful
        or (each.most_bother_0_10 or 0) >= BOTHERS_FROM_0_10
        or (each.at_night and each.day in bad_nights)
    )


def places_of(sites: Iterable[SiteRef]) -> frozenset[SiteRef]:
    """The regions of the body of some sites; both sides are two places."""
    return frozenset(place for ref in sites for place in _places(ref))


def _disturbed_most_days(signs: list[DaySigns], logs: list[DayLog]) -> bool:
    """Whether more than half of the days of which anything was told were disturbed."""
    told = {each.day for each in signs} | {log.day for log in logs}
    disturbed = disturbed_days(signs, logs)
    return len(disturbed) >= FEWEST_DISTURBED_DAYS and 2 * len(disturbed) > len(told)


def _places(ref: SiteRef) -> tuple[SiteRef, ...]:
    """The regions of a place; both sides are two places."""
    try:
        region = region_of(ref)
    except NotFoundError:  # of a newer catalogue, which an import may bring
        region = ref
    if region.side is Side.BOTH:
        return SiteRef(region.code, Side.LEFT), SiteRef(region.code, Side.RIGHT)
    return (region,)
