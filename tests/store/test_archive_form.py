"""The form of archives is what its reference says."""

from __future__ import annotations

import pytest
from entries import NOW_UTC
from entries import a_medicine_change
from entries import an_episode
from repository import ROOT

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.store import archive_form
from quietmuscle.store.archive_form import EpisodeLine
from quietmuscle.store.archive_form import MedicineLine

REFERENCE = (ROOT / "docs" / "reference" / "archive.md").read_text("utf-8")


def test_the_reference_names_every_member_and_the_version() -> None:
    for name in (archive_form.MANIFEST, *archive_form.TEXT_MEMBERS):
        assert f"`{name}`" in REFERENCE
    assert f'"{archive_form.FORMAT}"' in REFERENCE
    assert f"version {archive_form.VERSION}" in REFERENCE


def test_the_reference_names_every_limit() -> None:
    for limit in (archive_form.MOST_MEMBERS, archive_form.MOST_LINES):
        assert f"{limit:,}" in REFERENCE


def test_deletions_have_real_times() -> None:
    wrong = NOW_UTC.replace(year=2400)
    for line, entry in ((EpisodeLine, an_episode()), (MedicineLine, a_medicine_change())):
        assert line(entry=entry, deleted_at_utc=NOW_UTC).deleted_at_utc == NOW_UTC
        assert line(entry=entry).deleted_at_utc is None
        with pytest.raises(ValueNotUnderstoodError):
            line(entry=entry, deleted_at_utc=wrong)
