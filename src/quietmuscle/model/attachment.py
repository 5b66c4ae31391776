"""A photo or video that belongs to an entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.moment import check_instant

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}(;[ -~]{0,80})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that the person added; its bytes are kept under their SHA-256."""

    id: UUID
    sha256: str
    media_type: str
    size_bytes: int
    added_at_utc: datetime

    def __post_init__(self) -> None:
        """Refuse what no file is: its hash names the file that is opened."""
        if not _SHA256.fullmatch(self.sha256) or self.size_bytes < 0:
            raise ValueNotUnderstoodError(Message(_("This does not describe a photo or video.")))
        if not _MEDIA_TYPE.fullmatch(self.media_type):
            raise ValueNotUnderstoodError(
                Message(
                    _("We do not know the kind of file {type}."), {"type": self.media_type[:60]}
                )
            )
        check_instant(self.added_at_utc)
