"""Model objects as rows of tables, and back."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from quietmuscle.model.attachment import Attachment
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabResult
from quietmuscle.model.lab import LabUnit
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.moment import Moment
from quietmuscle.model.session_use import SessionEnd
from quietmuscle.model.session_use import SessionUse
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

Values = dict[str, Any]
"""The columns of one row, by name."""


def folded(text: str) -> str:
    """A text as a search sees it: without capitals, accents spelt one way."""
    return unicodedata.normalize("NFC", text.casefold())


def spell_sites(sites: tuple[SiteRef, ...]) -> str:
    """Places as one text with a space around each, so that LIKE finds a whole code."""
    return f" {' '.join(map(str, sites))} "


def read_sites(text: str) -> tuple[SiteRef, ...]:
    """The places that `spell_sites` wrote."""
    return tuple(
        SiteRef(code, Side(side)) for code, side in (word.split(".") for word in text.split())
    )


def row_of_episode(episode: Episode) -> Values:
    """The columns of an episode."""
    moment = episode.moment
    local = moment.local
    return {
        "id": episode.id,
        "instant_utc": moment.instant_utc,
        "zone": moment.zone,
        "offset_s": moment.offset_s,
        "logical_day": moment.logical_day,
        "time_known": moment.time_known,
        "weekday": local.weekday(),
        "hour": local.hour,
        "sites": spell_sites(episode.sites),
        "kind": None if episode.kind is None else episode.kind.value,
        "count": episode.count,
        "intensity_0_10": episode.intensity_0_10,
        "bother_0_10": episode.bother_0_10,
        "lasted": None if episode.lasted is None else episode.lasted.value,
        "painful": episode.painful,
        "weak": episode.weak,
        "stiff": episode.stiff,
        "doing": None if episode.doing is None else episode.doing.value,
        "note": episode.note,
        "note_folded": folded(episode.note),
        "attachments": " ".join(map(str, episode.attachments)),
    }


def episode_of_row(row: RowMapping) -> Episode:
    """The episode that a row keeps."""
    return Episode(
        id=row["id"],
        moment=Moment(
            instant_utc=row["instant_utc"],
            zone=row["zone"],
            offset_s=row["offset_s"],
            logical_day=row["logical_day"],
            time_known=row["time_known"],
        ),
        sites=read_sites(row["sites"]),
        kind=None if row["kind"] is None else FeltKind(row["kind"]),
        count=row["count"],
        intensity_0_10=row["intensity_0_10"],
        bother_0_10=row["bother_0_10"],
        lasted=None if row["lasted"] is None else Lasted(row["lasted"]),
        painful=row["painful"],
        weak=row["weak"],
        stiff=row["stiff"],
        doing=None if row["doing"] is None else Doing(row["doing"]),
        note=row["note"],
        attachments=tuple(map(UUID, row["attachments"].split())),
    )


def row_of_day(log: DayLog) -> Values:
    """The columns of what was told about a day."""
    answers: Values = {item.value: log.value(item) for item in DayItem}
    return {"day": log.day, "none_today": log.none_today, **answers}


def day_of_row(row: RowMapping) -> DayLog:
    """What was told about a day, its answers in the order of the questions."""
    return DayLog(
        day=row["day"],
        answers=tuple(
            DayAnswer(item=item, value=row[item.value])
            for item in DayItem
            if row[item.value] is not None
        ),
        none_today=row["none_today"],
    )


def row_of_medicine_change(change: MedicineChange) -> Values:
    """The columns of a change of medicine."""
    moment = change.moment
    return {
        "id": change.id,
        "day": change.day,
        "name": change.name,
        "action": change.action.value,
        "dose": change.dose,
        "note": change.note,
        "catalogue_id": change.catalogue_id,
        "instant_utc": None if moment is None else moment.instant_utc,
        "zone": None if moment is None else moment.zone,
        "offset_s": None if moment is None else moment.offset_s,
    }


def medicine_change_of_row(row: RowMapping) -> MedicineChange:
    """The change of medicine that a row keeps."""
    return MedicineChange(
        id=row["id"],
        day=row["day"],
        name=row["name"],
        action=MedicineAction(row["action"]),
        dose=row["dose"],
        note=row["note"],
        catalogue_id=row["catalogue_id"],
        moment=None
        if row["instant_utc"] is None
        else Moment(
            instant_utc=row["instant_utc"],
            zone=row["zone"],
            offset_s=row["offset_s"],
            logical_day=row["day"],
        ),
    )


def row_of_session_use(use: SessionUse) -> Values:
    """The columns of a use of a session."""
    return {
        "id": use.id,
        "instant_utc": use.moment.instant_utc,
        "zone": use.moment.zone,
        "offset_s": use.moment.offset_s,
        "logical_day": use.moment.logical_day,
        "session": use.session,
        "ended": use.ended.value,
        "steps_done": " ".join(use.steps_done),
        "lasted_s": use.lasted_s,
        "bother_before_0_10": use.bother_before_0_10,
        "bother_after_0_10": use.bother_after_0_10,
    }


def session_use_of_row(row: RowMapping) -> SessionUse:
    """The use of a session that a row keeps."""
    return SessionUse(
        id=row["id"],
        moment=Moment(
            instant_utc=row["instant_utc"],
            zone=row["zone"],
            offset_s=row["offset_s"],
            logical_day=row["logical_day"],
        ),
        session=row["session"],
        ended=SessionEnd(row["ended"]),
        steps_done=tuple(row["steps_done"].split()),
        lasted_s=row["lasted_s"],
        bother_before_0_10=row["bother_before_0_10"],
        bother_after_0_10=row["bother_after_0_10"],
    )


def row_of_lab_result(result: LabResult) -> Values:
    """The columns of a blood result."""
    return {
        "id": result.id,
        "day": result.day,
        "analyte": result.analyte.value,
        "value": result.value,
        "unit": result.unit.value,
        "range_low": result.range_low,
        "range_high": result.range_high,
        "note": result.note,
    }


def lab_result_of_row(row: RowMapping) -> LabResult:
    """The blood result that a row keeps."""
    return LabResult(
        id=row["id"],
        day=row["day"],
        analyte=Analyte(row["analyte"]),
        value=row["value"],
        unit=LabUnit(row["unit"]),
        range_low=row["range_low"],
        range_high=row["range_high"],
        note=row["note"],
    )


def row_of_attachment(attachment: Attachment) -> Values:
    """The columns of a photo or video."""
    return {
        "id": attachment.id,
        "sha256": attachment.sha256,
        "media_type": attachment.media_type,
        "size_bytes": attachment.size_bytes,
        "added_at_utc": attachment.added_at_utc,
    }


def attachment_of_row(row: RowMapping) -> Attachment:
    """The photo or video that a row describes."""
    return Attachment(
        id=row["id"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        size_bytes=row["size_bytes"],
        added_at_utc=row["added_at_utc"],
    )
