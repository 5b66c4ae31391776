"""Scenarios of the care check, drawn at random, and the same told to z3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import TypeVar

import z3
from care_inputs import any_inputs
from care_inputs import drug
from care_inputs import kinds_asked_for
from care_model import Weighed
from care_table import LIST_COMPLETE
from care_table import asked_in
from care_table import care_table
from hypothesis import strategies as st

from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.care import TakenMedicine
from quietmuscle.model.medicine_class import MedicineClass

if TYPE_CHECKING:
    from care_inputs import Answered
    from care_inputs import Day
    from care_inputs import Drug
    from care_inputs import Said

    from quietmuscle.model.care import CareResult

Name = TypeVar("Name", str, int)

YES = z3.BoolVal(True)
MOST_DRUGS = 2
QUESTIONS = list(care_table().questions)
ANSWERS = list(Answer)
CLASSES = sorted(MedicineClass)

some_days = (
    st.none()
    | st.sampled_from([0, 1, 3, 4, 7, 8, 14, 15, 28, 29, 56, 90, 180])
    | st.integers(0, 200)
)
maybe = st.none() | st.booleans()

medicines = st.builds(
    TakenMedicine,
    name=st.just("a medicine"),
    classes=st.none() | st.frozensets(st.sampled_from(CLASSES), max_size=4),
    started_days_ago=some_days,
    changed_days_ago=some_days,
    stopped_days_ago=some_days,
    missed_days_ago=some_days,
)
diaries = st.builds(
    DiaryExtract,
    days_since_first_twitch=some_days,
    places_last_14_days=st.none() | st.integers(0, 4),
    painful_last_14_days=maybe,
    weak_or_stiff_last_14_days=maybe,
    disturbed_most_days=maybe,
)
profiles = st.builds(
    CareProfile,
    age_years=st.none() | st.sampled_from([15, 17, 18, 44, 45, 46]),
    pregnant=maybe,
    late_pregnancy=maybe,
    kidney_disease=maybe,
)


@st.composite
def calm_answers(draw: st.DrawFn) -> dict[str, Answer]:
    """Nothing wrong but what one rule asks for, a few answers otherwise, a few not given."""
    answers = dict.fromkeys(QUESTIONS, Answer.NO) | {
        "adult": Answer.YES,
        "clear_trigger": Answer.YES,
    }
    rule = draw(st.none() | st.sampled_from(list(care_table().formulas)))
    if rule is not None:
        asked = asked_in(care_table().formulas[rule])[:5]
        answers |= draw(st.fixed_dictionaries({name: st.sampled_from(ANSWERS) for name in asked}))
    few = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(ANSWERS), max_size=2)
    answers |= draw(st.just({}) | few)
    for name in draw(st.just([]) | st.lists(st.sampled_from(QUESTIONS), max_size=12)):
        answers.pop(name, None)
    return answers


any_answers = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(ANSWERS), max_size=90)
lists = st.none() | st.just(()) | st.lists(medicines, max_size=MOST_DRUGS).map(tuple)


@st.composite
def scenarios(draw: st.DrawFn) -> CareScenario:
    """Any scenario; often one that is calm but for a little, as most real ones are."""
    answers = draw(st.one_of(calm_answers(), calm_answers(), any_answers))
    if draw(st.booleans()):
        answers[LIST_COMPLETE] = Answer.YES
    return CareScenario(
        answers=answers,
        medicines=draw(lists),
        diary=draw(st.just(DiaryExtract()) | diaries),
        profile=draw(st.just(CareProfile()) | profiles),
    )


@dataclass(frozen=True)
class Verdict:
    """What both ways must agree on."""

    outcome: str
    at_least: int
    rules: frozenset[str]
    missing: frozenset[str]
    truths: tuple[int, ...]


def verdict_of(result: CareResult, truths: tuple[int, ...]) -> Verdict:
    return Verdict(
        outcome=result.tier.value if result.tier else "ask",
        at_least=0 if result.at_least is None else result.at_least.severity,
        rules=frozenset(result.rules),
        missing=frozenset(result.missing),
        truths=truths,
    )


class Judge:
    """z3, asked what comes of scenarios with so many medicines.

    Each claim has a sign of its own that stands for it, so that z3 works out
    all of them at once, and the long formulas are read in once for all scenarios.
    """

    def __init__(self, weighed: Weighed) -> None:
        self.weighed = weighed
        self.solver = z3.Solver()
        self.solver.add(*weighed.inputs.valid)
        self.outcome = self._signs("outcome", weighed.outcome)
        self.at_least = self._signs("at least", weighed.at_least)
        self.named = self._signs("named", weighed.named)
        self.missing = self._signs("missing", weighed.missing)
        self.yes = self._signs("yes", {name: said.yes for name, said in weighed.truth.items()})
        self.no = self._signs("no", {name: said.no for name, said in weighed.truth.items()})

    def _signs(self, kind: str, claims: dict[Name, z3.BoolRef]) -> dict[Name, z3.BoolRef]:
        signs = {name: z3.Bool(f"{kind}: {name}") for name in claims}
        self.solver.add(*(signs[name] == claim for name, claim in claims.items()))
        return signs

    def verdict(self, scenario: CareScenario) -> Verdict:
        self.solver.push()
        self.solver.add(*_facts(self.weighed, scenario))
        assert self.solver.check() == z3.sat
        model = self.solver.model()
        self.solver.pop()

        def holding(signs: dict[Name, z3.BoolRef]) -> list[Name]:
            return [name for name, sign in signs.items() if YES.eq(model[sign])]

        (outcome,) = holding(self.outcome)
        yes, no = set(holding(self.yes)), set(holding(self.no))
        return Verdict(
            outcome=outcome,
            at_least=max(holding(self.at_least), default=0),
            rules=frozenset(holding(self.named)),
            missing=frozenset(holding(self.missing)),
            truths=tuple(2 if name in yes else 0 if name in no else 1 for name in self.yes),
        )


class Referee:
    """z3, asked what comes of one scenario. Made once: building the formulas takes a while."""

    def __init__(self) -> None:
        drugs = tuple(drug(f"medicine {number}") for number in range(MOST_DRUGS))
        self.judges = {
            count: Judge(Weighed(any_inputs(drugs=drugs[:count], others=False)))
            for count in range(MOST_DRUGS + 1)
        }

    def verdict(self, scenario: CareScenario) -> Verdict:
        return self.judges[len(scenario.medicines or ())].verdict(scenario)


def _facts(weighed: Weighed, scenario: CareScenario) -> list[z3.BoolRef]:
    inputs, diary, profile = weighed.inputs, scenario.diary, scenario.profile
    facts = [_is(inputs.listed, scenario.medicines is not None)]
    for name, variable in inputs.answers.items():
        facts += _answer(variable, scenario.answers.get(name))
    facts += _day(inputs.first, diary.days_since_first_twitch)
    facts += _day(inputs.places, diary.places_last_14_days)
    facts += [
        _is(inputs.diary["painful"], diary.painful_last_14_days is True),
        _is(inputs.diary["weak"], diary.weak_or_stiff_last_14_days is True),
        _is(inputs.diary["disturbed"], diary.disturbed_most_days is True),
    ]
    facts += _day(inputs.age, profile.age_years)
    facts += _said(inputs.profile["pregnant"], profile.pregnant)
    facts += _said(inputs.profile["late"], profile.late_pregnancy)
    facts += _said(inputs.profile["kidney"], profile.kidney_disease)
    for variable, taken in zip(inputs.drugs, scenario.medicines or (), strict=True):
        facts += _taken(variable, taken)
    return facts


def _is(variable: z3.BoolRef, value: bool) -> z3.BoolRef:
    return variable if value else z3.Not(variable)


def _answer(variable: Answered, answer: Answer | None) -> list[z3.BoolRef]:
    return [
        _is(variable.yes, answer is Answer.YES),
        _is(variable.no, answer is Answer.NO),
        _is(variable.unknown, answer is Answer.DONT_KNOW),
    ]


def _day(variable: Day, value: int | None) -> list[z3.BoolRef]:
    if value is None:
        return [z3.Not(variable.known)]
    return [variable.known, variable.ago == value]


def _said(variable: Said, value: bool | None) -> list[z3.BoolRef]:
    return [_is(variable.yes, value is True), _is(variable.no, value is False)]


def _taken(variable: Drug, taken: TakenMedicine) -> list[z3.BoolRef]:
    classes = taken.classes or frozenset()
    return [
        _is(variable.ours, taken.classes is not None),
        *(_is(variable.kinds[kind], kind in classes) for kind in kinds_asked_for()),
        *_day(variable.started, taken.started_days_ago),
        *_day(variable.changed, taken.changed_days_ago),
        *_day(variable.stopped, taken.stopped_days_ago),
        *_day(variable.missed, taken.missed_days_ago),
    ]
