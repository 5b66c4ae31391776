"""The care check: from what is known to how soon help is needed.

The rules are weighed from the most serious tier down:

1. A rule holds where its condition does. It also counts as holding where only
   its circumstances (a medicine, a pregnancy) are unknown though asked, and
   every sign of illness in it was answered with "yes".
2. Where a sign itself is not known ("I don't know"), and no answer can rule the
   rule out any more, it counts at its own tier, at T1 instead of T0.
3. A sign that was answered with "yes" counts at the tier that the table gives
   it alone, whatever the circumstances; one not known, one tier milder.
4. As long as an unasked question could raise the tier, the check asks; then as
   long as self-care is possible.
5. Self-care needs a "no" to every red flag, the conditions of self-care, and a
   rule that explains the twitch. Without them the answer is T3. A red flag of
   a circumstance that does not hold counts as answered with "no": who has no
   pump need not answer for one.

Purely from its arguments: no clock, no file but our own tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.advise.known import Known
from quietmuscle.advise.known import known_of
from quietmuscle.advise.truth import Truth
from quietmuscle.advise.truth import deciding
from quietmuscle.advise.truth import open_questions
from quietmuscle.advise.truth import truth_bounds
from quietmuscle.advise.truth import truth_of
from quietmuscle.knowledge.conditions import questions_of
from quietmuscle.model.care import CareResult
from quietmuscle.model.care import Reason
from quietmuscle.model.care import ReasonCode
from quietmuscle.model.care import Tier

if TYPE_CHECKING:
    from quietmuscle.knowledge.care_rules import CareRule
    from quietmuscle.knowledge.care_rules import CareRuleset
    from quietmuscle.model.care import CareScenario

_URGENT = (Tier.T0, Tier.T1, Tier.T2)
_MILDEST_URGENT = Tier.T2
_ONE_MILDER = {Tier.T0: Tier.T1, Tier.T1: Tier.T2, Tier.T2: Tier.T3}


def triage(scenario: CareScenario, ruleset: CareRuleset) -> CareResult:
    """How soon help is needed, or the questions that must be asked first.

    Parameters
    ----------
    scenario
        Answers, medicines, diary and profile. Answers to questions that the
        ruleset does not know are refused by whoever reads a scenario; here they
        change nothing.
    ruleset
        The rules to go by.

    Returns
    -------
    CareResult
        Exactly one of: a tier, or `tier` None with `missing` questions.

    Source: the engine rules (a) to (g) of the clinical evidence base, section 2.
    """
    known = known_of(scenario, ruleset.questions)
    reasons = _reasons(known, ruleset)
    sure = reasons[0].tier if reasons else None
    missing = _missing(known, ruleset, sure)
    tier = None if missing else sure or _without_reasons(known, ruleset)
    if tier is Tier.T3 and sure is None:
        reasons = (_not_sure_enough(known, ruleset),)
    rules = (reason.rule for reason in reasons if reason.rule is not None)
    explaining = (rule.id for rule in _explaining(known, ruleset)) if tier is Tier.T4 else ()
    return CareResult(
        tier=tier,
        at_least=sure,
        rules=(*rules, *explaining),
        missing=missing,
        reasons=reasons,
        contradictions=known.contradictions,
        ruleset_version=ruleset.version,
    )


def is_emergency(scenario: CareScenario, ruleset: CareRuleset) -> bool:
    """Whether the tier is T0: nothing that is still open could change it."""
    known = known_of(scenario, ruleset.questions)
    rules = (_of_rule(rule, known, ruleset) for rule in ruleset.rules if rule.tier is Tier.T0)
    signs = (_of_sign(name, known, ruleset) for name in ruleset.red_flags)
    return any(reason and reason.tier is Tier.T0 for found in (rules, signs) for reason in found)


def asked_ahead(scenario: CareScenario, ruleset: CareRuleset) -> frozenset[str]:
    """What is going to be asked anyway on the way to self-care, as far as can be said now.

    Empty where something speaks for help already, or self-care is out of reach:
    then the fewest questions are the best.
    """
    known = known_of(scenario, ruleset.questions)
    if _reasons(known, ruleset) or not _self_care_is_possible(known, ruleset):
        return frozenset()
    urgent = {name for tier in _URGENT for name in _open_for(tier, known, ruleset)}
    return frozenset(urgent | _open_conditions(known, ruleset))


def _without_reasons(known: Known, ruleset: CareRuleset) -> Tier:
    """The tier where no rule and no sign speaks for help."""
    safe = truth_of(ruleset.self_care, known.truth) is Truth.YES
    return Tier.T4 if safe and _explaining(known, ruleset) else Tier.T3


def _not_sure_enough(known: Known, ruleset: CareRuleset) -> Reason:
    """What keeps a person from self-care where no rule and no sign speaks for help.

    Its questions are those whose answers exclude self-care. Where none does, they
    are those answered with "I don't know"; where there are none of either, nothing
    explains the twitch.
    """
    explanations = [rule.when for rule in ruleset.rules if rule.tier is Tier.T4]
    best = max(truth_of(when, known.truth) for when in explanations)
    possible = [when for when in explanations if truth_of(when, known.truth) is Truth.UNKNOWN]
    found: tuple[str, ...] = ()
    if truth_of(ruleset.self_care, known.truth) is Truth.NO:
        found = deciding(ruleset.self_care, known.truth)
    elif best is not Truth.NO:
        conditions = [ruleset.self_care, *(possible if best is Truth.UNKNOWN else ())]
        found = tuple(
            each
            for condition in conditions
            for each in deciding(condition, known.truth)
            if known.truth(each) is Truth.UNKNOWN and known.ask(each) is None
        )
    questions = tuple(dict.fromkeys(found))
    return Reason(
        code=ReasonCode.NOT_SURE_ENOUGH,
        tier=Tier.T3,
        rule=None,
        questions=questions,
        unknown=tuple(each for each in questions if known.truth(each) is Truth.UNKNOWN),
    )


def _explaining(known: Known, ruleset: CareRuleset) -> tuple[CareRule, ...]:
    """The rules of self-care that hold."""
    return tuple(
        rule
        for rule in ruleset.rules
        if rule.tier is Tier.T4 and truth_of(rule.when, known.truth) is Truth.YES
    )


def _reasons(known: Known, ruleset: CareRuleset) -> tuple[Reason, ...]:
    """Every reason for T0 to T3, the most serious first, then in the order of the tables."""
    of_rules = [reason for rule in ruleset.rules if (reason := _of_rule(rule, known, ruleset))]
    said: dict[str, int] = {}
    for reason in of_rules:
        for question in reason.questions:
            said[question] = max(said.get(question, 0), reason.tier.severity)
    of_signs = (_of_sign(name, known, ruleset) for name in ruleset.red_flags)
    found = [
        *of_rules,
        *(
            reason
            for reason in of_signs
            if reason and reason.tier.severity > said.get(reason.questions[0], 0)
        ),
    ]
    return tuple(sorted(found, key=lambda reason: -reason.tier.severity))


def _of_rule(rule: CareRule, known: Known, ruleset: CareRuleset) -> Reason | None:
    """The reason that a rule gives, where it holds or cannot be ruled out."""
    truth = truth_of(rule.when, known.truth)
    if rule.tier is Tier.T4 or truth is Truth.NO:
        return None
    if truth is Truth.YES:
        code, tier = ReasonCode.FIRED, rule.tier
    elif rule.tier not in _URGENT or truth_bounds(rule.when, known.bounds)[0] is Truth.NO:
        return None
    else:
        code, tier = ReasonCode.NOT_RULED_OUT, rule.tier
        if tier is Tier.T0 and _with_circumstances(rule, known, ruleset)[0] is not Truth.YES:
            tier = Tier.T1
    questions = tuple(each for each in rule.questions if known.truth(each) is not Truth.NO)
    unknown = tuple(each for each in questions if known.truth(each) is Truth.UNKNOWN)
    return Reason(code=code, tier=tier, rule=rule.id, questions=questions, unknown=unknown)


def _with_circumstances(rule: CareRule, known: Known, ruleset: CareRuleset) -> tuple[Truth, Truth]:
    """The least and the most of a rule if its unknown circumstances hold, its signs as told.

    Circumstances are unknown here where asking was in vain.
    """

    def bounds(question: str) -> tuple[Truth, Truth]:
        found = known.bounds(question)
        in_vain = found == (Truth.UNKNOWN, Truth.UNKNOWN)
        circumstance = not ruleset.questions[question].red_flag
        return (Truth.YES, Truth.YES) if circumstance and in_vain else found

    return truth_bounds(rule.when, bounds)


def _of_sign(name: str, known: Known, ruleset: CareRuleset) -> Reason | None:
    """The reason that a red flag gives by itself."""
    truth = known.truth(name)
    if truth is Truth.NO or known.ask(name) is not None:
        return None
    alone = ruleset.questions[name].alone or _MILDEST_URGENT
    if truth is Truth.YES:
        code, tier = ReasonCode.SIGN_ALONE, alone
    else:
        code, tier = ReasonCode.SIGN_UNKNOWN, _ONE_MILDER[alone]
    unknown = (name,) if truth is Truth.UNKNOWN else ()
    return Reason(code=code, tier=tier, rule=None, questions=(name,), unknown=unknown)


def _missing(known: Known, ruleset: CareRuleset, sure: Tier | None) -> tuple[str, ...]:
    """The questions to ask next: of the most serious tier that they could still lead to."""
    for tier in _URGENT:
        if sure is not None and tier.severity <= sure.severity:
            return ()
        found = _open_for(tier, known, ruleset)
        if found:
            return _in_order(found, ruleset)
    if sure is not None or not _self_care_is_possible(known, ruleset):
        return ()
    found = _open_conditions(known, ruleset) or _open_explanations(known, ruleset)
    return _in_order(found, ruleset)


def _open_for(tier: Tier, known: Known, ruleset: CareRuleset) -> set[str]:
    """What to ask for the rules of a tier, and for the signs that have it alone."""
    found: set[str] = set()
    for rule in ruleset.rules:
        if rule.tier in {tier, Tier.T0}:
            asked_for = open_questions(rule.when, known.truth, known.ask)
            if asked_for and _highest(rule, known, ruleset) is tier:
                found.update(asked_for)
    for name in ruleset.red_flags:
        asked = known.ask(name)
        if asked is not None and ruleset.questions[name].alone is tier:
            found.add(asked)
    return found


def _highest(rule: CareRule, known: Known, ruleset: CareRuleset) -> Tier:
    """The tier that a rule can still lead to: with a sign not known, T1 instead of T0."""
    if rule.tier is Tier.T0 and _with_circumstances(rule, known, ruleset)[1] is not Truth.YES:
        return Tier.T1
    return rule.tier


def _self_care_is_possible(known: Known, ruleset: CareRuleset) -> bool:
    """Whether answers could still lead to self-care."""
    explanations = (rule.when for rule in ruleset.rules if rule.tier is Tier.T4)
    return truth_bounds(ruleset.self_care, known.bounds)[1] is Truth.YES and any(
        truth_bounds(when, known.bounds)[1] is Truth.YES for when in explanations
    )


def _open_conditions(known: Known, ruleset: CareRuleset) -> set[str]:
    """What to ask before self-care can be thought of: red flags, and its own conditions."""
    names = (*ruleset.red_flags, *questions_of(ruleset.self_care))
    return {asked for name in names if (asked := known.ask(name)) is not None}


def _open_explanations(known: Known, ruleset: CareRuleset) -> set[str]:
    """What to ask to tell routine from self-care."""
    explained = bool(_explaining(known, ruleset))
    return {
        question
        for rule in ruleset.rules
        if rule.tier is Tier.T3 or (rule.tier is Tier.T4 and not explained)
        for question in open_questions(rule.when, known.truth, known.ask)
    }


def _in_order(found: set[str], ruleset: CareRuleset) -> tuple[str, ...]:
    return tuple(question for question in ruleset.questions if question in found)
