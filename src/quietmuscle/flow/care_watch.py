"""The watch over this diary, as Today shows it."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from quietmuscle.advise.diary_extract import PAUSE_DAYS
from quietmuscle.advise.diary_extract import RECENT
from quietmuscle.advise.diary_extract import diary_extract
from quietmuscle.advise.triage import triage
from quietmuscle.advise.watch import BEFORE
from quietmuscle.advise.watch import WatchedDiary
from quietmuscle.advise.watch import after_check
from quietmuscle.advise.watch import urgent_causes
from quietmuscle.advise.watch import watch
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.care_check import scenario_of_diary
from quietmuscle.flow.place import last_day_over
from quietmuscle.flow.place import today_of
from quietmuscle.infer.recent_change import recent_change
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.model.watch import Suggestion
from quietmuscle.model.watch import WatchMemory
from quietmuscle.model.watch import WatchReason

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.course import RecentChange
    from quietmuscle.model.day import DayCount

WORDS = {
    WatchReason.URGENT_BY_RULES: _(
        "What your diary and your medicine list say should be looked at today."
    ),
    WatchReason.WEAK_OR_STIFF: _("You have newly marked a place as weak or stiff."),
    WatchReason.PAINFUL: _("You have newly marked a twitch as painful."),
    WatchReason.MEDICINE_CHANGED: _(
        "It began or grew soon after a medicine was started, changed or stopped."
    ),
    WatchReason.MORE_PLACES: _("In the last two weeks it came in places that it had not before."),
    WatchReason.DISTURBED: _("On most days it hurt, bothered you much, or came with a bad night."),
    WatchReason.RISING: _("It has clearly become more in the last week."),
    WatchReason.LASTING: _("It has gone on for more than two weeks."),
}


def suggestion(workspace: Workspace, device_zone: str | None = None) -> Suggestion | None:
    """The suggestion to do the care check, where the diary gives rise to one."""
    return _suggestion(workspace, workspace.diary.preferences.watch_memory(), device_zone)


def _suggestion(
    workspace: Workspace, memory: WatchMemory, device_zone: str | None
) -> Suggestion | None:
    diary = workspace.diary
    today = today_of(workspace, device_zone)
    recent = today - RECENT + timedelta(days=1)
    earliest = recent - BEFORE
    tallies, days = diary.tallies, diary.days
    counts = tallies.counts(earliest, today)
    changes = diary.medicines.all()
    if not changes and not any(count.entries for count in counts):
        return None
    signs, logs = tallies.signs(earliest, today), days.between(earliest, today)
    sites = tuple(each.site for each in tallies.sites(recent, today))
    with_twitches = tallies.stretch(today, PAUSE_DAYS)
    extract = diary_extract(signs, sites, logs, with_twitches, today)
    result = triage(scenario_of_diary(workspace, {}, extract, changes, today), care_ruleset())
    return watch(
        WatchedDiary(
            today=today,
            signs=signs,
            recent_places=sites,
            places_before=tuple(
                each.site for each in tallies.sites(earliest, recent - timedelta(days=1))
            ),
            logs=logs,
            twitch_days=with_twitches,
            medicine_changes=changes,
            change=_change(counts[:-1], last_day_over(today, today)),
            at_least=result.at_least,
            urgent=urgent_causes(result.reasons),
            calm_mode=diary.preferences.settings().calm_mode,
            memory=memory,
        )
    )


@lru_cache(maxsize=4)
def _change(counts: tuple[DayCount, ...], last: date) -> RecentChange:
    """The last week beside those before: worked out once for the same days, without today."""
    return recent_change(counts, last)


def reason_words(reason: WatchReason) -> Message:
    """Why the check is suggested, in words."""
    return Message(WORDS[reason])


def set_aside(workspace: Workspace, device_zone: str | None = None) -> None:
    """Set the suggestion aside: it is quiet for a week, unless something more serious is new."""
    found = suggestion(workspace, device_zone)
    if found is None:
        return
    memory = WatchMemory(
        quiet_since=today_of(workspace, device_zone), reasons=found.reasons, urgent=found.urgent
    )
    workspace.diary.preferences.put_watch_memory(memory)


def note_check(workspace: Workspace, device_zone: str | None = None) -> None:
    """Note that a check was done: nothing else of it is kept by this."""
    found = _suggestion(workspace, WatchMemory(), device_zone)  # with what is set aside already
    memory = after_check(found, today_of(workspace, device_zone))
    workspace.diary.preferences.put_watch_memory(memory)
