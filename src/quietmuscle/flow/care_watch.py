"""The watch over this diary, as Today shows it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.advise.diary_extract import RECENT
from quietmuscle.advise.triage import triage
from quietmuscle.advise.watch import BEFORE
from quietmuscle.advise.watch import WatchedDiary
from quietmuscle.advise.watch import after_check
from quietmuscle.advise.watch import watch
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.care_check import scenario_of_diary
from quietmuscle.flow.entries import every_entry
from quietmuscle.flow.place import last_day_over
from quietmuscle.flow.place import today_of
from quietmuscle.infer.recent_change import recent_change
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.watch import Suggestion
from quietmuscle.model.watch import WatchMemory
from quietmuscle.model.watch import WatchReason

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

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
    diary = workspace.diary
    today = today_of(workspace, device_zone)
    last = last_day_over(today, today)
    first = today - RECENT - BEFORE + timedelta(days=1)
    counts = diary.tallies.counts(first, today)
    changes = diary.medicines.all()
    if not changes and not any(count.entries for count in counts):
        return None
    episodes = tuple(every_entry(workspace, EpisodeQuery(first_day=first, last_day=today)))
    logs = diary.days.between(first, today)
    scenario = scenario_of_diary(
        workspace, {}, today=today, episodes=episodes, logs=logs, changes=changes
    )
    return watch(
        WatchedDiary(
            today=today,
            episodes=episodes,
            logs=logs,
            twitch_days=tuple(count.day for count in reversed(counts) if count.entries),
            medicine_changes=changes,
            change=recent_change(counts, last),
            at_least=triage(scenario, care_ruleset()).at_least,
            calm_mode=diary.preferences.settings().calm_mode,
            memory=diary.preferences.watch_memory(),
        )
    )


def reason_words(reason: WatchReason) -> Message:
    """Why the check is suggested, in words."""
    return Message(WORDS[reason])


def set_aside(workspace: Workspace, device_zone: str | None = None) -> None:
    """Set the suggestion aside: it is quiet for a week, unless something more serious is new."""
    found = suggestion(workspace, device_zone)
    if found is None:
        return
    memory = WatchMemory(quiet_since=today_of(workspace, device_zone), reasons=found.reasons)
    workspace.diary.preferences.put_watch_memory(memory)


def note_check(workspace: Workspace, device_zone: str | None = None) -> None:
    """Note that a check was done: nothing else of it is kept by this."""
    found = suggestion(workspace, device_zone)
    memory = after_check(found.reasons if found else (), today_of(workspace, device_zone))
    workspace.diary.preferences.put_watch_memory(memory)
