"""A photo or video that belongs to an entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that the person added; its bytes are kept under their SHA-256."""

    id: UUID
    sha256: str
    media_type: str
    size_bytes: int
    added_at_utc: datetime
