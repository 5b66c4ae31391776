"""What was tried in an experiment, on the page for the neurologist: one line for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial_answer import TrialAnswer
from quietmuscle.report.dates import date_range
from quietmuscle.report.neurologist_lines import Limits
from quietmuscle.report.neurologist_lines import Line
from quietmuscle.report.neurologist_lines import Section
from quietmuscle.report.neurologist_lines import section_of
from quietmuscle.report.trial_ending import has_answer
from quietmuscle.report.trial_ending import plain_number
from quietmuscle.report.trial_ending import verdict_words

if TYPE_CHECKING:
    from collections.abc import Iterable


_SIDES = {
    Outcome.TWITCHES: _("On average {with_it} twitches a day with it, {without_it} without it."),
    Outcome.MINUTES: _(
        "On average {with_it} minutes with twitches a day with it, {without_it} without it."
    ),
    Outcome.SCORE: _("On average bother {with_it} of 10 with it, {without_it} without it."),
    Outcome.SENSOR: _(
        "On average {with_it} measured twitches a minute with it, {without_it} without it."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An experiment that is over: what was tried, on which days, and what it says.

    `outcome` is what was counted. `stopped` says that the person ended it before its plan did.
    """

    name: Message
    first: date
    last: date
    stopped: bool
    outcome: Outcome
    answer: TrialAnswer


def what_was_tried(tried: Iterable[Tried], limits: Limits, language: str) -> Section:
    """The experiments that are over, the newest first, each with its verdict."""
    lines = [_line(each, language) for each in tried]
    title = _("Tried by lot, days with and without (n-of-1)")
    return section_of(title, lines, limits.tried, language)


def _line(each: Tried, language: str) -> Line:
    said = [verdict_words(each.answer.verdict, language, over=True) + "."]
    with_it, without_it = each.answer.with_it.mean, each.answer.without_it.mean
    # Where it was left open, two averages side by side would seem an answer.
    if has_answer(each.answer.verdict) and with_it is not None and without_it is not None:
        values = {
            "with_it": plain_number(with_it, language),
            "without_it": plain_number(without_it, language),
        }
        said.append(say(Message(_SIDES[each.outcome], values), language))
    if each.stopped:
        said.append(say(Message(_("Stopped before the end of the plan.")), language))
    days = date_range(each.first, each.last, language)
    named = Message(_("{what}, {days}:"), {"what": each.name, "days": days})
    return Line(label=say(named, language), words=" ".join(said))
