"""Notes of experiments in an archive belong to one that is there; older ones have no pairs."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from archives import packed
from archives import parts_of
from archives import take_in
from archives import truthful
from archives import with_manifest
from entries import NOW_UTC

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.store.archive_check import checked_archive

if TYPE_CHECKING:
    from archives import Parts

    from quietmuscle.store.diary import Diary


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


def without_pairs(line: bytes) -> bytes:
    """A line of an archive in which no experiment has pairs."""
    told = json.loads(line)
    for trial in (told, *(told.get(name) or {} for name in ("before", "after", "entry", "value"))):
        trial.pop("pairs", None)
    return json.dumps(told).encode() + b"\n"


def test_an_experiment_of_version_5_comes_without_pairs(
    any_diary: Diary, full_archive: bytes
) -> None:
    parts = parts_of(full_archive)
    assert b'"pairs":[{' in parts["trials.ndjson"]
    old = {
        name: b"".join(map(without_pairs, parts[name].splitlines()))
        for name in ("trials.ndjson", "revisions.ndjson")
    }
    assert not any(b'"pairs"' in content for content in old.values())
    take_in(any_diary, packed(with_manifest(truthful(parts | old), version=5)), NOW_UTC)
    trials = any_diary.trials.all()
    assert len(trials) == parts["trials.ndjson"].count(b"\n") > 0
    assert all(trial.pairs == () for trial in trials)
