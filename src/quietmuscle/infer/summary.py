"""Some weeks of a diary summed up: counts, how it felt, when, and the days around it."""

from __future__ import annotations

from collections import Counter
from statistics import median
from statistics import median_low
from typing import TYPE_CHECKING
from typing import TypeVar

from quietmuscle.model.day import DayItem
from quietmuscle.model.day import day_question
from quietmuscle.model.summary import CountSummary
from quietmuscle.model.summary import DoingCount
from quietmuscle.model.summary import EpisodeSummary
from quietmuscle.model.summary import ItemSummary
from quietmuscle.model.summary import KindCount
from quietmuscle.model.summary import LastedCount
from quietmuscle.model.summary import PartCount
from quietmuscle.model.summary import PartOfDay
from quietmuscle.model.summary import Scores
from quietmuscle.model.summary import Ticked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.model.day import DayCount
    from quietmuscle.model.day import DayLog
    from quietmuscle.model.episode import Episode
    from quietmuscle.model.query import HourCount

Answer = TypeVar("Answer")
_HOURS_OF_A_PART = 6


def count_summary(counts: tuple[DayCount, ...]) -> CountSummary:
    """Daily counts of a range (at least a day) in a few numbers."""
    logged = [(count.twitches, count.day) for count in counts if count.twitches is not None]
    twitches = [count for count, _day in logged]
    return CountSummary(
        first=counts[0].day,
        last=counts[-1].day,
        logged_days=len(logged),
        days_without=twitches.count(0),
        median_per_logged_day=float(median(twitches)) if logged else None,
        least=min(twitches, default=None),
        most=max(twitches, default=None),
        worst_day=max(logged)[1] if any(twitches) else None,
    )


def episode_summary(episodes: Iterable[Episode]) -> EpisodeSummary:
    """How the twitches of these entries felt."""
    episodes = tuple(episodes)
    return EpisodeSummary(
        entries=len(episodes),
        painful=_ticked(episode.painful for episode in episodes),
        weak=_ticked(episode.weak for episode in episodes),
        stiff=_ticked(episode.stiff for episode in episodes),
        strength=_scores(episode.intensity_0_10 for episode in episodes),
        bother=_scores(episode.bother_0_10 for episode in episodes),
        kinds=tuple(
            KindCount(answer=answer, entries=entries)
            for answer, entries in _most_told(episode.kind for episode in episodes)
        ),
        lasted=tuple(
            LastedCount(answer=answer, entries=entries)
            for answer, entries in _most_told(episode.lasted for episode in episodes)
        ),
        doing=tuple(
            DoingCount(answer=answer, entries=entries)
            for answer, entries in _most_told(episode.doing for episode in episodes)
        ),
    )


def parts_of_day(hours: Iterable[HourCount]) -> tuple[PartCount, ...]:
    """How many twitches each quarter of the day had, where the time is known."""
    found: Counter[int] = Counter()
    for hour in hours:
        found[hour.hour // _HOURS_OF_A_PART] += hour.twitches
    return tuple(
        PartCount(part=part, twitches=found[place]) for place, part in enumerate(PartOfDay)
    )


def item_summaries(logs: Iterable[DayLog]) -> tuple[ItemSummary, ...]:
    """The items that were told on any of these days, in the order in which they are asked."""
    logs = tuple(logs)
    return tuple(
        _item_summary(item, told)
        for item in DayItem
        if (told := [value for log in logs if (value := log.value(item)) is not None])
    )


def _item_summary(item: DayItem, told: list[int]) -> ItemSummary:
    choices = day_question(item).choices
    return ItemSummary(
        item=item,
        told_days=len(told),
        usual=median_low(told),
        lowest_days=told.count(choices[0].value),
        highest_days=told.count(choices[-1].value),
    )


def _ticked(answers: Iterable[bool | None]) -> Ticked:
    told = [answer for answer in answers if answer is not None]
    return Ticked(yes=sum(told), told=len(told))


def _scores(scores: Iterable[int | None]) -> Scores | None:
    told = [score for score in scores if score is not None]
    if not told:
        return None
    return Scores(told=len(told), median=float(median(told)), highest=max(told))


def _most_told(answers: Iterable[Answer | None]) -> list[tuple[Answer, int]]:
    """The answers that were told, most told first; equals as they first came."""
    return Counter(answer for answer in answers if answer is not None).most_common()
