"""What experiments that are over say: kept so that a list of many years comes at once.

It is no entry of the diary: it has no history, is in no archive, and can be
reckoned anew at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.trial_answer import TrialAnswer
from quietmuscle.store.engine import Database
from quietmuscle.store.tables import trial_answer as table

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class TrialAnswerShelf:
    """One answer an experiment, with what reckoned it and a digest of what it was reckoned from."""

    database: Database

    def get(self, trial_id: UUID, /, *, reckoned_by: str, digest: str) -> TrialAnswer | None:
        """The answer, if it was reckoned in this way from just this."""
        query = select(table.c.answer).where(
            table.c.trial_id == trial_id,
            table.c.reckoned_by == reckoned_by,
            table.c.digest == digest,
        )
        with self.database.reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
        try:
            return None if found is None else from_json(TrialAnswer, found)
        except ValueNotUnderstoodError:
            return None  # of another version, which had other words for the same

    def keep(
        self, trial_id: UUID, answer: TrialAnswer, /, *, reckoned_by: str, digest: str
    ) -> None:
        """Keep an answer in the place of an earlier one."""
        row = {
            "trial_id": trial_id,
            "reckoned_by": reckoned_by,
            "digest": digest,
            "answer": to_json(answer).decode(),
        }
        with self.database.writing() as connection:
            connection.execute(delete(table).where(table.c.trial_id == trial_id))
            connection.execute(insert(table).values(row))
