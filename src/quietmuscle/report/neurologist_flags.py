"""The warning signs on the page for the neurologist: yes, no and not known, with their date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.care import Answer
from quietmuscle.report.dates import full_date
from quietmuscle.report.neurologist_lines import Line
from quietmuscle.report.neurologist_lines import Section

if TYPE_CHECKING:
    from quietmuscle.model.care_check import CareCheck

FLAGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        _("weakness or wasting"),
        (
            "spreading_weakness",
            "sudden_severe_weakness",
            "fast_weakness",
            "slow_weakness",
            "others_notice",
            "place_weak_or_stiff",
        ),
    ),
    (_("speech or swallowing"), ("sudden_face_speech_side", "speech_swallowing_change")),
    (_("breathing"), ("breathing",)),
    (_("bladder, bowels or saddle numbness"), ("numb_saddle_bladder",)),
    (_("vision"), ("sudden_headache_confusion_sight", "vision")),
    (
        _("fever or infection"),
        ("fever_neck_headache_rash", "fever_very_unwell", "infection"),
    ),
    (_("seizure"), ("seizure_emergency",)),
)
"""Each sign with the questions that ask for it; a no needs a no to all of them.

Source: section 6 of the clinical evidence base, item 3 (R94, R2).
"""

_GROUPS = ((Answer.YES, _("yes")), (Answer.NO, _("no")), (None, _("not known")))


def red_flags(check: CareCheck | None, language: str) -> Section:
    """The warning signs of the newest check that was kept; no lines where none was."""
    if check is None:
        return Section(title="", lines=())
    told = {name: _told(check, questions) for name, questions in FLAGS}
    lines = []
    for answer, label in _GROUPS:
        names = [say(Message(name), language) for name in told if told[name] is answer]
        if names:
            lines.append(Line(label=say(Message(label), language), words=", ".join(names)))
    title = Message(
        _("Warning signs, care check of {day}"),
        {"day": full_date(check.moment.logical_day, language)},
    )
    return Section(title=say(title, language), lines=tuple(lines))


def _told(check: CareCheck, questions: tuple[str, ...]) -> Answer | None:
    """Yes where any question was, no where all were, else None: not asked or not sure."""
    answers = [check.answer(question) for question in questions]
    if Answer.YES in answers:
        return Answer.YES
    return Answer.NO if all(each is Answer.NO for each in answers) else None
