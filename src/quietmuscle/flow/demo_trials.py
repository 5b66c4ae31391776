"""The made-up year's experiments: one that tells something, one that does not, and one that runs.

The scores of the first are made up with a massage that takes some of the bother
away; the other two count the twitches of the made-up diary, on which nothing that
is tried has any effect. What they say is reckoned like everybody's.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from uuid import uuid5

from quietmuscle.flow.trial_looks import looks_until
from quietmuscle.infer.trial_design import protocol_of
from quietmuscle.model.care import Answer
from quietmuscle.model.health import HealthItem
from quietmuscle.model.kept_trial import KeptLook
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

_TRIALS = UUID("019aac5e-d000-7000-8000-0000000000d1")  # what ids and lots are made from
_USUAL_SCORE = 5.0
_TAKEN_AWAY = 2.0
_SPREAD = 1.3
_SKIPPED = 0.08
_ASKED_BEFORE_WARMTH = (
    HealthItem.NUMB_SKIN,
    HealthItem.HEAT_SENSITIVE,
    HealthItem.PUMP,
    HealthItem.FRAGILE_SKIN,
)


def fill_demo_trials(workspace: Workspace, today: date, *, seed: int) -> None:
    """Three experiments up to yesterday; the same seed on the same day gives the same ones."""
    drawn = random.Random(seed)  # noqa: S311 - made-up days
    massaged = _started(
        workspace,
        first_day=today - timedelta(days=230),
        strategy="massage",
        units=28,
        outcome=Outcome.SCORE,
    )
    for place, arm in enumerate(massaged.protocol.arms):
        score = drawn.gauss(_USUAL_SCORE - _TAKEN_AWAY * (arm is Arm.WITH), _SPREAD)
        if drawn.random() > _SKIPPED:
            day = massaged.protocol.first_day + timedelta(days=place)
            _tell(workspace, massaged, day, score=min(max(round(score), 0), 10))
    stretched = _started(
        workspace,
        first_day=today - timedelta(days=120),
        strategy="stretching",
        units=21,
        outcome=Outcome.TWITCHES,
    )
    for trial in (massaged, stretched):
        _looked(workspace, trial)
    running = _started(
        workspace,
        first_day=today - timedelta(days=12),
        strategy="warm_compress",
        units=28,
        outcome=Outcome.TWITCHES,
    )
    # What was asked before it could begin, and is believed for half a year.
    for item in _ASKED_BEFORE_WARMTH:
        workspace.diary.preferences.answer_health(item, Answer.NO, running.protocol.first_day)
    for ahead in range(7, 12):
        _tell(workspace, running, running.protocol.first_day + timedelta(days=ahead))


def _started(
    workspace: Workspace, *, first_day: date, strategy: str, units: int, outcome: Outcome
) -> KeptTrial:
    trial_id = uuid5(_TRIALS, f"{strategy} {first_day}")
    made_at = _morning(first_day)
    protocol = protocol_of(
        trial_id=trial_id,
        made_at_utc=made_at,
        strategy=strategy,
        what_i_do="",
        pace=Pace.FAST,
        units=units,
        outcome=outcome,
        first_day=first_day,
        seed=uuid5(_TRIALS, f"lot of {strategy}").hex,
    )
    return workspace.diary.trials.start(
        KeptTrial(id=trial_id, protocol=protocol),
        change_id=uuid5(trial_id, "start"),
        recorded_at_utc=made_at,
    ).entry


def _tell(workspace: Workspace, trial: KeptTrial, day: date, score: int | None = None) -> None:
    assigned = trial.protocol.arm_on(day) is not Arm.RUN_IN
    workspace.diary.trials.change_note(
        trial.id,
        day,
        lambda note: replace(note, followed=True if assigned else None, score_0_10=score),
        change_id=uuid5(trial.id, f"note of {day}"),
        recorded_at_utc=_morning(day),
    )


def _looked(workspace: Workspace, trial: KeptTrial) -> None:
    """Each look taken on the morning after its last day."""
    kept = tuple(
        KeptLook(taken_on=look.last_day + timedelta(days=1), look=look)
        for look in looks_until(workspace, trial, trial.last_day)
    )
    workspace.diary.trials.keep_looks(
        trial.id,
        kept,
        change_id=uuid5(trial.id, "looks"),
        recorded_at_utc=_morning(trial.last_day + timedelta(days=1)),
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8), tzinfo=UTC)
