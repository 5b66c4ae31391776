"""Dates, times and numbers as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import _
from quietmuscle.base.text import catalogue
from quietmuscle.base.units import fluid_shown
from quietmuscle.report.dates import MONTHS
from quietmuscle.report.dates import WEEKDAYS

if TYPE_CHECKING:
    from datetime import date

    from jinja2 import Environment

    from quietmuscle.base.units import UnitSystem
    from quietmuscle.model.moment import Moment


def long_date(day: date, language: str) -> str:
    """A day in words, such as Monday 23 November."""
    words = catalogue(language).gettext
    return words(_("{weekday} {day} {month}")).format(
        weekday=words(WEEKDAYS[day.weekday()]), day=day.day, month=words(MONTHS[day.month - 1])
    )


def full_date(day: date, language: str) -> str:
    """A day with its year, such as 23 November 2026."""
    words = catalogue(language).gettext
    return words(_("{day} {month} {year}")).format(
        day=day.day, month=words(MONTHS[day.month - 1]), year=day.year
    )


def month_name(day: date, language: str) -> str:
    """A month with its year, such as November 2026."""
    words = catalogue(language).gettext
    return words(_("{month} {year}")).format(month=words(MONTHS[day.month - 1]), year=day.year)


def relative_date(day: date, today: date, language: str) -> str:
    """A day as seen from today: today, yesterday, or its date."""
    words = catalogue(language).gettext
    match (today - day).days:
        case 0:
            return words(_("today"))
        case 1:
            return words(_("yesterday"))
        case distance if 0 < distance < 300:
            return long_date(day, language)
        case _:
            return full_date(day, language)


def clock_time(moment: Moment, language: str) -> str:
    """The wall clock's time of a moment, or words where only the day is known."""
    if not moment.time_known:
        return catalogue(language).gettext(_("time not told"))
    return f"{moment.local:%H:%M}"


def fluid(amount_ml: float, system: UnitSystem) -> str:
    """An amount of fluid in the person's units, such as 1500 ml."""
    amount, unit = fluid_shown(amount_ml, system)
    return f"{amount:g} {unit}"


def sentence_case(words: str) -> str:
    """Words as the beginning of a sentence: the first letter is a capital."""
    return words[:1].upper() + words[1:]


def install(environment: Environment, language: str) -> None:
    """Give the templates these words as filters."""
    environment.filters["long_date"] = lambda day: long_date(day, language)
    environment.filters["full_date"] = lambda day: full_date(day, language)
    environment.filters["month_name"] = lambda day: month_name(day, language)
    environment.filters["relative_date"] = lambda day, today: relative_date(day, today, language)
    environment.filters["clock_time"] = lambda moment: clock_time(moment, language)
    environment.filters["fluid"] = fluid
    environment.filters["sentence_case"] = sentence_case
