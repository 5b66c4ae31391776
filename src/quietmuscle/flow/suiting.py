"""What the person told about their health, and what suits them by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.advise.suitability import Suitability
from quietmuscle.advise.suitability import TakenClasses
from quietmuscle.advise.suitability import still_counting
from quietmuscle.advise.suitability import suitability
from quietmuscle.flow.medicines import medicine_list
from quietmuscle.flow.place import today_of
from quietmuscle.knowledge.care_questions import LIST_COMPLETE
from quietmuscle.knowledge.medicines import medicine_named
from quietmuscle.knowledge.medicines import medicine_or_none
from quietmuscle.model.care import Answer
from quietmuscle.model.health import HealthItem

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.health import Health


def health(workspace: Workspace) -> Health:
    """What was told about one's health."""
    return workspace.diary.preferences.health()


def health_now(workspace: Workspace, device_zone: str | None = None) -> Health:
    """What still counts today of what was told about one's health."""
    return still_counting(health(workspace), today_of(workspace, device_zone))


def change_health(workspace: Workspace, wanted: Health) -> Health:
    """The answers about one's health from now on, kept; those that changed are of today."""
    today, changed = today_of(workspace), health(workspace)
    for item in HealthItem:
        if wanted.answer(item) is not changed.answer(item):
            changed = changed.with_answer(item, wanted.answer(item), today)
    workspace.diary.preferences.put_health(changed)
    return changed


def answer_health(workspace: Workspace, item: HealthItem, answer: Answer | None) -> Health:
    """One answer about one's health, kept as of today beside all others; None takes it back."""
    return workspace.diary.preferences.answer_health(item, answer, today_of(workspace))


def taken_classes(workspace: Workspace, *, was_complete: bool = False) -> TakenClasses:
    """The classes of what is taken now, as-needed medicines among it.

    The list is complete only where the person said so today, in a care check
    that they kept, or said today that they take nothing: what was true a week
    ago may not be now. `was_complete` says that it was complete once, and that what
    was added to it since is all there is; an experiment that runs takes it so.
    """
    told = medicine_list(workspace)
    taken = [course for course in told.courses if course.stopped_on is None]
    found = [medicine_or_none(each.catalogue_id) or medicine_named(each.name) for each in taken]
    told_of = bool(taken) or told.none_on is not None
    return TakenClasses(
        classes=frozenset(kind for each in found if each is not None for kind in each.classes),
        complete=None not in found
        and (
            was_complete
            or told.none_on == today_of(workspace)
            or (told_of and _called_complete(workspace))
        ),
    )


def _called_complete(workspace: Workspace) -> bool:
    """Whether the person said today that their list is complete; the newest word counts."""
    today = today_of(workspace)
    said = (
        each.answer(LIST_COMPLETE)
        for each in workspace.diary.care_checks.find()
        if each.moment.logical_day == today
    )
    return next((answer for answer in said if answer is not None), None) is Answer.YES


def what_suits(workspace: Workspace) -> tuple[Suitability, ...]:
    """Every strategy for this person; of a fever nothing is known here."""
    return suitability(health_now(workspace), taken_classes(workspace))
