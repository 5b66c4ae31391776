"""What the diary keeps for use at home: its certificates, and the phones that were paired.

It is not the diary: it is not exported and not in a backup, and it goes when
the diary is wiped. Another computer makes its own.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.phone import Phone
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.files import put_in_place
from quietmuscle.store.files import settle
from quietmuscle.store.files import whole_or_nothing
from quietmuscle.store.location import Location
from quietmuscle.store.lock import upkeep_lock

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneList:
    """The paired phones as they lie in their file; `form` says how to read it."""

    form: int
    phones: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """The folder `home` of a diary, which only its owner can look into.

    A certificate and its private key lie in one file, so that they always fit.
    """

    location: Location

    @property
    def authority_file(self) -> Path:
        """The home authority: its key and its certificate."""
        return self.location.household_folder / "authority.pem"

    @property
    def leaf_file(self) -> Path:
        """What the server shows to phones: its key and its certificate."""
        return self.location.household_folder / "leaf.pem"

    @property
    def phones_file(self) -> Path:
        """The phones that were paired."""
        return self.location.household_folder / "phones.json"

    def authority(self) -> bytes | None:
        """The home authority, or None where there is none yet."""
        return self._read(self.authority_file)

    def leaf(self) -> bytes | None:
        """The server's certificate, or None where there is none yet."""
        return self._read(self.leaf_file)

    def keep_authority(self, pem: bytes) -> None:
        """Keep a new home authority."""
        self._write(self.authority_file, pem)

    def keep_leaf(self, pem: bytes) -> None:
        """Keep a new certificate of the server."""
        self._write(self.leaf_file, pem)

    def phones(self) -> tuple[Phone, ...]:
        """The paired phones, as the file has them at this moment.

        Nobody is let in where the file cannot be read: that is a StorageError.
        """
        text = self._read(self.phones_file)
        if text is None:
            return ()
        try:
            return from_json(PhoneList, text).phones
        except ValueNotUnderstoodError as error:
            raise StorageError(
                Message(
                    _(
                        "The list of phones in {file} cannot be read. Your diary is safe; "
                        "please delete that file and pair your phone again."
                    ),
                    {"file": self.phones_file},
                )
            ) from error

    def add(self, phone: Phone) -> None:
        """Let a phone in from now on."""
        with upkeep_lock(self.location):
            self._write_phones((*self.phones(), phone))

    def remove(self, phone_id: UUID) -> None:
        """Shut a phone out at once; NotFoundError where there is no such phone."""
        with upkeep_lock(self.location):
            known = self.phones()
            left = tuple(phone for phone in known if phone.id != phone_id)
            if left == known:
                raise NotFoundError(
                    Message(_("There is no such phone; perhaps it was removed already."))
                )
            self._write_phones(left)

    def _write_phones(self, phones: tuple[Phone, ...]) -> None:
        self._write(self.phones_file, to_json(PhoneList(form=FORM, phones=phones), indent=1))

    def _read(self, file: Path) -> bytes | None:
        with plain_faults(self.location), suppress(FileNotFoundError):
            return file.read_bytes()
        return None

    def _write(self, file: Path, content: bytes) -> None:
        with (
            plain_faults(self.location),
            whole_or_nothing(self.location.household_folder) as (part, path),
        ):
            part.write(content)
            settle(part)
            part.close()  # Windows moves no open file
            put_in_place(path, file)
