"""The care check as a use case: a scenario is read, weighed, and put on a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.advise.known import ADULT
from quietmuscle.advise.triage import triage
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import from_json
from quietmuscle.knowledge.care_questions import LIST_COMPLETE
from quietmuscle.knowledge.care_questions import CareQuestion
from quietmuscle.knowledge.care_rules import CareRule
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.countries import emergency_call
from quietmuscle.knowledge.medicines import medicine_named
from quietmuscle.model.care import SCENARIO_SCHEMA
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareResult
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import Reason
from quietmuscle.model.care import ReasonCode
from quietmuscle.model.care import TakenMedicine
from quietmuscle.model.care import Tier
from quietmuscle.model.care_form import MedicineForm
from quietmuscle.model.care_form import ScenarioForm

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCard:
    """What a person reads at the end of the care check.

    `call` is there in an emergency alone. `rules` are those to be named as the
    reason, the most serious first; `signs` are questions that count without a
    rule, answered with yes; `unknown` those that were not known. `against` are
    those whose answers exclude self-care although nothing speaks for help;
    `only_for_adults` says that the age does.
    """

    tier: Tier
    name: Message
    call: Message | None
    do: tuple[Message, ...]
    sooner: tuple[Message, ...]
    say: tuple[Message, ...]
    rules: tuple[CareRule, ...]
    signs: tuple[CareQuestion, ...]
    unknown: tuple[CareQuestion, ...]
    against: tuple[CareQuestion, ...] = ()
    only_for_adults: bool = False

    @property
    def missing(self) -> tuple[Message, ...]:
        """Why it is not self-care although nothing urgent fits, apart from single answers."""
        nothing_fits = not (self.rules or self.signs)
        explained = self.unknown or self.against or self.only_for_adults
        told = (
            (MORE_NEEDED, nothing_fits and self.tier is Tier.T3),
            (FOR_ADULTS, self.only_for_adults),
            (UNEXPLAINED, nothing_fits and self.tier is Tier.T3 and not explained),
        )
        return tuple(Message(words) for words, holds in told if holds)


MORE_NEEDED = _(
    "Nothing urgent fits. But for this check to say that you can look after it yourself, "
    "more is needed."
)
FOR_ADULTS = _(
    "Quiet Muscle is made for adults. To somebody under 18 it never says that they "
    "can look after it themselves."
)
UNEXPLAINED = _("Something must explain the twitch, and nothing that you told does.")


def read_scenario(text: bytes | str) -> CareScenario:
    """The scenario that a JSON text describes.

    Raises ValueNotUnderstoodError for a text that is no scenario, a newer
    schema, a question that this version does not have, and an answer that is
    not yes, no or dont_know.
    """
    return scenario_of(from_json(ScenarioForm, text))


def scenario_of(form: ScenarioForm) -> CareScenario:
    """The scenario of a form, its questions known and its medicines looked up."""
    if form.schema != SCENARIO_SCHEMA:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "This scenario is written in form {schema}, and this version reads form "
                    "{known}. Nothing was weighed. Please use a newer Quiet Muscle."
                ),
                {"schema": form.schema, "known": SCENARIO_SCHEMA},
            )
        )
    answers = {question: _answer(question, value) for question, value in form.answers.items()}
    if form.medicines_complete is not None:
        answers[LIST_COMPLETE] = Answer.YES if form.medicines_complete else Answer.NO
    medicines = form.medicines
    return CareScenario(
        answers=_known(answers, form.ruleset_version),
        medicines=None if medicines is None else tuple(map(_taken, medicines)),
        diary=form.diary,
        profile=form.profile,
    )


def _answer(question: str, value: str | bool) -> Answer:  # noqa: FBT001 - JSON has true and false
    if isinstance(value, bool):
        return Answer.YES if value else Answer.NO
    try:
        return Answer(value)
    except ValueError:
        raise ValueNotUnderstoodError(
            Message(
                _('The answer to {question} can be "yes", "no" or "dont_know", not {value}.'),
                {"question": question[:60], "value": repr(value[:60])},
            )
        ) from None


def _known(answers: Mapping[str, Answer], version: str | None) -> Mapping[str, Answer]:
    ruleset = care_ruleset()
    unknown = sorted(set(answers) - set(ruleset.questions))
    if unknown and version not in {None, ruleset.version}:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "The answers were given for the rules of {version}, which ask for "
                    "{question}. The rules of this version ({ours}) do not. Nothing was "
                    "weighed; please go through the care check again."
                ),
                {"version": version, "question": unknown[0][:60], "ours": ruleset.version},
            )
        )
    if unknown:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "The care check has no question {question}. "
                    "`quietmuscle care --questions` lists all of them."
                ),
                {"question": unknown[0][:60]},
            )
        )
    return answers


def _taken(medicine: MedicineForm | str) -> TakenMedicine:
    form = MedicineForm(name=medicine) if isinstance(medicine, str) else medicine
    found = medicine_named(form.name)
    return TakenMedicine(
        name=form.name,
        classes=None if found is None else found.classes,
        started_days_ago=form.started_days_ago,
        changed_days_ago=form.changed_days_ago,
        stopped_days_ago=form.stopped_days_ago,
        missed_days_ago=form.missed_days_ago,
    )


def care(scenario: CareScenario) -> CareResult:
    """How soon help is needed, by the rules of this version."""
    return triage(scenario, care_ruleset())


def care_card(result: CareResult, country: str | None) -> CareCard | None:
    """The card of a result; None while questions are missing."""
    if result.tier is None:
        return None
    ruleset = care_ruleset()
    words = ruleset.tiers[result.tier]
    at_tier = [each for each in result.reasons if each.tier is result.tier]
    holding = {each.rule for each in at_tier if _says_its_words(each)}
    rules = tuple(
        rule
        for rule in map(ruleset.rule, result.rules)
        if rule.id in holding or rule.tier is Tier.T4
    )
    against = [each for each in at_tier if each.code is ReasonCode.NOT_SURE_ENOUGH]
    signs = [each for each in at_tier if each.rule is None and each not in against]
    unknown = [
        question for each in at_tier if each.rule not in holding for question in each.unknown
    ]
    return CareCard(
        tier=result.tier,
        name=Message(words.name),
        call=emergency_call(country) if result.tier is Tier.T0 else None,
        do=_messages((words.do, *(rule.do for rule in rules))),
        sooner=_messages((*(rule.sooner for rule in rules), words.sooner)),
        say=_messages((words.say, *(rule.say for rule in rules))),
        rules=rules,
        signs=_questions(_known_of(signs)),
        unknown=_questions(unknown),
        against=_questions([name for name in _known_of(against) if name != ADULT]),
        only_for_adults=ADULT in _known_of(against),
    )


def _known_of(reasons: list[Reason]) -> list[str]:
    """The questions of some reasons that were not answered with "I don't know"."""
    return [
        question for each in reasons for question in each.questions if question not in each.unknown
    ]


def _says_its_words(reason: Reason) -> bool:
    """Whether a rule's own words fit: they tell of what was said, not of what is not known.

    An emergency of which only the circumstances are unknown has its signs told.
    """
    return reason.rule is not None and (reason.code is ReasonCode.FIRED or reason.tier is Tier.T0)


def _messages(texts: tuple[str, ...]) -> tuple[Message, ...]:
    return tuple(Message(text) for text in dict.fromkeys(texts) if text)


def _questions(names: list[str]) -> tuple[CareQuestion, ...]:
    questions = care_ruleset().questions
    return tuple(questions[name] for name in dict.fromkeys(names))
