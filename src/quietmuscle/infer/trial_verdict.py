"""The verdict of an experiment, in the exact sense of its plan, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.model.trial_answer import ArmSummary
from quietmuscle.model.trial_answer import Effect
from quietmuscle.model.trial_answer import Evidence
from quietmuscle.model.trial_answer import Look
from quietmuscle.model.trial_answer import Reason
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why

if TYPE_CHECKING:
    from quietmuscle.model.trial import AnalysisPlan

FEWEST_PAIRS = 5
"""With four pairs no lot is rarer than 1 in 16; with five it is 1 in 32."""
FEWEST_WEEKS = 9
"""Of ten whole weeks one may be lost."""
LOGGED_SHARE = 0.6
FOLLOWED_SHARE = 0.6
FEWEST_ANSWERS = 5
"""Whether the plan was followed is judged from so many answers on."""
WIDEST_RATIO = 3.0
WIDEST_POINTS = 3.0
UNEVEN = 0.2
PROMISING = 0.5
"""The chance of an improvement that one would feel, from which it looks promising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that a verdict rests on."""

    units_done: int
    fewest_units: int
    with_it: ArmSummary
    without_it: ArmSummary
    last_look: Look | None
    evidence: Evidence | None
    effect: Effect | None
    second_effect: Effect | None
    ended: bool
    varies: bool


def verdict_of(plan: AnalysisPlan, found: Found) -> tuple[Verdict, tuple[Reason, ...]]:
    """The verdict, and why.

    What a look or the bets decided stays decided, and what has become too little
    since is told beside it. Else too little comes first, then "no difference that
    matters" at the planned end, and what lies between at last.
    """
    short = too_little(found)
    beside = _beside(found) + _held_back(plan, found.evidence)
    decided = _by_look(found.last_look) or _by_bets(plan, found.evidence)
    if decided is not None:
        verdict, reason = decided
        disagrees = _second_disagrees(verdict, found.second_effect)
        return verdict, (reason, *disagrees, *short, *beside)
    if short:
        return Verdict.CANNOT_TELL, short
    if found.last_look is None and not plan.any_time:
        return Verdict.CANNOT_TELL, (Reason(why=Why.NOT_LOOKED_YET), *beside)
    verdict, reason = _open(plan, found)
    return verdict, (reason, *beside)


def _open(plan: AnalysisPlan, found: Found) -> tuple[Verdict, Reason]:
    """The verdict where no look and no bet decided."""
    effect = found.effect
    if effect is None:
        return Verdict.CANNOT_TELL, Reason(why=Why.NOTHING_VARIES)
    if found.ended and _alike(plan, effect):
        return Verdict.NO_DIFFERENCE, Reason(why=Why.INSIDE_ALIKE)
    wide = _width(effect)
    widest = WIDEST_RATIO if effect.is_ratio else WIDEST_POINTS
    if wide > widest:
        return Verdict.CANNOT_TELL, Reason(why=Why.TOO_WIDE, found=wide, wanted=widest)
    promising = effect.better >= PROMISING
    between = Reason(why=Why.BETWEEN, found=effect.better, wanted=PROMISING)
    return (Verdict.PROMISING if promising else Verdict.NOT_PROMISING), between


def too_little(found: Found) -> tuple[Reason, ...]:
    """Why nothing may be said; empty where there is enough."""
    reasons = []
    if found.units_done < found.fewest_units:
        reasons.append(
            Reason(why=Why.TOO_FEW_PAIRS, found=found.units_done, wanted=found.fewest_units)
        )
    logged = min(_logged_share(found.with_it), _logged_share(found.without_it))
    if logged < LOGGED_SHARE:
        reasons.append(Reason(why=Why.TOO_FEW_DAYS_LOGGED, found=logged, wanted=LOGGED_SHARE))
    told = found.with_it.told + found.without_it.told
    if told >= FEWEST_ANSWERS:
        followed = (found.with_it.followed + found.without_it.followed) / told
        if followed < FOLLOWED_SHARE:
            reasons.append(Reason(why=Why.NOT_FOLLOWED, found=followed, wanted=FOLLOWED_SHARE))
    if not found.varies:
        reasons.append(Reason(why=Why.NOTHING_VARIES))
    return tuple(reasons)


def _logged_share(arm: ArmSummary) -> float:
    return arm.logged / arm.planned if arm.planned else 0.0


def _by_look(look: Look | None) -> tuple[Verdict, Reason] | None:
    if look is not None and look.verdict is Verdict.HELPS:
        reason = Reason(why=Why.BOUNDARY_CROSSED, found=look.p_helps, wanted=look.allowed_helps)
        return Verdict.HELPS, reason
    if look is not None and look.verdict is Verdict.WORSE:
        reason = Reason(why=Why.BOUNDARY_CROSSED, found=look.p_worse, wanted=look.allowed_worse)
        return Verdict.WORSE, reason
    return None


def _by_bets(plan: AnalysisPlan, bets: Evidence | None) -> tuple[Verdict, Reason] | None:
    if plan.any_time and bets is not None:
        for verdict, highest, needed in (
            (Verdict.HELPS, bets.highest_helps, bets.needed_helps),
            (Verdict.WORSE, bets.highest_worse, bets.needed_worse),
        ):
            if highest >= needed:
                return verdict, Reason(why=Why.EVIDENCE_ENOUGH, found=highest, wanted=needed)
    return None


def _held_back(plan: AnalysisPlan, bets: Evidence | None) -> tuple[Reason, ...]:
    """Whether the bets would have decided, had fewer pairs lacked a side."""
    if plan.any_time and bets is not None and bets.one_sided:
        return (Reason(why=Why.ONE_SIDED_PAIRS, found=bets.one_sided, wanted=bets.over),)
    return ()


def _alike(plan: AnalysisPlan, effect: Effect) -> bool:
    """Whether the 90 % interval holds no difference that matters."""
    low, high = (
        (plan.alike_low, plan.alike_high)
        if effect.is_ratio
        else (-plan.alike_points, plan.alike_points)
    )
    return low <= effect.low_90 and effect.high_90 <= high


def _width(effect: Effect) -> float:
    if effect.is_ratio:
        return effect.high_95 / effect.low_95
    return effect.high_95 - effect.low_95


def _second_disagrees(verdict: Verdict, second: Effect | None) -> tuple[Reason, ...]:
    """Whether the other outcome points clearly the other way."""
    if second is None:
        return ()
    nothing = 1.0 if second.is_ratio else 0.0
    against = second.low_80 > nothing if verdict is Verdict.HELPS else second.high_80 < nothing
    return (Reason(why=Why.SECOND_DISAGREES, found=second.middle),) if against else ()


def _beside(found: Found) -> tuple[Reason, ...]:
    """What should be known besides: whether one side was logged far less than the other."""
    apart = abs(_logged_share(found.with_it) - _logged_share(found.without_it))
    if apart > UNEVEN:
        return (Reason(why=Why.UNEVEN_LOGGING, found=apart, wanted=UNEVEN),)
    return ()
