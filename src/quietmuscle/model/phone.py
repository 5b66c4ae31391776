"""A phone that was paired with the diary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.checks import check_text
from quietmuscle.model.moment import check_instant

PHONE_NAME_LIMIT_CHARACTERS = 60
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A phone that may open the diary in the home network until it is removed.

    The phone alone has its secret; what is kept is the secret's SHA-256.
    """

    id: UUID
    name: str
    secret_sha256: str
    paired_at_utc: datetime

    def __post_init__(self) -> None:
        """Refuse a phone without a name, and what is no hash."""
        check_text(self.name, PHONE_NAME_LIMIT_CHARACTERS)
        if not self.name.strip():
            raise ValueNotUnderstoodError(Message(_("Please give the phone a name.")))
        if not _SHA256.fullmatch(self.secret_sha256):
            raise ValueNotUnderstoodError(Message(_("This does not describe a paired phone.")))
        check_instant(self.paired_at_utc)
