"""The shelf of experiments, and of what was told of their days."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.kept_trial import KeptLook
from quietmuscle.model.kept_trial import KeptPair
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.kept_trial import TrialNote
from quietmuscle.model.kept_trial import empty_note
from quietmuscle.model.kept_trial import note_id
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import TrialProtocol
from quietmuscle.store.engine import Database
from quietmuscle.store.keeping import EntryTable
from quietmuscle.store.keeping import change_entry
from quietmuscle.store.keeping import get_entry
from quietmuscle.store.tables import trial as table
from quietmuscle.store.tables import trial_note

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Connection
    from sqlalchemy import RowMapping

    from quietmuscle.model.saved import Saved


def row_of_trial(trial: KeptTrial) -> dict[str, Any]:
    """The columns of an experiment."""
    return {
        "id": trial.id,
        "first_day": trial.protocol.first_day,
        "last_day": trial.last_day,
        "protocol": to_json(trial.protocol).decode(),
        "sensor": None if trial.sensor is None else to_json(trial.sensor).decode(),
        "agreed_on": trial.agreed_on,
        "stopped_on": trial.stopped_on,
        "looks": _listed(trial.looks),
        "pairs": _listed(trial.pairs),
    }


def trial_of_row(row: RowMapping) -> KeptTrial:
    """The experiment that a row keeps."""
    return KeptTrial(
        id=row["id"],
        protocol=from_json(TrialProtocol, row["protocol"]),
        sensor=None if row["sensor"] is None else from_json(SensorSource, row["sensor"]),
        agreed_on=row["agreed_on"],
        stopped_on=row["stopped_on"],
        looks=from_json(tuple[KeptLook, ...], row["looks"]),
        pairs=from_json(tuple[KeptPair, ...], row["pairs"]),
    )


def _listed(each_kept: tuple[object, ...]) -> str:
    return "[" + ",".join(to_json(each).decode() for each in each_kept) + "]"


def row_of_note(note: TrialNote) -> dict[str, Any]:
    """The columns of what was told of a day."""
    return {
        "id": note.id,
        "trial_id": note.trial,
        "day": note.day,
        "followed": note.followed,
        "excuse": None if note.excuse is None else note.excuse.value,
        "minutes": note.minutes,
        "score_0_10": note.score_0_10,
    }


def note_of_row(row: RowMapping) -> TrialNote:
    """What a row keeps of a day."""
    return TrialNote(
        id=row["id"],
        trial=row["trial_id"],
        day=row["day"],
        followed=row["followed"],
        excuse=None if row["excuse"] is None else Excuse(row["excuse"]),
        minutes=row["minutes"],
        score_0_10=row["score_0_10"],
    )


TRIALS: EntryTable[KeptTrial] = EntryTable(
    kind=EntryKind.TRIAL, table=table, to_row=row_of_trial, from_row=trial_of_row
)
TRIAL_NOTES: EntryTable[TrialNote] = EntryTable(
    kind=EntryKind.TRIAL_NOTE, table=trial_note, to_row=row_of_note, from_row=note_of_row
)


@dataclass(frozen=True, slots=True)
class TrialShelf:
    """The experiments of a diary. None is ever deleted alone: all that were tried are counted."""

    database: Database

    def start(
        self, trial: KeptTrial, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[KeptTrial]:
        """Keep a new experiment; one that is known stays as it is.

        Raises ConflictError while another one runs, and for another protocol
        under a known id.
        """

        def told(before: KeptTrial | None) -> KeptTrial:
            if before is not None and before.protocol != trial.protocol:
                raise ConflictError(
                    Message(_("The plan of an experiment cannot be changed. Nothing was changed."))
                )
            return before or trial

        return change_entry(
            self.database,
            replace(TRIALS, linked=_refuse_another),
            trial.id,
            told,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def stop(
        self, trial_id: UUID, last_day: date, /, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[KeptTrial]:
        """Keep that an experiment was stopped after a day; one that was stopped stays so."""
        return self._change(
            trial_id,
            lambda trial: trial if trial.stopped_on else replace(trial, stopped_on=last_day),
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def stop_overtaken(
        self, today: date, /, *, new_id: Callable[[], UUID], recorded_at_utc: datetime
    ) -> int:
        """Stop all that run beside a newer one, on the day before it began; how many these were.

        An import can bring a second one, and neither could tell what the other did.
        """
        running = [
            trial
            for trial in reversed(self.all())
            if trial.stopped_on is None and trial.last_day >= today
        ]
        for trial, newer in pairwise(running):
            begins = newer.protocol.first_day
            self.stop(
                trial.id,
                min(max(begins - timedelta(days=1), trial.protocol.first_day), trial.last_day),
                change_id=new_id(),
                recorded_at_utc=recorded_at_utc,
            )
        return max(len(running) - 1, 0)

    def keep_looks(
        self,
        trial_id: UUID,
        looks: tuple[KeptLook, ...],
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[KeptTrial]:
        """Keep looks that were taken; those whose number is known stay as they were."""

        def told(trial: KeptTrial) -> KeptTrial:
            known = {each.look.number: each for each in trial.looks}
            every = {each.look.number: each for each in looks} | known
            return replace(trial, looks=tuple(every[number] for number in sorted(every)))

        return self._change(trial_id, told, change_id=change_id, recorded_at_utc=recorded_at_utc)

    def keep_pairs(
        self,
        trial_id: UUID,
        pairs: tuple[KeptPair, ...],
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[KeptTrial]:
        """Keep pairs that are settled; those that are known stay as they were."""
        return self._change(
            trial_id,
            lambda trial: replace(trial, pairs=trial.pairs + pairs[len(trial.pairs) :]),
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def get(self, trial_id: UUID, /) -> KeptTrial:
        """The experiment of an id; NotFoundError where there is none."""
        try:
            return get_entry(self.database, TRIALS, trial_id)
        except NotFoundError:
            raise _no_such_trial() from None

    def all(self) -> tuple[KeptTrial, ...]:
        """All experiments, the newest first."""
        query = select(table).order_by(table.c.first_day.desc(), table.c.id.desc())
        with self.database.reading() as connection:
            return tuple(map(trial_of_row, connection.execute(query).mappings()))

    def running(self, today: date) -> KeptTrial | None:
        """The experiment that runs on a day, if one does."""
        query = (
            select(table)
            .where(table.c.stopped_on.is_(None), table.c.last_day >= today)
            .order_by(table.c.first_day.desc(), table.c.id.desc())
            .limit(1)
        )
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else trial_of_row(row)

    def note(self, trial_id: UUID, day: date, /) -> TrialNote:
        """What was told of a day; an empty note where nothing was."""
        query = select(trial_note).where(trial_note.c.id == note_id(trial_id, day))
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return empty_note(trial_id, day) if row is None else note_of_row(row)

    def notes(self, trial_id: UUID, /) -> tuple[TrialNote, ...]:
        """What was told of the days of an experiment, in order."""
        query = (
            select(trial_note).where(trial_note.c.trial_id == trial_id).order_by(trial_note.c.day)
        )
        with self.database.reading() as connection:
            return tuple(map(note_of_row, connection.execute(query).mappings()))

    def change_note(
        self,
        trial_id: UUID,
        day: date,
        changed: Callable[[TrialNote], TrialNote],
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[TrialNote]:
        """Keep what is made of a day's note, or of an empty one."""
        self.get(trial_id)  # refuses a day of nothing; no experiment that is there ever goes
        return change_entry(
            self.database,
            TRIAL_NOTES,
            note_id(trial_id, day),
            lambda note: changed(note or empty_note(trial_id, day)),
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def _change(
        self,
        trial_id: UUID,
        changed: Callable[[KeptTrial], KeptTrial],
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[KeptTrial]:
        def told(trial: KeptTrial | None) -> KeptTrial:
            if trial is None:
                raise _no_such_trial()
            return changed(trial)

        return change_entry(
            self.database,
            TRIALS,
            trial_id,
            told,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )


def _refuse_another(connection: Connection, trial: KeptTrial) -> None:
    """Refuse to run two experiments: neither could tell what the other did."""
    query = select(table.c.id).where(
        table.c.id != trial.id,
        table.c.stopped_on.is_(None),
        table.c.last_day >= trial.protocol.first_day,
    )
    if connection.execute(query).first() is not None:
        raise ConflictError(
            Message(
                _(
                    "An experiment is still running, and two at once could not be told apart. "
                    "Stop it first, or wait for its end. Nothing was changed."
                )
            )
        )


def _no_such_trial() -> NotFoundError:
    return NotFoundError(Message(_("There is no such experiment.")))
