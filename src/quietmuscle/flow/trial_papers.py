"""The papers of an experiment: its protocol and its report, as PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.place import today_of
from quietmuscle.flow.trial_results import TrialView
from quietmuscle.flow.trial_results import trial_view
from quietmuscle.infer.trial_answer import helps_if_mended
from quietmuscle.knowledge.strategies import strategies
from quietmuscle.model.trial import Arm
from quietmuscle.report.trial_paper import TrialOnPaper
from quietmuscle.report.trial_paper import protocol_pdf
from quietmuscle.report.trial_paper import report_pdf
from quietmuscle.report.trial_picture import TrialPicture

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.trial import TrialProtocol


def strategy_name(protocol: TrialProtocol) -> Message:
    """The name of what is tried; one of another version keeps its id."""
    for each in strategies():
        if each.id == protocol.strategy:
            return each.label
    return Message(_("Strategy {code}"), {"code": protocol.strategy})


def protocol_paper(
    workspace: Workspace,
    trial_id: UUID,
    *,
    language: str | None = None,
    device_zone: str | None = None,
) -> bytes:
    """The protocol of an experiment; while it runs, the lot of later days is not on it."""
    return _printed(protocol_pdf, workspace, trial_id, language, device_zone)


def report_paper(
    workspace: Workspace,
    trial_id: UUID,
    *,
    language: str | None = None,
    device_zone: str | None = None,
) -> bytes:
    """The report of an experiment; between looks it says that results are hidden."""
    return _printed(report_pdf, workspace, trial_id, language, device_zone)


def _printed(
    paper: Callable[[TrialOnPaper, str], bytes],
    workspace: Workspace,
    trial_id: UUID,
    language: str | None,
    device_zone: str | None,
) -> bytes:
    told = _on_paper(workspace, trial_id, device_zone)
    return paper(told, language or workspace.diary.preferences.settings().language)


def drawn_of(view: TrialView) -> TrialPicture | None:
    """What the picture of an experiment shows; None while results are hidden."""
    answer = view.answer
    if answer is None:
        return None
    protocol = view.trial.protocol
    plan, is_ratio = protocol.plan, protocol.outcome.is_counted
    return TrialPicture(
        with_it=_values(view, Arm.WITH),
        without_it=_values(view, Arm.WITHOUT),
        effect=answer.effect,
        alike_low=plan.alike_low if is_ratio else -plan.alike_points,
        alike_high=plan.alike_high if is_ratio else plan.alike_points,
    )


def _values(view: TrialView, arm: Arm) -> tuple[float, ...]:
    """What was counted on the days of a side; of a measurement, for each minute of it."""
    return tuple(
        day.first.value / (day.first.minutes or 1.0)
        for day in view.days
        if day.first is not None
        and view.answered_until is not None
        and day.day <= view.answered_until
        and view.trial.protocol.arm_on(day.day) is arm
    )


def _on_paper(workspace: Workspace, trial_id: UUID, device_zone: str | None) -> TrialOnPaper:
    view = trial_view(workspace, trial_id, device_zone)
    until = view.answered_until
    return TrialOnPaper(
        name=strategy_name(view.trial.protocol),
        cautions=tuple(
            caution.message
            for each in strategies()
            if each.id == view.trial.protocol.strategy
            for caution in each.cautions
        ),
        trial=view.trial,
        state=view.state,
        days=tuple(day for day in view.days if until is not None and day.day <= until),
        answer=view.answer,
        drawn=drawn_of(view),
        made_on=today_of(workspace, device_zone),
        made_at_utc=workspace.clock.now_utc(),
        helps_if_mended=helps_if_mended(view.trial.protocol),
    )
