"""What the trends say, in sentences: numbers come second."""

from __future__ import annotations

from datetime import timedelta

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.course import Direction
from quietmuscle.model.course import RecentChange
from quietmuscle.model.course import WeekDigest
from quietmuscle.report.dates import full_date
from quietmuscle.report.dates import number

A_LITTLE = 1.5
"""A change by less than this factor is called a little one."""


def change_words(change: RecentChange, language: str) -> tuple[Message, ...]:
    """The last week beside the weeks before, and whether that could be chance."""
    if change.this_week_per_day is None:
        return (Message(_("You logged no day in the last week, and that is fine.")),)
    this_week = Message(
        _("about {count} a day this week"), {"count": number(change.this_week_per_day, language)}
    )
    if change.direction is Direction.CANNOT_TELL or change.before_per_day is None:
        return (
            Message(_("{this_week}."), {"this_week": this_week}),
            Message(_("It is too early to compare that with the weeks before.")),
        )
    values = {
        "this_week": this_week,
        "before": number(change.before_per_day, language),
    }
    if change.direction is Direction.ABOUT_THE_SAME:
        return (Message(_("{this_week}, about as many as in the four weeks before."), values),)
    return (
        Message(_comparison(change), values),
        Message(_("This could be chance."))
        if change.could_be_chance
        else Message(_("Chance alone would hardly do that.")),
    )


def _comparison(change: RecentChange) -> str:
    ratio = change.ratio or 1.0
    is_little = 1 / A_LITTLE < ratio < A_LITTLE
    if change.direction is Direction.FEWER:
        return (
            _("{this_week}, a little fewer than the {before} a day of the four weeks before.")
            if is_little
            else _("{this_week}, fewer than the {before} a day of the four weeks before.")
        )
    return (
        _("{this_week}, a little more than the {before} a day of the four weeks before.")
        if is_little
        else _("{this_week}, more than the {before} a day of the four weeks before.")
    )


def digest_words(weeks: tuple[WeekDigest, ...], language: str) -> tuple[Message, ...]:
    """The last whole week in a sentence or two, for calm mode."""
    whole = [week for week in weeks if week.days == 7]
    if not whole:
        return (Message(_("Your first summary will be here when a whole week has passed.")),)
    week = whole[-1]
    values = {
        "first": full_date(week.monday, language),
        "last": full_date(week.monday + timedelta(days=6), language),
        "logged": week.logged_days,
    }
    if week.median_per_logged_day is None:
        sentence = _("The week from {first} to {last}: no day was logged, and that is fine.")
        return (Message(sentence, values),)
    values["middle"] = number(week.median_per_logged_day, language)
    return (
        Message(_("The week from {first} to {last}: you logged {logged} of 7 days."), values),
        Message(_("On a middle day there were {middle} twitches."), values),
    )
