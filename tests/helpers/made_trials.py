"""Experiments for tests: plans, and days that go as one wishes."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from uuid import UUID

from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import protocol_of
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial import Reading
from quietmuscle.model.trial import TrialDay
from quietmuscle.model.trial import TrialProtocol

SEED = "00112233445566778899aabbccddeeff"
FIRST = date(2026, 3, 2)


def a_protocol(pace: Pace = Pace.FAST, units: int | None = None, **told: object) -> TrialProtocol:
    """A sealed plan."""
    wanted: dict[str, object] = {
        "trial_id": UUID("018f0000-0000-7000-8000-000000000001"),
        "made_at_utc": datetime(2026, 3, 1, 12, tzinfo=UTC),
        "strategy": "warm_compress",
        "what_i_do": "ten minutes after supper",
        "units": DESIGNS[pace].usual if units is None else units,
        "outcome": Outcome.TWITCHES,
        "first_day": FIRST,
        "seed": SEED,
    }
    return protocol_of(pace=pace, **(wanted | told))  # type: ignore[arg-type]


def days_that_go(
    protocol: TrialProtocol, with_it: float, without_it: float, wobble: float = 2.0
) -> tuple[TrialDay, ...]:
    """Every day logged: one level with the strategy, another without, and a wobble."""
    return tuple(
        TrialDay(
            day=protocol.first_day + timedelta(days=place),
            first=Reading(
                value=(with_it if arm is Arm.WITH else without_it) + wobble * (place * 7 % 5) / 4
            ),
            followed=True,
        )
        for place, arm in enumerate(protocol.arms)
    )
