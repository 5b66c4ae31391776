"""Experiments under What helps: all of them, and the way to a new one, a step a page."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response
from markupsafe import Markup

from quietmuscle.base.ids import new_id
from quietmuscle.base.text import _
from quietmuscle.flow.trial_choices import check_may_be_tried
from quietmuscle.flow.trial_choices import trial_choice
from quietmuscle.flow.trial_choices import trial_choices
from quietmuscle.flow.trial_outlook import Outlook
from quietmuscle.flow.trial_outlook import sensor_sources
from quietmuscle.flow.trial_outlook import strategy_outlook
from quietmuscle.flow.trial_papers import strategy_name
from quietmuscle.flow.trial_results import trial_views
from quietmuscle.flow.trial_results import tried_so_far
from quietmuscle.flow.trials import running_trial
from quietmuscle.flow.trials import start_trial
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import plan_of
from quietmuscle.knowledge.facts import fact
from quietmuscle.model.care import Answer
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.report.trial_ending import verdict_words
from quietmuscle.report.trial_picture import power_picture
from quietmuscle.report.trial_words import LOT
from quietmuscle.report.trial_words import OUTCOMES
from quietmuscle.report.trial_words import PACES
from quietmuscle.report.trial_words import power_words
from quietmuscle.report.trial_words import sureness_words
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part
from quietmuscle.web.trial_form import SentTrialForm
from quietmuscle.web.trial_form import spell_source
from quietmuscle.web.wire import Absent

router = Part(prefix="/helps/experiments")

MADE_WITH = {
    MadeWith.CAMERA: _("camera of the phone"),
    MadeWith.PHONE_SENSOR: _("phone laid on the muscle"),
    MadeWith.FILE: _("recorded files"),
}
FEVER = {Answer.NO: _("No"), Answer.YES: _("Yes"), Answer.DONT_KNOW: _("I don't know")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length that is offered: so many pairs or weeks, and the days that these take."""

    units: int
    days: int
    usual: bool
    chosen: bool


@router.get("", response_class=HTMLResponse)
def experiments(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """The one that runs, the earlier ones, and how far chance alone reaches by now."""
    views = trial_views(workspace, device_zone(request))
    tried = tried_so_far(views)
    language = workspace.diary.preferences.settings().language
    return page(
        request,
        "trials.html",
        place="helps",
        running=next((view for view in views if view.state is TrialState.RUNNING), None),
        earlier=tuple(view for view in views if view.state is not TrialState.RUNNING),
        tried=tried.experiments,
        by_chance=max(1, round(100 * tried.chance_of_one)),
        strategy_name=strategy_name,
        verdict_words=lambda answer: verdict_words(answer.verdict, language, over=True),
        lot=LOT,
        prescribed=fact("trial_prescribed"),
    )


@router.get("/new", response_class=HTMLResponse)
def choose(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """What can be tried: what suits, what has to be asked first, and what is not offered."""
    zone = device_zone(request)
    # Whether there is a fever is asked at the start, so that it stands in nobody's way here.
    choices = trial_choices(workspace, fever=Answer.NO, device_zone=zone)
    return page(
        request,
        "trial_choose.html",
        place="helps",
        running=running_trial(workspace, zone),
        may=tuple(each for each in choices if each.may_be_tried),
        others=tuple(each for each in choices if not each.may_be_tried),
        prescribed=fact("trial_prescribed"),
        supplement=fact("trial_supplement"),
    )


@router.get("/new/{strategy}", response_class=HTMLResponse)
def plan(
    request: Request,
    workspace: ThisWorkspace,
    strategy: str,
    units: Annotated[int | Absent, Query(description="A length to begin with.")] = None,
) -> HTMLResponse:
    """What is counted, how long it takes, and what exactly is done."""
    return _plan(request, workspace, strategy, units, {})


@router.post("/new/{strategy}/plan", response_class=HTMLResponse)
def change_plan(
    request: Request, workspace: ThisWorkspace, strategy: str, form: SentTrialForm
) -> HTMLResponse:
    """The plan as it was filled in, to be changed."""
    return _plan(request, workspace, strategy, form.number("units"), form.fields)


def _plan(
    request: Request,
    workspace: ThisWorkspace,
    strategy: str,
    units: int | None,
    filled: dict[str, str],
) -> HTMLResponse:
    zone = device_zone(request)
    choice = trial_choice(workspace, strategy, fever=Answer.NO, device_zone=zone)
    check_may_be_tried(choice, agreed=True)
    return page(
        request,
        "trial_plan.html",
        place="helps",
        choice=choice,
        filled=filled,
        lengths=_lengths(choice.pace, units),
        paces=PACES,
        sources=tuple(
            (spell_source(source), source.site, MADE_WITH[source.made_with])
            for source in sensor_sources(workspace, zone)
        ),
        outcomes=OUTCOMES,
        slow=choice.pace is Pace.SLOW,
        expectation=fact("trial_expectation"),
    )


@router.post("/new/{strategy}", response_class=HTMLResponse)
def look_ahead(
    request: Request, workspace: ThisWorkspace, strategy: str, form: SentTrialForm
) -> HTMLResponse:
    """What such an experiment could find, how the lot works, and the last questions."""
    zone = device_zone(request)
    choice = trial_choice(workspace, strategy, fever=Answer.NO, device_zone=zone)
    check_may_be_tried(choice, agreed=True)
    draft = form.draft(new_id(workspace.clock.now_utc()), strategy)
    ahead = strategy_outlook(
        workspace,
        strategy,
        units=draft.units,
        outcome=draft.outcome,
        sensor=draft.sensor,
        any_time=draft.any_time,
        device_zone=zone,
    )
    language = workspace.diary.preferences.settings().language
    return page(
        request,
        "trial_outlook.html",
        place="helps",
        choice=choice,
        draft=draft,
        sent=form.fields,
        ahead=ahead,
        words=_power_words(ahead, language),
        false_helps=round(100 * plan_of(choice.pace, any_time=draft.any_time).promise_helps),
        sureness=_sureness(ahead, language),
        picture=_power_picture(ahead, language),
        paces=PACES,
        fevers=FEVER if choice.asks_fever else {},
        lot=LOT,
        counted=draft.outcome is Outcome.TWITCHES,
        notes=(fact("trial_usual"), fact("trial_worse"), fact("trial_prescribed")),
        supplement=fact("trial_supplement"),
    )


@router.post("/start/{strategy}/{trial_id}")
def start(
    request: Request,
    workspace: ThisWorkspace,
    strategy: str,
    trial_id: UUID,
    form: SentTrialForm,
) -> Response:
    """Draw the lot and begin today; a second tap finds the experiment of the first.

    With a fever, or where that is not known, nothing begins and the plan is kept.
    """
    zone = device_zone(request)
    draft = form.draft(trial_id, strategy)
    choice = trial_choice(workspace, strategy, fever=draft.fever, device_zone=zone)
    if draft.fever is not None and choice.waits_for_fever:
        return page(
            request,
            "trial_not_today.html",
            place="helps",
            choice=choice,
            sent=form.fields,
            has_fever=draft.fever is Answer.YES,
            help_with_fever=fact("trial_fever"),
        )
    start_trial(
        workspace,
        draft,
        seed=secrets.token_hex(16),
        change_id=new_id(workspace.clock.now_utc()),
        device_zone=zone,
    )
    return RedirectResponse(f"/helps/experiments/{trial_id}", status_code=303)


def _lengths(pace: Pace, wanted: int | None) -> tuple[Length, ...]:
    """From the shortest to the longest that can tell something; chosen is the usual one.

    Where a number of units is wanted, the shortest that holds as many is chosen.
    """
    design = DESIGNS[pace]
    step = 2 if pace is Pace.SLOW else 7
    offered = {*range(design.usual, design.most + 1, step), design.fewest, design.usual}
    offered |= set(range(design.usual, design.fewest, -step))
    chosen = min((units for units in offered if units >= (wanted or design.usual)), default=None)
    return tuple(
        Length(
            units=units,
            days=design.days_in_all(units),
            usual=units == design.usual,
            chosen=units == (chosen or design.most),
        )
        for units in sorted(offered)
    )


def _power_words(ahead: Outlook, language: str) -> str | None:
    power = ahead.power
    if power is None or power.halving is None or power.third is None:
        return None
    return power_words(power.halving, power.third, language, assumed=power.assumed)


def _sureness(ahead: Outlook, language: str) -> str:
    power = ahead.power
    if power is None or power.give_or_take is None:
        return ""
    return sureness_words(power.give_or_take, language)


def _power_picture(ahead: Outlook, language: str) -> Markup | None:
    power = ahead.power
    if power is None or power.halving is None or power.third is None:
        return None
    drawn = power_picture(power.halving, power.third, language, "power")
    return Markup(drawn)  # noqa: S704 - our own drawing
