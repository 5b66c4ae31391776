from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC

from quietmuscle.store import refusals
from quietmuscle.store.backup import make_backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.diary import open_diary

if TYPE_CHECKING:
    from quietmuscle.store.location import Location


def test_a_disk_that_fails_while_looking_for_backups_does_not_hide_the_damage(
    location: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_location: object) -> None:
        raise OSError(errno.EIO, "the disk is broken")

    monkeypatch.setattr(refusals, "newest_good", fail)
    assert "There is no good backup" in str(refusals.damaged(location))


@pytest.mark.postgres
def test_a_postgres_database_has_its_own_words(postgres_location: Location) -> None:
    open_diary(postgres_location, NOW_UTC).close()
    backup = make_backup(postgres_location, BackupReason.DAILY, NOW_UTC)
    sentence = str(refusals.damaged(postgres_location))
    assert "The PostgreSQL database holds damaged entries." in sentence
    assert backup.name in sentence
