"""How an experiment is planned: its lengths by pace, its looks, its promises, its seal.

What "helps" and "makes it worse" may say wrongly adds up to less than 6 %, over
all looks together. The larger part goes to "helps", which is the question that
was asked; something that makes it worse is also told by "not promising", and by
the watch of the care check.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.infer.trial_schedule import arms_by_lot
from quietmuscle.model.trial import AnalysisPlan
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial import TrialProtocol

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime
    from uuid import UUID

ENGINE = "trial 2"
"""Raised when new plans are weighed in another way. Since 2: half-lives between the named ones."""
ENGINES = ("trial 1", ENGINE)
"""Those whose way of weighing is still known here; a plan keeps the one it was sealed under."""
RUN_IN_DAYS = 7
DRAWS = 9999
ALIKE_LOW = 0.85
ALIKE_HIGH = 1.18
ALIKE_POINTS = 1.0
"""Differences that do not matter; 1.18 is 1 / 0.85. Our judgement, after Salaffi 2004."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What experiments of one pace have in common.

    `fewest`, `usual` and `most` are units: pairs, or blocks of a slow strategy.
    """

    pace: Pace
    unit_days: int
    units_together: int
    fewest: int
    usual: int
    most: int
    half_lives_days: tuple[float, ...]
    look_shares: tuple[float, ...]
    alpha_helps: float
    alpha_worse: float

    @property
    def days_of_unit(self) -> int:
        """Days of a pair, or of a block."""
        return self.unit_days * self.units_together

    def days_in_all(self, units: int) -> int:
        """Days of a whole experiment, the run-in included."""
        return RUN_IN_DAYS + units * self.days_of_unit


DESIGNS = {
    Pace.FAST: Design(
        pace=Pace.FAST,
        unit_days=1,
        units_together=2,
        fewest=14,
        usual=28,
        most=42,
        half_lives_days=(0.0, 0.5, 1.0),
        look_shares=(0.5, 0.75, 1.0),
        alpha_helps=0.043,
        alpha_worse=0.008,
    ),
    Pace.MEDIUM: Design(
        pace=Pace.MEDIUM,
        unit_days=2,
        units_together=2,
        fewest=10,
        usual=21,
        most=30,
        half_lives_days=(0.5, 1.0, 2.0),
        look_shares=(0.5, 0.75, 1.0),
        alpha_helps=0.043,
        alpha_worse=0.008,
    ),
    # Ten blocks can be drawn in 84 ways: four of them are 0.0476, one is 0.0119.
    # Eight would be four pairs, which can never tell.
    Pace.SLOW: Design(
        pace=Pace.SLOW,
        unit_days=7,
        units_together=1,
        fewest=10,
        usual=10,
        most=12,
        half_lives_days=(1.0, 2.0, 4.0),
        look_shares=(1.0,),
        alpha_helps=0.048,
        alpha_worse=0.012,
    ),
}


def plan_of(pace: Pace, *, any_time: bool = False) -> AnalysisPlan:
    """How the days of an experiment will be weighed.

    With looks on any day the promises are halved between the planned looks and
    the bets, so that both together still keep them.
    """
    design = DESIGNS[pace]
    share = 0.5 if any_time else 1.0
    return AnalysisPlan(
        version=ENGINE,
        unit_days=design.unit_days,
        left_out_days=0,
        half_lives_days=design.half_lives_days,
        look_shares=design.look_shares,
        alpha_helps=design.alpha_helps * share,
        alpha_worse=design.alpha_worse * share,
        alike_low=ALIKE_LOW,
        alike_high=ALIKE_HIGH,
        alike_points=ALIKE_POINTS,
        draws=DRAWS,
        any_time=any_time,
    )


def protocol_of(  # noqa: PLR0913 - a protocol is all of these
    *,
    trial_id: UUID,
    made_at_utc: datetime,
    strategy: str,
    what_i_do: str,
    pace: Pace,
    units: int,
    outcome: Outcome,
    first_day: date,
    seed: str,
    second_outcome: Outcome | None = None,
    any_time: bool = False,
) -> TrialProtocol:
    """A sealed protocol, its lot drawn from the seed.

    Raises ValueNotUnderstoodError for a number of pairs or blocks that no
    experiment of that pace has, and for looking on any day at a slow strategy.
    """
    check_units(pace, units)
    design = DESIGNS[pace]
    if any_time and pace is Pace.SLOW:
        raise ValueNotUnderstoodError(
            Message(_("Whole weeks can only be weighed at the end. Nothing was started."))
        )
    return sealed(
        TrialProtocol(
            id=trial_id,
            made_at_utc=made_at_utc,
            strategy=strategy,
            what_i_do=what_i_do,
            pace=pace,
            units=units,
            outcome=outcome,
            second_outcome=second_outcome,
            first_day=first_day,
            run_in_days=RUN_IN_DAYS,
            plan=plan_of(pace, any_time=any_time),
            seed=seed,
            arms=arms_by_lot(pace, units, design.unit_days, RUN_IN_DAYS, seed),
        )
    )


def check_units(pace: Pace, units: int) -> None:
    """Refuse a number of pairs or weeks that no experiment of that pace has."""
    design = DESIGNS[pace]
    if pace is Pace.SLOW and units % 2:
        raise ValueNotUnderstoodError(
            Message(_("Whole weeks come in an even number, so that both sides have as many."))
        )
    if not design.fewest <= units <= design.most:
        raise ValueNotUnderstoodError(
            Message(
                _("An experiment like this has between {fewest} and {most} pairs or weeks."),
                {"fewest": design.fewest, "most": design.most},
            )
        )


def sealed(protocol: TrialProtocol) -> TrialProtocol:
    """The protocol with its seal."""
    return replace(protocol, seal=_seal_of(protocol))


def check_seal(protocol: TrialProtocol) -> None:
    """Refuse a protocol that is not as it was when it was sealed, or from a later engine."""
    if protocol.seal != _seal_of(protocol) or not _as_drawn(protocol):
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "The plan of this experiment was changed after it began, so its days are not "
                    "weighed. The days themselves are safe. Please bring the plan as it was."
                )
            )
        )
    if protocol.plan.version not in ENGINES:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "This experiment was planned with another version of Quiet Muscle, which "
                    "weighs in a way that this one does not know. The days themselves are safe."
                )
            )
        )


def _as_drawn(protocol: TrialProtocol) -> bool:
    """Whether its days are those of its lot; absurd lengths are not even drawn."""
    design = DESIGNS[protocol.pace]
    plan = protocol.plan
    if plan.unit_days != design.unit_days or not design.fewest <= protocol.units <= design.most:
        return False
    return protocol.arms == arms_by_lot(
        protocol.pace, protocol.units, plan.unit_days, protocol.run_in_days, protocol.seed
    )


def _seal_of(protocol: TrialProtocol) -> str:
    """SHA-256 over one line for each fact, in the order in which they are declared."""
    plan = protocol.plan
    facts = (
        protocol.id,
        protocol.made_at_utc.isoformat(),
        protocol.strategy,
        repr(protocol.what_i_do),
        protocol.pace.value,
        protocol.units,
        protocol.outcome.value,
        protocol.second_outcome.value if protocol.second_outcome else "-",
        protocol.first_day.isoformat(),
        protocol.run_in_days,
        plan.version,
        plan.unit_days,
        plan.left_out_days,
        plan.half_lives_days,
        plan.look_shares,
        plan.alpha_helps,
        plan.alpha_worse,
        plan.alike_low,
        plan.alike_high,
        plan.alike_points,
        plan.draws,
        plan.any_time,
        protocol.seed,
        " ".join(arm.value for arm in protocol.arms),
    )
    return sha256("\n".join(map(str, facts)).encode()).hexdigest()
