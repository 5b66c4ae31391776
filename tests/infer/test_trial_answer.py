from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

import numpy as np
import pytest
from made_trials import FIRST
from made_trials import a_protocol
from made_trials import days_that_go

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.infer import trial_answer as trial_answer_module
from quietmuscle.infer import trial_lot
from quietmuscle.infer.trial_answer import RECKONED_BY
from quietmuscle.infer.trial_answer import helps_if_mended
from quietmuscle.infer.trial_answer import planned_looks
from quietmuscle.infer.trial_answer import trial_answer
from quietmuscle.infer.trial_design import sealed
from quietmuscle.infer.trial_pairs import last_day_of_pair
from quietmuscle.infer.trial_pairs import settled_pairs
from quietmuscle.infer.trial_schedule import block_schedules
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial import Reading
from quietmuscle.model.trial import TrialDay
from quietmuscle.model.trial_answer import TrialAnswer
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why

PROTOCOL = a_protocol()
CLEAR = days_that_go(PROTOCOL, 3, 12)
ALIKE = days_that_go(PROTOCOL, 12, 12)


@lru_cache(maxsize=4)
def at_the_end(clear: bool = True) -> TrialAnswer:  # noqa: FBT002 - two diaries
    return trial_answer(PROTOCOL, CLEAR if clear else ALIKE, last_day=PROTOCOL.last_day)


def whys(answer: TrialAnswer) -> set[Why]:
    return {reason.why for reason in answer.reasons}


def test_looks_are_after_half_three_quarters_and_all_pairs() -> None:
    looks = planned_looks(PROTOCOL)
    assert [look.units for look in looks] == [14, 21, 28]
    assert [look.days for look in looks] == [35, 49, 63]
    assert looks[-1].last_day == PROTOCOL.last_day
    assert [look.units for look in planned_looks(a_protocol(Pace.SLOW))] == [10]
    assert [look.units for look in planned_looks(a_protocol(Pace.FAST, 15))] == [8, 12, 15]


def test_what_clearly_helps_is_told_at_the_first_look_and_stays() -> None:
    answer = at_the_end()
    assert answer.verdict is Verdict.HELPS
    assert len(answer.looks) == 1
    assert answer.next_look is None
    assert answer.more_units is None
    assert answer.effect is not None
    assert answer.effect.high_95 < 1
    assert (answer.units_done, answer.with_it.mean) == (28, pytest.approx(4, abs=0.3))


def test_what_does_nothing_is_not_called_a_help() -> None:
    answer = at_the_end(clear=False)
    assert answer.verdict in {Verdict.NO_DIFFERENCE, Verdict.NOT_PROMISING}
    assert len(answer.looks) == 3


def test_what_harms_is_told() -> None:
    worse = days_that_go(PROTOCOL, 20, 6)
    assert trial_answer(PROTOCOL, worse, last_day=PROTOCOL.last_day).verdict is Verdict.WORSE


def test_before_the_first_look_and_before_the_first_day_nothing_is_said() -> None:
    early = trial_answer(PROTOCOL, CLEAR, last_day=FIRST + timedelta(days=30))
    assert early.verdict is Verdict.CANNOT_TELL
    assert whys(early) == {Why.NOT_LOOKED_YET}
    assert early.next_look == FIRST + timedelta(days=34)
    assert not early.ended
    before = trial_answer(PROTOCOL, (), last_day=FIRST - timedelta(days=1))
    assert before.verdict is Verdict.CANNOT_TELL
    assert before.effect is None


def test_with_four_pairs_nothing_can_be_told_however_clear() -> None:
    few = tuple(day for day in CLEAR if day.day < FIRST + timedelta(days=7 + 8))
    answer = trial_answer(PROTOCOL, few, last_day=PROTOCOL.last_day)
    assert answer.verdict is Verdict.CANNOT_TELL
    assert Why.TOO_FEW_PAIRS in whys(answer)


@pytest.mark.parametrize("level", [0.0, 7.0])
def test_days_that_are_all_alike(level: float) -> None:
    same = days_that_go(PROTOCOL, level, level, wobble=0)
    answer = trial_answer(PROTOCOL, same, last_day=PROTOCOL.last_day)
    assert answer.verdict is Verdict.CANNOT_TELL
    assert Why.NOTHING_VARIES in whys(answer)


def test_an_empty_arm_cannot_be_told() -> None:
    arms = dict(zip((day.day for day in CLEAR), PROTOCOL.arms, strict=True))
    only = tuple(day for day in CLEAR if arms[day.day] is not Arm.WITHOUT)
    answer = trial_answer(PROTOCOL, only, last_day=PROTOCOL.last_day)
    assert answer.verdict is Verdict.CANNOT_TELL
    assert {Why.TOO_FEW_PAIRS, Why.TOO_FEW_DAYS_LOGGED} <= whys(answer)


def test_who_logs_only_bad_days_is_told_that_it_is_too_little() -> None:
    """Of days that go up and down alike on both sides only the worse half is logged."""
    bad = tuple(day for day in ALIKE if day.first is not None and day.first.value > 13)
    assert 0.3 < len(bad) / len(ALIKE) < 0.6
    told = trial_answer(PROTOCOL, bad, last_day=PROTOCOL.last_day)
    assert told.verdict is Verdict.CANNOT_TELL
    assert Why.TOO_FEW_DAYS_LOGGED in whys(told)
    assert all(look.verdict is None for look in told.looks)


def test_looks_that_were_taken_stay_when_entries_are_mended() -> None:
    first_end = planned_looks(PROTOCOL)[0].last_day
    taken = trial_answer(PROTOCOL, ALIKE, last_day=first_end).looks
    assert [look.verdict for look in taken] == [None]
    mended = trial_answer(PROTOCOL, CLEAR, last_day=first_end, looks_before=taken)
    assert mended.looks == taken
    assert mended.verdict is not Verdict.HELPS
    assert mended.effect is not None
    assert mended.effect.high_95 < 1
    later = trial_answer(PROTOCOL, CLEAR, last_day=PROTOCOL.last_day, looks_before=taken)
    assert later.looks[0] == taken[0]
    assert [look.verdict for look in later.looks] == [None, Verdict.HELPS]
    decided = at_the_end().looks
    kept = trial_answer(PROTOCOL, ALIKE, last_day=PROTOCOL.last_day, looks_before=decided)
    assert kept.verdict is Verdict.HELPS


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"units": 3},
        {"last_day": FIRST},
        {"verdict": Verdict.HELPS, "p_helps": 0.9},
        {"verdict": Verdict.WORSE, "p_worse": float("nan")},
        {"allowed_helps": 0.9},
    ],
)
def test_looks_that_are_not_those_of_the_plan_are_refused(change: dict[str, object]) -> None:
    first_end = planned_looks(PROTOCOL)[0].last_day
    (look,) = trial_answer(PROTOCOL, ALIKE, last_day=first_end).looks
    forged = replace(look, **change)  # type: ignore[arg-type]
    with pytest.raises(ValueNotUnderstoodError, match="not those of its plan"):
        trial_answer(PROTOCOL, ALIKE, last_day=first_end, looks_before=(forged,))


def test_the_same_file_gives_the_same_answer() -> None:
    again = trial_answer(PROTOCOL, CLEAR, last_day=PROTOCOL.last_day)
    assert again == at_the_end()
    mixed = trial_answer(PROTOCOL, tuple(reversed(CLEAR)), last_day=PROTOCOL.last_day)
    assert mixed == again


def test_kept_answers_know_by_what_they_were_reckoned() -> None:
    """Answers of ended experiments are kept with RECKONED_BY, and reckoned anew under another."""
    score = a_protocol(Pace.MEDIUM, outcome=Outcome.SCORE)
    scores = trial_answer(score, days_that_go(score, 3, 5), last_day=score.last_day)
    effects = [each.effect for each in (at_the_end(), at_the_end(clear=False), scores)]
    found = [round(value, 3) for each in effects if each for value in (each.low_95, each.high_95)]
    assert (RECKONED_BY, found) == (
        "trial 2, 2026-11-24",
        [0.201, 0.384, 0.740, 1.325, -3.058, -2.076],
    ), "the same days give another answer: change RECKONED_BY, and these figures with it"


def test_a_plan_of_the_first_engine_is_weighed_in_its_own_way() -> None:
    """It was sealed with three half-lives, each held alike; new plans hold all between them."""
    old = sealed(replace(PROTOCOL, plan=replace(PROTOCOL.plan, version="trial 1")))
    then = trial_answer(old, CLEAR, last_day=old.last_day)
    now = at_the_end()
    assert (then.verdict, then.looks, then.evidence) == (now.verdict, now.looks, now.evidence)
    assert then.effect is not None
    assert now.effect is not None
    edges = [round(value, 3) for value in (then.effect.low_95, then.effect.high_95)]
    assert edges == OLD_EDGES
    assert now.effect.high_95 - now.effect.low_95 < then.effect.high_95 - then.effect.low_95


OLD_EDGES = [0.198, 0.397]
"""Of the same days, by the program as it was under "trial 1"."""


@pytest.mark.parametrize(
    ("pace", "any_time", "most"),
    [(Pace.FAST, False, 6.7), (Pace.FAST, True, 5.2), (Pace.SLOW, False, 4.8)],
)
def test_mended_days_cost_what_all_looks_were_allowed(
    pace: Pace, any_time: bool, most: float
) -> None:
    found = helps_if_mended(a_protocol(pace, any_time=any_time))
    assert round(100 * found, 1) == most


def test_a_plan_that_was_changed_is_not_weighed() -> None:
    with pytest.raises(ValueNotUnderstoodError, match="days themselves are safe"):
        trial_answer(replace(PROTOCOL, units=27), CLEAR, last_day=PROTOCOL.last_day)


def test_calling_bad_days_ill_changes_nothing_but_what_is_told_of_it() -> None:
    worst = sorted(
        (
            day
            for day, arm in zip(ALIKE, PROTOCOL.arms, strict=True)
            if arm is Arm.WITH and day.first
        ),
        key=lambda day: -day.first.value if day.first else 0,
    )[:5]
    ill = tuple(replace(day, excuse=Excuse.ILLNESS) if day in worst else day for day in ALIKE)
    answer = trial_answer(PROTOCOL, ill, last_day=PROTOCOL.last_day)
    plain = at_the_end(clear=False)
    assert (answer.verdict, answer.looks, answer.effect) == (
        plain.verdict, plain.looks, plain.effect,
    )  # fmt: skip
    assert answer.with_it.excused == 5


def test_what_a_look_decided_stays_when_logging_ends() -> None:
    first_end = planned_looks(PROTOCOL)[0].last_day
    until = tuple(day for day in CLEAR if day.day <= first_end)
    taken = trial_answer(PROTOCOL, until, last_day=first_end)
    assert taken.verdict is Verdict.HELPS
    later = trial_answer(PROTOCOL, until, last_day=PROTOCOL.last_day, looks_before=taken.looks)
    assert later.verdict is Verdict.HELPS
    assert Why.TOO_FEW_DAYS_LOGGED in whys(later)
    assert trial_answer(PROTOCOL, until, last_day=PROTOCOL.last_day).verdict is Verdict.HELPS


def test_a_look_with_too_little_decides_no_help_and_the_race_goes_on() -> None:
    thin = tuple(day for place, day in enumerate(CLEAR) if place > 34 or place % 2)
    answer = trial_answer(PROTOCOL, thin, last_day=PROTOCOL.last_day)
    assert answer.looks[0].verdict is None
    assert answer.looks[0].p_helps <= answer.looks[0].allowed_helps or len(answer.looks) > 1
    refused = tuple(replace(day, followed=place % 3 == 0) for place, day in enumerate(CLEAR))
    assert trial_answer(PROTOCOL, refused, last_day=PROTOCOL.last_day).verdict is (
        Verdict.CANNOT_TELL
    )


def test_that_it_harms_is_told_even_to_those_who_stopped_following() -> None:
    worse = tuple(replace(day, followed=False) for day in days_that_go(PROTOCOL, 22, 5))
    answer = trial_answer(PROTOCOL, worse, last_day=PROTOCOL.last_day)
    assert answer.verdict is Verdict.WORSE
    assert Why.NOT_FOLLOWED in whys(answer)


def test_of_ten_weeks_one_may_be_lost() -> None:
    protocol = a_protocol(Pace.SLOW)
    days = days_that_go(protocol, 2, 16)
    lost = range(7 + 7 * 3, 7 + 7 * 4)
    for weeks, told in ((1, True), (2, False)):
        gone = range(lost.start, lost.start + 7 * weeks)
        left = tuple(day for place, day in enumerate(days) if place not in gone)
        answer = trial_answer(protocol, left, last_day=protocol.last_day)
        assert (answer.verdict is Verdict.HELPS) == told
        assert answer.units_done == 10 - weeks


def test_whole_weeks_are_looked_at_once() -> None:
    protocol = a_protocol(Pace.SLOW)
    days = days_that_go(protocol, 3, 14)
    answer = trial_answer(protocol, days, last_day=protocol.last_day)
    assert answer.verdict is Verdict.HELPS
    assert answer.evidence is None
    assert answer.looks[0].p_helps == pytest.approx(1 / 84)
    running = trial_answer(protocol, days, last_day=protocol.last_day - timedelta(days=1))
    assert running.verdict is Verdict.CANNOT_TELL


def test_a_score_and_a_second_outcome() -> None:
    protocol = a_protocol(outcome=Outcome.SCORE, second_outcome=Outcome.TWITCHES)
    days = tuple(
        replace(
            day,
            first=Reading(value=min(10.0, day.first.value / 2)) if day.first else None,
            second=day.first,
        )
        for day in days_that_go(protocol, 4, 12)
    )
    answer = trial_answer(protocol, days, last_day=protocol.last_day)
    assert answer.verdict is Verdict.HELPS
    assert answer.effect is not None
    assert not answer.effect.is_ratio
    assert answer.effect.middle == pytest.approx(-4, abs=0.6)
    assert answer.second_effect is not None
    assert answer.second_effect.is_ratio
    assert answer.second_effect.high_95 < 1


def test_bets_may_be_looked_at_on_any_day() -> None:
    protocol = a_protocol(any_time=True)
    days = days_that_go(protocol, 2, 14, wobble=1)
    early = trial_answer(protocol, days, last_day=FIRST + timedelta(days=31))
    assert early.verdict is Verdict.HELPS
    assert Why.EVIDENCE_ENOUGH in whys(early)
    assert early.evidence is not None
    assert early.evidence.highest_helps >= early.evidence.needed_helps == pytest.approx(2 / 0.043)


def test_pairs_that_were_kept_of_days_after_its_end_do_not_count() -> None:
    """Where another device began a newer one, it ends in the past, with what was kept since."""
    protocol = a_protocol(any_time=True)
    days = days_that_go(protocol, 4, 10)
    kept = settled_pairs(protocol, days, last_day=protocol.last_day)
    end = last_day_of_pair(protocol, 6)
    told = tuple(day for day in days if day.day <= end)
    with_all = trial_answer(protocol, told, last_day=end, pairs_before=kept)
    assert with_all == trial_answer(protocol, told, last_day=end, pairs_before=kept[:6])
    assert with_all.verdict is not Verdict.HELPS


@pytest.fixture
def _without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the seal nor the model of the days: the looks alone decide."""
    monkeypatch.setattr(trial_answer_module, "check_seal", lambda _protocol: None)
    monkeypatch.setattr(trial_answer_module, "_posterior", lambda *_days: None)


@pytest.mark.usefixtures("_without_a_model")
def test_over_all_84_orders_of_weeks_the_promise_is_kept_exactly() -> None:
    """Days on which nothing has an effect; each order is the true one once. No simulation."""
    protocol = a_protocol(Pace.SLOW)
    counts = np.random.default_rng(5).negative_binomial(4, 0.25, len(protocol.arms))
    days = tuple(
        TrialDay(day=FIRST + timedelta(days=place), first=Reading(value=int(count)))
        for place, count in enumerate(counts)
    )
    verdicts = []
    for order in block_schedules(10):
        arms = [Arm.WITH if block else Arm.WITHOUT for block in order for _day in range(7)]
        drawn = replace(protocol, arms=(*protocol.arms[:7], *arms))
        verdicts.append(trial_answer(drawn, days, last_day=protocol.last_day).verdict)
    assert len(verdicts) == 84
    assert verdicts.count(Verdict.HELPS) == 4  # 4.8 of 100, and one more would be 6.0
    assert verdicts.count(Verdict.WORSE) == 1  # 1.2 of 100


@pytest.mark.usefixtures("_without_a_model")
@pytest.mark.parametrize(("pace", "units"), [(Pace.FAST, 14), (Pace.MEDIUM, 10)])
@pytest.mark.parametrize("any_time", [False, True])
def test_the_looks_together_spend_what_was_promised_of_all_lots(
    monkeypatch: pytest.MonkeyPatch,
    pace: Pace,
    units: int,
    any_time: bool,
) -> None:
    """How many of all lots some look would have decided, of days on which nothing has an effect."""
    open_after: list[float] = []
    race = trial_lot._race

    def counted(statistic, still_open, allowed):
        found = race(statistic, still_open, allowed)
        open_after.append(float((~found[0]).mean()))
        return found

    monkeypatch.setattr(trial_lot, "_race", counted)
    protocol = a_protocol(pace, units, any_time=any_time)
    counts = np.random.default_rng(3).negative_binomial(4, 0.25, len(protocol.arms))
    days = tuple(
        TrialDay(day=FIRST + timedelta(days=place), first=Reading(value=int(count)))
        for place, count in enumerate(counts)
    )
    answer = trial_answer(protocol, days, last_day=protocol.last_day)
    assert [look.verdict for look in answer.looks] == [None] * 3
    # At each look first the lots that help, then those that make it worse.
    helps, worse = open_after[-2:]
    share = 0.5 if any_time else 1.0
    # As near as 1,024 lots, or ten thousand, come to it; and never above.
    assert share * 0.043 - 0.002 < helps <= share * 0.043
    assert share * 0.008 - 0.002 < worse <= share * 0.008
