"""A recording that arrived and is to be measured: what is known of it, and how far it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.checks import NAME_LIMIT_CHARACTERS
from quietmuscle.model.checks import NOTE_LIMIT_CHARACTERS
from quietmuscle.model.checks import check_text
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.model.moment import Moment
from quietmuscle.model.recording import Modality
from quietmuscle.model.site import SiteRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A recording to be measured, and what its measurement shall say of it.

    `id` is that of the measurement it becomes. `rate_hz` and `unit` are given
    where the file is silent. `keep_recording` says that the file itself is
    wanted in the diary, too. `tries` counts how often measuring it was begun.
    """

    id: UUID
    name: str
    made_with: MadeWith
    moment: Moment
    size_bytes: int = 0
    sha256: str = ""
    modality: Modality | None = None
    rate_hz: float | None = None
    unit: str | None = None
    sites: tuple[SiteRef, ...] = ()
    note: str = ""
    posture: Posture | None = None
    keep_recording: bool = False
    tries: int = 0

    def __post_init__(self) -> None:
        """Refuse names and rates that no recording has."""
        check_text(self.name, NAME_LIMIT_CHARACTERS)
        check_text(self.note, NOTE_LIMIT_CHARACTERS)
        if self.rate_hz is not None and not (math.isfinite(self.rate_hz) and self.rate_hz > 0):
            raise ValueNotUnderstoodError(
                Message(_("A sampling rate is a number above 0, in samples per second."))
            )


class UploadState(StrEnum):
    """What became of an upload so far."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadStatus:
    """How far an upload is, from 0 to 1, and why it was refused.

    `needs` names what has to be told so that it can be measured: rate_hz.
    `is_held` says that a recording which failed by no fault of its own still
    lies here, until the person has it tried again or lets it go.
    """

    id: UUID
    state: UploadState
    progress: float = 0.0
    reason: Message | None = None
    needs: tuple[str, ...] = ()
    remarks: tuple[Message, ...] = ()
    is_held: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state not in (UploadState.WAITING, UploadState.RUNNING)
