"""The Learn pages: the causes, the look-alikes, what may help, words, and sources."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.advise.suitability import MEDICINES
from quietmuscle.advise.suitability import Suits
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.suiting import what_suits
from quietmuscle.knowledge.about_health import health_question
from quietmuscle.knowledge.claims import ClaimKind
from quietmuscle.knowledge.claims import claims
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import status_words
from quietmuscle.knowledge.glossary import glossary
from quietmuscle.knowledge.limits import limits
from quietmuscle.knowledge.lookalikes import LookalikeGroup
from quietmuscle.knowledge.lookalikes import lookalikes
from quietmuscle.knowledge.sources import SourceStatus
from quietmuscle.knowledge.sources import sources
from quietmuscle.knowledge.statements import status_shares
from quietmuscle.knowledge.strategies import GROUP_WORDS
from quietmuscle.knowledge.strategies import strategies
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part(prefix="/learn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A link of the Learn page, with a line that says what is behind it."""

    label: str
    words: str
    address: str


DOORS = (
    Door(
        label=_("Causes you may have heard of"),
        words=_("Four causes and some advice that people are told, and what is true of each"),
        address="/learn/causes",
    ),
    Door(
        label=_("How a twitch arises"),
        words=_("Five steps to play with, from a healthy nerve to what a phone records"),
        address="/learn/why",
    ),
    Door(
        label=_("What feels like a twitch"),
        words=_("Flicker, spasm, beating, cramp and others: how to tell them apart"),
        address="/learn/look-alikes",
    ),
    Door(
        label=_("What kind of twitch?"),
        words=_("A few questions, then what fits and what does not"),
        address="/kind",
    ),
    Door(
        label=_("What may help"),
        words=_("Each with what is known, its limits and its steps"),
        address="/learn/what-helps",
    ),
    Door(label=_("Words"), words=_("Words of medicine in plain language"), address="/learn/words"),
    Door(
        label=_("Sources"),
        words=_("Where every sentence about health comes from"),
        address="/learn/sources",
    ),
)
GROUPS = {
    LookalikeGroup.SEE: _("Small movements that one sees"),
    LookalikeGroup.TIGHT: _("Muscles that tighten"),
    LookalikeGroup.BEAT: _("Beating, shaking, jerking"),
    LookalikeGroup.FEEL: _("Felt more than seen"),
    LookalikeGroup.WORSE: _("When everything gets worse for a while"),
    LookalikeGroup.DOCTOR: _("What needs a doctor"),
}
SOURCE_WORDS = {
    SourceStatus.READ: _("Sources that we read"),
    SourceStatus.RECALLED: _("From memory: sources that we still have to read again"),
    SourceStatus.MODEL: _("Our own models, compared with published figures"),
    SourceStatus.OWN: _("Our own judgement, which no clinician has signed yet"),
}
NO_SUCH_PAGE = _("There is no such page. Your diary is safe.")


@router.get("", response_class=HTMLResponse)
def learn(request: Request) -> HTMLResponse:
    """The doors to all that can be learned."""
    return page(request, "learn.html", place="more", doors=DOORS, honest=fact("honest_statement"))


@router.get("/causes", response_class=HTMLResponse)
def causes(request: Request) -> HTMLResponse:
    """What people are told about causes and remedies, and what is true of it."""
    return page(
        request,
        "learn_causes.html",
        place="more",
        causes=claims(ClaimKind.CAUSE),
        advice=claims(ClaimKind.ADVICE),
        inside=fact("nerve_inside"),
        outside=fact("nerve_outside"),
    )


@router.get("/look-alikes", response_class=HTMLResponse)
def all_lookalikes(request: Request) -> HTMLResponse:
    """Everything that feels like a twitch, by what one notices first."""
    return page(
        request,
        "learn_lookalikes.html",
        place="more",
        groups=tuple(
            (Message(words), tuple(each for each in lookalikes() if each.group is group))
            for group, words in GROUPS.items()
        ),
    )


@router.get("/look-alikes/{lookalike_id}", response_class=HTMLResponse)
def one_lookalike(request: Request, lookalike_id: str) -> HTMLResponse:
    """One look-alike: what it is, what one notices, its pattern, and what it means in MS."""
    found = next((each for each in lookalikes() if each.id == lookalike_id), None)
    if found is None:
        raise NotFoundError(Message(NO_SUCH_PAGE))
    return page(request, "learn_lookalike.html", place="more", each=found)


@router.get("/what-helps", response_class=HTMLResponse)
def what_helps(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """Everything that may help, by what one does; what does not suit this person says so."""
    return page(
        request,
        "learn_strategies.html",
        place="more",
        honest=fact("strategies_honest"),
        unsuited={
            each.strategy for each in what_suits(workspace) if each.suits is Suits.NOT_OFFERED
        },
        groups=tuple(
            (Message(words), tuple(each for each in strategies() if each.group is group))
            for group, words in GROUP_WORDS.items()
        ),
    )


@router.get("/what-helps/{strategy_id}", response_class=HTMLResponse)
def one_strategy(request: Request, workspace: ThisWorkspace, strategy_id: str) -> HTMLResponse:
    """One strategy: what is known, its limits, its steps, and whether it suits this person."""
    found = next((each for each in strategies() if each.id == strategy_id), None)
    if found is None:
        raise NotFoundError(Message(NO_SUCH_PAGE))
    suits = next(each for each in what_suits(workspace) if each.strategy == found.id)
    unsuited = {limit.fact.id: limit.fact for limit in limits() if limit.strategy == found.id}
    return page(
        request,
        "learn_strategy.html",
        place="more",
        each=found,
        limits=tuple(unsuited.values()),
        suits=suits.suits,
        reasons=tuple(fact(each) for each in suits.reasons),
        to_ask=tuple(health_question(each) for each in suits.to_ask if each != MEDICINES),
        medicines_open=MEDICINES in suits.to_ask,
    )


@router.get("/words", response_class=HTMLResponse)
def words(request: Request) -> HTMLResponse:
    """The glossary."""
    return page(request, "learn_words.html", place="more", terms=glossary())


@router.get("/sources", response_class=HTMLResponse)
def all_sources(request: Request) -> HTMLResponse:
    """Every source with how we know of it, and how many sentences are known how well."""
    return page(
        request,
        "learn_sources.html",
        place="more",
        shares=tuple((share, status_words(share.status)) for share in status_shares()),
        groups=tuple(
            (Message(words), tuple(each for each in sources() if each.status is status))
            for status, words in SOURCE_WORDS.items()
        ),
    )
