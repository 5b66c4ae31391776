from __future__ import annotations

from dataclasses import replace

import pytest
from made_trials import a_protocol

from quietmuscle.infer.trial_verdict import Found
from quietmuscle.infer.trial_verdict import verdict_of
from quietmuscle.model.trial_answer import ArmSummary
from quietmuscle.model.trial_answer import Effect
from quietmuscle.model.trial_answer import Evidence
from quietmuscle.model.trial_answer import Look
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why

PLAN = a_protocol().plan
ARM = ArmSummary(planned=28, logged=28, excused=0, told=28, followed=28, mean=5.0)
LOOK = Look(
    number=3, units=28, last_day=a_protocol().last_day, statistic=-1.0, p_helps=0.2,
    p_worse=0.8, allowed_helps=0.045, allowed_worse=0.01, verdict=None,
)  # fmt: skip


def effect(low: float, middle: float, high: float, better: float = 0.5) -> Effect:
    return Effect(
        is_ratio=True, middle=middle, low_80=low, high_80=high, low_90=low, high_90=high,
        low_95=low, high_95=high, better=better,
    )  # fmt: skip


FOUND = Found(
    units_done=28, fewest_units=5, with_it=ARM, without_it=ARM, last_look=LOOK, evidence=None,
    effect=effect(0.6, 0.8, 1.1, 0.62), second_effect=None, ended=True, varies=True,
)  # fmt: skip


def told(**changes: object) -> tuple[Verdict, list[Why]]:
    verdict, reasons = verdict_of(PLAN, replace(FOUND, **changes))  # type: ignore[arg-type]
    return verdict, [reason.why for reason in reasons]


def test_between_is_told_by_the_chance_of_what_one_would_feel() -> None:
    assert told() == (Verdict.PROMISING, [Why.BETWEEN])
    assert told(effect=effect(0.6, 0.8, 1.1, 0.49)) == (Verdict.NOT_PROMISING, [Why.BETWEEN])


@pytest.mark.parametrize("verdict", [Verdict.HELPS, Verdict.WORSE])
def test_a_look_decides(verdict: Verdict) -> None:
    assert told(last_look=replace(LOOK, verdict=verdict)) == (verdict, [Why.BOUNDARY_CROSSED])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"units_done": 4}, Why.TOO_FEW_PAIRS),
        ({"with_it": replace(ARM, logged=16)}, Why.TOO_FEW_DAYS_LOGGED),
        ({"without_it": replace(ARM, logged=0)}, Why.TOO_FEW_DAYS_LOGGED),
        ({"with_it": replace(ARM, planned=0, logged=0)}, Why.TOO_FEW_DAYS_LOGGED),
        ({"with_it": replace(ARM, followed=4)}, Why.NOT_FOLLOWED),
        ({"varies": False}, Why.NOTHING_VARIES),
    ],
)
def test_too_little_comes_first_unless_a_look_has_decided(
    changes: dict[str, object], why: Why
) -> None:
    assert told(**changes) == (Verdict.CANNOT_TELL, [why])
    decided, reasons = told(last_look=replace(LOOK, verdict=Verdict.HELPS), **changes)
    assert decided is Verdict.HELPS
    assert reasons[:2] == [Why.BOUNDARY_CROSSED, why]


@pytest.mark.parametrize(
    "changes",
    [
        {"units_done": 5},
        {"with_it": replace(ARM, logged=17)},
        {
            "with_it": replace(ARM, told=2, followed=0),
            "without_it": replace(ARM, told=2, followed=0),
        },
        {"with_it": replace(ARM, followed=6)},
    ],
)
def test_just_enough_is_enough(changes: dict[str, object]) -> None:
    assert told(**changes)[0] is Verdict.PROMISING


def test_no_difference_needs_the_planned_end_and_the_whole_interval() -> None:
    inside = effect(0.86, 1.0, 1.17)
    assert told(effect=inside) == (Verdict.NO_DIFFERENCE, [Why.INSIDE_ALIKE])
    assert told(effect=inside, ended=False)[0] is Verdict.PROMISING
    for low, high in ((0.84, 1.17), (0.86, 1.19)):
        assert told(effect=effect(low, 1.0, high))[0] is Verdict.PROMISING


def test_what_is_too_wide_cannot_be_told() -> None:
    assert told(effect=effect(0.4, 0.8, 1.21)) == (Verdict.CANNOT_TELL, [Why.TOO_WIDE])
    points = replace(effect(-2.0, -0.5, 1.1), is_ratio=False)
    assert told(effect=points) == (Verdict.CANNOT_TELL, [Why.TOO_WIDE])
    alike = replace(effect(-0.9, 0.0, 0.9), is_ratio=False)
    assert told(effect=alike) == (Verdict.NO_DIFFERENCE, [Why.INSIDE_ALIKE])


def test_before_the_first_look_nothing_is_said() -> None:
    assert told(last_look=None) == (Verdict.CANNOT_TELL, [Why.NOT_LOOKED_YET])
    assert told(effect=None) == (Verdict.CANNOT_TELL, [Why.NOTHING_VARIES])


def test_bets_decide_only_where_that_was_planned() -> None:
    bets = Evidence(
        helps=3, worse=0.1, highest_helps=50, highest_worse=1, needed_helps=44, needed_worse=200
    )
    assert told(evidence=bets)[0] is Verdict.PROMISING
    plan = replace(PLAN, any_time=True)
    verdict, reasons = verdict_of(plan, replace(FOUND, evidence=bets, last_look=None))
    assert (verdict, reasons[0].why) == (Verdict.HELPS, Why.EVIDENCE_ENOUGH)
    against = replace(bets, highest_helps=1, highest_worse=201)
    assert verdict_of(plan, replace(FOUND, evidence=against))[0] is Verdict.WORSE
    little = replace(bets, highest_helps=43)
    assert verdict_of(plan, replace(FOUND, evidence=little, last_look=None))[0] is Verdict.PROMISING


def test_what_should_be_known_besides_is_told_besides() -> None:
    helps = replace(LOOK, verdict=Verdict.HELPS)
    against = effect(1.05, 1.3, 1.6)
    assert told(last_look=helps, second_effect=against)[1] == [
        Why.BOUNDARY_CROSSED, Why.SECOND_DISAGREES,
    ]  # fmt: skip
    assert told(last_look=helps, second_effect=effect(0.9, 1.2, 1.6))[1] == [Why.BOUNDARY_CROSSED]
    assert told(with_it=replace(ARM, logged=20))[1] == [Why.BETWEEN, Why.UNEVEN_LOGGING]
    worse = replace(LOOK, verdict=Verdict.WORSE)
    assert Why.SECOND_DISAGREES in told(last_look=worse, second_effect=effect(0.5, 0.7, 0.9))[1]


BETS = Evidence(
    helps=3, worse=0.1, highest_helps=50, highest_worse=1, needed_helps=44, needed_worse=200
)
ANY_TIME = replace(PLAN, any_time=True)
THIN = replace(ARM, logged=7)
UNTOLD = replace(ARM, followed=7)
HELPED = replace(LOOK, verdict=Verdict.HELPS)
HARMED = replace(LOOK, verdict=Verdict.WORSE)
AGAINST = effect(1.05, 1.3, 1.6)


@pytest.mark.parametrize(
    ("changes", "why", "found", "wanted"),
    [
        ({}, Why.BETWEEN, 0.62, 0.5),
        ({"units_done": 4}, Why.TOO_FEW_PAIRS, 4, 5),
        ({"with_it": THIN, "without_it": THIN}, Why.TOO_FEW_DAYS_LOGGED, 0.25, 0.6),
        ({"with_it": UNTOLD, "without_it": UNTOLD}, Why.NOT_FOLLOWED, 0.25, 0.6),
        ({"effect": effect(0.25, 0.5, 1.0)}, Why.TOO_WIDE, 4.0, 3.0),
        ({"effect": replace(effect(-2.0, -0.5, 1.5), is_ratio=False)}, Why.TOO_WIDE, 3.5, 3.0),
        ({"last_look": HELPED}, Why.BOUNDARY_CROSSED, 0.2, 0.045),
        ({"last_look": HARMED}, Why.BOUNDARY_CROSSED, 0.8, 0.01),
        ({"last_look": HELPED, "second_effect": AGAINST}, Why.SECOND_DISAGREES, 1.3, None),
        ({"with_it": replace(ARM, logged=21)}, Why.UNEVEN_LOGGING, 0.25, 0.2),
    ],
)
def test_each_reason_has_its_numbers(
    changes: dict[str, object], why: Why, found: float, wanted: float | None
) -> None:
    _verdict, reasons = verdict_of(PLAN, replace(FOUND, **changes))  # type: ignore[arg-type]
    (reason,) = (each for each in reasons if each.why is why)
    assert (reason.found, reason.wanted) == (found, wanted)


def test_bets_have_their_numbers_and_decide_at_just_what_was_wanted() -> None:
    for bets, verdict, found, wanted in (
        (replace(BETS, highest_helps=44), Verdict.HELPS, 44, 44),
        (replace(BETS, highest_helps=1, highest_worse=200), Verdict.WORSE, 200, 200),
    ):
        said, reasons = verdict_of(ANY_TIME, replace(FOUND, evidence=bets))
        assert (said, reasons[0].found, reasons[0].wanted) == (verdict, found, wanted)


def test_bets_that_one_sided_pairs_held_back_say_so() -> None:
    held = replace(BETS, highest_helps=1, highest_worse=1, one_sided=7, over=20)
    said, reasons = verdict_of(ANY_TIME, replace(FOUND, evidence=held))
    assert said is Verdict.PROMISING
    assert (reasons[-1].why, reasons[-1].found, reasons[-1].wanted) == (Why.ONE_SIDED_PAIRS, 7, 20)
    assert Why.ONE_SIDED_PAIRS not in told(evidence=held)[1]  # nobody bets in this plan


def test_what_bets_decided_stays_decided_when_logging_ends() -> None:
    said, reasons = verdict_of(ANY_TIME, replace(FOUND, evidence=BETS, with_it=THIN))
    assert said is Verdict.HELPS
    assert [each.why for each in reasons[:2]] == [Why.EVIDENCE_ENOUGH, Why.TOO_FEW_DAYS_LOGGED]


@pytest.mark.parametrize(
    "changes",
    [
        {"effect": effect(0.5, 0.8, 1.5)},
        {"with_it": replace(ARM, planned=25, logged=15)},
        {
            "with_it": replace(ARM, told=5, followed=3),
            "without_it": replace(ARM, told=5, followed=3),
        },
        {"effect": replace(effect(-1.5, -0.5, 1.5), is_ratio=False, better=0.5)},
        {"effect": effect(0.6, 0.8, 1.1, 0.5)},
    ],
)
def test_at_each_bound_there_is_still_enough(changes: dict[str, object]) -> None:
    assert told(**changes)[0] is Verdict.PROMISING


def test_at_their_bounds_differences_do_not_matter() -> None:
    for inside in (
        effect(PLAN.alike_low, 1.0, PLAN.alike_high),
        replace(effect(-1.0, 0.0, 1.0), is_ratio=False),
    ):
        assert told(effect=inside)[0] is Verdict.NO_DIFFERENCE
    beyond = replace(effect(-1.25, 0.0, 1.0), is_ratio=False)
    assert told(effect=beyond)[0] is Verdict.PROMISING


def test_five_answers_are_enough_to_judge_by() -> None:
    few = replace(ARM, told=5, followed=0)
    none = replace(ARM, told=0, followed=0)
    assert told(with_it=few, without_it=none)[1] == [Why.NOT_FOLLOWED]


def test_a_second_outcome_in_points_or_at_nothing() -> None:
    points = replace(effect(0.25, 0.5, 0.75), is_ratio=False)
    assert Why.SECOND_DISAGREES in told(last_look=HELPED, second_effect=points)[1]
    assert Why.SECOND_DISAGREES not in told(last_look=HARMED, second_effect=points)[1]
    less = replace(effect(-0.75, -0.5, -0.25), is_ratio=False)
    assert Why.SECOND_DISAGREES in told(last_look=HARMED, second_effect=less)[1]
    for look, at_nothing in ((HELPED, effect(1.0, 1.2, 1.4)), (HARMED, effect(0.7, 0.8, 1.0))):
        assert told(last_look=look, second_effect=at_nothing)[1] == [Why.BOUNDARY_CROSSED]


def test_a_fifth_of_the_days_apart_is_not_uneven() -> None:
    five, four = replace(ARM, planned=4, logged=4), replace(ARM, planned=5, logged=4)
    assert told(with_it=five, without_it=four)[1] == [Why.BETWEEN]
