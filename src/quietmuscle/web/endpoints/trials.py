"""Personal experiments, for pages and programs."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi import Request
from fastapi import Response
from pydantic import Field
from pydantic import StrictBool
from pydantic import StrictInt
from pydantic import StringConstraints

from quietmuscle.flow.trial_account import ChoiceTold
from quietmuscle.flow.trial_account import TodayTold
from quietmuscle.flow.trial_account import TrialsTold
from quietmuscle.flow.trial_account import TrialTold
from quietmuscle.flow.trial_account import choices_told
from quietmuscle.flow.trial_account import one_told
from quietmuscle.flow.trial_account import today_told
from quietmuscle.flow.trial_account import trial_file
from quietmuscle.flow.trial_account import trials_told
from quietmuscle.flow.trial_outlook import Outlook
from quietmuscle.flow.trial_outlook import strategy_outlook
from quietmuscle.flow.trial_papers import protocol_paper
from quietmuscle.flow.trial_papers import report_paper
from quietmuscle.flow.trial_results import trial_today
from quietmuscle.flow.trials import LONGEST_PAUSE_DAYS
from quietmuscle.flow.trials import TrialDraft
from quietmuscle.flow.trials import pause_trial
from quietmuscle.flow.trials import resume_trial
from quietmuscle.flow.trials import start_trial
from quietmuscle.flow.trials import stop_trial
from quietmuscle.flow.trials import tell_day
from quietmuscle.model.care import Answer
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_trial import MOST_MINUTES
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.kept_trial import TrialNote
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial_file import TrialFile
from quietmuscle.web.change import ChangeId
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Name
from quietmuscle.web.wire import PlaceText
from quietmuscle.web.wire import Wire

router = Part(tags=["experiments"])

MOST_UNITS = 1000
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Units = Annotated[StrictInt, Field(ge=1, le=MOST_UNITS)]


_PDF = {"schema": {"type": "string", "format": "binary"}}
_PAPER: dict[int | str, dict[str, object]] = {
    200: {"description": "A4 pages.", "content": {"application/pdf": _PDF}}
}


class SourceWire(Wire):
    """Which measurements are counted: those of one place, made in one way."""

    place: PlaceText
    made_with: MadeWith

    def source(self) -> SensorSource:
        """The place and the way as the model has them."""
        code, _dot, side = self.place.partition(".")
        return SensorSource(site=SiteRef(code, Side(side)), made_with=self.made_with)


class TrialToStart(Wire):
    """An experiment as it is planned; it begins today, and its lot is drawn here."""

    strategy: Code
    what_i_do: Name = ""
    units: Units | None = Field(
        default=None, description="Pairs, or weeks of a slow strategy; the usual number if null."
    )
    outcome: Outcome = Outcome.TWITCHES
    sensor: SourceWire | None = None
    any_time: StrictBool = False
    agreed: StrictBool = Field(
        default=False, description="Whether the clinician agreed; supplements need it."
    )
    fever: Answer | None = Field(
        default=None, description="Whether there is a fever today, where that matters."
    )

    def draft(self, trial_id: UUID) -> TrialDraft:
        """The plan under its id."""
        return TrialDraft(
            id=trial_id,
            strategy=self.strategy,
            what_i_do=self.what_i_do,
            units=self.units,
            outcome=self.outcome,
            sensor=None if self.sensor is None else self.sensor.source(),
            any_time=self.any_time,
            agreed=self.agreed,
            fever=self.fever,
        )


class TrialDayWire(Wire):
    """What was told of a day; a field that is left out stays as it was."""

    followed: StrictBool | None = None
    excuse: Excuse | None = None
    minutes: StrictInt | None = Field(default=None, ge=0, le=MOST_MINUTES)
    score_0_10: StrictInt | None = Field(default=None, ge=0, le=10)

    def told(self, note: TrialNote) -> TrialNote:
        """A note with what was sent of it."""
        return replace(note, **{name: getattr(self, name) for name in self.model_fields_set})


class PauseWire(Wire):
    """For how many days from today on."""

    days: StrictInt = Field(ge=1, le=LONGEST_PAUSE_DAYS)


class ChangedDaysWire(Wire):
    """How many days were changed."""

    days: int


class TrialTodayWire(Wire):
    """Today's line, or null where no experiment runs."""

    today: TodayTold | None


class TrialChoicesWire(Wire):
    """What can be tried."""

    choices: tuple[ChoiceTold, ...]


@router.get("/trials")
def get_trials(request: Request, workspace: ThisWorkspace) -> TrialsTold:
    """All experiments, the newest first; results stay hidden between looks."""
    return trials_told(workspace, device_zone(request))


@router.get("/trial-choices")
def get_trial_choices(request: Request, workspace: ThisWorkspace) -> TrialChoicesWire:
    """What can be tried: never a prescribed medicine, and only what suits."""
    return TrialChoicesWire(choices=choices_told(workspace, device_zone(request)))


@router.get("/trial-today")
def get_trial_today(request: Request, workspace: ThisWorkspace) -> TrialTodayWire:
    """What today is for."""
    line = trial_today(workspace, device_zone(request))
    language = workspace.diary.preferences.settings().language
    return TrialTodayWire(today=None if line is None else today_told(line, language))


@router.get("/trial-outlook")
def get_trial_outlook(  # noqa: PLR0913, PLR0917 - each is a fact of the plan
    request: Request,
    workspace: ThisWorkspace,
    strategy: Annotated[Code, Query(description="Such as warm_compress.")],
    units: Annotated[
        int | Absent,
        Query(ge=1, le=MOST_UNITS, description="Pairs, or weeks; the usual number if left out."),
    ] = None,
    outcome: Annotated[Outcome, Query(description="What is counted.")] = Outcome.TWITCHES,
    place: Annotated[
        PlaceText | Absent, Query(description="Of measurements: where, such as calf.left.")
    ] = None,
    made_with: Annotated[
        MadeWith | Absent, Query(description="Of measurements: how they are made.")
    ] = None,
    any_time: Annotated[bool, Query(description="Whether to look on any day.")] = False,  # noqa: FBT002 - an address has no keywords
) -> Outlook:
    """What such an experiment could find by the diary's own days; it takes some seconds."""
    sensor = None
    if place is not None and made_with is not None:
        sensor = SourceWire(place=place, made_with=made_with).source()
    return strategy_outlook(
        workspace,
        strategy,
        units=units,
        outcome=outcome,
        sensor=sensor,
        any_time=any_time,
        device_zone=device_zone(request),
    )


@router.get("/trials/{trial_id}")
def get_trial(request: Request, workspace: ThisWorkspace, trial_id: UUID) -> TrialTold:
    """One experiment as it may be told today."""
    return _told(request, workspace, trial_id)


@router.put("/trials/{trial_id}")
def put_trial(
    request: Request,
    workspace: ThisWorkspace,
    change_id: ChangeId,
    trial_id: UUID,
    wanted: TrialToStart,
) -> TrialTold:
    """Start an experiment today; one that is known stays as it was drawn."""
    zone = device_zone(request)
    start_trial(
        workspace,
        wanted.draft(trial_id),
        seed=secrets.token_hex(16),
        change_id=change_id,
        device_zone=zone,
    )
    return _told(request, workspace, trial_id)


@router.get("/trials/{trial_id}/days/{day}")
def get_trial_day(workspace: ThisWorkspace, trial_id: UUID, day: Day) -> TrialNote:
    """What was told of a day of an experiment."""
    workspace.diary.trials.get(trial_id)
    return workspace.diary.trials.note(trial_id, day)


@router.put("/trials/{trial_id}/days/{day}")
def put_trial_day(  # noqa: PLR0913, PLR0917 - whose, which day, what, and its change
    request: Request,
    workspace: ThisWorkspace,
    change_id: ChangeId,
    trial_id: UUID,
    day: Day,
    wanted: TrialDayWire,
) -> TrialNote:
    """Tell of a day; null takes a field back."""
    return tell_day(
        workspace,
        trial_id,
        day,
        wanted.told,
        change_id=change_id,
        device_zone=device_zone(request),
    ).entry


@router.post("/trials/{trial_id}/pause")
def post_trial_pause(
    request: Request, workspace: ThisWorkspace, trial_id: UUID, wanted: PauseWire
) -> ChangedDaysWire:
    """Leave out some days, today the first of them."""
    zone = device_zone(request)
    return ChangedDaysWire(days=pause_trial(workspace, trial_id, wanted.days, device_zone=zone))


@router.post("/trials/{trial_id}/resume")
def post_trial_resume(
    request: Request, workspace: ThisWorkspace, trial_id: UUID
) -> ChangedDaysWire:
    """Go on from today."""
    zone = device_zone(request)
    return ChangedDaysWire(days=resume_trial(workspace, trial_id, device_zone=zone))


@router.post("/trials/{trial_id}/stop")
def post_trial_stop(
    request: Request, workspace: ThisWorkspace, change_id: ChangeId, trial_id: UUID
) -> TrialTold:
    """Stop an experiment today; this cannot be taken back, and loses nothing."""
    stop_trial(workspace, trial_id, change_id=change_id, device_zone=device_zone(request))
    return _told(request, workspace, trial_id)


@router.get("/trials/{trial_id}/file")
def get_trial_file(request: Request, workspace: ThisWorkspace, trial_id: UUID) -> TrialFile:
    """An experiment that is over, whole, for `quietmuscle trial analyse`."""
    return trial_file(workspace, trial_id, device_zone(request))


@router.get("/trials/{trial_id}/protocol.pdf", response_class=Response, responses=_PAPER)
def get_trial_protocol(request: Request, workspace: ThisWorkspace, trial_id: UUID) -> Response:
    """The protocol by the items of SPENT; the lot is on it once the experiment is over."""
    return _paper(protocol_paper(workspace, trial_id, device_zone=device_zone(request)))


@router.get("/trials/{trial_id}/report.pdf", response_class=Response, responses=_PAPER)
def get_trial_report(request: Request, workspace: ThisWorkspace, trial_id: UUID) -> Response:
    """The report by the items of CENT; between looks it says that results are hidden."""
    return _paper(report_paper(workspace, trial_id, device_zone=device_zone(request)))


def _paper(pdf: bytes) -> Response:
    return Response(pdf, media_type="application/pdf")


def _told(request: Request, workspace: ThisWorkspace, trial_id: UUID) -> TrialTold:
    return one_told(workspace, trial_id, device_zone(request))
