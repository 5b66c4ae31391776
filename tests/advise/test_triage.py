from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from care_drawn import ANSWERS
from care_drawn import QUESTIONS
from care_drawn import lists
from care_drawn import profiles
from care_drawn import scenarios
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.advise.triage import asked_ahead
from quietmuscle.advise.triage import is_emergency
from quietmuscle.advise.triage import triage
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.conditions import Asked
from quietmuscle.knowledge.conditions import negated_questions
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import CareResult
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import ReasonCode
from quietmuscle.model.care import TakenMedicine
from quietmuscle.model.care import Tier

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

YES, NO, DONT_KNOW = Answer
RULESET = care_ruleset()
CALM = dict.fromkeys(QUESTIONS, NO) | {"adult": YES, "clear_trigger": YES}


def of(**but: Answer) -> CareResult:
    """What comes of a calm person's answers, but for these."""
    return triage(CareScenario(answers=CALM | but), RULESET)


def with_answers(scenario: CareScenario, answers: Mapping[str, Answer]) -> CareScenario:
    return CareScenario(
        answers={**scenario.answers, **answers},
        medicines=scenario.medicines,
        diary=scenario.diary,
        profile=scenario.profile,
    )


def codes(result: CareResult) -> list[tuple[ReasonCode, Tier, str | None]]:
    return [(each.code, each.tier, each.rule) for each in result.reasons]


@given(scenarios())
def test_an_emergency_is_told_without_all_the_rest(scenario) -> None:
    emergency = triage(scenario, RULESET).tier is Tier.T0
    assert is_emergency(scenario, RULESET) is emergency


@pytest.mark.parametrize("name", RULESET.red_flags)
def test_a_red_flag_alone_is_an_emergency_where_it_is_t0(name: str) -> None:
    scenario = CareScenario(answers=CALM | {name: YES})
    assert is_emergency(scenario, RULESET) is (of(**{name: YES}).tier is Tier.T0)


# -------------------------------------------------------------------- reasons


def test_a_calm_person_may_look_after_themselves() -> None:
    result = of()
    assert (result.tier, result.at_least, result.missing) == (Tier.T4, None, ())
    assert (result.rules, result.reasons) == (("C01",), ())
    assert result.ruleset_version == RULESET.version


def test_every_rule_of_self_care_that_holds_is_named() -> None:
    assert of(calf_after_exercise=YES).rules == ("C01", "C02")


def test_without_an_explanation_it_is_routine() -> None:
    result = of(clear_trigger=NO)
    assert (result.tier, result.rules) == (Tier.T3, ())
    assert codes(result) == [(ReasonCode.NOT_SURE_ENOUGH, Tier.T3, None)]
    assert (result.reasons[0].questions, result.reasons[0].unknown) == ((), ())


@pytest.mark.parametrize(
    ("but", "questions", "unknown"),
    [
        ({"over_2_weeks": DONT_KNOW}, ("over_2_weeks",), ("over_2_weeks",)),
        (
            {"pregnant": DONT_KNOW, "steroid_course": DONT_KNOW, "late_pregnancy": NO},
            ("pregnant", "steroid_course"),
            ("pregnant", "steroid_course"),
        ),
        ({"clear_trigger": DONT_KNOW}, ("clear_trigger",), ("clear_trigger",)),
        (
            {"clear_trigger": DONT_KNOW, "calf_after_exercise": DONT_KNOW, "painful": DONT_KNOW},
            ("painful", "clear_trigger", "calf_after_exercise"),
            ("painful", "clear_trigger", "calf_after_exercise"),
        ),
        ({"adult": NO}, ("adult",), ()),
        ({"adult": NO, "painful": YES, "over_2_weeks": DONT_KNOW}, ("adult", "painful"), ()),
        ({"clear_trigger": NO, "over_2_weeks": DONT_KNOW}, (), ()),
        ({"adult": NO, "clear_trigger": NO}, ("adult",), ()),
    ],
)
def test_what_keeps_a_person_from_self_care_is_named(but, questions, unknown) -> None:
    """What excludes it comes before what was not known; an explanation that is told needs none."""
    result = of(**but)
    assert codes(result) == [(ReasonCode.NOT_SURE_ENOUGH, Tier.T3, None)]
    assert (result.reasons[0].questions, result.reasons[0].unknown) == (questions, unknown)


def test_what_was_not_asked_is_not_called_unknown() -> None:
    answers = {**CALM, "over_2_weeks": DONT_KNOW, "steroid_course": DONT_KNOW}
    for name in ("steroid_course", "clear_trigger", "calf_after_exercise"):
        del answers[name]
    (reason,) = triage(CareScenario(answers=answers), RULESET).reasons
    assert reason.unknown == ("over_2_weeks",)


def test_a_rule_that_holds_says_by_which_answers() -> None:
    result = of(slow_weakness=YES, speech_swallowing_change=YES)
    assert result.tier is result.at_least is Tier.T1
    assert result.rules == ("S02", "F01")
    assert result.reasons[0].code is ReasonCode.FIRED
    assert result.reasons[0].questions == ("slow_weakness", "speech_swallowing_change")
    assert "missing" not in codes(result)


def test_reasons_stand_with_the_most_serious_first() -> None:
    result = of(heat_pattern=YES, falls=YES, injury=YES, restless_legs=YES)
    assert result.rules == ("E15", "S17", "F08", "Q02")


def test_a_sign_that_no_rule_has_alone_counts_by_itself() -> None:
    result = of(palpitations=YES)
    assert codes(result) == [(ReasonCode.SIGN_ALONE, Tier.T2, None)]
    assert result.reasons[0].questions == ("palpitations",)


def test_a_sign_that_a_rule_of_its_tier_has_said_is_not_said_twice() -> None:
    assert codes(of(injury=YES)) == [(ReasonCode.FIRED, Tier.T0, "E15")]
    told = of(thinking_clumsy_change=YES, takes_immunosuppressant=YES)
    assert codes(told) == [(ReasonCode.FIRED, Tier.T1, "S05")]


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ("breathing", [(ReasonCode.NOT_RULED_OUT, Tier.T1, "E01")]),
        ("vision", [(ReasonCode.NOT_RULED_OUT, Tier.T1, "S06")]),
        ("restless_legs", [(ReasonCode.NOT_RULED_OUT, Tier.T2, "F08")]),
        ("chest_pain_faint", [(ReasonCode.SIGN_UNKNOWN, Tier.T1, None)]),
        ("agitated_sweating", [(ReasonCode.SIGN_UNKNOWN, Tier.T2, None)]),
        ("palpitations", [(ReasonCode.SIGN_UNKNOWN, Tier.T3, None)]),
    ],
)
def test_a_sign_that_is_not_known_counts_one_tier_milder(sign, expected) -> None:
    assert codes(of(**{sign: DONT_KNOW})) == expected


def test_unknown_circumstances_do_not_soften_signs_that_were_told() -> None:
    told = codes(of(agitated_sweating=YES, takes_serotonergic=DONT_KNOW))
    assert told == [(ReasonCode.NOT_RULED_OUT, Tier.T0, "E06")]
    told = codes(of(agitated_sweating=DONT_KNOW, takes_serotonergic=YES))
    assert told[0] == (ReasonCode.NOT_RULED_OUT, Tier.T1, "E06")


def test_a_circumstance_that_was_not_asked_is_not_taken_to_be_so() -> None:
    answers = CALM | {"locked_hands_tingling_mouth": YES, "palpitations": DONT_KNOW}
    del answers["low_calcium_risk"]
    result = triage(CareScenario(answers=answers), RULESET)
    assert (result.tier, result.at_least) == (None, Tier.T1)
    assert result.missing == ("low_calcium_risk",)


def test_a_sign_is_not_said_again_though_a_milder_rule_has_it_too() -> None:
    milder = replace(RULESET.rule("F01"), id="F99", when=Asked("speech_swallowing_change"))
    ruleset = replace(RULESET, rules=(*RULESET.rules, milder))
    answers = CALM | {"slow_weakness": YES, "speech_swallowing_change": YES}
    result = triage(CareScenario(answers=answers), ruleset)
    assert [each.rule for each in result.reasons] == ["S02", "F01", "F99"]


def test_a_sign_that_no_rule_asks_for_is_asked_with_its_own_tier() -> None:
    kept = tuple(rule for rule in RULESET.rules if rule.id not in {"S05", "S18"})
    ruleset = replace(RULESET, rules=kept)
    answers = {**CALM}
    del answers["thinking_clumsy_change"], answers["restless_legs"], answers["clear_trigger"]
    result = triage(CareScenario(answers=answers), ruleset)
    assert result.missing == ("thinking_clumsy_change",)


def test_of_an_unknown_rule_the_answers_that_are_not_no_are_its_reason() -> None:
    (reason, *_) = of(has_baclofen_pump=YES, pump_alarm=DONT_KNOW).reasons
    assert reason.rule == "S07"
    assert reason.questions == ("has_baclofen_pump", "pump_alarm")


def test_an_unknown_routine_rule_is_no_reason() -> None:
    result = of(heat_pattern=DONT_KNOW)
    assert (result.tier, result.rules) == (Tier.T4, ("C01",))


@pytest.mark.parametrize("name", RULESET.red_flags)
@pytest.mark.parametrize("answer", [YES, DONT_KNOW])
def test_no_red_flag_leaves_self_care(name: str, answer: Answer) -> None:
    gate = RULESET.questions[name].only_if
    result = of(**({} if gate is None else {gate: YES}), **{name: answer})
    assert result.tier is not None
    assert result.tier.severity >= (2 if answer is YES else 1)


def test_contradictions_are_told() -> None:
    scenario = CareScenario(
        answers=CALM,
        medicines=(
            TakenMedicine(name="x", classes=frozenset(), started_days_ago=3),
            TakenMedicine(name="y", classes=None, started_days_ago=90),
        ),
        profile=CareProfile(age_years=12),
    )
    result = triage(scenario, RULESET)
    assert result.contradictions == ("adult", "risky_medicine_change")
    assert result.tier is Tier.T3


# -------------------------------------------------------------------- asking


def interview(scenario: CareScenario, answer: Mapping[str, Answer]) -> tuple[CareResult, list]:
    """Go on answering what is missing until there is a tier."""
    rounds = []
    result = triage(scenario, RULESET)
    while result.missing:
        assert not set(result.missing) & set(scenario.answers)
        rounds.append(result.missing)
        scenario = with_answers(scenario, {name: answer[name] for name in result.missing})
        result = triage(scenario, RULESET)
    return result, rounds


every_answer = st.fixed_dictionaries(dict.fromkeys(QUESTIONS, st.sampled_from(ANSWERS)))


@given(scenarios(), every_answer | st.just(CALM))
def test_an_interview_ends_with_a_tier_and_never_asks_twice(scenario, answers) -> None:
    result, rounds = interview(scenario, answers)
    assert result.tier is not None
    asked = [name for each in rounds for name in each]
    assert len(set(asked)) == len(asked)
    for each in rounds:
        assert list(each) == [name for name in QUESTIONS if name in each]


@settings(max_examples=50)
@given(scenarios())
def test_who_finds_out_what_was_not_known_comes_to_self_care(scenario) -> None:
    """Unless something else excludes it, or nothing explains the twitch."""
    explaining = ("clear_trigger", "calf_after_exercise", "known_benign_unchanged")
    best = CALM | dict.fromkeys(explaining, YES)
    end, _ = interview(scenario, best)
    for reason in end.reasons:
        if reason.code is ReasonCode.NOT_SURE_ENOUGH and reason.unknown:
            assert reason.unknown == reason.questions
            told = with_answers(scenario, {name: best[name] for name in reason.unknown})
            assert interview(told, best)[0].tier is Tier.T4


@given(scenarios(), every_answer)
def test_what_is_sure_only_rises_during_an_interview(scenario, answers) -> None:
    before = 0
    result = triage(scenario, RULESET)
    while True:
        sure = result.at_least.severity if result.at_least else 0
        assert sure >= before
        if result.tier is not None:
            assert result.tier.severity >= sure
            return
        before = sure
        name = result.missing[0]
        scenario = with_answers(scenario, {name: answers[name]})
        result = triage(scenario, RULESET)


@settings(max_examples=100)
@given(every_answer | st.just(CALM), lists, profiles, st.randoms(use_true_random=False))
def test_the_order_of_answering_does_not_matter(answers, medicines, profile, random) -> None:
    """One at a time, in any order of what is missing: the tier is that of asking in rounds."""
    scenario = CareScenario(medicines=medicines, profile=profile)
    expected, _ = interview(scenario, answers)
    result = triage(scenario, RULESET)
    while result.missing:
        name = random.choice(result.missing)
        scenario = with_answers(scenario, {name: answers[name]})
        result = triage(scenario, RULESET)
    assert result.tier is expected.tier


def adverse(question: str, rule_id: str) -> Answer:
    return NO if question in negated_questions(RULESET.rule(rule_id).when) else YES


def could_matter(scenario: CareScenario, name: str, random: Random) -> bool:
    """Whether two ways to go on differ in this answer alone, and in what comes of it."""
    near = [
        rule
        for rule in RULESET.rules
        if name in rule.questions
        or any(RULESET.questions[each].only_if == name for each in rule.questions)
        or name == "medicine_list_complete"
    ]
    ways = [CALM, dict(CALM, clear_trigger=NO)]
    for rule in near:
        others = [each for each in rule.questions if each != name][:4]
        for chosen in product((True, False), repeat=len(others)):
            told = {q: adverse(q, rule.id) for q, yes in zip(others, chosen, strict=True) if yes}
            ways += [CALM | told, CALM | told | {"clear_trigger": NO}]
    ways += [{each: random.choice(ANSWERS) for each in QUESTIONS} for _ in range(200)]
    for way in ways:
        found = set()
        for answer in ANSWERS:
            end, _ = interview(with_answers(scenario, {name: answer}), way)
            found.add((end.tier, end.rules))
        if len(found) > 1:
            return True
    return False


@settings(max_examples=60)
@given(scenarios(), st.randoms(use_true_random=False))
def test_no_question_is_asked_that_cannot_change_what_comes_of_it(scenario, random) -> None:
    """Looked for, not proven: for each missing question, two ways to go on that end otherwise."""
    for name in triage(scenario, RULESET).missing:
        assert could_matter(scenario, name, random), name


def test_what_is_asked_anyway_is_known_ahead() -> None:
    ahead = asked_ahead(CareScenario(), RULESET)
    assert set(triage(CareScenario(), RULESET).missing) <= ahead
    gated = {name for name in RULESET.red_flags if RULESET.questions[name].only_if}
    assert set(RULESET.red_flags) - gated <= ahead
    assert {"adult", "over_2_weeks", "risky_medicine_change", "takes_statin_fibrate"} <= ahead
    assert not {"clear_trigger", "heat_pattern", "takes_teratogenic"} & ahead


@pytest.mark.parametrize("but", [{"vision": YES}, {"palpitations": DONT_KNOW}, {"adult": NO}])
def test_nothing_is_asked_ahead_where_self_care_is_out_of_reach(but) -> None:
    answers = {name: answer for name, answer in (CALM | but).items() if name != "slow_weakness"}
    assert asked_ahead(CareScenario(answers=answers), RULESET) == frozenset()
    del answers["breathing"]
    assert asked_ahead(CareScenario(answers=answers), RULESET) == frozenset()


@settings(max_examples=50)
@given(scenarios())
def test_only_what_is_open_is_asked_ahead(scenario) -> None:
    ahead = asked_ahead(scenario, RULESET)
    assert not ahead & scenario.answers.keys()
    if triage(scenario, RULESET).tier is not None:
        assert not ahead


def test_an_empty_scenario_is_asked_for_emergencies_first() -> None:
    result = triage(CareScenario(), RULESET)
    assert (result.tier, result.at_least, result.rules) == (None, None, ())
    screens = {RULESET.questions[name].screen for name in result.missing}
    assert screens == {"now_body", "now_signs", "now_ill", "medicines_now", "you"}


def test_the_calmest_interview_goes_from_emergencies_to_what_explains_the_twitch() -> None:
    result, rounds = interview(CareScenario(), CALM)
    assert result.tier is Tier.T4
    assert [each[-1] for each in rounds][-1] == "known_benign_unchanged"
    assert "breathing" in rounds[0]
    assert "ms_worse" in rounds[1]
    assert "place_weak_or_stiff" in rounds[2]


def test_details_are_asked_only_where_a_sign_asks_for_them() -> None:
    _, rounds = interview(CareScenario(), CALM)
    asked = {name for each in rounds for name in each}
    details = {q.id for q in RULESET.questions.values() if q.screen == "details"}
    assert asked & details == set()


def test_once_self_care_is_out_of_reach_nothing_more_is_asked() -> None:
    for name, answer in (("painful", DONT_KNOW), ("over_2_weeks", DONT_KNOW), ("adult", NO)):
        answers = CALM | {name: answer}
        del answers["clear_trigger"]
        result = triage(CareScenario(answers=answers), RULESET)
        assert (result.tier, result.missing) == (Tier.T3, ())


def test_a_question_that_an_unknown_sign_keeps_from_t0_is_not_asked_for_t0() -> None:
    """Chest pain not known is T1 already; with kidney disease, too, it would be no more."""
    answers = CALM | {"chest_pain_faint": DONT_KNOW}
    del answers["heart_salt_risk"]
    result = triage(CareScenario(answers=answers), RULESET)
    assert (result.tier, result.missing) == (Tier.T1, ())
    told = triage(CareScenario(answers=answers | {"palpitations": YES}), RULESET)
    assert (told.tier, told.missing) == (None, ("heart_salt_risk",))


def test_once_nothing_can_explain_the_twitch_nothing_more_is_asked() -> None:
    answers = CALM | {"clear_trigger": NO}
    del answers["heat_pattern"]
    result = triage(CareScenario(answers=answers), RULESET)
    assert (result.tier, result.missing) == (Tier.T3, ())


def test_once_the_twitch_is_explained_no_other_explanation_is_asked_for() -> None:
    answers = dict(CALM)
    del answers["calf_after_exercise"]
    assert triage(CareScenario(answers=answers), RULESET).tier is Tier.T4
    answers["clear_trigger"] = NO
    assert triage(CareScenario(answers=answers), RULESET).missing == ("calf_after_exercise",)
