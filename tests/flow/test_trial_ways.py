"""Ways on from an experiment that left it open, and none where it gave an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import TODAY
from shelves import put_trial
from tried import PROMISING
from tried import SIDE
from tried import a_trial
from tried import all_no

from quietmuscle.flow.suiting import change_health
from quietmuscle.flow.trial_results import TrialView
from quietmuscle.flow.trial_results import trial_view
from quietmuscle.flow.trial_ways import ways_on
from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import TrialAnswer
from quietmuscle.model.trial_answer import Verdict

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

OPEN = replace(PROMISING, verdict=Verdict.CANNOT_TELL)


def ended(
    workspace: Workspace, answer: TrialAnswer, pace: Pace = Pace.FAST, units: int = 14
) -> TrialView:
    """An experiment that is over with an answer."""
    trial = a_trial(TODAY - timedelta(days=130), pace=pace, units=units)
    put_trial(workspace.diary, trial)
    return replace(trial_view(workspace, trial.id), answer=answer)


@pytest.mark.parametrize(
    ("pace", "planned", "more", "units", "fits"),
    [
        (Pace.FAST, 14, None, 14, True),
        (Pace.FAST, 14, 9, 22, True),
        (Pace.FAST, 14, 60, 42, False),
        (Pace.SLOW, 10, None, 10, True),
    ],
)
def test_a_new_one_holds_what_was_still_needed(
    workspace: Workspace, pace: Pace, planned: int, more: int | None, units: int, fits: bool
) -> None:
    all_no(workspace)
    view = ended(workspace, replace(OPEN, more_units=more), pace, planned)
    found = ways_on(workspace, view)
    assert found is not None
    assert found.again is not None
    assert not found.ask_first
    assert (found.again.strategy.id, found.units, found.fits) == ("warm_compress", units, fits)


def test_weeks_come_in_twos(workspace: Workspace) -> None:
    few = replace(OPEN, units_done=8, more_units=3)
    found = ways_on(workspace, ended(workspace, few, Pace.SLOW, 10))
    assert found is not None
    assert found.units == 12


def test_what_does_not_suit_is_not_offered_again(workspace: Workspace) -> None:
    view = ended(workspace, OPEN)
    found = ways_on(workspace, view)
    assert found is not None
    assert (found.again is None, found.ask_first) == (False, True)
    change_health(workspace, Health(numb_skin=Answer.YES))
    found = ways_on(workspace, view)
    assert found is not None
    assert (found.again, found.ask_first) == (None, False)


@pytest.mark.parametrize(("mean", "rare"), [(0.8, True), (6.25, False), (None, False)])
def test_rare_twitches_are_led_elsewhere(
    workspace: Workspace, mean: float | None, rare: bool
) -> None:
    side = replace(SIDE, mean=mean)
    found = ways_on(workspace, ended(workspace, replace(OPEN, with_it=side, without_it=side)))
    assert found is not None
    assert found.rare is rare


def test_an_answer_needs_no_way_on_nor_does_what_runs(workspace: Workspace) -> None:
    view = ended(workspace, OPEN)
    helps = replace(OPEN, verdict=Verdict.HELPS)
    assert ways_on(workspace, view) is not None
    assert ways_on(workspace, replace(view, answer=helps)) is None
    assert ways_on(workspace, replace(view, answer=None)) is None
    assert ways_on(workspace, replace(view, state=TrialState.RUNNING)) is None
