"""The Settings page: time, units, look, the day's items, reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.base.text import _
from quietmuscle.base.text import languages
from quietmuscle.base.units import UnitSystem
from quietmuscle.flow import preferences
from quietmuscle.flow.place import zone_of
from quietmuscle.knowledge.countries import countries
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayQuestion
from quietmuscle.model.day import day_question
from quietmuscle.model.settings import LATEST_DAY_START
from quietmuscle.model.settings import MOST_REMINDERS
from quietmuscle.model.settings import Settings
from quietmuscle.model.settings import TextSize
from quietmuscle.model.settings import Theme
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()

OWN_NAMES = {
    "ar": "العربية",
    "da": "Dansk",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "it": "Italiano",
    "nb": "Norsk bokmål",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
}
"""Languages as their speakers call them; not to be translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that a setting offers."""

    value: str
    words: str


THEMES = (
    Option(value=Theme.SYSTEM, words=_("As on this device")),
    Option(value=Theme.LIGHT, words=_("Light")),
    Option(value=Theme.DARK, words=_("Dark")),
    Option(value=Theme.HIGH_CONTRAST, words=_("High contrast")),
)
TEXT_SIZES = (
    Option(value=TextSize.NORMAL, words=_("Normal")),
    Option(value=TextSize.LARGE, words=_("Large")),
    Option(value=TextSize.VERY_LARGE, words=_("Very large")),
)
UNITS = (
    Option(value=UnitSystem.METRIC, words=_("Millilitres (ml)")),
    Option(value=UnitSystem.US, words=_("US fluid ounces (fl oz)")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One of the day's questions in the list of the page: chosen or not."""

    question: DayQuestion
    chosen: bool


def language_options() -> tuple[Option, ...]:
    """The languages that we have, each by its own name."""
    return tuple(
        Option(value=language, words=OWN_NAMES.get(language, language)) for language in languages()
    )


@router.get("/settings", response_class=HTMLResponse)
def settings_page(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """All settings; each change is saved at once."""
    settings = preferences.settings(workspace)
    device = device_zone(request)
    return page(
        request,
        "settings.html",
        place="more",
        themes=THEMES,
        text_sizes=TEXT_SIZES,
        units=UNITS,
        languages=language_options(),
        zones=preferences.zone_choices(),
        zone_of_device=zone_of(Settings(), device).key,
        day_starts=_day_starts(settings.day_start),
        items=_item_lines(settings.day_items),
        countries=countries(),
        most_reminders=MOST_REMINDERS,
    )


def _day_starts(chosen: time) -> tuple[str, ...]:
    """The times that a day can start at: each half hour, and the one that is kept."""
    half_hours = {time(minutes // 60, minutes % 60) for minutes in range(0, 13 * 60, 30)}
    offered = {each for each in half_hours if each <= LATEST_DAY_START} | {chosen}
    return tuple(f"{each:%H:%M}" for each in sorted(offered))


def _item_lines(chosen: tuple[DayItem, ...]) -> tuple[ItemLine, ...]:
    """All items of the day: the chosen ones in their order, then the others."""
    others = tuple(item for item in DayItem if item not in chosen)
    return tuple(
        ItemLine(question=day_question(item), chosen=item in chosen) for item in (*chosen, *others)
    )
