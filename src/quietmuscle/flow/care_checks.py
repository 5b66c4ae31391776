"""Care checks that are kept with the diary: keeping, listing, and reading them again.

No earlier check has a say in a later one: nothing here is read by the check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.advise.known import known_of
from quietmuscle.advise.truth import Truth
from quietmuscle.base.errors import ConflictError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.care import CareCard
from quietmuscle.flow.care import care
from quietmuscle.flow.care import care_card
from quietmuscle.flow.care_account import ORDINARY
from quietmuscle.flow.care_account import CareAccount
from quietmuscle.flow.place import zone_of
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.countries import emergency_call
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import Tier
from quietmuscle.model.care_check import CareCheck
from quietmuscle.model.care_check import CheckAnswer
from quietmuscle.model.moment import moment_at
from quietmuscle.model.query import Cursor

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.care import CareResult
    from quietmuscle.model.saved import Saved

CHECKS_A_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """Kept checks, the newest first, and where the next page begins (None at the end)."""

    checks: tuple[CareCheck, ...]
    next: Cursor | None


def check_of(  # noqa: PLR0913 - whose check, what was said, and when
    workspace: Workspace,
    check_id: UUID,
    scenario: CareScenario,
    result: CareResult,
    device_zone: str | None = None,
    *,
    answered_at_utc: datetime | None = None,
) -> CareCheck:
    """A finished check as it would be kept. It needs a result with a tier.

    Its moment is that of its answers, not of keeping; None is now.
    """
    questions = care_ruleset().questions
    settings = workspace.diary.preferences.settings()
    known = known_of(scenario, questions)
    return CareCheck(
        id=check_id,
        moment=moment_at(
            answered_at_utc or workspace.clock.now_utc(),
            zone_of(settings, device_zone),
            settings.day_start,
        ),
        tier=result.tier or Tier.T0,
        rules=result.rules,
        answers=tuple(
            CheckAnswer(question=name, answer=scenario.answers[name])
            for name in questions
            if name in scenario.answers
        ),
        known=tuple(
            name
            for name in questions
            if name not in scenario.answers and known.truth(name) is Truth.YES
        ),
        contradictions=result.contradictions,
        ruleset_version=result.ruleset_version,
    )


def keep_check(workspace: Workspace, check: CareCheck, *, change_id: UUID) -> Saved[CareCheck]:
    """A check kept: a new one, or another value of the one with the same id."""
    return workspace.diary.care_checks.put(
        check, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def kept_check(workspace: Workspace, check_id: UUID) -> CareCheck:
    """One check by its id; NotFoundError where there is none."""
    return workspace.diary.care_checks.get(check_id)


def kept_checks(workspace: Workspace, after: Cursor | None = None) -> CheckPage:
    """A page of kept checks."""
    found = workspace.diary.care_checks.find(after=after, limit=CHECKS_A_PAGE + 1)
    checks = found[:CHECKS_A_PAGE]
    last = checks[-1] if len(found) > CHECKS_A_PAGE else None
    return CheckPage(
        checks=checks,
        next=None if last is None else Cursor(instant_utc=last.moment.instant_utc, id=last.id),
    )


def delete_check(workspace: Workspace, check_id: UUID, *, change_id: UUID) -> Saved[CareCheck]:
    """A check put into the bin, from which it can be taken for 30 days."""
    return workspace.diary.care_checks.delete(
        check_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def restore_check(workspace: Workspace, check_id: UUID, *, change_id: UUID) -> Saved[CareCheck]:
    """A check taken out of the bin."""
    return workspace.diary.care_checks.restore(
        check_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def tier_name(tier: Tier) -> Message:
    """What a tier is called."""
    return Message(care_ruleset().tiers[tier].name)


def kept_card(check: CareCheck, country: str | None) -> CareCard:
    """The card of a kept check, in the words of today's rules.

    It is the card that was shown, where today's rules come to the same; else
    that of its tier, without the rules that today's table no longer has.
    """
    result = care(_kept_scenario(check))
    card = care_card(result, country)
    if card is not None and card.tier is check.tier and result.rules == check.rules:
        return card
    ruleset = care_ruleset()
    words = ruleset.tiers[check.tier]
    rules = tuple(
        rule for rule in ruleset.rules if rule.id in check.rules and rule.tier is check.tier
    )

    def messages(*texts: str) -> tuple[Message, ...]:
        return tuple(Message(text) for text in dict.fromkeys(texts) if text)

    return CareCard(
        tier=check.tier,
        name=Message(words.name),
        call=emergency_call(country) if check.tier is Tier.T0 else None,
        do=messages(words.do, *(rule.do for rule in rules)),
        sooner=messages(*(rule.sooner for rule in rules), words.sooner),
        say=messages(words.say, *(rule.say for rule in rules)),
        rules=rules,
        signs=(),
        unknown=(),
    )


def _kept_scenario(check: CareCheck) -> CareScenario:
    """What a kept check went by, each question with what was believed of it.

    What was neither answered nor known with yes, and is asked for now, had a no
    that was known: it was not asked.
    """
    questions = care_ruleset().questions
    answers = {each.question: each.answer for each in check.answers if each.question in questions}
    answers |= {name: Answer.YES for name in check.known if name in questions}
    for name in check.contradictions:
        answers[name] = Answer.NO if answers.get(name) is Answer.YES else Answer.YES
    scenario = CareScenario(answers=answers)
    while missing := care(scenario).missing:
        answers |= dict.fromkeys(missing, Answer.NO)
        scenario = CareScenario(answers=answers)
    return scenario


def kept_account(check: CareCheck) -> CareAccount:
    """What was said in a kept check, in the words of today's questions."""
    questions = care_ruleset().questions

    def said(answer: Answer) -> tuple[Message, ...]:
        return tuple(
            questions[each.question].message
            for each in check.answers
            if each.answer is answer and each.question in questions
            if each.question not in ORDINARY
        )

    def named(names: tuple[str, ...]) -> tuple[Message, ...]:
        return tuple(
            questions[name].message for name in names if name in questions and name not in ORDINARY
        )

    return CareAccount(
        said_yes=said(Answer.YES),
        not_known=said(Answer.DONT_KNOW),
        known=named(check.known),
        contradictions=tuple(
            questions[name].message for name in check.contradictions if name in questions
        ),
    )


def finished(result: CareResult) -> CareResult:
    """The same result, refused while questions are missing."""
    if result.tier is None:
        raise ConflictError(
            Message(_("This care check is not finished: questions are missing. It was not kept."))
        )
    return result
