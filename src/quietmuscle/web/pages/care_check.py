"""The care check: one screen of questions after the other, then what to do.

Each screen is a form that is sent and leads on to the next, so that it works
without a script, and the browser's "back" shows the screen before with its
answers. The answers stand in the form and in the server's memory, never in an
address. Nothing is kept in the diary unless the person asks for it.

Answers count for half an hour after the check began. Older ones are dropped,
in the form too, and the check begins anew and says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from quietmuscle.advise.care_course import CareCourse
from quietmuscle.advise.care_course import CareStep
from quietmuscle.advise.care_course import expected_screens
from quietmuscle.base.ids import new_id
from quietmuscle.flow import care_watch
from quietmuscle.flow.care_check import check_course
from quietmuscle.flow.care_check import diary_words
from quietmuscle.flow.medicines import medicine_list
from quietmuscle.knowledge.care_questions import care_screens
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.countries import country
from quietmuscle.knowledge.countries import emergency_call
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareScenario
from quietmuscle.web.care_drafts import CareDraft
from quietmuscle.web.care_drafts import is_of_now
from quietmuscle.web.care_drafts import new_name
from quietmuscle.web.care_shown import shown_result
from quietmuscle.web.house import House
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.house import house_of
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part
from quietmuscle.web.sent_form import sent_fields

router = Part()

COOKIE = "care_check"
START = "/care/check"
RESULT = "/care/check/result"
ANSWER = "answer."
KEPT = "kept."
"""What a form calls the answers of its own screen, and those of the other screens."""
BEGAN = "began"
"""What a form calls the instant at which its check began."""
NEVER_NO_TO_ALL = frozenset({"adult", "medicine_list_complete"})
"""Questions whose "no" must be said by itself."""


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form that was sent, each once."""
    return dict(await sent_fields(request, 500))


Form = Annotated[dict[str, str], Depends(form_of)]


def draft_of(request: Request) -> CareDraft | None:
    """The check that this browser has under way."""
    house = house_of(request)
    name = request.cookies.get(COOKIE)
    if not name:
        return None
    diary_id = house.workspace.diary.preferences.diary_id()
    return house.care_drafts.get(name, diary_id, house.workspace.clock.now_utc())


Draft = Annotated[CareDraft | None, Depends(draft_of)]


@router.get(START, response_class=HTMLResponse)
def begin(request: Request, house: ThisHouse, draft: Draft) -> Response:
    """The first screen: of a new check, or of the one that was left a moment ago."""
    to_first = _to_step(1)
    if draft and not draft.finished and is_of_now(draft.began_at_utc, _now_of(house)):
        return to_first
    _take_up(request, to_first, _new_draft(request))
    return to_first


@router.get(RESULT, response_class=HTMLResponse)
def result_page(request: Request, house: ThisHouse, draft: Draft) -> Response:
    """What to do, and why; the open screen where something is still to be asked."""
    if draft is None:
        return RedirectResponse(START, status_code=303)
    if not is_of_now(draft.began_at_utc, _now_of(house)):
        return _anew(request)
    scenario, course = check_course(house.workspace, draft.answers, device_zone(request))
    if course.result is None:
        return _to_step(len(course.steps))
    return shown_result(
        request,
        replace(scenario, answers=course.counted),
        course.result,
        answered_at_utc=draft.touched_at_utc,
        steps=course.steps,
    )


@router.get(START + "/{number}", response_class=HTMLResponse)
def screen(request: Request, house: ThisHouse, draft: Draft, number: int) -> Response:
    """One screen of the check, with what was answered on it before."""
    if draft is None:
        return RedirectResponse(START, status_code=303)
    if not is_of_now(draft.began_at_utc, _now_of(house)):
        return _anew(request)
    scenario, course = check_course(house.workspace, draft.answers, device_zone(request))
    if not 1 <= number <= len(course.steps):
        return _to_step(min(max(number, 1), len(course.steps)))
    return _shown(request, scenario, course, number, draft)


@router.post(START + "/{number}", response_class=HTMLResponse)
def answer_screen(
    request: Request, house: ThisHouse, draft: Draft, number: int, form: Form
) -> Response:
    """Take the answers of a screen, and lead on, back, or to what to do."""
    now_utc = _now_of(house)
    began = _began(form, draft)
    if began is None or not is_of_now(began, now_utc):
        return _anew(request, _answers(form, ANSWER))
    kept = _answers(form, KEPT) if BEGAN in form else {}  # of no known time: not believed
    answers = {**kept, **(draft.answers if draft else {}), **_answers(form, ANSWER)}
    if draft is None or draft.kept:  # what was kept stays as it is
        draft = _new_draft(request)
    draft = replace(draft, began_at_utc=began, answers=answers, touched_at_utc=now_utc)
    scenario, course = check_course(house.workspace, answers, device_zone(request))
    number = min(max(number, 1), len(course.steps))
    if form.get("do") == "none":
        answers |= {
            name: Answer.NO
            for name in course.steps[number - 1].questions
            if name not in answers and name not in NEVER_NO_TO_ALL
        }
        draft = replace(draft, answers=answers)
        scenario, course = check_course(house.workspace, answers, device_zone(request))
    is_last = number >= len(course.steps)
    ended = course.result is not None and is_last
    if form.get("do") == "back":
        response: Response = _to_step(max(number - 1, 1))
    elif ended:
        response = RedirectResponse(RESULT, status_code=303)
    elif is_last or not _is_answered(course.steps[number - 1], answers):
        response = _shown(request, scenario, course, number, draft, status_code=422)
    else:
        response = _to_step(number + 1)
    if ended:
        care_watch.note_check(house.workspace, device_zone(request))
    _take_up(request, response, replace(draft, finished=ended))
    return response


def _anew(request: Request, told: dict[str, Answer] | None = None) -> Response:
    """A new check in place of one that grew old, and the way to its first screen.

    A yes that is an emergency by itself is never lost: with it, the way to what to do.
    """
    yes = {name: Answer.YES for name, answer in (told or {}).items() if answer is Answer.YES}
    house = house_of(request)
    _scenario, course = check_course(house.workspace, yes, device_zone(request))
    emergency = bool(yes) and course.result is not None
    response = RedirectResponse(RESULT, status_code=303) if emergency else _to_step(1)
    draft = replace(
        _new_draft(request), answers=yes if emergency else {}, finished=emergency, instead=True
    )
    if emergency:
        care_watch.note_check(house.workspace, device_zone(request))
    _take_up(request, response, draft)
    return response


def _began(form: dict[str, str], draft: CareDraft | None) -> datetime | None:
    """When the oldest answer was given that a form or the memory may hold; None: not known."""
    told = form.get(BEGAN)
    if told is None:
        return draft.began_at_utc if draft else None
    try:
        began = datetime.fromisoformat(told)
    except ValueError:
        return None
    if began.tzinfo is None:
        return None
    return min(began, draft.began_at_utc) if draft else began


def _now_of(house: House) -> datetime:
    return house.workspace.clock.now_utc()


def _shown(  # noqa: PLR0913 - each is a part of the screen
    request: Request,
    scenario: CareScenario,
    course: CareCourse,
    number: int,
    draft: CareDraft,
    *,
    status_code: int = 200,
) -> HTMLResponse:
    """A screen as a page."""
    house = house_of(request)
    step = course.steps[number - 1]
    ruleset = care_ruleset()
    titles = {each.id: each.title for each in care_screens()}
    told = scenario.answers
    chosen = house.workspace.diary.preferences.settings().country
    shows_medicines = "medicine_list_complete" in step.questions
    return page(
        request,
        "care_check.html",
        place="care",
        status_code=status_code,
        number=number,
        expected=max(len(course.steps), expected_screens(scenario, ruleset)),
        began=draft.began_at_utc.isoformat(),
        instead=draft.instead and not draft.answers,
        step=step,
        title=titles[step.screen],
        lines=tuple(ruleset.questions[name] for name in step.questions),
        told=told,
        diary_says={
            name: diary_words(ruleset.questions[name].diary or "", scenario.diary)
            for name in (step.questions if step.from_diary else ())
        },
        others={name: told[name] for name in told if name not in step.questions},
        none_button=len(step.questions) > 1
        and not step.from_diary
        and not NEVER_NO_TO_ALL & set(step.questions),
        open_lines=status_code != 200,
        country=country(chosen),
        call=emergency_call(chosen),
        medicines=medicine_list(house.workspace) if shows_medicines else None,
    )


def _answers(form: dict[str, str], prefix: str) -> dict[str, Answer]:
    """The answers that a form holds; what is no question or no answer is left out."""
    questions = care_ruleset().questions
    return {
        name: Answer(value)
        for field, value in form.items()
        if field.startswith(prefix)
        and (name := field.removeprefix(prefix)) in questions
        and value in set(Answer)
    }


def _is_answered(step: CareStep, answers: dict[str, Answer]) -> bool:
    return answers.keys() >= set(step.questions)


def _new_draft(request: Request) -> CareDraft:
    workspace = house_of(request).workspace
    now_utc = workspace.clock.now_utc()
    return CareDraft(
        name=new_name(),
        check_id=new_id(now_utc),
        diary_id=workspace.diary.preferences.diary_id(),
        began_at_utc=now_utc,
        touched_at_utc=now_utc,
    )


def _take_up(request: Request, response: Response, draft: CareDraft) -> None:
    """Keep a check in memory, and have the browser remember its name."""
    house_of(request).care_drafts.put(draft)
    response.set_cookie(
        COOKIE,
        draft.name,
        path="/care",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def _to_step(number: int) -> RedirectResponse:
    return RedirectResponse(f"{START}/{number}", status_code=303)
