from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID
from zipfile import ZipFile

import pytest

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import StorageError
from quietmuscle.model.phone import Phone
from quietmuscle.store.archive_out import write_archive
from quietmuscle.store.household import Household
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary
    from quietmuscle.store.location import Location

PHONE = Phone(
    id=UUID("019ab000-0000-7000-8000-000000000001"),
    name="Ada's phone",
    secret_sha256="0f" * 32,
    paired_at_utc=datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
)
OTHER = replace(PHONE, id=UUID("019ab000-0000-7000-8000-000000000002"), name="An old one")


@pytest.fixture
def household(location: Location) -> Household:
    return Household(location)


def test_at_first_there_is_nothing(household) -> None:
    assert household.authority() is None
    assert household.leaf() is None
    assert household.phones() == ()
    assert not household.location.household_folder.exists()


def test_what_is_kept_is_there_for_who_comes_later(household, location) -> None:
    household.keep_authority(b"authority")
    household.keep_leaf(b"leaf")
    household.add(PHONE)
    household.add(OTHER)
    later = Household(location)
    assert (later.authority(), later.leaf()) == (b"authority", b"leaf")
    assert later.phones() == (PHONE, OTHER)


def test_a_phone_is_removed_alone_and_once(household) -> None:
    household.add(PHONE)
    household.add(OTHER)
    household.remove(PHONE.id)
    assert household.phones() == (OTHER,)
    with pytest.raises(NotFoundError):
        household.remove(PHONE.id)
    assert household.phones() == (OTHER,)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a person's folders to themselves")
def test_only_its_owner_can_look_into_it(household) -> None:
    household.keep_authority(b"authority")
    household.keep_leaf(b"leaf")
    household.add(PHONE)
    folder = household.location.household_folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {"authority.pem": 0o600, "leaf.pem": 0o600, "phones.json": 0o600}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"form": 1}', '{"form": 1, "phones": [{}]}'])
def test_a_damaged_list_lets_nobody_in_and_says_what_to_do(household, text) -> None:
    household.add(PHONE)
    household.phones_file.write_text(text, "utf-8")
    with pytest.raises(StorageError, match="delete that file and pair your phone again"):
        household.phones()


def test_a_file_that_cannot_be_read_is_a_clear_refusal(household) -> None:
    household.phones_file.mkdir(parents=True)
    with pytest.raises(StorageError, match="could not be used"):
        household.phones()


def test_no_part_of_it_leaves_with_an_export(diary: Diary, household) -> None:
    household.keep_authority(b"PRIVATE KEY of the household")
    household.add(PHONE)
    archive = BytesIO()
    write_archive(diary, archive)
    with ZipFile(archive) as opened:
        content = b"".join(opened.read(name) for name in opened.namelist())
    assert b"PRIVATE KEY of the household" not in content
    assert PHONE.secret_sha256.encode() not in content


def test_it_goes_when_the_diary_is_wiped(diary: Diary, household) -> None:
    household.keep_authority(b"authority")
    household.add(PHONE)
    wipe(diary)
    assert not household.location.household_folder.exists()
    assert household.phones() == ()
