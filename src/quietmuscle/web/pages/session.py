"""The player of guided sessions: all of them on one page, so that it works when out of reach."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.flow import suiting
from quietmuscle.knowledge.about_health import health_questions
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import facts
from quietmuscle.knowledge.limits import Limit
from quietmuscle.knowledge.limits import LimitEffect
from quietmuscle.knowledge.limits import limits
from quietmuscle.knowledge.sessions import TOUCH_STEPS
from quietmuscle.knowledge.sessions import Drawing
from quietmuscle.knowledge.sessions import Step
from quietmuscle.knowledge.sessions import muscles
from quietmuscle.knowledge.sessions import session_or_none
from quietmuscle.knowledge.sessions import sessions
from quietmuscle.knowledge.sessions import steps
from quietmuscle.model.health import HealthItem
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.house import workspace_of
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

if TYPE_CHECKING:
    from quietmuscle.model.health import Health

router = Part(prefix="/session")


@router.get("/{session_id}", response_class=HTMLResponse)
def session_page(request: Request, workspace: ThisWorkspace, session_id: str) -> HTMLResponse:
    """One session, with what was told of one's health to be confirmed."""
    if session_or_none(session_id) is None:
        raise NotFoundError(Message(_("There is no such session.")))
    return _player(request, suiting.health_now(workspace, device_zone(request)))


def session_shell(request: Request) -> HTMLResponse:
    """The same page without anything of the diary, for when the computer is out of reach."""
    return _player(request, None)


def _player(request: Request, health: Health | None) -> HTMLResponse:
    language = workspace_of(request).diary.preferences.settings().language
    needed = {each.needs for each in steps()}
    asked = {each.item for each in limits() if each.strategy in needed and _forbids(each)}
    return page(
        request,
        "session.html",
        place="helps",
        signs=facts("session_signs"),
        stops=facts("session_stop"),
        net=(fact("safety_net"),),
        honest=fact("session_honest"),
        custom=fact("session_custom"),
        questions=tuple(each for each in health_questions() if each.id in asked),
        muscles=muscles(),
        steps=steps(),
        drawings=tuple(Drawing),
        table=_script_safe(table_of(health, language)),
    )


def table_of(health: Health | None, language: str) -> dict[str, Any]:
    """All that the player needs to know, in the person's language."""

    def words(sentence: str) -> str:
        return say(Message(sentence), language)

    needed = sorted({each.needs for each in steps() if each.needs})
    return {
        "steps": {each.id: _step(each, language) for each in steps()},
        "muscles": {each.id: each.step for each in muscles()},
        "touch": TOUCH_STEPS,
        "sessions": {
            each.id: {"id": each.id, "name": words(each.name), "steps": each.steps}
            for each in sessions()
        },
        "limits": {
            name: [
                {"item": each.item, "words": words(each.fact.text)}
                for each in limits()
                if each.strategy == name and each.item and _forbids(each)
            ]
            for name in needed
        },
        "care": {
            name: [
                words(each.fact.text)
                for each in limits()
                if each.strategy == name and not _forbids(each)
            ]
            for name in needed
        },
        "health": {}
        if health is None
        else {item.value: answer for item in HealthItem if (answer := health.answer(item))},
    }


def _forbids(limit: Limit) -> bool:
    """Whether a limit forbids in a session what it limits, rather than asking for care."""
    never_with = {
        item for each in steps() if each.needs == limit.strategy for item in each.never_with
    }
    return limit.effect is LimitEffect.NOT_OFFERED or limit.item in never_with


def _step(each: Step, language: str) -> dict[str, Any]:
    def words(sentence: str) -> str:
        return say(Message(sentence), language)

    breath, holds = each.breath, each.holds
    return {
        "title": words(each.title),
        "words": [words(sentence) for sentence in each.words],
        "spoken": words(each.spoken) if each.spoken else " ".join(map(words, each.words)),
        "seconds": each.seconds,
        "mostS": each.most_s,
        "halfTime": words(each.half_time) if each.half_time else None,
        "cues": [{"at": cue.at_s, "words": words(cue.words)} for cue in each.cues],
        "breath": breath and {"inS": breath.in_s, "outS": breath.out_s},
        "holds": holds
        and {
            "holdS": holds.hold_s,
            "restS": holds.rest_s,
            "times": holds.times,
            "sides": holds.sides,
        },
        "drawing": each.drawing,
        "needs": each.needs,
        "instead": each.instead,
    }


def _script_safe(table: dict[str, Any]) -> Markup:
    """JSON that no browser takes for the end of its script."""
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 (our own JSON, with "<" taken out)
