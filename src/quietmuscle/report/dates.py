"""Days and numbers as people read them, in charts, tables and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
SHORT_MONTHS = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("May"),
    _("Jun"),
    _("Jul"),
    _("Aug"),
    _("Sep"),
    _("Oct"),
    _("Nov"),
    _("Dec"),
)
WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
SHORT_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def full_date(day: date, language: str) -> str:
    """A day with its year, such as 4 March 2026."""
    month = Message(MONTHS[day.month - 1])
    return say(
        Message(_("{day} {month} {year}"), {"day": day.day, "month": month, "year": day.year}),
        language,
    )


def short_date(day: date, language: str) -> str:
    """A day in a table, such as 4 Mar 2026."""
    month = short_month(day)
    return say(
        Message(_("{day} {month} {year}"), {"day": day.day, "month": month, "year": day.year}),
        language,
    )


def day_and_month(day: date, language: str) -> str:
    """A day on an axis, such as 4 Mar."""
    return say(Message(_("{day} {month}"), {"day": day.day, "month": short_month(day)}), language)


def short_month(day: date) -> Message:
    """The month of a day, such as Mar."""
    return Message(SHORT_MONTHS[day.month - 1])


def date_range(first: date, last: date, language: str) -> str:
    """Two days and what lies between, such as 4 Mar to 7 Apr 2026."""
    if first == last:
        return short_date(first, language)
    within_year = first.year == last.year
    start = day_and_month(first, language) if within_year else short_date(first, language)
    return say(
        Message(_("{first} to {last}"), {"first": start, "last": short_date(last, language)}),
        language,
    )


def number(value: float, language: str) -> str:
    """A number as exact as a person needs it: 14, 2.5, 0.1."""
    if value >= 10 or value == int(value):
        return str(round(value))
    tenths = round(value * 10)
    return say(
        Message(_("{whole}.{tenths}"), {"whole": tenths // 10, "tenths": tenths % 10}), language
    )


def rough(value: float, language: str) -> str:
    """A number after "about": 14, 3, 2.5."""
    return number(round(value) if value >= 3 else value, language)
