"""The watch over the diary, and its laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import CALF
from entries import EYELID
from entries import NOW_UTC
from entries import TODAY
from entries import a_medicine_change
from entries import an_episode
from hypothesis import given
from hypothesis import strategies as st
from signs import signs_of
from signs import sites_of

from quietmuscle.advise.watch import BEFORE
from quietmuscle.advise.watch import QUIET
from quietmuscle.advise.watch import URGENT
from quietmuscle.advise.watch import WatchedDiary
from quietmuscle.advise.watch import after_check
from quietmuscle.advise.watch import urgent_causes
from quietmuscle.advise.watch import watch
from quietmuscle.model.care import Reason
from quietmuscle.model.care import ReasonCode
from quietmuscle.model.care import Tier
from quietmuscle.model.course import Direction
from quietmuscle.model.course import RecentChange
from quietmuscle.model.day_signs import DaySigns
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.watch import Suggestion
from quietmuscle.model.watch import WatchMemory
from quietmuscle.model.watch import WatchReason

if TYPE_CHECKING:
    from quietmuscle.model.episode import Episode

R = WatchReason
RISING = RecentChange(
    last_day=TODAY,
    direction=Direction.MORE,
    this_week_per_day=9,
    this_week_logged_days=7,
    before_per_day=3,
    before_logged_days=28,
    ratio=3,
    ratio_low_95=1.5,
    ratio_high_95=6,
)


def back(days: int) -> timedelta:
    return timedelta(days=days)


def entry(days_ago: int = 0, **told: object) -> Episode:
    return replace(an_episode(NOW_UTC - back(days_ago)), **told)  # type: ignore[arg-type]


def seen(episodes: tuple[Episode, ...]) -> dict[str, object]:
    """What the watch sees of entries."""
    recent = [each for each in episodes if TODAY - each.moment.logical_day < back(14)]
    before = [
        each for each in episodes if back(14) <= TODAY - each.moment.logical_day < back(14) + BEFORE
    ]
    return {
        "signs": signs_of(episodes),
        "recent_places": sites_of(recent),
        "places_before": sites_of(before),
    }


def reasons(*episodes: Episode, **more: object) -> tuple[WatchReason, ...]:
    found = watch(WatchedDiary(today=TODAY, **seen(episodes), **more))  # type: ignore[arg-type]
    return found.reasons if found else ()


def days(*ago: int) -> tuple[object, ...]:
    return tuple(TODAY - back(each) for each in ago)


def test_a_quiet_diary_suggests_nothing() -> None:
    assert reasons() == ()
    assert reasons(entry(), entry(3), entry(20)) == ()


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"weak": True}, R.WEAK_OR_STIFF),
        ({"stiff": True}, R.WEAK_OR_STIFF),
        ({"painful": True}, R.PAINFUL),
    ],
)
def test_a_tick_counts_where_it_is_new(told, reason) -> None:
    assert reasons(entry(13, **told)) == (reason,)
    assert reasons(entry(14, **told)) == ()
    assert reasons(entry(0, **told), entry(14, **told)) == ()
    assert reasons(entry(0, **told), entry(14 + BEFORE.days - 1, **told)) == ()
    assert reasons(entry(0, **told), entry(14 + BEFORE.days, **told)) == (reason,)


def test_a_place_is_more_where_there_were_others_before() -> None:
    eyelid = entry(sites=(EYELID,))
    assert reasons(eyelid, entry(20, sites=(CALF,))) == (R.MORE_PLACES,)
    assert reasons(eyelid, entry(20, sites=(CALF, EYELID))) == ()
    assert reasons(eyelid) == ()


def test_most_days_disturbed() -> None:
    found = reasons(*(entry(each, bother_0_10=8) for each in range(5)))
    assert found == (R.DISTURBED,)


def test_a_course_rises_where_it_is_no_chance() -> None:
    assert reasons(change=RISING) == (R.RISING,)
    assert reasons(change=replace(RISING, ratio_low_95=0.9)) == ()
    assert reasons(change=replace(RISING, direction=Direction.UNEVEN)) == ()


def test_a_stretch_of_over_two_weeks_is_told_while_it_is_new() -> None:
    assert reasons(twitch_days=days(0, 7, 14)) == ()
    assert reasons(twitch_days=days(0, 8, 15)) == (R.LASTING,)
    assert reasons(twitch_days=days(0, 14, 28)) == (R.LASTING,)
    assert reasons(twitch_days=days(0, 14, 28, 29)) == ()


def test_a_medicine_that_was_changed_shortly_before() -> None:
    changed = a_medicine_change(TODAY - back(10))
    assert reasons(twitch_days=days(0, 3), medicine_changes=(changed,)) == (R.MEDICINE_CHANGED,)
    stopped = replace(changed, action=MedicineAction.STOPPED)
    assert reasons(twitch_days=days(0, 3), medicine_changes=(stopped,)) == (R.MEDICINE_CHANGED,)
    missed = replace(changed, action=MedicineAction.MISSED)
    assert reasons(twitch_days=days(0, 3), medicine_changes=(missed,)) == ()
    assert reasons(twitch_days=days(0, 11), medicine_changes=(changed,)) == ()
    long_ago = a_medicine_change(TODAY - back(18))
    assert reasons(twitch_days=days(0, 3), medicine_changes=(long_ago,)) == ()
    assert reasons(change=RISING, medicine_changes=(long_ago,)) == (R.MEDICINE_CHANGED, R.RISING)
    tomorrow = a_medicine_change(TODAY + back(1))
    assert reasons(twitch_days=days(0), medicine_changes=(tomorrow,)) == ()
    old = a_medicine_change(TODAY - back(400))
    for_long = days(*range(396))
    assert reasons(twitch_days=for_long, medicine_changes=(old,)) == ()


@pytest.mark.parametrize(
    ("changed_ago", "began_ago", "shortly_before"),
    [
        (3, 3, True),
        (2, 3, False),
        (17, 3, True),
        (18, 3, False),
        (0, 0, True),
        (14, 0, True),
        (15, 0, False),
        (28, 28, True),
        (29, 29, False),
    ],
)
def test_shortly_before_is_two_weeks_before_it_began_and_not_after(
    changed_ago: int, began_ago: int, *, shortly_before: bool
) -> None:
    changed = a_medicine_change(TODAY - back(changed_ago))
    found = reasons(
        twitch_days=days(*range(0, began_ago + 1, 7), began_ago), medicine_changes=(changed,)
    )
    assert (R.MEDICINE_CHANGED in found) is shortly_before


def test_a_rise_looks_back_four_weeks_and_every_change_counts() -> None:
    def told(*ago: int) -> bool:
        changes = tuple(a_medicine_change(TODAY - back(each)) for each in ago)
        return R.MEDICINE_CHANGED in reasons(change=RISING, medicine_changes=changes)

    assert told(28)
    assert told(0)
    assert not told(29)
    assert not told(-1)
    assert told(-1, 29, 5), "what does not count hides nothing that does"


def test_what_the_rules_call_urgent_comes_first() -> None:
    assert reasons(entry(painful=True), at_least=Tier.T1) == (R.URGENT_BY_RULES, R.PAINFUL)
    assert reasons(at_least=Tier.T0) == (R.URGENT_BY_RULES,)
    assert reasons(at_least=Tier.T2) == ()


def test_set_aside_it_is_quiet_for_a_week() -> None:
    def after(days_: int, *known: WatchReason) -> tuple[WatchReason, ...]:
        memory = WatchMemory(quiet_since=TODAY - back(days_), reasons=known)
        return reasons(entry(painful=True), memory=memory)

    assert after(0, R.PAINFUL) == ()
    assert after(6, R.PAINFUL) == ()
    assert after(QUIET.days, R.PAINFUL) == (R.PAINFUL,)
    assert after(1, R.RISING) == (), "another reason that is no more serious waits, too"
    assert after(-1, R.PAINFUL) == (R.PAINFUL,), "a clock that was ahead does not silence it"


def test_something_more_serious_breaks_the_quiet() -> None:
    aside = WatchMemory(quiet_since=TODAY, reasons=(R.PAINFUL,))
    weak = entry(weak=True, painful=True)
    assert reasons(weak, memory=aside) == (R.WEAK_OR_STIFF, R.PAINFUL)
    checked = after_check(None, TODAY)
    told = Suggestion(reasons=(R.WEAK_OR_STIFF,))
    assert reasons(entry(painful=True), memory=checked) == ()
    assert reasons(weak, memory=checked) == (R.WEAK_OR_STIFF, R.PAINFUL)
    assert reasons(weak, memory=after_check(told, TODAY)) == ()
    assert reasons(weak, memory=after_check(told, TODAY), at_least=Tier.T0) != ()
    nothing_known = WatchMemory(quiet_since=TODAY)
    assert reasons(entry(painful=True), memory=nothing_known) == (R.PAINFUL,)


def test_another_urgent_cause_always_speaks() -> None:
    aside = WatchMemory(quiet_since=TODAY, reasons=(R.URGENT_BY_RULES,), urgent=("T1 S01",))
    assert reasons(at_least=Tier.T1, urgent=("T1 S01",), memory=aside) == ()
    for new in (("T1 S01", "T1 S02"), ("T0 S01",)):
        told = reasons(at_least=Tier.T1, urgent=new, memory=aside, calm_mode=True)
        assert told == (R.URGENT_BY_RULES,)


def test_urgent_causes_are_named_by_rule_or_question_and_tier() -> None:
    def reason(tier: Tier, rule: str | None) -> Reason:
        return Reason(code=ReasonCode.FIRED, tier=tier, rule=rule, questions=("vision",))

    found = (reason(Tier.T0, "E01"), reason(Tier.T1, None), reason(Tier.T2, "F01"))
    assert urgent_causes(found) == ("T0 E01", "T1 vision")
    two = Reason(code=ReasonCode.SIGN_ALONE, tier=Tier.T0, rule=None, questions=("vision", "falls"))
    assert urgent_causes((two,)) == ("T0 vision falls",)


def test_calm_mode_says_what_is_serious_and_nothing_else() -> None:
    assert reasons(entry(painful=True), calm_mode=True) == ()
    assert reasons(entry(weak=True, painful=True), calm_mode=True) == (R.WEAK_OR_STIFF,)
    assert reasons(at_least=Tier.T1, calm_mode=True) == (R.URGENT_BY_RULES,)


ticks = st.fixed_dictionaries(
    {},
    optional={
        "painful": st.booleans(),
        "weak": st.booleans(),
        "stiff": st.booleans(),
        "bother_0_10": st.integers(0, 10),
        "sites": st.sampled_from([(CALF,), (EYELID,), (CALF, EYELID)]),
    },
)
diaries = st.builds(
    lambda found, memory, at_least, urgent, change, calm, changed: WatchedDiary(
        today=TODAY,
        **seen(tuple(entry(ago, **told) for ago, told in found)),  # type: ignore[arg-type]
        twitch_days=tuple(sorted({TODAY - back(ago) for ago, _told in found}, reverse=True)),
        medicine_changes=tuple(a_medicine_change(TODAY - back(ago)) for ago in changed),
        memory=memory,
        at_least=at_least,
        urgent=urgent if at_least in URGENT else (),
        change=change,
        calm_mode=calm,
    ),
    st.lists(st.tuples(st.integers(0, 45), ticks), max_size=10),
    st.builds(
        WatchMemory,
        quiet_since=st.none() | st.integers(0, 10).map(lambda ago: TODAY - back(ago)),
        reasons=st.lists(st.sampled_from(R), unique=True).map(tuple),
    ),
    st.none() | st.sampled_from(Tier),
    st.lists(st.sampled_from(("T0 E01", "T1 S01", "T1 vision")), unique=True).map(tuple),
    st.none() | st.just(RISING),
    st.booleans(),
    st.lists(st.integers(0, 60), max_size=2),
)


@given(diaries)
def test_what_was_set_aside_does_not_come_again_within_a_week(diary: WatchedDiary) -> None:
    found = watch(diary)
    if found is not None:
        memory = WatchMemory(quiet_since=TODAY, reasons=found.reasons, urgent=found.urgent)
        assert watch(replace(diary, memory=memory)) is None
        assert watch(replace(diary, memory=after_check(found, TODAY))) is None


@given(diaries)
def test_calm_mode_never_hides_what_is_urgent_and_never_adds(diary: WatchedDiary) -> None:
    loud = watch(replace(diary, calm_mode=False, memory=WatchMemory()))
    calm = watch(replace(diary, calm_mode=True, memory=WatchMemory()))
    told = set(loud.reasons) if loud else set()
    assert (set(calm.reasons) if calm else set()) == {each for each in told if each.seriousness > 1}


@given(diaries)
def test_reasons_come_once_and_the_most_serious_first(diary: WatchedDiary) -> None:
    found = watch(diary)
    if found is not None:
        assert list(found.reasons) == [each for each in R if each in found.reasons]
        assert found.reasons


@given(diaries)
def test_a_new_weakness_is_never_swallowed_by_anything_ordinary(diary: WatchedDiary) -> None:
    plain = tuple(replace(each, weak_or_stiff=False) for each in diary.signs if each.day != TODAY)
    weak = DaySigns(day=TODAY, weak_or_stiff=True)
    memory = replace(
        diary.memory, reasons=tuple(each for each in diary.memory.reasons if each.seriousness < 2)
    )
    found = watch(replace(diary, signs=(*plain, weak), memory=memory))
    assert found is not None
    assert R.WEAK_OR_STIFF in found.reasons
