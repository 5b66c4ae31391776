"""How the person wants the app to be, and what they tell about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import languages
from quietmuscle.base.zone import zone_names

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.settings import Person
    from quietmuscle.model.settings import Settings


def settings(workspace: Workspace) -> Settings:
    """The settings as they are kept, or the ones that we begin with."""
    return workspace.diary.preferences.settings()


def change_settings(workspace: Workspace, wanted: Settings) -> Settings:
    """The settings kept as they are wanted from now on.

    What was recorded before keeps its zone and its day. A language that we do
    not have is refused with ValueNotUnderstoodError.
    """
    if wanted.language not in languages():
        raise ValueNotUnderstoodError(
            Message(
                _("We have no words in that language yet: {language}."),
                {"language": wanted.language},
            )
        )
    workspace.diary.preferences.put_settings(wanted)
    return wanted


def person(workspace: Workspace) -> Person:
    """What the person told about themselves; all of it may be empty."""
    return workspace.diary.preferences.person()


def change_person(workspace: Workspace, wanted: Person) -> Person:
    """What the neurologist will read at the top of the page, kept."""
    workspace.diary.preferences.put_person(wanted)
    return wanted


def zone_choices() -> tuple[str, ...]:
    """The zones that can be chosen, in alphabetical order."""
    return zone_names()
