"""What an experiment keeps once it may be seen: its looks, its pairs, and at its end its answer.

A look is taken when it is due and asked for. Bets are settled on pairs before
anybody sees how they stand. Both are kept with their day and never change.
What cannot be kept, because the disk is full or may only be read, is not shown.
"""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from quietmuscle.base.errors import StorageError
from quietmuscle.base.ids import new_id
from quietmuscle.base.wire import to_json
from quietmuscle.flow.trial_days import trial_days
from quietmuscle.infer.trial_answer import RECKONED_BY
from quietmuscle.infer.trial_answer import planned_looks
from quietmuscle.infer.trial_answer import trial_answer
from quietmuscle.infer.trial_pairs import DAYS_TO_TELL
from quietmuscle.infer.trial_pairs import pairs_until
from quietmuscle.infer.trial_pairs import settled_pairs
from quietmuscle.model.kept_trial import KeptLook
from quietmuscle.model.kept_trial import KeptPair
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.kept_trial import TrialState

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.trial import TrialDay
    from quietmuscle.model.trial import TrialProtocol
    from quietmuscle.model.trial_answer import Look
    from quietmuscle.model.trial_answer import Pair
    from quietmuscle.model.trial_answer import TrialAnswer


def last_over(trial: KeptTrial, today: date) -> date:
    """The last day of an experiment that is over."""
    return min(today - timedelta(days=1), trial.last_day)


def take_looks(workspace: Workspace, trial: KeptTrial, today: date) -> KeptTrial:
    """The experiment with the looks that are due, taken and kept with their day."""
    if not _is_due(trial, today):
        return trial
    found = looks_until(workspace, trial, last_over(trial, today))
    new = tuple(KeptLook(taken_on=today, look=look) for look in found[len(trial.looks) :])
    if not new:
        return trial
    now = workspace.clock.now_utc()
    try:
        return workspace.diary.trials.keep_looks(
            trial.id, new, change_id=new_id(now), recorded_at_utc=now
        ).entry
    except StorageError:
        return trial


def looks_until(workspace: Workspace, trial: KeptTrial, over: date) -> tuple[Look, ...]:
    """The looks that were taken, and those that are due when a day is over."""
    before = tuple(kept.look for kept in trial.looks)
    pairs = tuple(kept.pair for kept in trial.pairs)
    days = trial_days(workspace, trial, over)
    return _answered(trial.protocol, days, over, before, pairs, over).looks


def settle_pairs(workspace: Workspace, trial: KeptTrial, shown: date, today: date) -> KeptTrial:
    """The experiment with bets settled on the pairs of the days that are shown.

    A pair waits for the day after it, so that its last day can still be told.
    """
    last = _settled_until(trial, shown, today)
    if pairs_until(trial.protocol, last) <= len(trial.pairs):
        return trial
    before = tuple(kept.pair for kept in trial.pairs)
    days = trial_days(workspace, trial, last)
    pairs = settled_pairs(trial.protocol, days, last_day=last, before=before)
    new = tuple(KeptPair(settled_on=today, pair=pair) for pair in pairs[len(before) :])
    now = workspace.clock.now_utc()
    try:
        return workspace.diary.trials.keep_pairs(
            trial.id, trial.pairs + new, change_id=new_id(now), recorded_at_utc=now
        ).entry
    except StorageError:
        return trial


def answer_until(
    workspace: Workspace, trial: KeptTrial, days: tuple[TrialDay, ...], shown: date, today: date
) -> TrialAnswer:
    """What an experiment says of the days that are shown, by what was kept of them.

    The answer of one that is over is kept; it is reckoned anew when a day was
    mended, or the program weighs in another way.
    """
    looks = tuple(kept.look for kept in trial.looks if kept.look.last_day <= shown)
    pairs = tuple(kept.pair for kept in trial.pairs)
    told = tuple(day for day in days if day.day <= shown)
    # Nobody bets on a pair that could not be kept.
    settled = trial.protocol.first_day - timedelta(days=1)
    if trial.state_on(today) is TrialState.RUNNING:
        return _answered(trial.protocol, told, shown, looks, pairs, settled)
    digest = _digest(trial.protocol, told, shown, looks, pairs)
    shelf = workspace.diary.trial_answers
    kept = shelf.get(trial.id, reckoned_by=RECKONED_BY, digest=digest)
    if kept is not None:
        return kept
    answer = _answered(trial.protocol, told, shown, looks, pairs, settled)
    try:
        shelf.keep(trial.id, answer, reckoned_by=RECKONED_BY, digest=digest)
    except StorageError:
        return answer
    return answer


def forget_answers() -> None:
    """Forget what was reckoned of a diary that was wiped."""
    _answered.cache_clear()


def _settled_until(trial: KeptTrial, shown: date, today: date) -> date:
    return min(shown, trial.last_day, today - timedelta(days=1 + DAYS_TO_TELL))


def _is_due(trial: KeptTrial, today: date) -> bool:
    """Whether a planned look is over and not yet taken; a decided experiment has no more."""
    if trial.looks and trial.looks[-1].look.verdict is not None:
        return False
    over = last_over(trial, today)
    due = [look for look in planned_looks(trial.protocol) if look.last_day <= over]
    return len(due) > len(trial.looks)


def _digest(
    protocol: TrialProtocol,
    days: tuple[TrialDay, ...],
    shown: date,
    looks: tuple[Look, ...],
    pairs: tuple[Pair, ...],
) -> str:
    """SHA-256 of all that an answer is reckoned from."""
    digest = sha256(f"{protocol.seal} {shown}".encode())
    for each in (*days, *looks, *pairs):
        digest.update(b"\n" + to_json(each))
    return digest.hexdigest()


@lru_cache(maxsize=64)
def _answered(  # noqa: PLR0913, PLR0917 - all that an answer hangs on
    protocol: TrialProtocol,
    days: tuple[TrialDay, ...],
    until: date,
    looks: tuple[Look, ...],
    pairs: tuple[Pair, ...],
    settled: date,
) -> TrialAnswer:
    """The same days give the same answer: it takes up to a second to reckon."""
    return trial_answer(
        protocol,
        days,
        last_day=until,
        looks_before=looks,
        pairs_before=pairs,
        pairs_until=settled,
    )
