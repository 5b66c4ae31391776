"""Notes of experiments in an archive belong to one that is there."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from archives import packed
from archives import parts_of
from archives import truthful

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.store.archive_check import checked_archive

if TYPE_CHECKING:
    from archives import Parts


def check(parts: Parts) -> None:
    with checked_archive(io.BytesIO(packed(truthful(parts)))):
        pass


def test_notes_of_an_experiment_that_is_there_are_taken(full_archive: bytes) -> None:
    check(parts_of(full_archive))


def test_a_note_of_no_experiment_is_refused(full_archive: bytes) -> None:
    parts = parts_of(full_archive)
    revisions = parts["revisions.ndjson"].splitlines(keepends=True)
    lost = {
        "trials.ndjson": b"",
        "revisions.ndjson": b"".join(each for each in revisions if b'"kind":"trial"' not in each),
    }
    with pytest.raises(ArchiveRefusedError, match="trial_notes"):
        check(parts | lost)
    check(
        parts
        | lost
        | {
            "trial_notes.ndjson": b"",
            "revisions.ndjson": b"".join(
                each for each in revisions if b'"kind":"trial' not in each
            ),
        }
    )
