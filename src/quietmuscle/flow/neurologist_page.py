"""The page for the neurologist, from the last six weeks of the diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from quietmuscle.advise.medicine_check import check_medicines
from quietmuscle.advise.pharmacist_questions import pharmacist_questions
from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import say
from quietmuscle.flow.entries import every_entry
from quietmuscle.flow.measurements import measurements_between
from quietmuscle.flow.place import last_day_over
from quietmuscle.flow.place import today_of
from quietmuscle.flow.place import zone_of
from quietmuscle.flow.trial_papers import strategy_name
from quietmuscle.flow.trial_results import trial_view
from quietmuscle.infer.course import daily_course
from quietmuscle.infer.recent_change import BEFORE
from quietmuscle.infer.recent_change import WEEK
from quietmuscle.infer.recent_change import recent_change
from quietmuscle.infer.summary import count_summary
from quietmuscle.infer.summary import episode_summary
from quietmuscle.infer.summary import item_summaries
from quietmuscle.infer.summary import parts_of_day
from quietmuscle.model.day import check_day
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.report.neurologist_page import WEEKS
from quietmuscle.report.neurologist_page import NeurologistPage
from quietmuscle.report.neurologist_page import neurologist_pdf
from quietmuscle.report.neurologist_tried import Tried

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.medicine import MedicineChange

TRIED_WITHIN = timedelta(days=366)
"""How long after its end an experiment stands on the page. Judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """A question about medicines that may be put on the page, and the mark by which it is chosen.

    The mark comes from the question's words: another question never has it, so
    none is printed that was not read.
    """

    mark: str
    question: Message


def neurologist_page(
    workspace: Workspace,
    *,
    last_day: date | None = None,
    language: str | None = None,
    device_zone: str | None = None,
    ask: Collection[str] = (),
) -> bytes:
    """The page as a PDF of one A4 page.

    It holds the six weeks that end with `last_day`, or with yesterday: today is
    not over, and would count as a good day. A diary that is younger begins with
    its first day, and one that begins today holds today. What was measured is of all six
    weeks and of today: a measurement is whole when it is made. The language is that of
    the settings where none is given. Of the questions about medicines, those are
    on it whose marks are in `ask`.
    """
    page = gather(workspace, last_day=last_day, device_zone=device_zone, ask=ask)
    return neurologist_pdf(page, language or workspace.diary.preferences.settings().language)


def askable_questions(
    workspace: Workspace, *, last_day: date | None = None, device_zone: str | None = None
) -> tuple[Askable, ...]:
    """What there is to ask about the medicines of a day, the most pressing first."""
    last = _last_day(workspace, last_day, today_of(workspace, device_zone))
    asked = pharmacist_questions(check_medicines(_changes(workspace, last), last))
    return tuple(Askable(mark=_mark(each.question), question=each.question) for each in asked)


def gather(
    workspace: Workspace,
    *,
    last_day: date | None = None,
    device_zone: str | None = None,
    ask: Collection[str] = (),
) -> NeurologistPage:
    """What the page is made of."""
    diary = workspace.diary
    settings = diary.preferences.settings()
    made_at_utc = workspace.clock.now_utc()
    today = today_of(workspace, device_zone)
    begins = diary.tallies.first_day()
    until = min(last_day or today, today)
    last = _last_day(workspace, last_day, today)
    earliest = last - WEEKS + timedelta(days=1)
    first = min(max(begins or earliest, earliest), last)
    counts = diary.tallies.counts(first, last)
    compared = diary.tallies.counts(last - WEEK - BEFORE + timedelta(days=1), last)
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
        medicine_changes=_changes(workspace, last),
        units=settings.units,
        care_check=next(iter(diary.care_checks.find(limit=1)), None),
        measured=measurements_between(workspace, earliest, until),
        labs=tuple(result for result in diary.labs.all() if result.day <= last),
        medicine_questions=tuple(
            each.question
            for each in askable_questions(workspace, last_day=last_day, device_zone=device_zone)
            if each.mark in ask
        ),
        tried=_tried(workspace, until, device_zone),
    )


def _last_day(workspace: Workspace, last_day: date | None, today: date) -> date:
    """The last of the days on the page: today only in a diary that begins today."""
    if last_day is not None:
        check_day(last_day)
    last = min(last_day or today, today)
    begins = workspace.diary.tallies.first_day()
    return last if begins == today else last_day_over(last, today)


def _changes(workspace: Workspace, last: date) -> tuple[MedicineChange, ...]:
    return tuple(change for change in workspace.diary.medicines.all() if change.day <= last)


def _mark(question: Message) -> str:
    return sha256(say(question, SOURCE_LANGUAGE).encode()).hexdigest()[:16]


def _tried(workspace: Workspace, until: date, device_zone: str | None) -> tuple[Tried, ...]:
    """The experiments that were over by a day and told anything, the newest first."""
    kept = workspace.diary.trials.all()
    over = [each for each in kept if until - TRIED_WITHIN < each.last_day < until]
    views = (trial_view(workspace, each.id, device_zone) for each in over)
    return tuple(
        Tried(
            name=strategy_name(view.trial.protocol),
            first=view.trial.protocol.first_day,
            last=view.trial.last_day,
            stopped=view.state is TrialState.STOPPED,
            outcome=view.trial.protocol.outcome,
            answer=view.answer,
        )
        for view in views
        if view.answer is not None and view.state is not TrialState.RUNNING
    )
