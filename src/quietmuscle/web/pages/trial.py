"""One experiment: how far it is, what its days told, its result when it is time for it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response
from markupsafe import Markup

from quietmuscle.base.ids import new_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import say
from quietmuscle.flow.place import today_of
from quietmuscle.flow.suiting import answer_health
from quietmuscle.flow.trial_papers import drawn_of
from quietmuscle.flow.trial_papers import strategy_name
from quietmuscle.flow.trial_results import trial_today
from quietmuscle.flow.trial_results import trial_view
from quietmuscle.flow.trial_ways import ways_on
from quietmuscle.flow.trials import pause_trial
from quietmuscle.flow.trials import resume_trial
from quietmuscle.flow.trials import stop_trial
from quietmuscle.flow.trials import tell_day
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.strategies import strategies
from quietmuscle.model.care import Answer
from quietmuscle.model.health import HealthItem
from quietmuscle.model.kept_trial import MOST_MINUTES
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Excuse
from quietmuscle.report.trial_ending import decided_of
from quietmuscle.report.trial_ending import decided_words
from quietmuscle.report.trial_ending import followed_words
from quietmuscle.report.trial_ending import sides_words
from quietmuscle.report.trial_ending import verdict_words
from quietmuscle.report.trial_ending import why_open_words
from quietmuscle.report.trial_picture import trial_picture
from quietmuscle.report.trial_words import ARMS
from quietmuscle.report.trial_words import EXCUSES
from quietmuscle.report.trial_words import MEANS
from quietmuscle.report.trial_words import OUTCOMES
from quietmuscle.report.trial_words import PACES
from quietmuscle.report.trial_words import VERDICTS
from quietmuscle.report.trial_words import effect_words
from quietmuscle.report.trial_words import more_words
from quietmuscle.report.trial_words import reason_words
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part
from quietmuscle.web.trial_form import SentTrialForm
from quietmuscle.web.trial_form import TrialForm
from quietmuscle.web.wire import Absent
from quietmuscle.web.wire import Day

if TYPE_CHECKING:
    from quietmuscle.flow.trial_results import TrialView
    from quietmuscle.model.kept_trial import KeptTrial
    from quietmuscle.model.kept_trial import TrialNote
    from quietmuscle.model.trial import Reading

router = Part(prefix="/helps/experiments/{trial_id}")

PAUSES = (1, 3, 7, 14)
FOLLOWED = {"yes": True, "no": False, "": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDay:
    """A line of the table of days; the count only where results may be shown."""

    day: date
    arm: str
    logged: bool
    followed: bool | None
    excuse: str | None
    count: str | None


@router.get("", response_class=HTMLResponse)
def one(
    request: Request,
    workspace: ThisWorkspace,
    trial_id: UUID,
    day: Annotated[Day | Absent, Query(description="The day whose form is shown.")] = None,
) -> HTMLResponse:
    """The experiment as it may be shown today; results stay hidden between looks."""
    zone = device_zone(request)
    view = trial_view(workspace, trial_id, zone)
    trial, today = view.trial, today_of(workspace, zone)
    language = workspace.diary.preferences.settings().language
    chosen = _chosen(trial, day or today)
    line = trial_today(workspace, zone)
    return page(
        request,
        "trial.html",
        place="helps",
        today=today,
        view=view,
        protocol=trial.protocol,
        name=strategy_name(trial.protocol),
        line=line if line is not None and line.trial.id == trial.id else None,
        day_asked=day is not None,
        note=workspace.diary.trials.note(trial.id, chosen) if chosen else None,
        arm_of=lambda when: ARMS[trial.protocol.arm_on(when) or Arm.RUN_IN],
        arms=ARMS,
        excuses=EXCUSES,
        outcomes=OUTCOMES,
        paces=PACES,
        pauses=PAUSES,
        paused=line is not None and line.note.excuse is Excuse.PAUSE,
        most_minutes=MOST_MINUTES,
        days=_shown_days(view, language),
        verdicts=VERDICTS,
        result=_Result.of(view, language),
        ways=ways_on(workspace, view, zone),
        followed_words=lambda side: followed_words(side.followed, side.told, language),
        cautions=tuple(
            caution
            for each in strategies()
            if each.id == trial.protocol.strategy
            for caution in each.cautions
        ),
        not_cause=fact("trial_not_cause"),
        expectation=fact("trial_expectation"),
        worse=fact("trial_worse"),
        usual=fact("trial_usual"),
    )


@router.post("/day/{day}")
def tell(
    request: Request, workspace: ThisWorkspace, trial_id: UUID, day: Day, form: SentTrialForm
) -> Response:
    """Keep what was told of a day, and go back to where it was told."""
    tell_day(
        workspace,
        trial_id,
        day,
        lambda note: _told(note, form),
        change_id=new_id(workspace.clock.now_utc()),
        device_zone=device_zone(request),
    )
    return _back(form, trial_id)


@router.post("/health/{item}")
def answer(
    request: Request,
    workspace: ThisWorkspace,
    trial_id: UUID,
    item: HealthItem,
    form: SentTrialForm,
) -> Response:
    """Keep what was told today of what can change by the day, such as a sore."""
    line = trial_today(workspace, device_zone(request))
    asked = () if line is None or line.trial.id != trial_id else line.to_answer
    said = form.word("said", Answer)
    # A second tap finds it answered.
    if said is not None and item.value in {each.item for each in asked}:
        answer_health(workspace, item, said)
    return _back(form, trial_id)


@router.post("/pause")
def pause(
    request: Request, workspace: ThisWorkspace, trial_id: UUID, form: SentTrialForm
) -> Response:
    """Leave some days out, today the first of them."""
    pause_trial(workspace, trial_id, form.number("days") or 1, device_zone=device_zone(request))
    return _back(form, trial_id)


@router.post("/resume")
def resume(
    request: Request, workspace: ThisWorkspace, trial_id: UUID, form: SentTrialForm
) -> Response:
    """Go on from today."""
    resume_trial(workspace, trial_id, device_zone=device_zone(request))
    return _back(form, trial_id)


@router.get("/stop", response_class=HTMLResponse)
def ask_to_stop(request: Request, workspace: ThisWorkspace, trial_id: UUID) -> HTMLResponse:
    """What stopping means, before it is done: it cannot be taken back."""
    trial = workspace.diary.trials.get(trial_id)
    return page(
        request,
        "trial_stop.html",
        place="helps",
        trial=trial,
        name=strategy_name(trial.protocol),
    )


@router.post("/stop")
def stop(request: Request, workspace: ThisWorkspace, trial_id: UUID) -> Response:
    """Stop it today; what it told stays."""
    stop_trial(
        workspace,
        trial_id,
        change_id=new_id(workspace.clock.now_utc()),
        device_zone=device_zone(request),
    )
    return RedirectResponse(f"/helps/experiments/{trial_id}", status_code=303)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """A result in words and one picture; None of it while results are hidden.

    `sides` is how much on days with and without it, where there is an answer;
    `why_open` why there is none. `decided` says which look decided, where days
    were still counted after it, and `not_taken` how many looks that spared.
    """

    verdict: str
    means: str
    sides: str | None
    why_open: str | None
    decided: str | None
    not_taken: int
    reasons: tuple[str, ...]
    effect: str | None
    second: str | None
    more: str | None
    picture: Markup

    @staticmethod
    def of(view: TrialView, language: str) -> _Result | None:
        """The result that a view holds, if it holds one."""
        answer = view.answer
        if answer is None:
            return None
        effect, drawn = answer.effect, drawn_of(view)
        more, over = answer.more_units, view.state is not TrialState.RUNNING
        decided = decided_of(view.trial)
        return _Result(
            verdict=verdict_words(answer.verdict, language, over=over),
            means=MEANS[answer.verdict],
            sides=sides_words(view.trial.protocol.outcome, answer, language),
            why_open=why_open_words(answer, language),
            decided=None if decided is None else decided_words(decided, language, over=over),
            not_taken=0 if decided is None else decided.looks - decided.number,
            reasons=tuple(reason_words(each, language) for each in answer.reasons),
            effect=None if effect is None else effect_words(effect, language),
            second=None
            if answer.second_effect is None
            else effect_words(answer.second_effect, language),
            more=more_words(more, view.trial.protocol.pace, language, over=over) if more else None,
            picture=Markup(  # noqa: S704 - our own drawing
                "" if drawn is None else trial_picture(drawn, language, "trial")
            ),
        )


def _per_minute(reading: Reading) -> float:
    """What was counted; of a measurement, for each minute of it."""
    return reading.value / reading.minutes if reading.minutes else reading.value


def _shown_days(view: TrialView, language: str) -> tuple[ShownDay, ...]:
    """The days until yesterday, the newest first; counts are hidden between looks."""
    until = view.answered_until
    protocol = view.trial.protocol
    return tuple(
        ShownDay(
            day=day.day,
            arm=say(Message(ARMS[protocol.arm_on(day.day) or Arm.RUN_IN]), language),
            logged=day.first is not None,
            followed=day.followed,
            excuse=None if day.excuse is None else EXCUSES[day.excuse],
            count=f"{_per_minute(day.first):.3g}"
            if day.first is not None and until is not None and day.day <= until
            else None,
        )
        for day in reversed(view.days)
    )


def _chosen(trial: KeptTrial, day: date) -> date | None:
    """The day whose form is shown: one of the experiment's own."""
    return day if trial.protocol.first_day <= day <= trial.last_day else None


def _told(note: TrialNote, form: TrialForm) -> TrialNote:
    """A note with the fields that the form holds; what it does not hold stays."""
    if form.ticked("followed") and form.text("followed") in FOLLOWED:
        note = replace(note, followed=FOLLOWED[form.text("followed")])
    if form.ticked("excuse"):
        note = replace(note, excuse=form.excuse)
    if form.ticked("minutes"):
        note = replace(note, minutes=form.number("minutes"))
    if form.ticked("score"):
        note = replace(note, score_0_10=form.number("score"))
    return note


def _back(form: TrialForm, trial_id: UUID) -> Response:
    """Back to Today where it was told there, else to the experiment."""
    place = "/" if form.text("back") == "today" else f"/helps/experiments/{trial_id}"
    return RedirectResponse(place, status_code=303)
