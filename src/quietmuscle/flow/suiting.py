"""What the person told about their health, and what suits them by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.advise.suitability import Suitability
from quietmuscle.advise.suitability import TakenClasses
from quietmuscle.advise.suitability import suitability
from quietmuscle.knowledge.medicines import medicine_named
from quietmuscle.knowledge.medicines import medicine_or_none
from quietmuscle.model.medicine import medicine_courses

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.health import Health


def health(workspace: Workspace) -> Health:
    """What was told about one's health."""
    return workspace.diary.preferences.health()


def change_health(workspace: Workspace, wanted: Health) -> Health:
    """What is told about one's health from now on, kept."""
    workspace.diary.preferences.put_health(wanted)
    return wanted


def taken_classes(workspace: Workspace) -> TakenClasses:
    """The classes of what is taken now, as-needed medicines among it.

    An empty list is no list: it may never have been filled in.
    """
    changes = workspace.diary.medicines.all()
    taken = [course for course in medicine_courses(changes) if course.stopped_on is None]
    found = [medicine_or_none(each.catalogue_id) or medicine_named(each.name) for each in taken]
    return TakenClasses(
        classes=frozenset(kind for each in found if each is not None for kind in each.classes),
        complete=bool(taken) and None not in found,
    )


def what_suits(workspace: Workspace) -> tuple[Suitability, ...]:
    """Every strategy for this person; of a fever nothing is known here."""
    return suitability(health(workspace), taken_classes(workspace))
