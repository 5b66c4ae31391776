"""What may be tried in an experiment: never a prescribed medicine, and only what suits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.advise.suitability import MEDICINES
from quietmuscle.advise.suitability import Suitability
from quietmuscle.advise.suitability import Suits
from quietmuscle.advise.suitability import suitability
from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.medicines import medicine_list
from quietmuscle.flow.suiting import health_now
from quietmuscle.flow.suiting import taken_classes
from quietmuscle.knowledge.about_health import FEVER
from quietmuscle.knowledge.about_health import health_question
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.limits import Limit
from quietmuscle.knowledge.limits import LimitEffect
from quietmuscle.knowledge.limits import limits
from quietmuscle.knowledge.strategies import Strategy
from quietmuscle.knowledge.strategies import strategies
from quietmuscle.model.trial import Pace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.care import Answer

MAY_BE_TRIED = (Suits.OFFERED, Suits.WITH_CARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOut:
    """A question whose "yes" means to leave a strategy out; None where a medicine is the reason.

    `item` is the question's id in about_health.toml.
    """

    item: str | None
    asked: Message | None
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialChoice:
    """A strategy that has a pace, and whether it suits this person now."""

    strategy: Strategy
    pace: Pace
    suits: Suitability
    is_taken: bool = False

    @property
    def may_be_tried(self) -> bool:
        """Whether it can be started.

        What is not offered, or must be asked first, cannot; nor can a supplement
        that is taken already: it may have been prescribed.
        """
        return self.suits.suits in MAY_BE_TRIED and not self.is_taken

    @property
    def why_not(self) -> tuple[Message, ...]:
        """Why it cannot be started, or what has to be known first; none where it can."""
        if self.is_taken:
            return (Message(_("It stands in your list of medicines.")),)
        if self.suits.suits is Suits.CHECK_FIRST:
            return tuple(map(_asked, self.suits.to_ask))
        if self.suits.suits is Suits.NOT_OFFERED:
            return tuple(fact(reason).message for reason in self.suits.reasons)
        return ()

    @property
    def by_the_day(self) -> tuple[LeaveOut, ...]:
        """What can be so on one day and not on the next: it is asked in the day's line."""
        return _leave_out(each for each in self.forbidding if _changes_by_the_day(each))

    @property
    def standing(self) -> tuple[LeaveOut, ...]:
        """What stays as it was told until it is told anew; it is asked once."""
        return _leave_out(each for each in self.forbidding if not _changes_by_the_day(each))

    @property
    def fever_facts(self) -> tuple[Fact, ...]:
        """What is said of a fever; none where it does not matter."""
        return tuple(each.fact for each in self.forbidding if each.item == FEVER)

    @property
    def waits_for_fever(self) -> bool:
        """Whether it cannot be started for a fever, or as nobody told of one, and that alone."""
        suits = self.suits
        if suits.suits is Suits.CHECK_FIRST:
            return suits.to_ask == (FEVER,)
        fevers = {each.id for each in self.fever_facts}
        return suits.suits is Suits.NOT_OFFERED and set(suits.reasons) <= fevers

    @property
    def forbidding(self) -> tuple[Limit, ...]:
        """What forbids it, on any day of an experiment."""
        return tuple(
            each
            for each in limits()
            if each.strategy == self.strategy.id and each.effect is LimitEffect.NOT_OFFERED
        )

    @property
    def asks_fever(self) -> bool:
        """Whether it is forbidden with a fever, which is asked each time."""
        return any(each.item == FEVER for each in self.forbidding)


def trial_choices(
    workspace: Workspace,
    *,
    fever: Answer | None = None,
    device_zone: str | None = None,
    has_begun: bool = False,
) -> tuple[TrialChoice, ...]:
    """Every strategy that an experiment can be about, in the order of the table.

    Whether there is a fever is asked each time: what is not known is never a no.
    Of one that `has_begun` the list of medicines was called complete at its start,
    so it counts as that as long as we know each medicine on it.
    """
    health = health_now(workspace, device_zone)
    taken = [
        course.name.casefold()
        for course in medicine_list(workspace).courses
        if course.stopped_on is None
    ]
    classes = taken_classes(workspace, was_complete=has_begun)
    suits = {each.strategy: each for each in suitability(health, classes, fever=fever)}
    return tuple(
        TrialChoice(
            strategy=each,
            pace=each.pace,
            suits=suits[each.id],
            is_taken=each.supplement and any(each.id in name for name in taken),
        )
        for each in strategies()
        if each.pace is not None
    )


def trial_choice(
    workspace: Workspace,
    strategy_id: str,
    *,
    fever: Answer | None = None,
    device_zone: str | None = None,
) -> TrialChoice:
    """One of them; NotFoundError for what is never tried here."""
    for choice in trial_choices(workspace, fever=fever, device_zone=device_zone):
        if choice.strategy.id == strategy_id:
            return choice
    raise NotFoundError(
        Message(_("{code} cannot be tried in an experiment."), {"code": strategy_id[:60]})
    )


def check_may_be_tried(choice: TrialChoice, *, agreed: bool) -> None:
    """Refuse what does not suit, what has to be asked first, and a supplement without a yes."""
    if choice.is_taken:
        raise ConflictError(
            Message(
                _(
                    "{strategy} stands in your list of medicines. What you take already is never "
                    "put on and off here, for it may have been prescribed. Nothing was started."
                ),
                {"strategy": choice.strategy.label},
            )
        )
    if choice.suits.suits is Suits.CHECK_FIRST:
        raise ConflictError(
            Message(
                _(
                    "{strategy} is not offered to you yet: something has to be answered first, "
                    "under “About your health” or at the start. Nothing was started. {questions}"
                ),
                {"strategy": choice.strategy.label, "questions": _one_by_one(choice.why_not)},
            )
        )
    if choice.waits_for_fever:
        raise ConflictError(
            Message(
                _("Not today. {reason} Nothing was started. Come back when it is gone."),
                {"reason": choice.why_not[0]},
            )
        )
    if not choice.may_be_tried:
        raise ConflictError(
            Message(
                _(
                    "{strategy} is not offered to you as things are, so it cannot be tried. "
                    "Nothing was started. {reason}"
                ),
                {"strategy": choice.strategy.label, "reason": _one_by_one(choice.why_not)},
            )
        )
    if choice.strategy.supplement and not agreed:
        raise ConflictError(
            Message(
                _(
                    "Please ask your doctor, nurse or pharmacist first, and say here that they "
                    "agree. Nothing was started."
                )
            )
        )


def _changes_by_the_day(limit: Limit) -> bool:
    return limit.item is not None and health_question(limit.item).each_time


def _leave_out(found: Iterable[Limit]) -> tuple[LeaveOut, ...]:
    told = {
        each.fact.id: LeaveOut(
            item=each.item,
            asked=None if each.item is None else health_question(each.item).message,
            fact=each.fact,
        )
        for each in found
    }
    return tuple(told.values())


def _one_by_one(messages: tuple[Message, ...]) -> Message:
    """All of them, one after the other."""
    first, *rest = messages
    if not rest:
        return first
    return Message("{first} {rest}", {"first": first, "rest": _one_by_one(tuple(rest))})


def _asked(item: str) -> Message:
    """What has to be told, as a question."""
    if item == MEDICINES:
        return Message(_("Which medicines do you take?"))
    return health_question(item).message
