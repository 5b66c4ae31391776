"""What the answers of the diary are called: the same words on pages, paper and in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from quietmuscle.base.text import _
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.session_use import SessionEnd
from quietmuscle.model.settings import MSType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

KINDS: dict[FeltKind, str] = {
    FeltKind.FLICKER: _("Flicker"),
    FeltKind.RIPPLE: _("Ripple under the skin"),
    FeltKind.JERK: _("Sudden jerk"),
    FeltKind.SPASM: _("Spasm that tightens"),
    FeltKind.CRAMP: _("Cramp that hurts"),
    FeltKind.BEATING: _("Beating, over and over"),
    FeltKind.SHAKING: _("Shaking"),
    FeltKind.BUZZING: _("Buzzing inside"),
    FeltKind.OTHER: _("Something else"),
}
LASTED: dict[Lasted, str] = {
    Lasted.BLINK: _("A blink"),
    Lasted.SECONDS: _("Seconds"),
    Lasted.MINUTES: _("Minutes"),
    Lasted.HOURS: _("Hours"),
    Lasted.STILL_GOING: _("Still going"),
}
DOING: dict[Doing, str] = {
    Doing.RESTING: _("Resting"),
    Doing.FALLING_ASLEEP: _("Falling asleep"),
    Doing.ASLEEP: _("Asleep"),
    Doing.SITTING: _("Sitting"),
    Doing.MOVING: _("Moving"),
    Doing.STRETCHING: _("Stretching"),
    Doing.AFTER_EXERCISE: _("After exercise"),
    Doing.STRESSED: _("Under stress"),
    Doing.HOT: _("Being hot"),
    Doing.COLD: _("Being cold"),
    Doing.OTHER: _("Something else"),
}
MEDICINE_ACTIONS: dict[MedicineAction, str] = {
    MedicineAction.STARTED: _("Started"),
    MedicineAction.DOSE_CHANGED: _("Dose changed"),
    MedicineAction.STOPPED: _("Stopped"),
    MedicineAction.MISSED: _("Missed doses"),
    MedicineAction.TAKEN: _("Took a dose as needed"),
}
SESSION_ENDS: dict[SessionEnd, str] = {
    SessionEnd.FINISHED: _("Gone through to the end"),
    SessionEnd.ENDED_EARLY: _("Ended before the end"),
    SessionEnd.STOP_RULE: _("Stopped: something felt wrong"),
    SessionEnd.UNFINISHED: _("Broken off"),
}
MS_TYPES: dict[MSType, str] = {
    MSType.RELAPSING_REMITTING: _("Relapsing remitting"),
    MSType.SECONDARY_PROGRESSIVE: _("Secondary progressive"),
    MSType.PRIMARY_PROGRESSIVE: _("Primary progressive"),
    MSType.CLINICALLY_ISOLATED: _("Clinically isolated syndrome"),
    MSType.NOT_SURE: _("Not sure"),
}


def words_of(answer: StrEnum) -> str:
    """The words of an answer, as a sentence of the text catalogue.

    Raises KeyError for an answer that has none.
    """
    return _WORDS[type(answer)][answer]


_WORDS: dict[type[StrEnum], Mapping[Any, str]] = {
    FeltKind: KINDS,
    Lasted: LASTED,
    Doing: DOING,
    MedicineAction: MEDICINE_ACTIONS,
    MSType: MS_TYPES,
    SessionEnd: SESSION_ENDS,
}
