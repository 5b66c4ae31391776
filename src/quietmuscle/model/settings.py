"""How the person wants the app to be, and what they tell about themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from datetime import time
from enum import StrEnum

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.units import UnitSystem
from quietmuscle.base.zone import DEFAULT_DAY_START
from quietmuscle.base.zone import read_zone
from quietmuscle.model.checks import NAME_LIMIT_CHARACTERS
from quietmuscle.model.checks import check_text
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import check_day

MOST_REMINDERS = 4
LATEST_DAY_START = time(12, 0)
RECORDING_LIMITS_MB = (10, 4000)


class Theme(StrEnum):
    """The colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class TextSize(StrEnum):
    """The size of the text."""

    NORMAL = "normal"
    LARGE = "large"
    VERY_LARGE = "very_large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the person wants the app to be.

    A `zone` of None follows the device. `country` is an ISO 3166 code of two
    letters, or None where it was not told. `introduced` says that the first
    screens were seen or skipped. `recording_limit_mb` is the largest recording
    that is taken to be measured, in millions of bytes.
    """

    zone: str | None = None
    day_start: time = DEFAULT_DAY_START
    units: UnitSystem = UnitSystem.METRIC
    country: str | None = None
    language: str = "en"
    calm_mode: bool = False
    theme: Theme = Theme.SYSTEM
    text_size: TextSize = TextSize.NORMAL
    day_items: tuple[DayItem, ...] = tuple(DayItem)
    reminders: tuple[time, ...] = ()
    introduced: bool = False
    recording_limit_mb: int = 500

    def __post_init__(self) -> None:
        """Refuse settings that would break a day or a page."""
        if any(wall.tzinfo is not None for wall in (self.day_start, *self.reminders)):
            raise ValueNotUnderstoodError(
                Message(_("A time of day is given without a zone, such as 04:00."))
            )
        if self.zone is not None:
            read_zone(self.zone)
        if self.day_start > LATEST_DAY_START:
            raise ValueNotUnderstoodError(
                Message(_("The day can start between midnight and noon."))
            )
        if self.country is not None and not re.fullmatch(r"[A-Z]{2}", self.country):
            raise ValueNotUnderstoodError(
                Message(_("A country is given by two capital letters, such as GB."))
            )
        if not re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})?", self.language):
            raise ValueNotUnderstoodError(Message(_("We do not know that language.")))
        if len(set(self.day_items)) != len(self.day_items):
            raise ValueNotUnderstoodError(Message(_("Each item of the day can be chosen once.")))
        least, most = RECORDING_LIMITS_MB
        if not least <= self.recording_limit_mb <= most:
            raise ValueNotUnderstoodError(
                Message(
                    _("A recording may have from {least} to {most} MB."),
                    {"least": least, "most": most},
                )
            )
        if len(self.reminders) > MOST_REMINDERS:
            raise ValueNotUnderstoodError(
                Message(_("At most {most} reminders a day."), {"most": MOST_REMINDERS})
            )


class MSType(StrEnum):
    """The type of multiple sclerosis, as the person was told."""

    RELAPSING_REMITTING = "relapsing_remitting"
    SECONDARY_PROGRESSIVE = "secondary_progressive"
    PRIMARY_PROGRESSIVE = "primary_progressive"
    CLINICALLY_ISOLATED = "clinically_isolated"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the person wants the neurologist to read at the top of the page.

    All of it is optional, and none of it is needed to use the app.
    """

    name: str = ""
    born_on: date | None = None
    ms_type: MSType | None = None
    diagnosed_year: int | None = None
    main_problem: str = ""
    questions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse absurd dates and endless lines."""
        for text in (self.name, self.main_problem, *self.questions):
            check_text(text, NAME_LIMIT_CHARACTERS)
        if len(self.questions) > 3:
            raise ValueNotUnderstoodError(
                Message(_("Three questions are what a visit has room for."))
            )
        if self.born_on is not None:
            check_day(self.born_on)
        if self.diagnosed_year is not None and not 1900 <= self.diagnosed_year <= 2199:
            raise ValueNotUnderstoodError(
                Message(_("The year {year} does not fit."), {"year": self.diagnosed_year})
            )
