"""Experiments on files alone: planned, weighed and simulated without a diary."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import from_json
from quietmuscle.infer.trial_answer import trial_answer
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import ENGINE
from quietmuscle.infer.trial_design import protocol_of
from quietmuscle.infer.trial_pairs import settled_pairs
from quietmuscle.infer.trial_runs import simulated_trials
from quietmuscle.infer.trial_simulation import DiaryTruth
from quietmuscle.infer.trial_simulation import check_truth
from quietmuscle.knowledge.strategies import strategies
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial_answer import TrialAnswer
from quietmuscle.model.trial_file import TRIAL_SCHEMA
from quietmuscle.model.trial_file import TrialFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.model.trial import Pace
    from quietmuscle.model.trial_file import SimulatedTrials


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """What a file's experiment says, with the seal of the plan that it was weighed by.

    `kept_differs` is whether the looks or pairs that the file holds are others than
    its days would give now: days were mended since, or the file was. `newer_engine`
    is the engine of today where the plan was sealed under an older one, in whose way
    it is weighed.
    """

    schema: int
    engine: str
    seal: str
    last_day: date
    answer: TrialAnswer
    kept_differs: bool = False
    newer_engine: str | None = None


def read_trial(text: bytes | str) -> TrialFile:
    """The experiment that a JSON text describes; ValueNotUnderstoodError otherwise."""
    return from_json(TrialFile, text)


def analyse(file: TrialFile) -> Analysed:
    """What an experiment says until its last day; a plan that was changed is refused."""
    told = [day.day for day in file.days]
    last_day = file.last_day or max(told, default=file.protocol.first_day)
    engine = file.protocol.plan.version
    return Analysed(
        schema=TRIAL_SCHEMA,
        engine=engine,
        seal=file.protocol.seal,
        last_day=last_day,
        answer=trial_answer(
            file.protocol,
            file.days,
            last_day=last_day,
            looks_before=file.looks,
            pairs_before=file.pairs,
        ),
        kept_differs=_kept_differs(file, last_day),
        newer_engine=None if engine == ENGINE else ENGINE,
    )


def _kept_differs(file: TrialFile, last_day: date) -> bool:
    if not (file.looks or file.pairs):
        return False
    anew = trial_answer(file.protocol, file.days, last_day=last_day)
    pairs = settled_pairs(file.protocol, file.days, last_day=last_day)
    return anew.looks[: len(file.looks)] != file.looks or pairs[: len(file.pairs)] != file.pairs


def planned(  # noqa: PLR0913 - a plan is all of these
    *,
    trial_id: UUID,
    made_at_utc: datetime,
    strategy: str,
    first_day: date,
    seed: str,
    pace: Pace | None = None,
    units: int | None = None,
    outcome: Outcome = Outcome.TWITCHES,
    second_outcome: Outcome | None = None,
    any_time: bool = False,
) -> TrialFile:
    """A sealed plan as a file, ready for its days.

    Raises ValueNotUnderstoodError for what may not be tried by lot, above all
    for medicines: only strategies that we know to be safe to alternate are. The
    pace is the strategy's own and the units the usual ones where they are None.
    """
    paces = {each.id: each.pace for each in strategies() if each.pace is not None}
    if strategy not in paces:
        raise ValueNotUnderstoodError(
            Message(
                _("“{strategy}” cannot be tried by lot. What can be is: {known}."),
                {"strategy": strategy[:60], "known": ", ".join(sorted(paces))},
            )
        )
    own = paces[strategy]
    if pace not in {own, None}:
        raise ValueNotUnderstoodError(
            Message(
                _("The pace of “{strategy}” is {pace}."),
                {"strategy": strategy, "pace": own.value},
            )
        )
    return TrialFile(
        schema=TRIAL_SCHEMA,
        protocol=protocol_of(
            trial_id=trial_id,
            made_at_utc=made_at_utc,
            strategy=strategy,
            what_i_do="",
            pace=own,
            units=DESIGNS[own].usual if units is None else units,
            outcome=outcome,
            first_day=first_day,
            seed=seed,
            second_outcome=second_outcome,
            any_time=any_time,
        ),
    )


def simulated(  # noqa: PLR0913 - a design, a truth, and how often
    truth: bytes | None,
    told: Mapping[str, float],
    *,
    pace: Pace,
    units: int | None,
    runs: int,
    seed: int,
    any_time: bool = False,
    progress: Callable[[int], object] = lambda _done: None,
) -> SimulatedTrials:
    """Many made-up experiments: `truth` in JSON, with what is told besides laid over it.

    Raises ValueNotUnderstoodError for a truth that no diary can have.
    """
    base = DiaryTruth() if truth is None else from_json(DiaryTruth, truth)
    whole = replace(base, **told)
    check_truth(whole)
    return simulated_trials(
        whole,
        pace=pace,
        units=DESIGNS[pace].usual if units is None else units,
        runs=runs,
        seed=seed,
        any_time=any_time,
        progress=progress,
    )
