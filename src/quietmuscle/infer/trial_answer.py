"""What an experiment says so far: the looks that are due, the effect, the verdict.

Filled in below; the signature is what the house relies on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.model.trial import TrialDay
    from quietmuscle.model.trial import TrialProtocol
    from quietmuscle.model.trial_answer import Look
    from quietmuscle.model.trial_answer import TrialAnswer


def trial_answer(
    protocol: TrialProtocol,
    days: tuple[TrialDay, ...],
    *,
    last_day: date,
    looks_before: tuple[Look, ...] = (),
) -> TrialAnswer:
    """What the days say until the last one that is over."""
    raise NotImplementedError
