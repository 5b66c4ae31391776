"""A measurement that is kept in the diary, and what the person says against it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.checks import NAME_LIMIT_CHARACTERS
from quietmuscle.model.checks import NOTE_LIMIT_CHARACTERS
from quietmuscle.model.checks import check_text
from quietmuscle.model.episode import MOST_SITES
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Measurement
from quietmuscle.model.measurement import MeasurementSummary
from quietmuscle.model.measurement import Quality
from quietmuscle.model.moment import Moment
from quietmuscle.model.moment import check_instant
from quietmuscle.model.recording import Modality
from quietmuscle.model.site import SiteRef

MOST_CORRECTIONS = 500
MOST_LEFT_OUT = 100
LONGEST_S = 10 * 24 * 3600.0
MOST_EVENTS = 200_000
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}")
_ENGINE = re.compile(r"[0-9A-Za-z. +-]{1,60}")


class MadeWith(StrEnum):
    """How a recording came about."""

    FILE = "file"
    CAMERA = "camera"
    PHONE_SENSOR = "phone_sensor"


class Posture(StrEnum):
    """How the person lay or sat while it was recorded."""

    LYING = "lying"
    SITTING = "sitting"
    STANDING = "standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFile:
    """The file that was measured: its name, size and SHA-256, also where it was not kept.

    Where `is_kept`, its bytes lie with the photos under the measurement's id.
    `picture_px` is the (width, height) of a video's upright picture. `posture`
    is how the person was while it was made; None means "not told".
    """

    name: str
    size_bytes: int
    sha256: str
    media_type: str = "application/octet-stream"
    is_kept: bool = False
    picture_px: tuple[int, int] | None = None
    posture: Posture | None = None

    def __post_init__(self) -> None:
        """Refuse what describes no file."""
        check_text(self.name, NAME_LIMIT_CHARACTERS)
        if (
            not _SHA256.fullmatch(self.sha256)
            or self.size_bytes < 0
            or not _MEDIA_TYPE.fullmatch(self.media_type)
            or (self.picture_px is not None and not all(side > 0 for side in self.picture_px))
        ):
            raise ValueNotUnderstoodError(Message(_("This does not describe a recording.")))


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineResult:
    """What the engine found, without its events: they are kept beside it, for they may be many.

    Never changed once it is kept. `usable_s` is the time over which twitches
    could have been seen.
    """

    modality: Modality
    engine_version: str
    duration_s: float
    usable_s: float
    quality: tuple[Quality, ...]
    summary: MeasurementSummary
    parameters: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        """Refuse times that no recording has, and counts below nothing."""
        if (
            not 0 <= self.duration_s <= LONGEST_S
            or not 0 <= self.usable_s <= LONGEST_S
            or not 0 <= self.summary.fasciculations <= MOST_EVENTS
            or not _ENGINE.fullmatch(self.engine_version)
        ):
            raise ValueNotUnderstoodError(Message(_("This measurement cannot be read.")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the person says of one event; it stands beside the machine's word, never in its place.

    Either `event` is the number of an event of the machine, counted from 0,
    and `was` what the machine called it; or `onset_s` is when the machine
    missed one, in seconds from the start. `kind` is what the person says it
    is: FASCICULATION is "it was a twitch", OTHER is "not a twitch".
    """

    id: UUID
    told_at_utc: datetime
    kind: EventKind
    event: int | None = None
    was: EventKind | None = None
    onset_s: float | None = None

    def __post_init__(self) -> None:
        """Refuse a correction of nothing, or of two things."""
        check_instant(self.told_at_utc)
        of_machine = self.event is not None and self.was is not None and self.onset_s is None
        missed = self.event is None and self.was is None and self.onset_s is not None
        if (
            not (of_machine or missed)
            or (self.event is not None and not 0 <= self.event < MOST_EVENTS)
            or (self.onset_s is not None and not math.isfinite(self.onset_s))
        ):
            raise ValueNotUnderstoodError(Message(_("This correction cannot be read.")))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A stretch of a recording that the person leaves out, beside the machine's result.

    It runs from `start_s` up to `stop_s`, in seconds from the start of the
    recording. The machine's events that begin in it are those with numbers from
    `first_event` up to but without `stop_event`; `twitches` of them it called
    fasciculations. So it can be counted without reading all events again.
    """

    id: UUID
    told_at_utc: datetime
    start_s: float
    stop_s: float
    first_event: int
    stop_event: int
    twitches: int

    def __post_init__(self) -> None:
        """Refuse a stretch without length, and more twitches than events."""
        check_instant(self.told_at_utc)
        if (
            not 0 <= self.start_s < self.stop_s <= LONGEST_S
            or not 0 <= self.first_event <= self.stop_event <= MOST_EVENTS
            or not 0 <= self.twitches <= self.stop_event - self.first_event
        ):
            raise ValueNotUnderstoodError(Message(_("This stretch cannot be read.")))

    def holds(self, correction: Correction) -> bool:
        """Whether the event that a correction is of begins in the stretch."""
        if correction.event is not None:
            return self.first_event <= correction.event < self.stop_event
        return correction.onset_s is not None and self.start_s <= correction.onset_s < self.stop_s


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMeasurement:
    """A measurement in the diary: when, where, how it was made, and what was found.

    No `sites` means "not told". `corrections` are those that stand: at most one
    for each event; what was said before is in the history. `left_out` are the
    stretches that the person leaves out, in the order of time, none over another.
    """

    id: UUID
    moment: Moment
    sites: tuple[SiteRef, ...]
    made_with: MadeWith
    recording: RecordingFile
    result: MachineResult
    corrections: tuple[Correction, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a place or an event that is named twice, and what lies outside the recording."""
        check_text(self.note, NOTE_LIMIT_CHARACTERS)
        if len(self.sites) > MOST_SITES or len(set(self.sites)) != len(self.sites):
            raise ValueNotUnderstoodError(
                Message(
                    _("Each place can be named once, and at most {most}."), {"most": MOST_SITES}
                )
            )
        if len(self.corrections) > MOST_CORRECTIONS:
            raise ValueNotUnderstoodError(
                Message(
                    _("At most {most} corrections fit to one measurement."),
                    {"most": MOST_CORRECTIONS},
                )
            )
        ids = [each.id for each in self.corrections]
        events = [each.event for each in self.corrections if each.event is not None]
        if len(set(ids)) != len(ids) or len(set(events)) != len(events):
            raise ValueNotUnderstoodError(Message(_("Each event is corrected once.")))
        for each in self.corrections:
            if each.onset_s is not None and not 0 <= each.onset_s <= self.result.duration_s:
                raise ValueNotUnderstoodError(
                    Message(
                        _("The recording lasts {duration} s; {onset} s is not within it."),
                        {
                            "duration": f"{self.result.duration_s:.2f}",
                            "onset": f"{each.onset_s:.2f}",
                        },
                    )
                )
        self._check_left_out()

    def _check_left_out(self) -> None:
        """Refuse stretches that lie over one another, or reach beyond the recording."""
        if len(self.left_out) > MOST_LEFT_OUT:
            raise ValueNotUnderstoodError(
                Message(
                    _("At most {most} stretches of one recording can be left out."),
                    {"most": MOST_LEFT_OUT},
                )
            )
        stop_s, stop_event = 0.0, 0
        for each in self.left_out:
            if each.start_s < stop_s or each.first_event < stop_event:
                raise ValueNotUnderstoodError(
                    Message(_("A part of this stretch is left out already. Nothing was changed."))
                )
            stop_s, stop_event = each.stop_s, each.stop_event
        if stop_s > self.result.duration_s or len({each.id for each in self.left_out}) < len(
            self.left_out
        ):
            raise ValueNotUnderstoodError(Message(_("This stretch cannot be read.")))


def result_of(measurement: Measurement) -> MachineResult:
    """A measurement without its events."""
    return MachineResult(
        modality=measurement.modality,
        engine_version=measurement.engine_version,
        duration_s=measurement.duration_s,
        usable_s=measurement.usable_s,
        quality=measurement.quality,
        summary=measurement.summary,
        parameters=measurement.parameters,
    )


def measurement_with(result: MachineResult, events: tuple[Event, ...]) -> Measurement:
    """The whole measurement of the engine again, to the last digit."""
    return Measurement(
        modality=result.modality,
        engine_version=result.engine_version,
        duration_s=result.duration_s,
        usable_s=result.usable_s,
        quality=result.quality,
        events=events,
        summary=result.summary,
        parameters=result.parameters,
    )
