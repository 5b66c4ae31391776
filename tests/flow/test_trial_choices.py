"""What may be tried: only what suits, and a supplement only when the clinician agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from entries import a_medicine_change
from tried import all_no

from quietmuscle.advise.suitability import Suits
from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import say
from quietmuscle.flow.suiting import change_health
from quietmuscle.flow.trial_choices import check_may_be_tried
from quietmuscle.flow.trial_choices import trial_choice
from quietmuscle.flow.trial_choices import trial_choices
from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.trial import Pace

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def test_what_has_a_pace_is_among_them_and_no_medicine_is(workspace: Workspace) -> None:
    choices = {each.strategy.id: each for each in trial_choices(workspace)}
    assert choices["warm_compress"].pace is Pace.FAST
    assert not choices.keys() & {"diary", "review_medicines", "potassium_calcium", "vitamins"}
    with pytest.raises(NotFoundError, match="baclofen cannot be tried"):
        trial_choice(workspace, "baclofen")


def test_what_is_not_known_to_suit_cannot_be_started(workspace: Workspace) -> None:
    warmth = trial_choice(workspace, "warm_compress")
    assert warmth.suits.suits is Suits.CHECK_FIRST
    with pytest.raises(ConflictError, match=r"warm compress is not offered to you yet: .*\?"):
        check_may_be_tried(warmth, agreed=True)
    assert all(say(why).endswith("?") for why in warmth.why_not)
    assert len(warmth.why_not) == len(warmth.suits.to_ask) > 3
    all_no(workspace)
    assert trial_choice(workspace, "warm_compress").asks_fever
    assert not trial_choice(workspace, "slow_breathing").asks_fever
    for fever, suits in (
        (Answer.NO, Suits.OFFERED),
        (Answer.DONT_KNOW, Suits.CHECK_FIRST),
        (None, Suits.CHECK_FIRST),
        (Answer.YES, Suits.NOT_OFFERED),
    ):
        assert trial_choice(workspace, "warm_compress", fever=fever).suits.suits is suits
    check_may_be_tried(trial_choice(workspace, "warm_compress", fever=Answer.NO), agreed=False)
    change_health(workspace, Health(numb_skin=Answer.YES))
    numb = trial_choice(workspace, "warm_compress", fever=Answer.NO)
    with pytest.raises(ConflictError, match=r"as things are.* gets burnt without warning"):
        check_may_be_tried(numb, agreed=True)
    assert [say(why) for why in numb.why_not] == [
        "Skin that does not feel heat gets burnt without warning."
    ]


def test_when_to_leave_it_out_is_a_question_to_oneself(workspace: Workspace) -> None:
    all_no(workspace)
    stretching = trial_choice(workspace, "stretching")
    assert stretching.why_not == ()
    (one,) = stretching.by_the_day
    assert stretching.standing == ()
    assert one.asked is not None
    assert say(one.asked).endswith("?")
    assert say(one.fact.message).startswith("Do not stretch where")
    medicines = [each for each in trial_choice(workspace, "fluids").standing if not each.asked]
    assert len(medicines) == 2  # two classes share a fact


def test_only_what_can_change_by_the_day_is_asked_by_the_day(workspace: Workspace) -> None:
    found = {
        choice.strategy.id: (
            {each.item for each in choice.by_the_day},
            {each.item for each in choice.standing},
        )
        for choice in trial_choices(workspace)
    }
    assert found["warm_compress"] == (
        {"fever"},
        {"numb_skin", "heat_sensitive", "pump", "fragile_skin"},
    )
    assert found["massage"] == ({"blood_clot"}, set())
    assert found["yoga"] == ({"fracture_or_sore", "fever"}, set())


def test_with_a_fever_it_is_for_another_day(workspace: Workspace) -> None:
    all_no(workspace)
    fever = trial_choice(workspace, "warm_compress", fever=Answer.YES)
    assert fever.waits_for_fever
    assert trial_choice(workspace, "warm_compress").waits_for_fever  # nobody told of one
    assert not trial_choice(workspace, "warm_compress", fever=Answer.NO).waits_for_fever
    assert not trial_choice(workspace, "slow_breathing", fever=Answer.YES).waits_for_fever
    with pytest.raises(ConflictError, match=r"^Not today\. .*Come back when it is gone\."):
        check_may_be_tried(fever, agreed=False)
    change_health(workspace, Health(numb_skin=Answer.YES))
    numb = trial_choice(workspace, "warm_compress", fever=Answer.YES)
    assert not numb.waits_for_fever
    with pytest.raises(ConflictError, match=r"gets burnt.*No warmth while you have a fever"):
        check_may_be_tried(numb, agreed=False)


def test_all_that_has_to_be_answered_is_named(workspace: Workspace) -> None:
    warmth = trial_choice(workspace, "warm_compress")
    with pytest.raises(ConflictError) as refused:
        check_may_be_tried(warmth, agreed=True)
    told = say(refused.value.message)
    assert all(say(why) in told for why in warmth.why_not)


def test_what_runs_does_not_ask_for_the_list_of_medicines_each_day(workspace: Workspace) -> None:
    all_no(workspace)

    def fluids(*, has_begun: bool) -> Suits:
        choices = trial_choices(workspace, has_begun=has_begun)
        return next(each.suits.suits for each in choices if each.strategy.id == "fluids")

    assert fluids(has_begun=False) is Suits.CHECK_FIRST
    assert fluids(has_begun=True) in {Suits.OFFERED, Suits.WITH_CARE}
    change = a_medicine_change(name="A powder that nobody knows")
    workspace.diary.medicines.put(
        change, change_id=change.id, recorded_at_utc=workspace.clock.now_utc()
    )
    assert fluids(has_begun=True) is Suits.CHECK_FIRST


def test_a_supplement_needs_a_clinicians_yes(workspace: Workspace) -> None:
    all_no(workspace)
    workspace.diary.preferences.tell_no_medicines(workspace.clock.now_utc().date())
    magnesium = trial_choice(workspace, "magnesium")
    assert magnesium.may_be_tried
    with pytest.raises(ConflictError, match="agree"):
        check_may_be_tried(magnesium, agreed=False)
    check_may_be_tried(magnesium, agreed=True)


def test_what_is_taken_already_is_never_put_on_and_off(workspace: Workspace) -> None:
    all_no(workspace)
    change = a_medicine_change(name="Magnesium 300 mg")
    workspace.diary.medicines.put(
        change, change_id=change.id, recorded_at_utc=workspace.clock.now_utc()
    )
    magnesium = trial_choice(workspace, "magnesium")
    assert magnesium.is_taken
    assert [say(why) for why in magnesium.why_not] == ["It stands in your list of medicines."]
    assert not magnesium.may_be_tried
    with pytest.raises(ConflictError, match="may have been prescribed"):
        check_may_be_tried(magnesium, agreed=True)
