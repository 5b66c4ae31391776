"""The result of a care check as a page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.flow.care import care_card
from quietmuscle.flow.care_account import care_account
from quietmuscle.flow.place import zone_of
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.countries import country
from quietmuscle.model.care import Tier
from quietmuscle.model.moment import moment_at
from quietmuscle.web.house import house_of
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page

if TYPE_CHECKING:
    from datetime import datetime

    from fastapi import Request
    from fastapi.responses import HTMLResponse

    from quietmuscle.advise.care_course import CareStep
    from quietmuscle.model.care import CareResult
    from quietmuscle.model.care import CareScenario

CHECK_AGAIN_AFTER = timedelta(days=14)
"""Source: engine rule (d) of the clinical evidence base, section 2."""


def shown_result(
    request: Request,
    scenario: CareScenario,
    result: CareResult,
    *,
    answered_at_utc: datetime,
    steps: tuple[CareStep, ...],
) -> HTMLResponse:
    """What to do now and why, with what was said on the screens of the check."""
    settings = house_of(request).workspace.diary.preferences.settings()
    zone = zone_of(settings, device_zone(request))
    answered = moment_at(answered_at_utc, zone, settings.day_start)
    chosen = scenario.profile.country
    return page(
        request,
        "care_result.html",
        place="care",
        answered=answered,
        card=care_card(result, chosen),
        account=care_account(scenario),
        urgent=result.tier in {Tier.T0, Tier.T1},
        country=country(chosen),
        dated=care_ruleset().dated,
        version=result.ruleset_version,
        check_again_on=answered.logical_day + CHECK_AGAIN_AFTER if result.tier is Tier.T4 else None,
        last_step=len(steps),
        step_of={name: number for number, step in enumerate(steps, 1) for name in step.questions},
    )
