"""The care check for programs: its questions, one evaluation, and the checks that were kept.

An evaluation keeps nothing and logs nothing. It is no diagnosis.
"""

from __future__ import annotations

from typing import Annotated
from typing import Self
from uuid import UUID

from fastapi import Query
from pydantic import Field
from pydantic import StrictBool
from pydantic import StrictInt
from pydantic import StringConstraints

from quietmuscle.base.text import Message
from quietmuscle.base.text import say
from quietmuscle.flow import care_checks
from quietmuscle.flow import care_watch
from quietmuscle.flow.care import care
from quietmuscle.flow.care import care_card
from quietmuscle.flow.care import scenario_of
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.model.care import SCENARIO_SCHEMA
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.care import ReasonCode
from quietmuscle.model.care import Tier
from quietmuscle.model.care_check import CareCheck
from quietmuscle.model.care_form import MedicineForm
from quietmuscle.model.care_form import ScenarioForm
from quietmuscle.model.watch import WatchReason
from quietmuscle.web.change import ChangeId
from quietmuscle.web.cursor import CURSOR_FORM
from quietmuscle.web.cursor import read_cursor
from quietmuscle.web.cursor import spell_cursor
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Instant
from quietmuscle.web.wire import Name
from quietmuscle.web.wire import Wire

router = Part(prefix="/care", tags=["care"])

QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Days = Annotated[StrictInt, Field(ge=0, le=40_000)]


class CareQuestionWire(Wire):
    """A question of the care check, in the language of the settings."""

    id: str
    screen: str
    text: str
    help: str
    red_flag: bool
    only_if: str | None


class CareQuestionsWire(Wire):
    """Every question in the order of asking; each is answered yes, no or dont_know."""

    ruleset_version: str
    questions: tuple[CareQuestionWire, ...]


class CareMedicineWire(Wire):
    """A medicine by its name; days are counted back from today."""

    name: Annotated[Name, StringConstraints(min_length=1, pattern=r"\S")]
    started_days_ago: Days | None = None
    changed_days_ago: Days | None = None
    stopped_days_ago: Days | None = None
    missed_days_ago: Days | None = None


class CareDiaryWire(Wire):
    """What a diary of the last two weeks says; null is not known."""

    days_since_first_twitch: Days | None = None
    places_last_14_days: Annotated[StrictInt, Field(ge=0, le=200)] | None = None
    painful_last_14_days: StrictBool | None = None
    weak_or_stiff_last_14_days: StrictBool | None = None
    disturbed_most_days: StrictBool | None = None


class CareProfileWire(Wire):
    """What a person told about themselves; null is not known."""

    age_years: Annotated[StrictInt, Field(ge=0, le=130)] | None = None
    pregnant: StrictBool | None = None
    late_pregnancy: StrictBool | None = None
    kidney_disease: StrictBool | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None


class CareScenarioWire(Wire):
    """Answers by the id of their question, and what else is known; all of it may be left out."""

    answers: dict[QuestionId, Answer] = Field(
        default={}, max_length=300, examples=[{"breathing": "no"}]
    )
    medicines: Annotated[tuple[CareMedicineWire, ...], Field(max_length=200)] | None = None
    medicines_complete: StrictBool | None = None
    diary: CareDiaryWire = CareDiaryWire()
    profile: CareProfileWire = CareProfileWire()

    def form(self) -> ScenarioForm:
        """The scenario as the care check reads it."""
        medicines = self.medicines
        return ScenarioForm(
            schema=SCENARIO_SCHEMA,
            answers={name: answer.value for name, answer in self.answers.items()},
            medicines=None
            if medicines is None
            else tuple(MedicineForm(**each.model_dump()) for each in medicines),
            medicines_complete=self.medicines_complete,
            diary=DiaryExtract(**self.diary.model_dump()),
            profile=CareProfile(**self.profile.model_dump()),
        )


class CareReasonWire(Wire):
    """One reason for a tier; `rule` is null where a sign counts by itself.

    `unknown` are those of its `questions` that were answered with `dont_know`.
    """

    code: ReasonCode
    tier: Tier
    rule: str | None
    questions: tuple[str, ...]
    unknown: tuple[str, ...]


class CareResultWire(Wire):
    """How soon help is needed; `tier` is null while questions are `missing`."""

    tier: Tier | None
    at_least: Tier | None
    rules: tuple[str, ...]
    missing: tuple[str, ...]
    reasons: tuple[CareReasonWire, ...]
    contradictions: tuple[str, ...]
    do: tuple[str, ...]
    sooner: tuple[str, ...]
    say: tuple[str, ...]
    ruleset_version: str


class CheckAnswerWire(Wire):
    """An answer that was given in a check."""

    question: QuestionId
    answer: Answer


class CheckMomentWire(Wire):
    """When a check was done."""

    instant_utc: Instant
    zone: str
    offset_s: int
    logical_day: Day
    time_known: bool


class CareCheckWire(Wire):
    """A check that was kept, as it was then; it says nothing about now."""

    id: UUID
    moment: CheckMomentWire
    tier: Tier
    rules: tuple[str, ...]
    answers: tuple[CheckAnswerWire, ...]
    known: tuple[str, ...]
    contradictions: tuple[str, ...]
    ruleset_version: str

    @classmethod
    def of(cls, check: CareCheck) -> Self:
        """The check as it goes over the wire."""
        return cls.model_validate(check)


class CareChecksWire(Wire):
    """A page of kept checks, the newest first; `next` goes into `after`."""

    checks: tuple[CareCheckWire, ...]
    next: str | None


class WatchWire(Wire):
    """What the watch over the diary suggests: nothing, or the care check with its reasons."""

    suggested: bool
    reasons: tuple[WatchReason, ...]
    words: tuple[str, ...]


@router.get("/questions")
def get_questions(workspace: ThisWorkspace) -> CareQuestionsWire:
    """Every question of the care check."""
    language = workspace.diary.preferences.settings().language
    ruleset = care_ruleset()
    return CareQuestionsWire(
        ruleset_version=ruleset.version,
        questions=tuple(
            CareQuestionWire(
                id=each.id,
                screen=each.screen,
                text=say(each.message, language),
                help=say(Message(each.help), language) if each.help else "",
                red_flag=each.red_flag,
                only_if=each.only_if,
            )
            for each in ruleset.questions.values()
        ),
    )


@router.post("/evaluate")
def evaluate(workspace: ThisWorkspace, told: CareScenarioWire) -> CareResultWire:
    """How soon help is needed by what is told here alone; the diary is not looked at."""
    language = workspace.diary.preferences.settings().language
    scenario = scenario_of(told.form())
    result = care(scenario)
    card = care_card(result, scenario.profile.country)

    def words(messages: tuple[Message, ...]) -> tuple[str, ...]:
        return tuple(say(each, language) for each in messages)

    called = () if card is None or card.call is None else (card.call,)
    return CareResultWire(
        tier=result.tier,
        at_least=result.at_least,
        rules=result.rules,
        missing=result.missing,
        reasons=tuple(CareReasonWire.model_validate(each) for each in result.reasons),
        contradictions=result.contradictions,
        do=() if card is None else words((*called, *card.do)),
        sooner=() if card is None else words(card.sooner),
        say=() if card is None else words(card.say),
        ruleset_version=result.ruleset_version,
    )


@router.get("/checks")
def get_checks(
    workspace: ThisWorkspace,
    after: Annotated[str | Absent, Query(pattern=CURSOR_FORM)] = None,
) -> CareChecksWire:
    """The checks that were kept, a page at a time."""
    found = care_checks.kept_checks(workspace, read_cursor(after) if after else None)
    return CareChecksWire(
        checks=tuple(map(CareCheckWire.of, found.checks)),
        next=spell_cursor(found.next) if found.next else None,
    )


@router.get("/checks/{check_id}")
def get_check(workspace: ThisWorkspace, check_id: UUID) -> CareCheckWire:
    """One kept check."""
    return CareCheckWire.of(care_checks.kept_check(workspace, check_id))


@router.put("/checks/{check_id}")
def put_check(
    workspace: ThisWorkspace, change_id: ChangeId, check_id: UUID, told: CareScenarioWire
) -> CareCheckWire:
    """Keep a check that is finished; refused while questions are missing."""
    scenario = scenario_of(told.form())
    result = care_checks.finished(care(scenario))
    check = care_checks.check_of(workspace, check_id, scenario, result)
    care_watch.note_check(workspace)
    return CareCheckWire.of(care_checks.keep_check(workspace, check, change_id=change_id).entry)


@router.delete("/checks/{check_id}")
def delete_check(workspace: ThisWorkspace, change_id: ChangeId, check_id: UUID) -> CareCheckWire:
    """Put a check into the bin, from which it can be taken for 30 days."""
    return CareCheckWire.of(
        care_checks.delete_check(workspace, check_id, change_id=change_id).entry
    )


@router.post("/checks/{check_id}/restore")
def restore_check(workspace: ThisWorkspace, change_id: ChangeId, check_id: UUID) -> CareCheckWire:
    """Take a check out of the bin."""
    return CareCheckWire.of(
        care_checks.restore_check(workspace, check_id, change_id=change_id).entry
    )


@router.get("/watch")
def get_watch(workspace: ThisWorkspace) -> WatchWire:
    """Whether the diary suggests to do the care check, and why."""
    return _watch(workspace)


@router.post("/watch/set-aside")
def set_watch_aside(workspace: ThisWorkspace) -> WatchWire:
    """Set the suggestion aside: it does not come again for 7 days, unless it is more serious."""
    care_watch.set_aside(workspace)
    return _watch(workspace)


def _watch(workspace: ThisWorkspace) -> WatchWire:
    language = workspace.diary.preferences.settings().language
    found = care_watch.suggestion(workspace)
    if found is None:
        return WatchWire(suggested=False, reasons=(), words=())
    return WatchWire(
        suggested=True,
        reasons=found.reasons,
        words=tuple(say(care_watch.reason_words(each), language) for each in found.reasons),
    )
