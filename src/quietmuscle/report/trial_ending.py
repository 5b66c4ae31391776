"""What an experiment comes to, told to the person: the verdict, how much, and ways on from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.report.dates import full_date
from quietmuscle.report.trial_words import VERDICTS
from quietmuscle.report.trial_words import reason_words

if TYPE_CHECKING:
    from quietmuscle.model.kept_trial import KeptTrial
    from quietmuscle.model.trial_answer import TrialAnswer

_OVER = {
    Verdict.CANNOT_TELL: _("It could not tell"),
    Verdict.PROMISING: _("Looked promising, but is not reliable"),
    Verdict.NOT_PROMISING: _("Did not look promising, but that is not reliable"),
}
_SIDES = {
    Outcome.TWITCHES: _(
        "For you: about {with_it} twitches a day on days with it, and about {without_it} on "
        "days without it."
    ),
    Outcome.MINUTES: _(
        "For you: about {with_it} minutes with twitches on a day with it, and about "
        "{without_it} on a day without it."
    ),
    Outcome.SCORE: _(
        "For you: they bothered about {with_it} of 10 on days with it, and about {without_it} "
        "of 10 on days without it."
    ),
    Outcome.SENSOR: _(
        "For you: about {with_it} measured twitches a minute on days with it, and about "
        "{without_it} on days without it."
    ),
}
_WHOLE_FROM = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The look that decided, and the days that were still counted after it.

    `number` of `looks` planned ones was taken on the days until `last_day`;
    `until` is the experiment's own last day.
    """

    number: int
    looks: int
    last_day: date
    until: date


def verdict_words(verdict: Verdict, language: str, *, over: bool) -> str:
    """The verdict; of an experiment that is over nothing is promised any more."""
    words = VERDICTS[verdict]
    return say(Message(_OVER.get(verdict, words) if over else words), language)


def plain_number(value: float, language: str) -> str:
    """A count as a person says it: 12, 2.7, 3."""
    if value >= _WHOLE_FROM:
        return str(round(value))
    whole, tenths = divmod(round(value * 10), 10)
    if not tenths:
        return str(whole)
    return say(Message(_("{whole}.{tenths}"), {"whole": whole, "tenths": tenths}), language)


def sides_words(outcome: Outcome, answer: TrialAnswer, language: str) -> str | None:
    """What was counted on days with and without it; None where that would seem an answer."""
    with_it, without_it = answer.with_it.mean, answer.without_it.mean
    if with_it is None or without_it is None or not has_answer(answer.verdict):
        return None
    values = {
        "with_it": plain_number(with_it, language),
        "without_it": plain_number(without_it, language),
    }
    return say(Message(_SIDES[outcome], values), language)


def has_answer(verdict: Verdict) -> bool:
    """Whether it is an answer; all others leave open what chance did."""
    return verdict not in _OVER


def why_open_words(answer: TrialAnswer, language: str) -> str | None:
    """Why nothing can be told, in one sentence; None where something is told."""
    if answer.verdict is not Verdict.CANNOT_TELL or not answer.reasons:
        return None
    return reason_words(answer.reasons[0], language)


def decided_of(trial: KeptTrial) -> Decided | None:
    """The look that decided before the last day; None where none did, or only the last one."""
    for kept in trial.looks:
        if kept.look.verdict is not None and kept.look.last_day < trial.last_day:
            return Decided(
                number=kept.look.number,
                looks=len(trial.protocol.plan.look_shares),
                last_day=kept.look.last_day,
                until=trial.last_day,
            )
    return None


def decided_words(decided: Decided, language: str, *, over: bool) -> str:
    """That it was decided before its end, and what the days after that are for."""
    sentence = (
        _(
            "This was decided at look {number} of {looks}, by the days until {day}. What is "
            "decided stays, so no later look was needed. The days after it, until {until}, "
            "only made it surer how large the difference is. You could have stopped then."
        )
        if over
        else _(
            "This was decided at look {number} of {looks}, by the days until {day}. What is "
            "decided stays, so no later look is needed. You can stop now if you like. To go on "
            "until {until} only makes it surer how large the difference is."
        )
    )
    values = {
        "number": decided.number,
        "looks": decided.looks,
        "day": full_date(decided.last_day, language),
        "until": full_date(decided.until, language),
    }
    return say(Message(sentence, values), language)


def followed_words(followed: int, told: int, language: str) -> str:
    """On how many days it went as the line said; that nobody told is no failure."""
    if not told:
        return say(Message(_("not told")), language)
    return say(Message(_("{followed} of {told}"), {"followed": followed, "told": told}), language)
