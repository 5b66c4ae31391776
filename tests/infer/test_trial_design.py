from __future__ import annotations

from dataclasses import replace

import pytest
from made_trials import a_protocol

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import ENGINE
from quietmuscle.infer.trial_design import ENGINES
from quietmuscle.infer.trial_design import check_seal
from quietmuscle.infer.trial_design import check_units
from quietmuscle.infer.trial_design import plan_of
from quietmuscle.infer.trial_design import sealed
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace


@pytest.mark.parametrize("pace", Pace)
def test_both_promises_together_stay_below_six_in_a_hundred(pace: Pace) -> None:
    for any_time in (False, True):
        plan = plan_of(pace, any_time=any_time)
        bets = 2 if any_time else 1
        assert bets * (plan.alpha_helps + plan.alpha_worse) <= 0.06
        assert plan.any_time is any_time
        assert plan.promise_helps == pytest.approx(DESIGNS[pace].alpha_helps)
        assert plan.promise_worse == pytest.approx(DESIGNS[pace].alpha_worse)
    assert plan_of(pace) == plan_of(pace, any_time=False)


@pytest.mark.parametrize(("pace", "days"), [(Pace.FAST, 63), (Pace.MEDIUM, 91), (Pace.SLOW, 77)])
def test_the_usual_lengths(pace: Pace, days: int) -> None:
    protocol = a_protocol(pace)
    assert len(protocol.arms) == days == DESIGNS[pace].days_in_all(protocol.units)
    assert protocol.arms[:7] == (Arm.RUN_IN,) * 7
    assert protocol.arm_on(protocol.last_day) is protocol.arms[-1]
    assert protocol.arm_on(protocol.last_day.replace(year=2030)) is None


def test_golden_seal() -> None:
    protocol = a_protocol()
    check_seal(protocol)
    assert protocol.seal == SEAL
    old = sealed(replace(protocol, plan=replace(protocol.plan, version="trial 1")))
    assert old.seal == SEAL_1


SEAL = "417f8b48ca57cd53ca987d21ef4ed755c948c5a538b79fe53c37841bcc1e7470"
SEAL_1 = "1c62a6a4f0ecbc75cea441392cad67aa0125bd9b25095aa9c553fff0b2bd88d9"
"""Of the same plan when it was sealed under "trial 1"."""


@pytest.mark.parametrize(
    "change",
    [
        {"units": 27},
        {"seed": "f" * 32},
        {"outcome": Outcome.SCORE},
        {"what_i_do": "something else"},
        {"strategy": "massage"},
        {"run_in_days": 6},
    ],
)
def test_a_plan_that_was_changed_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="was changed after it began"):
        check_seal(replace(a_protocol(), **change))  # type: ignore[arg-type]


OTHERS: dict[str, object] = {
    "version": "trial 0",
    "unit_days": 2,
    "left_out_days": 0,
    "half_lives_days": (0.0,),
    "look_shares": (1.0,),
    "alpha_helps": 0.05,
    "alpha_worse": 0.05,
    "alike_low": 0.5,
    "alike_high": 2.0,
    "alike_points": 3.0,
    "draws": 999,
    "any_time": True,
}


def test_engines_whose_way_is_known_are_weighed_and_no_others() -> None:
    protocol = a_protocol()
    assert protocol.plan.version == ENGINE == "trial 2"
    for version in ENGINES:
        check_seal(sealed(replace(protocol, plan=replace(protocol.plan, version=version))))
    later = sealed(replace(protocol, plan=replace(protocol.plan, version="trial 3")))
    with pytest.raises(ValueNotUnderstoodError, match="another version of Quiet Muscle"):
        check_seal(later)


def test_every_fact_of_the_analysis_is_under_the_seal() -> None:
    protocol = a_protocol()
    plan = replace(protocol.plan, left_out_days=0)
    assert set(OTHERS) == set(plan.__slots__)
    for name in set(OTHERS) - {"left_out_days"}:
        changed = replace(protocol, plan=replace(plan, **{name: OTHERS[name]}))  # type: ignore[arg-type]
        with pytest.raises(ValueNotUnderstoodError):
            check_seal(changed)


def test_arms_that_were_swapped_are_refused() -> None:
    protocol = a_protocol()
    arms = list(protocol.arms)
    arms[-2:] = reversed(arms[-2:])
    with pytest.raises(ValueNotUnderstoodError):
        check_seal(replace(protocol, arms=tuple(arms)))


@pytest.mark.parametrize(
    ("pace", "units"),
    [(Pace.FAST, 13), (Pace.FAST, 43), (Pace.MEDIUM, 9), (Pace.SLOW, 8)],
)
def test_lengths_that_cannot_tell_are_not_offered(pace: Pace, units: int) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="between"):
        a_protocol(pace, units)


def test_weeks_are_even() -> None:
    with pytest.raises(ValueNotUnderstoodError, match="even number"):
        a_protocol(Pace.SLOW, 11)


def test_absurd_lengths_are_refused_at_once() -> None:
    protocol = a_protocol(Pace.SLOW)
    with pytest.raises(ValueNotUnderstoodError, match="changed after"):
        check_seal(sealed(replace(protocol, units=60)))
    with pytest.raises(ValueNotUnderstoodError, match="between 1 and 60"):
        replace(protocol, units=10**9)


def test_whole_weeks_are_weighed_at_the_end() -> None:
    with pytest.raises(ValueNotUnderstoodError, match="at the end"):
        a_protocol(Pace.SLOW, any_time=True)


@pytest.mark.parametrize("pace", Pace)
def test_the_shortest_and_the_longest_can_be_planned_and_no_others(pace: Pace) -> None:
    design = DESIGNS[pace]
    for units in (design.fewest, design.most):
        check_units(pace, units)
        check_seal(a_protocol(pace, units))
    step = design.units_together if pace is not Pace.SLOW else 2
    for units in (design.fewest - step, design.most + step):
        with pytest.raises(ValueNotUnderstoodError) as refused:
            check_units(pace, units)
        assert str(refused.value).startswith(
            f"An experiment like this has between {design.fewest} and {design.most} pairs"
        )


def test_the_second_outcome_is_under_the_seal() -> None:
    plain = a_protocol()
    both = a_protocol(second_outcome=Outcome.SCORE)
    assert (plain.second_outcome, both.second_outcome) == (None, Outcome.SCORE)
    assert plain.seal != both.seal
    with pytest.raises(ValueNotUnderstoodError):
        check_seal(replace(both, second_outcome=Outcome.MINUTES))
    assert a_protocol(any_time=True).plan == plan_of(Pace.FAST, any_time=True)
