"""The result of a care check as a page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.flow.care import care_card
from quietmuscle.flow.care_account import care_account
from quietmuscle.flow.place import today_of
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.countries import country
from quietmuscle.model.care import Tier
from quietmuscle.web.house import house_of
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page

if TYPE_CHECKING:
    from fastapi import Request
    from fastapi.responses import HTMLResponse

    from quietmuscle.model.care import CareResult
    from quietmuscle.model.care import CareScenario

CHECK_AGAIN_AFTER = timedelta(days=14)
"""Source: engine rule (d) of the clinical evidence base, section 2."""


def shown_result(
    request: Request, scenario: CareScenario, result: CareResult, *, last_step: int
) -> HTMLResponse:
    """What to do now and why, with what was said in the check."""
    workspace = house_of(request).workspace
    today = today_of(workspace, device_zone(request))
    chosen = scenario.profile.country
    return page(
        request,
        "care_result.html",
        place="care",
        today=today,
        card=care_card(result, chosen),
        account=care_account(scenario),
        urgent=result.tier in {Tier.T0, Tier.T1},
        country=country(chosen),
        dated=care_ruleset().dated,
        version=result.ruleset_version,
        check_again_on=today + CHECK_AGAIN_AFTER if result.tier is Tier.T4 else None,
        last_step=last_step,
    )
