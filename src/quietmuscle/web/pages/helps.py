"""The place What helps: the sessions, what suits now and what does not, and how sessions went."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.advise.suitability import MEDICINES
from quietmuscle.advise.suitability import Suits
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow import suiting
from quietmuscle.flow.place import today_of
from quietmuscle.flow.session_uses import session_uses
from quietmuscle.knowledge.about_health import health_question
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.sessions import session_or_none
from quietmuscle.knowledge.sessions import sessions
from quietmuscle.knowledge.strategies import Strategy
from quietmuscle.knowledge.strategies import strategy
from quietmuscle.model.session_use import SessionUse
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part(prefix="/helps")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A strategy on the page, with why it is not offered, or what to mind."""

    strategy: Strategy
    reasons: tuple[Fact, ...]
    to_ask: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownUse:
    """A use of a session in words."""

    use: SessionUse
    name: Message


_ORDER = (Suits.OFFERED, Suits.WITH_CARE, Suits.CHECK_FIRST, Suits.NOT_OFFERED)
_MEDICINES_WORDS = _("Which medicines do you take?")


@router.get("", response_class=HTMLResponse)
def helps(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """The sessions, then what suits this person, what to ask first, and what is not offered."""
    found = suiting.what_suits(workspace)
    offers = {
        suits: tuple(
            Offer(
                strategy=strategy(each.strategy),
                reasons=tuple(map(fact, each.reasons)),
                to_ask=tuple(map(_asked, each.to_ask)),
            )
            for each in found
            if each.suits is suits
        )
        for suits in _ORDER
    }
    return page(
        request,
        "helps.html",
        place="helps",
        sessions=sessions(),
        offers={suits.value: offers[suits] for suits in _ORDER},
        honest=fact("strategies_honest"),
        salts=fact("electrolytes_first"),
        used=bool(session_uses(workspace)),
    )


@router.get("/uses", response_class=HTMLResponse)
def uses(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """How sessions went: bother before and after, the newest first."""
    return page(
        request,
        "helps_uses.html",
        place="helps",
        today=today_of(workspace, device_zone(request)),
        uses=tuple(
            ShownUse(use=each, name=_name(each.session)) for each in session_uses(workspace)
        ),
        honest=fact("session_honest"),
    )


def helps_shell(request: Request) -> HTMLResponse:
    """The sessions alone, for when the computer is out of reach."""
    return page(request, "helps_offline.html", place="helps", sessions=sessions())


def _asked(item: str) -> Message:
    if item == MEDICINES:
        return Message(_MEDICINES_WORDS)
    return health_question(item).message


def _name(session_id: str) -> Message:
    """The name of a session; one that this version does not know keeps its id."""
    known = session_or_none(session_id)
    if known is not None:
        return known.label
    return Message(_("Session {name}"), {"name": session_id})
