"""The week in a sentence or two, for calm mode."""

from __future__ import annotations

from datetime import timedelta

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.course import WeekDigest
from quietmuscle.report.dates import full_date
from quietmuscle.report.dates import number


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
        Message(_("Twitches on a middle day: {middle}."), values),
    )
