"""The notes of an archive's experiments: each belongs to an experiment that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.store.archive_form import TRIAL_NOTES
from quietmuscle.store.archive_zip import not_fitting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.model.kept_trial import TrialNote


def ids_of_notes(notes: Iterable[TrialNote], trials: set[str]) -> set[str]:
    """The ids of all notes; refused where one is of an experiment that is not there."""
    found = set()
    for note in notes:
        if str(note.trial) not in trials:
            raise not_fitting(TRIAL_NOTES)
        found.add(str(note.id))
    return found
