"""The settings, for programs."""

from __future__ import annotations

from datetime import time
from typing import Annotated
from typing import Self

from fastapi import Request
from fastapi import Response
from pydantic import Field
from pydantic import StrictBool
from pydantic import StringConstraints

from quietmuscle.base.units import UnitSystem
from quietmuscle.base.zone import DEFAULT_DAY_START
from quietmuscle.flow import preferences
from quietmuscle.flow.reminders import calendar_of_reminders
from quietmuscle.model.day import DayItem
from quietmuscle.model.settings import MOST_REMINDERS
from quietmuscle.model.settings import RECORDING_LIMITS_MB
from quietmuscle.model.settings import Settings
from quietmuscle.model.settings import TextSize
from quietmuscle.model.settings import Theme
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.part import Part
from quietmuscle.web.wire import ClockTime
from quietmuscle.web.wire import Wire

router = Part(tags=["settings"])

_CALENDAR = {"schema": {"type": "string"}}

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})?$")]


class SettingsWire(Wire):
    """How the person wants the app to be."""

    zone: str | None = Field(
        default=None, description="An IANA zone such as Europe/London; null follows the device."
    )
    day_start: ClockTime = f"{DEFAULT_DAY_START:%H:%M}"
    units: UnitSystem = UnitSystem.METRIC
    country: Country | None = None
    language: Language = "en"
    calm_mode: StrictBool = False
    theme: Theme = Theme.SYSTEM
    text_size: TextSize = TextSize.NORMAL
    day_items: tuple[DayItem, ...] = Field(
        default=tuple(DayItem), json_schema_extra={"uniqueItems": True}
    )
    reminders: tuple[ClockTime, ...] = Field(default=(), max_length=MOST_REMINDERS)
    introduced: StrictBool = False
    recording_limit_mb: int = Field(
        default=500,
        ge=RECORDING_LIMITS_MB[0],
        le=RECORDING_LIMITS_MB[1],
        strict=True,
        description="The largest recording that is taken to be measured, in MB.",
    )

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The settings as they go over the wire."""
        return cls(
            zone=settings.zone,
            day_start=f"{settings.day_start:%H:%M}",
            units=settings.units,
            country=settings.country,
            language=settings.language,
            calm_mode=settings.calm_mode,
            theme=settings.theme,
            text_size=settings.text_size,
            day_items=settings.day_items,
            reminders=tuple(f"{reminder:%H:%M}" for reminder in settings.reminders),
            introduced=settings.introduced,
            recording_limit_mb=settings.recording_limit_mb,
        )

    def settings(self) -> Settings:
        """The settings that came over the wire."""
        return Settings(
            zone=self.zone,
            day_start=time.fromisoformat(self.day_start),
            units=self.units,
            country=self.country,
            language=self.language,
            calm_mode=self.calm_mode,
            theme=self.theme,
            text_size=self.text_size,
            day_items=self.day_items,
            reminders=tuple(time.fromisoformat(reminder) for reminder in self.reminders),
            introduced=self.introduced,
            recording_limit_mb=self.recording_limit_mb,
        )


@router.get(
    "/reminders.ics",
    response_class=Response,
    responses={200: {"description": "A calendar.", "content": {"text/calendar": _CALENDAR}}},
)
def get_reminders(request: Request, workspace: ThisWorkspace) -> Response:
    """The reminders as a calendar, to be opened or followed by a calendar program."""
    feed = calendar_of_reminders(workspace, device_zone=device_zone(request))
    name = 'inline; filename="quietmuscle-reminders.ics"'
    return Response(feed, media_type="text/calendar", headers={"content-disposition": name})


@router.get("/settings")
def get_settings(workspace: ThisWorkspace) -> SettingsWire:
    """The settings as they are."""
    return SettingsWire.of(preferences.settings(workspace))


@router.put("/settings")
def put_settings(workspace: ThisWorkspace, wanted: SettingsWire) -> SettingsWire:
    """The settings from now on; a field that is left out takes its first value."""
    return SettingsWire.of(preferences.change_settings(workspace, wanted.settings()))
