"""Ways on from an experiment that is over and left it open: again, otherwise, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.advise.suitability import Suits
from quietmuscle.flow.trial_choices import TrialChoice
from quietmuscle.flow.trial_choices import trial_choices
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_power import RARE_A_DAY
from quietmuscle.model.care import Answer
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import Verdict

if TYPE_CHECKING:
    from quietmuscle.flow.trial_results import TrialView
    from quietmuscle.flow.workspace import Workspace

OPEN = (Verdict.CANNOT_TELL, Verdict.PROMISING, Verdict.NOT_PROMISING)
"""What is no answer: chance could still have done it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysOn:
    """What can be done after an experiment that left it open.

    `again` is the strategy, unless it is known not to suit by now; where something
    has to be answered before, `ask_first` says so. `units` is how many
    pairs or weeks a new experiment may be planned with: as many as there were
    and as were still needed, or the most that one holds. `fits` is whether those
    are as many. `rare` is whether so few twitches were counted that something
    else should be.
    """

    again: TrialChoice | None
    ask_first: bool
    units: int
    fits: bool
    rare: bool


def ways_on(workspace: Workspace, view: TrialView, device_zone: str | None = None) -> WaysOn | None:
    """The ways on; None while it runs, and where it gave an answer."""
    answer = view.answer
    if answer is None or view.state is TrialState.RUNNING or answer.verdict not in OPEN:
        return None
    plan = view.trial.protocol
    design = DESIGNS[plan.pace]
    wanted = answer.units_done + answer.more_units if answer.more_units else plan.units
    if plan.pace is Pace.SLOW:
        wanted += wanted % 2  # weeks are planned in twos, one for each side
    means = [side.mean for side in (answer.with_it, answer.without_it) if side.mean is not None]
    found = trial_choices(workspace, fever=Answer.NO, device_zone=device_zone)
    again = next((each for each in found if each.strategy.id == plan.strategy), None)
    ask_first = again is not None and again.suits.suits is Suits.CHECK_FIRST
    if again is not None and (again.is_taken or not (again.may_be_tried or ask_first)):
        again = None
    return WaysOn(
        again=again,
        ask_first=again is not None and ask_first,
        units=min(max(wanted, design.fewest), design.most),
        fits=wanted <= design.most,
        rare=plan.outcome is Outcome.TWITCHES and bool(means) and max(means) < RARE_A_DAY,
    )
