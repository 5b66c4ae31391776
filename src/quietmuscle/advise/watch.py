"""The watch over the diary: at most one calm suggestion to do the care check.

It looks for what is new: somebody whose legs have been stiff for years is not
told so each week. Set aside, or after a check, it is quiet for a week, unless
something more serious is new, or another cause for help today or now.
In calm mode only what is serious is said, and never is something hidden that
calls for help today.

All thresholds but the two weeks of the NHS advice (R1) are our judgement;
docs/clinical-review.md lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.advise.diary_extract import RECENT
from quietmuscle.advise.diary_extract import diary_extract
from quietmuscle.advise.diary_extract import places_of
from quietmuscle.model.care import LASTING_FROM_DAYS
from quietmuscle.model.care import Tier
from quietmuscle.model.course import Direction
from quietmuscle.model.course import RecentChange
from quietmuscle.model.day import DayLog
from quietmuscle.model.day_signs import DaySigns
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.site import SiteRef
from quietmuscle.model.watch import Suggestion
from quietmuscle.model.watch import WatchMemory
from quietmuscle.model.watch import WatchReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.model.care import Reason

BEFORE = timedelta(days=28)
"""What was there in these days before the last two weeks is not new. Judgement."""

QUIET = timedelta(days=7)
"""So long nothing is suggested again. Judgement: a promise not to nag."""

NEWLY_LASTING_TO_DAYS = 28
"""A stretch of more than two weeks is new up to this. Judgement."""

AFTER_MEDICINE_DAYS = 14
"""A stretch that begins so soon after a change of medicine. Source: rule S12 (R44, R25)."""

MEDICINE_RECENT = timedelta(days=28)
"""A change of medicine counts so long beside a rising course. Judgement."""

CALM_FROM = 2
"""How serious a reason must be to be told in calm mode. Judgement."""

URGENT = frozenset({Tier.T0, Tier.T1})


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedDiary:
    """What the watch looks at.

    `signs` and `logs` are those of `RECENT` and `BEFORE`, `twitch_days` the days
    with twitches, the newest first. `at_least` is the tier that is sure
    from diary, lists and profile without asking anything, and `urgent` names
    what makes it urgent.
    """

    today: date
    signs: tuple[DaySigns, ...] = ()
    recent_places: tuple[SiteRef, ...] = ()
    places_before: tuple[SiteRef, ...] = ()
    logs: tuple[DayLog, ...] = ()
    twitch_days: tuple[date, ...] = ()
    medicine_changes: tuple[MedicineChange, ...] = ()
    change: RecentChange | None = None
    at_least: Tier | None = None
    urgent: tuple[str, ...] = ()
    calm_mode: bool = False
    memory: WatchMemory = field(default_factory=WatchMemory)


def watch(diary: WatchedDiary) -> Suggestion | None:
    """The suggestion that a diary gives rise to, or None."""
    reasons = tuple(_reasons(diary))
    if diary.calm_mode:
        reasons = tuple(each for each in reasons if each.seriousness >= CALM_FROM)
    newly_urgent = not set(diary.urgent) <= set(diary.memory.urgent)
    speaks = newly_urgent or not _is_quiet(diary) or _more_serious(reasons, diary.memory)
    return Suggestion(reasons=reasons, urgent=diary.urgent) if reasons and speaks else None


def urgent_causes(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """What calls for help today or now, each cause with its tier, by rule or by question."""
    return tuple(
        f"{each.tier} {each.rule or ' '.join(each.questions)}"
        for each in reasons
        if each.tier in URGENT
    )


def after_check(found: Suggestion | None, today: date) -> WatchMemory:
    """What to remember when a check was done: only what is more serious may come up."""
    ordinary = tuple(each for each in WatchReason if each.seriousness < CALM_FROM)
    reasons, urgent = (found.reasons, found.urgent) if found else ((), ())
    return WatchMemory(
        quiet_since=today, reasons=tuple(dict.fromkeys((*reasons, *ordinary))), urgent=urgent
    )


def _is_quiet(diary: WatchedDiary) -> bool:
    since = diary.memory.quiet_since
    return since is not None and timedelta(0) <= diary.today - since < QUIET


def _more_serious(reasons: tuple[WatchReason, ...], memory: WatchMemory) -> bool:
    """Whether one of the reasons is more serious than all that was set aside."""
    known = max((each.seriousness for each in memory.reasons), default=0)
    return any(each.seriousness > known for each in reasons)


def _reasons(diary: WatchedDiary) -> Iterator[WatchReason]:
    """What speaks for a check, the most serious first."""
    first = diary.today - RECENT + timedelta(days=1)
    earliest = first - BEFORE
    before = [each for each in diary.signs if earliest <= each.day < first]
    extract = diary_extract(
        diary.signs, diary.recent_places, diary.logs, diary.twitch_days, diary.today
    )
    stretch = extract.days_since_first_twitch
    rising = (
        diary.change is not None
        and diary.change.direction is Direction.MORE
        and not diary.change.could_be_chance
    )
    if diary.at_least in URGENT:
        yield WatchReason.URGENT_BY_RULES
    if extract.weak_or_stiff_last_14_days and not any(each.weak_or_stiff for each in before):
        yield WatchReason.WEAK_OR_STIFF
    if extract.painful_last_14_days and not any(each.painful for each in before):
        yield WatchReason.PAINFUL
    if _after_medicine(diary, stretch, rising=rising):
        yield WatchReason.MEDICINE_CHANGED
    if before and not places_of(diary.recent_places) <= places_of(diary.places_before):
        yield WatchReason.MORE_PLACES
    if extract.disturbed_most_days:
        yield WatchReason.DISTURBED
    if rising:
        yield WatchReason.RISING
    if stretch is not None and LASTING_FROM_DAYS < stretch <= NEWLY_LASTING_TO_DAYS:
        yield WatchReason.LASTING


def _after_medicine(diary: WatchedDiary, stretch: int | None, *, rising: bool) -> bool:
    """Whether a medicine was changed shortly before the twitching began or rose."""
    for change in diary.medicine_changes:
        days_ago = (diary.today - change.day).days
        if not change.action.is_change or days_ago < 0:
            continue
        began = stretch is not None and stretch <= NEWLY_LASTING_TO_DAYS
        if began and 0 <= days_ago - (stretch or 0) <= AFTER_MEDICINE_DAYS:
            return True
        if rising and timedelta(days=days_ago) <= MEDICINE_RECENT:
            return True
    return False
