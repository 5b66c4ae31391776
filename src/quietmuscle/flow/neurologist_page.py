"""The page for the neurologist, from the last six weeks of the diary."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.advise.medicine_check import check_medicines
from quietmuscle.advise.pharmacist_questions import pharmacist_questions
from quietmuscle.flow.entries import every_entry
from quietmuscle.flow.measurements import measurements_between
from quietmuscle.flow.place import last_day_over
from quietmuscle.flow.place import today_of
from quietmuscle.flow.place import zone_of
from quietmuscle.infer.course import daily_course
from quietmuscle.infer.recent_change import BEFORE
from quietmuscle.infer.recent_change import WEEK
from quietmuscle.infer.recent_change import recent_change
from quietmuscle.infer.summary import count_summary
from quietmuscle.infer.summary import episode_summary
from quietmuscle.infer.summary import item_summaries
from quietmuscle.infer.summary import parts_of_day
from quietmuscle.model.day import check_day
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.report.neurologist_page import WEEKS
from quietmuscle.report.neurologist_page import NeurologistPage
from quietmuscle.report.neurologist_page import neurologist_pdf

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.flow.workspace import Workspace


def neurologist_page(
    workspace: Workspace,
    *,
    last_day: date | None = None,
    language: str | None = None,
    device_zone: str | None = None,
) -> bytes:
    """The page as a PDF of one A4 page.

    It holds the six weeks that end with `last_day`, or with yesterday: today is
    not over, and would count as a good day. A diary that is younger begins with
    its first day, and one that begins today holds today. What was measured is of all six
    weeks and of today: a measurement is whole when it is made. The language is that of
    the settings where none is given.
    """
    page = gather(workspace, last_day=last_day, device_zone=device_zone)
    return neurologist_pdf(page, language or workspace.diary.preferences.settings().language)


def gather(
    workspace: Workspace, *, last_day: date | None = None, device_zone: str | None = None
) -> NeurologistPage:
    """What the page is made of."""
    diary = workspace.diary
    settings = diary.preferences.settings()
    made_at_utc = workspace.clock.now_utc()
    today = today_of(workspace, device_zone)
    if last_day is not None:
        check_day(last_day)
    begins = diary.tallies.first_day()
    until = last = min(last_day or today, today)
    if begins != today:
        last = last_day_over(last, today)
    earliest = last - WEEKS + timedelta(days=1)
    first = min(max(begins or earliest, earliest), last)
    counts = diary.tallies.counts(first, last)
    compared = diary.tallies.counts(last - WEEK - BEFORE + timedelta(days=1), last)
    changes = tuple(change for change in diary.medicines.all() if change.day <= last)
    return NeurologistPage(
        made_at_utc=made_at_utc,
        made_on=made_at_utc.astimezone(zone_of(settings, device_zone)).date(),
        person=diary.preferences.person(),
        counts=counts,
        summary=count_summary(counts),
        course=daily_course(counts),
        change=recent_change(compared, last),
        sites=diary.tallies.sites(first, last),
        episodes=episode_summary(
            every_entry(workspace, EpisodeQuery(first_day=first, last_day=last))
        ),
        parts_of_day=parts_of_day(diary.tallies.hours(first, last)),
        items=item_summaries(diary.days.between(first, last)),
        medicine_changes=changes,
        units=settings.units,
        care_check=next(iter(diary.care_checks.find(limit=1)), None),
        measured=measurements_between(workspace, earliest, until),
        labs=tuple(result for result in diary.labs.all() if result.day <= last),
        medicine_questions=tuple(
            each.question for each in pharmacist_questions(check_medicines(changes, last))
        ),
    )
