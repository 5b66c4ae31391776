"""What may be tried: only what suits, and a supplement only when the clinician agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from entries import a_medicine_change
from tried import all_no

from quietmuscle.advise.suitability import Suits
from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
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
    with pytest.raises(ConflictError, match="warm compress is not offered to you"):
        check_may_be_tried(warmth, agreed=True)
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
    with pytest.raises(ConflictError, match="not offered"):
        check_may_be_tried(trial_choice(workspace, "warm_compress", fever=Answer.NO), agreed=True)


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
    assert not magnesium.may_be_tried
    with pytest.raises(ConflictError, match="may have been prescribed"):
        check_may_be_tried(magnesium, agreed=True)
